"""A schema of any dialect as one JSON Schema of draft 2020-12 that needs no other document."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from designer.specs.documents.library import Library, Place, ReferenceProblem
from designer.specs.schemas.keywords import COUNTS, choice_words, is_sound, plain_types
from designer.specs.schemas.shape import schema_name

if TYPE_CHECKING:
    from designer.model.scalars import JsonObject

DIALECT = "https://json-schema.org/draft/2020-12/schema"
TEXTS = ("title", "description", "format")
KEPT = ("default", "readOnly", "writeOnly", "deprecated", "const", "uniqueItems")
MAPS = ("properties", "patternProperties", "dependentSchemas")
LISTS = ("allOf", "oneOf", "anyOf", "prefixItems")
ONES = (
    "additionalProperties", "not", "if", "then", "else", "contains", "propertyNames", "unevaluatedProperties", "unevaluatedItems"
)  # fmt: skip

STRAY_BRACE = re.compile(r"(?<!\\)(?<!\\[pPux])\{(?!\d+(?:,\d*)?\})")
"""A brace that is no count: Python takes it as a letter, a validator's engine may refuse it."""


def self_contained(library: Library, place: Place) -> JsonObject:
    """Return the schema at *place* with everything it refers to under `$defs`; cycles stay references.

    Members that only one side sends (read-only, write-only) are not required: the schema must fit both directions.
    """
    return _Export(library).export(place)


class _Export:
    """The definitions gathered while one schema is written out."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._names: dict[tuple[str, str], str] = {}
        self._waiting: list[tuple[str, Place]] = []

    def export(self, place: Place) -> JsonObject:
        root = self._convert(place)
        definitions: dict[str, Any] = {}
        while self._waiting:
            name, target = self._waiting.pop()
            definitions[name] = self._convert(target)
        result: dict[str, Any] = {"$schema": DIALECT, **(root if isinstance(root, dict) else {})}
        if definitions:
            result["$defs"] = dict(sorted(definitions.items()))
        return result

    def _convert(self, place: Place) -> Any:
        schema = place.value
        if not isinstance(schema, dict):
            return schema if isinstance(schema, bool) else True
        result: dict[str, Any] = {}
        if isinstance(schema.get("$ref"), str):
            name = self._name(place, schema["$ref"])
            result |= {"$ref": f"#/$defs/{name}"} if name else {}
        result |= _values(schema)
        result |= self._parts(place)
        required = self._required(place)
        if required:
            result["required"] = required
        return _with_null(result, schema)

    def _parts(self, place: Place) -> dict[str, Any]:
        schema = place.value
        result: dict[str, Any] = {}
        for word in MAPS:
            if isinstance(schema.get(word), dict):
                result[word] = {name: self._convert(place.at(word, name)) for name in schema[word]}
        for word in LISTS:
            if isinstance(schema.get(word), list) and schema[word]:
                result[word] = [self._convert(place.at(word, index)) for index in range(len(schema[word]))]
        for word in ONES:
            if isinstance(schema.get(word), dict | bool):
                result[word] = self._convert(place.at(word))
        items = schema.get("items")
        if isinstance(items, dict | bool):
            result["items"] = self._convert(place.at("items"))
        elif isinstance(items, list) and items:
            word = "anyOf" if "items" in choice_words(schema) else "prefixItems"
            result[word] = [self._convert(place.at("items", index)) for index in range(len(items))]
        return result

    def _name(self, place: Place, reference: str) -> str:
        """Return the name under `$defs` of what a reference leads to, empty if it leads nowhere."""
        try:
            target = self._library.target(place, reference)
        except ReferenceProblem:
            return ""
        if target.key not in self._names:
            self._names[target.key] = self._free_name(schema_name(target.pointer) or target.pointer.rsplit("/", 1)[-1])
            self._waiting.append((self._names[target.key], target))
        return self._names[target.key]

    def _free_name(self, wanted: str) -> str:
        plain = re.sub(r"[^A-Za-z0-9._-]", "_", wanted).strip("#") or "schema"
        taken = set(self._names.values())
        return next(name for number in range(1, len(taken) + 2) if (name := plain if number == 1 else f"{plain}_{number}") not in taken)

    def _required(self, place: Place) -> list[str]:
        schema = place.value
        names = schema.get("required")
        if not isinstance(names, list):
            return []
        properties = schema["properties"] if isinstance(schema.get("properties"), dict) else {}
        return [
            name
            for name in dict.fromkeys(name for name in names if isinstance(name, str))
            if not (name in properties and self._is_one_way(place.at("properties", name)))
        ]

    def _is_one_way(self, place: Place) -> bool:
        try:
            ends = (place.value, self._library.follow(place).value)
        except ReferenceProblem:
            ends = (place.value, None)
        return any(isinstance(end, dict) and (end.get("readOnly") is True or end.get("writeOnly") is True) for end in ends)


def _values(schema: dict[str, Any]) -> dict[str, Any]:
    """Return the words that hold plain values, mended where a dialect or a vendor writes them otherwise."""
    result = {word: schema[word] for word in TEXTS if isinstance(schema.get(word), str)}
    result |= {word: schema[word] for word in KEPT if word in schema}
    result |= {word: schema[word] for word in COUNTS if word in schema and is_sound(word, schema[word])}
    types, _ = plain_types(schema)
    if types:
        result["type"] = types[0] if len(types) == 1 else list(types)
    if isinstance(schema.get("enum"), list) and schema["enum"]:
        result["enum"] = list(schema["enum"])
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


def _with_null(result: dict[str, Any], schema: dict[str, Any]) -> dict[str, Any]:
    """Carry OpenAPI 3.0's `nullable` over; it is taken at its word beside a reference too."""
    _, nullable = plain_types(schema)
    if not nullable:
        return result
    if "enum" in result and None not in result["enum"]:
        result["enum"].append(None)
    if "type" in result:
        types = result["type"] if isinstance(result["type"], list) else [result["type"]]
        result["type"] = [*types, "null"]
    if {"$ref", "allOf", "oneOf", "anyOf"} & result.keys():
        return {"anyOf": [result, {"type": "null"}]}
    if schema.get("type") == "null":
        result["type"] = "null"
    return result


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _is_pattern(pattern: str) -> bool:
    """Leave out what an engine cannot compile: it would make the whole schema unusable."""
    if STRAY_BRACE.search(pattern):
        return False
    try:
        re.compile(pattern)
    except (re.error, RecursionError, OverflowError):
        return False
    return True
