"""What a reply says of fixed things is left as it is, and told: what is only copied goes without a word, the rest of the reply is taken."""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING, Any

from designer.files.faults import Fault
from designer.files.yaml_reading import child
from designer.names.text import identifier
from designer.plan.claude.proposal.addressing import PlaceError, at_place, named_place, steps_of
from designer.plan.claude.proposal.holding import FIXED, KEPT, noun_below, parts

if TYPE_CHECKING:
    from designer.model.scalars import Json, JsonObject
    from designer.plan.claude.proposal.addressing import Step

BASE_URL = "base_url"
"""How the id of a setting ends that holds a system's address: no proposal makes, answers or drops one."""
ADDRESS = "a system's address comes from its document or from the person, and is asked for here"
KEPT_HERE = "it is worked out here"
SYSTEMS = "the systems are those of the brief"


def holds_address(setting: str) -> bool:
    """Tell whether the setting of this id holds a system's address."""
    return identifier(setting).endswith(BASE_URL)


def asks_for_address(fills: str) -> bool:
    """Tell whether a question that fills this asks for a system's address."""
    return fills.strip().lower().startswith("setting:") and holds_address(fills)


def is_fixed_record(noun: str, record: Any) -> bool:
    """Tell whether an encoded setting or question (`settings`, `questions`) is the program's own."""
    if not isinstance(record, dict):
        return False
    return (noun == "settings" and holds_address(str(record.get("id", "")))) or (
        noun == "questions" and asks_for_address(str(record.get("fills", "")))
    )


def is_fixed_place(where: str) -> bool:
    """Tell whether no reply can change what stands at a place: of a system all but the scheme of its sign-in, and fixed members.

    How sure a mapping is stands at no fixed place: it follows from what fills the target.
    """
    try:
        steps = steps_of(where)
    except PlaceError:
        return False
    if steps[:1] == ("systems",):
        return steps[2:] != ("auth", "scheme")
    return steps[:1] != ("narrative",) and _fixed_member(steps) not in {"", KEPT_HERE}


def left_patches(patches: Json, view: JsonObject) -> dict[int, Fault]:
    """Return the patches at fixed places of a proposal, by number, each with why it is left out; what is no patch is not looked at."""
    left: dict[int, Fault] = {}
    for number, patch in enumerate(patches if isinstance(patches, list) else ()):
        at = patch.get("at") if isinstance(patch, dict) else None
        try:
            steps = steps_of(at) if isinstance(at, str) else ()
        except PlaceError:
            continue
        is_removal = isinstance(patch, dict) and patch.get("op") == "remove"
        if reason := _reason(steps, view, is_removal=is_removal):
            left[number] = Fault(named_place(view, str(at)), reason)
    return left


def without_fixed(proposal: JsonObject, base: JsonObject) -> tuple[JsonObject, list[Fault]]:
    """Return a proposal without fixed members, and those that have not the value of the encoded design *base*, each with why it stays."""
    kept = copy.deepcopy(proposal)
    left: list[Fault] = []
    for part in list(parts(kept)):
        for name in KEPT.get(part.noun, ()):
            part.value.pop(name, None)
        for name, reason in FIXED.get(part.noun, {}).items():
            if name not in part.value:
                continue
            where = child(part.where, name)
            if not _is_copied(part.value.pop(name), proposal, base, where):
                left.append(Fault(named_place(proposal, where), reason))
    return kept, left


def without_foreign_systems(proposal: JsonObject, base: JsonObject) -> tuple[JsonObject, list[Fault]]:
    """Return a proposal without the systems that the brief does not name, and those."""
    fixed: Any = base.get("systems", [])
    known = [system["id"] for system in fixed]
    foreign = [part for part in parts(proposal) if part.noun == "System" and part.value.get("id") not in known]
    if not foreign:
        return proposal, []
    told: Any = proposal["systems"]
    reason = f"there is no such system; {SYSTEMS}: {', '.join(known)}"
    left = [Fault(f"$.systems[id={str(part.value.get('id'))[:60]}]", reason) for part in foreign]
    return {**proposal, "systems": [one for one in told if not any(one is part.value for part in foreign)]}, left


def _reason(steps: tuple[Step, ...], view: JsonObject, *, is_removal: bool) -> str:
    """Return why a place is fixed; empty if it is not."""
    if is_removal and steps[:1] == ("systems",) and steps[-1] != "scheme":
        return SYSTEMS
    if len(steps) > 1 and is_fixed_record(str(steps[0]), at_place(view, steps[:2])):
        return ADDRESS
    return _fixed_member(steps)


def _fixed_member(steps: tuple[Step, ...]) -> str:
    """Return why a member on the way to a place is fixed; empty if none is."""
    noun = "Design"
    for step in steps:
        if not isinstance(step, str):
            continue
        if reason := FIXED.get(noun, {}).get(step):
            return reason
        if step in KEPT.get(noun, ()):
            return KEPT_HERE
        noun = noun_below(noun, step)
    return ""


def _is_copied(value: Json, proposal: JsonObject, base: JsonObject, where: str) -> bool:
    """Tell whether a member says what the design says at the same place, found by names; an empty value says nothing."""
    if value in ("", None, [], {}):
        return True
    return bool(value == at_place(base, steps_of(named_place(proposal, where))))
