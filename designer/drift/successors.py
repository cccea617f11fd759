"""What a call, an event or a field that is gone is probably called now."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from designer.check.evidence.near import nearest
from designer.names.path import leaf, parent
from designer.names.text import identifier

if TYPE_CHECKING:
    from collections.abc import Iterable

    from designer.model.drift import LockedField
    from designer.model.spec import Field, Operation, SystemSpec

VERSION = re.compile(r"/(?:api/)?v?\d+(?:\.\d+)*(?=/)|/\d{4}-\d{2}(?:-\d{2})?(?=/)")
PARAMETER = re.compile(r"\{[^}]*\}")


def likely_operation(operations: Iterable[Operation], key: str, operation_id: str, *, known: frozenset[str]) -> tuple[str, str]:
    """Return the call that takes the place of *key*, and in which way it differs; two empty texts where none is likely.

    *known* are the calls that were there before, none of which is a new one. Without them, what writes never takes the place of what reads.
    """
    method, _, path = key.partition(" ")
    fresh = [one for one in operations if one.key not in known]
    able = [one for one in fresh if _kind(one.method) == _kind(method)]
    shape, plain = _shape(path), _plain(path)
    chosen = next((one for one in able if one.method == method and _shape(one.path) == shape), None)
    if chosen is not None:
        return chosen.key, "its path is written otherwise"
    moved = [one for one in able if one.method == method and _plain(one.path) == plain]
    if moved:
        return max(moved, key=lambda one: one.path).key, "the same in another version"
    other = next((one for one in (*able, *(fresh if known else ())) if _shape(one.path) == shape and one.method != "DELETE"), None)
    if other is not None:
        return other.key, "the path takes another method"
    named = next((one for one in able if operation_id and one.operation_id == operation_id), None)
    if named is not None:
        return named.key, f"it has the same id, {operation_id}"
    near = next((one.key for one in able if one.method == method and _are_alike(path, one.path)), "")
    return (near, "it is called alike") if near else ("", "")


def _kind(method: str) -> str:
    return "write" if method in {"POST", "PUT", "PATCH"} else method


def _are_alike(path: str, other: str) -> bool:
    """Tell whether two paths differ in one part alone, which is called alike in both."""
    mine, parts = _shape(path).split("/"), _shape(other).split("/")
    differing = [(own, part) for own, part in zip(mine, parts, strict=False) if own != part]
    return len(mine) == len(parts) and len(differing) == 1 and bool(nearest(differing[0][0], [differing[0][1]]))


def _shape(path: str) -> str:
    return PARAMETER.sub("{}", path.rstrip("/"))


def _plain(path: str) -> str:
    return VERSION.sub("", f"{_shape(path)}/")


def likely_event(spec: SystemSpec, name: str) -> str:
    """Return the event that takes the place of *name*."""
    return nearest(name, (event.name for event in spec.events))


def likely_field(old: LockedField, told: Iterable[Field], known: frozenset[str]) -> str:
    """Return the path that takes the place of a field that is gone.

    *told* are the fields that are there now; *known* the paths that were there before, none of which is a new name.
    """
    path = old.at.partition(".")[2] if old.use != "read" else old.at
    fields = [field for field in told if field.path and field.path not in known]
    moved = [field.path for field in fields if leaf(field.path) == leaf(path) and _fits(old, field)]
    beside = {field.path: field for field in fields if parent(field.path) == parent(path) and _fits(old, field)}
    words = {identifier(leaf(one)): one for one in beside}
    near = nearest(identifier(leaf(path)), words) or _longer(identifier(leaf(path)), words)
    if near:
        return words[near]
    if len(moved) == 1:
        return moved[0]
    return next(iter(beside)) if known and len(beside) == 1 else ""


def _longer(name: str, names: Iterable[str]) -> str:
    """Return the only name that holds all words of *name*, or of which all words are in it: `phone` and `phone_number`."""
    words = set(name.split("_"))
    found = [one for one in names if words <= set(one.split("_")) or set(one.split("_")) <= words]
    return found[0] if len(found) == 1 else ""


def _fits(old: LockedField, field: Field) -> bool:
    return not old.facts.types or not field.types or bool(set(old.facts.types) & set(field.types))
