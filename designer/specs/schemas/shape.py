"""One level of a schema, made plain: references followed, `allOf` merged, alternatives laid side by side."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING, Any

from designer.specs.documents.library import Library, Place, ReferenceProblem
from designer.specs.proof import is_laid
from designer.specs.schemas.alternatives import lay_alternatives
from designer.specs.schemas.keywords import FACTS, choice_words, infer_types, is_open, plain_types
from designer.specs.schemas.nodes import Member, Node, Shape

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST_ALTERNATIVES = 60
MOST_MEMBERS = 10_000
"""Properties of one schema that are read; vendors' largest have about two thousand."""
DEEPEST = 80
"""Schemas that are each other by `$ref`, `allOf`, `oneOf`: what lies deeper says nothing more, and would exhaust the stack."""


@dataclass(slots=True)
class _Parts:
    """What is gathered from the places of a node before it becomes a shape."""

    types: tuple[str, ...] = ()
    nullable: bool = False
    closed: bool = False
    opened: bool = False
    facts: dict[str, Any] = field(default_factory=dict)
    members: dict[str, list[Place]] = field(default_factory=dict)
    required: set[str] = field(default_factory=set)
    items: list[Place] = field(default_factory=list)
    groups: list[list[Alternative]] = field(default_factory=list)
    meant: dict[str, tuple[tuple[str, str], ...]] = field(default_factory=dict)
    name: str = ""
    seen: dict[tuple[str, str], None] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Alternative:
    """One entry of `oneOf` or `anyOf`, and the name it goes by."""

    name: str
    node: Node


class ShapeReader:
    """Reads shapes lazily and keeps them: a schema used in a thousand places is merged once."""

    def __init__(self, library: Library) -> None:
        """Read from the documents of one system."""
        self._library = library
        self._known: dict[tuple[Any, ...], Shape] = {}
        self._active: set[tuple[Any, ...]] = set()

    def shape(self, node: Node) -> Shape:
        """Return the shape of a node. A reference that leads nowhere gives an empty shape: it is found at load."""
        key = node.key
        known = self._known.get(key)
        if known is not None:
            return known
        if key in self._active or len(self._active) > DEEPEST:
            return Shape()
        self._active.add(key)
        try:
            made = self._read(node)
        finally:
            self._active.discard(key)
        self._known[key] = made
        return made

    def _read(self, node: Node) -> Shape:
        parts = _Parts()
        for place in node.places:
            self._take(place, parts, is_root=True)
        shape = _shape_of(parts)
        shape.expandable = "x-expansionResources" in shape.facts
        groups = list(parts.groups)
        if node.alternatives:
            groups.append([Alternative(str(number), one) for number, one in enumerate(node.alternatives, 1)])
        for group in groups:
            lay_alternatives(shape, [(one.name, one.node, self.shape(one.node)) for one in group], shared=bool(node.alternatives))
        return shape

    def _take(self, place: Place, parts: _Parts, *, is_root: bool, depth: int = 0) -> None:
        """Gather one schema: what it refers to, what it is all of, then what it says itself."""
        schema = place.value
        if not isinstance(schema, dict) or place.key in parts.seen or depth > DEEPEST:
            return
        parts.seen[place.key] = None
        reference = schema.get("$ref")
        if isinstance(reference, str):
            self._take_target(place, reference, parts, is_root=is_root, depth=depth + 1)
            if len(schema) == 1:
                return
        for index, _ in enumerate(_list(schema.get("allOf"))):
            self._take(place.at("allOf", index), parts, is_root=False, depth=depth + 1)
        _own_words(place, parts)
        for word in choice_words(schema):
            parts.groups.append(list(self._alternatives(place, word)))
            parts.meant.update(_meant(schema, word))
        if is_root and "oneOf" not in schema and "anyOf" not in schema:
            self._subtypes(place, parts)

    def _take_target(self, place: Place, reference: str, parts: _Parts, *, is_root: bool, depth: int) -> None:
        try:
            target = self._library.target(place, reference)
        except ReferenceProblem:
            return
        if not parts.name:
            parts.name = schema_name(target.pointer)
        self._take(target, parts, is_root=is_root, depth=depth)

    def _alternatives(self, place: Place, word: str) -> Iterator[Alternative]:
        mapping = _mapping(place.value)
        used: set[str] = set()
        for index, schema in enumerate(place.value[word][:MOST_ALTERNATIVES]):
            name = _alternative_name(schema, mapping) or str(index + 1)
            name = name if name not in used else f"{name} {index + 1}"
            used.add(name)
            yield Alternative(name, Node((place.at(word, index),)))

    def _subtypes(self, place: Place, parts: _Parts) -> None:
        """A base with a discriminator mapping and no `oneOf` means its subtypes, where it is used by itself."""
        mapping = _mapping(place.value)
        group = []
        for value, reference in list(mapping.items())[:MOST_ALTERNATIVES]:
            try:
                group.append(Alternative(value, Node((self._library.target(place, reference),))))
            except ReferenceProblem:
                continue
        if group:
            parts.groups.append(group)
            parts.meant[_telling(place.value)] = tuple((value, value) for value in mapping)


