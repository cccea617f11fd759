"""Schemas to fields: a whole tree up to a size that a person and a matcher can hold, or one path however deep."""

from __future__ import annotations

import dataclasses
import heapq
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from designer.model.spec import Choice, Field
from designer.names.path import child, join, parse_path
from designer.specs.schemas.alternatives import values_of
from designer.specs.schemas.field import field_of
from designer.specs.schemas.nodes import Node

if TYPE_CHECKING:
    from collections.abc import Iterator

    from designer.model.scalars import Access, Scalar
    from designer.names.path import Segment
    from designer.specs.documents.library import Place
    from designer.specs.schemas.nodes import Member, Shape
    from designer.specs.schemas.shape import ShapeReader

BUDGET = 700
"""Fields in a tree, unless the first level alone has more."""
FAR = 3
"""How many levels deeper a tree counts that is returned only on request."""


@dataclass(frozen=True, slots=True)
class Context:
    """What a container hands down to all below it."""

    read_only: bool = False
    write_only: bool = False
    on_request: str = ""
    branch: str = ""
    ancestors: frozenset[tuple[str, str]] = frozenset()


@dataclass(slots=True)
class _Entry:
    """A field of the tree being grown, its shape, and its children once grown."""

    field: Field
    shape: Shape
    context: Context
    depth: int
    children: list[_Entry] = dataclasses.field(default_factory=list)


def field_tree(reader: ShapeReader, place: Place, *, access: Access, prefix: str = "", levels: int = 0) -> tuple[Field, ...]:
    """Return the fields below a schema in document order, containers first; the root itself only where it is a value.

    *levels* bounds the depth; 0 does not.
    """
    root = _root(reader, place, access)
    _grow(root, reader, access, levels)
    fields = list(_in_order(root))
    if not root.children and (root.field.types or root.field.free_form):
        fields.insert(0, root.field)
    return tuple(replace(found, path=join(prefix, found.path)) for found in fields) if prefix else tuple(fields)


class FieldFinder:
    """Finds the fields of one schema by their paths, however deep; what lies on the way is read once."""

    def __init__(self, reader: ShapeReader, place: Place, *, access: Access) -> None:
        """Start at the schema's root."""
        self._reader, self._access = reader, access
        self._entries: dict[tuple[Segment, ...], _Entry] = {(): _root(reader, place, access)}

    def field(self, path: str) -> Field | None:
        """Return the field at a path, `None` if the schema says that there is none. Raises PathError."""
        entry = self._entries[()]
        steps: tuple[Segment, ...] = ()
        for segment in parse_path(path):
            steps = (*steps, segment)
            below = self._entries.get(steps) or _child_at(entry, segment, self._reader, self._access)
            if below is None:
                return _unknown(path, entry) if _cannot_tell(entry, segment) else None
            entry = self._entries[steps] = below
        return entry.field


def _root(reader: ShapeReader, place: Place, access: Access) -> _Entry:
    node = Node((place,))
    shape = reader.shape(node)
    root = field_of("", node, shape, access=access)
    return _Entry(root, shape, Context(read_only=False), 0)


def _grow(root: _Entry, reader: ShapeReader, access: Access, levels: int) -> None:
    """Open containers, the shallow ones first, as long as their children fit into the budget."""
    waiting: list[tuple[int, int, _Entry]] = [(0, 0, root)]
    count = order = 0
    while waiting:
        _, _, entry = heapq.heappop(waiting)
        size = len(entry.shape.members) + (entry.shape.item is not None)
        if not size or (entry.depth and count + size > BUDGET) or (levels and entry.depth >= levels):
            continue
        entry.children = list(_children(entry, reader, access))
        count += size
        for below in entry.children:
            if below.shape.identity.isdisjoint(below.context.ancestors):
                order += 1
                heapq.heappush(waiting, (below.depth, order, below))


def _children(entry: _Entry, reader: ShapeReader, access: Access) -> Iterator[_Entry]:
    context = _handed_down(entry)
    shape = entry.shape
    for member in shape.members.values():
        path = child(entry.field.path, member.name)
        yield _with_choices(
            _entry(path, member.node, reader, access, entry, context, required=member.required, branch=member.branch), entry, member, reader
        )
    if shape.item is not None and "array" in shape.types:
        yield _entry(f"{entry.field.path}[]", shape.item, reader, access, entry, context, required=shape.item_count > 0)


def _entry(
    path: str, node: Node, reader: ShapeReader, access: Access, parent: _Entry, context: Context, *, required: bool, branch: str = ""
) -> _Entry:
    shape = reader.shape(node)
    own = context if context.branch or not branch else replace(context, branch=branch)
    made = field_of(path, node, shape, access=access, required=required, context=own)
    is_far = bool(made.only_on_request) and not parent.field.only_on_request
    return _Entry(made, shape, own, parent.depth + 1 + FAR * is_far)


def _with_choices(entry: _Entry, parent: _Entry, member: Member, reader: ShapeReader) -> _Entry:
    """Lay over a member what alternatives say of it: which of them require it, and which of its values means which of them."""
    told = parent.shape.meant.get(member.name, ())
    if member.required_in:
        entry.field = replace(entry.field, required_in=member.required_in)
    if not told and not member.holders:
        return entry
    by_branch: dict[str, list[Scalar]] = {}
    for branch, value in told:
        by_branch.setdefault(branch, []).append(value)
    if not told:
        by_branch = {branch: values_of(reader.shape(node)) or [] for branch, node in member.holders}
    every = [value for values in by_branch.values() for value in values]
    if all(by_branch.values()) and len(set(map(str, every))) == len(every):
        choices = tuple(Choice(branch=branch, values=tuple(values)) for branch, values in by_branch.items())
        entry.field = replace(entry.field, choices=choices)
    return entry


def _handed_down(entry: _Entry) -> Context:
    return replace(
        entry.context,
        read_only=entry.field.read_only,
        write_only=entry.field.write_only,
        on_request=entry.field.only_on_request or ("expand" if entry.shape.expandable else ""),
        ancestors=entry.context.ancestors | entry.shape.identity,
    )


def _in_order(entry: _Entry) -> Iterator[Field]:
    for below in entry.children:
        yield below.field
        yield from _in_order(below)


def _child_at(entry: _Entry, segment: Segment, reader: ShapeReader, access: Access) -> _Entry | None:
    shape, context = entry.shape, _handed_down(entry)
    if segment.is_item:
        if shape.item is None:
            return None
        return _entry(f"{entry.field.path}[]", shape.item, reader, access, entry, context, required=shape.item_count > 0)
    for (name, _), member in shape.members.items():
        if name == segment.key:
            path = child(entry.field.path, name)
            return _with_choices(
                _entry(path, member.node, reader, access, entry, context, required=member.required, branch=member.branch),
                entry,
                member,
                reader,
            )
    return None


def _cannot_tell(entry: _Entry, segment: Segment) -> bool:
    """Tell whether the document leaves open what stands below here."""
    shape = entry.shape
    if not shape.types and not shape.members:
        return True
    if segment.is_item:
        return "array" in shape.types and shape.item is None
    return "object" in shape.types and ((shape.open and not shape.closed) or shape.is_free_form)


def _unknown(path: str, entry: _Entry) -> Field:
    return Field(
        path=path,
        free_form=True,
        read_only=entry.field.read_only,
        write_only=entry.field.write_only,
        only_on_request=entry.field.only_on_request,
        branch=entry.field.branch,
        pointer=entry.field.pointer,
    )
