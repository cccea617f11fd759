"""A request as the service reads it for its cache: one row of blocks, tools first, then the system prompt, then the messages."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tests.standin.tokens import estimated_tokens

if TYPE_CHECKING:
    from collections.abc import Iterator

MINUTES_OF = {"5m": 5, "1h": 60}


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A block at its place in the row."""

    prefix: str
    """Hash of everything up to its end."""
    tokens: int
    """Its own, about."""
    minutes: int = 0
    """How long the prefix up to its end shall be kept; 0: no breakpoint stands here."""


def blocks_of(body: dict[str, Any]) -> tuple[Block, ...]:
    """Return the row. A top-level `cache_control` marks the last block."""
    row: list[Block] = []
    prefix = hashlib.sha256(body["model"].encode())
    for is_message, value in _values(body):
        if is_message:
            prefix.update(_settings(body))
        prefix.update(_unmarked(value))
        row.append(Block(prefix=prefix.hexdigest(), tokens=estimated_tokens(value), minutes=_minutes(value)))
    if row and (mark := body.get("cache_control")):
        last = row[-1]
        row[-1] = Block(prefix=last.prefix, tokens=last.tokens, minutes=MINUTES_OF[mark.get("ttl", "5m")])
    return tuple(row)


def input_tokens(body: dict[str, Any]) -> int:
    """Return about how many tokens the whole request is."""
    return sum(block.tokens for block in blocks_of(body))


def content_of(message: dict[str, Any]) -> list[dict[str, Any]]:
    """Return a message's blocks; a string is short for one block of text."""
    content = message["content"]
    return [{"type": "text", "text": content}] if isinstance(content, str) else content


def _values(body: dict[str, Any]) -> Iterator[tuple[bool, Any]]:
    """Yield each block, and whether it belongs to the messages; a message's role counts with its blocks."""
    for tool in body.get("tools", []):
        yield False, tool
    system = body.get("system", [])
    for block in [{"type": "text", "text": system}] if isinstance(system, str) else system:
        yield False, block
    for message in body["messages"]:
        for block in content_of(message):
            yield True, block


def _settings(body: dict[str, Any]) -> bytes:
    """Return what, once changed, makes the kept messages useless: how the model thinks and which tool it must choose."""
    return json.dumps([body.get("thinking"), body.get("tool_choice")], sort_keys=True).encode()


def _unmarked(value: Any) -> bytes:
    """Return a block without its breakpoint: a breakpoint that moves on does not change what was sent."""
    kept = {key: one for key, one in value.items() if key != "cache_control"} if isinstance(value, dict) else value
    return json.dumps(kept, sort_keys=True).encode()


def _minutes(value: Any) -> int:
    mark = value.get("cache_control") if isinstance(value, dict) else None
    return MINUTES_OF[mark.get("ttl", "5m")] if mark else 0
