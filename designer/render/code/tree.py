"""A step's mappings as the shape of its body: objects, arrays with what drives them, and the values in their places."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from designer.model.design import source_parts, target_parts
from designer.names.path import EACH, Segment, parse_path
from designer.names.text import identifier
from designer.render.code.sources import RESERVED, Binding, literal_segments, read

if TYPE_CHECKING:
    from collections.abc import Sequence

    from designer.model.design import Mapping
    from designer.render.code.sources import Reading


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """One target's value: the mapping and its sources as they are read here."""

    mapping: Mapping
    readings: tuple[Reading, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Members:
    """An object."""

    members: tuple[tuple[str, Node], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Items:
    """Some items of an array: one for each item of a source array (`variable` set), or exactly one."""

    node: Node
    variable: str = ""
    over: Reading | None = None
    label: Segment | None = None
    """A selector that these items are made with."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Array:
    """An array, put together from its parts in order."""

    parts: tuple[Items, ...]


Node = Value | Members | Array
_Entry = tuple[tuple[Segment, ...], "Mapping"]


def body_tree(mappings: Sequence[Mapping], *, arguments: frozenset[str] = frozenset()) -> Node | None:
    """Return the shape of a body; nothing where no mapping fills it. *arguments* are names that no loop may take."""
    entries = [(parse_path(path), m) for m in mappings for location, path in [target_parts(m.target)] if location == "body"]
    return _node(entries, (), arguments | RESERVED) if entries else None


def _node(entries: list[_Entry], bindings: tuple[Binding, ...], taken: frozenset[str]) -> Node:
    ends = [mapping for segments, mapping in entries if not segments]
    if ends:
        return Value(mapping=ends[0], readings=tuple(read(source, bindings) for source in ends[0].sources))
    if any(segments[0].is_item for segments, _ in entries):
        return _array([entry for entry in entries if entry[0][0].is_item], bindings, taken)
    names = dict.fromkeys(segments[0].key for segments, _ in entries)
    inner = {name: [(s[1:], m) for s, m in entries if s[0].key == name] for name in names}
    return Members(members=tuple((name, _node(inner[name], bindings, taken)) for name in names))


def _array(entries: list[_Entry], bindings: tuple[Binding, ...], taken: frozenset[str]) -> Array:
    """Return an array's parts: one for each way in which its items are named (`[]`, each number, each label)."""
    ways = sorted(dict.fromkeys(segments[0] for segments, _ in entries), key=lambda way: (way.kind == "index", way.index))
    return Array(parts=tuple(_items([(s[1:], m) for s, m in entries if s[0] == way], way, bindings, taken) for way in ways))


def _items(entries: list[_Entry], way: Segment, bindings: tuple[Binding, ...], taken: frozenset[str]) -> Items:
    label = way if way.kind == "selector" else None
    driver = _driver(entries, bindings) if way == EACH else None
    if driver is None:
        return Items(node=_node(entries, bindings, taken), label=label)
    over = _over(driver, bindings)
    variable = _variable(driver, taken)
    inner = (*bindings, Binding(origin=driver.origin, prefix=driver.prefix, variable=variable))
    return Items(node=_node(entries, inner, taken | {variable}), variable=variable, over=over)


def _driver(entries: list[_Entry], bindings: tuple[Binding, ...]) -> Binding | None:
    """Return the source array that makes the items: the first one, in the order of the mappings, that no open loop goes through."""
    for _, mapping in entries:
        for source in mapping.sources:
            origin, path = source_parts(source)
            segments = literal_segments(origin, path)
            reading = read(source, bindings)
            done = len(segments) - len(reading.segments)
            if EACH in reading.segments:
                return Binding(origin=origin, prefix=segments[: done + reading.segments.index(EACH) + 1], variable="")
    return None


def _over(driver: Binding, bindings: tuple[Binding, ...]) -> Reading:
    """Return the array itself, read inside the loops that are open."""
    inside = [b for b in bindings if b.origin == driver.origin and driver.prefix[: len(b.prefix)] == b.prefix]
    start = max((len(b.prefix) for b in inside), default=0)
    variable = next((b.variable for b in inside if len(b.prefix) == start), "")
    whole = read(f"{driver.origin}:")
    return replace(whole, variable=variable or whole.variable, segments=driver.prefix[start:-1])


def _variable(driver: Binding, taken: frozenset[str]) -> str:
    """Name a loop after what it goes through: `line` for `lines`."""
    named = next((segment.key for segment in reversed(driver.prefix) if segment.kind == "key"), driver.origin)
    name = identifier(named)
    for ending, single in (("ies", "y"), ("sses", "ss"), ("xes", "x"), ("s", "")):
        if name.endswith(ending) and not name.endswith(("ss", "us", "is")) and len(name) > len(ending) + 1:
            name = name.removesuffix(ending) + single
            break
    while name in taken:
        name = f"{name}_item"
    return identifier(name)
