"""`oneOf` and `anyOf` laid over a shape: nullable unions, an id or the object, several kinds of object."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from designer.specs.schemas.keywords import FACTS
from designer.specs.schemas.nodes import Member, Node

if TYPE_CHECKING:
    from designer.specs.schemas.nodes import Shape

Entry = tuple[str, Node, "Shape"]
CONTAINERS = {"object", "array"}
VALUE_WORDS = ("enum", "const", "format", "pattern", "minimum", "maximum", "minLength", "maxLength")
"""Words that hold for one alternative only, unless all say the same."""


def lay_alternatives(shape: Shape, group: list[Entry], *, shared: bool) -> None:
    """Add to *shape* what its alternatives allow; *shared*: they are readings of one member, not kinds to choose from."""
    living = [entry for entry in group if not _is_null(entry[2])]
    shape.nullable = shape.nullable or len(living) < len(group) or any(entry[2].nullable for entry in living)
    constraints = [entry[2].demanded for entry in living if _only_constrains(entry[2])]
    if constraints and len(constraints) == len(living) and all(constraints):
        shape.needs_one_of = tuple(dict.fromkeys(constraints))
    living = _without_blanks([entry for entry in living if not _only_constrains(entry[2])])
    shape.identity = shape.identity.union(*(entry[2].identity for entry in living))
    if len(living) == 1:
        _merge(shape, living[0])
    elif living:
        _unite(shape, living, shared=shared)


def _is_null(shape: Shape) -> bool:
    if shape.types or shape.members or shape.item:
        return False
    return shape.nullable and (not shape.facts.get("enum") or shape.facts["enum"] == [None])


def _only_constrains(shape: Shape) -> bool:
    """Tell whether an alternative only says which members must be there together."""
    return not (
        shape.types or shape.members or shape.item or shape.name or set(shape.facts) & {"enum", "const", "format", "description", "title"}
    )


def _without_blanks(group: list[Entry]) -> list[Entry]:
    """Leave out an alternative that allows the empty string alone: a way to clear the value, no kind of it."""
    kinds = [entry for entry in group if values_of(entry[2]) != [""]]
    return kinds or group


def _merge(shape: Shape, entry: Entry) -> None:
    """The only alternative left says how the value is."""
    _, _, one = entry
    shape.types = tuple(t for t in one.types if t in shape.types) or one.types or shape.types
    shape.facts = {**one.facts, **shape.facts}
    shape.members = {**one.members, **shape.members}
    shape.item = shape.item or one.item
    shape.item_count = max(shape.item_count, one.item_count)
    shape.open = shape.open or one.open
    shape.closed = shape.closed or one.closed
    shape.name = shape.name or one.name
    shape.expandable = shape.expandable or one.expandable


def _unite(shape: Shape, group: list[Entry], *, shared: bool) -> None:
    declared = shape.types
    shape.types = tuple(dict.fromkeys((*declared, *(t for _, _, one in group for t in one.types))))
    _unite_facts(shape, group)
    items = tuple(one.item for _, _, one in group if one.item is not None)
    if items and shape.item is None:
        shape.item = items[0] if len(items) == 1 else Node((), items)
    objects = [entry for entry in group if entry[2].members]
    scalars = [entry for entry in group if set(entry[2].types) - CONTAINERS]
    shape.open = shape.open or any(one.open for _, _, one in group)
    _unite_members(shape, objects, is_optional=bool(scalars) and not shared)


def _unite_facts(shape: Shape, group: list[Entry]) -> None:
    lists = [values_of(one) for _, _, one in group if set(one.types) - CONTAINERS or not one.types]
    if lists and all(values is not None for values in lists) and "enum" not in shape.facts:
        shape.facts["enum"] = list(dict.fromkeys(value for values in lists for value in values or [] if not isinstance(value, dict | list)))
    for word in FACTS:
        if word in shape.facts or word in ("enum", "const"):
            continue
        found = [one.facts[word] for _, _, one in group if word in one.facts]
        agreed = len(found) == len(group) and all(value == found[0] for value in found)
        if agreed or (found and word not in VALUE_WORDS and word in ("description", "example", "title")):
            shape.facts[word] = found[0]


def _unite_members(shape: Shape, objects: list[Entry], *, is_optional: bool) -> None:
    holders: dict[str, list[tuple[str, Member]]] = {}
    for name, _, one in objects:
        for member in one.members.values():
            holders.setdefault(member.name, []).append((name, member))
    own = {name for name, _ in shape.members}
    for name, found in holders.items():
        if name in own:
            continue
        is_everywhere = len({branch for branch, _ in found}) == len(objects)
        is_common = is_everywhere and (len(objects) > 1 or shape.expandable or not is_optional)
        nodes = tuple({member.node.key: member.node for _, member in found}.values())
        node = nodes[0] if len(nodes) == 1 else Node((), nodes)
        branch = "" if is_common else " | ".join(dict.fromkeys(branch for branch, _ in found))
        differing = tuple((branch, member.node) for branch, member in found) if is_common and len(nodes) > 1 else ()
        # What only one alternative inside an alternative asks for is not asked for by the outer one.
        requiring = tuple(dict.fromkeys(one for one, member in found if member.required and not member.branch))
        is_required = all(member.required and not member.branch for _, member in found)
        required_in = "" if is_required else " | ".join(requiring)
        shape.members[name, branch] = Member(name, node, is_required, branch, required_in, differing)


def values_of(shape: Shape) -> list[Any] | None:
    """Return the values an alternative is limited to, if it is."""
    if "const" in shape.facts:
        return [shape.facts["const"]]
    enum = shape.facts.get("enum")
    if isinstance(enum, list):
        return enum
    return None
