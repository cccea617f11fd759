"""Faults of a warehouse: extracts, tables, identities, access, cost."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mutants.ground import misspelt, misspelt_path
from mutants.nouns import DROPPED, Mutant, kind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from designer.model.spec import Operation
    from designer.model.warehouse import Column, Extract, ModelTable
    from mutants.ground import Ground


def extracts(ground: Ground) -> Iterator[tuple[str, Extract, Operation | None]]:
    """Yield the extracts with their places and calls."""
    for at, extract in enumerate(ground.design.warehouse.extracts if ground.design.warehouse else ()):
        yield f"$.warehouse.extracts[{at}]", extract, ground.operation(extract.system, extract.operation)


def tables(ground: Ground) -> Iterator[tuple[str, ModelTable]]:
    """Yield the tables with their places."""
    for at, table in enumerate(ground.design.warehouse.tables if ground.design.warehouse else ()):
        yield f"$.warehouse.tables[{at}]", table


def columns(ground: Ground) -> Iterator[tuple[str, ModelTable, Column]]:
    """Yield the columns with their places and tables."""
    for where, table in tables(ground):
        for at, column in enumerate(table.columns):
            yield f"{where}.columns[{at}]", table, column


def is_absent(ground: Ground, extract: Extract, called: Operation | None, path: str) -> bool:
    """Tell whether the document denies a field of an extract's records; of records that it does not describe it denies none."""
    from designer.names.path import join  # noqa: PLC0415 - beside its only use

    content = called.success if called else None
    return content is not None and ground.catalog.field(content, join(extract.items, path), access="read") is None


@kind("WH905")
def column_source_misspelt(ground: Ground) -> Iterator[Mutant]:
    """A column is filled from a field that the extract does not hold.

    Left out: records that the document leaves open, and where the misspelt name is a field as well.
    """
    known = {extract.id: (extract, called) for _, extract, called in extracts(ground)}
    named = {table.id: {column.name for column in table.columns} for _, table in tables(ground)}
    for where, _, column in columns(ground):
        for at, source in enumerate(column.sources):
            origin, _, path = source.partition(":")
            wrong = misspelt_path(path)
            is_lost = is_absent(ground, *known[origin], wrong) if origin in known else wrong not in named.get(origin, {wrong})
            if is_lost:
                yield Mutant(where=where, changes={f"{where}.sources[{at}]": f"{origin}:{wrong}"}, note=source)


@kind("WH905")
def column_origin_misspelt(ground: Ground) -> Iterator[Mutant]:
    """A column is filled from an extract or table that is not there."""
    for where, _, column in columns(ground):
        for at, source in enumerate(column.sources):
            yield Mutant(where=where, changes={f"{where}.sources[{at}]": "no_such_" + source}, note=source)


@kind("WH905", "WH911")
def column_without_source(ground: Ground) -> Iterator[Mutant]:
    """A column is filled from nothing.

    Left out: constants.
    """
    for where, _, column in columns(ground):
        if column.sources and column.transform.name == "copy":
            yield Mutant(where=where, changes={f"{where}.sources": DROPPED}, note=column.name)


@kind("WH921", "WH920")
def column_of_wrong_type(ground: Ground) -> Iterator[Mutant]:
    """A column of numbers or moments is filled with a text.

    Left out: columns whose source's type the document does not tell.
    """
    known = {extract.id: (extract, called) for _, extract, called in extracts(ground)}
    for where, _, column in columns(ground):
        origin, _, path = column.sources[0].partition(":") if column.sources else ("", "", "")
        if origin not in known or column.transform.name != "copy" or column.type != "text":
            continue
        extract, called = known[origin]
        from designer.names.path import join  # noqa: PLC0415 - beside its only use

        field = ground.catalog.field(called.success, join(extract.items, path), access="read") if called and called.success else None
        if field and field.types == ("string",) and (field.enum or field.format == "email"):
            for wrong in ("integer", "timestamp"):
                yield Mutant(where=where, changes={f"{where}.type": wrong}, note=f"{column.name} {wrong}")


@kind("WH911")
def column_transform_starved(ground: Ground) -> Iterator[Mutant]:
    """A column's transform lacks a source or a parameter."""
    for where, _, column in columns(ground):
        if column.sources and column.transform.name not in {"constant", "template"}:
            yield Mutant(where=where, changes={f"{where}.transform": {"name": "template", "text": "{0} {4}"}}, note=column.name)
            yield Mutant(
                where=where, changes={f"{where}.transform": {"name": "date_format", "timezone": "Europe/Berlinn"}}, note=column.name
            )


@kind("WH933")
def column_twice(ground: Ground) -> Iterator[Mutant]:
    """Two columns of one table bear one name."""
    for where, table in tables(ground):
        if len(table.columns) > 2:
            yield Mutant(where=where, changes={f"{where}.columns[{len(table.columns) - 1}].name": table.columns[-2].name}, note=table.id)


@kind("WH906")
def table_key_no_column(ground: Ground) -> Iterator[Mutant]:
    """A table's key is no column of it."""
    for where, table in tables(ground):
        if table.keys:
            yield Mutant(where=where, changes={f"{where}.keys[0]": misspelt(table.keys[0]) + "x"})


@kind("WH907")
def table_key_lost(ground: Ground) -> Iterator[Mutant]:
    """Nothing says which columns name a row of a core table."""
    for where, table in tables(ground):
        if table.keys and table.layer == "core":
            yield Mutant(where=where, changes={f"{where}.keys": DROPPED})


