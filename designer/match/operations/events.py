"""Which events of a system a sentence waits for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from designer.match.operations.business import business, named, stem
from designer.match.operations.wording import asked, happening_of

if TYPE_CHECKING:
    from designer.match.operations.wording import Asked
    from designer.model.spec import Catalog, Event

PLAIN = frozenset({"created", "updated", "deleted"})
"""What happens to records of every kind; all else is a state that some reach."""
NOUN, HAPPENING, UNASKED = 0.55, 0.45, 0.09
"""What an event's record counts, what happened to it, and each word of its name that nobody asked for."""
SECOND = 0.2
"""What a second noun of a name counts beside the first."""
BY_SYNONYM = 0.9
"""What a noun counts that is meant by another word."""
BY_STATE = 0.6
"""How surely an event's record is meant that is named by the state alone: money given back is a `charge.refunded`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RankedEvent:
    """An event and how well it answers a text, 0 to 1."""

    event: Event
    score: float


def rank_events(catalog: Catalog, system: str, *, text: str) -> tuple[RankedEvent, ...]:
    """Return the events of one system by how well they tell of what the text waits for, best first."""
    spec = catalog.system(system)
    if spec is None:
        return ()
    others = [other.name for other in catalog.systems if other.name != spec.name]
    wanted = asked(text, system=spec.name, others=others, side="source")
    ranked = [RankedEvent(event=event, score=_score(event, wanted)) for event in spec.events]
    return tuple(sorted((one for one in ranked if one.score > 0), key=lambda one: (-one.score, len(one.event.name), one.event.name)))


def _score(event: Event, wanted: Asked) -> float:
    words = named(event.name)
    happened = happening_of(words)
    nouns = {word for word in words if not happening_of((word,))}
    weights = sorted((max(wanted.said.get(word, 0.0), BY_SYNONYM * wanted.meant.get(word, 0.0)) for word in nouns), reverse=True)
    noun = min(weights[0] + SECOND * sum(weights[1:2]), 1.0) if weights else 0.0
    if (happened & wanted.happenings) - PLAIN:
        noun = max(noun, BY_STATE)
    if not noun:
        return 0.0
    is_said = any(stem(word) in wanted.done for word in words if happening_of((word,)))
    right = 1.0 if is_said and len(words) > 1 else _rightness(happened, wanted.happenings or frozenset({"created"}))
    unasked = nouns - wanted.said.keys() - wanted.meant.keys() - business().neutral
    return round(max(0.0, min(1.0, NOUN * noun + HAPPENING * right - UNASKED * len(unasked))), 4)


def _rightness(happened: frozenset[str], expected: frozenset[str]) -> float:
    """Return how well what an event tells of is what the text waits for."""
    if happened & expected:
        return 0.95
    if expected - PLAIN and "updated" in happened:
        return 0.6  # a record is won, paid or approved by a change, some time after it was made
    if "created" in happened:
        return 0.4
    return 0.0 if happened else 0.3
