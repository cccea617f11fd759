"""What a design reads and fills, call by call: the surfaces of which a model must see the fields."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from designer.model.design import source_parts, target_parts
from designer.names.path import join, normal
from designer.plan.offline.calls import noun_of
from designer.plan.offline.records import envelope, first_item, identifier_field, items_path, record_fields, relative

if TYPE_CHECKING:
    from collections.abc import Iterator

    from designer.model.design import Condition, Design, Flow, Step
    from designer.model.spec import Catalog, Field, Operation

ITEM = "item"


@dataclass(frozen=True, slots=True, kw_only=True)
class Surface:
    """One side of a call or an event: what can be read from it (`read`) or what it is sent (`write`)."""

    system: str
    """System id."""
    name: str
    """The operation's key, or the event's name."""
    side: Literal["read", "write"]
    at: str
    """What stands before a field's path in a design: `trigger:`, `find_client:`, `body.`, `stripe_customers:`."""
    fields: tuple[Field, ...]
    noun: str = ""
    operation: Operation | None = None
    used: frozenset[str] = frozenset()
    """Paths that the design reads or fills."""
    where: str = ""
    """The flow and step, or the extract, that it belongs to."""
    root: str = ""
    """Where the record stands in it (`data.object`, `Contacts[]`); empty: it is the record."""
    answer: str = ""
    """Where the answer of a write holds the record's id."""
    is_mark: bool = False
    """Only ids are wanted of it: a look-up, or a thin delivery whose record is read back."""


def surfaces(design: Design, catalog: Catalog) -> tuple[Surface, ...]:
    """Return what a design reads and fills, in its order; an operation that several flows use alike stands once."""
    found = [surface for flow in design.flows for surface in _of_flow(design, flow, catalog)]
    found += _of_extracts(design, catalog)
    merged: dict[tuple[str, str, str], Surface] = {}
    for surface in found:
        key = (surface.system, surface.name, surface.side)
        known = merged.get(key)
        merged[key] = surface if known is None else _both(known, surface)
    return tuple(merged.values())


def read_by(design: Design, flow: Flow, catalog: Catalog) -> tuple[Surface, ...]:
    """Return what the steps of a flow can read: its trigger's record and the answers of its reads."""
    return tuple(surface for surface in _of_flow(design, flow, catalog) if surface.side == "read")


def written_by(step: Step, catalog: Catalog, *, design: Design) -> Surface | None:
    """Return the body that a step fills, its paths as the step's targets tell them; none without one."""
    operation = catalog.operation(_name(design, step.system), step.operation) if step.operation else None
    content = next((body for body in operation.bodies if body.media_type == step.media_type), operation.body) if operation else None
    if operation is None or content is None:
        return None
    used = frozenset(normal(path) for mapping in step.mappings for location, path in [target_parts(mapping.target)] if location == "body")
    fields = relative(catalog.fields(content, access="write"), step.items)
    written = _surface(step.system, operation, "write", at="body.", fields=fields, used=used, where=step.id)
    return replace(written, root=envelope(fields))


def _of_flow(design: Design, flow: Flow, catalog: Catalog) -> Iterator[Surface]:
    used = _sources(flow)
    is_read_back = flow.trigger.payload != "full" and any(step.role == "read" for step in flow.steps)
    for told in _of_trigger(design, flow, catalog, used.get("trigger", frozenset())):
        yield replace(told, is_mark=is_read_back, used=frozenset(map(normal, told.used)))
    for step in flow.steps:
        operation = catalog.operation(_name(design, step.system), step.operation) if step.operation else None
        if operation is None:
            continue
        if step.role == "write" and (written := written_by(step, catalog, design=design)):
            yield replace(written, answer=_id_of(operation, catalog))
        if operation.success and (step.role != "write" or step.id in used):
            yield replace(_of_answer(step, operation, catalog, used.get(step.id, frozenset())), is_mark=step.role != "read")


def _of_answer(step: Step, operation: Operation, catalog: Catalog, used: frozenset[str]) -> Surface:
    """Return what a step can be asked for: the first record of an answer that wraps its records, unless the flow reads each of them."""
    fields = catalog.fields(operation.success, access="read") if operation.success else ()
    items = envelope(fields)
    inside = first_item(items)
    if not items or (used and not any(path.startswith(f"{inside}.") for path in used)):
        return _surface(step.system, operation, "read", at=f"{step.id}:", fields=fields, used=frozenset(map(normal, used)), where=step.id)
    own = frozenset(normal(path.removeprefix(f"{inside}.")) for path in used if path.startswith(f"{inside}."))
    return _surface(step.system, operation, "read", at=f"{step.id}:{inside}.", fields=relative(fields, items), used=own, where=step.id)


