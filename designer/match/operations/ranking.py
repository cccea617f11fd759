"""Which operations and events of a system a sentence means."""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from designer.match.meaning.lexicon import spelled
from designer.match.operations.features import GROUPS, SUBSCRIBING, features, scale_of
from designer.match.operations.index import operation_index
from designer.match.operations.weights import operation_weights
from designer.match.operations.wording import asked, happening_of
from designer.model.spec import RankedOperation

if TYPE_CHECKING:
    from designer.match.operations.features import Scale
    from designer.match.operations.index import OperationIndex, Told
    from designer.match.operations.wording import Asked, Side
    from designer.model.scalars import Role
    from designer.model.spec import Catalog, Event

WEIGHED = 300
"""So many operations that share words with the text are weighed in full."""
FINDERS = frozenset({"email", "filter", "query", "search", "q", "where", "name", "external", "phone", "reference"})
PLAIN = frozenset({"created", "updated", "deleted"})
"""What happens to records of every kind; all else is a state that some reach."""
LISTS = 2.5
"""How much rather a list is taken than one record, where records are to be found or gone through."""
SIDES: dict[str, Side] = {"write": "target", "lookup": "target", "read": "source", "trigger": "source"}


@dataclass(frozen=True, slots=True, kw_only=True)
class RankedEvent:
    """An event and how well it answers a text, 0 to 1."""

    event: Event
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighed:
    """The operations that may be meant, each with its numbers."""

    told: tuple[Told, ...]
    numbers: tuple[tuple[float, ...], ...]


def rank_operations(
    catalog: Catalog, system: str, *, text: str, role: Role, limit: int = 5, beside: str = ""
) -> tuple[RankedOperation, ...]:
    """Return the operations of one system that the text means in a role, best first, with scores from 0 to 1.

    The text may name both systems: words near this system's name count most; *beside* is the rest of what was said. Operations
    that no role of this kind can use (reading with DELETE, writing with GET) are left out. Scores add up to 1 over all that were weighed.
    """
    found = weigh_operations(catalog, system, text=text, role=role, beside=beside)
    weights = operation_weights().write if GROUPS.get(role) == "write" else operation_weights().read
    scores = [sum(map(float.__mul__, weights, numbers)) + _fit(told, role) for told, numbers in zip(found.told, found.numbers, strict=True)]
    most = max(scores, default=0.0)
    total = sum(math.exp(score - most) for score in scores)
    order = sorted(range(len(scores)), key=lambda at: (-round(scores[at], 6), len(found.told[at].operation.path), at))
    return tuple(
        RankedOperation(operation=found.told[at].operation, score=round(math.exp(scores[at] - most) / total, 4)) for at in order[:limit]
    )


def weigh_operations(catalog: Catalog, system: str, *, text: str, role: Role, beside: str = "") -> Weighed:
    """Return the operations that share words with the text and that a role can use, with their numbers (`features.FEATURES`)."""
    index = operation_index(catalog, system)
    if index is None:
        return Weighed(told=(), numbers=())
    spec = catalog.system(system)
    own = spec.name if spec else system
    others = [other.name for other in catalog.systems if other.name != own]
    wanted = asked(text, system=own, others=others, side=SIDES.get(role, ""), beside=beside)
    scale = scale_of(wanted, index, role)
    weighed = []
    for number in _sharing(index, scale):
        told = index.told[number]
        numbers = features(told, wanted, scale, index, role)
        if numbers is not None and (role != "register" or _subscribes(told)):
            weighed.append((told, numbers))
    return Weighed(told=tuple(told for told, _ in weighed), numbers=tuple(numbers for _, numbers in weighed))


def rank_events(catalog: Catalog, system: str, *, text: str) -> tuple[RankedEvent, ...]:
    """Return the events of one system by how well they tell of what the text waits for, best first."""
    spec = catalog.system(system)
    if spec is None:
        return ()
    wanted = asked(text, system=spec.name, others=[other.name for other in catalog.systems if other.name != spec.name])
    ranked = [RankedEvent(event=event, score=_event_score(event, wanted)) for event in spec.events]
    return tuple(sorted((one for one in ranked if one.score > 0), key=lambda one: (-one.score, len(one.event.name), one.event.name)))


def _sharing(index: OperationIndex, scale: Scale) -> list[int]:
    """Return the operations that share words with the text, most promising first; if few do, the first of the document besides."""
    score: dict[int, float] = defaultdict(float)
    for said in (scale.said, scale.meant):
        for word, weight in said.items():
            for number in index.by_word.get(word, ()):
                score[number] += weight * (2.0 if word in index.told[number].resource else 1.0)
    ranked = sorted(score, key=lambda number: (-score[number], number))[:WEIGHED]
    rest = (number for number in range(len(index.told)) if number not in score)
    return ranked + [number for number, _ in zip(rest, range(WEIGHED - len(ranked)), strict=False)]


def _fit(told: Told, role: Role) -> float:
    """Return what a role wants of a path beside what all reading wants."""
    if role == "lookup":
        found = any(set(spelled(parameter.name)) & FINDERS for parameter in told.operation.parameters if parameter.location == "query")
        return (0.5 if found else 0.0) + (0.0 if told.ends_in_id or told.operation.method != "GET" else LISTS)
    return LISTS if role in {"trigger", "extract"} and not told.ends_in_id else 0.0


def _subscribes(told: Told) -> bool:
    """Tell whether an operation may make a subscription to events."""
    return told.operation.method in {"POST", "PUT"} and not told.ends_in_id and bool((set(told.resource) | told.others) & SUBSCRIBING)


def _event_score(event: Event, wanted: Asked) -> float:
    name = spelled(event.name)
    told = set(name)
    noun = max((weight for said in (wanted.said, wanted.meant) for word, weight in said.items() if word in told), default=0.0)
    if not noun:
        return 0.0
    happened = happening_of(name)
    right = _rightness(happened, wanted.happenings or frozenset({"created"}), is_said=len(told) > 1 and told <= wanted.said.keys())
    unasked = told - set(wanted.said) - set(wanted.meant) - {"event", "object"}
    spoken = {word for word in unasked if not happening_of((word,))}
    return round(max(0.0, min(1.0, 0.55 * min(noun, 1.0) + 0.45 * right - 0.06 * len(spoken))), 4)


def _rightness(happened: frozenset[str], expected: frozenset[str], *, is_said: bool) -> float:
    """Return how well what an event tells of is what the text waits for; *is_said*: the text holds every word of its name."""
    if happened & expected or is_said:
        return 1.0
    if "updated" in happened and expected - PLAIN:
        return 0.6  # a record is won, paid or approved by a change, some time after it was made
    if "created" in happened:
        return 0.5
    return 0.0 if happened else 0.3
