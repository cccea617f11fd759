"""The triggers of a design with what they name looked up: the event, the list that is polled, its records."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from designer.check.lookup.view import View
    from designer.model.design import Flow, Trigger
    from designer.model.spec import Event


def triggers(view: View) -> Iterator[tuple[str, Flow, Trigger]]:
    """Yield each trigger with its place and flow."""
    for i, flow in enumerate(view.design.flows):
        yield f"$.flows[{i}].trigger", flow, flow.trigger


def event_of(view: View, trigger: Trigger) -> Event | None:
    """Return the event that a webhook waits for, as far as anything tells of it."""
    spec = view.spec(trigger.system)
    return view.catalog.event(spec.name, trigger.event) if spec and trigger.kind == "webhook" else None


def acts_on(flow: Flow, case: str) -> bool:
    """Tell whether the flow is to act in this case of a record's life."""
    return any(row.case == case and row.action == "act" for row in flow.lifecycle)
