"""What a mapping gives for sample records, worked out from the design itself, so that tests need not trust the printed code."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from designer.model.design import source_parts, target_parts
from designer.names.path import EACH, parse_path
from designer.render.code.mappings import step_tree_mappings, written
from designer.render.code.placing import label_text
from designer.render.code.printing import clears_with_text, label_object
from designer.render.code.sources import literal_segments
from designer.render.code.tree import Array, Items, Members, Value, body_tree
from designer.render.runtime import runtime
from designer.transforms.python import expression

if TYPE_CHECKING:
    from designer.model.design import Comparison, Condition, Design, Mapping, Step, Table
    from designer.model.scalars import Json
    from designer.model.spec import Field
    from designer.names.path import Segment
    from designer.render.code.sources import Reading
    from designer.render.code.tree import Node

NOW = "2026-01-31T09:30:00Z"
EVENT_ID = "sample-event"


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """The records that a flow sees: by origin (`trigger`, a step's id, `item`), and the settings by id."""

    records: dict[str, Any]
    settings: dict[str, Any]
    tables: dict[str, Any] = field(default_factory=dict)


class UnfitError(Exception):
    """A sample value that a transform cannot read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What holds for all flows: settings by id, and what a table without rows (`table:<id>`) or a link is taken to answer."""

    design: Design
    settings: dict[str, Any]
    assumed: dict[str, Json]

    def world(self, records: dict[str, Any]) -> World:
        """Return the world in which a flow sees these records."""
        tables = {f"table:{one.id}": self._opened(one) for one in self.design.tables}
        links = {f"link:{one.id}": self._assumed(f"link:{one.id}") for one in self.design.links}
        return World(records=records, settings=self.settings, tables={**tables, **links})

    def _opened(self, table: Table) -> Any:
        if table.rows:
            return runtime("transforms").table(tuple((row.key, row.value) for row in table.rows))
        return self._assumed(f"table:{table.id}")

    def _assumed(self, name: str) -> Any:
        return lambda _value: self.assumed.get(name)


def source_value(source: str, world: World) -> Any:
    """Return what a source holds, lists where its path goes through `[]`."""
    origin, path = source_parts(source)
    segments = literal_segments(origin, path)
    if origin == "setting":
        return world.settings.get(segments[-1].key)
    if origin == "run":
        return {"time": NOW, "event_id": EVENT_ID}.get(path)
    if origin == "trigger.headers":
        return world.records.get(origin, {}).get(segments[-1].key.lower())
    return _follow(world.records.get(origin), segments)


def mapping_value(mapping: Mapping, values: tuple[Any, ...], world: World) -> Any:
    """Return what the transform makes of the sources' values. Raises UnfitError."""
    names = tuple(f"value_{number}" for number in range(len(values)))
    code = expression(mapping.transform, sources=names, lookups="TABLES")
    scope = {"transforms": runtime("transforms"), "TABLES": world.tables, **dict(zip(names, values, strict=True))}
    try:
        return eval(code, {"__builtins__": {}}, scope)  # noqa: S307 - our own expression over names; every text in it is a literal
    except (runtime("values").TransformError, KeyError, TypeError, IndexError) as error:
        raise UnfitError(str(error)) from error


def content_of(step: Step, world: World, fields: dict[str, Field]) -> dict[str, Any]:
    """Return path, query, headers and body of a call. Raises UnfitError."""
    content: dict[str, Any] = {}
    for mapping in written(step):
        location, name = target_parts(mapping.target)
        if location != "body":
            value = mapping_value(mapping, tuple(source_value(source, world) for source in mapping.sources), world)
            content.setdefault(location, {})[name] = _sent(mapping, value, fields.get(mapping.target))[0]
    tree = body_tree(step_tree_mappings(step))
    if tree is not None:
        content["body"] = _enveloped(_node(tree, world, {}, fields)[0], step.items)
    return content


def holds(condition: Condition, world: World) -> bool:
    """Tell whether a condition holds for these records."""
    groups = [group for group in condition.any if group.all]
    return not groups or any(all(_compared(comparison, world) for comparison in group.all) for group in groups)


def _compared(comparison: Comparison, world: World) -> bool:
    conditions = runtime("conditions")
    value = source_value(comparison.source, world)
    values = comparison.values or (None,)
    match comparison.op:
        case "equals" | "in":
            return bool(conditions.one_of(value, *values))
        case "not_equals":
            return not conditions.one_of(value, *values)
        case "present" | "changed":
            return bool(conditions.present(value))
        case "empty":
            return not conditions.present(value)
        case _:
            return bool(getattr(conditions, comparison.op)(value, values[0]))


def _node(node: Node, world: World, loops: dict[str, Any], fields: dict[str, Field]) -> tuple[Any, bool]:
    """Return a node's value and whether it is sent."""
    match node:
        case Value():
            values = tuple(_read(reading, world, loops) for reading in node.readings)
            value = mapping_value(node.mapping, values, world)
            return _sent(node.mapping, value, fields.get(node.mapping.target))
        case Members():
            found = {name: _node(member, world, loops, fields) for name, member in node.members}
            members = {name: value for name, (value, sent) in found.items() if sent}
            return members, bool(members)
        case Array():
            items = [item for part in node.parts for item in _items(part, world, loops, fields)]
            return items, bool(items)


def _items(part: Items, world: World, loops: dict[str, Any], fields: dict[str, Field]) -> list[Any]:
    if part.over is None:
        values = [_node(part.node, world, loops, fields)]
    else:
        over = _read(part.over, world, loops)
        sources = over if isinstance(over, list) else []
        values = [_node(part.node, world, {**loops, part.variable: source}, fields) for source in sources]
    items = [value for value, sent in values if sent]
    if part.label is None:
        return items
    label = label_object(part.label, fields)
    return [runtime("records").merged(label, item) for item in items]


def _read(reading: Reading, world: World, loops: dict[str, Any]) -> Any:
    if reading.variable in loops:
        return _follow(loops[reading.variable], reading.segments)
    if reading.origin == "setting":
        return world.settings.get(reading.segments[-1].key)
    if reading.origin == "run":
        return {"time": NOW, "event_id": EVENT_ID}.get(reading.segments[-1].key)
    if reading.origin == "trigger.headers":
        return world.records.get(reading.origin, {}).get(reading.segments[-1].key.lower())
    return _follow(world.records.get(reading.origin), reading.segments)


def _follow(value: Any, segments: tuple[Segment, ...]) -> Any:
    for at, segment in enumerate(segments):
        match segment.kind:
            case "key":
                value = value.get(segment.key) if isinstance(value, dict) else None
            case "each":
                rest = segments[at + 1 :]
                return [_follow(item, rest) for item in value] if isinstance(value, list) else None
            case "index":
                value = value[segment.index] if isinstance(value, list) and segment.index < len(value) else None
            case "selector":
                value = _labelled(value, segment)
    return value


def _labelled(value: Any, segment: Segment) -> Any:
    path = parse_path(segment.key)
    items = value if isinstance(value, list) else []
    return next((item for item in items if label_text(_follow(item, path)) == segment.value), None)


def _sent(mapping: Mapping, value: Any, field: Field | None) -> tuple[Any, bool]:
    empty = value is None or value == ""
    if empty and mapping.when_empty == "default":
        return mapping.default, mapping.default is not None
    if empty and mapping.when_empty == "clear":
        return "" if clears_with_text(field) else None, True
    return value, not empty and value not in ([], {})


def _enveloped(value: Any, items: str) -> Any:
    for segment in reversed(parse_path(items)):
        value = [value] if segment == EACH else {segment.key: value}
    return value