def schema_name(pointer: str) -> str:
    """Return a schema's own name from where it stands: `Customer` of `#/components/schemas/Customer`."""
    steps = pointer.split("/")
    named = len(steps) > 2 and steps[-2] in ("schemas", "definitions", "$defs")
    return steps[-1].replace("~1", "/").replace("~0", "~") if named else ""


def reference_name(schema: Any) -> str:
    """Return the name of what a schema refers to, directly."""
    if is_laid(schema) and isinstance(schema.get("allOf"), list):
        schema = schema["allOf"][-1]
    reference = schema.get("$ref") if isinstance(schema, dict) else None
    return schema_name(reference) if isinstance(reference, str) else ""


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _mapping(schema: dict[str, Any]) -> dict[str, str]:
    """Return a discriminator's values with the references they stand for; bare schema names are written out."""
    discriminator = schema.get("discriminator")
    mapping = discriminator.get("mapping") if isinstance(discriminator, dict) else None
    if not isinstance(mapping, dict):
        return {}
    return {
        value: reference if "#" in reference or "/" in reference or "." in reference else f"#/components/schemas/{reference}"
        for value, reference in mapping.items()
        if isinstance(reference, str)
    }


def _telling(schema: dict[str, Any]) -> str:
    """Return the name of the member that tells the alternatives apart; empty if a discriminator names none."""
    name = schema["discriminator"].get("propertyName")
    return name if isinstance(name, str) else ""


def _meant(schema: dict[str, Any], word: str) -> dict[str, tuple[tuple[str, str], ...]]:
    """Return the discriminator of a choice with each alternative's name and a value that means it."""
    mapping = _mapping(schema)
    name_of = {
        one["$ref"]: _alternative_name(one, {}) for one in schema[word] if isinstance(one, dict) and isinstance(one.get("$ref"), str)
    }
    pairs = tuple((name_of[reference], value) for value, reference in mapping.items() if name_of.get(reference))
    return {_telling(schema): pairs} if pairs else {}


def _alternative_name(schema: Any, mapping: dict[str, str]) -> str:
    if not isinstance(schema, dict):
        return ""
    reference = schema.get("$ref")
    if isinstance(reference, str):
        name = reference_name(schema)
        return name or next((value for value, target in mapping.items() if target == reference), "")
    title = schema.get("title")
    return title if isinstance(title, str) else ""


def _own_words(place: Place, parts: _Parts) -> None:
    """Gather what a schema says beside `$ref` and `allOf`; what is said nearer to the use holds."""
    schema: dict[str, Any] = place.value
    types, nullable = plain_types(schema)
    if types:
        parts.types = tuple(t for t in types if t in parts.types) or types
    parts.nullable = parts.nullable or nullable
    for word in FACTS:
        if word in schema:
            parts.facts[word] = schema[word]
    if schema.get("type") == "file":  # Swagger 2.0's word for what OpenAPI 3.0 calls a binary string
        parts.facts.setdefault("format", "binary")
    if isinstance(schema.get("properties"), dict):
        for name in islice(schema["properties"], MOST_MEMBERS):
            parts.members.setdefault(name, []).append(place.at("properties", name))
    parts.required.update(name for name in _list(schema.get("required")) if isinstance(name, str))
    if isinstance(schema.get("items"), dict):
        parts.items.append(place.at("items"))
    elif _list(schema.get("prefixItems")):
        parts.items.append(place.at("prefixItems", 0))
    elif _list(schema.get("items")) and not choice_words(schema):
        parts.items.append(place.at("items", 0))
    parts.opened = parts.opened or is_open(schema)
    parts.closed = parts.closed or schema.get("additionalProperties") is False


def _shape_of(parts: _Parts) -> Shape:
    members = {(name, ""): Member(name, Node(tuple(places)), name in parts.required) for name, places in parts.members.items()}
    item = Node(tuple(parts.items)) if parts.items else None
    count = parts.facts.get("minItems")
    return Shape(
        types=parts.types or infer_types(parts.facts, has_members=bool(members), has_item=item is not None, is_open=parts.opened),
        nullable=parts.nullable,
        facts=parts.facts,
        members=members,
        item=item,
        item_count=count if isinstance(count, int) else 0,
        open=parts.opened,
        closed=parts.closed,
        name=parts.name,
        demanded=tuple(sorted(parts.required)),
        meant=parts.meant,
        identity=frozenset(parts.seen),
    )
