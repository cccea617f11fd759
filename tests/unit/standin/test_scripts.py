"""Where turns come from, and what the stand-in remembers of a conversation."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import anthropic
import pytest

from tests.standin import BadTurnError, StandIn
from tests.unit.standin.bodies import MODEL, a_tool, result, says

if TYPE_CHECKING:
    from pathlib import Path

HELLO = {"content": [{"type": "text", "text": "Hello"}]}


def ask(service: StandIn, *messages: dict[str, Any], **more: Any) -> Any:
    """Send a conversation and return the reply in one piece."""
    client = anthropic.Anthropic(base_url=service.url, api_key="any", max_retries=0)
    said: Any = [*messages] or [says("a")]
    return client.messages.create(model=MODEL, max_tokens=100, messages=said, **more)


def told(reply: Any) -> dict[str, Any]:
    """Return a reply as it goes back into the conversation."""
    return {"role": "assistant", "content": [block.model_dump(exclude_none=True) for block in reply.content]}


def test_a_list_answers_in_order_and_then_refuses() -> None:
    """A turn may stand for several requests; one too many is refused with a plain word."""
    with StandIn([{"fault": "529", "times": 2}, HELLO]) as service:
        for _ in range(2):
            with pytest.raises(anthropic.APIStatusError, match="injected 529"):
                ask(service)
        assert ask(service).content[0].text == "Hello"
        with pytest.raises(anthropic.BadRequestError, match="the script has 2 turns and all are spent; this is request 4"):
            ask(service)
        assert len(service.requests) == 4
        assert [str(one) for one in service.refused] == ["stand-in: the script has 2 turns and all are spent; this is request 4"]


def test_a_folder_answers_by_the_names_of_its_files(tmp_path: Path) -> None:
    """JSON and YAML, side by side."""
    (tmp_path / "002.json").write_text(json.dumps({"content": [{"type": "text", "text": "two"}]}))
    (tmp_path / "001.yaml").write_text("content:\n  - type: text\n    text: one\n")
    (tmp_path / "README.md").write_text("No turn.")
    with StandIn(tmp_path) as service:
        assert [ask(service).content[0].text for _ in range(2)] == ["one", "two"]


def test_a_rule_answers_by_the_request() -> None:
    """For all requests, or as one turn of a list."""

    def rule(body: dict[str, Any]) -> dict[str, Any]:
        return {"content": [{"type": "text", "text": f"{len(body['messages'])} messages"}]}

    with StandIn(rule) as service:
        assert ask(service, says("a"), says("b")).content[0].text == "2 messages"
    with StandIn([HELLO, rule]) as service:
        assert [ask(service).content[0].text for _ in range(2)] == ["Hello", "1 messages"]


def test_a_rule_that_fails_is_told_to_the_client() -> None:
    """An assertion in a rule is read in the refusal, and kept."""

    def rule(body: dict[str, Any]) -> dict[str, Any]:
        raise AssertionError(f"no tools in {sorted(body)}")

    with StandIn(rule) as service:
        with pytest.raises(anthropic.BadRequestError, match="no tools in"):
            ask(service)
        assert "AssertionError" in service.refused[0].fact


def test_a_rule_in_a_list_is_asked_once() -> None:
    """Also where its turn stands for several requests; what waits is counted."""
    asked: list[int] = []

    def rule(_: dict[str, Any]) -> dict[str, Any]:
        asked.append(1)
        return {**HELLO, "times": 2}

    with StandIn([rule, HELLO]) as service:
        assert service.unspent == 2
        for _ in range(3):
            ask(service)
        assert (len(asked), service.unspent) == (1, 0)


def test_a_turn_may_expect_words_in_its_request() -> None:
    """A request without them is refused."""
    with (
        StandIn([{**HELLO, "expect": {"messages": ["fish", "bread"]}}]) as service,
        pytest.raises(anthropic.BadRequestError, match="'bread'"),
    ):
        ask(service, says("fish"))
    with StandIn([{**HELLO, "expect": {"messages": 'a "quoted" wörd'}}]) as service:
        ask(service, says('here is a "quoted" wörd'))


def test_a_turn_that_cannot_be_sent_is_told_with_everything_that_is_wrong() -> None:
    """Before a request comes."""
    wrong = {
        "content": [{"type": "tool_use", "name": "look"}, {"type": "image"}, {"type": "text", "text": "a", "colour": 1}],
        "fault": "flood",
    }
    with pytest.raises(BadTurnError) as caught:
        StandIn([wrong])
    assert [problem.split(":")[0] for problem in caught.value.problems] == [
        "$.content[0].input",
        "$.content[1]",
        "$.content[2].colour",
        "$.fault",
    ]
    with pytest.raises(BadTurnError, match="is missing"):
        StandIn([{"expect": {}}])


def test_a_text_that_yaml_would_cut_is_told(tmp_path: Path) -> None:
    """`#` begins a comment in YAML; a text that holds one belongs in quotes."""
    file = tmp_path / "001.yaml"
    file.write_text("# A comment is fine.\ncontent:\n  - type: text\n    text: Tell #ops.\n")
    with pytest.raises(BadTurnError, match="line 4: `#` ends the text here; put it in quotes"):
        StandIn(tmp_path)
    file.write_text("content:\n  - type: text\n    text: 'Tell #ops.'\n")
    with StandIn(tmp_path) as service:
        assert ask(service).content[0].text == "Tell #ops."


def test_thinking_goes_back_as_it_came() -> None:
    """Changed, left out or taken into another conversation, it is refused; unchanged it is taken."""
    turn = {"content": [{"type": "thinking", "thinking": "Look first."}, {"type": "tool_use", "name": "look", "input": {}}]}
    with StandIn([turn, HELLO, HELLO]) as service:
        first = ask(service, tools=[a_tool()])
        reply = told(first)
        answer = says(result(first.content[1].id))
        assert ask(service, says("a"), reply, answer).content[0].text == "Hello"
        changed = {"role": "assistant", "content": [{**reply["content"][0], "thinking": "Never looked."}, reply["content"][1]]}
        left_out = {"role": "assistant", "content": reply["content"][1:]}
        for first_message, said in ((says("a"), changed), (says("a"), left_out), (says("another"), reply)):
            with pytest.raises(anthropic.BadRequestError, match="thinking"):
                ask(service, first_message, said, answer)


def test_a_paused_reply_may_be_sent_back() -> None:
    """It alone may end a conversation with the model's own words."""
    with StandIn([{**HELLO, "fault": "pause_turn"}, HELLO]) as service:
        paused = ask(service)
        assert paused.stop_reason == "pause_turn"
        assert ask(service, says("a"), told(paused)).stop_reason == "end_turn"


def test_the_same_request_gives_the_same_bytes() -> None:
    """Ids are made from the request, so that a recording is the same each time."""
    turn = {"content": [{"type": "tool_use", "name": "look", "input": {}}]}
    replies = []
    for _ in range(2):
        with StandIn([turn]) as service:
            replies.append(ask(service).model_dump())
    assert replies[0] == replies[1]


def test_requests_are_kept_and_logged(tmp_path: Path) -> None:
    """With path, headers and body; the log has the body alone, so no credential."""
    with StandIn([HELLO], log=tmp_path) as service:
        ask(service)
    (received,) = service.requests
    assert received.path == "/v1/messages"
    assert "anthropic-version" in received.headers
    assert json.loads((tmp_path / "001.request.json").read_text()) == received.body == service.bodies[0]


def test_models_are_listed() -> None:
    """So that a client can tell which exist."""
    with StandIn() as service:
        client = anthropic.Anthropic(base_url=service.url, api_key="any", max_retries=0)
        assert MODEL in [model.id for model in client.models.list()]
        assert client.models.retrieve(MODEL).max_tokens == 128_000
        with pytest.raises(anthropic.NotFoundError):
            client.models.retrieve("claude-opus-9")
