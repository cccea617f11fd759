"""Which operations of a system a sentence means."""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from designer.match.meaning.lexicon import spelled
from designer.match.operations.features import GROUPS, SUBSCRIBING, features, scale_of
from designer.match.operations.index import operation_index
from designer.match.operations.weights import operation_weights
from designer.match.operations.wording import asked
from designer.model.spec import RankedOperation

if TYPE_CHECKING:
    from collections.abc import Sequence

    from designer.match.operations.features import Scale
    from designer.match.operations.index import OperationIndex, Told
    from designer.match.operations.nearness import Side
    from designer.match.operations.wording import Asked
    from designer.model.scalars import Role
    from designer.model.spec import Catalog

WEIGHED = 300
"""So many operations that share words with the text are weighed in full."""
FINDERS = frozenset({"email", "filter", "query", "search", "q", "where", "name", "external", "phone", "reference"})
LISTS = 2.5
"""How much rather a list is taken than one record, where records are to be found or gone through."""
SIDES: dict[str, Side] = {"write": "target", "lookup": "target", "read": "source", "trigger": "source"}


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
    return by_score(found, scores_of(found, role))[:limit]


def by_score(found: Weighed, scores: Sequence[float]) -> tuple[RankedOperation, ...]:
    """Return the operations best first; their scores from 0 to 1 say how likely each is, and add up to 1."""
    most = max(scores, default=0.0)
    total = sum(math.exp(score - most) for score in scores)
    order = sorted(range(len(scores)), key=lambda at: (-round(scores[at], 6), len(found.told[at].operation.path), at))
    return tuple(RankedOperation(operation=found.told[at].operation, score=round(math.exp(scores[at] - most) / total, 4)) for at in order)


def weigh_operations(catalog: Catalog, system: str, *, text: str, role: Role, beside: str = "") -> Weighed:
    """Return the operations that share words with the text and that a role can use, with their numbers (`features.FEATURES`)."""
    index = operation_index(catalog, system)
    if index is None:
        return Weighed(told=(), numbers=())
    spec = catalog.system(system)
    own = spec.name if spec else system
    others = [other.name for other in catalog.systems if other.name != own]
    wanted = asked(text, system=own, others=others, side=SIDES.get(role, ""), beside=beside)
    return weigh(index, wanted, role)


def weigh(index: OperationIndex, wanted: Asked, role: Role) -> Weighed:
    """Return the operations of an index that share words with what is asked and that a role can use, with their numbers."""
    scale = scale_of(wanted, index, role)
    weighed = []
    for number in _sharing(index, scale):
        told = index.told[number]
        numbers = features(told, wanted, scale, index, role)
        if numbers is not None and (role != "register" or _subscribes(told)):
            weighed.append((told, numbers))
    return Weighed(told=tuple(told for told, _ in weighed), numbers=tuple(numbers for _, numbers in weighed))


def scores_of(found: Weighed, role: Role) -> list[float]:
    """Return the score of each operation that was weighed: the logarithm of how likely it is, but for a constant."""
    weights = operation_weights().write if GROUPS.get(role) == "write" else operation_weights().read
    return [sum(map(float.__mul__, weights, numbers)) + _fit(told, role) for told, numbers in zip(found.told, found.numbers, strict=True)]


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
