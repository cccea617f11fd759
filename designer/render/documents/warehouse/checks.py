"""The checklist of a warehouse: extracts, tables, columns with a worked value, identities, access."""

from __future__ import annotations

from typing import TYPE_CHECKING

from designer.model.design import source_parts
from designer.render.documents.grid import Section
from designer.render.documents.places import system_name
from designer.render.documents.transforming import described
from designer.render.documents.warehouse.model import source_words, test_words
from designer.render.documents.words import code, codes, listed, prose

if TYPE_CHECKING:
    from collections.abc import Iterator

    from designer.model.design import Design
    from designer.model.warehouse import Extract, ModelTable, Warehouse


def warehouse_checks(design: Design, warehouse: Warehouse) -> Iterator[Section]:
    """Yield the sections; one without items is dropped by the checklist."""
    yield Section(title="Extracts", items=tuple(item for extract in warehouse.extracts for item in _extract_items(design, extract)))
    for table in warehouse.tables:
        if table.layer != "staging":
            yield Section(title=f"Table {code(table.id)}", words=_table_words(table), items=tuple(_table_items(table)))
    yield Section(title="Identities", items=tuple(_identity_items(design, warehouse)))
    yield Section(title="Access", words="Sign in as each team's role.", items=tuple(_access_items(warehouse)))


def _extract_items(design: Design, extract: Extract) -> Iterator[str]:
    name, system = code(extract.id), system_name(design, extract.system)
    once = f", each {codes(extract.primary_key)} once" if extract.primary_key else ""
    yield f"{name}: as many rows as {system} shows records{once}; a second load adds none"
    if extract.cursor:
        yield f"{name}: a record made in {system} since the last load is the only new row of the next (known by {code(extract.cursor)})"
    if extract.nested:
        yield f"{name}: a record with two entries in {listed(map(code, extract.nested), last='or')} makes two rows there"


def _table_words(table: ModelTable) -> str:
    return f"One row is {prose(table.grain)}." if table.grain else ""


def _table_items(table: ModelTable) -> Iterator[str]:
    for test in table.tests:
        yield test_words(test)
    origins = dict.fromkeys(source_parts(source)[0] for column in table.columns for source in column.sources)
    if origins:
        yield f"ten rows, every column, compared with the records in {listed(map(code, origins))}"
    for column in table.columns:
        if column.sources and column.transform.name not in {"copy", "coalesce"}:
            sources = tuple(source_words(source) for source in column.sources)
            yield f"{code(column.name)}: {described(column.transform, sources=sources)}"


def _identity_items(design: Design, warehouse: Warehouse) -> Iterator[str]:
    for identity in warehouse.identities:
        table, keys = code(identity.table or identity.id), listed(map(code, identity.match_keys), last="or")
        yield f"{table}: a record that several systems have, with the same {keys}, is one row"
        yield f"{table}: two records that share no {keys} stay two rows"
        winners: dict[str, list[str]] = {}
        for row in identity.survivorship:
            if len(row.order) > 1:
                winners.setdefault(row.order[0], []).append(row.attribute)
        for system, attributes in winners.items():
            yield f"{table}: where the systems differ in {codes(attributes, limit=20)}, the value of {system_name(design, system)} stands"


def _access_items(warehouse: Warehouse) -> Iterator[str]:
    for rule in warehouse.access:
        seen = codes(rule.columns, limit=8) if rule.columns else "every column"
        yield f"{prose(rule.team)} reads {seen} of {code(rule.table)}"
        for column in rule.masked:
            yield f"{prose(rule.team)} sees {code(f'{rule.table}.{column}')} masked"
    for team in dict.fromkeys(rule.team for rule in warehouse.access):
        yield f"{prose(team)} is refused any raw table"
