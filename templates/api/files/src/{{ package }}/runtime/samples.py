"""Values that a schema allows: always the same ones, as full as the schema lets them be.

Depends on: `openapi.py`, `schemas.py` and the package jsonschema-rs.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from jsonschema_rs import Draft202012Validator

if TYPE_CHECKING:
    from .openapi import Document, Schema
    from .schemas import Direction
    from .values import Json

DEEPEST = 6
"""Optional members further down than this are left out."""
MOST_MEMBERS = 400
MOST_WITHIN = 2
"""Alternatives within alternatives that are all weighed."""
LONGEST = 10_000
"""Characters of a text that is made up."""
BY_FORMAT = {
    "date-time": "2026-01-31T09:30:00Z",
    "date": "2026-01-31",
    "time": "09:30:00Z",
    "email": "sample@example.com",
    "uri": "https://example.com/sample",
    "url": "https://example.com/sample",
    "uuid": "00000000-0000-4000-8000-000000000001",
    "ipv4": "192.0.2.1",
    "decimal": "12.5",
}
BY_NAME = (
    ("email", "sample@example.com"),
    ("phone", "+4930123456"),
    ("country", "DE"),
    ("currency", "EUR"),
    ("language", "de"),
    ("url", "https://example.com/sample"),
    ("date", "2026-01-31T09:30:00Z"),
)
"""Words of a member's name for texts whose schema says no more."""
SHAPES = (
    "12", "12.50", "1234567890123", "123456789012345678", "a", "abc", "A", "AB", "ABC", "A1", "DE", "EUR", "2026-01-31", "2026-01-31T09:30:00Z",
    "2026-01-31 09:30:00", "2026-01-31 09:30:00.5", "2026-01", "2026", "31/01/2026", "09:30", "09:30:00", "sample@example.com", "example.com",
    "https://example.com/sample", "/sample", "+4930123456", "+12125550123", "00000000-0000-4000-8000-000000000001", "#ffffff", "192.0.2.1",
    "true", "1.0.0", "en-US", "P1D", "a_b", "a-b", "a:b", "a/b", "0a1b2c3d4e5f6071829304a5b6c7d8e9",
)  # fmt: skip
"""Texts to try where a schema asks for a pattern."""
PREFIX = re.compile(r"\^([A-Za-z_-]+)[\[\\]")
"""What a pattern begins with, such as `MG` of `^MG[0-9a-f]{32}$`."""
TIMED = ("_at", "date", "time", "created", "updated", "timestamp")
UNIX_SECONDS = 1769851800
"""2026-01-31 09:30 UTC."""


class Sampler:
    """Makes samples of one document's schemas."""

    def __init__(self, document: Document, direction: Direction) -> None:
        self._document = document
        self._hidden = "readOnly" if direction == "request" else "writeOnly"
        self._left = MOST_MEMBERS

    def sample(self, schema: Any, *, name: str = "") -> Json:
        """Return a value of this schema; *name* is the member that holds it."""
        self._left = MOST_MEMBERS
        return self._value(schema, name, 0, ())

    def _value(self, schema: Any, name: str, depth: int, above: tuple[int, ...]) -> Json:
        whole = self._document.resolve(schema)
        chosen = self._flat(whole, set())
        if "const" in chosen:
            return chosen["const"]  # type: ignore[no-any-return]
        allowed = [value for value in chosen.get("enum", []) if value is not None]
        if allowed:
            return next((value for value in allowed if value != ""), allowed[0])  # type: ignore[no-any-return]
        kind = _kind(chosen)
        if kind == "object":
            return self._object(chosen, depth, (*above, id(whole)))
        if kind == "array":
            return self._array(chosen, name, depth, (*above, id(whole)))
        return _scalar(chosen, kind, name)

    def _object(self, schema: Schema, depth: int, above: tuple[int, ...]) -> dict[str, Json]:
        required = set(schema.get("required", []))
        result: dict[str, Json] = {}
        for name, member in schema.get("properties", {}).items():
            whole = self._document.resolve(member)
            needed = name in required
            if member is False or (isinstance(member, dict) and member.get(self._hidden) is True) or whole.get(self._hidden) is True:
                continue
            self._left -= 1
            if id(whole) in above and not needed:
                continue
            if len(above) > DEEPEST * 3 or (not needed and (depth >= DEEPEST or self._left <= 0)):
                continue
            result[name] = self._value(member, name, depth + 1, above)
        unnamed = [name for name in required if name not in schema.get("properties", {})]
        return {**result, **{name: _scalar({}, "string", name) for name in sorted(unnamed)}}

    def _array(self, schema: Schema, name: str, depth: int, above: tuple[int, ...]) -> list[Json]:
        items = schema.get("items", {})
        fewest = schema.get("minItems", 0)
        if schema.get("maxItems") == 0 or (id(self._document.resolve(items)) in above and not fewest):
            return []
        if depth >= DEEPEST and not fewest:
            return []
        return [self._value(items, name.removesuffix("s"), depth + 1, above) for _ in range(min(max(1, int(fewest)), MOST_MEMBERS))]

    def _flat(self, schema: Schema, seen: set[int], within: int = 0) -> Schema:
        """Return the schema with its parts in one; of alternatives the first that tells most, deep within others the first."""
        if id(schema) in seen:
            return {}
        seen.add(id(schema))
        result = {key: value for key, value in schema.items() if key not in {"allOf", "oneOf", "anyOf"}}
        for part in schema.get("allOf", []):
            result = _joined(result, self._flat(self._document.resolve(part), seen, within))
        for word in ("oneOf", "anyOf"):
            if schema.get(word):
                weighed = schema[word] if within < MOST_WITHIN else schema[word][:1]
                branches = [self._flat(self._document.resolve(branch), set(seen), within + 1) for branch in weighed]
                result = _joined(result, max(branches, key=_telling))
        return result


