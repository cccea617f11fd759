"""Replies that break off or cannot be read, and what passes through: the caller decides about sending a turn again."""

from __future__ import annotations

from typing import TYPE_CHECKING

import httpx2
import pytest

from designer.plan.claude.service import clients
from designer.plan.claude.turn import CredentialError, LostReplyError, MalformedReplyError, ServiceError
from tests.unit.plan.claude.service.asking import Asker, case
from tests.unit.plan.claude.service.serving import Answer, Server, begun, ended, hello, page, refused, stream, text_block, tool_block

if TYPE_CHECKING:
    from collections.abc import Callable

    Serve = Callable[..., Server]


# A reply that breaks off: what came has a price, so that whoever asked decides about sending it again.

THREE = (begun(), *text_block("Hello")[:2])
ERROR = {"type": "error", "error": {"type": "overloaded_error", "message": "Overloaded"}}
LOST = [
    case("the connection drops", stream(*THREE, ends="cut"), "the connection was cut: peer closed connection", 5),
    case("an error event", stream(*THREE, ERROR), "the service broke the reply off: Overloaded", 5),
    case("an error event at once", stream(ERROR), "the service broke the reply off: Overloaded", 0),
    case("a clean end before the end", stream(*THREE), "the reply ended before its end", 5),
    case("an end before the beginning", stream(), "the reply ended before it began", 0),
    case("no end of the message", stream(begun(), *text_block("Hello")), "the reply ended before its end", 5),
    case("an event that is no JSON", stream(*THREE, b"event: message_delta\ndata: {nope\n\n"), "what came is no stream of events", 5),
    case("bytes that are no text", stream(*THREE, b"event: message_delta\ndata: \xff\xfe\n\n"), "what came is no stream of events", 5),
    case("a piece of a block that never began", stream(begun(), text_block("Hello")[1]), "the reply cannot be read: list index", 0),
    case("an event that is null", stream(*THREE, b"event: message_delta\ndata: null\n\n"), "the reply cannot be read: ", 5),
    case("a page instead of a stream", page(200), "what came is no reply but text/html; charset=utf-8: something else", 0),
    case("the tool's input counts", stream(begun(), *tool_block('{"a":', "1}")[:-1]), "the reply ended before its end", 7),
]


@pytest.mark.parametrize(("answer", "fact", "characters"), LOST)
def test_a_reply_that_breaks_off_is_lost(serve: Serve, asker: Asker, answer: Answer, fact: str, characters: int) -> None:
    """With the characters that had come and the request's id; it is not sent again here."""
    server = serve(answer)
    with pytest.raises(LostReplyError) as raised:
        asker.send()
    assert type(raised.value) is LostReplyError
    assert raised.value.fact.startswith(fact)
    assert (raised.value.output_characters, raised.value.request_id) == (characters, "req_1")
    assert (len(server.requests), asker.slept) == (1, [])


def test_a_stream_that_falls_silent_is_lost(serve: Serve, asker: Asker, monkeypatch: pytest.MonkeyPatch) -> None:
    """No further try here: what had come is paid for."""
    monkeypatch.setitem(clients.USUAL, "timeout", httpx2.Timeout(0.15))
    server = serve(stream(*THREE, ends="silent"))
    with pytest.raises(LostReplyError, match="nothing more came for too long") as raised:
        asker.send()
    assert (raised.value.output_characters, len(server.requests)) == (5, 1)


def test_after_a_reply_that_the_service_broke_off_the_next_one_waits(serve: Serve, asker: Asker) -> None:
    """2 s, then 4 s: it is overloaded, and would break off again at once. A whole reply ends that."""
    server = serve(stream(*THREE, ERROR), stream(ERROR), hello())
    for _ in range(2):
        with pytest.raises(LostReplyError):
            asker.send()
    asker.send()
    assert asker.slept == [1.0] * 6
    assert asker.waits[0] == "The Anthropic API broke a reply off; trying again in 2 s"
    asker.send()
    assert (len(server.requests), len(asker.slept)) == (4, 6)


def test_after_a_dropped_connection_the_next_one_does_not_wait(serve: Serve, asker: Asker) -> None:
    """It says nothing of how busy the service is."""
    serve(stream(*THREE, ends="cut"), hello())
    with pytest.raises(LostReplyError):
        asker.send()
    asker.send()
    assert asker.slept == []


