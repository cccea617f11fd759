"""The words of a schema that become facts of a field, in the dialects of Swagger 2.0, OpenAPI 3.x and JSON Schema."""

from __future__ import annotations

import math
from typing import Any

FACTS = (
    "title", "description", "format", "enum", "const", "default", "example", "examples", "readOnly", "writeOnly", "deprecated",
    "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "minLength", "maxLength", "pattern", "minItems",
    "maxItems", "uniqueItems", "multipleOf",
    "contentEncoding", "contentMediaType",
    "x-expansionResources", "x-ms-navigationProperty", "x-designer-proof",
)  # fmt: skip
TYPES = {"string", "number", "integer", "boolean", "object", "array", "null"}
ALIASES = {
    "int": "integer", "int32": "integer", "int64": "integer", "long": "integer", "float": "number", "double": "number", "decimal": "number",
    "bool": "boolean", "file": "string", "date": "string", "datetime": "string", "date-time": "string", "text": "string", "list": "array",
}  # fmt: skip
"""Types that real documents give and no dialect knows."""


def plain_types(schema: dict[str, Any]) -> tuple[tuple[str, ...], bool]:
    """Return the JSON types without `null`, and whether null is allowed."""
    given = schema.get("type")
    names = [given] if isinstance(given, str) else [name for name in given if isinstance(name, str)] if isinstance(given, list) else []
    types = [ALIASES.get(name.lower(), name.lower()) for name in names]
    enum = schema.get("enum")
    nullable = (
        "null" in types
        or schema.get("nullable") is True
        or schema.get("x-nullable") is True
        or (isinstance(enum, list) and None in enum)
        or ("const" in schema and schema["const"] is None)
    )
    return tuple(dict.fromkeys(name for name in types if name in TYPES and name != "null")), nullable


def infer_types(facts: dict[str, Any], *, has_members: bool, has_item: bool, is_open: bool) -> tuple[str, ...]:
    """Return the types that a schema without `type` means by its other words."""
    if has_members or is_open:
        return ("object",)
    if has_item:
        return ("array",)
    values = [facts["const"]] if "const" in facts else facts["enum"] if isinstance(facts.get("enum"), list) else []
    return tuple(dict.fromkeys(type_of(value) for value in values if value is not None))


def type_of(value: Any) -> str:
    """Return the JSON type of a value."""
    match value:
        case None:
            return "null"
        case bool():
            return "boolean"
        case int():
            return "integer"
        case float():
            return "number"
        case str():
            return "string"
        case list():
            return "array"
        case _:
            return "object"


def is_open(schema: dict[str, Any]) -> bool:
    """Tell whether a schema lets an object have members that it does not name, and says so."""
    more = schema.get("additionalProperties")
    return more is True or isinstance(more, dict) or isinstance(schema.get("patternProperties"), dict)


def choice_words(schema: dict[str, Any]) -> tuple[str, ...]:
    """Return the words under which a schema lists its alternatives.

    A list under `items` of a schema that is no array is what converters to Swagger 2.0 make of `anyOf`, which 2.0 lacks.
    """
    words = ("oneOf", "anyOf") if isinstance(schema.get("items"), list) and plain_types(schema)[0] else ("oneOf", "anyOf", "items")
    return tuple(word for word in words if isinstance(schema.get(word), list) and schema[word])


COUNTS = ("minLength", "maxLength", "minItems", "maxItems", "minProperties", "maxProperties", "minContains", "maxContains")
BOUNDS = ("minimum", "maximum", "multipleOf")
EXCLUSIVE = ("exclusiveMinimum", "exclusiveMaximum")
TEXTS = ("title", "description", "format", "pattern")


def is_sound(word: str, value: Any) -> bool:
    """Tell whether a word holds what JSON Schema lets it hold: a bound that is none (`maxLength: -1`, `maximum: null`) says nothing."""
    if word in COUNTS:
        return isinstance(value, int | float) and not isinstance(value, bool) and value >= 0 and value == value // 1
    if word in BOUNDS:
        return _is_finite(value) and (word != "multipleOf" or value > 0)
    if word in EXCLUSIVE:
        return isinstance(value, bool) or _is_finite(value)
    return word not in TEXTS or isinstance(value, str)


def _is_finite(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)
