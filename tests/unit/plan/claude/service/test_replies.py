"""Whole replies: what goes out is what the service takes, what comes back can be sent on unchanged, and a person hears it grow."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from designer.model.run import Usage
from tests.standin import StandIn
from tests.unit.plan.claude.service.asking import KEY, TURN, Asker
from tests.unit.plan.claude.service.serving import Server, begun, ended, hello, stream, text_block, tool_block

if TYPE_CHECKING:
    from collections.abc import Callable

    Serve = Callable[..., Server]

THOUGHT = {"type": "thinking", "thinking": "Which of the two is the customer?", "signature": "c2lnbmVk"}
SAID = {"type": "text", "text": "Grüße — ✓ \u2028 <b>"}
CALLED = {
    "type": "tool_use",
    "id": "toolu_9",
    "name": "submit_design",
    "input": {"title": 'Ein "Test"\n', "n": 1.50, "big": 12345678901234567890, "deep": [{"a": None}, []], "": True},
}


@pytest.fixture
def stood_in(monkeypatch: pytest.MonkeyPatch) -> Callable[[list[dict[str, object]]], StandIn]:
    """Return what puts the stand-in of the service in its place, with a script."""

    def start(script: list[dict[str, object]]) -> StandIn:
        service = StandIn(script)
        monkeypatch.setenv("ANTHROPIC_API_KEY", KEY)
        monkeypatch.setenv("ANTHROPIC_BASE_URL", service.url)
        return service

    return start


def test_a_reply_can_be_sent_back_unchanged(stood_in: Callable[[list[dict[str, object]]], StandIn], asker: Asker) -> None:
    """Thinking with its signature, text and a tool's input, in a second turn that the service takes."""
    thought = {name: value for name, value in THOUGHT.items() if name != "signature"}
    with stood_in([{"content": [thought, SAID, CALLED]}, {"content": [SAID]}]) as service:
        first = asker.send()
        answers = ({"type": "tool_result", "tool_use_id": "toolu_9", "content": "Fine."},)
        history = (*TURN.messages, {"role": "assistant", "content": list(first.content)}, {"role": "user", "content": list(answers)})
        second = asker.send(replace(TURN, messages=history))
    assert (first.stop_reason, second.stop_reason) == ("tool_use", "end_turn")
    assert list(first.content[1:]) == [SAID, CALLED]
    assert first.content[0]["thinking"] == THOUGHT["thinking"]
    assert first.content[0]["signature"]
    assert service.bodies[1]["messages"][1]["content"] == list(first.content)
    assert service.refused == []


def test_a_signature_and_a_hidden_thought_come_back_as_they_were(serve: Serve, asker: Asker) -> None:
    """The service refuses a history whose thinking was changed."""
    hidden = {"type": "redacted_thinking", "data": "b3BhcXVl"}
    blocks = [
        {"type": "content_block_start", "index": 0, "content_block": {"type": "thinking", "thinking": "", "signature": ""}},
        {"type": "content_block_delta", "index": 0, "delta": {"type": "thinking_delta", "thinking": THOUGHT["thinking"]}},
        {"type": "content_block_delta", "index": 0, "delta": {"type": "signature_delta", "signature": THOUGHT["signature"]}},
        {"type": "content_block_stop", "index": 0},
        {"type": "content_block_start", "index": 1, "content_block": hidden},
        {"type": "content_block_stop", "index": 1},
    ]
    serve(stream(begun(), *blocks, *text_block("So", index=2), *ended()))
    assert json.loads(json.dumps(asker.send().content)) == [THOUGHT, hidden, {"type": "text", "text": "So"}]


def test_the_usage_is_told_by_kind(serve: Serve, asker: Asker) -> None:
    """Fresh, written to the cache, read from it, and what was written in all."""
    serve(hello())
    reply = asker.send()
    assert reply.usage == Usage(input_tokens=11, cache_write_tokens=7, cache_read_tokens=5, output_tokens=9)
    assert reply.request_id == "req_1"


def test_a_refusal_keeps_its_reason(serve: Serve, asker: Asker) -> None:
    """It is a reply, no failure of the wire."""
    details = {"type": "refusal", "category": "cyber", "explanation": "Not this."}
    serve(stream(begun(), *ended("refusal", stop_details=details)))
    reply = asker.send()
    assert (reply.stop_reason, reply.content) == ("refusal", ())
    assert {name: reply.stop_details[name] for name in details} == details


def test_a_person_hears_the_reply_grow(serve: Serve, asker: Asker) -> None:
    """Pieces of the thinking and of the text, and a tool's name once it is called."""
    thinking = [
        {"type": "content_block_start", "index": 0, "content_block": {"type": "thinking", "thinking": "", "signature": ""}},
        *(
            {"type": "content_block_delta", "index": 0, "delta": {"type": "thinking_delta", "thinking": piece}}
            for piece in ("Which ", "one?")
        ),
        {"type": "content_block_stop", "index": 0},
    ]
    serve(stream(begun(), *thinking, *text_block("This.", index=1), *tool_block('{"a"', ": 1}", index=2), *ended("tool_use")))
    assert asker.send().content[2]["input"] == {"a": 1}
    said = [("thinking", "Which "), ("thinking", "one?"), ("text", "This.")]
    assert asker.heard == [*said, ("tool", "submit_design"), ("input", '{"a"'), ("input", ": 1}")]


def test_a_tool_without_input_has_an_empty_one(serve: Serve, asker: Asker) -> None:
    """No piece of it comes then, or an empty one."""
    serve(stream(begun(), *tool_block(), *tool_block("", index=1), *ended("tool_use")))
    assert [block["input"] for block in asker.send().content] == [{}, {}]


def test_pings_and_events_of_a_later_day_are_passed_over(serve: Serve, asker: Asker) -> None:
    """The service may say more than it does today."""
    serve(stream({"type": "ping"}, begun(), {"type": "news", "of": "tomorrow"}, *text_block("Hello"), {"type": "ping"}, *ended("some_day")))
    reply = asker.send()
    assert (reply.content, reply.stop_reason) == (({"type": "text", "text": "Hello"},), "some_day")


def test_what_goes_out_is_the_turn(serve: Serve, asker: Asker) -> None:
    """Nothing is added but `stream`; the key goes in a header."""
    server = serve(hello())
    asker.send()
    assert server.requests[0].body == {**TURN.body(), "stream": True}
    assert server.requests[0].headers["authorization"] == f"Bearer {KEY}"


def test_the_end_of_a_model_is_told_once(serve: Serve, asker: Asker) -> None:
    """The SDK knows the day; its warning is no error here."""
    from anthropic.resources.messages.messages import DEPRECATED_MODELS

    serve(hello())
    for _ in range(2):
        asker.send(replace(TURN, model=min(DEPRECATED_MODELS)))
    assert [line for line in asker.told if "deprecated" in line] == asker.told[1:2]
