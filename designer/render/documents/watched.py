"""What is watched while a starter runs: the figures that show a fault before anybody complains."""

from __future__ import annotations

from typing import TYPE_CHECKING

from designer.render.documents.flows import writes
from designer.render.documents.places import system_name
from designer.render.documents.words import code, codes, counted, duration, schedule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from designer.model.design import Design, Flow, RateLimit
    from designer.model.warehouse import Warehouse


def watched(design: Design) -> tuple[str, ...]:
    """Return the figures to watch, from the flows, the limits and the extracts of the design."""
    lines = [line for flow in design.flows for line in _flow_lines(design, flow)]
    lines += [
        f"Calls to {system_name(design, limit.system)}{_of_one(limit)}, at most {limit.calls:,} in {duration(limit.seconds)}: "
        "at 80 % slow down."
        for limit in design.policies.rate_limits
    ]
    lines += _warehouse_lines(design.warehouse) if design.warehouse else []
    return tuple(dict.fromkeys(lines))


def _of_one(limit: RateLimit) -> str:
    return f" ({code(limit.operation)})" if limit.operation else ""


def _flow_lines(design: Design, flow: Flow) -> Iterator[str]:
    trigger = flow.trigger
    name = system_name(design, trigger.system)
    if trigger.kind == "webhook":
        yield f"Time since the last {code(trigger.event)} of {name}: longer than its usual quiet time means that the subscription is off."
    if trigger.kind == "poll":
        yield f"Age of the last {code(trigger.operation)}, asked {schedule(trigger.schedule)}: three missed times are an alert."
    for step in writes(flow):
        yield (
            f"Failed {code(step.operation or step.channel)} at {system_name(design, step.system)}: "
            "one is looked at the same day, several with the same status in an hour at once (RUNBOOK.md)."
        )


def _warehouse_lines(warehouse: Warehouse) -> Iterator[str]:
    if warehouse.extracts:
        names = codes(extract.id for extract in warehouse.extracts)
        yield f"Age of the newest row of {names}: none older than {duration(warehouse.freshness_minutes * 60)}."
        yield "Rows of each load against the last seven: a load with none, or with half as many, is looked at."
    tested = [table.id for table in warehouse.tables if table.tests]
    if tested:
        yield f"The tests of {counted(len(tested), 'table')} after each load: a broken one keeps the marts at the state before."
