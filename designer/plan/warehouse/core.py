"""The core model: customers, companies, transactions and events out of the staging tables, column by column."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from designer.match.fields import match_fields
from designer.model.spec import Field
from designer.model.transform import Coalesce, Copy
from designer.model.warehouse import Column, Identity, ModelTable, Survivorship
from designer.plan.warehouse.survivorship import precedence
from designer.plan.warehouse.vocabulary import core_tables, is_personal

if TYPE_CHECKING:
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Core:
    """The core tables and the identities that merge their rows."""

    tables: tuple[ModelTable, ...] = ()
    identities: tuple[Identity, ...] = ()

    def table(self, identifier: str) -> ModelTable | None:
        """Return a core table, if the data has it."""
        return next((table for table in self.tables if table.id == identifier), None)


def plan_core(staged: tuple[Staged, ...]) -> Core:
    """Return the core tables that the extracts fill, with the table that tells which record is which customer."""
    tables: list[ModelTable] = []
    identities: list[Identity] = []
    for core in core_tables():
        members = tuple(one for one in staged if one.source.core is core and one.table.keys)
        if not members:
            continue
        filled = _filled(core, members)
        match = tuple(name for name in core.match if name in filled)
        tables.append(_table(core, members, filled, match))
        if core.match:
            identities.append(_identity(core, filled, match))
            if core.id == "customers":
                tables.append(_records(core, members, filled, match))
    return Core(tables=tuple(tables), identities=tuple(identities))


Filled = dict[str, tuple[tuple["Staged", Column, float, str], ...]]
"""Core column to the staging columns that fill it, with confidence and reason, in the order in which their values win."""


def _filled(core: CoreTable, members: tuple[Staged, ...]) -> Filled:
    found: dict[str, list[tuple[Staged, Column, float, str]]] = {}
    targets = tuple(_target(column) for column in core.columns)
    types = {column.name: column.type for column in core.columns}
    for member in members:
        matches = match_fields(member.source.fields, targets, source_title=member.source.noun, target_title=core.kind)
        for mapping in matches.mappings:
            column = member.column_of(mapping.sources[0]) if len(mapping.sources) == 1 else None
            if column and mapping.confidence >= SURE and column.type in FITTING[types[mapping.target]]:
                found.setdefault(mapping.target, []).append((member, column, mapping.confidence, mapping.reason))
    owners = {column.name: column.owner for column in core.columns}
    systems = tuple(member.source for member in members)
    return {
        name: tuple(sorted(found[name], key=lambda entry: (precedence(owners[name], entry[0].source, systems), -entry[2])))
        for name in types
        if name in found
    }


def _target(column: CoreColumn) -> Field:
    types, form = JSON_TYPES[column.type]
    return Field(path=column.name, types=types, format=form, description=column.description)


def _table(core: CoreTable, members: tuple[Staged, ...], filled: Filled, match: tuple[str, ...]) -> ModelTable:
    how = f"Rows of several systems that share {' or '.join(match)} are one row" if match else "Rows of all sources, one under another"
    names = ", ".join(member.table.id for member in members)
    key = _merged_key(core, members, filled, match) if core.match else _copied(members, f"{core.kind}_key", "record_key")
    added = [_copied(members, "source_system", "source_system"), _copied(members, "record_type", "record_type")] if not core.match else []
    pointing = tuple(member for member in members if any(column.name == "customer_record_key" for column in member.table.columns))
    if not core.match and pointing:
        added.append(_copied(pointing, "customer_record_key", "customer_record_key"))
    columns = (key, *added, *(_column(core, name, entries) for name, entries in filled.items()))
    return ModelTable(
        id=core.id,
        layer="core",
        kind=core.kind,
        grain=core.grain,
        keys=(key.name,),
        columns=columns,
        tests=(f"unique:{key.name}", f"not_null:{key.name}"),
        description=f"{how}; from {names}",
    )


def _merged_key(core: CoreTable, members: tuple[Staged, ...], filled: Filled, match: tuple[str, ...]) -> Column:
    """The key of a merged row: its strongest match key, else the key of its only record."""
    strongest = filled[match[0]] if match else ()
    sources = (
        *(_source(member, column.name) for member, column, _, _ in strongest),
        *(_source(member, "record_key") for member in members),
    )
    name = "customer_key" if core.id == "customers" else "company_key"
    return Column(
        name=name,
        sources=sources,
        transform=Coalesce(),
        reason=f"{match[0]} where there is one, else the record's own key" if match else "no value that two systems share",
        personal=bool(match) and is_personal(match[0].replace("_", " "), about_people=True),
        description="Names the row.",
    )


def _copied(members: tuple[Staged, ...], name: str, column: str) -> Column:
    return Column(
        name=name,
        sources=tuple(_source(member, column) for member in members),
        transform=Coalesce() if len(members) > 1 else Copy(),
        description={"source_system": "System the row is from.", "record_type": "What the system calls it."}.get(column, ""),
    )


def _column(core: CoreTable, name: str, entries: tuple[tuple[Staged, Column, float, str], ...]) -> Column:
    wanted = next(column for column in core.columns if column.name == name)
    return Column(
        name=name,
        type=wanted.type,
        sources=tuple(_source(member, column.name) for member, column, _, _ in entries),
        transform=Coalesce() if len(entries) > 1 else Copy(),
        confidence=round(min(confidence for _, _, confidence, _ in entries), 2),
        reason="; ".join(dict.fromkeys(reason for *_, reason in entries if reason)),
        personal=any(column.personal for _, column, _, _ in entries),
        description=wanted.description,
    )


def _records(core: CoreTable, members: tuple[Staged, ...], filled: Filled, match: tuple[str, ...]) -> ModelTable:
    return ModelTable(
        id="customer_records",
        layer="core",
        kind="other",
        grain="one record of one system that stands for a customer",
        keys=("record_key",),
        columns=(
            _copied(members, "record_key", "record_key"),
            _merged_key(core, members, filled, match),
            _copied(members, "source_system", "source_system"),
        ),
        tests=("unique:record_key", "not_null:record_key", "not_null:customer_key"),
        description="Which record of which system is which customer; transactions and events meet their customer by it",
    )


def _identity(core: CoreTable, filled: Filled, match: tuple[str, ...]) -> Identity:
    order = {name: tuple(dict.fromkeys(member.source.system.id for member, *_ in entries)) for name, entries in filled.items()}
    return Identity(
        id=core.id,
        table=core.id,
        match_keys=match,
        survivorship=tuple(Survivorship(attribute=name, order=systems) for name, systems in order.items()),
    )


def _source(member: Staged, column: str) -> str:
    return f"{member.table.id}:{column}"
