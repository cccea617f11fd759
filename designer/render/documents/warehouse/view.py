"""Everything the documents of a warehouse print beyond those of every starter."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from designer.render.diagrams import model_diagram
from designer.render.documents.grid import Grid
from designer.render.documents.places import system_name
from designer.render.documents.practice import PRODUCTS
from designer.render.documents.warehouse.access import AccessView, access_view
from designer.render.documents.warehouse.dashboards import dashboards
from designer.render.documents.warehouse.extracts import SystemExtracts, system_extracts
from designer.render.documents.warehouse.identities import IdentityView, identity_views
from designer.render.documents.warehouse.model import LayerView, layer_views
from designer.render.documents.words import NONE, counted, duration, listed, money, prose, sentence

if TYPE_CHECKING:
    from designer.model.design import Design
    from designer.model.spec import Catalog
    from designer.model.warehouse import Warehouse


@dataclass(frozen=True, slots=True, kw_only=True)
class WarehouseView:
    """What the templates of a warehouse starter print; all texts are Markdown."""

    product: str
    product_reason: str
    freshness: str
    extracts: tuple[SystemExtracts, ...]
    layers: tuple[LayerView, ...]
    diagram: str
    """Mermaid: core and mart tables; empty without any."""
    identities: tuple[IdentityView, ...]
    access: AccessView
    bi: str
    bi_reason: str
    dashboards: Grid
    roadmap: Grid
    weeks: str
    cost: Grid
    cost_total: str
    budget: str


def warehouse_view(design: Design, warehouse: Warehouse, catalog: Catalog) -> WarehouseView:
    """Return the warehouse of a design."""
    return WarehouseView(
        product=PRODUCTS[warehouse.product],
        product_reason=sentence(prose(warehouse.product_reason, limit=400)),
        freshness=duration(warehouse.freshness_minutes * 60),
        extracts=system_extracts(design, catalog),
        layers=layer_views(warehouse),
        diagram=model_diagram(warehouse) if any(table.layer != "staging" for table in warehouse.tables) else "",
        identities=identity_views(design),
        access=access_view(warehouse),
        bi=prose(warehouse.bi) or "not decided",
        bi_reason=sentence(prose(warehouse.bi_reason, limit=400)),
        dashboards=dashboards(warehouse),
        roadmap=_roadmap(design, warehouse),
        weeks=counted(sum(phase.weeks for phase in warehouse.roadmap), "week"),
        cost=Grid(
            header=("What", "About a month", "Arithmetic", "Price from"),
            rows=tuple(
                (prose(line.item), money(line.usd_month), prose(line.arithmetic, limit=300) or NONE, prose(line.source) or NONE)
                for line in warehouse.cost
            ),
        ),
        cost_total=money(sum(line.usd_month for line in warehouse.cost)),
        budget=_budget(warehouse),
    )


def _roadmap(design: Design, warehouse: Warehouse) -> Grid:
    rows = []
    week = 1
    for number, phase in enumerate(warehouse.roadmap, start=1):
        span = f"{week}-{week + phase.weeks - 1}" if phase.weeks > 1 else str(week)
        systems = listed(system_name(design, system) for system in phase.systems) or NONE
        rows.append(
            (str(number), prose(phase.title), span if phase.weeks else NONE, systems, sentence(prose(phase.outcome, limit=300)) or NONE)
        )
        week += phase.weeks
    return Grid(header=("#", "Phase", "Weeks", "Systems", "There at its end"), rows=tuple(rows))


def _budget(warehouse: Warehouse) -> str:
    total = sum(line.usd_month for line in warehouse.cost)
    if warehouse.budget_usd_month is None and warehouse.budget:
        told = prose(warehouse.budget, limit=200).rstrip(".")
        return f"The brief says of money: “{told}”. The estimate is {money(total)} in US dollars; compare the two at the rate of the day."
    if warehouse.budget_usd_month is None:
        return "The brief names no budget."
    left = warehouse.budget_usd_month - total
    told = f"leaves {money(left)} a month" if left >= 0 else f"**is {money(-left)} a month above it**"
    return f"The brief allows {money(warehouse.budget_usd_month)} a month; the estimate {told}."
