"""A design without the claims that the check refuted: optional ones go, required ones become questions."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from designer.plan.offline.filling import Filling
from designer.plan.offline.required import body_question, fill_parameters, fill_required, required_targets

if TYPE_CHECKING:
    from designer.model.design import Design, Step
    from designer.model.finding import Report
    from designer.model.spec import Catalog

MAPPING = re.compile(r"^(\$\.flows\[\d+\]\.steps\[\d+\])\.mappings\[(\d+)\]")


def without_faults(design: Design, report: Report, catalog: Catalog) -> Design:
    """Return *design* with each mapping that holds an error taken out, and what is then required asked for."""
    faulty: dict[str, set[int]] = {}
    for finding in report.of("error"):
        match = MAPPING.match(finding.where)
        if match:
            faulty.setdefault(match[1], set()).add(int(match[2]))
    filling = Filling(settings=design.settings, tables=design.tables, questions=design.questions)
    flows = []
    for i, flow in enumerate(design.flows):
        steps = []
        for j, step in enumerate(flow.steps):
            kept = tuple(m for k, m in enumerate(step.mappings) if k not in faulty.get(f"$.flows[{i}].steps[{j}]", ()))
            more = _refilled(replace(step, mappings=kept), design, catalog) if step.action == "call" else Filling()
            steps.append(replace(step, mappings=kept + more.mappings))
            filling += replace(more, mappings=())
        flows.append(replace(flow, steps=tuple(steps)))
    return _without_unused(
        replace(design, flows=tuple(flows), settings=filling.settings, tables=filling.tables, questions=filling.questions)
    )


def _refilled(step: Step, design: Design, catalog: Catalog) -> Filling:
    system, designed = catalog.system(step.system), design.system(step.system)
    operation = catalog.operation(step.system, step.operation)
    if system is None or designed is None or operation is None:
        return Filling()
    filled = [mapping.target for mapping in step.mappings]
    filling = fill_parameters(system, operation, filled=filled, sign_in=designed.auth.parameter)
    if operation.body is None or step.role != "write":
        return filling
    fields = catalog.fields(operation.body, access="write")
    filling += fill_required(system, operation, required_targets(fields, filled=filled))
    return filling + body_question(system, operation, fields, filled={*filled, *filling.targets})


def _without_unused(design: Design) -> Design:
    """Drop look-up tables that no mapping uses any more, with their questions."""
    used = {getattr(mapping.transform, "using", "") for *_, mapping in design.mappings()}
    tables = tuple(table for table in design.tables if f"table:{table.id}" in used)
    gone = {f"table:{table.id}" for table in design.tables} - {f"table:{table.id}" for table in tables}
    return replace(design, tables=tables, questions=tuple(question for question in design.questions if question.fills not in gone))
