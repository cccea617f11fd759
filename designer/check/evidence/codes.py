"""Codes of a standard (currencies, countries, languages): a list at the target, and the same codes at the source."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from designer.check.evidence.passing import kind_of_value, told_by
from designer.match.inference.notations import country_notation, letters
from designer.model.transform import Lower, Upper

if TYPE_CHECKING:
    from designer.check.lookup.view import MappingView

FEWEST = 20
"""A shorter list is a choice of the vendor's own, not a standard."""
CODED = frozenset({"currency", "country", "language"})
LETTERS = frozenset({2, 3})


def spelling(mapping: MappingView) -> Literal["same", "upper", "lower", ""]:
    """Return how codes of a standard at the source become those that the target lists: as they are, or in other letters.

    Empty where the target lists no standard, or where the two ends are not told to hold the same one.
    """
    allowed = [value for value in mapping.target.field.enum if isinstance(value, str) and value]
    if len(allowed) < FEWEST or not all(value.isalpha() and len(value) in LETTERS for value in allowed):
        return ""
    source = told_by(mapping)
    if source is None or kind_of_value(source.field)[0] != kind_of_value(mapping.target.field)[0]:
        return ""
    kind = kind_of_value(source.field)[0]
    if kind not in CODED or (kind == "country" and country_notation(source.field) != country_notation(mapping.target.field)):
        return ""
    transform = mapping.mapping.transform
    given = "upper" if isinstance(transform, Upper) else "lower" if isinstance(transform, Lower) else letters(source.field)
    wanted: Literal["upper", "lower"] = "upper" if all(map(str.isupper, allowed)) else "lower"
    return wanted if given and given != wanted else "same"
