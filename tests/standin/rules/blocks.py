"""What single blocks must be: text that says something, breakpoints that are few and in order."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.standin.prefix import content_of
from tests.standin.refused import RefusedError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.standin.models import Model
    from tests.standin.sent import Sent

BREAKPOINTS = 4


def cache_breakpoints(body: dict[str, Any], _model: Model, _sent: Sent) -> None:
    """Set four breakpoints at most, those that are kept longer first."""
    marks = [block["cache_control"] for block in _all_blocks(body) if block.get("cache_control")]
    marks += [body["cache_control"]] if body.get("cache_control") else []
    if len(marks) > BREAKPOINTS:
        raise RefusedError(f"A maximum of {BREAKPOINTS} blocks with cache_control may be provided. Found {len(marks)}.")
    lives = [mark.get("ttl", "5m") for mark in marks]
    if lives != sorted(lives, key=lambda life: life != "1h"):
        raise RefusedError("a ttl='1h' cache_control block must not come after a ttl='5m' cache_control block")


def non_empty_text(body: dict[str, Any], _model: Model, _sent: Sent) -> None:
    """Let every message have content, every text have more than white space, and every failed tool say why."""
    for place, message in enumerate(body["messages"]):
        blocks = content_of(message)
        if not blocks:
            raise RefusedError(f"messages.{place}: all messages must have non-empty content")
        for at, block in enumerate(blocks):
            if block["type"] == "text" and not block["text"].strip():
                raise RefusedError(f"messages.{place}.content.{at}: text content blocks must contain non-whitespace text")
            if block["type"] == "tool_result" and block.get("is_error") and not block.get("content"):
                raise RefusedError(f"messages.{place}.content.{at}: content cannot be empty if `is_error` is true")
    system = body.get("system", [])
    if any(not block["text"] for block in system if isinstance(block, dict)):
        raise RefusedError("system: text content blocks must be non-empty")


def _all_blocks(body: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield whatever may hold a breakpoint, in the order in which the service reads it."""
    yield from body.get("tools", [])
    if isinstance(body.get("system"), list):
        yield from body["system"]
    for message in body["messages"]:
        for block in content_of(message):
            yield block
            inner = block.get("content")
            if isinstance(inner, list):
                yield from inner
