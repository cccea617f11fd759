"""The conversation only grows, and its marks for the cache move without changing anything else."""

from __future__ import annotations

import itertools
import json
from typing import Any

from designer.plan.claude.conversation import begun, text_block
from designer.plan.claude.settings import ClaudeSettings
from designer.plan.claude.turn import Reply

SETTINGS = ClaudeSettings()
TOOLS = ({"name": "a", "input_schema": {"type": "object"}},)


def _grown(times: int) -> list[dict[str, Any]]:
    """Return the requests of a conversation that grew so many times."""
    conversation = begun(("system", "style"), TOOLS, ("context", "task"))
    bodies = [conversation.turn(SETTINGS, max_tokens=1000).body()]
    for number in range(times):
        reply = Reply(content=({"type": "text", "text": f"reply {number}"},), stop_reason="tool_use")
        conversation = conversation.with_reply(reply).with_user([text_block(f"answer {number}"), text_block("more")])
        bodies.append(conversation.turn(SETTINGS, max_tokens=1000).body())
    return bodies


def _marks(body: dict[str, Any]) -> list[str]:
    blocks = [*body["tools"], *body["system"], *(block for message in body["messages"] for block in message["content"])]
    return [block.get("text", "") for block in blocks if "cache_control" in block]


def _unmarked(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _unmarked(item) for key, item in value.items() if key != "cache_control"}
    return [_unmarked(item) for item in value] if isinstance(value, list) else value


def test_marks_stand_at_the_end_of_what_stays() -> None:
    """System, context, and the last two ends: the one before is surely found again, however many tools one reply calls."""
    first, second, third, fourth = _grown(3)
    assert _marks(first) == ["style", "context", "task"]
    assert [one["content"][-1].get("cache_control") for one in second["messages"]] == [{"type": "ephemeral"}, None, {"type": "ephemeral"}]
    assert [sum("cache_control" in block for block in one["content"]) for one in third["messages"]] == [1, 0, 1, 0, 1]
    assert [sum("cache_control" in block for block in one["content"]) for one in fourth["messages"]] == [1, 0, 0, 0, 1, 0, 1]


def test_there_are_never_more_marks_than_the_service_takes() -> None:
    """Four at most."""
    assert [len(_marks(body)) for body in _grown(5)] == [3, 4, 4, 4, 4, 4]


def test_all_that_was_sent_is_sent_again() -> None:
    """Without its marks each request begins with the one before it, to the byte."""
    bodies = [_unmarked(body) for body in _grown(4)]
    for before, after in itertools.pairwise(bodies):
        assert json.dumps(after["messages"]).startswith(json.dumps(before["messages"])[:-1])
        assert (before["system"], before["tools"]) == (after["system"], after["tools"])


def test_a_request_does_not_change_what_the_conversation_holds() -> None:
    """Marks are made on copies."""
    conversation = begun(("system",), TOOLS, ("context", "task"))
    conversation.turn(SETTINGS, max_tokens=1000)
    assert "cache_control" not in json.dumps(conversation.messages) + json.dumps(conversation.system)


def test_a_reply_that_says_nothing_is_left_out() -> None:
    """The service takes no empty message."""
    conversation = begun(("system",), TOOLS, ("context",))
    assert conversation.with_reply(Reply(content=(), stop_reason="end_turn")) == conversation
