"""Columns: their sources exist, their types hold what comes, amounts keep unit and currency."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from designer.check.evidence.near import did_you_mean, listed
from designer.check.rule import Fault, rule
from designer.check.rules.warehouse.named import column_source, columns, likely, missing, no_column, tables, warehouses
from designer.match.inference.notations import minor_places
from designer.model.design import source_parts
from designer.model.finding import Fix
from designer.model.transform import Cast, Coalesce, Constant, Copy, First, Join
from designer.names.text import words
from designer.transforms.types import input_problem, output_type

if TYPE_CHECKING:
    from collections.abc import Iterator

    from designer.check.lookup.view import View
    from designer.model.finding import Severity
    from designer.model.spec import Field
    from designer.model.warehouse import Column, ModelTable

GROUPS = {"text": "text", "integer": "numbers", "decimal": "numbers", "boolean": "truth values", "date": "days and moments",
          "timestamp": "days and moments", "json": "json"}  # fmt: skip
MOMENTS = frozenset({"date", "timestamp"})
NO_MOMENT = frozenset({"email", "uri", "url", "uuid", "ipv4", "ipv6", "hostname", "byte", "binary"})
NO_NUMBER = NO_MOMENT | {"date-time", "date"}
HOLDERS = frozenset({"object", "array"})
NUMBERS = frozenset({"integer", "number"})
NUMBER, DAY = re.compile(r"[-+]?\d+(?:\.\d+)?$"), re.compile(r"\d{4}-\d\d(?:-\d\d)?")
MONEY = frozenset({"amount", "total", "price", "revenue", "sum", "paid", "due", "refunded", "subtotal", "cost", "fee", "tax", "balance"})


@rule("WH905")
def column_sources_exist(view: View) -> Iterator[Fault]:
    """Fill columns from extracts and tables that are there, and from fields that they hold; a column without confidence waits for one."""
    for warehouse in warehouses(view):
        extracts = {extract.id: extract for extract in warehouse.extracts}
        named = {table.id: table for table in warehouse.tables}
        for place in columns(view):
            for k, source in enumerate(place.column.sources):
                where = f"{place.where}.sources[{k}]"
                name, path = source_parts(source)
                if name in extracts:
                    yield from missing(where, column_source(view, extracts, source), value=f"{name}:{{}}".format)
                elif name in named:
                    yield from no_column(where, named[name], path, value=f"{name}:{{}}".format)
                else:
                    near = did_you_mean(name, [*extracts, *named])
                    fix = likely(where, name, [*extracts, *named], value=f"{{}}:{path}".format)
                    yield Fault(where=where, message=f'There is no extract or table "{name}".{near}', fix=fix)
            if not place.column.sources and place.column.confidence and not isinstance(place.column.transform, Constant):
                message = f"{place.table.id}.{place.column.name} is filled from nothing. Give it a source or a constant, or remove it."
                yield Fault(where=f"{place.where}.sources", message=message)


@rule("WH911")
def column_transform_can_read(view: View) -> Iterator[Fault]:
    """Give a column's transform the sources and parameters that it can work with."""
    for warehouse in warehouses(view):
        extracts = {extract.id: extract for extract in warehouse.extracts}
        for place in columns(view):
            spots = [column_source(view, extracts, source) for source in place.column.sources]
            problem = input_problem(place.column.transform, tuple(spot.field for spot in spots))
            if problem and spots and all(spot.state in {"known", "unknown"} for spot in spots):
                message = f"`{place.column.transform.name}` {problem}."
                yield Fault(where=f"{place.where}.transform", message=message, spec=spots[0].place)


@rule("WH918", severity="warning")
def column_holds_one_value(view: View) -> Iterator[Fault]:
    """Fill a column with one value of a record: what lies in a list comes several times, and belongs into a table of its own."""
    for warehouse in warehouses(view):
        extracts = {extract.id for extract in warehouse.extracts}
        for place in columns(view):
            column = place.column
            if isinstance(column.transform, First | Join) or column.type == "json":
                continue
            for k, source in enumerate(column.sources):
                name, path = source_parts(source)
                if name in extracts and "[]" in path:
                    message = f"{path} lies in a list, so a record has several values for {column.name}."
                    ending = "Take the first, join them, or name the list as nested and read its table."
                    yield Fault(where=f"{place.where}.sources[{k}]", message=f"{message} {ending}")


@rule("WH920")
def columns_that_meet_are_alike(view: View) -> Iterator[Fault]:
    """Lay only columns of one kind under one another: numbers under numbers, moments under moments."""
    for warehouse in warehouses(view):
        kinds = {(table.id, column.name): GROUPS[column.type] for table in warehouse.tables for column in table.columns}
        for place in columns(view):
            column = place.column
            if not isinstance(column.transform, Copy | Coalesce) or column.type == "json":
                continue
            met = {source: kinds[key] for source in column.sources if (key := source_parts(source)) in kinds}
            fitting = {GROUPS[column.type], "json"} | ({"numbers"} if column.type == "text" else set())  # a number is written as a text
            odd = [source for source, kind in met.items() if kind not in fitting]
            if not odd or (place.table.rows == "group" and GROUPS[column.type] == "numbers"):  # a count of rows counts anything
                continue
            told = f"{place.table.id}.{column.name} holds {GROUPS[column.type]}, and {odd[0].replace(':', '.')} holds {met[odd[0]]}."
            is_sure = len(set(met.values()) - {"text", "json"}) > 1  # a database makes a text of anything, but no moment of a number
            severity: Severity = "error" if is_sure and column.type != "text" else "warning"
            yield Fault(where=f"{place.where}.sources", message=f"{told} Give both the same type.", severity=severity)


