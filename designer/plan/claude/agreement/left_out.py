"""What the offline matcher would surely fill and a proposal does not: told to the person, who may miss it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from designer.check.lookup.view import View
from designer.model.design import source_parts, target_parts
from designer.names.path import lies_in
from designer.plan.claude.agreement.judging import call_of
from designer.plan.claude.agreement.offers import offers
from designer.plan.offline.half_filled import without_half_filled
from designer.plan.offline.mapped import fill_body
from designer.plan.offline.records import first_item
from designer.plan.offline.selection import ACCEPT
from designer.plan.offline.writing import open_to_match

if TYPE_CHECKING:
    from designer.model.brief import Brief
    from designer.model.design import Design, Mapping
    from designer.model.spec import Catalog
    from designer.plan.claude.agreement.calls import Call


def left_out(design: Design, brief: Brief, catalog: Catalog) -> tuple[tuple[str, Mapping], ...]:
    """Return the mappings that the offline planner would accept without a person and *design* lacks, each with the id of its step.

    A source that fills another field of the step by itself is not left out, unless the document requires the target.
    """
    view = View(design, catalog)
    calls = ((step.step.id, call_of(view, brief, step)) for step in view.steps if step.step.role == "write")
    return tuple((name, mapping) for name, call in calls if call is not None and call.main for mapping in _missing(call))


def _missing(call: Call) -> list[Mapping]:
    filled = [call.filled(mapping) for mapping in call.step.mappings if mapping.target.startswith("body.")]
    sent = {call.means(mapping.sources[0]) for mapping in call.step.mappings if len(mapping.sources) == 1}
    required = {field.path for field in call.body.fields if field.required}
    apart = {field.path for field in call.body.fields if call.step.branch and not field.is_in(call.step.branch)}
    missing = []
    for mapping in _wanted(call):
        path = target_parts(mapping.target)[1]
        is_there = any(path == other or lies_in(path, other) or lies_in(other, path) for other in filled)
        is_sent = all(call.means(source) in sent for source in mapping.sources)
        if not is_there and path not in apart and (path in required or not is_sent):
            missing.append(mapping)
    return missing


def _wanted(call: Call) -> tuple[Mapping, ...]:
    """Return what the offline planner would fill from the main record and accept by itself."""
    record = call.records[call.main[0]]
    at = f"{call.main[0]}:{first_item(record.inside)}." if record.inside else f"{call.main[0]}:"
    targets = open_to_match(call.operation, call.body.fields)
    matched = [one for one in offers(record, call.body).matched if one.target in {field.path for field in targets}]
    filling = fill_body(record.fields, targets, at=at, wish=call.wish, titles=(record.noun, call.body.noun), matches=matched)
    filling = without_half_filled(filling, call.body.fields)
    return tuple(one for one in filling.mappings if one.confidence >= ACCEPT and any(source_parts(source)[1] for source in one.sources))
