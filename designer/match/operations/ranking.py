"""Which operations and events of a system a sentence means."""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from designer.match.meaning.lexicon import spelled
from designer.match.operations.index import operation_index
from designer.match.operations.wording import Asked, aside_words, asked, happening_of
from designer.model.spec import RankedOperation

if TYPE_CHECKING:
    from designer.match.operations.index import OperationIndex, Told
    from designer.model.scalars import Role
    from designer.model.spec import Catalog, Event

WEIGHED = 300
"""So many operations that share words with the text are weighed in full."""
FAR = 700.0
"""Beyond it e to the power is no number any more."""
SUBSCRIBING = frozenset({"webhook", "hook", "subscription", "subscribe", "webhooks", "notification", "callback", "listener"})
SEARCHING = frozenset({"search", "query", "find", "lookup", "list", "filter"})
FINDERS = frozenset({"email", "filter", "query", "search", "q", "where", "name", "external", "phone", "reference"})
PLAIN = frozenset({"created", "updated", "deleted"})
"""What happens to records of every kind; all else is a state that some reach."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RankedEvent:
    """An event and how well it answers a text, 0 to 1."""

    event: Event
    score: float


def rank_operations(catalog: Catalog, system: str, *, text: str, role: Role, limit: int = 5) -> tuple[RankedOperation, ...]:
    """Return the operations of one system that the text means in a role, best first, with scores from 0 to 1.

    The text may name both systems: words near this system's name count most. Operations that no role of this kind can use
    (reading with DELETE, writing with GET) are left out.
    """
    index = operation_index(catalog, system)
    if index is None:
        return ()
    spec = catalog.system(system)
    own = spec.name if spec else system
    wanted = asked(text, system=own, others=[other.name for other in catalog.systems if other.name != own])
    scored = []
    for number in _sharing(index, wanted, role):
        told = index.told[number]
        shape = _shape(told, wanted, role)
        if shape is not None:
            scored.append((_likeness(told, wanted, index) + shape - _beside(told, wanted, index, role), number))
    scored.sort(key=lambda entry: (-entry[0], len(index.told[entry[1]].operation.path), entry[1]))
    return tuple(
        RankedOperation(operation=index.told[number].operation, score=round(1 / (1 + math.exp(min(2 - score, FAR))), 4))
        for score, number in scored[:limit]
    )


def rank_events(catalog: Catalog, system: str, *, text: str) -> tuple[RankedEvent, ...]:
    """Return the events of one system by how well they tell of what the text waits for, best first."""
    spec = catalog.system(system)
    if spec is None:
        return ()
    wanted = asked(text, system=spec.name, others=[other.name for other in catalog.systems if other.name != spec.name])
    ranked = [RankedEvent(event=event, score=_event_score(event, wanted)) for event in spec.events]
    return tuple(sorted((one for one in ranked if one.score > 0), key=lambda one: (-one.score, len(one.event.name), one.event.name)))


def _sharing(index: OperationIndex, wanted: Asked, role: Role) -> list[int]:
    """Return the operations that share words with the text, most promising first; if none does, the first of the document."""
    score: dict[int, float] = defaultdict(float)
    extra = dict.fromkeys(SUBSCRIBING, 1.0) if role == "register" else {}
    for said in (wanted.said, wanted.meant, extra):
        for word, weight in said.items():
            for number in index.by_word.get(word, ()):
                score[number] += weight * index.rarity[word] * index.told[number].weights[word]
    ranked = sorted(score, key=lambda number: (-score[number], number))[:WEIGHED]
    return ranked or list(range(min(len(index.told), WEIGHED)))


def _likeness(told: Told, wanted: Asked, index: OperationIndex) -> float:
    """Return how much of what is said stands in the operation, and how much of its resource is said."""
    likeness = 0.0
    for said in (wanted.said, wanted.meant):
        for word, weight in said.items():
            if word in told.weights:
                likeness += weight * told.weights[word] * (0.3 + 0.7 * index.rarity[word])
    hits = [max(wanted.said.get(word, 0.0), wanted.meant.get(word, 0.0)) for word in told.resource]
    return 3.0 * math.tanh(likeness / 3.0) + 2.5 * (sum(hits) / len(hits) if hits else 0.0)


def _beside(told: Told, wanted: Asked, index: OperationIndex, role: Role) -> float:
    """Return what speaks against an operation: parts of its path that nobody asked for."""
    known = set(wanted.said) | set(wanted.meant)
    if role == "register":
        known |= SUBSCRIBING
    if role in {"lookup", "trigger", "extract"}:
        known |= {"search"} if role == "lookup" else set()
    aside = aside_words()
    unasked = (told.resource | told.others) - known - index.common
    strange = [word for word in unasked if word in aside]
    return 0.9 * min(len(strange), 3) + 0.25 * min(len(unasked) - len(strange), 4) + 0.45 * told.parameters + 0.1 * told.parts


def _shape(told: Told, wanted: Asked, role: Role) -> float | None:
    """Return how well method and path suit a role, `None` if they do not at all."""
    operation = told.operation
    deprecated = -0.5 if operation.deprecated else 0.0
    if role == "write":
        value = _writing(told, wanted)
    elif role == "register":
        value = 1.0 if operation.method in {"POST", "PUT"} and not told.ends_in_id else None
        value = None if value is None or not (told.resource | told.others) & SUBSCRIBING else value
    else:
        value = _reading(told, role)
    return None if value is None else value + deprecated


def _writing(told: Told, wanted: Asked) -> float | None:
    method = told.operation.method
    updates = bool(wanted.verbs & {"update"}) and "create" not in wanted.verbs
    deletes = bool(wanted.verbs & {"delete"}) and not wanted.verbs & {"create", "update"}
    if method == "DELETE":
        return 1.0 if deletes else None
    if method not in {"POST", "PUT", "PATCH"}:
        return None
    if method == "POST":
        return (0.2 if updates else 0.4) if told.ends_in_id else (0.4 if updates else 1.6)
    if told.ends_in_id:
        return 1.4 if updates else 0.1
    return 0.9


def _reading(told: Told, role: Role) -> float | None:
    operation = told.operation
    if operation.method != "GET":
        searching = operation.method == "POST" and bool((told.resource | frozenset(spelled(operation.operation_id))) & SEARCHING)
        return 0.4 if searching and role in {"lookup", "read", "extract", "trigger"} else None
    if role == "read":
        return 1.2 if told.ends_in_id else 1.0
    if role == "lookup":
        found = any(set(spelled(parameter.name)) & FINDERS for parameter in operation.parameters if parameter.location == "query")
        return (0.8 if found else 0.4) + (0.0 if told.ends_in_id else 0.8)
    return 0.2 if told.ends_in_id else 1.2


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
