"""A body's shape as a Python expression, and as the value it has for given records."""

from __future__ import annotations

from typing import TYPE_CHECKING

from designer.model.transform import Lookup
from designer.names.literal import python_literal
from designer.names.path import parse_path
from designer.render.code.sources import call
from designer.render.code.tree import Array, Items, Members, Node, Value
from designer.transforms.python import expression

if TYPE_CHECKING:
    from designer.model.design import Mapping
    from designer.model.scalars import Json
    from designer.model.spec import Field
    from designer.names.path import Segment

TARGETS = dict[str, "Field"]


def printed(node: Node, fields: TARGETS) -> str:
    """Return the expression of a body; *fields* are the target's fields by mapping target."""
    match node:
        case Value():
            return value_code(node.mapping, tuple(reading.code for reading in node.readings), fields.get(node.mapping.target))
        case Members():
            return f"compact({_members(node, fields)})"
        case Array():
            return _array(node, fields)


def value_code(mapping: Mapping, sources: tuple[str, ...], field: Field | None) -> str:
    """Return the expression of one value: transformed, and what is sent where it is empty."""
    lookups = "run.links" if isinstance(mapping.transform, Lookup) and mapping.transform.using.startswith("link:") else "settings.tables"
    code = expression(mapping.transform, sources=sources, lookups=lookups)
    if mapping.when_empty == "default":
        return f"or_else({code}, {python_literal(mapping.default)})"
    if mapping.when_empty == "clear":
        return f'cleared({code}, "")' if clears_with_text(field) else f"cleared({code})"
    return code


def clears_with_text(field: Field | None) -> bool:
    """Tell whether a target's field is emptied by an empty text, as it takes no null."""
    return field is not None and not field.nullable and "string" in field.types and not field.min_length and not field.enum


def label_value(segment: Segment, field: Field | None) -> Json:
    """Return a selector's value in the type that the target's document gives it."""
    types = field.types if field else ()
    if "boolean" in types and segment.value in {"true", "false"}:
        return segment.value == "true"
    if "integer" in types and segment.value.lstrip("-").isdigit():
        return int(segment.value)
    return segment.value


def label_object(segment: Segment, fields: TARGETS) -> Json:
    """Return the object that a selector's items are made with: `{"type": "billing"}`."""
    value = label_value(segment, fields.get(f"label:{segment.key}"))
    for part in reversed(parse_path(segment.key)):
        value = {part.key: value}
    return value


def _members(node: Members, fields: TARGETS) -> str:
    return "{" + ", ".join(f"{python_literal(name)}: {printed(member, fields)}" for name, member in node.members) + "}"


def _array(node: Array, fields: TARGETS) -> str:
    if len(node.parts) == 1 and node.parts[0].variable:
        return f"filled({_loop(node.parts[0], fields)})"
    parts = [f"*({_loop(part, fields)})" if part.variable else _item(part, fields) for part in node.parts]
    return f"filled([{', '.join(parts)}])"


def _loop(part: Items, fields: TARGETS) -> str:
    if part.over is None:
        return "()"
    return f"{_item(part, fields)} for {part.variable} in {call('each', part.over.variable, part.over.segments)}"


def _item(part: Items, fields: TARGETS) -> str:
    if part.label is None:
        return printed(part.node, fields)
    label = python_literal(label_object(part.label, fields))
    members = _members(part.node, fields) if isinstance(part.node, Members) else printed(part.node, fields)
    return f"labelled({label}, {members})"
