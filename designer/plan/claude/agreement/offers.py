"""What the offline matcher would fill in a call from one record: computed once for each pair of the two."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from designer.plan.claude.agreement.records import told
from designer.plan.offline.open_members import open_members
from designer.plan.offline.selection import LIKELY, REVIEW

if TYPE_CHECKING:
    from collections.abc import Mapping as Map

    from designer.match.fields.matches import FieldMapping
    from designer.model.spec import Field
    from designer.model.transform import Transform
    from designer.plan.claude.agreement.records import Record, Told

KEPT = 128
"""So many pairs of a record and a call are kept: a run asks for the same few after each change of the design."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """What would fill a target; the sources are full ones, as a design names them (`trigger:email`)."""

    sources: tuple[str, ...]
    transform: Transform
    confidence: float
    reason: str
    would_fill: bool = True
    """Whether the offline planner might send it: what it holds for less likely than not fills required fields alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Targets:
    """The fields that a call or table takes."""

    told: Told
    """What the fields are compared by."""
    fields: tuple[Field, ...] = field(compare=False)
    noun: str
    are_columns: bool = False

    @classmethod
    def of(cls, fields: tuple[Field, ...], *, noun: str, are_columns: bool = False) -> Targets:
        """Return these fields as what is filled."""
        return cls(told=told(fields), fields=fields, noun=noun, are_columns=are_columns)


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """One proposal of the matcher, relative to the record and to the call."""

    sources: tuple[str, ...]
    transform: Transform
    confidence: float
    reason: str
    would_fill: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Offers:
    """All that was found between a record and a call."""

    by_target: Map[str, Found]
    matched: tuple[FieldMapping, ...]
    """The matcher's proposals as it makes them, constants among them."""
    chances: Map[tuple[str, str], float]
    """The matcher's chance for a target and a source, of those that it looked at."""


@lru_cache(maxsize=KEPT)
def offers(record: Record, targets: Targets) -> Offers:
    """Return what the matcher says; constants are left out, for they are no sources."""
    from designer.match.fields.matching import match_fields  # noqa: PLC0415 - the matcher's data is large; most plans never come here

    matches = match_fields(
        record.fields, targets.fields, source_title=record.noun, target_title=targets.noun, into_columns=targets.are_columns
    )
    required = frozenset(one.path for one in targets.fields if one.required)
    by_target = {
        found.target: Found(
            sources=found.sources,
            transform=found.transform,
            confidence=round(found.confidence, 2),
            reason=found.reason,
            would_fill=found.confidence >= (REVIEW if found.target in required else LIKELY),
        )
        for found in matches.mappings
        if found.sources
    }
    for mapping in open_members(record.fields, targets.fields, filled=(), at="").mappings:
        path = mapping.target.removeprefix("body.")
        member = Found(
            sources=mapping.sources,
            transform=mapping.transform,
            confidence=mapping.confidence,
            reason=mapping.reason,
            would_fill=False,
        )
        by_target.setdefault(path, member)
    chances = {(one.target, source.path): source.score for one in matches.candidates for source in one.sources}
    return Offers(by_target=by_target, matched=matches.mappings, chances=chances)
