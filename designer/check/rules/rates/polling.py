"""Polling, pages and backfill: often enough, in full pages, within the share of the limit that is left."""

from __future__ import annotations

from typing import TYPE_CHECKING

from designer.check.budget.figures import counted, figure, span
from designer.check.budget.loads import extract_page_size, page_size
from designer.check.budget.rhythm import rhythm
from designer.check.lookup.view import place_of
from designer.check.rule import Fault, rule
from designer.check.rules.rates.naming import likely_per_record, limit_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from designer.check.budget.uses import Use
    from designer.check.lookup.view import View
    from designer.model.design import Backfill
    from designer.model.spec import Operation

LONGEST_BACKFILL = 30
"""Days after which bringing over old records is a project of its own."""
FEW = 10
"""A page that holds a tenth of what it could, or less, costs ten calls where one does."""


@rule("RATE809", severity="warning")
def poller_is_quick_enough(view: View) -> Iterator[Fault]:
    """Poll at least as often as a change may take to arrive."""
    allowed = view.design.policies.max_delay_seconds
    for i, flow in enumerate(view.design.flows):
        often = rhythm(flow.trigger.schedule) if flow.trigger.kind in {"poll", "schedule"} else None
        if allowed is None or often is None or often.shortest_gap * 60 <= allowed:
            continue
        told = f"The shortest time between two runs is {span(often.shortest_gap / 60)}, and a change may take {span(allowed / 3600)}."
        ending = "Run it more often." if allowed >= 60 else "No schedule is that quick: start the flow by an event."
        yield Fault(where=f"$.flows[{i}].trigger.schedule", message=f"{told} {ending}")


@rule("RATE810", severity="warning")
def pages_are_full(view: View) -> Iterator[Fault]:
    """Ask for as many records with one call as the system gives: a small page costs a call each time."""
    asked: list[tuple[str, Operation | None, int | None]] = []
    for i, flow in enumerate(view.design.flows):
        trigger = flow.trigger
        if trigger.kind == "poll":
            operation = view.operation(trigger.system, trigger.operation)
            asked.append((f"$.flows[{i}].trigger.mappings", operation, page_size(operation, trigger.mappings)))
    warehouse = view.design.warehouse
    for i, extract in enumerate(warehouse.extracts if warehouse else ()):
        operation = view.operation(extract.system, extract.operation)
        asked.append((f"$.warehouse.extracts[{i}].parameters", operation, extract_page_size(operation, extract)))
    for where, operation, size in asked:
        most = operation.paging.max_size if operation and operation.paging else None
        if operation and size is not None and (size == 1 or (most is not None and size * FEW <= most)):
            more = f"; it gives up to {most:,} at once" if most and most > size else ""
            told = f"Pages of {counted(size, 'record')} cost {operation.key} a call each{more}. Ask for larger pages."
            if most != size:
                yield Fault(where=where, message=told, spec=place_of(operation))


@rule("RATE811")
def backfill_leaves_room(view: View) -> Iterator[Fault]:
    """Give a backfill a share of the limit that the daily records leave free."""
    for i, flow in enumerate(view.design.flows):
        backfill = flow.backfill
        if backfill is None:
            continue
        where = f"$.flows[{i}].backfill.quota_share"
        if not 0 < backfill.quota_share <= 1:
            yield Fault(where=where, message=f"`quota_share` is {backfill.quota_share:g}. Give a share above 0 and up to 1.")
            continue
        called = {step.system for step in flow.steps}
        for use in view.uses:
            if use.limit.system in called:
                yield from _in_the_way(view, use, backfill, where)


def _in_the_way(view: View, use: Use, backfill: Backfill, where: str) -> Iterator[Fault]:
    daily = use.load.most / use.limit.per_day
    name = limit_name(view, use.limit)
    if daily <= 1 < daily + backfill.quota_share:
        told = f"The daily records take {daily:.0%} of {use.limit.words} to {name}, the backfill {backfill.quota_share:.0%}: together more"
        message = f"{told} than there is. Give it {figure(max(0.01, round(1 - daily, 2)))} at most."
        yield Fault(where=where, message=message, severity="warning")
    each = likely_per_record(view, use.limit)
    if backfill.records is None or not each:
        return
    days = backfill.records * each / (backfill.quota_share * use.limit.per_day)
    if days > LONGEST_BACKFILL:
        told = f"{backfill.records:,} records x {counted(each, 'call')} at {backfill.quota_share:.0%} of {use.limit.words} to {name}"
        yield Fault(where=where, message=f"{told} take {figure(days)} days. Give it a larger share, or fewer records.", severity="warning")
