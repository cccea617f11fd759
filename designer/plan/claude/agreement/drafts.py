"""What the offline draft says of a call: its mappings, read from the steps of another design that make the same calls."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from designer.model.design import source_parts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from designer.model.design import Design, Flow, Mapping, Step, Trigger

APART = ("trigger", "trigger.headers", "item", "setting", "table", "run")


def drafted(draft: Design, flow: Flow, step: Step) -> tuple[Mapping, ...]:
    """Return the draft's mappings of the same call in a flow with the same start, their sources as *step* would name them."""
    found: list[Mapping] = []
    for other in draft.flows:
        if _start(other.trigger) != _start(flow.trigger):
            continue
        for same in other.steps:
            if (same.system, same.operation) == (step.system, step.operation) and step.action == same.action == "call":
                found += _translated(same, other, flow, step)
    return tuple(found)


def _start(trigger: Trigger) -> tuple[str, ...]:
    return trigger.kind, trigger.system, trigger.event, trigger.operation, trigger.items


def _translated(same: Step, other: Flow, flow: Flow, step: Step) -> Iterator[Mapping]:
    calls = {(one.system, one.operation): one.id for one in reversed(flow.steps[: flow.steps.index(step)])}
    names = {one.id: calls.get((one.system, one.operation), "") for one in other.steps}
    names.update({origin: origin for origin in APART})
    for mapping in same.mappings:
        parts = [source_parts(source) for source in mapping.sources]
        if all(names.get(origin) for origin, _ in parts):
            yield replace(mapping, sources=tuple(f"{names[origin]}:{path}" for origin, path in parts))
