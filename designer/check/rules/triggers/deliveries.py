"""Deliveries: taken apart as they are sent, known again by their own id."""

from __future__ import annotations

from typing import TYPE_CHECKING

from designer.check.rule import Fault, rule
from designer.check.rules.triggers.each import event_of, triggers
from designer.model.finding import Fix
from designer.names.path import PathError, leaf

if TYPE_CHECKING:
    from collections.abc import Iterator

    from designer.check.lookup.view import View
    from designer.model.spec import Event

MOMENTS = frozenset({"date-time", "unix-time", "unix-ms"})
MARKS = ("timestamp", "etag", "version", "sequence")
"""Parts of the names of what is another with each change."""


@rule("TRG510", severity="info")
def duplicates_can_be_known(view: View) -> Iterator[Fault]:
    """Name the path of a delivery's own id, by which a delivery that comes twice is known.

    Where a delivery is known to have none, a digest of its content takes the place of it, and `event_id` is left empty. That is enough
    unless two changes of one record are delivered alike.
    """
    for where, _, trigger in triggers(view):
        if trigger.kind != "webhook" or trigger.event_id:
            continue
        event = event_of(view, trigger)
        if event is None or not event.dated or event.event_id_path:
            message = (
                "Without the path of the delivery's own id, duplicates are known by a digest of their content. Name it as `event_id`; "
                "where the delivery has none, leave it empty."
            )
            yield Fault(where=f"{where}.event_id", message=message)
        elif _is_alike(view, event):
            message = (
                f"{event.name} has no id of its own and tells no moment, so two changes of one record are delivered alike: by a digest of "
                "the content the second passes for a repeat. Take into the keys of writes (`idempotency.sources`) when the record changed."
            )
            yield Fault(where=f"{where}.event_id", message=message)


@rule("TRG515")
def batches_are_taken_apart(view: View) -> Iterator[Fault]:
    """Name as `items` the list in which a delivery carries several events; each is then handled for itself."""
    for where, _, trigger in triggers(view):
        event = event_of(view, trigger)
        if event is not None and event.items and not trigger.items:
            fix = Fix(where=f"{where}.items", words=f"write {event.items}", value=event.items, certain=False)
            message = f"{event.system} delivers several {event.name} at once, in the list `{event.items}`. Name it as `items`."
            yield Fault(where=f"{where}.items", message=message, fix=fix)
        elif event is not None and trigger.items and not event.items and _is_no_list(view, event, trigger.items):
            message = f"A delivery of {event.name} holds no list `{trigger.items}`, so nothing would be handled. Take `items` out."
            yield Fault(where=f"{where}.items", message=message)


@rule("TRG516", severity="warning")
def record_id_is_the_records(view: View) -> Iterator[Fault]:
    """Know a record by its own id: the delivery's is another with each delivery."""
    for where, _, trigger in triggers(view):
        event = event_of(view, trigger)
        record = trigger.record_id
        if trigger.kind != "webhook" or not record:
            continue
        own = _own_id(view, event, record) if event and record in {trigger.event_id, event.event_id_path} else ""
        if own:
            fix = Fix(where=f"{where}.record_id", words=f"write {own}", value=own, certain=False)
            message = f"`{record}` is the delivery's own id, new with each delivery. Write `{own}`."
            yield Fault(where=f"{where}.record_id", message=message, fix=fix)
        elif event is not None and event.id_path and record != event.id_path and "full" not in {trigger.payload, event.payload}:
            fix = Fix(where=f"{where}.record_id", words=f"write {event.id_path}", value=event.id_path, certain=False)
            message = f"{event.system} names the record of {event.name} in `{event.id_path}`, not in `{record}`."
            yield Fault(where=f"{where}.record_id", message=message, fix=fix)


def _own_id(view: View, event: Event, record: str) -> str:
    """Return where a delivery holds the record's id beside its own; a message that is sent once has no other."""
    if event.id_path:
        return event.id_path if event.id_path != record else ""
    paths = [field.path for field in view.catalog.event_fields(event) if field.is_leaf and leaf(field.path).lower() == "id"]
    below = [path for path in paths if path != record and (not event.record_path or path.startswith(f"{event.record_path}."))]
    return min(below, key=lambda path: (path.count("."), path), default="")


def _is_alike(view: View, event: Event) -> bool:
    """Tell whether a delivery holds nothing that differs from one change of a record to the next."""
    names = [(leaf(field.path).lower(), field.format) for field in view.catalog.event_fields(event)]
    tells = any((form in MOMENTS and "expir" not in name) or any(mark in name for mark in MARKS) for name, form in names)
    return event.payload == "id" and not tells


def _is_no_list(view: View, event: Event, items: str) -> bool:
    """Tell whether the document describes the delivery and has no such list in it."""
    path = items.removesuffix("[]")
    if not path or event.content is None:
        return False
    try:
        found = view.catalog.event_field(event, path)
    except PathError:
        return False
    if found is None:
        return bool(view.catalog.event_fields(event))
    return bool(found.types) and "array" not in found.types
