"""What a design uses of its systems, told by the design alone: calls, events, and each field with the places that need it."""

from __future__ import annotations

import hashlib
import json
import re
from typing import TYPE_CHECKING, Literal, NamedTuple

from designer.check.lookup.view import sources_of_step
from designer.model.design import source_parts, target_parts
from designer.names.path import EACH, PathError, format_path, join, normal, parse_path

if TYPE_CHECKING:
    from collections.abc import Iterator

    from designer.model.design import Condition, Design, Flow, Mapping, Step
    from designer.model.warehouse import Extract

EVENT = "event "
"""In front of an event's name, where it stands for what is used; anything else is an operation's key."""
WHOLE = re.compile(r"(\$.*?\.(?:mappings|columns|all)\[\d+\]).*")
"""A mapping, column or comparison, whatever of it reads."""
MAPPING = re.compile(r"\.mappings\[(\d+)\]")
BELOW = "[]"


class FieldUse(NamedTuple):
    """One field that the design fills or reads, and where."""

    where: str
    system: str
    part: str
    """An operation's key, or `event <name>`."""
    side: Literal["sent", "read"]
    items: str
    """The array whose items the path is seen from."""
    path: str
    """Sent: `body.email`, `query.limit`; read: the path in the answer or the delivery."""
    media_type: str = ""
    mapping: Mapping | None = None
    """The mapping that stands at `where`, if one does."""

    @property
    def at(self) -> str:
        """Return the path as seen from the root, `[0]` and `[type=x]` written `[]`."""
        location, inner = target_parts(self.path) if self.side == "sent" else ("", self.path)
        if location and location != "body":
            return self.path
        whole = normal(join(self.items, inner)) if inner or not location else ""
        return f"{location}.{whole}".rstrip(".") if location else whole


class Uses(NamedTuple):
    """All that a design uses."""

    operations: tuple[tuple[str, str, str], ...]
    """System, key and place."""
    events: tuple[tuple[str, str, str], ...]
    """System, name and place."""
    fields: tuple[FieldUse, ...]

    @property
    def digest(self) -> str:
        """Return a hash of what is used, wherever in the design it is used."""
        told = {(system, key) for system, key, _ in self.operations} | {(system, EVENT + name) for system, name, _ in self.events}
        fields = {(one.system, one.part, one.side, one.at) for one in self.fields}
        return hashed([sorted(told), sorted(fields)])


