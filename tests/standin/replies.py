"""From a turn of a script to the whole message that the service would send."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any

from tests.standin.faults import ENDINGS
from tests.standin.sent import signature_of
from tests.standin.tokens import estimated_output_tokens

if TYPE_CHECKING:
    from tests.standin.cache import InputTokens
    from tests.standin.turns import ScriptedTurn


def message(turn: ScriptedTurn, body: dict[str, Any], *, number: int, counted: InputTokens) -> dict[str, Any]:
    """Return the message. The same request and turn give the same bytes."""
    content = _content(turn, body)
    if turn.fault == "max_tokens" and not body.get("stream"):
        content = _cut(content)
    stop_reason = (
        turn.stop_reason or ENDINGS.get(turn.fault) or ("tool_use" if any(one["type"] == "tool_use" for one in content) else "end_turn")
    )
    refusal = {"type": "refusal", "category": None, "explanation": None, **turn.stop_details} if stop_reason == "refusal" else None
    usage = {
        "input_tokens": counted.fresh,
        "cache_creation_input_tokens": counted.kept,
        "cache_read_input_tokens": counted.read,
        "output_tokens": estimated_output_tokens(content),
        **turn.usage,
    }
    return {
        "id": f"msg_{_fingerprint(body, number)}",
        "type": "message",
        "role": "assistant",
        "model": body["model"],
        "content": content,
        "stop_reason": stop_reason,
        "stop_sequence": None,
        "stop_details": refusal,
        "usage": usage,
    }


def _content(turn: ScriptedTurn, body: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the blocks with what a script leaves out: ids of calls, signatures of thinking."""
    blocks = []
    for place, block in enumerate(turn.content):
        if block["type"] == "tool_use":
            blocks.append({"type": "tool_use", "id": f"toolu_{_fingerprint(body, place)}", **_rest(block)})
        elif block["type"] == "thinking":
            blocks.append({"type": "thinking", "thinking": block["thinking"], "signature": signature_of(block["thinking"], body)})
        else:
            blocks.append(dict(block))
    return blocks


def _cut(content: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the blocks with half of the last one; a stream cuts its pieces instead."""
    from jiter import from_json

    *whole, last = content
    if last["type"] != "tool_use":
        return [*whole, {**last, last["type"]: last[last["type"]][: len(last[last["type"]]) // 2]}]
    text = json.dumps(last["input"]).encode()
    return [*whole, {**last, "input": from_json(text[: len(text) // 2], partial_mode=True)}]


def _rest(block: dict[str, Any]) -> dict[str, Any]:
    return {key: one for key, one in block.items() if key != "type"}


def _fingerprint(body: dict[str, Any], number: int) -> str:
    """Return a name that no other request of a conversation gives."""
    return hashlib.sha256(json.dumps([body, number], sort_keys=True).encode()).hexdigest()[:22]
