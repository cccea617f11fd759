"""The records that a step can read: each with the fields that the offline planner would see in it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from designer.model.design import source_parts
from designer.names.path import PathError, join, normal
from designer.plan.offline.calls import noun_of, takes_one
from designer.plan.offline.deliveries import noun_of_event
from designer.plan.offline.records import envelope, items_path, relative

if TYPE_CHECKING:
    from collections.abc import Mapping as Map

    from designer.check.lookup.view import View
    from designer.model.design import Flow, Step, Trigger
    from designer.model.spec import Field, Operation


Told = tuple[tuple[object, ...], ...]
"""What of fields the matcher reads, so that two lists can be known as one; a field itself may hold an example that cannot be hashed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """A record as it is delivered or answered; two with the same fields and noun are one to the matcher."""

    told: Told
    """What the fields are compared by."""
    fields: tuple[Field, ...] = field(compare=False)
    noun: str
    system: str = field(compare=False)
    """System id."""
    inside: str = field(default="", compare=False)
    """Where in the answer the record stands, such as `Invoices[]`; the paths of `fields` are relative to it."""
    root: str = field(default="", compare=False)
    """Where in the delivery the record stands, such as `data.object`; the paths of `fields` begin with it."""


def told(fields: tuple[Field, ...]) -> Told:
    """Return what fields are compared by."""
    return tuple(
        (one.path, one.types, one.format, one.enum, one.required, one.read_only, one.title, one.description, one.max_length, one.branch)
        for one in fields
    )


def records_at(view: View, flow: Flow, step: Step) -> dict[str, Record]:
    """Return what *step* can read by its origin: `trigger`, the ids of earlier calls, and `item` in a step that runs once per item."""
    found = {"trigger": delivered(view, flow.trigger)}
    for earlier in flow.steps[: flow.steps.index(step)]:
        found[earlier.id] = _answered(view, earlier)
    known = {origin: record for origin, record in found.items() if record is not None}
    item = _item(view, flow, step) if step.for_each else None
    return known if item is None else {**known, "item": item}


def delivered(view: View, trigger: Trigger) -> Record | None:
    """Return the record that a trigger brings; none where no document describes it."""
    spec = view.spec(trigger.system)
    if spec is None:
        return None
    if trigger.kind == "webhook":
        event = view.catalog.event(spec.name, trigger.event)
        if event is None:
            return None
        fields = view.catalog.event_fields(event)
        if trigger.items and trigger.items != event.items:
            fields = relative(fields, normal(trigger.items))
        below = tuple(one for one in fields if event.record_path and one.path.startswith(f"{event.record_path}."))
        return Record(
            told=told(below or fields),
            fields=below or fields,
            noun=noun_of_event(event),
            system=trigger.system,
            root=event.record_path if below else "",
        )
    operation = view.operation(trigger.system, trigger.operation)
    return None if operation is None else _record(view, operation, trigger.system, trigger.items, is_whole=True)


def _answered(view: View, step: Step) -> Record | None:
    operation = view.operation(step.system, step.operation) if step.action == "call" else None
    if operation is None or operation.success is None:
        return None
    items = envelope(view.catalog.fields(operation.success, access="read")) if takes_one(operation) else items_path(view.catalog, operation)
    return _record(view, operation, step.system, items, is_whole=False)


def _record(view: View, operation: Operation, system: str, items: str, *, is_whole: bool) -> Record | None:
    """Return the record among an answer's *items*; sources are relative to it where a trigger names them (*is_whole*)."""
    if operation.success is None:
        return None
    below = _normal(items)
    fields = relative(view.catalog.fields(operation.success, access="read"), below)
    return Record(told=told(fields), fields=fields, noun=noun_of(operation), system=system, inside="" if is_whole else below)


def _item(view: View, flow: Flow, step: Step) -> Record | None:
    """Return one item of the list that a step runs over: its fields lie below the list in what is delivered or answered."""
    origin, path = source_parts(step.for_each)
    if origin == "trigger":
        whole = delivered(view, flow.trigger)
    else:
        whole = next((_answered(view, one) for one in flow.steps if one.id == origin), None)
    if whole is None:
        return None
    each = _each(path)
    inside = whole_path(whole, each)
    fields = relative(whole.fields, inside)
    return Record(told=told(fields), fields=fields, noun=whole.noun, system=whole.system) if fields else None


def _each(path: str) -> str:
    return _normal(path if path.endswith("]") else f"{path}[]")


def whole_path(record: Record, path: str) -> str:
    """Return a path of an answer as it reads from its record."""
    return path.removeprefix(f"{record.inside}.") if record.inside else path


def plain(source: str, step: Step) -> str:
    """Return a source in the one notation in which two are compared: items as `[]`, `item:` as what the step runs over."""
    origin, path = source_parts(source)
    if origin == "item" and step.for_each:
        outer, above = source_parts(step.for_each)
        origin, path = outer, join(_each(above), path)
    return f"{origin}:{_normal(path)}"


def meant(source: str, records: Map[str, Record]) -> tuple[str, ...]:
    """Return what a plain source names, wherever it is read: a delivered customer's email is that of the customer that is read back."""
    origin, path = source_parts(source)
    record = records.get(origin)
    if record is None:
        return (source,)
    return (record.system, record.noun, whole_path(record, path).removeprefix(f"{record.root}." if record.root else ""))


def _normal(path: str) -> str:
    try:
        return normal(path)
    except PathError:
        return path
