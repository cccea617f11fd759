"""Sample records for a design: what its documents allow, rich enough that every mapping has something to carry."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from designer.model.design import source_parts
from designer.model.transform import Lookup
from designer.names.path import format_path, leaf, parse_path
from designer.render.code.evaluating import Given, World, holds, source_value
from designer.render.code.fitting import Use, array_of, fit, from_outside, of_field
from designer.render.code.operations import target_fields, trigger_operation
from designer.render.code.placing import place, value_at
from designer.render.code.settings import setting_value
from designer.render.code.sources import literal_segments
from designer.render.runtime import runtime

if TYPE_CHECKING:
    from collections.abc import Mapping

    from designer.model.design import Comparison, Design, Flow, Step
    from designer.model.scalars import Json, Scalar
    from designer.model.spec import Catalog, Content, Event
    from designer.names.path import Segment
    from designer.render.code.operations import Call

NAMES_OF_EVENTS = {"type", "event", "event_type", "eventtype", "topic", "webhookevent"}
"""Members of an envelope that hold the event's name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Samples:
    """The sample records of one flow."""

    delivery: Json
    """The event as it is delivered, or the polled record."""
    records: dict[str, Json]
    """What the steps see: by origin."""
    rows: dict[str, tuple[tuple[Scalar, Scalar], ...]]
    """Rows for look-up tables that have none yet, with which the sample event can be mapped, by `table:<id>`."""

    def records_of(self, step: Step) -> dict[str, Json]:
        """Return the records as a step sees them: in a loop, its first item is `item`."""
        if not step.for_each:
            return self.records
        origin, path = source_parts(array_of(step.for_each))
        return {**self.records, "item": value_at(self.records.get(origin), literal_segments(origin, path))}


def given_of(design: Design, catalog: Catalog, calls: tuple[Call, ...]) -> Given:
    """Return settings and tables as the samples take them: what is not answered gets a value that its target takes."""
    unanswered = {f"table:{table.id}" for table in design.tables if not table.rows} | {f"link:{link.id}" for link in design.links}
    assumed: dict[str, Json] = {}
    for call in calls:
        fields = target_fields(call, catalog)
        for mapping in call.step.mappings:
            using = mapping.transform.using if isinstance(mapping.transform, Lookup) else ""
            if using in unanswered and using not in assumed:
                field = fields.get(mapping.target)
                assumed[using] = of_field(field) if field else "sample"
    return Given(design=design, settings={setting.id: setting_value(setting) for setting in design.settings}, assumed=assumed)


def samples_of(flow: Flow, given: Given, catalog: Catalog, calls: tuple[Call, ...]) -> Samples:
    """Return the sample records of a flow."""
    design = given.design
    own = tuple(call for call in calls if call.flow is flow)
    records: dict[str, Any] = {"trigger": _event_record(flow, design, catalog), "trigger.headers": {}}
    records |= {call.step.id: _answer(call, catalog) for call in own}
    world = given.world(records)
    fields = {origin: _source_fields(origin, flow, design, catalog, own) for origin in records}
    uses = _uses(own, catalog)
    _open_loops(flow, world)
    for source, used in uses.items():
        fit(source, used, world, fields)
    _hold_keys(flow, world, fields)
    _meet_conditions(flow, world)
    return Samples(delivery=delivered(flow, records["trigger"]), records=records, rows=_rows(uses, world, given))


def _rows(uses: dict[str, list[Use]], world: World, given: Given) -> dict[str, tuple[tuple[Scalar, Scalar], ...]]:
    rows: dict[str, dict[Scalar, Scalar]] = {}
    for source, used in uses.items():
        for use in used:
            using = use.mapping.transform.using if isinstance(use.mapping.transform, Lookup) else ""
            value, target = source_value(source, world), given.assumed.get(using)
            while isinstance(value, list) and value:
                value = value[0]
            if (
                using.startswith("table:")
                and using in given.assumed
                and not isinstance(value, list | dict)
                and not isinstance(target, list | dict)
            ):
                rows.setdefault(using, {})[value] = target
    return {using: tuple(found.items()) for using, found in rows.items()}


def _event_record(flow: Flow, design: Design, catalog: Catalog) -> Any:
    """Return one event, or one polled record, as the documents describe it."""
    trigger = flow.trigger
    system = design.system(trigger.system)
    event = catalog.event(system.name, trigger.event) if system and trigger.event else None
    if event is not None:
        return _of_event(event, catalog)
    operation = trigger_operation(trigger, catalog)
    if operation is None or operation.success is None:
        return {}
    page = _of_content(operation.success, catalog)
    return value_at(page, parse_path(trigger.items)) if trigger.items else page


