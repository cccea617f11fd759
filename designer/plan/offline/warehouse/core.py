"""The core model: customers, companies, transactions and events out of the staging tables, column by column."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from designer.model.transform import Coalesce, Copy
from designer.model.warehouse import Column, Identity, ModelTable, Survivorship
from designer.plan.offline.warehouse.fitting import fill
from designer.plan.offline.warehouse.vocabulary import core_tables, is_personal

if TYPE_CHECKING:
    from designer.plan.offline.warehouse.fitting import Entry, Filled
    from designer.plan.offline.warehouse.staging import Staged
    from designer.plan.offline.warehouse.vocabulary import CoreTable


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


def plan_core(staged: tuple[Staged, ...], *, planned: frozenset[str] = frozenset()) -> Core:
    """Return the core tables that the extracts fill, with the table that tells which record is which customer.

    *planned* names tables that the brief asks for and no described system fills yet: they are laid out without sources.
    """
    tables: list[ModelTable] = []
    identities: list[Identity] = []
    unmet: list[tuple[str, tuple[str, ...]]] = []
    derived: dict[str, list[Column]] = {}
    for core in core_tables():
        members = tuple(one for one in staged if one.source.core is core and one.table.keys)
        if not members:
            if core.id in planned:
                tables.append(_planned(core))
            continue
        filled = fill(core, members, derived)
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


_ORIGIN = (("source_system", "System the row is from."), ("record_type", "What the system calls it."))


def _planned(core: CoreTable) -> ModelTable:
    """Return a table that waits for its sources."""
    key = f"{core.id.removesuffix('s')}_key" if core.id != "companies" else "company_key"
    waiting = "no described system fills it yet"
    return ModelTable(
        id=core.id,
        layer="core",
        kind=core.kind,
        grain=core.grain,
        keys=(key,),
        columns=(
            *(Column(name=name, confidence=0.0, reason=waiting, description=told) for name, told in ((key, "Names the row."), *_ORIGIN)),
            *(
                Column(
                    name=column.name,
                    type=column.type,
                    confidence=0.0,
                    reason=waiting,
                    personal=is_personal(column.name, about_people=core.id == "customers"),
                    description=column.description,
                )
                for column in core.columns
            ),
        ),
        description="Laid out for the systems whose documents are still missing",
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
