"""A document of the corpus as plain values: read with none of the designer's own code, to hold its reading against."""

from __future__ import annotations

import functools
import gc
import json
from typing import TYPE_CHECKING, Any

import yaml

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace", "query")
UNIONS = ("allOf", "oneOf", "anyOf", "$ref", "discriminator")
"""Words by which a schema's members stand elsewhere too."""


@functools.lru_cache(maxsize=8)
def plain(path: Path) -> Any:
    """Return the value of a JSON or YAML file; a YAML scalar is its text, so that no dialect of YAML counts."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        text = path.read_text(encoding="utf-8-sig")
        return json.loads(text) if path.suffix == ".json" else yaml.load(text, Loader=yaml.CBaseLoader)  # noqa: S506 - scalars stay texts
    finally:
        if was_on:
            gc.enable()


def at(path: Path, pointer: str) -> Any:
    """Return what stands at a JSON pointer of a file, each `$ref` on the way there followed. Raises LookupError."""
    value, file = plain(path), path
    for step in pointer.removeprefix("#").split("/")[1:]:
        if isinstance(value, dict) and step_of(step) not in value and isinstance(value.get("$ref"), str):
            value, file = followed(file, value)
        value = value[int(step)] if isinstance(value, list) else value[step_of(step)]
    return value


def followed(path: Path, value: Any) -> tuple[Any, Path]:
    """Return what a chain of `$ref`s ends at, and the file that it stands in. Raises LookupError where it leads nowhere."""
    for _ in range(50):
        if not isinstance(value, dict) or not isinstance(value.get("$ref"), str):
            return value, path
        address, _, pointer = value["$ref"].partition("#")
        path = path.parent / address if address else path
        if "://" in address or not path.is_file():
            raise LookupError(value["$ref"])
        value = at(path, unquoted(pointer))
    raise LookupError("a circle of references")


def operation_keys(path: Path) -> list[str]:
    """Return `METHOD /path` of every operation of a document, in order; a path item may stand elsewhere in its folder."""
    items = _named(plain(path), "paths")
    return [f"{method} {name}" for name, item in items if not name.startswith("x-") for method in _methods(path, item)]


def webhook_names(path: Path) -> set[str]:
    """Return the names of the webhooks under `webhooks` and `x-webhooks` that have a method."""
    root = plain(path)
    both = [*_named(root, "webhooks"), *_named(root, "x-webhooks")]
    return {name.lstrip("/") for name, item in both if not name.startswith("x-") and list(_methods(path, item))}


def marked_names(path: Path) -> set[str]:
    """Return the names of the events that schemas say they are the delivery of (`x-webhook`)."""
    schemas = (_end(path, slot) for _, slot in _named(_end(path, plain(path).get("components")), "schemas"))
    marks = (schema.get("x-webhook") for schema in schemas if isinstance(schema, dict))
    return {str(mark["event"]) for mark in marks if isinstance(mark, dict) and mark.get("event")}


def callback_names(path: Path) -> set[str]:
    """Return the names of the callbacks that the document's operations announce."""
    names: set[str] = set()
    for _, slot in _named(plain(path), "paths"):
        item = _end(path, slot)
        for method in METHODS:
            operation = item.get(method) if isinstance(item, dict) else None
            for name, callback in _named(_end(path, operation), "callbacks"):
                expressions = _end(path, callback)
                if isinstance(expressions, dict) and any(list(_methods(path, one)) for one in expressions.values()):
                    names.add(name)
    return names


def own_members(path: Path, schema: Any) -> tuple[set[str], set[str]] | None:
    """Return a plain object's members and which of them it requires; `None` where other schemas may add to them."""
    try:
        end, _ = followed(path, schema)
    except (LookupError, ValueError):
        return None
    if not isinstance(end, dict) or not isinstance(end.get("properties"), dict) or any(word in end for word in UNIONS):
        return None
    if isinstance(schema, dict) and "$ref" in schema and len(schema) > 1:
        return None
    required = end.get("required")
    names = {name for name in required if isinstance(name, str)} if isinstance(required, list) else set()
    return set(end["properties"]), names & set(end["properties"])


def step_of(step: str) -> str:
    """Return a step of a JSON pointer as the key that it means."""
    return step.replace("~1", "/").replace("~0", "~")


def unquoted(pointer: str) -> str:
    """Return the pointer of a `$ref` without its percent signs."""
    from urllib.parse import unquote

    return unquote(pointer)


def _methods(path: Path, slot: Any) -> Iterator[str]:
    item = _end(path, slot)
    if isinstance(item, dict):
        yield from (method.upper() for method in METHODS if method in item)
        yield from (method.upper() for method, _ in _named(item, "additionalOperations"))


def _end(path: Path, value: Any) -> Any:
    try:
        return followed(path, value)[0]
    except (LookupError, ValueError):
        return None


def _named(value: Any, key: str) -> list[tuple[str, Any]]:
    below = value.get(key) if isinstance(value, dict) else None
    return list(below.items()) if isinstance(below, dict) else []
