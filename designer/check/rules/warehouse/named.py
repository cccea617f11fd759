"""What the rules of a warehouse share: its parts with their places, what a path of an extract leads to, where a column comes from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from designer.check.near import did_you_mean, nearest
from designer.check.rule import Fault
from designer.check.sources import in_content
from designer.check.view import Spot
from designer.model.design import source_parts
from designer.model.finding import Fix
from designer.names.path import PathError, join, parse_path

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from designer.check.view import View
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

    def chains(self, column: Column, *, seen: tuple[str, ...] = ()) -> Iterator[tuple[tuple[Column, ...], str]]:
        """Yield each way from a column back to an extract: the columns passed, this one first, and the extract's source."""
        for source in column.sources:
            name, _ = source_parts(source)
            if name in self.extracts:
                yield (column,), source
            elif source not in seen and (earlier := self.column(source)) is not None:
                for passed, origin in self.chains(earlier, seen=(*seen, source)):
                    yield (column, *passed), origin

    def systems(self, column: Column) -> tuple[str, ...]:
        """Return the ids of the systems that feed a column, each once."""
        found = (self.extracts[source_parts(origin)[0]].system for _, origin in self.chains(column))
        return tuple(dict.fromkeys(found))
