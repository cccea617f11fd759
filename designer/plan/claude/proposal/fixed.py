"""What a reply says of fixed things: what is only copied is left out, what asks for another value is a fault."""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING, Any

from designer.files.faults import Fault
from designer.files.yaml_reading import child
from designer.plan.claude.proposal.addressing import at_place, named_place, steps_of
from designer.plan.claude.proposal.holding import FIXED, KEPT, parts

if TYPE_CHECKING:
    from designer.model.scalars import Json, JsonObject


def without_fixed(proposal: JsonObject, base: JsonObject) -> tuple[JsonObject, list[Fault]]:
    """Return a proposal without fixed members, and a fault for each that has not the value of the encoded design *base*."""
    kept = copy.deepcopy(proposal)
    faults: list[Fault] = []
    for part in list(parts(kept)):
        for name in KEPT.get(part.noun, ()):
            part.value.pop(name, None)
        for name, reason in FIXED.get(part.noun, {}).items():
            if name not in part.value:
                continue
            where = child(part.where, name)
            if not _is_copied(part.value.pop(name), proposal, base, where):
                faults.append(Fault(where, f"`{name}` is fixed: {reason}. Leave it out."))
    return kept, faults


def foreign_systems(proposal: JsonObject, base: JsonObject) -> list[Fault]:
    """Return a fault for each system of a proposal that the brief does not name."""
    fixed: Any = base.get("systems", [])
    known = [system["id"] for system in fixed]
    told = [part for part in parts(proposal) if part.noun == "System" and part.value.get("id") not in known]
    return [
        Fault(part.where, f"there is no system {str(part.value.get('id'))[:60]!r}; those of the brief are fixed: {', '.join(known)}.")
        for part in told
    ]


def _is_copied(value: Json, proposal: JsonObject, base: JsonObject, where: str) -> bool:
    """Tell whether a member says what the design says at the same place, found by names; an empty value says nothing."""
    if value in ("", None, [], {}):
        return True
    return bool(value == at_place(base, steps_of(named_place(proposal, where))))
