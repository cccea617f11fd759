"""The schema that sample records show: types seen, formats recognised, what is always there; never more than the sample tells."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from designer.specs.schemas.keywords import type_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from designer.model.scalars import Json

FORMATS = (
    ("date-time", re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d+)?)?( ?(Z|[+-]\d\d:?\d\d))?$")),
    ("date", re.compile(r"\d{4}-\d\d-\d\d$")),
    ("email", re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+$")),
    ("uri", re.compile(r"https?://\S+$")),
    ("uuid", re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$")),
)

DEEPEST = 64
"""Levels of a record that are read: what lies deeper may be anything."""


def infer_schema(values: Sequence[Json], *, depth: int = 0) -> dict[str, Json]:
    """Return the schema of values seen at one place. A member seen everywhere is not called required: a sample cannot tell."""
    types = sorted({type_of(value) for value in values} - {"null"})
    if types == ["integer", "number"]:
        types = ["number"]
    nullable = any(value is None for value in values)
    schema: dict[str, Any] = {}
    if depth > DEEPEST:
        return schema
    if types:
        named: list[str] = [*types, "null"] if nullable else types
        schema["type"] = named[0] if len(named) == 1 else named
    _add_object(schema, [value for value in values if isinstance(value, dict)], depth + 1)
    lists = [value for value in values if isinstance(value, list)]
    if lists:
        schema["items"] = infer_schema([item for value in lists for item in value], depth=depth + 1)
    _add_scalar(schema, [value for value in values if value is not None and not isinstance(value, dict | list)])
    return schema


def _add_object(schema: dict[str, Any], objects: list[dict[str, Json]], depth: int) -> None:
    if not objects:
        return
    members: dict[str, list[Json]] = {}
    for value in objects:
        for name, member in value.items():
            members.setdefault(name, []).append(member)
    schema["properties"] = {name: infer_schema(values, depth=depth) for name, values in members.items()}


def _add_scalar(schema: dict[str, Any], scalars: list[Json]) -> None:
    if not scalars:
        return
    schema["example"] = scalars[0]
    texts = [value for value in scalars if isinstance(value, str) and value]
    if texts and len(texts) == len([value for value in scalars if value != ""]):
        found = next((name for name, pattern in FORMATS if all(pattern.match(value) for value in texts)), None)
        if found:
            schema["format"] = found
