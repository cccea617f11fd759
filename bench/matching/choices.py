"""The sides of the cases of operation retrieval as numbers: what was weighed for each, and which of it is right."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from briefs import opened

from designer.match.operations.features import FEATURES
from designer.plan.offline.ends import heads_read, heads_written, weighed_ends

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from briefs import BriefCase

    from designer.match.operations.covering import Heads
    from designer.match.operations.ranking import Weighed
    from designer.specs.catalog import LoadedCatalog

Group = Literal["read", "write"]
GROUPS: tuple[Group, Group] = ("read", "write")
READ_IN_FULL = 16
"""So many operations of a side, the best by the numbers set beforehand, have their fields read for the second look."""

WORDS = {
    "resource_said": 3.0, "others_said": 0.8, "tag_said": 1.0, "name_said": 1.0, "summary_said": 1.2, "description_said": 0.4,
    "schema_said": 0.8, "parameter_said": 0.2,
    "resource_meant": 2.4, "others_meant": 0.6, "tag_meant": 0.8, "name_meant": 0.8, "summary_meant": 0.9, "description_meant": 0.3,
    "schema_meant": 0.6, "parameter_meant": 0.1,
    "resource_filled": 2.0, "head": 1.2, "made": 0.8, "placed": -0.8, "below_place": 1.0, "pair": 1.0,
    "both": 0.5, "strange": -2.0, "unasked": -1.0, "central": 1.0,
    "parameters": -1.0, "parts": -0.3, "deprecated": -0.6, "generic": 0.5, "many": -1.0, "named_by_verb": 0.8, "action_asked": 1.8,
    "action_below": 0.3,
    "action_unasked": -1.5, "has_words": 0.0,
}  # fmt: skip
WRITING = {
    "collection_made": 2.4, "record_changed": 2.0, "post_record_changed": 1.6, "whole_collection": 0.8, "property": 0.0, "removed": 1.8,
    "removed_instead": -1.0, "no_body": -0.3, "post_record": 0.0, "searches": -3.0, "acts": 0.8, "deed_asked": 0.6, "deed_unasked": -0.8,
    "place_made": -1.0, "below_made": -0.8, "many_asked": 1.5,
}  # fmt: skip
READING = {"list": 0.8, "one": 0.9, "list_below": 0.0, "post": 0.0, "one_below": 0.0, "nothing_returned": -0.5, "list_scheduled": 0.8}
SET_BEFOREHAND: dict[Group, tuple[float, ...]] = {
    group: tuple((WORDS | shape)[name] for name in FEATURES[group]) for group, shape in zip(GROUPS, (READING, WRITING), strict=True)
}
"""What is known without a case: words in the resource say most, words that nobody asked for speak against an operation."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """The operations of one system that were weighed: their numbers, and what the fields of the likeliest are."""

    group: Group
    keys: tuple[tuple[str, str], ...]
    numbers: tuple[tuple[float, ...], ...]
    heads: dict[int, Heads]


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One side of a case that is to be found, beside the other side."""

    case: str
    origin: str
    systems: frozenset[str]
    """The first words of both systems' names, in lower case."""
    own: Side
    other: Side
    right: frozenset[int]
    """Places of the right operations; empty: none of them was weighed."""


def choices_of(cases: Iterable[BriefCase]) -> tuple[Choice, ...]:
    """Read the sides of all cases."""
    return tuple(choice for case in cases for choice in _of_case(case))


def score(weights: Sequence[float], numbers: Sequence[float]) -> float:
    """Return the score of an operation."""
    return sum(map(float.__mul__, weights, numbers))


def _of_case(case: BriefCase) -> Iterator[Choice]:
    brief, catalog = opened(case)
    systems = (case.described[0].partition("=")[0], case.described[1].partition("=")[0])
    wish = next((one for one in brief.wishes if (one.source, one.target) == systems), next(iter(brief.wishes), None))
    reads, writes = weighed_ends(brief, wish, catalog, systems)
    sides = (_side(catalog, reads, "read"), _side(catalog, writes, "write"))
    for need in case.needs:
        own, other = sides if need.reads else sides[::-1]
        right = frozenset(at for at, key in enumerate(own.keys) if key in need.right)
        yield Choice(case=case.id, origin=case.origin, systems=case.systems, own=own, other=other, right=right)


def _side(catalog: LoadedCatalog, weighed: Weighed, group: Group) -> Side:
    scores = [score(SET_BEFOREHAND[group], numbers) for numbers in weighed.numbers]
    likeliest = sorted(range(len(scores)), key=lambda at: (-scores[at], at))[:READ_IN_FULL]
    heads = heads_read if group == "read" else heads_written
    return Side(
        group=group,
        keys=tuple((one.operation.method, one.operation.path) for one in weighed.told),
        numbers=weighed.numbers,
        heads={at: heads(catalog, weighed.told[at].operation) for at in likeliest},
    )