MALFORMED = [
    case("broken", '{"a": nope}'),
    case("cut, which the SDK completes by guess", '{"a": [1, 2'),
    case("a list", "[1, 2]"),
    case("a number that JSON has not", '{"a": NaN}'),
    case("more behind it", '{"a": 1} {"b": 2}'),
]


@pytest.mark.parametrize("text", MALFORMED)
def test_a_tool_input_that_is_no_json_is_malformed(serve: Serve, asker: Asker, text: str) -> None:
    """MalformedReplyError, never a guess at what was meant."""
    server = serve(stream(begun(), *tool_block(text), *ended("tool_use")))
    with pytest.raises(MalformedReplyError, match="the input of a tool that the model called is no JSON") as raised:
        asker.send()
    assert raised.value.request_id == "req_1"
    assert (len(server.requests), asker.slept) == (1, [])


@pytest.mark.parametrize("reason", ["max_tokens", "model_context_window_exceeded", "refusal", "pause_turn"])
def test_a_tool_input_may_be_cut_where_the_reply_was(serve: Serve, asker: Asker, reason: str) -> None:
    """The reply comes with its stop reason: whoever reads it must not run its tools."""
    serve(stream(begun(), *tool_block('{"a": [1, 2'), *ended(reason)))
    assert asker.send().stop_reason == reason


# What passes through.


def test_ctrl_c_passes_through_and_closes_the_stream(serve: Serve, asker: Asker, monkeypatch: pytest.MonkeyPatch) -> None:
    """From within a reply."""
    closed: list[bool] = []
    close = httpx2.Response.close
    monkeypatch.setattr(httpx2.Response, "close", lambda self: (closed.append(True), close(self))[1])

    def hear(*_: str) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Asker, "hear", staticmethod(hear))
    server = serve(stream(begun(), *text_block("Hello"), ends="silent"))
    with pytest.raises(KeyboardInterrupt):
        asker.send()
    assert (len(server.requests), bool(closed)) == (1, True)


def test_ctrl_c_ends_a_countdown(serve: Serve, asker: Asker, monkeypatch: pytest.MonkeyPatch) -> None:
    """No further request."""
    server = serve(refused(529, "overloaded_error"))

    def sleep(_: float) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(asker, "slept", type("Sleeper", (list,), {"append": lambda _, seconds: sleep(seconds)})())
    with pytest.raises(KeyboardInterrupt):
        asker.send()
    assert len(server.requests) == 1


@pytest.mark.parametrize("wrong", [ValueError("of ours"), RuntimeError("of ours"), OSError("of ours"), TypeError("of ours")])
def test_a_bug_of_whoever_hears_is_no_failure_of_the_service(
    serve: Serve, asker: Asker, monkeypatch: pytest.MonkeyPatch, wrong: Exception
) -> None:
    """It is neither hidden nor tried again."""

    def hear(*_: str) -> None:
        raise wrong

    monkeypatch.setattr(Asker, "hear", staticmethod(hear))
    server = serve(hello())
    with pytest.raises(type(wrong), match="of ours"):
        asker.send()
    assert len(server.requests) == 1


def test_any_other_error_of_the_sdk_is_told(serve: Serve, asker: Asker, monkeypatch: pytest.MonkeyPatch) -> None:
    """With its own words, in no traceback."""
    import anthropic
    from anthropic.resources.messages import Messages

    def stream_nothing(*_: object, **__: object) -> None:
        raise anthropic.AnthropicError("a fault of a later day")

    monkeypatch.setattr(Messages, "stream", stream_nothing)
    serve(hello())
    with pytest.raises(ServiceError, match="a fault of a later day\nTry again later, or plan without Claude"):
        asker.send()
    assert asker.slept == []


def test_a_credential_that_is_gone_at_the_first_request_is_told(serve: Serve, asker: Asker, monkeypatch: pytest.MonkeyPatch) -> None:
    """The SDK has a TypeError for that."""
    server = serve(hello())
    asker.connect()
    monkeypatch.setattr(asker.connect()._client, "api_key", None)
    with pytest.raises(CredentialError, match="no credential for the Anthropic API can be had"):
        asker.send()
    assert server.requests == []
