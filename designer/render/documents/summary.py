"""What a starter does, in a few sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

from designer.render.documents.flows import flow_sentence
from designer.render.documents.places import system_name
from designer.render.documents.practice import PRODUCTS
from designer.render.documents.words import code, counted, duration, listed, prose, sentence

if TYPE_CHECKING:
    from designer.model.design import Design
    from designer.model.warehouse import Warehouse


def summary(design: Design) -> tuple[str, ...]:
    """Return what the design is for, in the words of the brief."""
    return (sentence(prose(design.goal, limit=400)),) if design.goal else ()


def does(design: Design) -> tuple[str, ...]:
    """Return one sentence for each flow, or the warehouse in two."""
    if design.warehouse is not None:
        return tuple(_warehouse(design, design.warehouse))
    return tuple(flow_sentence(design, flow) for flow in design.flows)


def planner_words(planner: str) -> str:
    """Return who proposed the design, in words."""
    name, _, model = planner.partition(":")
    return {"offline": "the offline planner", "claude": f"Claude ({code(model)})", "": "a person"}.get(name, code(planner))


def _warehouse(design: Design, warehouse: Warehouse) -> list[str]:
    systems = listed(system_name(design, system.id) for system in design.systems)
    core = sum(table.layer == "core" for table in warehouse.tables)
    product = PRODUCTS[warehouse.product]
    freshness = duration(warehouse.freshness_minutes * 60)
    return [
        f"{counted(len(warehouse.extracts), 'extract')} bring the data of {systems} into {product}, at most {freshness} old.",
        f"{counted(len(warehouse.tables), 'table')}, {core} of them core, make one view of it.",
    ]
