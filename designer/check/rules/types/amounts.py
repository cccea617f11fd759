"""Amounts: cents against the currency's own unit, percent against a share of 1, minutes against hours, grams against kilograms."""

from __future__ import annotations

from decimal import Context, Decimal, InvalidOperation
from typing import TYPE_CHECKING, NamedTuple

from designer.check.evidence.measures import counted_in, is_told_with_fraction, minor_unit
from designer.check.evidence.passing import carried, kind_of_value
from designer.check.rule import Fault, rule
from designer.match.inference.notations import is_percent, is_share, says_whole_units
from designer.model.finding import Fix
from designer.model.transform import Scale

if TYPE_CHECKING:
    from collections.abc import Iterator

    from designer.check.lookup.view import MappingView, Spot, View
    from designer.model.finding import Severity
    from designer.model.scalars import Json
    from designer.model.spec import Field

NEAR = Decimal("0.001")
"""A factor such as a sixtieth can only be written nearly."""
NUMBERS = frozenset({"integer", "number"})
UNITS_BELOW = {2: "hundredths of the currency's unit (cents)", 6: "millionths of the currency's unit", 0: "the currency's own unit"}


class Difference(NamedTuple):
    """What one end counts in and the other, and the factor that makes one of the other."""

    given: str
    taken: str
    factor: Decimal
    is_sure: bool = False
    """Both documents say so in words or schema, not only in the looks of a type."""


@rule("TYPE412", severity="warning")
def amounts_keep_their_unit(view: View) -> Iterator[Fault]:
    """Count in the unit of the target: `scale` makes currency units of cents, percent of shares, hours of minutes.

    A copied amount of cents is a hundred times too much, and the call is not refused. Units are read from names, descriptions, formats
    and bounds of both documents; where one of them does not tell, nothing is said. It is an error where both are explicit.
    """
    for _, mapping in view.mappings:
        transform = mapping.mapping.transform
        if not mapping.target.field.types or not (mapping.mapping.sources and _may_count(mapping.target.field)):
            continue
        factor = _factor(transform) if isinstance(transform, Scale) else Decimal(1)
        sources = mapping.sources[:1] if isinstance(transform, Scale) else carried(mapping)
        if factor is None or mapping.target.state != "known":
            continue
        for spot in sources:
            found = _difference(spot, mapping.target.field) if _may_count(spot.field) else None
            if found is not None and abs(factor / found.factor - 1) > NEAR:
                yield _fault(mapping, spot, found, factor)


def _may_count(field: Field) -> bool:
    """Tell whether a field can hold a number that counts something."""
    return bool(NUMBERS.intersection(field.types)) or (field.types == ("string",) and not field.enum and field.format in {"", "decimal"})


def _difference(spot: Spot, target: Field) -> Difference | None:
    if spot.state != "known" or not spot.field.types or spot.content is None:
        return None
    source = spot.field
    if not (NUMBERS.intersection(source.types) or NUMBERS.intersection(target.types) or is_told_with_fraction(source)):
        return None
    return _money(source, target) or _share(source, target) or _measure(source, target)


def _money(source: Field, target: Field) -> Difference | None:
    one, two = minor_unit(source), minor_unit(target)
    if not one and not two:
        return _whole(source, target)
    if not _is_told(source, one) or not _is_told(target, two):
        return None
    sure = all(places or is_told_with_fraction(field) for places, field in ((one, source), (two, target)))
    return Difference(UNITS_BELOW[one], UNITS_BELOW[two], Decimal(1).scaleb(two - one), is_sure=sure)


def _is_told(field: Field, places: int) -> bool:
    """Tell whether a field surely holds an amount in a known unit: one below the currency's own, or its own with decimals."""
    return bool(places) or (places == 0 and says_whole_units(field) and kind_of_value(field)[0] == "money")


def _whole(source: Field, target: Field) -> Difference | None:
    """Two amounts with decimals of their own are in the same unit."""
    if not all(is_told_with_fraction(field) or _is_floating(field) for field in (source, target)):
        return None
    is_money = all(kind_of_value(field)[0] == "money" for field in (source, target))
    return Difference(UNITS_BELOW[0], UNITS_BELOW[0], Decimal(1)) if is_money else None


def _is_floating(field: Field) -> bool:
    """Tell whether a number has a format for fractions, which nobody gives to what is counted in whole cents."""
    return field.types == ("number",) and field.format in {"float", "double"}


def _share(source: Field, target: Field) -> Difference | None:
    if "number" not in source.types and "number" not in target.types:
        return None
    if is_share(source) and is_percent(target):
        return Difference("a share of 1", "percent", Decimal(100))
    if is_percent(source) and is_share(target):
        return Difference("percent", "a share of 1", Decimal("0.01"))
    return None


def _measure(source: Field, target: Field) -> Difference | None:
    one, two = counted_in(source), counted_in(target)
    if one is None or two is None or one.dimension != two.dimension:
        return None
    return Difference(f"{one.name}s", f"{two.name}s", one.size / two.size)


def _factor(transform: Scale) -> Decimal | None:
    try:
        return Decimal(transform.factor)
    except InvalidOperation:
        return None


def _fault(mapping: MappingView, spot: Spot, found: Difference, factor: Decimal) -> Fault:
    wanted = format(found.factor.normalize(Context(prec=9)), "f")
    ends = f"`{mapping.mapping.sources[mapping.sources.index(spot)]}` counts {found.given}, and `{mapping.mapping.target}` {found.taken}"
    if found.factor == 1:
        message = f"{ends}: the factor {factor:f} makes another amount of it. Use `copy`, or the factor 1."
    elif factor == 1:
        message = f"{ends}. Use `scale` with `factor: {wanted}`."
    else:
        message = f"{ends}: the factor is {wanted}, not {factor:f}."
    severity: Severity | None = "error" if found.is_sure else None
    return Fault(where=mapping.where, message=message, spec=mapping.target.place, fix=_fix(mapping, wanted), severity=severity)


def _fix(mapping: MappingView, factor: str) -> Fix:
    """Offer the right factor; it is a reading of words, so a person must agree."""
    kinds = mapping.target.field.types
    value: dict[str, Json] = {"name": Scale.name, "factor": factor}
    if kinds in {("integer",), ("string",)}:
        value["to"] = kinds[0]
    return Fix(where=f"{mapping.where}.transform", words=f"scale by {factor}", value=value, certain=False)