def _of_trigger(design: Design, flow: Flow, catalog: Catalog, used: frozenset[str]) -> Iterator[Surface]:
    trigger, name = flow.trigger, _name(design, flow.trigger.system)
    event = catalog.event(name, trigger.event) if trigger.event else None
    operation = catalog.operation(name, trigger.operation) if trigger.operation else None
    if event is not None:
        fields = catalog.event_fields(event)
        yield Surface(
            system=trigger.system,
            name=event.name,
            side="read",
            at="trigger:",
            fields=fields,
            used=used,
            where=flow.id,
            root=event.record_path,
        )
    elif operation is not None:
        fields = record_fields(catalog, operation, trigger.items)
        yield _surface(trigger.system, operation, "read", at="trigger:", fields=fields, used=used, where=flow.id)


def _of_extracts(design: Design, catalog: Catalog) -> Iterator[Surface]:
    columns = [column for table in design.warehouse.tables for column in table.columns] if design.warehouse else []
    for extract in design.warehouse.extracts if design.warehouse else ():
        operation = catalog.operation(_name(design, extract.system), extract.operation) if extract.operation else None
        if operation is None:
            continue
        read = (source_parts(source) for column in columns for source in column.sources)
        used = frozenset(path for origin, path in read if origin == extract.id) | frozenset((*extract.primary_key, extract.cursor)) - {""}
        fields = record_fields(catalog, operation, extract.items or items_path(catalog, operation))
        yield _surface(extract.system, operation, "read", at=f"{extract.id}:", fields=fields, used=used, where=extract.id)


def _surface(
    system: str,
    operation: Operation,
    side: Literal["read", "write"],
    *,
    at: str,
    fields: tuple[Field, ...],
    used: frozenset[str],
    where: str,
) -> Surface:
    return Surface(
        system=system,
        name=operation.key,
        side=side,
        at=at,
        fields=fields,
        noun=noun_of(operation),
        operation=operation,
        used=used,
        where=where,
    )


def _id_of(operation: Operation, catalog: Catalog) -> str:
    fields = catalog.fields(operation.success, access="read") if operation.success else ()
    items = envelope(fields)
    found = identifier_field(relative(fields, items), noun=noun_of(operation))
    return join(first_item(items), found.path) if found and "." not in items + found.path else ""


def _sources(flow: Flow) -> dict[str, frozenset[str]]:
    """Return the paths that a flow reads, by their origin; what `item:` reads counts to the origin of the list."""
    found: dict[str, set[str]] = {}
    for step in (None, *flow.steps):
        listed = source_parts(step.for_each) if step else ("", "")
        for origin, path in map(source_parts, _read(step) if step else _read_to_start(flow)):
            if origin == ITEM and listed[0]:
                found.setdefault(listed[0], set()).add(join(listed[1], path))
            else:
                found.setdefault(origin, set()).add(path)
    return {origin: frozenset(paths) for origin, paths in found.items()}


def _read(step: Step) -> Iterator[str]:
    yield from (source for mapping in step.mappings for source in mapping.sources)
    yield from _compared(step.condition)
    yield from step.idempotency.sources


def _read_to_start(flow: Flow) -> Iterator[str]:
    """Yield what a flow reads beside its steps, as sources."""
    trigger = flow.trigger
    yield from _compared(trigger.condition)
    cursor = trigger.cursor.path if trigger.cursor else ""
    yield from (f"trigger:{path}" for path in (trigger.record_id, trigger.event_id, cursor) if path)
    if flow.ordering_key:
        yield flow.ordering_key


def _compared(condition: Condition) -> Iterator[str]:
    yield from (comparison.source for group in condition.any for comparison in group.all)


def _both(one: Surface, other: Surface) -> Surface:
    where = one.where if other.where in one.where.split(", ") else f"{one.where}, {other.where}"
    return replace(one, used=one.used | other.used, where=where)


def _name(design: Design, identifier: str) -> str:
    system = design.system(identifier)
    return system.name if system else identifier
