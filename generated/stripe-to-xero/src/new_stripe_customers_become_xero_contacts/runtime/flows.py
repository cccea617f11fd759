"""A flow driven from its event to its last call.

Depends on: `http.py`, `requests.py`, `records.py`, `verification.py` and the standard library.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Generic, TypeVar

from .http import DeliveryError
from .records import Step, each, get
from .requests import Request, Run, Steps
from .values import Json, is_empty, text
from .verification import Verification

Settings = TypeVar("Settings")


@dataclass(frozen=True)
class Incoming:
    """One event, or one polled record, as it came in."""

    record: Json
    run: Run
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Flow(Generic[Settings]):
    """A flow of this connector."""

    id: str
    title: str
    steps: Callable[[Incoming, Settings], Steps]
    items: tuple[Step, ...] | None = None
    """Where a delivery holds its events, if it can hold several."""
    event_id: tuple[Step, ...] = ()
    """Where an event holds its own id."""
    verification: Verification | None = None
    """How a delivery proves that it is genuine; whoever receives it calls `verify` first, with the bytes as they came."""

    def incoming(
        self,
        delivery: Json,
        headers: Mapping[str, str] | None = None,
        *,
        links: Mapping[str, Callable[[Json], Json]] | None = None,
        now: datetime | None = None,
    ) -> list[Incoming]:
        """Take a delivery apart into its events."""
        events = [delivery] if self.items is None else each(delivery, *self.items)
        moment = (now or datetime.now(UTC)).isoformat(timespec="seconds").replace("+00:00", "Z")
        lowered = {name.lower(): value for name, value in (headers or {}).items()}
        return [Incoming(event, Run(self._id(event), moment, links or {}), lowered) for event in events]

    def _id(self, event: Json) -> str:
        """Return the event's own id, or one made of its content: the same content is the same event."""
        own = get(event, *self.event_id) if self.event_id else None
        if isinstance(own, str | int) and not is_empty(own):
            return text(own)
        return hashlib.sha256(json.dumps(event, sort_keys=True).encode()).hexdigest()[:32]


def drive(steps: Steps, send: Callable[[Request], Json]) -> list[Request]:
    """Send the calls of a flow one after the other; return those that were made. Raises what `send` raises."""
    made: list[Request] = []
    try:
        request = next(steps)
        while True:
            made.append(request)
            request = steps.send(_answer(request, send))
    except StopIteration:
        return made


def _answer(request: Request, send: Callable[[Request], Json]) -> Json:
    try:
        return send(request)
    except DeliveryError:
        if request.on_error == "skip":
            return None
        raise
