"""What a document changed beside what the design uses: operations, counted, none of them told.

Each operation gets a digest of its parameters, bodies and answers without errors, two objects deep, freed of words, order and of what is
only written otherwise (a reference or what it leads to, one `allOf` more or less).
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from designer.model.drift import Unused
from designer.specs.documents.library import steps_of
from designer.specs.part import METHODS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from designer.model.design import Design
    from designer.specs.catalog import LoadedCatalog

LEVELS = 2
"""So many objects inside each other are looked into: deeper ones make nearly each operation of a large document differ."""
WORDS = frozenset(
    {"description", "title", "summary", "example", "examples", "externalDocs", "operationId", "tags", "xml", "callbacks", "links"}
)
ERROR = re.compile(r"[345](?:\d\d|XX)|default", re.IGNORECASE)
"""Answers that tell of a failure; a parameter's `default` stands in its schema."""
SETS = frozenset({"required", "enum", "type"})
LONGEST_CHAIN = 20
CHOICES = ("oneOf", "anyOf", "allOf")


def unused_changes(design: Design, new: LoadedCatalog, old: LoadedCatalog | None, system: str) -> Unused:
    """Return how many operations of a system that the design does not use were added, removed or changed."""
    named = next(one.name for one in design.systems if one.id == system)
    used = {key for _, owner, key, _ in design.operations() if owner == system}
    if old is not None and _hashes(old, named) == _hashes(new, named):
        return Unused(system=system)
    after = _digests(new, named)
    before = _digests(old, named) if old is not None else {}
    if old is None or _is_part(old, named):
        return Unused(system=system, is_known=not after.keys() - used)
    beside = (before.keys() | after.keys()) - used
    return Unused(
        system=system,
        added=len(beside - before.keys()),
        removed=len(beside - after.keys()),
        changed=sum(1 for key in beside & before.keys() & after.keys() if before[key] != after[key]),
    )


def _is_part(catalog: LoadedCatalog, system: str) -> bool:
    """Tell whether a system is described by a slice of its vendor's document, cut to what the design uses."""
    spec = catalog.system(system)
    return spec is None or any(one.origin for one in spec.descriptions)


def _hashes(catalog: LoadedCatalog, system: str) -> tuple[str, ...]:
    spec = catalog.system(system)
    return tuple(one.sha256 for one in spec.descriptions) if spec else ()


def _digests(catalog: LoadedCatalog, system: str) -> dict[str, int]:
    """Return a digest of each operation by its key."""
    spec = catalog.system(system)
    found: dict[str, int] = {}
    for description in spec.descriptions if spec else ():
        if not description.pointer and description.kind not in {"account", "overlay"}:
            found |= dict(_Digests(catalog.document(system, description.path).root).operations())
    return found


class _Digests:
    """The digests of one document; what is referred to is looked into once for each depth."""

    def __init__(self, root: Any) -> None:
        self._root = root
        self._known: dict[tuple[str, int], int] = {}

    def operations(self) -> Iterator[tuple[str, int]]:
        """Yield each operation's key and digest."""
        paths = self._root.get("paths") if isinstance(self._root, dict) else None
        for path, item in paths.items() if isinstance(paths, dict) else ():
            followed = self._target(item["$ref"]) if isinstance(item, dict) and isinstance(item.get("$ref"), str) else item
            if not isinstance(followed, dict):
                continue
            shared = [value for value in (followed.get("parameters"),) if isinstance(value, list)]
            for name, operation in followed.items():
                if name.upper() in METHODS and isinstance(operation, dict):
                    yield f"{name.upper()} {path}", hash((self._part(operation), *(self._part(value) for value in shared)))

    def _part(self, value: Any) -> int:
        """Return the digest of an operation or of a part of it, as far as its schemas."""
        if isinstance(value, list):
            return hash(tuple(sorted(self._part(item) for item in value)))
        if not isinstance(value, dict):
            return hash(_plain(value))
        if isinstance(value.get("$ref"), str):
            return self._referred(value["$ref"], LEVELS, self._part)
        return hash(
            tuple(
                (key, self._schema(item, LEVELS) if key in {"schema", "items"} else self._part(item))
                for key, item in sorted(value.items())
                if key not in WORDS and not key.startswith("x-") and not ERROR.fullmatch(key)
            )
        )

    def _schema(self, schema: Any, levels: int) -> int:
        if not isinstance(schema, dict):
            return hash(_plain(schema))
        if isinstance(schema.get("$ref"), str):
            return self._referred(schema["$ref"], levels, lambda value: self._schema(value, levels))
        flat = self._flat(schema)
        return hash(tuple(self._keyword(key, flat[key], levels) for key in sorted(flat) if key not in WORDS and not key.startswith("x-")))

    def _keyword(self, key: str, value: Any, levels: int) -> tuple[Any, ...]:
        if key == "properties" and isinstance(value, dict):
            inner = ((name, self._schema(item, levels - 1)) for name, item in sorted(value.items())) if levels else ()
            return (key, *inner)
        if key in {"items", "additionalProperties", "not"} and isinstance(value, dict):
            return (key, self._schema(value, levels))
        if key in CHOICES and isinstance(value, list):
            return (key, *sorted(self._schema(item, levels) for item in value))
        if key in SETS:
            return (key, *sorted(map(_plain, value if isinstance(value, list) else [value])))
        return (key, _plain(value)) if key != "discriminator" else (key,)

    def _flat(self, schema: Any, chain: int = 0) -> dict[str, Any]:
        """Return a schema with the members of its `allOf` in it; one that is no object says nothing."""
        if isinstance(schema, dict) and isinstance(schema.get("$ref"), str) and chain < LONGEST_CHAIN:
            return self._flat(self._target(schema["$ref"]), chain + 1)
        if not isinstance(schema, dict):
            return {}
        members = schema.get("allOf")
        if not isinstance(members, list) or not members or chain >= LONGEST_CHAIN:
            return schema
        whole = {key: value for key, value in schema.items() if key != "allOf"}
        flat = [self._flat(member, chain + 1) for member in members]
        properties = {name: value for one in (*flat, whole) for name, value in _of(one, "properties", {}).items()}
        required = {name for one in (*flat, whole) for name in _of(one, "required", []) if isinstance(name, str)}
        for one in flat:
            whole = {**one, **whole}
        return {**whole, **({"properties": properties} if properties else {}), **({"required": sorted(required)} if required else {})}

    def _referred(self, reference: str, levels: int, digest: Any) -> int:
        key = (reference, levels)
        if key not in self._known:
            self._known[key] = 0  # what leads back to itself without a member between says nothing more
            target = self._target(reference)
            self._known[key] = hash(reference) if target is None else digest(target)
        return self._known[key]

    def _target(self, reference: str) -> Any:
        """Return what a reference inside the document leads to, `None` for one that leads nowhere or out of it."""
        value = self._root
        if not reference.startswith("#"):
            return None
        for step in steps_of(reference):
            if isinstance(value, dict) and step in value:
                value = value[step]
            elif isinstance(value, list) and step.isdigit() and int(step) < len(value):
                value = value[int(step)]
            else:
                return None
        return value


def _of(schema: dict[str, Any], key: str, otherwise: Any) -> Any:
    value = schema.get(key)
    return value if isinstance(value, type(otherwise)) else otherwise


def _plain(value: Any) -> str:
    return json.dumps(value, sort_keys=True, default=str)
