"""The core model: customers, companies, transactions and events out of the staging tables, column by column."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from designer.match.fields import match_fields
from designer.model.spec import Field
from designer.model.transform import Coalesce, Copy
from designer.model.warehouse import Column, Identity, ModelTable, Survivorship
from designer.plan.warehouse.survivorship import precedence
from designer.plan.warehouse.vocabulary import core_tables

if TYPE_CHECKING:
    from designer.match.matches import FieldMapping
    from designer.plan.warehouse.staging import Staged
    from designer.plan.warehouse.vocabulary import ColumnType, CoreColumn, CoreTable

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


DONE_BY_STAGING = {"copy", "cast", "date_format", "scale", "lower", "trim"}
"""Transforms that a typed staging column has behind it already; the others become a column of their own there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Core:
    """The core tables, the identities that merge their rows, and staging with the columns that the core needed."""

    staged: tuple[Staged, ...] = ()
    tables: tuple[ModelTable, ...] = ()
    identities: tuple[Identity, ...] = ()
    unmet: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """Tables whose rows should meet but share no key, with the systems."""

    def table(self, identifier: str) -> ModelTable | None:
        """Return a core table, if the data has it."""
        return next((table for table in self.tables if table.id == identifier), None)


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


def plan_core(staged: tuple[Staged, ...]) -> Core:
    """Return the core tables that the extracts fill, with the table that tells which record is which customer."""
    tables: list[ModelTable] = []
    identities: list[Identity] = []
    unmet: list[tuple[str, tuple[str, ...]]] = []
    derived: dict[str, list[Column]] = {}
    for core in core_tables():
        members = tuple(one for one in staged if one.source.core is core and one.table.keys)
        if not members:
            continue
        filled = _filled(core, members, derived)
        match = tuple(name for name in core.match if len(_systems(filled.get(name, ()))) > 1)
        tables.append(_table(core, members, filled, match))
        systems = tuple(dict.fromkeys(member.source.system.name for member in members))
        if match:
            identities.append(_identity(core, filled, match))
        elif core.match and len(systems) > 1:
            unmet.append((core.id, systems))
        if core.id == "customers":
            tables.append(_records(members, match))
    grown = tuple(_grown(one, derived.get(one.table.id, [])) for one in staged)
    return Core(staged=grown, tables=tuple(tables), identities=tuple(identities), unmet=tuple(unmet))


def _grown(one: Staged, derived: list[Column]) -> Staged:
    return replace(one, table=replace(one.table, columns=(*one.table.columns, *derived))) if derived else one


def _filled(core: CoreTable, members: tuple[Staged, ...], derived: dict[str, list[Column]]) -> Filled:
    """Match the records of all members with the core columns; what staging has to make for it is added to *derived*."""
    found: dict[str, list[Entry]] = {}
    targets = tuple(_target(column) for column in core.columns)
    wanted = {column.name: column for column in core.columns}
    for member in members:
        matches = match_fields(member.source.fields, targets, source_title=member.source.noun, target_title=core.kind)
        for mapping in matches.mappings:
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


def _staging_column(member: Staged, mapping: FieldMapping, wanted: CoreColumn) -> tuple[Column, bool] | None:
    """Return the staging column that a mapping reads, and whether it has to be made."""
    if len(mapping.sources) == 1 and mapping.transform.name in DONE_BY_STAGING:
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


def _systems(entries: tuple[Entry, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(entry.member.source.system.id for entry in entries))


def _table(core: CoreTable, members: tuple[Staged, ...], filled: Filled, match: tuple[str, ...]) -> ModelTable:
    names = ", ".join(member.table.id for member in members)
    how = f"records that share {' or '.join(match)} are one row" if match else "rows of all sources, one under another"
    key = _customer_key(members, core, match) if core.match else _copied(members, f"{core.kind}_key", "record_key")
    added = [_copied(members, name, name) for name in ("source_system", "record_type") if not match]
    pointing = tuple(member for member in members if any(column.name == "customer_record_key" for column in member.table.columns))
    if pointing:
        added.append(_copied(pointing, "customer_record_key", "customer_record_key"))
    return ModelTable(
        id=core.id,
        layer="core",
        kind=core.kind,
        grain=core.grain,
        rows="merge" if match else "union" if len(members) > 1 else "copy",
        keys=(key.name,),
        columns=(key, *added, *(_column(core, name, entries) for name, entries in filled.items())),
        tests=(f"unique:{key.name}", f"not_null:{key.name}"),
        description=f"From {names}: {how}" if len(members) > 1 else f"From {names}",
    )


def _customer_key(members: tuple[Staged, ...], core: CoreTable, match: tuple[str, ...]) -> Column:
    """Return the key of a row that may stand for several records: that of the first of them, which tells nothing of the person."""
    name = "customer_key" if core.id == "customers" else "company_key"
    return replace(
        _copied(members, name, "record_key"),
        reason=f"the first record's key among those that share {' or '.join(match)}" if match else "",
        description="Names the row.",
    )


def _copied(members: tuple[Staged, ...], name: str, column: str) -> Column:
    described = {
        "source_system": "System the row is from.",
        "record_type": "What the system calls it.",
        "record_key": "Names the row.",
        "customer_record_key": "record_key of the customer in the same system.",
    }
    return Column(
        name=name,
        sources=tuple(f"{member.table.id}:{column}" for member in members),
        transform=Coalesce() if len(members) > 1 else Copy(),
        description=described[column],
    )


def _column(core: CoreTable, name: str, entries: tuple[Entry, ...]) -> Column:
    wanted = next(column for column in core.columns if column.name == name)
    return Column(
        name=name,
        type=wanted.type,
        sources=tuple(entry.source for entry in entries),
        transform=Coalesce() if len(entries) > 1 else Copy(),
        confidence=round(min(entry.confidence for entry in entries), 2),
        reason="; ".join(dict.fromkeys(entry.reason for entry in entries if entry.reason)),
        personal=any(entry.column.personal for entry in entries),
        description=wanted.description,
    )


def _records(members: tuple[Staged, ...], match: tuple[str, ...]) -> ModelTable:
    customers = next(core for core in core_tables() if core.id == "customers")
    return ModelTable(
        id="customer_records",
        layer="core",
        grain="one record of one system that stands for a customer",
        rows="union" if len(members) > 1 else "copy",
        keys=("record_key",),
        columns=(
            _copied(members, "record_key", "record_key"),
            _customer_key(members, customers, match),
            _copied(members, "source_system", "source_system"),
        ),
        tests=("unique:record_key", "not_null:record_key", "not_null:customer_key"),
        description="Which record of which system is which customer; transactions and events meet their customer by it",
    )


def _identity(core: CoreTable, filled: Filled, match: tuple[str, ...]) -> Identity:
    return Identity(
        id=core.id,
        table=core.id,
        match_keys=match,
        survivorship=tuple(Survivorship(attribute=name, order=_systems(entries)) for name, entries in filled.items()),
    )
