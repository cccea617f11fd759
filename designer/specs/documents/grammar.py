"""Which members of an OpenAPI document hold what: so that schemas are walked as schemas, and examples never."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from designer.specs.openapi.source import METHODS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from designer.specs.documents.library import Place


class Below(NamedTuple):
    """What stands under a key: one part, a list of parts, or parts by name."""

    kind: str
    shape: str = "one"


_SCHEMA = Below("schema")
_SCHEMAS = Below("schema", "map")
_MEDIA = Below("content")
_HEADERS = Below("header", "map")
_PARAMETERS = Below("parameter", "list")

GRAMMAR: dict[str, dict[str, Below]] = {
    "path_item": {"parameters": _PARAMETERS, "additionalOperations": Below("operation", "map")}
    | dict.fromkeys(METHODS, Below("operation")),
    "operation": {
        "parameters": _PARAMETERS,
        "requestBody": Below("body"),
        "responses": Below("response", "map"),
        "callbacks": Below("callback", "map"),
    },
    "parameter": {"schema": _SCHEMA, "content": _MEDIA, "items": _SCHEMA},
    "body": {"content": _MEDIA},
    "response": {"content": _MEDIA, "schema": _SCHEMA, "headers": _HEADERS},
    "media": {"schema": _SCHEMA, "itemSchema": _SCHEMA, "encoding": Below("encoding", "map")},
    "encoding": {"headers": _HEADERS},
    "header": {"schema": _SCHEMA, "content": _MEDIA, "items": _SCHEMA},
    "schema": dict.fromkeys(("properties", "patternProperties", "$defs", "definitions", "dependentSchemas"), _SCHEMAS)
    | dict.fromkeys(("allOf", "oneOf", "anyOf", "prefixItems"), Below("schema", "list"))
    | dict.fromkeys(
        (
            "items",
            "additionalProperties",
            "not",
            "if",
            "then",
            "else",
            "contains",
            "propertyNames",
            "unevaluatedProperties",
            "unevaluatedItems",
        ),
        _SCHEMA,
    ),
    "root": {
        "paths": Below("path_item", "map"),
        "webhooks": Below("path_item", "map"),
        "x-webhooks": Below("path_item", "map"),
        "components": Below("components"),
        "definitions": _SCHEMAS,
        "parameters": Below("parameter", "map"),
        "responses": Below("response", "map"),
    },
    "components": {
        "schemas": _SCHEMAS,
        "parameters": Below("parameter", "map"),
        "responses": Below("response", "map"),
        "requestBodies": Below("body", "map"),
        "headers": _HEADERS,
        "callbacks": Below("callback", "map"),
        "pathItems": Below("path_item", "map"),
    },
    "callback": {},
    "content": {},
}


def below(place: Place, kind: str) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Yield the steps to each part directly below a part of some kind, and that part's kind."""
    value: Any = place.value
    if not isinstance(value, dict):
        return
    if kind == "content":
        yield from (((key,), "media") for key, item in value.items() if isinstance(item, dict) and not key.startswith("x-"))
        return
    if kind == "callback":
        yield from (((key,), "path_item") for key, item in value.items() if isinstance(item, dict) and not key.startswith("x-"))
        return
    for key, part in GRAMMAR[kind].items():
        if key in value:
            yield from _parts(key, value[key], part)


def _parts(key: str, value: Any, part: Below) -> Iterator[tuple[tuple[str | int, ...], str]]:
    if isinstance(value, list) and (part.shape == "list" or key == "items"):
        yield from (((key, index), part.kind) for index, item in enumerate(value) if isinstance(item, dict))
    elif isinstance(value, dict) and part.shape == "map":
        yield from (((key, name), part.kind) for name, item in value.items() if isinstance(item, dict))
    elif isinstance(value, dict) and part.shape == "one":
        yield (key,), part.kind


def without_strangers(value: dict[str, Any], kind: str) -> dict[str, Any]:
    """Return a part without what cannot stand below it: lists and maps keep objects alone (a schema may be true or false, too)."""
    if kind == "content":
        return {key: item for key, item in value.items() if isinstance(item, dict) or key.startswith(("x-", "$"))}
    result = dict(value)
    for key, part in GRAMMAR[kind].items():
        if part.shape == "one" or key not in result:
            continue
        held, allowed = result[key], (dict, bool) if part.kind == "schema" else (dict,)
        if isinstance(held, dict) and part.shape == "map":
            result[key] = {name: item for name, item in held.items() if isinstance(item, allowed)}
        elif isinstance(held, list) and part.shape == "list":
            result[key] = [item for item in held if isinstance(item, allowed)]
        else:
            del result[key]
    return result
