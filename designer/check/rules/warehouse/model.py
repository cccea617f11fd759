"""The warehouse: extracts that can be read, tables that rest on them, access to what is there, cost within the budget."""

from __future__ import annotations

from typing import TYPE_CHECKING

from designer.check.near import did_you_mean, listed
from designer.check.rule import Fault, rule
from designer.check.sources import in_content
from designer.check.view import Spot, place_of
from designer.model.design import source_parts
from designer.names.path import PathError, join, parse_path
from designer.transforms.types import input_problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from designer.check.view import View
    from designer.model.warehouse import Extract, ModelTable, Warehouse

TESTS = ("unique", "not_null", "accepted_values")


@rule("WH901", severity="open")
def extract_reads_something(view: View) -> Iterator[Fault]:
    """Give each extract a list operation or a file; a question asks where none is known."""
    for where, extract, _ in _extracts(view):
        if not extract.operation and not extract.file:
            asked = any(question.fills == f"extract:{extract.id}" or extract.system in question.about for question in view.design.questions)
            ending = "A question asks for it." if asked else "Name its list operation, such as `GET /v1/customers`, or a file."
            yield Fault(where=where, message=f"The extract {extract.id} reads nothing yet. {ending}")


@rule("WH902")
def extract_fields_exist(view: View) -> Iterator[Fault]:
    """Name as primary key, cursor, items and nested lists only what the records hold."""
    for where, extract, _ in _extracts(view):
        named = [(f"{where}.primary_key[{i}]", path) for i, path in enumerate(extract.primary_key)]
        named += [(f"{where}.cursor", extract.cursor)] if extract.cursor else []
        named += [(f"{where}.nested[{i}]", path) for i, path in enumerate(extract.nested)]
        for place, path in named:
            yield from _missing(place, record(view, extract, path))
        if extract.items:
            spot = record(view, extract, extract.items.removesuffix("[]"), items="")
            yield from _missing(f"{where}.items", spot)
        operation = view.operation(extract.system, extract.operation)
        names = [parameter.name for parameter in operation.parameters if parameter.location == "query"] if operation else []
        if (
            operation
            and operation.in_spec
            and extract.cursor_parameter
            and extract.cursor_parameter.partition("[")[0] not in {name.partition("[")[0] for name in names}
        ):
            message = (
                f'{operation.key} takes no query parameter "{extract.cursor_parameter}".{did_you_mean(extract.cursor_parameter, names)}'
            )
            yield Fault(where=f"{where}.cursor_parameter", message=message, spec=place_of(operation))


@rule("WH903", severity="warning")
def extract_names_its_records(view: View) -> Iterator[Fault]:
    """Give each extract a primary key, or a record that comes again is added instead of replaced."""
    for where, extract, _ in _extracts(view):
        if not extract.primary_key and (extract.operation or extract.file):
            yield Fault(
                where=f"{where}.primary_key", message=f"The extract {extract.id} has no primary key, so its records double on each run."
            )


@rule("WH904", severity="info")
def extract_is_incremental(view: View) -> Iterator[Fault]:
    """Read only what is new: without a cursor the whole is read each time."""
    for where, extract, _ in _extracts(view):
        if not extract.cursor and extract.operation:
            yield Fault(where=f"{where}.cursor", message=f"The extract {extract.id} has no cursor, so it reads everything on each run.")


@rule("WH905")
def column_sources_exist(view: View) -> Iterator[Fault]:
    """Fill columns from extracts and tables that are there, and from fields that they hold."""
    for warehouse in _warehouse(view):
        extracts = {extract.id: extract for extract in warehouse.extracts}
        tables = {table.id: table for table in warehouse.tables}
        for i, table in enumerate(warehouse.tables):
            for j, column in enumerate(table.columns):
                for k, source in enumerate(column.sources):
                    where = f"$.warehouse.tables[{i}].columns[{j}].sources[{k}]"
                    name, path = source_parts(source)
                    if name in extracts:
                        yield from _missing(where, record(view, extracts[name], path))
                    elif name in tables:
                        yield from _no_column(where, tables[name], path)
                    else:
                        near = did_you_mean(name, [*extracts, *tables])
                        yield Fault(where=where, message=f'There is no extract or table "{name}".{near}')


@rule("WH906")
def keys_and_tests_name_columns(view: View) -> Iterator[Fault]:
    """Name as keys and in tests only columns of the table."""
    for warehouse in _warehouse(view):
        for i, table in enumerate(warehouse.tables):
            for j, key in enumerate(table.keys):
                yield from _no_column(f"$.warehouse.tables[{i}].keys[{j}]", table, key)
            for j, test in enumerate(table.tests):
                kind, _, rest = test.partition(":")
                where = f"$.warehouse.tables[{i}].tests[{j}]"
                if kind not in TESTS:
                    yield Fault(where=where, message=f'"{test}" is no test. Write {listed(f"`{one}:<column>`" for one in TESTS)}.')
                else:
                    yield from _no_column(where, table, rest.partition(":")[0])


@rule("WH907", severity="warning")
def table_has_a_key(view: View) -> Iterator[Fault]:
    """Say which columns name a row of a core table, so that it can be tested for doubles."""
    for warehouse in _warehouse(view):
        for i, table in enumerate(warehouse.tables):
            if table.layer == "core" and table.columns and not table.keys:
                yield Fault(
                    where=f"$.warehouse.tables[{i}].keys", message=f"The table {table.id} has no key, so nothing tells its rows apart."
                )


