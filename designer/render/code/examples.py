"""Sample records for a design: what its documents allow, rich enough that every mapping has something to carry."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from designer.model.design import source_parts, target_parts
from designer.model.transform import BoolMap, Cast, CountryCode, DateFormat, EnumMap, First, Join, Lookup, PhoneE164, Scale
from designer.names.path import EACH, format_path, leaf, parse_path
from designer.render.code.evaluating import Given, UnfitError, World, holds, mapping_value, source_value
from designer.render.code.operations import target_fields, trigger_operation
from designer.render.code.placing import place, value_at
from designer.render.code.runtime import runtime
from designer.render.code.settings import setting_value
from designer.render.code.sources import literal_segments

if TYPE_CHECKING:
    from collections.abc import Iterator

    from designer.model.design import Comparison, Design, Flow, Mapping, Step
    from designer.model.scalars import Json, Scalar
    from designer.model.spec import Catalog, Content, Event, Field
    from designer.names.path import Segment
    from designer.render.code.operations import Call

NAMES_OF_EVENTS = {"type", "event", "event_type", "eventtype", "topic", "webhookevent"}
"""Members of an envelope that hold the event's name."""
MOMENT = datetime(2026, 1, 31, 9, 30, tzinfo=UTC)
USUAL: tuple[Json, ...] = (
    "sample", "12", 12, 12.5, True, "2026-01-31T09:30:00Z", "2026-01-31", "sample@example.com", "+4930123456", "DE", "EUR", "x", 1,
    "https://example.com/sample", "Berlin", "00000000-0000-4000-8000-000000000001",
)  # fmt: skip
"""Values to try where the document's own sample does not go through a transform or into its target."""


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
        origin, path = source_parts(_array_of(step.for_each))
        return {**self.records, "item": value_at(self.records.get(origin), literal_segments(origin, path))}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Use:
    """A mapping that reads a source, and the field it fills."""

    mapping: Mapping
    target: Field | None
    loop: str
    """The array whose items the step goes through."""

    @property
    def sources(self) -> tuple[str, ...]:
        """Return the mapping's sources, those of a loop's item as they read from outside."""
        return tuple(_from_outside(source, self.loop) for source in self.mapping.sources)


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
                assumed[using] = _of_field(field) if field else "sample"
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
        _fit(source, used, world, fields)
    _meet_conditions(flow, world)
    return Samples(delivery=delivered(flow, records["trigger"]), records=records, rows=_rows(uses, world, given))


def _rows(uses: dict[str, list[_Use]], world: World, given: Given) -> dict[str, tuple[tuple[Scalar, Scalar], ...]]:
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
            record = place(record, parse_path(field.path), event.name if told else _of_field(field))
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


def _of_field(field: Field) -> Any:
    """Return a value that a field's own description allows."""
    schema: dict[str, Any] = {"type": list(field.types)} if field.types else {}
    schema |= {"enum": list(field.enum)} if field.enum else {}
    schema |= {"format": field.format} if field.format else {}
    schema |= {"example": field.example} if field.example is not None else {}
    for word, value in (
        ("minLength", field.min_length),
        ("maxLength", field.max_length),
        ("minimum", field.minimum),
        ("maximum", field.maximum),
    ):
        schema |= {word: value} if value is not None else {}
    return runtime("samples").Sampler(runtime("openapi").Document({}, ()), "answer").sample(schema, name=leaf(field.path))


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


def _uses(calls: tuple[Call, ...], catalog: Catalog) -> dict[str, list[_Use]]:
    """Return every source that a record holds, with the mappings that read it."""
    found: dict[str, list[_Use]] = {}
    for call in calls:
        fields = target_fields(call, catalog)
        for mapping in call.step.mappings:
            for source in mapping.sources:
                outer = _from_outside(source, call.step.for_each)
                if source_parts(outer)[0] not in {"setting", "run"}:
                    use = _Use(mapping=mapping, target=fields.get(mapping.target), loop=call.step.for_each)
                    found.setdefault(outer, []).append(use)
    return found


def _from_outside(source: str, loop: str) -> str:
    origin, path = source_parts(source)
    if origin != "item":
        return source
    array = _array_of(loop)
    return f"{array}{path}" if path.startswith("[") or not path else f"{array}.{path}"


def _array_of(for_each: str) -> str:
    return for_each if for_each.endswith("[]") else f"{for_each}[]"


def _open_loops(flow: Flow, world: World) -> None:
    """See to it that every array that a step goes through has an item, and that steps see it as `item`."""
    for step in flow.steps:
        if step.for_each:
            origin, path = source_parts(_array_of(step.for_each))
            segments = literal_segments(origin, path)
            if value_at(world.records.get(origin), segments) is None:
                world.records[origin] = place(world.records.get(origin), segments, {})


