"""How a call on one record is told which: by the id that was delivered, answered before, or kept as a pair. The offline planner's rules."""

from __future__ import annotations

from typing import TYPE_CHECKING

from designer.model.transform import Copy
from designer.names.path import join
from designer.plan.claude.agreement.offers import Offer
from designer.plan.offline.calls import collection_of, noun_of, takes_one
from designer.plan.offline.lookups import id_mapping
from designer.plan.offline.records import first_item, identifier_field

if TYPE_CHECKING:
    from collections.abc import Mapping as Map

    from designer.check.lookup.view import View
    from designer.model.design import Flow, Mapping, Step
    from designer.model.spec import Operation
    from designer.plan.claude.agreement.records import Record

FOUND = 0.9
"""As sure as the offline planner is of the id of a record that was found."""


def identified(
    view: View, flow: Flow, step: Step, operation: Operation, records: Map[str, Record], *, own_id: str
) -> tuple[tuple[str, Offer], ...]:
    """Return what may fill the parameter that names the record, or *own_id*, where its body names it, each with its target."""
    answered = _answered(view, flow, step, operation, records)
    inside = tuple((f"body.{own_id}", Offer(sources=(one,), transform=Copy(), confidence=FOUND, reason="")) for one in answered if own_id)
    return (*inside, *_of_parameter(view, flow, step, operation, answered))


def _of_parameter(view: View, flow: Flow, step: Step, operation: Operation, answered: list[str]) -> tuple[tuple[str, Offer], ...]:
    if not takes_one(operation):
        return ()
    delivered = f"trigger:{flow.trigger.record_id}" if flow.trigger.record_id else ""
    found = [id_mapping(operation, source=delivered, link=None)] if flow.trigger.system == step.system else []
    found += [id_mapping(operation, source=source, link=None) for source in answered]
    found += [id_mapping(operation, source=delivered, link=link) for link in view.design.links if step.system in link.systems]
    return tuple((mapping.target, _offer(mapping)) for mapping in found if mapping is not None)


def _answered(view: View, flow: Flow, step: Step, operation: Operation, records: Map[str, Record]) -> list[str]:
    """Return where earlier calls on the same collection answer with the record's id."""
    found = []
    for earlier in flow.steps[: flow.steps.index(step)]:
        called, record = view.operation(earlier.system, earlier.operation), records.get(earlier.id)
        if called is None or record is None or earlier.system != step.system:
            continue
        identity = identifier_field(record.fields, noun=noun_of(operation))
        if identity is not None and _collection(called) == _collection(operation):
            found.append(f"{earlier.id}:{join(first_item(record.inside), identity.path)}")
    return found


def _collection(operation: Operation) -> str:
    return collection_of(operation.path).removesuffix("/search")


def _offer(mapping: Mapping) -> Offer:
    return Offer(sources=mapping.sources, transform=mapping.transform, confidence=mapping.confidence, reason=mapping.reason)