@rule("WH908")
def access_and_identities_name_what_is_there(view: View) -> Iterator[Fault]:
    """Grant access to tables and columns, and match records by columns, that the model has."""
    for warehouse in _warehouse(view):
        tables = {table.id: table for table in warehouse.tables}
        named: list[tuple[str, str, list[tuple[str, str]]]] = []
        for i, access in enumerate(warehouse.access):
            where = f"$.warehouse.access[{i}]"
            columns = [(f"{where}.columns[{j}]", name) for j, name in enumerate(access.columns)]
            named.append(
                (f"{where}.table", access.table, columns + [(f"{where}.masked[{j}]", name) for j, name in enumerate(access.masked)])
            )
        for i, identity in enumerate(warehouse.identities):
            where = f"$.warehouse.identities[{i}]"
            columns = [(f"{where}.match_keys[{j}]", name) for j, name in enumerate(identity.match_keys)]
            columns += [(f"{where}.survivorship[{j}].attribute", one.attribute) for j, one in enumerate(identity.survivorship)]
            named.append((f"{where}.table", identity.table, columns))
        for place, name, columns in named:
            if name not in tables:
                yield Fault(where=place, message=f'The model has no table "{name}".{did_you_mean(name, tables)}')
                continue
            for where, column in columns:
                yield from _no_column(where, tables[name], column)


@rule("WH909", severity="warning")
def cost_keeps_the_budget(view: View) -> Iterator[Fault]:
    """Keep the monthly cost within the brief's budget."""
    for warehouse in _warehouse(view):
        total, budget = sum(line.usd_month for line in warehouse.cost), warehouse.budget_usd_month
        if budget is not None and total > budget:
            told = f"The estimate is ${total:,.0f} a month, and the brief allows ${budget:,.0f}."
            yield Fault(where="$.warehouse.cost", message=f"{told} Leave a system for later, or choose a cheaper product.")


@rule("WH910", severity="warning")
def personal_data_is_masked_or_granted(view: View) -> Iterator[Fault]:
    """Decide for each team whether it may see personal columns: list the columns it sees, or mask them."""
    for warehouse in _warehouse(view):
        personal = {table.id: {column.name for column in table.columns if column.personal} for table in warehouse.tables}
        for i, access in enumerate(warehouse.access):
            seen = personal.get(access.table, set()) - set(access.masked)
            if seen and not access.columns:
                told = f"{access.team} would see the personal data in {listed(sorted(seen))} of {access.table}."
                yield Fault(where=f"$.warehouse.access[{i}]", message=f"{told} Mask it, or list the columns it may see.")


@rule("WH911")
def column_transform_can_read(view: View) -> Iterator[Fault]:
    """Give a column's transform the sources and parameters that it can work with."""
    for warehouse in _warehouse(view):
        extracts = {extract.id: extract for extract in warehouse.extracts}
        for i, table in enumerate(warehouse.tables):
            for j, column in enumerate(table.columns):
                spots = [_column_source(view, extracts, source) for source in column.sources]
                problem = input_problem(column.transform, tuple(spot.field for spot in spots))
                if problem and spots and all(spot.state in {"known", "unknown"} for spot in spots):
                    where = f"$.warehouse.tables[{i}].columns[{j}].transform"
                    yield Fault(where=where, message=f"`{column.transform.name}` {problem}.", spec=spots[0].place if spots else None)


def _column_source(view: View, extracts: dict[str, Extract], source: str) -> Spot:
    name, path = source_parts(source)
    return record(view, extracts[name], path) if name in extracts else Spot(path=path, state="unknown")


def record(view: View, extract: Extract, path: str, *, items: str | None = None) -> Spot:
    """Return what stands at *path* of one record of an extract."""
    operation = view.operation(extract.system, extract.operation)
    if operation is None:
        return Spot(path=path, state="unknown")
    below = extract.items if items is None else items
    try:
        parse_path(join(below, path))
    except PathError as problem:
        return Spot(path=path, state="missing", owner=operation.key, why=str(problem))
    owner = f"{operation.system}'s {operation.key}"
    return in_content(view, operation.success, path, owner=owner, is_told=operation.in_spec, items=below)


def _missing(where: str, spot: Spot) -> Iterator[Fault]:
    if spot.state == "missing":
        ending = f": {spot.why}." if spot.why else f".{did_you_mean(spot.path, spot.known())}"
        yield Fault(where=where, message=f'{spot.owner} has no "{spot.path}"{ending}', spec=spot.place)


def _no_column(where: str, table: ModelTable, name: str) -> Iterator[Fault]:
    columns = [column.name for column in table.columns]
    if name not in columns:
        yield Fault(where=where, message=f'The table {table.id} has no column "{name}".{did_you_mean(name, columns)}')


def _warehouse(view: View) -> Iterator[Warehouse]:
    if view.design.warehouse is not None:
        yield view.design.warehouse


def _extracts(view: View) -> Iterator[tuple[str, Extract, Warehouse]]:
    for warehouse in _warehouse(view):
        for i, extract in enumerate(warehouse.extracts):
            yield f"$.warehouse.extracts[{i}]", extract, warehouse
