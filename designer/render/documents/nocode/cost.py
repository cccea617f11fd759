"""What the platforms cost at several volumes, with the arithmetic; prices are dated and rounded."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from designer.check.evidence.platforms import DAYS, platforms, units
from designer.render.documents.flows import writes
from designer.render.documents.grid import Grid
from designer.render.documents.words import counted, money

if TYPE_CHECKING:
    from designer.model.design import Design

DATED = "late 2025"
"""When the prices below were known; monthly billing, US dollars, rounded."""
COLUMNS = {"zapier": "Zapier: tasks", "make": "Make: credits", "n8n": "n8n Cloud: executions"}
VOLUMES = (500, 2_000, 10_000, 50_000)
"""Records a month, beside the one that the brief expects."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CostView:
    """What `docs/cost.md` of a no-code starter prints."""

    dated: str
    arithmetic: tuple[str, ...]
    rows: Grid


def cost_view(design: Design) -> CostView:
    """Return units per record and the tier that holds them, for several volumes."""
    tasks, modules, runs = (units(design)[name] for name in COLUMNS)
    written = sum(len(writes(flow)) for flow in design.flows)
    each = {name: units(design)[name] for name in COLUMNS}
    return CostView(
        dated=DATED,
        arithmetic=(
            f"Zapier counts {counted(tasks, 'task')} for a record ({counted(written, 'write')}, the rest look-ups and reads).",
            "Zapier's triggers, filters, paths and Formatter steps count nothing.",
            f"Make counts {counted(modules, 'credit')} for a record: one for each module that runs, the trigger too.",
            f"n8n counts {counted(runs, 'execution')} for a record, however many nodes run; self-hosted it costs the machine alone.",
        ),
        rows=Grid(
            header=("Records a month", *COLUMNS.values()),
            rows=tuple((words, *(_cell(name, volume * used) for name, used in each.items())) for volume, words in _volumes(design)),
        ),
    )


def _volumes(design: Design) -> list[tuple[int, str]]:
    """Return volumes a month with their words; the one that the brief expects stands among them."""
    daily = design.policies.volume_per_day
    expected = [(daily * DAYS, f"**{daily * DAYS:,}** ({daily:,} a day x {DAYS}, as the brief expects)")] if daily else []
    return sorted([*((volume, f"{volume:,}") for volume in VOLUMES if volume != (daily or 0) * DAYS), *expected])


def _cell(name: str, used: int) -> str:
    usd = next((usd for held, usd in platforms()[name].tiers if held >= used), None)
    price = "above the listed plans: ask the vendor" if usd is None else f"about {money(usd)}"
    return f"{used:,}: {price}"
