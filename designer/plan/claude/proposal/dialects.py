"""Patches as models know them from elsewhere (JSON Patch, JSON Pointer, JSONPath), read as this notation has them, each told."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, cast

from designer.files.faults import Fault
from designer.names.text import singular
from designer.plan.claude.proposal.addressing import NAMES, PlaceError, Selector, below, is_named, named_place, place_of, steps_of
from designer.plan.claude.proposal.kinds import entry_at

if TYPE_CHECKING:
    from designer.model.scalars import Json, JsonObject
    from designer.plan.claude.proposal.addressing import Step

OPS = {
    **dict.fromkeys(("replace", "update", "put", "upsert"), "set"),
    **dict.fromkeys(("append", "insert", "push"), "add"),
    **dict.fromkeys(("delete", "unset"), "remove"),
}
"""What an `op` is called elsewhere."""
PLACES = ("path", "place", "where")
"""What `at` is called elsewhere."""
END = "-"
"""What stands behind the last item of a list in a JSON Pointer."""


def read_patches(patches: Json, view: JsonObject) -> tuple[Json, tuple[Fault, ...]]:
    """Return patches of an encoded design in this notation, and what was read otherwise than it was written."""
    if not isinstance(patches, list):
        return patches, ()
    told: list[Fault] = []
    read: list[Json] = [_patch(patch, f"$.patches[{number}]", view, told) for number, patch in enumerate(patches)]
    return read, tuple(told)


def _patch(patch: Json, where: str, view: JsonObject, told: list[Fault]) -> Json:
    if not isinstance(patch, dict):
        return patch
    made: dict[str, Any] = dict(patch)
    other = next((name for name in PLACES if "at" not in made and isinstance(made.get(name), str)), "")
    if other:
        made["at"] = made.pop(other)
    op, at = made.get("op"), made.get("at")
    if isinstance(op, str) and op.lower() in OPS:
        made["op"] = OPS[op.lower()]
        told.append(Fault(where, f"`{op}` as `{made['op']}`"))
    if not isinstance(at, str):
        return made
    try:
        steps = _steps(at, view)
    except PlaceError:
        return made
    made["at"] = place_of(steps)
    if _said(at) != made["at"]:
        told.append(Fault(where, f"`{at[:120]}` as `{named_place(view, made['at'])}`"))
    if "value" in made and (value := _value(made["value"], steps)) is not None:
        made["value"] = value
        told.append(Fault(where, "its `value` as the JSON that the text holds"))
    return cast("Json", made)


def _said(at: str) -> str:
    """Return a place as it was written, in one writing; as it stands if it is in another notation."""
    try:
        return place_of(steps_of(at))
    except PlaceError:
        return at


def _steps(at: str, view: JsonObject) -> tuple[Step, ...]:
    """Take a place apart in whatever notation, and name the records of lists. Raises PlaceError."""
    is_pointer = at.startswith(("/", "#/"))
    written = _pointer_steps(at) if is_pointer else steps_of(at)
    tree: Any = view
    steps: list[Step] = []
    for step in written:
        steps.append(_meant(step, steps, tree) if isinstance(step, str) else step)
        tree = below(tree, steps[-1])
    return tuple(steps)


def _pointer_steps(at: str) -> tuple[Step, ...]:
    parts = [part.replace("~1", "/").replace("~0", "~") for part in at.removeprefix("#").strip("/").split("/")]
    steps = tuple(int(part) if part.isdecimal() and len(part) < len("1000000") else part for part in parts)
    return steps[:-1] if steps and steps[-1] == END else steps


def _meant(step: str, before: list[Step], tree: Any) -> Step:
    """Return a member's name as the design has it, or the record of a list that goes by a name."""
    if isinstance(tree, list):
        for key in NAMES:
            if sum(is_named(record, Selector(key, step)) for record in tree) == 1:
                return Selector(key, step)
        return step
    entry = entry_at(before)
    members = list(entry.get("properties", ())) if entry else []
    if step in members:
        return step
    alike = [name for name in members if singular(name) == singular(step)]
    return alike[0] if len(alike) == 1 else step


def _value(value: Any, steps: tuple[Step, ...]) -> Any:
    """Return the value that a text holds as JSON where a record or list is wanted; None where the text is meant as it stands."""
    kind = (entry_at(steps) or {}).get("type")
    if not isinstance(value, str) or kind not in ("object", "array") or value.strip()[:1] not in {"{", "["}:
        return None
    try:
        read = json.loads(value)
    except (ValueError, RecursionError):
        return None
    return read if isinstance(read, dict | list) else None
