"""The operations that a design calls, each once, with what each is called for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from designer.model.design import Design, Flow, System
    from designer.model.spec import Catalog, Operation

ROLES = {
    "trigger": "asked for what is new",
    "read": "read",
    "lookup": "looked up",
    "write": "written",
    "register": "called once to register the webhook",
    "backfill": "read for the backfill",
    "extract": "extracted",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class UsedOperation:
    """An operation of a system as the design uses it; `operation` is none where no document has it."""

    system: System
    key: str
    roles: tuple[str, ...]
    operation: Operation | None


def used_operations(design: Design, catalog: Catalog) -> tuple[UsedOperation, ...]:
    """Return every operation that the design names, in the order of the systems and then of first use."""
    roles: dict[tuple[str, str], list[str]] = {}
    for system, key, role in _uses(design):
        known = roles.setdefault((system, key), [])
        if role not in known:
            known.append(role)
    return tuple(
        UsedOperation(system=system, key=key, roles=tuple(known), operation=catalog.operation(system.name, key))
        for system in design.systems
        for (identifier, key), known in roles.items()
        if identifier == system.id
    )


def _uses(design: Design) -> Iterator[tuple[str, str, str]]:
    for flow in design.flows:
        yield from _flow_uses(flow)
    for extract in design.warehouse.extracts if design.warehouse else ():
        if extract.operation:
            yield extract.system, extract.operation, "extract"


def _flow_uses(flow: Flow) -> Iterator[tuple[str, str, str]]:
    trigger = flow.trigger
    if trigger.operation:
        yield trigger.system, trigger.operation, "trigger"
    if trigger.registration.operation:
        yield trigger.system, trigger.registration.operation, "register"
    for step in flow.steps:
        if step.operation:
            yield step.system, step.operation, step.role
    if flow.backfill and flow.backfill.operation:
        yield trigger.system, flow.backfill.operation, "backfill"
