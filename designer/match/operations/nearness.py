"""How much each word of a text counts for one of two systems: by the clause it stands in, and by how near the systems' names are."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal

from designer.match.meaning.lexicon import singular
from designer.match.operations.business import business
from designer.match.operations.clauses import Stress, is_verb, stresses
from designer.names.text import words

if TYPE_CHECKING:
    from collections.abc import Sequence

Side = Literal["source", "target", ""]
CLAUSE = re.compile(r"(?<=[.,;:!?])\s|\s?[()]\s?|\s[-\u2013\u2014]+>?\s|\n|\s(?=(?:so that|then|and then)\b)")
REACH = 4.0
"""At so many words from a system's name a noun counts half as belonging to it."""
PLACE = 0.6
"""What a noun counts that with the system's name tells where (`in our Jira project`)."""
PURPOSE = 0.3
"""What a noun counts in a clause that tells what it is good for."""
OTHER_SIDE = 0.35
"""What a clause without a system's name counts that by its first word tells of the other side."""
FRAGMENT = 0.5
"""What a clause counts that has no verb and names no system: one of a list of fields."""
SHALL = frozenset({"should", "must", "shall", "need"})


def spoken_words(clause: str) -> tuple[str, ...]:
    """Return the words of a clause in lower case, in the singular."""
    return tuple(singular(word) for word in words(clause))


def denies(clause: tuple[str, ...]) -> bool:
    """Tell whether a clause says what shall not be done; `don't` is read as two words."""
    return bool(business().denials & set(clause))


def mentions(spoken: tuple[str, ...], names: Sequence[str]) -> frozenset[int]:
    """Return where words of the names stand; words of a longer name that also name records count only beside another."""
    found: set[int] = set()
    record_words = business().record_words
    for name in names:
        parts = [singular(word) for word in words(name)]
        for position, word in enumerate(spoken):
            if word not in parts:
                continue
            beside = {spoken[i] for i in (position - 1, position + 1) if 0 <= i < len(spoken)} & (set(parts) - {word})
            if beside or len(parts) == 1 or (len(word) >= 3 and word not in record_words):
                found.add(position)
    return frozenset(found)


def belonging(position: int, own: frozenset[int], other: frozenset[int]) -> float:
    """Return how much a word belongs to this system: by nearness of its name against that of the others."""
    if not own and not other:
        return 1.0
    near = max((1 / (1 + abs(position - mention) / REACH) for mention in own), default=0.3)
    far = max((1 / (1 + abs(position - mention) / REACH) for mention in other), default=0.3)
    return 0.2 + 0.8 * near * near / (near * near + far * far) * (0.5 + 0.5 * near)


def in_its_place(spoken: tuple[str, ...], position: int, own: frozenset[int]) -> float:
    """Return what a word counts that with the system's own name right before it may tell where something is put."""
    before = spoken[max(0, position - 4) : position]
    return PLACE if position - 1 in own and set(before) & {"in", "into", "to", "on", "inside"} else 1.0


def stress_of(text: str, length: int, *, own: frozenset[int], other: frozenset[int], side: Side) -> list[Stress]:
    """Return how much each word counts by its place in its clause."""
    stress: list[Stress] = []
    for clause in CLAUSE.split(text):
        told = spoken_words(clause)
        here = frozenset(range(len(stress), len(stress) + len(told)))
        share = _share(told, side, named=bool((own | other) & here))
        if stress and told and not (own | other) & here and not any(map(is_verb, told)):
            share *= FRAGMENT
        stress.extend(Stress(share * one.weight, one.part) for one in stresses(told))
    return stress if len(stress) == length else [Stress(1.0, "")] * length


def _share(told: tuple[str, ...], side: Side, *, named: bool) -> float:
    """Return what a clause counts by its first word."""
    known = business()
    first = told[0] if told else ""
    if first in known.purposes or denies(told):
        return PURPOSE
    if named or not side:
        return 1.0
    starts = first in known.starts
    return OTHER_SIDE if starts != (side == "source") and (starts or _orders(told)) else 1.0


def _orders(told: tuple[str, ...]) -> bool:
    """Tell whether a clause begins with an order or says what shall be."""
    verbs = business().verbs
    return bool(told) and (any(told[0] in known for known in verbs.values()) or bool(SHALL & set(told)))
