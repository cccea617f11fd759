"""The operations that a design calls, each once, with what each is called for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from designer.model.design import Design, System
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
    for _, system, key, purpose in design.operations():
        known = roles.setdefault((system, key), [])
        if purpose not in known:
            known.append(purpose)
    return tuple(
        UsedOperation(system=system, key=key, roles=tuple(known), operation=catalog.operation(system.name, key))
        for system in design.systems
        for (identifier, key), known in roles.items()
        if key and identifier == system.id
    )
