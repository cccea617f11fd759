"""What the rules of a warehouse share: its parts with their places, what a path of an extract leads to, where a column comes from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from designer.check.evidence.near import did_you_mean, nearest
from designer.check.lookup.sources import in_content
from designer.check.lookup.view import Spot
from designer.check.rule import Fault
from designer.model.design import source_parts
from designer.model.finding import Fix
from designer.names.path import PathError, join, parse_path

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from designer.check.lookup.view import View
    from designer.model.scalars import Json
    from designer.model.spec import Operation
    from designer.model.warehouse import Column, Extract, ModelTable, Warehouse


@dataclass(frozen=True, slots=True)
class ColumnPlace:
    """A column with its place and its table."""

    where: str
    table: ModelTable
    column: Column


def warehouses(view: View) -> Iterator[Warehouse]:
    """Yield the warehouse of the design, if it has one."""
    if view.design.warehouse is not None:
        yield view.design.warehouse


def extracts(view: View) -> Iterator[tuple[str, Extract]]:
    """Yield each extract with its place."""
    for warehouse in warehouses(view):
        for i, extract in enumerate(warehouse.extracts):
            yield f"$.warehouse.extracts[{i}]", extract


def tables(view: View) -> Iterator[tuple[str, ModelTable]]:
    """Yield each table with its place."""
    for warehouse in warehouses(view):
        for i, table in enumerate(warehouse.tables):
            yield f"$.warehouse.tables[{i}]", table


def columns(view: View) -> Iterator[ColumnPlace]:
    """Yield each column of each table."""
    for where, table in tables(view):
        for j, column in enumerate(table.columns):
            yield ColumnPlace(f"{where}.columns[{j}]", table, column)


def extract_operation(view: View, extract: Extract) -> Operation | None:
    """Return the list operation of an extract."""
    return view.operation(extract.system, extract.operation)


def record(view: View, extract: Extract, path: str, *, items: str | None = None) -> Spot:
    """Return what stands at *path* of one record of an extract."""
    operation = extract_operation(view, extract)
    if operation is None:
        return Spot(path=path, state="unknown")
    below = extract.items if items is None else items
    try:
        parse_path(join(below, path))
    except PathError as problem:
        return Spot(path=path, state="missing", owner=operation.key, why=str(problem))
    owner = f"{operation.system}'s {operation.key}"
    return in_content(view, operation.success, path, owner=owner, is_told=operation.in_spec, items=below)


def column_source(view: View, extracts_by_id: dict[str, Extract], source: str) -> Spot:
    """Return what a column's source leads to: a place of a record; what lies in a table is not looked at."""
    name, path = source_parts(source)
    if name not in extracts_by_id:
        return Spot(path=path, state="unknown")
    if (name, path) not in view.recorded:
        view.recorded[name, path] = record(view, extracts_by_id[name], path)
    return view.recorded[name, path]


def likely(where: str, wrong: str, known: Iterable[str], *, value: Callable[[str], Json] = str) -> Fix | None:
    """Return the change that sets what a wrong name was probably meant to be, offered and never made by itself."""
    near = nearest(wrong, known)
    return Fix(where=where, words=f"read `{near}`", value=value(near), certain=False) if near else None


def missing(where: str, spot: Spot, *, value: Callable[[str], Json] = str) -> Iterator[Fault]:
    """Yield the fault of a path that leads nowhere; *value* makes what stands in the design of a path."""
    if spot.state == "missing":
        ending = f": {spot.why}." if spot.why else f".{did_you_mean(spot.path, spot.known())}"
        fix = None if spot.why else likely(where, spot.path, spot.known(), value=value)
        yield Fault(where=where, message=f'{spot.owner} has no "{spot.path}"{ending}', spec=spot.place, fix=fix)


def no_column(where: str, table: ModelTable, name: str, *, value: Callable[[str], Json] = str) -> Iterator[Fault]:
    """Yield the fault of a name that is no column; *value* makes what stands in the design of a name."""
    names = [column.name for column in table.columns]
    if name not in names:
        message = f'The table {table.id} has no column "{name}".{did_you_mean(name, names)}'
        yield Fault(where=where, message=message, fix=likely(where, name, names, value=value))


class Origins:
    """Where the columns of a warehouse come from, through tables to the extracts."""

    def __init__(self, warehouse: Warehouse) -> None:
        """Index extracts and tables by their id."""
        self.extracts = {extract.id: extract for extract in warehouse.extracts}
        self.tables = {table.id: table for table in warehouse.tables}

    def column(self, source: str) -> Column | None:
        """Return the column that a source names in a table."""
        name, path = source_parts(source)
        table = self.tables.get(name)
        return next((column for column in table.columns if column.name == path), None) if table else None

    def sources(self, column: Column, *, past: type | None = None) -> tuple[str, ...]:
        """Return the extracts' sources that feed a column, each once; *past*: only by ways on which no column has this transform."""
        return tuple(dict.fromkeys(source for source, earlier in self._walked(column, past) if earlier is None))

    def is_joined(self, column: Column) -> bool:
        """Tell whether more than one way leads from a column back to an extract."""
        ways: dict[str, int] = {}

        def ways_of(one: Column) -> int:
            return sum(1 if source_parts(source)[0] in self.extracts else ways.get(source, 0) for source in one.sources)

        for source, earlier in self._walked(column):
            if earlier is not None:
                ways[source] = min(ways_of(earlier), 2)
        return ways_of(column) > 1

    def _walked(self, column: Column, past: type | None = None) -> Iterator[tuple[str, Column | None]]:
        """Yield each extract's source on the way down, and each source that is a column, with it, after all below it.

        A column is gone through once, however many ways lead to it: their number doubles with each table.
        """
        seen: set[str] = set()
        waiting = [] if past and isinstance(column.transform, past) else [("", column, iter(column.sources))]
        while waiting:
            here, told, left = waiting[-1]
            source = next(left, None)
            if source is None:
                waiting.pop()
                if here:
                    yield here, told
            elif source_parts(source)[0] in self.extracts:
                yield source, None
            elif source not in seen:
                seen.add(source)
                earlier = self.column(source)
                if earlier is not None and not (past and isinstance(earlier.transform, past)):
                    waiting.append((source, earlier, iter(earlier.sources)))

    def systems(self, column: Column) -> tuple[str, ...]:
        """Return the ids of the systems that feed a column, each once."""
        found = (self.extracts[source_parts(source)[0]].system for source in self.sources(column))
        return tuple(dict.fromkeys(found))