def _fit(source: str, uses: list[_Use], world: World, fields: dict[str, Any]) -> None:
    """Put a value at a source with which all its mappings work, or as many as any value can serve."""
    origin, path = source_parts(source)
    if origin not in world.records:
        return
    segments = literal_segments(origin, path)
    while segments and segments[-1] == EACH:
        segments = segments[:-1]
    field = fields[origin](path) if origin in fields else None
    before = world.records[origin]
    best, most = before, -1
    for value in _candidates(value_at(before, segments), uses, field):
        world.records[origin] = place(before, segments, value)
        served = sum(_serves(use, world) for use in uses)
        if served > most:
            best, most = world.records[origin], served
        if served == len(uses):
            break
    world.records[origin] = best


def _candidates(current: Any, uses: list[_Use], field: Field | None) -> Iterator[Json]:
    """Yield values to try: the document's own sample first, then what the transforms read and the targets want."""
    tried: list[Json] = []
    for value in (current, *_wanted(uses), *(field.enum if field else ()), *USUAL):
        listed = [value] if current.__class__ is list and not isinstance(value, list) else value
        if listed is None or listed == "" or listed in tried or not _is_allowed(listed, field):
            continue
        tried.append(listed)
        yield listed


def _wanted(uses: list[_Use]) -> Iterator[Json]:
    for use in uses:
        yield from _read_by(use.mapping)
        if use.target is not None:
            yield from (value for value in use.target.enum if value is not None)
            yield _of_field(use.target)


def _read_by(mapping: Mapping) -> Iterator[Json]:
    """Yield values that a transform reads."""
    transform = mapping.transform
    match transform:
        case EnumMap():
            yield from (row.source for row in transform.values)
        case BoolMap():
            yield from transform.truthy
        case DateFormat():
            yield _moment(transform.source)
        case Cast(to="integer") | Cast(to="number") | Scale():
            yield from (12, "12")
        case Cast(to="boolean"):
            yield from (True, "true")
        case PhoneE164():
            yield "+4930123456"
        case CountryCode():
            yield from ("DE", "DEU", "Germany")
        case Join():
            yield ["sample"]
        case _:
            return


def _moment(notation: str) -> Json:
    seconds = int(MOMENT.timestamp())
    known: dict[str, Json] = {"iso": "2026-01-31T09:30:00Z", "date": "2026-01-31", "unix_s": seconds, "unix_ms": seconds * 1000}
    return known.get(notation) or MOMENT.strftime(notation)


def _is_allowed(value: Json, field: Field | None) -> bool:
    """Tell whether the source's own document allows a value, as far as the field tells."""
    if field is None or not field.types:
        return True
    if field.enum and not isinstance(value, list) and value not in field.enum:
        return False
    if isinstance(value, str) and field.max_length is not None and len(value) > field.max_length:
        return False
    return _has_type(value, field.types)


def _has_type(value: Any, types: tuple[str, ...]) -> bool:
    kinds = {bool: "boolean", int: "integer", float: "number", str: "string", list: "array", dict: "object"}
    kind = kinds.get(type(value), "null")
    return kind in types or (kind == "integer" and "number" in types)


def _serves(use: _Use, world: World) -> bool:
    """Tell whether a mapping gives something that its target takes."""
    values = tuple(_single(source_value(source, world), use) for source in use.sources)
    try:
        result = mapping_value(use.mapping, values, world)
    except UnfitError:
        return False
    return result is not None and result != "" and (use.target is None or _takes(use.target, result))


def _single(value: Any, use: _Use) -> Any:
    """Return one item's value where the path goes through arrays that the target's array is driven by."""
    deep = target_parts(use.mapping.target)[1].count("[]") + use.loop.count("[]")
    listed = (use.target is not None and "array" in use.target.types) or isinstance(use.mapping.transform, First | Join)
    while isinstance(value, list) and value and (deep > 0 or not listed):
        value, deep = value[0], deep - 1
    return value


def _takes(target: Field, value: Any) -> bool:
    """Tell whether a target's document takes a value, as far as the field tells."""
    if target.types and not _has_type(value, target.types):
        return False
    if target.enum and not isinstance(value, list) and value not in target.enum:
        return False
    if isinstance(value, str) and not _text_fits(target, value):
        return False
    if isinstance(value, int | float) and not isinstance(value, bool):
        low, high = target.minimum, target.maximum
        return (low is None or value >= low) and (high is None or value <= high)
    return True


def _text_fits(target: Field, value: str) -> bool:
    if target.max_length is not None and len(value) > target.max_length:
        return False
    if target.min_length is not None and len(value) < target.min_length:
        return False
    try:
        return not target.pattern or re.search(target.pattern, value) is not None
    except re.error:
        return True


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
