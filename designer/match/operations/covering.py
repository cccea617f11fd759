"""How well the fields of what is read and of what is written cover each other: a second look at the first few operations."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from designer.match.meaning.profile import meaning_of
from designer.names.path import parse_path

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from designer.model.spec import Field

Heads = dict[str, float]
"""What the fields of a record are, each by how near to the record's top it stands."""
Seen = tuple[float, float, float]
"""The numbers of the second look but for the score."""

LOOKED_AT = 8
"""So many operations of each side are looked at again."""
COVERING = ("score", "covered", "size", "bare")
"""Names of the numbers of the second look: the score of the words, what both sides have, how much there is, whether there is nothing."""
DEEPEST = 2
"""Fields below so many containers still tell what a record is."""
SAYS_NOTHING = frozenset({"id", "type", "created_at", "updated_at", "url", "metadata"})
"""What records of every kind have."""
SHARED = 3.0
"""How fast what is shared counts: the first fields in common say more than the twentieth."""


def heads_of(fields: Sequence[Field]) -> Heads:
    """Return what the fields of one record are."""
    heads: Heads = {}
    for field in fields:
        depth = field.path.count(".")
        if field.is_leaf and depth <= DEEPEST:
            keys = tuple(segment.key for segment in parse_path(field.path) if segment.kind == "key")
            head = meaning_of(keys).head
            heads[head] = max(heads.get(head, 0.0), 1 / (1 + depth))
    return heads


def first_of(scores: Sequence[float]) -> list[int]:
    """Return the places of those that are looked at again, the best score first."""
    return sorted(range(len(scores)), key=lambda at: (-round(scores[at], 6), at))[:LOOKED_AT]


def covering(own: Sequence[Heads], others: Sequence[Heads], scores: Sequence[float]) -> list[Seen]:
    """Return `covered`, `size` and `bare` of each operation; the *scores* of the others say how likely each of them is."""
    most = max(scores, default=0.0)
    likely = [math.exp(score - most) for score in scores]
    total = sum(likely) or 1.0
    seen = []
    for heads in own:
        shared = sum(chance / total * math.log1p(SHARED * _shared(heads, other)) for chance, other in zip(likely, others, strict=True))
        seen.append((shared / 3, math.log1p(len(heads)) / 5, float(not heads)))
    return seen


def looked_again(scores: Sequence[float], seen: Mapping[int, Seen], weights: Sequence[float]) -> list[float]:
    """Return the scores after the second look; operations that were not looked at stay behind those that were."""
    if not seen:
        return list(scores)
    again = {at: weights[0] * scores[at] + sum(map(float.__mul__, weights[1:], numbers)) for at, numbers in seen.items()}
    last, least = min(again.values()), min(scores[at] for at in seen)
    return [again[at] if at in again else last + weights[0] * min(score - least, 0.0) for at, score in enumerate(scores)]


def _shared(one: Heads, other: Heads) -> float:
    return sum(min(weight, other[head]) for head, weight in one.items() if head in other and head not in SAYS_NOTHING)
