"""What the platforms cost at several volumes, with the arithmetic; prices are dated and rounded."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from designer.render.documents.flows import writes
from designer.render.documents.grid import Grid
from designer.render.documents.words import counted, money

if TYPE_CHECKING:
    from designer.model.design import Design

DATED = "late 2025"
"""When the prices below were known; monthly billing, US dollars, rounded."""
VOLUMES = (500, 2_000, 10_000, 50_000)
"""Records a month, beside the one that the brief expects."""
DAYS = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class PriceTier:
    """So many units a month for so many dollars."""

    units: int
    usd: int


PRICES = {
    "Zapier": (
        PriceTier(units=100, usd=0),
        PriceTier(units=750, usd=30),
        PriceTier(units=2_000, usd=74),
        PriceTier(units=10_000, usd=194),
        PriceTier(units=50_000, usd=434),
        PriceTier(units=100_000, usd=734),
    ),
    "Make": (
        PriceTier(units=1_000, usd=0),
        PriceTier(units=10_000, usd=11),
        PriceTier(units=40_000, usd=34),
        PriceTier(units=80_000, usd=65),
        PriceTier(units=150_000, usd=116),
        PriceTier(units=500_000, usd=340),
    ),
    "n8n Cloud": (PriceTier(units=2_500, usd=27), PriceTier(units=10_000, usd=67), PriceTier(units=40_000, usd=890)),
}
"""Tiers as the vendors' price pages had them; free tiers lack steps or frequency that this design may need."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CostView:
    """What `docs/cost.md` of a no-code starter prints."""

    dated: str
    arithmetic: tuple[str, ...]
    rows: Grid


def cost_view(design: Design) -> CostView:
    """Return units per record and the tier that holds them, for several volumes."""
    tasks = sum(len(flow.steps) for flow in design.flows)
    modules = tasks + len(design.flows)
    runs = len(design.flows)
    written = sum(len(writes(flow)) for flow in design.flows)
    each = {"Zapier": tasks, "Make": modules, "n8n Cloud": runs}
    return CostView(
        dated=DATED,
        arithmetic=(
            f"Zapier counts {counted(tasks, 'task')} for a record ({counted(written, 'write')}, the rest look-ups and reads).",
            "Zapier's triggers, filters, paths and Formatter steps count nothing.",
            f"Make counts {counted(modules, 'credit')} for a record: one for each module that runs, the trigger too.",
            f"n8n counts {counted(runs, 'execution')} for a record, however many nodes run; self-hosted it costs the machine alone.",
        ),
        rows=Grid(
            header=("Records a month", *(f"{name}: {words}" for name, words in zip(each, ("tasks", "credits", "executions"), strict=True))),
            rows=tuple((words, *(_cell(name, volume * units) for name, units in each.items())) for volume, words in _volumes(design)),
        ),
    )


def _volumes(design: Design) -> list[tuple[int, str]]:
    """Return volumes a month with their words; the one that the brief expects stands among them."""
    daily = design.policies.volume_per_day
    expected = [(daily * DAYS, f"**{daily * DAYS:,}** ({daily:,} a day x {DAYS}, as the brief expects)")] if daily else []
    return sorted([*((volume, f"{volume:,}") for volume in VOLUMES if volume != (daily or 0) * DAYS), *expected])


def _cell(name: str, units: int) -> str:
    tier = next((tier for tier in PRICES[name] if tier.units >= units), None)
    price = f"about {money(tier.usd)}" if tier else "above the listed plans: ask the vendor"
    return f"{units:,}: {price}"
