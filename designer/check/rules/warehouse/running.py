"""What it costs, and in which order the systems come."""

from __future__ import annotations

from typing import TYPE_CHECKING

from designer.check.evidence.near import did_you_mean, listed
from designer.check.rule import Fault, rule
from designer.check.rules.warehouse.named import likely, warehouses

if TYPE_CHECKING:
    from collections.abc import Iterator

    from designer.check.lookup.view import View


@rule("WH909", severity="warning")
def cost_keeps_the_budget(view: View) -> Iterator[Fault]:
    """Keep the monthly cost within the brief's budget."""
    for warehouse in warehouses(view):
        total, budget = sum(line.usd_month for line in warehouse.cost), warehouse.budget_usd_month
        if budget is not None and total > budget:
            told = f"The estimate is ${total:,.0f} a month, and the brief allows ${budget:,.0f}."
            yield Fault(where="$.warehouse.cost", message=f"{told} Leave a system for later, or choose a cheaper product.")


@rule("WH932")
def roadmap_names_systems(view: View) -> Iterator[Fault]:
    """Let each phase of the roadmap bring systems of the design, and every system that is read come in one of them."""
    for warehouse in warehouses(view):
        known = [system.id for system in view.design.systems]
        planned = {system for phase in warehouse.roadmap for system in phase.systems}
        for i, phase in enumerate(warehouse.roadmap):
            for j, system in enumerate(phase.systems):
                if system not in known:
                    message = f'The design has no system "{system}".{did_you_mean(system, known)}'
                    where = f"$.warehouse.roadmap[{i}].systems[{j}]"
                    yield Fault(where=where, message=message, fix=likely(where, system, known))
        left_out = list(dict.fromkeys(extract.system for extract in warehouse.extracts if extract.system not in planned))
        if planned and left_out:
            message = f"No phase of the roadmap brings {listed(left_out)}. Add it to one."
            yield Fault(where="$.warehouse.roadmap", message=message, severity="warning")
