"""What the schema of a delivery shows: many events in one, the record inside its envelope, thin or whole."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from designer.names.path import child
from designer.names.text import words
from designer.specs.schemas.nodes import Node
from designer.specs.schemas.shape import reference_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from designer.model.spec import Event
    from designer.specs.documents.library import Library
    from designer.specs.schemas.nodes import Shape
    from designer.specs.schemas.shape import ShapeReader

ENVELOPES = {"data", "payload", "object", "resource", "content", "body", "entity", "record", "event", "detail", "details"}
"""Members under which vendors put the record that an event is about."""
TELLS_EVENT = re.compile(r"event|type|topic|action|hook|trigger|timestamp|kind", re.IGNORECASE)
EVENT_IDS = ("eventid", "webhookid", "deliveryid", "notificationid", "messageid", "uuid", "id")
THIN = re.compile(
    r"(^|[a-z_])(id|ids|uuid|guid|key|type|event|eventtype|timestamp|time|date|at|url|uri|href|version|action|topic|object|attempt|source|hook)$",
    re.IGNORECASE,
)
"""Names of members that say which record, what happened and when, but nothing of the record itself."""

OUTER_ID = re.compile(
    r"(event|webhook|hook|delivery|message|company|tenant|account|organi[sz]ation|app|portal|subscription)_?id$", re.IGNORECASE
)
"""Ids of the delivery or of the account, seldom of the record."""
CHANGES = re.compile(r"chang|updated_?(fields|attributes)|modified|previous|fields$", re.IGNORECASE)
"""Members that list which fields changed: still nothing of the record itself."""


def describe_delivery(library: Library, reader: ShapeReader, event: Event) -> Event:
    """Return the event with what its content's schema shows; each is left as it is where the schema does not tell."""
    place = library.place(event.content.file, event.content.pointer) if event.content else None
    if place is None or event.content is None:
        return event
    root = reader.shape(Node((place,)))
    items, node = _items(reader, root)
    if node is not None:
        inner = node.places[0]
        content = replace(event.content, file=inner.document.file, pointer=inner.pointer, name=reference_name(inner.value))
        event = replace(event, items=items, content=content)
        root = reader.shape(node)
    record_path = _record_path(reader, root)
    leaves = list(_leaves(reader, root, "", depth=3))
    is_thin = bool(leaves) and all(THIN.search(name) or CHANGES.search(name) for _, name in leaves)
    return replace(
        event,
        record_path=record_path,
        event_id_path=_event_id(root) if record_path else "",
        payload="unknown" if not leaves else "id" if is_thin else "full",
        id_path=_id_path(leaves, event.name) if is_thin else "",
    )


def _items(reader: ShapeReader, root: Shape) -> tuple[str, Node | None]:
    """Return the array whose items are the events, when the delivery is little else."""
    if root.item is not None and root.item.places:
        return "[]", root.item
    arrays = [(member.name, item) for member in root.members.values() if (item := reader.shape(member.node).item) is not None]
    objects = [member for member in root.members.values() if reader.shape(member.node).members]
    if len(arrays) == 1 and not objects and len(root.members) <= 4:
        name, node = arrays[0]
        if node.places and reader.shape(node).members:
            return child("", name) + "[]", node
    return "", None


def _record_path(reader: ShapeReader, root: Shape) -> str:
    objects = {member.name: shape for member in root.members.values() if (shape := reader.shape(member.node)).members}
    named = [name for name in objects if name.lower() in ENVELOPES]
    tells = any(TELLS_EVENT.search(member.name) for member in root.members.values() if member.name not in objects)
    chosen = named[0] if named else next(iter(objects)) if len(objects) == 1 and tells and len(root.members) <= 8 else ""
    if not chosen:
        return ""
    inner = objects[chosen]
    only = list(inner.members.values())
    deeper = next((member.name for member in only if member.name == "object" and reader.shape(member.node).members), "")
    if not deeper and len(only) == 1 and reader.shape(only[0].node).members:
        deeper = only[0].name
    return child(child("", chosen), deeper) if deeper else child("", chosen)


def _leaves(reader: ShapeReader, shape: Shape, path: str, *, depth: int) -> Iterator[tuple[str, str]]:
    for member in shape.members.values():
        below = reader.shape(member.node)
        where = child(path, member.name)
        if below.members and depth > 1:
            yield from _leaves(reader, below, where, depth=depth - 1)
        else:
            yield where, member.name


def _event_id(root: Shape) -> str:
    plain = {re.sub(r"[^a-z]", "", member.name.lower()): member.name for member in root.members.values()}
    return next((child("", plain[name]) for name in EVENT_IDS if name in plain), "")


def _id_path(leaves: list[tuple[str, str]], event: str) -> str:
    """Return the id of the record: the one called like the event's noun, else the first that is not the event's or the account's own."""
    ids = [(path, name) for path, name in leaves if re.search(r"(^|[a-z_])(id|uuid|key)$", name, re.IGNORECASE)]
    nouns = set(words(event))
    alike = [path for path, name in ids if nouns & (set(words(name)) - {"id", "uuid", "key"})]
    other = [path for path, name in ids if not OUTER_ID.match(name)]
    return next(iter(alike + other + [path for path, _ in ids]), "")
