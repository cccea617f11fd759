"""Which of the matched fields a design takes: a match says what could fill a field, a design sends what was meant.

Vendors' bodies hold whole worlds (a user with its drives, events and mailboxes). Filling every field that something resembles
would create records nobody asked for, so each field is sent from one place, and parts of other records only where the brief
names them, the document requires them, or the source has such a list itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from designer.model.transform import SplitName, Template
from designer.names.path import containers, leaf, parent
from designer.names.text import singular, singulars, words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from designer.match.fields.matches import FieldMapping
    from designer.model.spec import Field

ACCEPT = 0.8
LIKELY = 0.5
"""An optional field that is less likely than not is left alone; a required one is proposed from 0.3 on."""
FOLLOWS = 0.79
"""A constant of this confidence is fixed by the document or by its neighbours; anything below is a suggestion that is asked about."""
REVIEW = 0.3
VALUES = {"phone", "telephone", "email", "mail", "address", "tag", "label", "url", "website", "note", "number"}
"""Lists of these belong to the record itself: they are no other records."""
HAPPENED = {
    "create",
    "created",
    "update",
    "updated",
    "modified",
    "changed",
    "completed",
    "closed",
    "resolved",
    "deleted",
    "archived",
    "edited",
}
MOMENTS = {"at", "on", "date", "time", "datetime", "timestamp", "override"}
FOREIGN = {"foreign", "external", "source", "original", "origin"}
"""Such a moment is the other system's: `updated_at_foreign`."""
SIGN_IN = {"login", "username", "principal"}
"""A name to sign in with repeats an address that is sent elsewhere too."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What decides beside the match itself: the words of the wish, and the envelope of the body."""

    said: frozenset[str]
    envelope: str
    required: frozenset[str]
    """Paths that the document requires."""


def worth_sending(
    found: Sequence[FieldMapping], targets: Sequence[Field], *, said: str, envelope: str, used: frozenset[str]
) -> tuple[FieldMapping, ...]:
    """Return the matched fields that a design takes, in the order of the targets; *used* are sources that the brief mapped."""
    required = frozenset(field.path for field in targets if field.required)
    wanted = Wanted(said=singulars(said), envelope=envelope, required=required)
    taken: list[FieldMapping] = []
    # A required list opens no item by itself: one value of the source is seldom a record of another kind.
    sent, opened = set(used), {path for path in required if not path.endswith("[]")}
    for mapping in sorted(found, key=lambda one: _turn(one, required)):
        if _is_wanted(mapping, wanted, opened) and not (_repeats(mapping, sent) and not _may_repeat(mapping, wanted)):
            taken.append(mapping)
            sent.update(mapping.sources)
            opened.update(_containers(mapping.target, envelope))
    taken += _companions(found, taken)
    order = {field.path: number for number, field in enumerate(targets)}
    return tuple(sorted(taken, key=lambda one: order.get(one.target, len(order))))


def _companions(found: Sequence[FieldMapping], taken: Sequence[FieldMapping]) -> list[FieldMapping]:
    """Return the constants that follow from what is sent beside them: the only kind allowed, the zone in which a time is told."""
    sent = {parent(mapping.target) for mapping in taken}
    return [one for one in found if not one.sources and one.confidence >= FOLLOWS and parent(one.target) in sent]


def _turn(mapping: FieldMapping, required: frozenset[str]) -> tuple[bool, bool, float, int, str]:
    """Return when a match has its turn: sure ones first, for they open the objects that others may join."""
    return mapping.confidence < ACCEPT, mapping.target not in required, -mapping.confidence, mapping.target.count("."), mapping.target


def _is_wanted(mapping: FieldMapping, wanted: Wanted, opened: set[str]) -> bool:
    if not mapping.sources or leaf(mapping.target).startswith(("@", "$")):
        return False
    if mapping.confidence < (REVIEW if mapping.target in wanted.required else LIKELY):
        return False
    if mapping.confidence < LIKELY and "[]" not in mapping.target and any("[]" in source for source in mapping.sources):
        return False  # one of a far list's values would be a guess: where the field is required, it is asked
    if mapping.confidence < ACCEPT and mapping.target not in wanted.required and is_kept_by_system(mapping.target):
        return False
    return all(container in opened or _is_part(container, mapping, wanted) for container in _containers(mapping.target, wanted.envelope))


def is_kept_by_system(target: str) -> bool:
    """Tell whether a field tells when something happened to the record (`created_at`, `completed_at_override`): its own system knows."""
    own = words(leaf(target))
    return len(own) > 1 and not set(own) & FOREIGN and bool(set(own) & HAPPENED) and bool(set(own) & MOMENTS)


def _is_part(container: str, mapping: FieldMapping, wanted: Wanted) -> bool:
    """Tell whether a container belongs to what is sent, and is no other record that merely resembles the source."""
    named = singulars(leaf(container.removesuffix("[]")))
    if named & (VALUES | wanted.said):
        return True
    if container.endswith("[]"):
        return mapping.confidence >= ACCEPT and any("[]" in source for source in mapping.sources)
    return mapping.confidence >= ACCEPT or f"{container}[]" in mapping.target


def _containers(target: str, envelope: str) -> list[str]:
    """Return the objects and arrays (`lines[]`) that a target stands in, the body's own envelope left out."""
    above = containers(target)
    return [path for path in above if path not in {envelope, envelope.removesuffix("[]")} and f"{path}[]" not in above]


def _repeats(mapping: FieldMapping, sent: set[str]) -> bool:
    return bool(set(mapping.sources) & sent) and not isinstance(mapping.transform, SplitName | Template)


def _may_repeat(mapping: FieldMapping, wanted: Wanted) -> bool:
    """Tell whether a source may fill a second field: a required one, a sign-in name, or one inside what the brief names."""
    if mapping.target in wanted.required or set(words(leaf(mapping.target))) & SIGN_IN:
        return True
    inside = [word for container in _containers(mapping.target, wanted.envelope) for word in words(leaf(container.removesuffix("[]")))]
    return any(singular(word) in wanted.said for word in inside) and mapping.confidence >= LIKELY
