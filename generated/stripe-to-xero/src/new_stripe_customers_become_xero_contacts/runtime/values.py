"""Plain JSON values as the transforms read them: what is empty, how a value is told in a message, numbers without loss.

Depends on: the standard library.
"""

from __future__ import annotations

import re
from decimal import Context, Decimal

Scalar = None | bool | int | float | str
Json = Scalar | list["Json"] | dict[str, "Json"]

LONGEST_SHOWN = 20
"""Characters of a value in an error message, at most."""
DECIMAL_NOTATION = re.compile(r"[+-]?\d+(\.\d+)?([eE][+-]?\d{1,3})?", re.ASCII)
EXACT = Context(prec=2400)


class TransformError(ValueError):
    """A value that a transform cannot read: its name, the value's shape, what is expected."""

    def __init__(self, transform: str, shape: str, expected: str) -> None:
        """Keep the parts for whoever files the event among the dead letters."""
        super().__init__(f"{transform}: {shape}; expected {expected}")
        self.transform = transform
        self.shape = shape
        self.expected = expected


def is_empty(value: Json) -> bool:
    """Tell whether there is nothing to send: null or an empty text."""
    return value is None or value == ""


def shape(value: Json) -> str:
    """Describe a value without telling it: letters as `a`, digits as `9`, at most 20 characters."""
    if isinstance(value, list):
        return f"a list of {len(value)}"
    if isinstance(value, dict):
        return f"an object with {len(value)} members"
    if isinstance(value, str):
        masked = "".join("9" if c.isdigit() else "a" if c.isalpha() else c for c in value[:LONGEST_SHOWN])
        return f"a text like {masked!r}" + (f" ({len(value)} characters)" if len(value) > LONGEST_SHOWN else "")
    return {bool: "a boolean", int: "an integer", float: "a number"}.get(type(value), "null")


def text(value: Json, *, transform: str = "text") -> str:
    """Write a scalar as text: numbers without exponent, booleans as in JSON."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, float):
        return plain(Decimal(repr(value)))
    raise TransformError(transform, shape(value), "a single value")


def same(one: Scalar, other: Json) -> bool:
    """Compare as JSON does: true is not 1."""
    return one == other and isinstance(one, bool) == isinstance(other, bool)


def told(value: Json) -> str:
    """Name a value of a closed list, which is nobody's secret."""
    return shape(value) if isinstance(value, list | dict) else f"{text(value)[:LONGEST_SHOWN]!r} is not known"


def decimal(value: Json, *, transform: str) -> Decimal:
    """Read a number, or a text that is one, without passing through a binary float."""
    written = value.strip() if isinstance(value, str) else repr(value)
    if isinstance(value, bool | list | dict) or not DECIMAL_NOTATION.fullmatch(written):
        raise TransformError(transform, shape(value), "a number")
    return Decimal(written)


def number(value: Decimal) -> int | float:
    """Return the JSON number nearest to the value."""
    return int(value) if value == value.to_integral_value() else float(value)


def plain(value: Decimal) -> str:
    """Write a number without exponent and without zeros that say nothing."""
    written = format(value, "f")
    return written.rstrip("0").rstrip(".") if "." in written else written
