"""What the rules of the rate budget share: how a limit is named, who polls under it, what a record costs of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from designer.check.budget.figures import figure
from designer.check.budget.loads import RECORD_KINDS
from designer.check.budget.quotas import DAY
from designer.check.budget.records import per_record
from designer.check.budget.rhythm import rhythm

if TYPE_CHECKING:
    from collections.abc import Iterator

    from designer.check.budget.quotas import Limit
    from designer.check.lookup.view import View
    from designer.model.design import Trigger


def limit_name(view: View, limit: Limit) -> str:
    """Return whose limit it is: `Xero`, or `Klaviyo's POST /api/profiles`."""
    system = view.design.system(limit.system)
    name = system.name if system else limit.system
    return f"{name}'s {limit.operation}" if limit.operation else name


def allowed(limit: Limit) -> str:
    """Return the limit as it is said, and a day's worth of it where it is said of another span."""
    told = limit.words if limit.in_design else f"{limit.words} by its document"
    return told if limit.seconds == DAY else f"{told}, which is {figure(limit.per_day)} a day"


def pollers(view: View, limit: Limit) -> Iterator[tuple[str, Trigger]]:
    """Yield the triggers that poll under a limit, with their places."""
    for i, flow in enumerate(view.design.flows):
        trigger = flow.trigger
        if trigger.kind == "poll" and trigger.system == limit.system and limit.operation in {"", trigger.operation}:
            yield f"$.flows[{i}].trigger", trigger


def polls(view: View, limit: Limit) -> float:
    """Return how often a day the system is polled under a limit."""
    found = [rhythm(trigger.schedule) for _, trigger in pollers(view, limit)]
    return sum(one.runs_per_day for one in found if one)


def likely_per_record(view: View, limit: Limit) -> float:
    """Return the calls that the dearest record costs of a limit; what no document tells is left out."""
    items = view.design.policies.items_per_record
    flows = [flow for flow in view.design.flows if flow.trigger.kind in RECORD_KINDS]
    costs = [per_record(flow, limit.system, operation=limit.operation, items=items) for flow in flows]
    return max((cost.most for cost in costs), default=0.0)