def _of_event(event: Event, catalog: Catalog) -> Any:
    record: Any = {}
    for field in event.envelope:
        if field.is_leaf:
            told = event.name in field.enum or (not field.enum and leaf(field.path).lower() in NAMES_OF_EVENTS)
            record = place(record, parse_path(field.path), event.name if told else of_field(field))
    if event.content is not None:
        record = place(record, parse_path(event.content.prefix), _of_content(event.content, catalog))
    return record


def _answer(call: Call, catalog: Catalog) -> Any:
    content = call.operation.success if call.operation else None
    return _of_content(content, catalog) if content else {}


def _of_content(content: Content, catalog: Catalog) -> Any:
    """Return a value of the whole schema of a content."""
    schema = catalog.schema(content)
    document = runtime("openapi").Document(schema, ())
    return runtime("samples").Sampler(document, "answer").sample(schema)


def _source_fields(origin: str, flow: Flow, design: Design, catalog: Catalog, calls: tuple[Call, ...]) -> Any:
    """Return a function from a path of an origin to its field, if a document has it."""
    trigger = flow.trigger
    system = design.system(trigger.system)
    event = catalog.event(system.name, trigger.event) if system and trigger.event else None
    operation = trigger_operation(trigger, catalog)
    if origin == "trigger" and event is not None:
        return lambda path: catalog.event_field(event, path)
    if origin == "trigger":
        content, prefix = (operation.success if operation else None), trigger.items
    else:
        call = next((call for call in calls if call.step.id == origin), None)
        content, prefix = (call.operation.success if call and call.operation else None), ""
    if content is None:
        return lambda _path: None
    return lambda path: catalog.field(content, format_path((*parse_path(prefix), *parse_path(path))), access="read")


def _uses(calls: tuple[Call, ...], catalog: Catalog) -> dict[str, list[Use]]:
    """Return every source that a record holds, with the mappings that read it."""
    found: dict[str, list[Use]] = {}
    for call in calls:
        fields = target_fields(call, catalog)
        for mapping in call.step.mappings:
            for source in mapping.sources:
                outer = from_outside(source, call.step.for_each)
                if source_parts(outer)[0] not in {"setting", "run"}:
                    use = Use(mapping=mapping, target=fields.get(mapping.target), loop=call.step.for_each)
                    found.setdefault(outer, []).append(use)
    return found


def _open_loops(flow: Flow, world: World) -> None:
    """See to it that every array that a step goes through has an item, and that steps see it as `item`."""
    for step in flow.steps:
        if step.for_each:
            origin, path = source_parts(array_of(step.for_each))
            segments = literal_segments(origin, path)
            if value_at(world.records.get(origin), segments) is None:
                world.records[origin] = place(world.records.get(origin), segments, {})


def _hold_keys(flow: Flow, world: World, fields: Mapping[str, Any]) -> None:
    """See to it that a record holds what tells it from others: the sample of a large schema ends before it has every field."""
    for source in (flow.ordering_key, *(key for step in flow.steps for key in step.idempotency.sources)):
        origin, path = source_parts(source)
        if origin in fields and path and source_value(source, world) is None:
            field = fields[origin](path)
            value = of_field(field) if field else "sample"
            world.records[origin] = place(world.records[origin], literal_segments(origin, path), value)


def _meet_conditions(flow: Flow, world: World) -> None:
    """Make the event one that the flow acts on: the first group of its condition holds."""
    conditions = [flow.trigger.condition, *(step.condition for step in flow.steps)]
    for condition in conditions:
        if condition.any and not holds(condition, world):
            for comparison in condition.any[0].all:
                _meet(comparison, world)


def _meet(comparison: Comparison, world: World) -> None:
    origin, path = source_parts(comparison.source)
    if origin != "trigger":
        return
    value = next(iter(comparison.values), None)
    wanted: dict[str, Json] = {"equals": value, "in": value, "contains": value}
    segments = literal_segments(origin, path)
    if comparison.op in wanted:
        world.records[origin] = place(world.records[origin], segments, wanted[comparison.op])
    elif comparison.op in {"greater", "less"} and isinstance(value, int | float):
        world.records[origin] = place(world.records[origin], segments, value + (1 if comparison.op == "greater" else -1))
    elif comparison.op == "empty":
        world.records[origin] = place(world.records[origin], segments, None)
    elif comparison.op in {"present", "changed"} and not value_at(world.records[origin], segments):
        world.records[origin] = place(world.records[origin], segments, "sample")


def delivered(flow: Flow, record: Json) -> Json:
    """Return the event in the list that a delivery carries, where one delivery can hold many."""
    items: tuple[Segment, ...] = parse_path(flow.trigger.items) if flow.trigger.kind == "webhook" else ()
    return place({} if items[:1] and items[0].kind == "key" else [], items, record) if items else record
