"""Which staging column fills which column of a core table, and what staging must still make for it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from designer.match.fields.matching import propose_mappings
from designer.model.spec import Field
from designer.model.warehouse import Column
from designer.plan.offline.warehouse.survivorship import precedence

if TYPE_CHECKING:
    from designer.match.fields.matches import FieldMapping
    from designer.plan.offline.warehouse.staging import Staged
    from designer.plan.offline.warehouse.vocabulary import ColumnType, CoreColumn, CoreTable

SURE = 0.5
"""A match below it leaves the column empty: a wrong value in a report is worse than none."""
JSON_TYPES: dict[ColumnType, tuple[tuple[str, ...], str]] = {
    "text": (("string",), ""),
    "integer": (("integer",), ""),
    "decimal": (("number",), ""),
    "boolean": (("boolean",), ""),
    "date": (("string",), "date"),
    "timestamp": (("string",), "date-time"),
    "json": (("object",), ""),
}
FITTING: dict[ColumnType, frozenset[ColumnType]] = {
    "text": frozenset({"text", "integer", "boolean"}),
    "integer": frozenset({"integer"}),
    "decimal": frozenset({"decimal", "integer"}),
    "boolean": frozenset({"boolean"}),
    "date": frozenset({"date"}),
    "timestamp": frozenset({"timestamp", "date"}),
    "json": frozenset({"json"}),
}
"""Types of a staging column that a core column takes without a loss."""


MADE = {"template", "split_name", "part", "first", "join", "country_code", "phone_e164", "bool_map"}
"""Transforms that make a column of their own in staging. What the others do, a typed staging column has behind it already, or a
warehouse need not do: it keeps each system's own list values."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A staging column that fills a core column."""

    member: Staged
    column: Column
    confidence: float
    reason: str

    @property
    def source(self) -> str:
        """Return the source path of the column."""
        return f"{self.member.table.id}:{self.column.name}"


Filled = dict[str, tuple[Entry, ...]]
"""Core column to what fills it, in the order in which values win."""


def fill(core: CoreTable, members: tuple[Staged, ...], derived: dict[str, list[Column]]) -> Filled:
    """Match the records of all members with the core columns; what staging has to make for it is added to *derived*."""
    found: dict[str, list[Entry]] = {}
    targets = tuple(_target(column) for column in core.columns)
    wanted = {column.name: column for column in core.columns}
    for member in members:
        fields = tuple(
            field for field in member.source.fields if field.path not in member.source.extract.primary_key and "[]" not in field.path
        )
        matches = propose_mappings(fields, targets, source_title=member.source.noun, target_title=core.kind, into_columns=True)
        for mapping in _each_once(matches):
            made = _staging_column(member, mapping, wanted[mapping.target])
            if made is None or mapping.confidence < SURE:
                continue
            column, is_new = made
            if is_new:
                derived.setdefault(member.table.id, []).append(column)
            found.setdefault(mapping.target, []).append(
                Entry(member=member, column=column, confidence=mapping.confidence, reason=mapping.reason)
            )
    return {name: _in_order(found[name], wanted[name].owner, members) for name in wanted if name in found}


def _in_order(entries: list[Entry], owner: str, members: tuple[Staged, ...]) -> tuple[Entry, ...]:
    sources = tuple(member.source for member in members)
    return tuple(sorted(entries, key=lambda entry: (precedence(owner, entry.member.source, sources), -entry.confidence)))


def _each_once(mappings: tuple[FieldMapping, ...]) -> tuple[FieldMapping, ...]:
    """Leave out what would copy one field into a second column: the surest use stays."""
    copies = [one for one in mappings if len(one.sources) == 1 and one.transform.name not in MADE]
    best: dict[str, str] = {}
    for one in sorted(copies, key=lambda one: -one.confidence):
        best.setdefault(one.sources[0], one.target)
    return tuple(one for one in mappings if one not in copies or best[one.sources[0]] == one.target)


def _staging_column(member: Staged, mapping: FieldMapping, wanted: CoreColumn) -> tuple[Column, bool] | None:
    """Return the staging column that a mapping reads, and whether it has to be made."""
    if len(mapping.sources) == 1 and mapping.transform.name not in MADE:
        column = member.column_of(mapping.sources[0])
        return (column, False) if column and column.type in FITTING[wanted.type] else None
    taken = {column.name for column in member.table.columns}
    personal = [column.personal for path in mapping.sources if (column := member.column_of(path))]
    made = Column(
        name=wanted.name if wanted.name not in taken else f"{wanted.name}_made",
        type=wanted.type,
        sources=tuple(f"{member.source.extract.id}:{path}" for path in mapping.sources),
        transform=mapping.transform,
        confidence=round(mapping.confidence, 2),
        reason=mapping.reason,
        personal=any(personal),
        description=wanted.description,
    )
    return made, True


def _target(column: CoreColumn) -> Field:
    types, form = JSON_TYPES[column.type]
    return Field(path=column.name, types=types, format=form, description=column.description)
