"""Whoever asks the service in a test: a turn, a transport whose waits take no time, and what was heard and told meanwhile."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import pytest

from designer.plan.claude.service import connect
from designer.plan.claude.turn import ServiceError, Turn

if TYPE_CHECKING:
    from designer.plan.choosing import Provider
    from designer.plan.claude.turn import Heard, Reply

OFFLINE = "or plan without Claude: `--planner offline`."
KEY = "sk-ant-of-the-tests-0123456789abcdefghij"
NOON = 1_764_072_000.0
"""2025-11-25 12:00 UTC, in seconds since 1970: what a clock shows here."""
TURN = Turn(
    model="claude-opus-5-5",
    system=({"type": "text", "text": "You design."},),
    tools=({"name": "submit_design", "description": "Hand in.", "input_schema": {"type": "object"}},),
    messages=({"role": "user", "content": "Two systems."},),
    max_tokens=2000,
)


def unconnected(asker: Asker, provider: Provider) -> tuple[type, str, str, str]:
    """Return the kind and the parts of the message with which no connection comes about."""
    with pytest.raises(ServiceError) as raised:
        asker.connect(provider)
    return type(raised.value), raised.value.place, raised.value.fact, raised.value.next_step


def of(error: ServiceError) -> tuple[str, str, str]:
    """Return the parts of a message: place, fact, next step."""
    return error.place, error.fact, error.next_step


def case(name: str, *values: object) -> object:
    """Return a named case of a parametrised test."""
    return pytest.param(*values, id=name)


@dataclass(slots=True)
class Asker:
    """Connects and sends; keeps what it heard."""

    heard: list[tuple[str, str]] = field(default_factory=list)
    told: list[str] = field(default_factory=list)
    slept: list[float] = field(default_factory=list)
    _transport: Any = None

    def connect(self, provider: Provider = "anthropic") -> Any:
        """Return the transport, the same for all requests of a test."""
        if self._transport is None:
            self._transport = connect(provider, tell=self.told.append, sleep=self.slept.append, now=lambda: NOON)
        return self._transport

    def send(self, turn: Turn = TURN) -> Reply:
        """Send a turn."""
        return self.connect().send(turn, hear=self.hear)

    def close(self) -> None:
        """Let go of the connection."""
        if self._transport is not None:
            self._transport.close()

    def hear(self, kind: Heard, text: str) -> None:
        """Take a piece."""
        self.heard.append((kind, text))

    @property
    def waits(self) -> list[str]:
        """Return what was said of waits, the first line of each."""
        lines = [text for kind, text in self.heard if kind == "waiting"]
        return [line for place, line in enumerate(lines) if not place or line.rpartition("(")[2] != lines[place - 1].rpartition("(")[2]]
