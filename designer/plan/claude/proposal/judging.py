"""How sure a design is of each mapping that a proposal brings: what the offline planner drew itself keeps its word."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from designer.model.design import Design, Mapping
    from designer.model.warehouse import Column, ModelTable, Warehouse

UNSURE = 0.79
"""Of a mapping that nobody but the model draws: below what is accepted without a person."""


def judged(design: Design, draft: Design) -> Design:
    """Return the design with confidence, status and proof of each mapping: the draft's where it fills the target the same way."""
    known = {(flow.id, step.id, mapping.target): mapping for _, flow, step, mapping in draft.mappings()}
    flows = tuple(
        replace(
            flow,
            steps=tuple(
                replace(step, mappings=tuple(_mapping(one, known.get((flow.id, step.id, one.target))) for one in step.mappings))
                for step in flow.steps
            ),
        )
        for flow in design.flows
    )
    return replace(design, flows=flows, warehouse=_warehouse(design.warehouse, draft.warehouse))


def _mapping(mapping: Mapping, drawn: Mapping | None) -> Mapping:
    if drawn is not None and (drawn.sources, drawn.transform) == (mapping.sources, mapping.transform):
        return replace(mapping, confidence=drawn.confidence, status=drawn.status, proof=drawn.proof, reason=mapping.reason or drawn.reason)
    return replace(mapping, confidence=UNSURE, status="proposed")


def _warehouse(warehouse: Warehouse | None, draft: Warehouse | None) -> Warehouse | None:
    if warehouse is None or draft is None:
        return warehouse
    known = {(table.id, column.name): column for table in draft.tables for column in table.columns}
    return replace(warehouse, tables=tuple(_table(table, known) for table in warehouse.tables))


def _table(table: ModelTable, known: dict[tuple[str, str], Column]) -> ModelTable:
    return replace(table, columns=tuple(_column(column, known.get((table.id, column.name))) for column in table.columns))


def _column(column: Column, drawn: Column | None) -> Column:
    if drawn is not None and (drawn.sources, drawn.transform) == (column.sources, column.transform):
        return replace(column, confidence=drawn.confidence, reason=column.reason or drawn.reason)
    return replace(column, confidence=UNSURE)