def _joined(one: Schema, other: Schema) -> Schema:
    result = {**other, **one}
    if "properties" in one or "properties" in other:
        result["properties"] = {**other.get("properties", {}), **one.get("properties", {})}
    if "required" in one or "required" in other:
        result["required"] = [*one.get("required", []), *other.get("required", [])]
    return result


def _telling(schema: Schema) -> tuple[int, int]:
    """Rank alternatives: objects that name members, then lists, then plain values, an empty text last."""
    if schema.get("enum") == [""]:
        return (-1, 0)
    ranks = {"object": 2 if schema.get("properties") else 0, "array": 2}
    kind = _kind(schema)
    return (ranks.get(kind, 1), min(len(schema.get("properties", {})), 50))


def _kind(schema: Schema) -> str:
    kinds = schema.get("type")
    if isinstance(kinds, list):
        kinds = next((kind for kind in kinds if kind != "null"), "null")
    if isinstance(kinds, str):
        return kinds
    return "object" if schema.get("properties") else "array" if "items" in schema else "string"


def _scalar(schema: Schema, kind: str, name: str) -> Json:
    for known in (schema.get("example"), schema.get("default")):
        if known is not None and known != "" and _fits(known, schema, kind):
            return known  # type: ignore[no-any-return]
    if kind in {"integer", "number"}:
        return _number(schema, kind, name)
    if kind == "boolean":
        return True
    return None if kind == "null" else _text(schema, name)


def _fits(value: Any, schema: Schema, kind: str) -> bool:
    if kind == "boolean":
        return isinstance(value, bool)
    if isinstance(value, bool):
        return False
    if kind == "integer":
        return isinstance(value, int) and value == _bounded(schema, value)
    if kind == "number":
        return isinstance(value, int | float) and value == _bounded(schema, value)
    if not isinstance(value, str):
        return False
    if isinstance(schema.get("pattern"), str) and not _matches(schema["pattern"], value):
        return False
    if len(value) < schema.get("minLength", 0) or len(value) > schema.get("maxLength", len(value)):
        return False
    return schema.get("format") not in BY_FORMAT or _is_alike(value, BY_FORMAT[schema["format"]])


def _is_alike(value: str, model: str) -> bool:
    """Tell whether an example looks like its format: vendors' examples often do not."""
    return (len(value) >= len(model) - 1 and value[4:5] == "-") if model[:4].isdigit() else True


def _number(schema: Schema, kind: str, name: str) -> Json:
    timed = schema.get("format") in {"unix-time", "timestamp"} or name.lower().endswith(TIMED)
    value = _bounded(schema, UNIX_SECONDS if timed and schema.get("format") != "int32" else 12)
    step = schema.get("multipleOf")
    if isinstance(step, int | float) and step > 0 and value % step:
        value = step * (int(value / step) + 1)
    return int(value) if kind == "integer" or float(value).is_integer() else value


def _bounded(schema: Schema, value: float) -> float:
    lowest, highest = schema.get("minimum"), schema.get("maximum")
    if lowest is not None and (value < lowest or (value == lowest and schema.get("exclusiveMinimum") is True)):
        value = lowest + (1 if schema.get("exclusiveMinimum") is True else 0)
    if highest is not None and (value > highest or (value == highest and schema.get("exclusiveMaximum") is True)):
        value = highest - (1 if schema.get("exclusiveMaximum") is True else 0)
    return value


def _text(schema: Schema, name: str) -> str:
    """Return a text that fits format, lengths and pattern, told from the member's name where the schema leaves that open."""
    plain = _plain_text(schema, name)
    pattern = schema.get("pattern")
    if not isinstance(pattern, str):
        return plain
    prefix = PREFIX.match(pattern)
    shapes = ("".join(filter(str.isalnum, plain)), *SHAPES, *([f"{prefix[1]}{text}" for text in SHAPES] if prefix else []))
    tried = (plain, *(_sized(schema, text) for text in shapes))
    return next((text for text in tried if _matches(pattern, text)), plain)


def _plain_text(schema: Schema, name: str) -> str:
    shown = name.lower().replace("_", "")
    text = BY_FORMAT.get(schema.get("format", ""), "")
    text = text or next((value for word, value in BY_NAME if word in shown), f"sample {name.replace('_', ' ')}".strip())
    return _sized(schema, text)


def _sized(schema: Schema, text: str) -> str:
    shortest, longest = schema.get("minLength", 0), schema.get("maxLength")
    if isinstance(longest, int) and len(text) > longest:
        text = text[:longest].strip() or "x" * min(longest, 1)
    return text.ljust(min(shortest, LONGEST), text[-1:] or "x") if isinstance(shortest, int) else text


def _matches(pattern: str, text: str) -> bool:
    """Search by an engine whose time is bounded; a pattern that it cannot read is taken to match."""
    try:
        return Draft202012Validator({"pattern": pattern}).is_valid(text)
    except ValueError:
        return True
