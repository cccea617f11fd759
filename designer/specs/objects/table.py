"""The schema of one row of a CSV export: columns, and the types that all their values allow."""

from __future__ import annotations

import csv
import io
import itertools
import re
from collections import Counter
from typing import TYPE_CHECKING, Any

from designer.errors import DescriptionError
from designer.specs.objects.infer import infer_schema

if TYPE_CHECKING:
    from designer.model.scalars import Json

ROWS = 2000
"""Rows read: enough to know a column's type."""
COLUMNS = 10_000
INTEGER = re.compile(r"-?(0|[1-9]\d{0,17})$")
NUMBER = re.compile(r"-?(0|[1-9]\d*)(\.\d+)?$")


def table_schema(text: str, *, file: str) -> dict[str, Json]:
    """Return the schema of a row. Raises DescriptionError where there is no header or no row to learn from."""
    rows = csv.reader(io.StringIO(text), delimiter=_delimiter(text))
    try:
        header = [name.strip() for name in next(rows, [])]
        read = list(itertools.islice(rows, ROWS))
    except csv.Error as wrong:
        raise DescriptionError(
            f"{file}, line {rows.line_num}", f"no table: {wrong}", next_step="Export the table again, as CSV."
        ) from wrong
    _refuse_header(header, file)
    columns: dict[str, list[str]] = {name: [] for name in header if name}
    for row in read:
        for name, value in zip(header, row, strict=False):
            if name:
                columns[name].append(value.strip())
    return {"type": "object", "properties": {name: _column(values) for name, values in columns.items()}}


def _refuse_header(header: list[str], file: str) -> None:
    if not any(header):
        raise DescriptionError(f"{file}, line 1", "no column names", next_step="Put the names of the columns into the first line.")
    if len(header) > COLUMNS:
        raise DescriptionError(f"{file}, line 1", f"more than {COLUMNS:,} columns", next_step="Give a table of the columns that count.")
    twice = sorted(name for name, count in Counter(header).items() if name and count > 1)
    if twice:
        raise DescriptionError(f"{file}, line 1", f"the column {twice[0]!r} stands twice", next_step="Give each column a name of its own.")


def _delimiter(text: str) -> str:
    first = text.split("\n", 1)[0]
    return max(",;\t|", key=lambda mark: (first.count(mark), mark == ","))


def _column(values: list[str]) -> dict[str, Any]:
    """Return a column's schema; an empty cell makes it nullable, a leading zero keeps digits a text (a postal code)."""
    given = [value for value in values if value]
    typed = _typed(given)
    schema: dict[str, Any] = infer_schema([typed(value) for value in given]) if given else {"type": "string"}
    schema.pop("example", None)
    if given:
        schema["example"] = typed(given[0])
    if len(given) < len(values):
        schema["type"] = [*([schema["type"]] if isinstance(schema["type"], str) else schema["type"]), "null"]
    return schema


def _typed(values: list[str]) -> Any:
    if all(INTEGER.match(value) for value in values):
        return int
    if all(NUMBER.match(value) for value in values):
        return float
    if all(value.lower() in ("true", "false") for value in values):
        return lambda value: value.lower() == "true"
    return str
