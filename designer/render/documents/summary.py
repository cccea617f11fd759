"""What a starter does, in a few sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

from designer.render.documents.flows import flow_sentence
from designer.render.documents.places import system_name
from designer.render.documents.practice import PRODUCTS
from designer.render.documents.words import counted, duration, listed, prose, sentence

if TYPE_CHECKING:
    from designer.model.design import Design
    from designer.model.warehouse import Warehouse

FLOWS_TOLD = 3


def summary(design: Design) -> tuple[str, ...]:
    """Return the goal, then one sentence for each of the first flows, or the warehouse in two."""
    goal = [sentence(prose(design.goal, limit=300))] if design.goal else []
    if design.warehouse is not None:
        return (*goal, *_warehouse(design, design.warehouse))
    told = [flow_sentence(design, flow) for flow in design.flows[:FLOWS_TOLD]]
    more = len(design.flows) - FLOWS_TOLD
    return (*goal, *told, *([f"{counted(more, 'more flow')} below."] if more > 0 else []))


def _warehouse(design: Design, warehouse: Warehouse) -> list[str]:
    systems = listed(system_name(design, system.id) for system in design.systems)
    core = sum(table.layer == "core" for table in warehouse.tables)
    product = PRODUCTS[warehouse.product]
    freshness = duration(warehouse.freshness_minutes * 60)
    return [
        f"{counted(len(warehouse.extracts), 'extract')} bring the data of {systems} into {product}, at most {freshness} old.",
        f"{counted(len(warehouse.tables), 'table')}, {core} of them core, make one view of it.",
    ]
