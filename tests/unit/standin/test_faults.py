"""Each way to fail, as the SDK sees it."""

from __future__ import annotations

from typing import Any

import anthropic
import httpx2
import pytest

from tests.standin import StandIn, closed_url
from tests.standin.faults import FAULTS
from tests.unit.standin.bodies import MODEL, a_body, a_tool

TEXT = {"type": "text", "text": "The design follows. " * 20}
CALL = {"type": "tool_use", "name": "look", "input": {"where": "everywhere", "words": ["a", "b"]}}
SAID = {"content": [TEXT, CALL]}


def streamed(turn: dict[str, Any], *, timeout: float = 5.0) -> Any:
    """Return the whole message of one turn, as the SDK gathers it."""
    with StandIn([turn]) as service:
        client = anthropic.Anthropic(base_url=service.url, api_key="any", max_retries=0, timeout=timeout)
        body = {key: one for key, one in a_body(tools=[a_tool()]).items() if key != "stream"}
        with client.messages.stream(**body) as stream:
            return stream.get_final_message()


def test_a_turn_is_the_whole_message() -> None:
    """Blocks, reason, ids and an estimate of the tokens."""
    message = streamed({"content": [{"type": "thinking", "thinking": "Look first."}, TEXT, CALL], "usage": {"input_tokens": 7}})
    assert [block.type for block in message.content] == ["thinking", "text", "tool_use"]
    assert message.content[0].signature.startswith("sig_")
    assert message.content[1].text == TEXT["text"]
    assert (message.content[2].name, message.content[2].input) == (CALL["name"], CALL["input"])
    assert message.stop_reason == "tool_use"
    assert message.usage.input_tokens == 7
    assert message.usage.output_tokens > 100


@pytest.mark.parametrize("status", [name for name in FAULTS if name.isdigit()])
def test_a_status_is_an_error_of_that_status(status: str) -> None:
    """With the service's own word for it, and a request id."""
    with pytest.raises(anthropic.APIStatusError) as caught:
        streamed({"fault": status, "message": "because"})
    assert caught.value.status_code == int(status)
    assert "because" in str(caught.value)
    assert caught.value.request_id == "req_0001"


def test_a_busy_service_says_when_to_come_again() -> None:
    """The header stands on a 429 and a 529 that give it."""
    with pytest.raises(anthropic.RateLimitError) as caught:
        streamed({"fault": 429, "retry_after": 17})
    assert caught.value.response.headers["retry-after"] == "17"


def test_a_dropped_stream_is_a_broken_connection() -> None:
    """The bytes end before the stream says so."""
    with pytest.raises(httpx2.RemoteProtocolError):
        streamed({**SAID, "fault": "drop"})


def test_a_stream_that_ends_early_looks_whole() -> None:
    """No error at all: only the reason to stop is missing."""
    message = streamed({**SAID, "fault": "eof", "after": 5})
    assert message.stop_reason is None
    assert message.content[0].text == TEXT["text"][: len(message.content[0].text)] != ""


def test_an_error_in_the_stream_is_told_by_its_kind() -> None:
    """The status stays 200."""
    with pytest.raises(anthropic.APIStatusError) as caught:
        streamed({**SAID, "fault": "sse_error"})
    assert (caught.value.status_code, caught.value.type) == (200, "overloaded_error")


@pytest.mark.parametrize("after", [0, 4])
def test_a_service_that_hangs_is_a_timeout(after: int) -> None:
    """Before its first word or after some; whoever waits is let go when the stand-in closes."""
    with pytest.raises((anthropic.APITimeoutError, httpx2.ReadTimeout)):
        streamed({**SAID, "fault": "hang", "after": after}, timeout=0.1)


def test_a_closed_connection_is_a_failure_to_connect() -> None:
    """Whether it is closed without an answer, or nobody listens."""
    with pytest.raises(anthropic.APIConnectionError):
        streamed({"fault": "disconnect"})
    client = anthropic.Anthropic(base_url=closed_url(), api_key="any", max_retries=0)
    with pytest.raises(anthropic.APIConnectionError):
        client.messages.create(model=MODEL, max_tokens=10, messages=[{"role": "user", "content": "a"}])


@pytest.mark.parametrize(
    ("fault", "reason"),
    [
        ("max_tokens", "max_tokens"),
        ("refusal", "refusal"),
        ("pause_turn", "pause_turn"),
        ("context_window", "model_context_window_exceeded"),
    ],
)
def test_an_unwelcome_ending_is_a_whole_reply(fault: str, reason: str) -> None:
    """It has its reason to stop, and a refusal says why."""
    message = streamed({**SAID, "fault": fault, "stop_details": {"category": "cyber", "explanation": "No."}})
    assert message.stop_reason == reason
    assert (message.stop_details.explanation if message.stop_details else None) == ("No." if fault == "refusal" else None)


def test_a_cut_reply_ends_in_the_middle_of_its_last_block() -> None:
    """In a stream and in one piece."""
    cut = streamed({**SAID, "fault": "max_tokens"}).content[1].input
    assert cut != CALL["input"]
    with StandIn([{**SAID, "fault": "max_tokens"}]) as service:
        client = anthropic.Anthropic(base_url=service.url, api_key="any", max_retries=0)
        whole = client.messages.create(model=MODEL, max_tokens=10, messages=[{"role": "user", "content": "a"}])
    assert whole.content[1].input == cut


def test_bad_tool_input_is_no_json() -> None:
    """The SDK itself stumbles over it."""
    with pytest.raises(ValueError, match="JSON"):
        streamed({**SAID, "fault": "bad_tool_input"})
