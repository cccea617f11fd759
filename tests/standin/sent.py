"""What the stand-in has sent so far, as far as later requests must give it back unchanged."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from typing import Any

from tests.standin.prefix import content_of


@dataclass(slots=True)
class Sent:
    """Thinking by the tool call it came with, and replies that were paused."""

    _thinking: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    _paused: list[list[dict[str, Any]]] = field(default_factory=list)

    def note(self, content: list[dict[str, Any]], *, paused: bool) -> None:
        """Remember a whole reply."""
        thinking = thinking_of(content)
        self._thinking.update({block["id"]: thinking for block in content if block["type"] == "tool_use"})
        if paused:
            self._paused.append(content)

    def thinking_with(self, tool_use_id: str) -> list[dict[str, Any]] | None:
        """Return the thinking that came with a tool call; None: the call came from another server."""
        return self._thinking.get(tool_use_id)

    def was_paused(self, content: list[dict[str, Any]]) -> bool:
        """Tell whether this is a reply that was paused and may be sent back for going on."""
        return content in self._paused


def thinking_of(content: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the blocks of thinking."""
    return [block for block in content if block["type"] in ("thinking", "redacted_thinking")]


def signature_of(thinking: str, body: dict[str, Any]) -> str:
    """Return the signature of thinking in this conversation: it holds for the model and the first message, on any stand-in."""
    first = [{key: one for key, one in block.items() if key != "cache_control"} for block in content_of(body["messages"][0])]
    return "sig_" + hashlib.sha256(json.dumps([body["model"], first, thinking], sort_keys=True).encode()).hexdigest()
