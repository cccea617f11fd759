"""Payloads: what is delivered is enough, or the record is read back by its own id."""

from __future__ import annotations

from typing import TYPE_CHECKING

from designer.check.evidence.passing import plain_source
from designer.check.rule import Fault, rule
from designer.check.rules.triggers.each import event_of, triggers

if TYPE_CHECKING:
    from collections.abc import Iterator

    from designer.check.lookup.view import View
    from designer.model.design import Step, Trigger

THIN = ("id", "partial")


@rule("TRG504", severity="warning")
def thin_delivery_is_read_back(view: View) -> Iterator[Fault]:
    """Read the whole record back where a delivery names it only, or tells a part of it.

    A delivery that names no record at all tells that something changed: a step lists what did, or the flow polls instead.
    """
    for where, flow, trigger in triggers(view):
        thin = _thin(view, trigger)
        reads = any(step.role == "read" and step.action == "call" for step in flow.steps)
        if trigger.kind != "webhook" or not thin or reads or not flow.steps:
            continue
        if thin == "id" and _names_no_record(view, trigger):
            message = (
                "The delivery tells that something changed, and no id of what. Poll the list instead (`kind: poll` with its `operation` "
                "and `cursor`), or add a first step with `role: read` that lists what changed, and run the later ones for each of it."
            )
        else:
            holds = "only the record's id" if thin == "id" else "only a part of the record"
            message = f"The delivery holds {holds}. Add a step that reads the record before it is written."
        yield Fault(where=f"{where}.payload", message=message)


@rule("TRG509", severity="unverified")
def payload_is_known(view: View) -> Iterator[Fault]:
    """Know deliveries that no document describes: save a real one as a sample and give it with `--spec`."""
    for where, flow, trigger in triggers(view):
        event = event_of(view, trigger)
        reads = any(source.startswith("trigger:") for step in flow.steps for mapping in step.mappings for source in mapping.sources)
        if event is not None and event.content is None and reads:
            message = f"No document describes what {event.system} sends with {event.name}, so what is read from it cannot be checked."
            yield Fault(where=f"{where}.event", message=message)


@rule("TRG517", severity="warning")
def record_is_read_back_by_its_id(view: View) -> Iterator[Fault]:
    """Read a record back by the id that the delivery gives for it, not by another one that it holds too."""
    for i, flow in enumerate(view.design.flows):
        trigger = flow.trigger
        if trigger.kind != "webhook":
            continue
        own = f"trigger:{trigger.record_id}" if trigger.record_id else ""
        reads = [(j, step) for j, step in enumerate(flow.steps) if step.role == "read" and step.system == trigger.system]
        named = {source for _, step in reads for source in _ids(step)}
        for j, step in reads:
            for number, mapping in enumerate(step.mappings):
                where = f"$.flows[{i}].steps[{j}].mappings[{number}].sources[0]"
                sources = set(map(plain_source, mapping.sources)) if mapping.target.startswith("path.") else set()
                if trigger.event_id and f"trigger:{trigger.event_id}" in sources and f"trigger:{trigger.event_id}" != own:
                    cure = f" The record's is `{own}`." if own else ""
                    message = f"`trigger:{trigger.event_id}` is the delivery's own id, by which no record is found.{cure}"
                    yield Fault(where=where, message=message, severity="error")
                elif own and _thin(view, trigger) and own not in named and any(source.startswith("trigger:") for source in sources):
                    message = f"The record is delivered by its id `{own}`, and read back by `{mapping.sources[0]}`."
                    yield Fault(where=where, message=f"{message} Use the id of the record.")


@rule("TRG518", severity="warning")
def what_is_read_back_is_used(view: View) -> Iterator[Fault]:
    """Write from the record that was read back: what a thin delivery itself holds may be a part, or old."""
    for step in view.steps:
        trigger, flow = step.flow.trigger, step.flow
        backs = [one for one in flow.steps if one.role == "read" and one.system == trigger.system]
        if step.step.role != "write" or _thin(view, trigger) != "id" or not backs:
            continue
        for mapping in step.mappings:
            for number, source in enumerate(mapping.mapping.sources):
                beside = mapping.sources[number]
                if source.startswith("trigger:") and beside.state == "unknown" and mapping.mapping.target.startswith("body."):
                    message = f"The delivery holds only the record's id, so `{source}` is most likely empty. Read it from `{backs[0].id}:`."
                    yield Fault(where=f"{mapping.where}.sources[{number}]", message=message)


def _names_no_record(view: View, trigger: Trigger) -> bool:
    """Tell whether it is known of an event that its deliveries hold no id, and the design names none."""
    event = event_of(view, trigger)
    return not trigger.record_id and event is not None and bool(event.dated) and not event.id_path


def _thin(view: View, trigger: Trigger) -> str:
    """Return how little a delivery tells, by the design or by what is known of its event; empty if it is enough."""
    event = event_of(view, trigger)
    told = trigger.payload if trigger.payload in THIN else event.payload if event else ""
    return told if told in THIN else ""


def _ids(step: Step) -> set[str]:
    return {plain_source(source) for mapping in step.mappings for source in mapping.sources}
