"""A message as the events of a stream, whole or broken off."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

PIECE = 48
"""Characters of one delta."""
OVERLOADED = {"type": "error", "error": {"type": "overloaded_error", "message": "Overloaded"}}


def events(whole: dict[str, Any], *, fault: str = "") -> list[dict[str, Any]]:
    """Return the events of a whole message; with `bad_tool_input` or `max_tokens` its last tool input or text is spoilt or cut."""
    begun = {**whole, "content": [], "stop_reason": None, "stop_details": None, "usage": {**whole["usage"], "output_tokens": 1}}
    found: list[dict[str, Any]] = [{"type": "message_start", "message": begun}, {"type": "ping"}]
    for place, block in enumerate(whole["content"]):
        is_last = place == len(whole["content"]) - 1
        found += _block(place, block, fault if is_last else "")
    delta = {name: whole[name] for name in ("stop_reason", "stop_sequence", "stop_details")}
    found.append({"type": "message_delta", "delta": delta, "usage": whole["usage"]})
    return [*found, {"type": "message_stop"}]


def written(event: dict[str, Any]) -> bytes:
    """Return an event as it stands in the stream."""
    return f"event: {event['type']}\ndata: {json.dumps(event, ensure_ascii=False)}\n\n".encode()


def _block(place: int, block: dict[str, Any], fault: str) -> Iterator[dict[str, Any]]:
    """Yield a block's events."""
    empty: dict[str, Any]
    match block["type"]:
        case "text":
            empty, text = {"text": ""}, block["text"]
        case "thinking":
            empty, text = {"thinking": "", "signature": ""}, block["thinking"]
        case _:
            empty, text = {"input": {}}, json.dumps(block["input"], ensure_ascii=False)
    yield {"type": "content_block_start", "index": place, "content_block": {**block, **empty}}
    for piece in _pieces(_spoilt(text, block["type"], fault)):
        yield {"type": "content_block_delta", "index": place, "delta": _delta(block["type"], piece)}
    if block["type"] == "thinking":
        yield {"type": "content_block_delta", "index": place, "delta": {"type": "signature_delta", "signature": block["signature"]}}
    yield {"type": "content_block_stop", "index": place}


def _spoilt(text: str, kind: str, fault: str) -> str:
    if fault == "max_tokens":
        return text[: len(text) // 2]
    if fault == "bad_tool_input" and kind == "tool_use":
        return f'{text[:-1]}, "x": nope'
    return text


def _delta(kind: str, piece: str) -> dict[str, str]:
    names = {"text": ("text_delta", "text"), "thinking": ("thinking_delta", "thinking")}
    kind, key = names.get(kind, ("input_json_delta", "partial_json"))
    return {"type": kind, key: piece}


def _pieces(text: str) -> list[str]:
    return [text[at : at + PIECE] for at in range(0, len(text), PIECE)]
