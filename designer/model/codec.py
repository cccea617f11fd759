"""Nouns to and from plain JSON values, and the JSON Schema of a noun, all from its dataclass.

Defaults are left out when encoding. `Annotated[..., "text"]` gives descriptions. A union of dataclasses that carry a `name`
class variable is told apart by `name`. Decoding trusts its input to fit the schema (see `files/design_file.py`).
"""

from __future__ import annotations

import dataclasses
import functools
import types
import typing
from typing import TYPE_CHECKING, Annotated, Any, Literal, TypeVar, Union, cast, get_args, get_origin

if TYPE_CHECKING:
    from collections.abc import Hashable

    from designer.model.scalars import JsonObject

T = TypeVar("T")
JSON_TYPES: dict[object, str] = {str: "string", int: "integer", float: "number", bool: "boolean", types.NoneType: "null"}


def encode(noun: object) -> JsonObject:
    """Return a dataclass as a JSON object: fields in order, defaults left out, `name` first where the class has one."""
    tag = vars(type(noun))["name"] if _is_tagged(type(noun)) else ""
    result: JsonObject = {"name": tag} if tag else {}
    for field in dataclasses.fields(noun):  # type: ignore[arg-type]
        value = getattr(noun, field.name)
        if field.default is dataclasses.MISSING or value != field.default or type(value) is not type(field.default):
            result[field.name] = _encode_value(value)
    return result


def decode(noun: type[T], value: JsonObject) -> T:
    """Return the dataclass *noun* from a JSON object that fits `schema(noun)`."""
    hints = _hints(cast("Hashable", noun))
    return noun(**{key: _decode_value(hints[key], item) for key, item in value.items() if key in hints})


def schema(noun: type, *, identifier: str, title: str) -> JsonObject:
    """Return the JSON Schema (draft 2020-12) of a dataclass; other dataclasses stand under `$defs`."""
    definitions: dict[str, Any] = {}
    root = _object_schema(noun, definitions)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": identifier,
        "title": title,
        **root,
        "$defs": dict(sorted(definitions.items())),
    }


def _encode_value(value: Any) -> Any:
    if dataclasses.is_dataclass(value):
        return encode(value)
    if isinstance(value, tuple):
        return [_encode_value(item) for item in value]
    return value


@functools.cache
def _hints(noun: Any) -> dict[str, Any]:
    names = {field.name for field in dataclasses.fields(noun)}
    return {key: hint for key, hint in typing.get_type_hints(noun, include_extras=True).items() if key in names}


def _is_tagged(noun: type) -> bool:
    return isinstance(vars(noun).get("name"), str)


def _plain(hint: Any) -> Any:
    return get_args(hint)[0] if get_origin(hint) is Annotated else hint


def _alternatives(hint: Any) -> tuple[Any, ...]:
    return get_args(hint) if get_origin(hint) in {Union, types.UnionType} else ()


def _decode_value(hint: Any, value: Any) -> Any:
    hint = _plain(hint)
    if value is None:
        return None
    if get_origin(hint) is tuple:
        return tuple(_decode_value(get_args(hint)[0], item) for item in value)
    if dataclasses.is_dataclass(hint):
        return decode(cast("type", hint), value)
    nouns = [option for option in _alternatives(hint) if isinstance(option, type) and dataclasses.is_dataclass(option)]
    if not nouns or not isinstance(value, dict):
        return float(value) if hint is float else value
    tagged = next((noun for noun in nouns if _is_tagged(noun) and vars(noun)["name"] == value.get("name")), nouns[0])
    return decode(tagged, value)


def _object_schema(noun: type, definitions: dict[str, Any]) -> dict[str, Any]:
    properties: dict[str, Any] = {}
    required: list[str] = []
    if _is_tagged(noun):
        properties["name"] = {"const": vars(noun)["name"]}
        required.append("name")
    for field in dataclasses.fields(noun):
        hint = _hints(noun)[field.name]
        entry = _value_schema(hint, definitions)
        if get_origin(hint) is Annotated:
            entry["description"] = next(iter(text for text in reversed(hint.__metadata__) if isinstance(text, str)), "")
        if field.default is dataclasses.MISSING:
            required.append(field.name)
        elif not dataclasses.is_dataclass(field.default):
            entry["default"] = _encode_value(field.default)
        properties[field.name] = entry
    return {
        "type": "object",
        "description": (noun.__doc__ or "").split("\n\n")[0],
        "properties": properties,
        "required": required,
        "additionalProperties": False,
    }


def _value_schema(hint: Any, definitions: dict[str, Any]) -> dict[str, Any]:
    hint = _plain(hint)
    if hint in JSON_TYPES:
        return {"type": JSON_TYPES[hint]}
    if get_origin(hint) is Literal:
        return {"enum": list(get_args(hint))}
    if get_origin(hint) is tuple:
        return {"type": "array", "items": _value_schema(get_args(hint)[0], definitions)}
    if dataclasses.is_dataclass(hint):
        return _reference(cast("type", hint), definitions)
    options = _alternatives(hint)
    if all(option in JSON_TYPES for option in options):
        return {"type": [JSON_TYPES[option] for option in options]}
    entries = [_value_schema(option, definitions) for option in options]
    if all(dataclasses.is_dataclass(option) for option in options):
        return {"oneOf": entries}
    return {"anyOf": entries}


def _reference(noun: type, definitions: dict[str, Any]) -> dict[str, Any]:
    if noun.__name__ not in definitions:
        definitions[noun.__name__] = {}
        definitions[noun.__name__] = _object_schema(noun, definitions)
    return {"$ref": f"#/$defs/{noun.__name__}"}