@rule("WH921")
def column_type_holds_what_comes(view: View) -> Iterator[Fault]:
    """Give a column the type of what the transform makes of its field: a Unix time is no timestamp until it is made one."""
    for warehouse in warehouses(view):
        extracts = {extract.id: extract for extract in warehouse.extracts}
        for place in columns(view):
            spots = [column_source(view, extracts, source) for source in place.column.sources]
            if not spots or any(spot.state != "known" for spot in spots):
                continue
            made = output_type(place.column.transform, tuple(spot.field for spot in spots))
            found = _misfit(place.column, made)
            if found:
                severity, problem = found
                yield Fault(where=f"{place.where}.type", message=problem, spec=spots[0].place, severity=severity)


def _misfit(column: Column, made: Field) -> tuple[Severity, str] | None:
    """Return why a type does not hold what comes, and how sure it is."""
    kinds = set(made.types) - {"null"}
    if not kinds:
        return None
    what = f"{column.name} is {_article(column.type)}, and {_comes(made)} comes"
    if column.type in MOMENTS and kinds <= NUMBERS:
        return "error", f"{what}. Make a moment of it with `date_format` from `unix_s` or `unix_ms`."
    if _never_fits(column.type, kinds, made.format, is_listed=bool(made.enum)):
        return "error", f"{what}. Change the type."
    if kinds == {"string"} and made.enum and (odd := _unfit(column.type, made)):
        return "error", f"{column.name} is {_article(column.type)}, and {listed(odd, most=3)} can come. Change the type."
    if column.type == "integer" and kinds == {"number"}:
        return "warning", f"{what}, which can have decimal places. Use decimal."
    if column.type != "json" and kinds <= HOLDERS:
        return "error", f"{what}. Use json, or read a field inside it."
    return None


def _never_fits(kind: str, kinds: set[str], notation: str, *, is_listed: bool) -> bool:
    """Tell whether no value of these JSON types and notation can stand in a column of this type."""
    if kind in MOMENTS:
        return kinds <= {"boolean"} or (kinds == {"string"} and notation in NO_MOMENT)
    if kind in {"integer", "decimal"}:
        return kinds <= {"boolean"} or (kinds == {"string"} and notation in NO_NUMBER)
    return kind == "boolean" and kinds <= NUMBERS | {"string"} and not is_listed and notation in NO_NUMBER


def _unfit(kind: str, made: Field) -> list[str]:
    """Return the listed values that a column of numbers or moments cannot hold."""
    pattern = NUMBER if kind in {"integer", "decimal"} else DAY if kind in MOMENTS else None
    return [str(value) for value in made.enum if value is not None and not pattern.match(str(value))] if pattern else []


def _article(kind: str) -> str:
    return f"an {kind}" if kind[0] in "aeiou" else f"a {kind}"


def _comes(made: Field) -> str:
    kinds = sorted(set(made.types) - {"null"})
    return f"{listed(kinds)} ({made.format})" if made.format else listed(kinds)


@rule("WH926", severity="warning")
def currencies_are_not_summed(view: View) -> Iterator[Fault]:
    """Group amounts by their currency before they are summed: dollars and yen make no total."""
    for warehouse in warehouses(view):
        named = {table.id: table for table in warehouse.tables}
        for where, table in tables(view):
            if table.rows != "group":
                continue
            for j, column in enumerate(table.columns):
                source = named.get(source_parts(column.sources[0])[0]) if column.sources else None
                currency = _currency(source) if source else ""
                if source is None or not currency or column.name in table.keys or not _is_money(column):
                    continue
                by = (one for one in table.columns if one.name in table.keys)
                if not any(f"{source.id}:{currency}" in one.sources for one in by):
                    told = f"{column.name} sums amounts of {source.id} over rows whose {currency} differs"
                    yield Fault(where=f"{where}.columns[{j}]", message=f"{told}. Add {currency} to the keys of {table.id}.")


def _currency(table: ModelTable) -> str:
    return next((column.name for column in table.columns if "currency" in words(column.name) and column.type == "text"), "")


def _is_money(column: Column) -> bool:
    return column.type == "decimal" and bool(MONEY.intersection(words(column.name)))


@rule("WH927", severity="warning")
def cents_become_units(view: View) -> Iterator[Fault]:
    """Turn amounts in the smallest unit of a currency (cents) into units before they stand in a decimal column."""
    for warehouse in warehouses(view):
        extracts = {extract.id: extract for extract in warehouse.extracts}
        for place in columns(view):
            column = place.column
            if column.type != "decimal" or not isinstance(column.transform, Copy | Cast) or len(column.sources) != 1:
                continue
            spot = column_source(view, extracts, column.sources[0])
            if spot.state == "known" and minor_places(spot.field) and set(spot.field.types) & NUMBERS:
                told = f"{spot.path} counts in the smallest unit of the currency, and {column.name} is a decimal."
                fix = Fix(where=f"{place.where}.transform", words="divide by 100", value={"name": "scale", "factor": "0.01"}, certain=False)
                yield Fault(where=f"{place.where}.transform", message=f"{told} Divide it with `scale`.", spec=spot.place, fix=fix)
