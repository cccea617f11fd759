"""A schema of any dialect as a JSON Schema of draft 2020-12 that stands alone, read strictly: what it does not name is refused.

A schema that names members takes no others, unless it says that it does (`additionalProperties`, a member-less alternative). In a
request read-only members are refused and never required. Alternatives (`oneOf`) may overlap, as vendors' often do.

Depends on: `openapi.py` and the standard library.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from .openapi import Document, Schema

Direction = Literal["request", "answer"]
NUMBERS = ("minLength", "maxLength", "minItems", "maxItems", "minProperties", "maxProperties")
KNOWN_TYPES = {"string", "integer", "number", "boolean", "object", "array", "null"}
BRANCHES = ("allOf", "anyOf", "oneOf")
STRAY_BRACE = re.compile(r"(?<!\\)(?<!\\[pPux])\{(?!\d+(?:,\d*)?\})")


def standard(document: Document, schema: Any, *, direction: Direction, strict: bool = True) -> Schema:
    """Return the schema on its own; *strict* refuses members that it does not name."""
    return _Export(document, direction, strict=strict).export(schema)


class _Export:
    """The definitions gathered while one schema is written out."""

    def __init__(self, document: Document, direction: Direction, *, strict: bool) -> None:
        self._document = document
        self._direction = direction
        self._strict = strict
        self._names: dict[tuple[str, bool], str] = {}
        self._waiting: list[tuple[str, str, bool]] = []

    def export(self, schema: Any) -> Schema:
        root = self._convert(schema, closed=True)
        definitions: Schema = {}
        while self._waiting:
            name, reference, closed = self._waiting.pop()
            definitions[name] = self._convert(self._document.resolve({"$ref": reference}), closed=closed)
        return {"allOf": [root], "$defs": definitions} if definitions else {"allOf": [root]}

    def _convert(self, schema: Any, *, closed: bool) -> Any:
        """Convert one schema; *closed* is false in a branch of an alternative, whose members the whole must allow."""
        if not isinstance(schema, dict):
            return schema if isinstance(schema, bool) else True
        if isinstance(schema.get("$ref"), str):
            result: Schema = {"$ref": self._reference(schema["$ref"], closed=closed)}
        else:
            result = {**_values(schema), **self._parts(schema)}
            # Vendors forbid other members in each part of an `allOf`, which no object could meet: the whole forbids them instead.
            if closed and (schema.get("additionalProperties") is False or (self._strict and self._is_closed(schema))):
                result["unevaluatedProperties"] = False
        return _with_null(result, schema)

    def _parts(self, schema: Schema) -> Schema:
        result: Schema = {}
        properties = schema.get("properties")
        if isinstance(properties, dict):
            result["properties"] = {name: self._member(one) for name, one in properties.items()}
        required = schema.get("required")
        if isinstance(required, list):
            known = properties if isinstance(properties, dict) else {}
            result["required"] = [name for name in required if isinstance(name, str) and not self._is_one_way(known.get(name))]
        for word in BRANCHES:
            if isinstance(schema.get(word), list) and schema[word]:
                name = "allOf" if word == "allOf" else "anyOf"
                converted = [self._convert(branch, closed=False) for branch in schema[word]]
                result.setdefault("allOf", []).append({name: converted})
        result |= self._items(schema.get("items"))
        for word in ("additionalProperties", "not"):
            if isinstance(schema.get(word), dict) or schema.get(word) is True:
                result[word] = self._convert(schema[word], closed=word == "additionalProperties")
        return result

    def _items(self, items: Any) -> Schema:
        if isinstance(items, list):
            return {"prefixItems": [self._convert(item, closed=True) for item in items]}
        return {"items": self._convert(items, closed=True)} if isinstance(items, dict | bool) else {}

    def _member(self, schema: Any) -> Any:
        if self._direction == "request" and self._says(schema, "readOnly"):
            return False
        return self._convert(schema, closed=True)

    def _is_one_way(self, schema: Any) -> bool:
        return self._says(schema, "readOnly" if self._direction == "request" else "writeOnly")

    def _says(self, schema: Any, word: str) -> bool:
        return isinstance(schema, dict) and (schema.get(word) is True or self._document.resolve(schema).get(word) is True)

    def _reference(self, reference: str, *, closed: bool) -> str:
        key = (reference, closed)
        if key not in self._names:
            self._names[key] = f"s{len(self._names)}"
            self._waiting.append((self._names[key], *key))
        return f"#/$defs/{self._names[key]}"

    def _is_closed(self, schema: Schema) -> bool:
        """Tell whether the schema names its members and no part of it lets others in."""
        parts = list(self._components(schema, set()))
        return any(part.get("properties") for part in parts) and not any(_lets_others_in(part) for part in parts)

    def _components(self, schema: Any, seen: set[int]) -> list[Schema]:
        whole = self._document.resolve(schema)
        if id(whole) in seen:
            return []
        seen.add(id(whole))
        branches = [branch for word in BRANCHES if isinstance(whole.get(word), list) for branch in whole[word]]
        return [whole, *(part for branch in branches for part in self._components(branch, seen))]


def _lets_others_in(part: Schema) -> bool:
    additional = part.get("additionalProperties")
    if additional is True or isinstance(additional, dict) or part.get("patternProperties"):
        return True
    plain = not part.get("properties") and not any(part.get(word) for word in BRANCHES)
    return plain and additional is not False and (part.get("type") == "object" or not part.keys() - {"description", "title"})


def _values(schema: Schema) -> Schema:
    """Return the keywords that hold plain values, mended where a dialect or a vendor writes them otherwise."""
    result = {word: schema[word] for word in NUMBERS if isinstance(schema.get(word), int) and not isinstance(schema[word], bool)}
    types = [schema["type"]] if isinstance(schema.get("type"), str) else schema.get("type")
    if isinstance(types, list) and types and set(types) <= KNOWN_TYPES:
        result["type"] = list(types)
    if isinstance(schema.get("enum"), list) and schema["enum"]:
        result["enum"] = list(schema["enum"])
    if "const" in schema:
        result["const"] = schema["const"]
    if isinstance(schema.get("pattern"), str) and _is_pattern(schema["pattern"]):
        result["pattern"] = schema["pattern"]
    if _is_number(schema.get("multipleOf")) and schema["multipleOf"] > 0:
        result["multipleOf"] = schema["multipleOf"]
    for word, exclusive in (("minimum", "exclusiveMinimum"), ("maximum", "exclusiveMaximum")):
        if _is_number(schema.get(exclusive)):
            result[exclusive] = schema[exclusive]
        if _is_number(schema.get(word)):
            result[exclusive if schema.get(exclusive) is True else word] = schema[word]
    return result


def _with_null(result: Schema, schema: Schema) -> Schema:
    if schema.get("nullable") is not True and schema.get("x-nullable") is not True:
        return result
    return {"anyOf": [result, {"type": "null"}]}


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _is_pattern(pattern: str) -> bool:
    """Leave out what an engine cannot compile: it would make the whole schema unusable."""
    try:
        re.compile(pattern)
    except re.error:
        return False
    return STRAY_BRACE.search(pattern) is None
