"""One value that a field's schema allows, for tests of a starter whose setting is not answered yet."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from designer.model.scalars import Scalar
    from designer.model.spec import Field

NOT_TEXT: tuple[Literal["boolean", "integer", "number"], ...] = ("boolean", "integer", "number")
LONGEST = 10_000
"""Characters of a text that is made up."""
BY_FORMAT = {
    "date-time": "2026-01-31T09:30:00Z",
    "date": "2026-01-31",
    "email": "sample@example.com",
    "uri": "https://example.com/sample",
    "url": "https://example.com/sample",
    "uuid": "00000000-0000-4000-8000-000000000001",
    "ipv4": "192.0.2.1",
}


def sample(field: Field) -> Scalar:
    """Return a value that fits type, enum, format, length and bounds; a pattern is met only where the example or default meets it."""
    if field.enum:
        return next((value for value in field.enum if value is not None), None)
    for known in (field.example, field.default):
        if isinstance(known, str | int | float | bool) and _fits(known, field):
            return known
    if "boolean" in field.types:
        return False
    if "integer" in field.types or "number" in field.types:
        return _number(field)
    return _text(field)


def scalar_type(field: Field) -> Literal["string", "integer", "number", "boolean"]:
    """Return the JSON type in which a setting for this field is kept."""
    return next((kind for kind in NOT_TEXT if kind in field.types and "string" not in field.types), "string")


def _fits(value: Scalar, field: Field) -> bool:
    kinds = {bool: "boolean", int: "integer", float: "number", str: "string"}
    kind = kinds[type(value)]
    return not field.types or kind in field.types or (kind == "integer" and "number" in field.types)


def _number(field: Field) -> int | float:
    lowest = field.minimum if field.minimum is not None else 1
    value = max(lowest, 1) if field.maximum is None or field.maximum >= 1 else field.maximum
    return int(value) if float(value).is_integer() else value


def _text(field: Field) -> str:
    text = BY_FORMAT.get(field.format, "sample")
    if field.min_length and len(text) < field.min_length:
        text = text.ljust(min(field.min_length, LONGEST), "0")
    return text[: field.max_length] if field.max_length else text
