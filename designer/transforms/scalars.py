"""Scalars as the starter's run-time transforms read and write them, for constants and value lists known beforehand."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from designer.model.scalars import Scalar

NUMBER = re.compile(r"[+-]?\d+(\.\d+)?([eE][+-]?\d{1,3})?", re.ASCII)
TRUE_WORDS = frozenset({"true", "yes", "1"})
FALSE_WORDS = frozenset({"false", "no", "0"})
FORMATS = {
    "date": re.compile(r"\d{4}-\d{2}-\d{2}"),
    "date-time": re.compile(r"\d{4}-\d{2}-\d{2}[Tt ]\d{2}:\d{2}:\d{2}(\.\d+)?([Zz]|[+-]\d{2}:?\d{2})"),
    "email": re.compile(r"[^@\s]+@[^@\s]+"),
    "uuid": re.compile(r"[0-9a-fA-F]{8}(-?[0-9a-fA-F]{4}){3}-?[0-9a-fA-F]{12}"),
    "uri": re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:\S+"),
    "ipv4": re.compile(r"\d{1,3}(\.\d{1,3}){3}"),
}
"""Formats whose notation is certain; for any other a value is given the benefit of the doubt."""
NOTATIONS = frozenset({"iso", "date", "unix_s", "unix_ms"})


def text(value: Scalar) -> str:
    """Write a scalar as text: numbers without exponent, booleans as in JSON, null as the empty text."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        written = format(Decimal(repr(value)), "f")
        return written.rstrip("0").rstrip(".") if "." in written else written
    return str(value)


def cast(value: Scalar, to: str) -> Scalar:
    """Read a scalar as another JSON type. Raises ValueError where it cannot be read as one."""
    if to == "string":
        return text(value)
    written = text(value).strip()
    if to == "boolean":
        word = written.lower()
        if word not in TRUE_WORDS | FALSE_WORDS:
            raise ValueError(word)
        return word in TRUE_WORDS
    read = Decimal(str(int(value))) if isinstance(value, bool) else Decimal(written if NUMBER.fullmatch(written) else "NaN")
    if read.is_nan() or (to == "integer" and read != read.to_integral_value()):
        raise ValueError(written)
    return int(read) if read == read.to_integral_value() else float(read)


def json_type(value: Scalar) -> str:
    """Return the JSON type of a scalar; a whole number is an `integer`, as JSON Schema counts it."""
    if isinstance(value, float):
        return "integer" if value.is_integer() else "number"
    return {bool: "boolean", int: "integer", str: "string"}.get(type(value), "null")


def json_types(values: Iterable[Scalar]) -> tuple[str, ...]:
    """Return the types of several values in order, without null."""
    return tuple(dict.fromkeys(kind for kind in map(json_type, values) if kind != "null"))


def same(one: Scalar, other: Scalar) -> bool:
    """Compare as JSON does: true is not 1."""
    return one == other and isinstance(one, bool) == isinstance(other, bool)


def is_empty(value: Scalar) -> bool:
    """Tell whether there is nothing to send: null or an empty text."""
    return value is None or value == ""


def fits_format(value: Scalar, name: str) -> bool:
    """Tell whether a value is written in a format of JSON Schema; formats bind texts alone."""
    notation = FORMATS.get(name)
    return notation is None or not isinstance(value, str) or notation.fullmatch(value) is not None
