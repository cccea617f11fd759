"""Replies that are whole and odd: halves of characters, counts of tokens that are none."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from designer.plan.claude.pricing import about_tokens
from designer.plan.claude.service.halves import mended
from tests.unit.plan.claude.service.asking import TURN
from tests.unit.plan.claude.service.serving import STREAM, Answer, Server, begun, ended, text_block, tool_block

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.unit.plan.claude.service.asking import Asker

    Serve = Callable[..., Server]


def escaped(*events: dict[str, Any]) -> Answer:
    """Return a stream whose events are written in ASCII, as a server may write half a character."""
    return Answer(headers=STREAM, body=b"".join(f"event: {one['type']}\ndata: {json.dumps(one)}\n\n".encode() for one in events))


def with_usage(**usage: Any) -> Answer:
    """Return a short reply that tells these tokens."""
    first, last = begun(), ended()
    first["message"]["usage"] = {**first["message"]["usage"], **usage}
    return escaped(first, *text_block("Hello there, whoever you are."), *last)


def test_halves_of_characters_are_joined_or_replaced(serve: Serve, asker: Asker) -> None:
    """In text, in a tool's name and in what a person hears; half a character in a tool's input is no JSON to the SDK."""
    called = tool_block('{"a": "b\\ud83d\\ude00"}', index=1)
    called[0]["content_block"]["name"] = "patch\ud83d"
    serve(escaped(begun(), *text_block("x\ud83dy \ud83d\ude00"), *called, *ended()))
    reply = asker.send()
    assert reply.content[0]["text"] == "x\ufffdy \U0001f600"
    assert (reply.content[1]["name"], reply.content[1]["input"]) == ("patch\ufffd", {"a": "b\U0001f600"})
    json.dumps(list(reply.content), ensure_ascii=False).encode()
    "".join(text for _, text in asker.heard).encode()


def test_what_is_whole_stays_as_it_is() -> None:
    """Down to the numbers."""
    whole = {"a": [1, 2.5, None, True, {"b": "\U0001f600"}]}
    assert mended(whole) == whole
    assert mended({"n": float("inf")}) == {"n": None}


@pytest.mark.parametrize(
    "usage",
    [
        {"input_tokens": "lots\x1b[31m"},
        {"input_tokens": -(10**9)},
        {"input_tokens": 1.5},
        {"cache_read_input_tokens": -7},
        {"cache_creation_input_tokens": [1]},
        {"input_tokens": 10**30},
        {"input_tokens": 0, "cache_creation_input_tokens": 0, "cache_read_input_tokens": None},
    ],
)
def test_counts_that_are_none_are_estimated(usage: dict[str, Any], serve: Serve, asker: Asker) -> None:
    """So that no cap is made void by what a gateway writes."""
    serve(with_usage(**usage))
    reply = asker.send()
    assert reply.is_estimated
    assert reply.usage.input_tokens == about_tokens(TURN.body())
    assert reply.usage.output_tokens > 0


def test_a_sound_count_is_taken(serve: Serve, asker: Asker) -> None:
    """As the service tells it."""
    serve(with_usage())
    reply = asker.send()
    assert (reply.is_estimated, reply.usage.all_input_tokens) == (False, 23)