@kind("WH906")
def test_of_no_column(ground: Ground) -> Iterator[Mutant]:
    """A test names a column that the table does not have."""
    for where, table in tables(ground):
        for at, test in enumerate(table.tests):
            name, column, *rest = test.split(":")
            yield Mutant(where=where, changes={f"{where}.tests[{at}]": ":".join((name, misspelt(column) + "x", *rest))}, note=test)


@kind("WH906")
def test_of_no_kind(ground: Ground) -> Iterator[Mutant]:
    """A test is of a kind that is none."""
    for where, table in tables(ground):
        for at, test in enumerate(table.tests):
            yield Mutant(where=where, changes={f"{where}.tests[{at}]": f"unqiue:{test.split(':')[1]}"}, note=test)


@kind("WH908")
def access_to_nothing(ground: Ground) -> Iterator[Mutant]:
    """Access is granted to a table or column that is not there."""
    for at, rule in enumerate(ground.design.warehouse.access if ground.design.warehouse else ()):
        where = f"$.warehouse.access[{at}]"
        yield Mutant(where=where, changes={f"{where}.table": misspelt(rule.table) + "x"}, note=rule.table)
        for name in ("columns", "masked"):
            if getattr(rule, name):
                yield Mutant(where=where, changes={f"{where}.{name}[0]": misspelt(getattr(rule, name)[0]) + "x"}, note=name)


@kind("WH910")
def personal_column_unmasked(ground: Ground) -> Iterator[Mutant]:
    """A team sees names and addresses that nobody decided it may see."""
    personal = {table.id: {column.name for column in table.columns if column.personal} for _, table in tables(ground)}
    for at, rule in enumerate(ground.design.warehouse.access if ground.design.warehouse else ()):
        where = f"$.warehouse.access[{at}]"
        if personal.get(rule.table) and (rule.columns or rule.masked):
            yield Mutant(where=where, changes={f"{where}.columns": DROPPED, f"{where}.masked": DROPPED}, note=rule.team)


@kind("WH908")
def match_key_misspelt(ground: Ground) -> Iterator[Mutant]:
    """Records are matched by a column that is not there."""
    for at, identity in enumerate(ground.design.warehouse.identities if ground.design.warehouse else ()):
        where = f"$.warehouse.identities[{at}]"
        for number, key in enumerate(identity.match_keys):
            yield Mutant(where=where, changes={f"{where}.match_keys[{number}]": misspelt(key) + "x"}, note=key)
        for number, row in enumerate(identity.survivorship):
            yield Mutant(
                where=where, changes={f"{where}.survivorship[{number}].attribute": misspelt(row.attribute) + "x"}, note=row.attribute
            )


@kind("WH929", "OP211")
def survivor_of_no_system(ground: Ground) -> Iterator[Mutant]:
    """The value of a system wins that the design does not list."""
    for at, identity in enumerate(ground.design.warehouse.identities if ground.design.warehouse else ()):
        for number, row in enumerate(identity.survivorship):
            if row.order:
                where = f"$.warehouse.identities[{at}]"
                yield Mutant(
                    where=where, changes={f"{where}.survivorship[{number}].order[0]": misspelt(row.order[0]) + "x"}, note=row.attribute
                )


@kind("WH908")
def identity_of_no_table(ground: Ground) -> Iterator[Mutant]:
    """Records are matched in a table that is not there."""
    for at, identity in enumerate(ground.design.warehouse.identities if ground.design.warehouse else ()):
        where = f"$.warehouse.identities[{at}]"
        if identity.table:
            yield Mutant(where=where, changes={f"{where}.table": misspelt(identity.table) + "x"}, note=identity.id)


@kind("WH925")
def identity_without_match(ground: Ground) -> Iterator[Mutant]:
    """Nothing tells which records are one: every customer is there once for each system."""
    for at, identity in enumerate(ground.design.warehouse.identities if ground.design.warehouse else ()):
        where = f"$.warehouse.identities[{at}]"
        if identity.match_keys:
            yield Mutant(where=where, changes={f"{where}.match_keys": DROPPED}, note=identity.id, places=("$.warehouse",))


@kind("WH909")
def cost_above_budget(ground: Ground) -> Iterator[Mutant]:
    """The estimate is above what the brief allows.

    Left out: briefs without a budget.
    """
    warehouse = ground.design.warehouse
    if warehouse and warehouse.budget_usd_month and warehouse.cost:
        new = f"$.warehouse.cost[{len(warehouse.cost)}]"
        yield Mutant(where=new, changes={new: {"item": "more", "usd_month": warehouse.budget_usd_month * 2}}, places=("$.warehouse",))
        total = sum(line.usd_month for line in warehouse.cost)
        if total > 1:
            yield Mutant(
                where="$.warehouse", changes={"$.warehouse.budget_usd_month": total / 2}, places=("$.warehouse.cost",), note="budget"
            )


@kind("WH923")
def tables_in_a_ring(ground: Ground) -> Iterator[Mutant]:
    """Two tables are each made from the other, so that neither can be made."""
    made = {table.id: where for where, table in tables(ground)}
    for where, table in tables(ground):
        for column in table.columns:
            for source in column.sources:
                origin = source.partition(":")[0]
                if origin in made and origin != table.id and table.columns:
                    ring = f"{made[origin]}.columns[0].sources"
                    changes = {ring: [f"{table.id}:{table.columns[0].name}"]}
                    yield Mutant(where=made[origin], changes=changes, places=(where, "$.warehouse"), note=f"{origin} {table.id}")
                    break
            else:
                continue
            break
