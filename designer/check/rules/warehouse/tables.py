"""Tables: their keys and tests, the layers they lie in, how their rows come together."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

from designer.check.evidence.near import listed
from designer.check.rule import Fault, rule
from designer.check.rules.warehouse.named import no_column, tables, warehouses
from designer.model.design import source_parts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from designer.check.lookup.view import View
    from designer.model.warehouse import ModelTable, Warehouse

TESTS = ("unique", "not_null", "accepted_values")
LAYERS = ("staging", "core", "mart")


@rule("WH906")
def keys_and_tests_name_columns(view: View) -> Iterator[Fault]:
    """Name as keys and in tests only columns of the table."""
    for where, table in tables(view):
        for j, key in enumerate(table.keys):
            yield from no_column(f"{where}.keys[{j}]", table, key)
        for j, test in enumerate(table.tests):
            kind, _, rest = test.partition(":")
            place = f"{where}.tests[{j}]"
            if kind not in TESTS:
                yield Fault(where=place, message=f'"{test}" is no test. Write {listed(f"`{one}:<column>`" for one in TESTS)}.')
            else:
                name, colon, values = rest.partition(":")
                yield from no_column(place, table, name, value=f"{kind}:{{}}{_braced(colon + values)}".format)


def _braced(text: str) -> str:
    return text.replace("{", "{{").replace("}", "}}")


@rule("WH907", severity="warning")
def table_has_a_key(view: View) -> Iterator[Fault]:
    """Say which columns name a row of a core table, so that it can be tested for doubles."""
    for where, table in tables(view):
        if table.layer == "core" and table.columns and not table.keys:
            yield Fault(where=f"{where}.keys", message=f"The table {table.id} has no key, so nothing tells its rows apart.")


@rule("WH922", severity="warning")
def layers_are_in_order(view: View) -> Iterator[Fault]:
    """Let each layer read from those below it: staging from extracts, core from staging, marts from core.

    A loop of tables is always out of order, and told by WH923.
    """
    for warehouse in warehouses(view):
        layers, reads = {table.id: table.layer for table in warehouse.tables}, _reads(warehouse)
        for where, table in tables(view):
            above = [name for name in _read(table) if LAYERS.index(layers.get(name, "staging")) > LAYERS.index(table.layer)]
            for name in above:
                if name in _loop(table.id, reads):
                    continue
                message = f"The {table.layer} table {table.id} reads the {layers[name]} table {name}, which lies above it."
                yield Fault(where=where, message=f"{message} Read the tables below, or put {table.id} into a higher layer.")


@rule("WH923")
def no_table_reads_itself(view: View) -> Iterator[Fault]:
    """Let no table read itself, not even through others: nothing could build it first."""
    for warehouse in warehouses(view):
        reads = _reads(warehouse)
        told: set[frozenset[str]] = set()
        for where, table in tables(view):
            loop = _loop(table.id, reads)
            if loop and frozenset(loop) not in told:
                told.add(frozenset(loop))
                way = " reads ".join([*loop, loop[0]])
                yield Fault(where=where, message=f"{way}, so none of them can be built first. Break the loop.")


def _read(table: ModelTable) -> list[str]:
    """Return the extracts and tables that a table reads, each once."""
    return list(dict.fromkeys(source_parts(source)[0] for column in table.columns for source in column.sources))


def _reads(warehouse: Warehouse) -> dict[str, list[str]]:
    """Return the tables that each table reads."""
    known = {table.id for table in warehouse.tables}
    return {table.id: [name for name in _read(table) if name in known] for table in warehouse.tables}


def _loop(start: str, reads: dict[str, list[str]]) -> tuple[str, ...]:
    """Return the way from a table back to itself; nothing if there is none."""
    ways: deque[tuple[str, ...]] = deque([(start,)])
    seen = {start}
    while ways:
        way = ways.popleft()
        for name in reads[way[-1]]:
            if name == start:
                return way
            if name not in seen:
                seen.add(name)
                ways.append((*way, name))
    return ()


@rule("WH925")
def rows_come_together_as_said(view: View) -> Iterator[Fault]:
    """Give a table what its way of making rows needs: a merge an identity with match keys, a group its keys, a copy one source."""
    for warehouse in warehouses(view):
        for where, table in tables(view):
            problem = _rows_problem(warehouse, table)
            if problem:
                yield Fault(where=f"{where}.rows", message=problem)


def _rows_problem(warehouse: Warehouse, table: ModelTable) -> str:
    matched = any(identity.table == table.id and identity.match_keys for identity in warehouse.identities)
    if table.rows == "merge" and not matched:
        return f"Rows of {table.id} shall merge, and no identity says by which columns they match. Add one with `match_keys`."
    if table.rows == "group" and not table.keys:
        return f"Rows of {table.id} shall be grouped, and no key says by what. Name the columns as `keys`."
    named = {*(one.id for one in warehouse.extracts), *(one.id for one in warehouse.tables)}
    # What names nothing is told by WH905, what reads its own table by WH923.
    read = [name for name in _read(table) if name in named and name != table.id]
    if table.rows == "copy" and len(read) > 1:
        return f"{table.id} copies the rows of one source, and its columns read {listed(read)}. Say `union`, `merge` or `group`."
    return ""


@rule("WH933")
def names_are_used_once(view: View) -> Iterator[Fault]:
    """Give each extract, table and column of a table a name of its own."""
    seen: set[str] = set()
    for warehouse in warehouses(view):
        named = [(f"$.warehouse.extracts[{i}].id", extract.id) for i, extract in enumerate(warehouse.extracts)]
        named += [(f"{where}.id", table.id) for where, table in tables(view)]
        for where, name in named:
            if name in seen:
                yield Fault(where=where, message=f'There are two extracts or tables "{name}". Rename one.')
            seen.add(name)
        for where, table in tables(view):
            own: set[str] = set()
            for j, column in enumerate(table.columns):
                if column.name in own:
                    yield Fault(where=f"{where}.columns[{j}].name", message=f'{table.id} has two columns "{column.name}". Rename one.')
                own.add(column.name)
