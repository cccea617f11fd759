"""A document written otherwise and meaning the same: keys in another order, references in and out, schemas wrapped and renamed."""

from __future__ import annotations

import copy
import random
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

SCHEMAS = (("components", "schemas"), ("definitions",))
WORDS = ("description", "summary", "title", "example", "examples", "externalDocs")
PLAIN = ("string", "integer", "number", "boolean")
MOST_INLINED = 60
"""So many references are replaced by what they lead to; each once, so that a document stays of its size."""


def rewritten(document: dict[str, Any], *, seed: int, kept: frozenset[str] = frozenset()) -> dict[str, Any]:
    """Return a document that means the same; schemas called *kept* keep their names."""
    chance = random.Random(seed)  # noqa: S311 - a test's own, the same each time
    made = copy.deepcopy(document)
    for change in (_inlined, _wrapped, _extracted, _reworded):
        made = change(made, chance)
    return _reordered(_renamed(made, chance, kept), chance)


def _homes(document: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield where named schemas stand, with the beginning of references to them."""
    for keys in SCHEMAS:
        home: Any = document
        for key in keys:
            home = home.get(key) if isinstance(home, dict) else None
        if isinstance(home, dict):
            yield f"#/{'/'.join(keys)}/", home


def _schemas(value: Any, place: str = "") -> Iterator[tuple[dict[str, Any], str]]:
    """Yield the places of schemas: holder and key, below paths and named schemas; examples are none."""
    if isinstance(value, list):
        for item in value:
            yield from _schemas(item)
        return
    if not isinstance(value, dict):
        return
    for key, item in value.items():
        if place in {"properties", "patternProperties"} or (key in {"schema", "items", "additionalProperties"} and isinstance(item, dict)):
            yield value, key
            yield from _schemas(item)
        elif key not in {"example", "examples", "default", "enum", "x-enum", "const"}:
            yield from _schemas(item, key)


def _inlined(document: dict[str, Any], chance: random.Random) -> dict[str, Any]:
    """Put what a reference leads to in its place, where that refers to nothing that leads back to it."""
    targets = {prefix + _escaped(name): schema for prefix, home in _homes(document) for name, schema in home.items()}
    places = [
        (holder, key)
        for part in ("paths", "webhooks")
        for holder, key in _schemas(document.get(part))
        if isinstance(holder[key], dict) and set(holder[key]) == {"$ref"} and holder[key]["$ref"] in targets
    ]
    for holder, key in chance.sample(places, min(len(places), MOST_INLINED)):
        holder[key] = copy.deepcopy(targets[holder[key]["$ref"]])
    return document


def _wrapped(document: dict[str, Any], chance: random.Random) -> dict[str, Any]:
    """Put plain values into an `allOf` of one."""
    for holder, key in list(_schemas(document)):
        schema = holder[key]
        if isinstance(schema, dict) and schema.get("type") in PLAIN and key != "schema" and chance.random() < 0.2:
            holder[key] = {"allOf": [schema]}
    return document


def _extracted(document: dict[str, Any], chance: random.Random) -> dict[str, Any]:
    """Give schemas of paths a name, and refer to it."""
    prefix, home = next(iter(_homes(document)), ("", {}))
    places = [(holder, key) for holder, key in _schemas(document.get("paths")) if prefix and isinstance(holder[key], dict)]
    for number, (holder, key) in enumerate(places):
        if key == "schema" and "$ref" not in holder[key] and holder.get("in") is None and chance.random() < 0.5:
            home[f"Extracted{number}"] = holder[key]
            holder[key] = {"$ref": f"{prefix}Extracted{number}"}
    return document


def _renamed(document: dict[str, Any], chance: random.Random, kept: frozenset[str]) -> dict[str, Any]:
    """Give all named schemas other names, but those that a discriminator knows by theirs."""
    text = str(document)
    if "discriminator" in text:
        return document
    for prefix, home in _homes(document):
        names = {
            name: name if name in kept else f"Renamed{number}" for number, name in enumerate(sorted(home, key=lambda _: chance.random()))
        }
        moved = {names[name]: schema for name, schema in home.items()}
        home.clear()
        home.update(moved)
        _each(document, lambda value, names=names, prefix=prefix: _refer(value, prefix, names))  # type: ignore[misc]
    return document


def _refer(value: dict[str, Any], prefix: str, names: dict[str, str]) -> None:
    reference = value.get("$ref")
    if isinstance(reference, str) and reference.startswith(prefix):
        name, slash, rest = reference.removeprefix(prefix).partition("/")
        plain = name.replace("~1", "/").replace("~0", "~").replace("%20", " ").replace("%7B", "{").replace("%7D", "}")
        value["$ref"] = prefix + names.get(plain, name) + slash + rest


def _reworded(document: dict[str, Any], chance: random.Random) -> dict[str, Any]:
    """Tell everything in other words that say nothing."""
    del chance
    for holder, key in list(_schemas(document)):
        schema = holder[key]
        if isinstance(schema, dict) and "$ref" not in schema:
            for word in WORDS:
                schema.pop(word, None)
            schema["description"] = "Something."
    return document


def _reordered(document: dict[str, Any], chance: random.Random) -> dict[str, Any]:
    """Write keys in another order; media types keep theirs, since the first one is preferred."""
    _each(document, lambda value: _shuffle(value, chance))
    return document


def _shuffle(value: dict[str, Any], chance: random.Random) -> None:
    if any("/" in key and not key.startswith("/") for key in value) or any(key[:1].isdigit() for key in value):
        return
    items = list(value.items())
    chance.shuffle(items)
    value.clear()
    value.update(items)
    for name in ("required", "enum"):
        if isinstance(value.get(name), list):
            chance.shuffle(value[name])


def _each(value: Any, change: Callable[[dict[str, Any]], None]) -> None:
    """Change every object, inner ones first."""
    for item in list(value.values()) if isinstance(value, dict) else value if isinstance(value, list) else ():
        _each(item, change)
    if isinstance(value, dict):
        change(value)


def _escaped(name: str) -> str:
    return name.replace("~", "~0").replace("/", "~1")
