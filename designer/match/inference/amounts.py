"""Amounts and shares from one unit to another: cents to units, a share of 1 to percent. Only with evidence for both sides."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Literal

from designer.match.inference.notations import is_percent, is_share, minor_places
from designer.model.transform import Scale

if TYPE_CHECKING:
    from designer.match.meaning.profile import Profile
    from designer.model.spec import Field


def scaled(given: Profile, wanted: Profile) -> Scale | None:
    """Return how an amount or a percentage changes its unit; `None` where it stays as it is, or nothing proves that it must change."""
    if not {given.kind, wanted.kind} <= {"money", "percent", "number"}:
        return None
    source, target = given.field, wanted.field
    if "percent" in {given.kind, wanted.kind}:
        return _share(source, target)
    one, two = minor_places(source), minor_places(target)
    if one == two:
        return None
    if two:
        whole = target.types != ("string",)
        integers = set(source.types) == {"integer"} and not one
        return None if integers else Scale(factor=_power(two - one), places=0, to="integer" if whole else "string")
    return None if "integer" in target.types else Scale(factor=_power(two - one), places=2, to=_kind(target))


def unit_is_not_told(given: Profile, wanted: Profile) -> bool:
    """Tell whether one side counts whole numbers that may be cents, and its document does not say so."""
    if "money" not in {given.kind, wanted.kind}:
        return False
    sides = ((given.field, wanted.field), (wanted.field, given.field))
    return any(
        set(one.types) == {"integer"} and not minor_places(one) and (set(two.types) != {"integer"} or minor_places(two))
        for one, two in sides
    )


def _share(source: Field, target: Field) -> Scale | None:
    if is_share(source) and is_percent(target):
        return Scale(factor="100", to=_kind(target))
    return Scale(factor="0.01", to=_kind(target)) if is_percent(source) and is_share(target) else None


def _kind(target: Field) -> Literal["number", "integer", "string"]:
    if target.types == ("string",):
        return "string"
    return "integer" if set(target.types) == {"integer"} else "number"


def _power(places: int) -> str:
    return format(Decimal(1).scaleb(places), "f")
