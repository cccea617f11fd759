"""Waiting for the next request of a run by hand, or for its end."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from evaluation.hand.place import HandPlace, is_alive, told

if TYPE_CHECKING:
    from pathlib import Path

LOOK_EVERY = 0.3


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What there is to do."""

    words: str
    request: bool = False
    """A request waits for its reply."""
    ended: bool = False
    """None will come any more."""


def awaited(folder: Path, *, seconds: float) -> Found:
    """Return the next thing to do; after so many seconds, that there is nothing yet."""
    until = time.monotonic() + seconds
    while (found := _look(HandPlace(folder=folder))) is None:
        if time.monotonic() > until:
            return Found(words="NOTHING YET: wait again")
        time.sleep(LOOK_EVERY)
    return found


def has_ended(folder: Path) -> bool:
    """Tell whether the run is over, or has died."""
    place = HandPlace(folder=folder)
    return place.ended.exists() or not is_alive(place.server)


def _look(place: HandPlace) -> Found | None:
    if place.ended.exists():
        code = told(place.ended)["exit_code"]
        return Found(
            words=f"ENDED with exit code {code}: the design is in {place.work.out}, what was said in {place.work.said}", ended=True
        )
    if not is_alive(place.server):
        return Found(words=f"DIED: {place.noise} tells why", ended=True)
    last = next(iter(reversed(place.requests())), None)
    if last is None:
        return None
    request = place.folder / f"{last}.request.md"
    if problem := place.problem(last):
        return Found(words=f"MEND {place.reply(last)}: it cannot be sent, {problem} says why", request=True)
    return None if place.reply(last) else Found(words=f"ANSWER {request} in {place.folder / f'{last}.reply.yaml'}", request=True)