def hashed(value: object) -> str:
    """Return a short hash of a JSON value."""
    text = json.dumps(value, ensure_ascii=True, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def uses_of(design: Design) -> Uses:
    """Return what the design uses; a path that cannot be read is told by the check, and is none here."""
    operations = tuple((use.system, use.key, use.where) for use in design.operations() if use.key and use.system)
    events = tuple(
        (flow.trigger.system, flow.trigger.event, f"$.flows[{i}].trigger.event")
        for i, flow in enumerate(design.flows)
        if flow.trigger.kind == "webhook" and flow.trigger.event
    )
    found = [use for i, flow in enumerate(design.flows) for use in _of_flow(f"$.flows[{i}]", flow)]
    found += [*_of_links(design), *_of_warehouse(design)]
    return Uses(operations, events, tuple(one for use in found for one in _with_selectors(use)))


def _with_selectors(use: FieldUse) -> Iterator[FieldUse]:
    """Yield the field, and those by whose values items on its way are chosen (`type` of `[type=billing]`)."""
    try:
        segments = parse_path(target_parts(use.path)[1] if use.side == "sent" else use.path)
        parse_path(target_parts(use.at)[1] if use.side == "sent" else use.at)  # with the items that the path is seen from
    except PathError:
        return
    if use.at:
        yield use
    for end, segment in enumerate(segments):
        if segment.kind == "selector":
            path = join(format_path((*segments[:end], EACH)), segment.key)
            yield use._replace(path=f"body.{path}" if use.side == "sent" else path, mapping=None)


def _of_flow(where: str, flow: Flow) -> Iterator[FieldUse]:
    trigger = flow.trigger
    here = f"{where}.trigger"
    for number, mapping in enumerate(trigger.mappings):
        yield from _of_mapping(f"{here}.mappings[{number}]", mapping, flow, None)
    told = [("event_id", trigger.event_id), ("record_id", trigger.record_id)]
    told += [("cursor.path", trigger.cursor.path)] if trigger.cursor else []
    for name, path in told:
        yield from _read(f"{here}.{name}", f"trigger:{path}" if path else "", flow, None)
    if trigger.cursor and trigger.cursor.parameter and trigger.operation:
        yield FieldUse(f"{here}.cursor.parameter", trigger.system, trigger.operation, "sent", "", f"query.{trigger.cursor.parameter}")
    if trigger.items.removesuffix(BELOW):
        yield FieldUse(f"{here}.items", trigger.system, _started_by(flow), "read", "", trigger.items)
    yield from _of_condition(f"{here}.condition", trigger.condition, flow)
    yield from _read(f"{where}.ordering_key", flow.ordering_key, flow, None)
    for number, step in enumerate(flow.steps):
        yield from _of_step(f"{where}.steps[{number}]", step, flow)


def _of_step(where: str, step: Step, flow: Flow) -> Iterator[FieldUse]:
    for number, mapping in enumerate(step.mappings):
        if step.action == "call":
            here = f"{where}.mappings[{number}]"
            yield FieldUse(here, step.system, step.operation, "sent", step.items, mapping.target, step.media_type, mapping)
    for inner, source in sources_of_step(step):
        found = MAPPING.match(inner)
        filling = step.mappings[int(found[1])] if found else None
        yield from (use._replace(mapping=filling) for use in _read(where + inner, source, flow, step))
    for name, path in (("success", step.success), ("item_errors", step.item_errors)):
        if path and step.action == "call":
            yield FieldUse(f"{where}.{name}", step.system, step.operation, "read", "", path.rpartition(":")[2])


def _of_mapping(where: str, mapping: Mapping, flow: Flow, step: Step | None) -> Iterator[FieldUse]:
    """Yield what the parameter of a poller's list operation takes."""
    if flow.trigger.operation:
        yield FieldUse(where, flow.trigger.system, flow.trigger.operation, "sent", "", mapping.target, "", mapping)
    for source in mapping.sources:
        yield from _read(where, source, flow, step)


def _of_condition(where: str, condition: Condition, flow: Flow) -> Iterator[FieldUse]:
    for group, all_of in enumerate(condition.any):
        for number, comparison in enumerate(all_of.all):
            yield from _read(f"{where}.any[{group}].all[{number}].source", comparison.source, flow, None)


def _read(where: str, source: str, flow: Flow, step: Step | None) -> Iterator[FieldUse]:
    """Yield the field that a source reads; settings, tables and the run are no system's."""
    origin, path = source_parts(source)
    place = WHOLE.sub(r"\1", where)
    if origin == "item" and step is not None and step.for_each and source_parts(step.for_each)[0] != "item":
        yield from _read(where, join(step.for_each.removesuffix(BELOW) + BELOW, path), flow, step)
    elif origin == "trigger" and flow.trigger.system:
        yield FieldUse(place, flow.trigger.system, _started_by(flow), "read", flow.trigger.items, path)
    else:
        called = next((one for one in flow.steps if one.id == origin and one.action == "call"), None)
        if called is not None:
            yield FieldUse(place, called.system, called.operation, "read", "", path)


def _started_by(flow: Flow) -> str:
    return EVENT + flow.trigger.event if flow.trigger.kind == "webhook" else flow.trigger.operation


def _of_links(design: Design) -> Iterator[FieldUse]:
    """Yield what the keys of links read, seen from the first flow that has their origin."""
    for i, link in enumerate(design.links):
        for number, key in enumerate(link.keys):
            uses = (use for flow in design.flows for use in _read(f"$.links[{i}].keys[{number}]", key, flow, None))
            yield from list(uses)[:1]


def _of_warehouse(design: Design) -> Iterator[FieldUse]:
    warehouse = design.warehouse
    extracts = {one.id: one for one in warehouse.extracts} if warehouse else {}
    for i, extract in enumerate(extracts.values()):
        yield from _of_extract(f"$.warehouse.extracts[{i}]", extract)
    for i, table in enumerate(warehouse.tables if warehouse else ()):
        for number, column in enumerate(table.columns):
            for source in column.sources:
                origin, path = source_parts(source)
                extract_of = extracts.get(origin)
                if extract_of is not None and extract_of.operation:
                    yield _extracted(f"$.warehouse.tables[{i}].columns[{number}]", extract_of, path)


def _of_extract(where: str, extract: Extract) -> Iterator[FieldUse]:
    if not extract.operation:
        return
    if extract.items.removesuffix(BELOW):
        yield FieldUse(f"{where}.items", extract.system, extract.operation, "read", "", extract.items)
    read = [("cursor", extract.cursor)] if extract.cursor else []
    read += [(f"primary_key[{number}]", path) for number, path in enumerate(extract.primary_key)]
    read += [(f"nested[{number}]", path) for number, path in enumerate(extract.nested)]
    for name, path in read:
        yield _extracted(f"{where}.{name}", extract, path)
    sent = [(f"parameters[{number}]", parameter.target) for number, parameter in enumerate(extract.parameters)]
    sent += [("cursor_parameter", f"query.{extract.cursor_parameter}")] if extract.cursor_parameter else []
    for name, target in sent:
        yield FieldUse(f"{where}.{name}", extract.system, extract.operation, "sent", "", target)


def _extracted(where: str, extract: Extract, path: str) -> FieldUse:
    return FieldUse(where, extract.system, extract.operation, "read", extract.items, path)
