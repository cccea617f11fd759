"""Events that a document itself tells of: webhooks, callbacks, and the names that a subscription may ask for."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from designer.model.description import Verification
from designer.model.spec import Content, Event
from designer.specs.openapi.bodies import bodies_of
from designer.specs.openapi.deliveries import describe_delivery
from designer.specs.openapi.operations import path_operations
from designer.specs.openapi.parameters import parameters_of
from designer.specs.openapi.source import members, text
from designer.specs.schemas.nodes import Node
from designer.specs.schemas.shape import schema_name

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import Literal

    from designer.model.spec import Operation, Parameter
    from designer.specs.documents.library import Place
    from designer.specs.openapi.source import Source
    from designer.specs.schemas.nodes import Shape

SIGNATURE = re.compile(r"signature|hmac|(?:^|[-_])sig(?:$|[-_])", re.IGNORECASE)
ABOUT_EVENTS = re.compile(r"web ?hook|event|notification|callback|(?:^|[/_-])hooks?(?:$|[/_ -])", re.IGNORECASE)
NAMES_EVENTS = re.compile(r"^(enabled|subscribed|webhook)?_?(event|topic|trigger|subscription)(_?(type|name|id|topic))?s?$", re.IGNORECASE)
"""Members that hold whole names of events; `event_action` beside `event_object` holds halves."""
EVENT_NAME = re.compile(r"^x-(?:.+-)?event-(?:type|name)$", re.IGNORECASE)
"""An extension of a webhook's operation that holds the event's own name."""
EVENT_MARK = "x-webhook"
"""An extension of a schema that says of which event it is the delivery: `{"event": "order.created"}`."""
FEWEST_NAMES = 3
"""An enum of fewer values is a mode or a kind, seldom a list of events."""


def events_of(source: Source, operations: Sequence[Operation]) -> tuple[Event, ...]:
    """Return the events in document order: webhooks, then callbacks, then names to subscribe to.

    An event that is both described and listed has its description, and the listing operation as its registration.
    """
    found: dict[str, Event] = {}
    for event in (*_told_apart(_described(source, operations)), *_names(source, operations)):
        known = found.setdefault(event.name, event)
        if event.origin == "subscription_enum" and not known.registration:
            found[event.name] = replace(known, registration=event.registration)
    return tuple(found.values())


def _told_apart(events: Iterator[Event]) -> Iterator[Event]:
    """Yield the events, callbacks of one name that deliver different things named after the operations that register them."""
    known: dict[str, Event] = {}
    for event in events:
        first = known.setdefault(event.name, event)
        is_other = event.origin == "callback" and event.content is not None and _place_of(event) != _place_of(first)
        yield replace(event, name=f"{event.name} of {event.registration}") if is_other else event


def _place_of(event: Event) -> tuple[str, str] | None:
    return (event.content.file, event.content.pointer) if event.content else None


def _described(source: Source, operations: Sequence[Operation]) -> Iterator[Event]:
    for word in ("webhooks", "x-webhooks"):
        for name, slot in members(source.root, word):
            for _, item, place in sorted(path_operations(source, slot), key=lambda found: found[0] != "post"):
                yield _event(source, place, item, name=name.lstrip("/"), origin="webhook", pointer=slot.pointer)
    yield from _schema_events(source)
    for operation in operations:
        yield from _callbacks(source, operation)


def _event(source: Source, slot: Place, item: Place, *, name: str, origin: Literal["webhook", "callback"], pointer: str) -> Event:
    bare = Event(system=source.system, name=name, origin=origin, pointer=pointer)
    place = source.follow(slot)
    if place is None or not isinstance(place.value, dict):
        return bare
    contents = bodies_of(source, place, item)
    parameters = parameters_of(source, place, item, path="")
    told = replace(
        bare,
        name=_named(place.value) or name,
        summary=text(place.value.get("summary")) or text(place.value.get("description")).split("\n", 1)[0],
        content=contents[0] if contents else None,
        verification=_verification(parameters),
    )
    return describe_delivery(source.library, source.reader, told)


def _named(operation: dict[str, Any]) -> str:
    """Return the name that deliveries carry, where an extension gives it beside the name of the page."""
    return next((text(value) for key, value in operation.items() if EVENT_NAME.match(key) and text(value)), "")


def _schema_events(source: Source) -> Iterator[Event]:
    """Yield the events that schemas describe: some documents mark the schema of a delivery instead of listing webhooks."""
    root = source.root.value
    components = source.root.at("components") if isinstance(root.get("components"), dict) else None
    for _, place in members(components, "schemas"):
        mark = place.value.get(EVENT_MARK) if isinstance(place.value, dict) else None
        name = text(mark.get("event")) if isinstance(mark, dict) else ""
        if name:
            content = Content(system=source.system, file=place.document.file, pointer=place.pointer, name=schema_name(place.pointer))
            summary = text(place.value.get("description")).split("\n", 1)[0]
            event = Event(system=source.system, name=name, origin="webhook", summary=summary, content=content, pointer=place.pointer)
            yield describe_delivery(source.library, source.reader, event)


def _verification(parameters: tuple[Parameter, ...]) -> Verification | None:
    header = next((one.name for one in parameters if one.location == "header" and SIGNATURE.search(one.name)), "")
    return Verification(scheme="unknown", header=header) if header else None


def _callbacks(source: Source, operation: Operation) -> Iterator[Event]:
    place = source.library.place(operation.file, operation.pointer)
    for name, slot in members(place, "callbacks"):
        callback = source.follow(slot)
        if callback is None or not isinstance(callback.value, dict):
            continue
        for expression in callback.value:
            if expression.startswith("x-"):
                continue
            for _, item, inner in path_operations(source, callback.at(expression)):
                event = _event(source, inner, item, name=name, origin="callback", pointer=inner.pointer)
                yield replace(event, registration=operation.key)


def _names(source: Source, operations: Sequence[Operation]) -> Iterator[Event]:
    """Yield the names that the body or a parameter of a subscribing operation may list."""
    known: set[str] = set()
    subscribing = [
        one for one in operations if one.method in ("POST", "PUT", "PATCH") and ABOUT_EVENTS.search(f"{one.path} {one.operation_id}")
    ]
    for operation in sorted(subscribing, key=lambda one: one.method != "POST"):
        for name, pointer in _listed(source, operation):
            if name not in known:
                known.add(name)
                yield Event(system=source.system, name=name, origin="subscription_enum", registration=operation.key, pointer=pointer)


def _listed(source: Source, operation: Operation) -> Iterator[tuple[str, str]]:
    if operation.body is None:
        return
    place = source.library.place(operation.body.file, operation.body.pointer)
    if place is None:
        return
    for shape, pointer in _enums(source, source.reader.shape(Node((place,))), depth=3):
        values = shape.facts.get("enum")
        names = [value for value in values if isinstance(value, str) and value not in ("*", "")] if isinstance(values, list) else []
        if len(names) >= FEWEST_NAMES:
            yield from ((name, pointer) for name in names)


def _enums(source: Source, shape: Shape, *, depth: int) -> Iterator[tuple[Shape, str]]:
    """Yield the values, or items, of members that are called events, topics or triggers."""
    for member in shape.members.values():
        below = source.reader.shape(member.node)
        if NAMES_EVENTS.search(member.name):
            place = member.node.places[0] if member.node.places else None
            yield below, place.pointer if place else ""
            if below.item is not None:
                yield source.reader.shape(below.item), place.pointer if place else ""
        if depth > 1:
            yield from _enums(source, below, depth=depth - 1)
            if below.item is not None:
                yield from _enums(source, source.reader.shape(below.item), depth=depth - 1)
