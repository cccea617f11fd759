"""The fields of one call or delivery, before and now: what is gone, what is said otherwise, what is newly asked for."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from designer.drift.differences import Handling, differences
from designer.drift.facts import field_words
from designer.drift.successors import likely_field
from designer.drift.told import Told
from designer.model.design import target_parts
from designer.names.path import containers, lies_in

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from designer.drift.uses import FieldUse
    from designer.model.drift import LockedField
    from designer.model.spec import Field

    Beside = Callable[[FieldUse], tuple[Iterable[Field], frozenset[str]]]
    """What stands now where a field was, and the paths that stood there before, as far as they are known."""
    Stands = Callable[[FieldUse, str], bool]
    """Whether a container is still there."""
    Found = tuple[LockedField, Told, list[FieldUse]]

LIKELY = "likely "
NO_SUCCESSOR = "Map another field, or take it out of the design."
SHOWN = 4
"""So many fields are named that went together."""
NUMBERED = re.compile(r"\[\d+\]$")
KEYS = (".record_id", ".event_id", ".cursor.path", ".cursor", ".ordering_key", ".for_each", ".items", ".success", ".primary_key", ".keys")
"""Ends of places by which records, deliveries or what is new are known, or on which a step turns."""


def used_fields(
    owner: str, old: Sequence[LockedField], new: Sequence[LockedField], uses: Sequence[FieldUse], beside: Beside, stands: Stands
) -> Iterator[Found]:
    """Yield each change of a field that the design fills or reads, with the places that do; *owner* is `Shop's GET /customers`.

    Fields that are gone together with what they lie in are one change.
    """
    now = {(one.use, one.at): one for one in new}
    gone: dict[tuple[str, str], list[Found]] = {}
    for field in old:
        concerned = _concerned(field, uses)
        after = now.get((field.use, field.at))
        if concerned and after is None and _is_still_there(field, concerned[0], stands):
            continue  # it was locked because nothing that lies in it was told, and now something is
        if concerned and after is None:
            container = _highest_gone(field, concerned[0], stands)
            gone.setdefault((field.use, container), []).append((field, _gone(owner, field, beside(concerned[0])), concerned))
        elif concerned and after is not None:
            for told in _differences(owner, field, after, _handling(concerned)):
                yield field, told, concerned
    for (_, container), found in gone.items():
        yield from [_together(owner, container, found)] if len(found) > 1 else found


def _is_still_there(container: LockedField, use: FieldUse, stands: Stands) -> bool:
    location, inner = ("body", container.at) if container.use == "read" else target_parts(container.at)
    return use.at != container.at and location == "body" and stands(use, inner)


def _concerned(field: LockedField, uses: Sequence[FieldUse]) -> list[FieldUse]:
    """Return the uses of a field, or of what lies in it where it is locked as the container of what is not told."""
    own = [use for use in uses if use.side == field.use]
    return [use for use in own if use.at == field.at] or [use for use in own if lies_in(use.at, field.at)]


def _highest_gone(field: LockedField, use: FieldUse, stands: Stands) -> str:
    """Return the outermost object or list on the way to a field that is gone as well, else the field's own path."""
    location, inner = target_parts(field.at) if field.use != "read" else ("", field.at)
    if location and location != "body":
        return field.at
    above = next((one for one in containers(inner) if not one.endswith("[]") and not stands(use, one)), inner)
    return f"{location}.{above}" if location else above


def _together(owner: str, container: str, found: Sequence[Found]) -> Found:
    """Return one change for fields that went with what they lay in."""
    first = found[0][0]
    field = replace(first, at=container)
    likely = {
        told.after.removeprefix(LIKELY).removesuffix(one.at[len(container) :]) for one, told, _ in found if told.after.startswith(LIKELY)
    }
    near = next(iter(likely)) if len(likely) == 1 else ""
    names = ", ".join(one.at for one, _, _ in found[:SHOWN]) + (f" and {len(found) - SHOWN} more" if len(found) > SHOWN else "")
    step = f"Likely `{near}` takes its place: look at it, and map what is in it." if near else NO_SUCCESSOR
    message = f"{_named(owner, field)} is gone, with {len(found)} fields that the design uses."
    told = Told("field-removed", "warning", message, step, names, f"{LIKELY}{near}" if near else "gone")
    return field, told, [use for _, _, uses in found for use in uses]


def required_fields(
    owner: str, old: Sequence[LockedField], new: Sequence[LockedField], uses: Sequence[FieldUse]
) -> Iterator[tuple[LockedField, Told]]:
    """Yield what the call asks for now and nothing fills, and what it no longer asks for."""
    before = {one.at: one for one in old if one.use == "required"}
    after = {one.at: one for one in new if one.use == "required"}
    for at, field in after.items():
        if at in before:
            yield from ((field, told._replace(severity="info")) for told in _differences(owner, before[at], field, Handling(())))
        else:
            message = f"{_named(owner, field)} is now required, and nothing fills it."
            step = "Map a source to it, set a constant, or ask for it with a setting and a question."
            yield field, Told("field-required", "warning", message, step, "not required", field.says)
    filled = {use.at for use in uses}
    for at, field in before.items():
        if at not in after and at not in filled:
            message = f"{_named(owner, field)} is no longer required."
            yield field, Told("field-optional", "info", message, "", field.says, "not required")


def _differences(owner: str, old: LockedField, new: LockedField, handling: Handling) -> Iterator[Told]:
    before, after = field_words(old.facts, old.values), field_words(new.facts, new.values)
    for one in differences(old, new, handling):
        yield Told(one.kind, one.severity, f"{_named(owner, new)} {one.words}", one.next_step, before, after)


def _gone(owner: str, field: LockedField, beside: tuple[Iterable[Field], frozenset[str]]) -> Told:
    near = likely_field(field, *beside)
    location = field.at.partition(".")[0] if field.use != "read" else ""
    written = f"{location}.{near}" if near and location else near
    step = f"Likely `{written}` takes its place: look at it, and map it." if near else NO_SUCCESSOR
    return Told("field-removed", "warning", f"{_named(owner, field)} is gone.", step, field.says, f"{LIKELY}{written}" if near else "gone")


def _named(owner: str, field: LockedField) -> str:
    return f"`{field.at}` {'in' if field.use == 'read' else 'of'} {owner}"


def _handling(uses: Sequence[FieldUse]) -> Handling:
    mappings = {id(use.mapping): use.mapping for use in uses if use.mapping}
    return Handling(
        tuple(mappings.values()),
        is_compared=any(".condition." in use.where for use in uses),
        is_key=any(NUMBERED.sub("", use.where).endswith(KEYS) for use in uses),
    )
