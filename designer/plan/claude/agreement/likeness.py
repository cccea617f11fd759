"""When two transforms say the same: of one kind, or different in a way that leaves what is said."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

from designer.model.transform import (
    BoolMap,
    Cast,
    Coalesce,
    Copy,
    CountryCode,
    DateFormat,
    Default,
    EnumMap,
    First,
    Join,
    Lookup,
    Lower,
    Part,
    PhoneE164,
    Scale,
    SplitName,
    Trim,
    Truncate,
    Upper,
)

if TYPE_CHECKING:
    from designer.model.scalars import Scalar
    from designer.model.transform import Transform

FORMS = (Copy, Cast, Trim, Lower, Upper, Truncate, Default, Coalesce, First, Join, DateFormat, PhoneE164, CountryCode)
"""They change how a value is written, not which value it is; whether the target takes it so is the check's to find."""
TRANSLATIONS = (EnumMap, BoolMap, Lookup)
"""They put one side's value for the other's."""


def same_kind(one: Transform, other: Transform) -> bool:
    """Tell whether two transforms of the same source give the same thing, as far as they can be compared.

    A factor, the part of a name and two lists that translate one value differently part them; a list beside a table that is still
    to be filled does not.
    """
    if isinstance(one, FORMS) and isinstance(other, FORMS):
        return True
    if isinstance(one, EnumMap) and isinstance(other, EnumMap):
        known = _rows(other)
        return all(known.get(key, value) == value for key, value in _rows(one).items())
    if isinstance(one, TRANSLATIONS) and isinstance(other, TRANSLATIONS):
        return True
    if isinstance(one, Scale) and isinstance(other, Scale):
        return _factor(one) == _factor(other)
    if isinstance(one, SplitName) and isinstance(other, SplitName):
        return one.part == other.part
    if isinstance(one, SplitName | Part) and isinstance(other, SplitName | Part):
        return True
    return type(one) is type(other)


def adds_values(chosen: Transform, known: Transform) -> bool:
    """Tell whether a transform holds values that the other one does not: rows of a list, a default."""
    if isinstance(chosen, EnumMap):
        return not (isinstance(known, EnumMap) and set(_rows(chosen)) <= set(_rows(known)))
    if isinstance(chosen, BoolMap | Default):
        return chosen != known
    return False


def _rows(transform: EnumMap) -> dict[tuple[str, Scalar], Scalar]:
    return {(type(pair.source).__name__, pair.source): pair.target for pair in transform.values}


def _factor(transform: Scale) -> Decimal | str:
    try:
        return Decimal(transform.factor).normalize()
    except InvalidOperation:
        return transform.factor
