"""A design for a person: what starts it, what it does step by step, and which field fills which."""

from __future__ import annotations

from typing import TYPE_CHECKING

from designer.show.console import Line
from designer.show.costs import counted
from designer.show.safe import one_line
from designer.transforms.words import describe

if TYPE_CHECKING:
    from collections.abc import Iterator

    from designer.model.design import Design, Flow, Mapping, Step, Trigger
    from designer.model.warehouse import Warehouse

PAYLOADS = {"full": "the whole record", "partial": "a part of the record", "id": "an id only", "unknown": "content not described"}


def summary_lines(design: Design) -> Iterator[Line]:
    """Yield the design from its title to its mappings."""
    yield Line(f"{one_line(design.title or design.name)} ({design.style}, planned by {one_line(design.planner) or 'a person'})", "title")
    for reason in design.architecture.reasons:
        yield Line(f"  - {one_line(reason)}", "quiet", hang=4)
    for flow in design.flows:
        yield from _flow_lines(flow, design)
    if design.warehouse:
        yield from _warehouse_lines(design.warehouse, design)
    yield Line("")


def _flow_lines(flow: Flow, design: Design) -> Iterator[Line]:
    yield Line("")
    yield Line(f"Flow {flow.id}" + (f": {one_line(flow.title)}" if flow.title else ""), "title")
    yield Line(f"  1. {_trigger(flow.trigger, design)}", hang=3)
    for number, step in enumerate(flow.steps, 2):
        yield Line(f"  {number}. {_step(step, design)}", hang=3)
        yield from (_mapping_line(mapping) for mapping in step.mappings)


def _trigger(trigger: Trigger, design: Design) -> str:
    name = _system_name(design, trigger.system)
    if trigger.kind == "webhook":
        return f"{name} tells of {trigger.event or 'an event'} (webhook, {PAYLOADS[trigger.payload]})"
    if trigger.kind == "poll":
        cursor = f", what is new by {trigger.cursor.path}" if trigger.cursor and trigger.cursor.path else ""
        return f"{name} is asked {trigger.operation} on the schedule {trigger.schedule or '(none)'}{cursor}"
    if trigger.kind == "schedule":
        return f"On the schedule {trigger.schedule or '(none)'}"
    return " ".join(part for part in ("Started by", trigger.kind, trigger.event, f"in {name}" if name else "") if part)


def _step(step: Step, design: Design) -> str:
    what = step.operation or step.channel or step.action
    each = f", once for each {step.for_each}" if step.for_each else ""
    return f"{step.role} {what} in {_system_name(design, step.system)}{each}{_fields(step)}"


def _fields(step: Step) -> str:
    if not step.mappings:
        return ""
    waiting = sum(_waits(mapping) for mapping in step.mappings)
    review = sum(mapping.status == "proposed" for mapping in step.mappings) - waiting
    states = ((review, "to review"), (waiting, "waiting for an answer"))
    told = "".join(f", {number} {words}" for number, words in states if number)
    return f": {counted(len(step.mappings), 'field')}{told}"


def _mapping_line(mapping: Mapping) -> Line:
    how = describe(mapping.transform, sources=mapping.sources)
    filled = ", ".join(mapping.sources) if mapping.transform.name == "copy" else how
    sure = "" if mapping.status == "accepted" else " (waits for an answer)" if _waits(mapping) else f" (to review, {_sure(mapping)})"
    return Line(f"     {one_line(mapping.target)} <- {one_line(filled)}{sure}", "" if mapping.status == "accepted" else "warning", hang=4)


def _sure(mapping: Mapping) -> str:
    told = {"disputed": ", disputed", "alone": ", Claude alone"}.get(mapping.agreement, "")
    return f"{mapping.confidence:.2f}{told}"


def _waits(mapping: Mapping) -> bool:
    """A proposal that only an answered setting can fill."""
    return mapping.status == "proposed" and bool(mapping.sources) and all(source.startswith("setting:") for source in mapping.sources)


def _warehouse_lines(warehouse: Warehouse, design: Design) -> Iterator[Line]:
    yield Line("")
    yield Line(f"Warehouse on {warehouse.product}, data no older than {counted(warehouse.freshness_minutes, 'minute')}", "title")
    for extract in warehouse.extracts:
        what = extract.operation or extract.file or "(not known, see the questions)"
        yield Line(f"  extract {extract.id}: {what} of {_system_name(design, extract.system)}", hang=4)
    for table in warehouse.tables:
        yield Line(
            f"  {table.layer} table {table.id}: {counted(len(table.columns), 'column')}"
            + (f", {one_line(table.grain)}" if table.grain else ""),
            hang=4,
        )
    if warehouse.cost:
        yield Line(f"  cost: about {sum(line.usd_month for line in warehouse.cost):,.0f} US dollars a month")


def _system_name(design: Design, identifier: str) -> str:
    system = design.system(identifier)
    return one_line(system.name if system else identifier)
