"""What a transform takes for granted that no document says: a person must look at it, however well the names agree."""

from __future__ import annotations

from typing import TYPE_CHECKING

from designer.match.inference.amounts import unit_is_not_told
from designer.match.inference.listed import without_counterpart
from designer.match.inference.moments import is_local, time_notation
from designer.match.inference.notations import country_notation
from designer.match.inference.prose import listed
from designer.match.inference.transform import inner, needs_table
from designer.model.transform import Cast, Copy, DateFormat, EnumMap, First, Lookup, Part, Scale

if TYPE_CHECKING:
    from designer.match.meaning.profile import Profile
    from designer.model.transform import Transform

FEW = 0.5
"""Of the values of a list so many must have a counterpart, or the two lists are likely about different things."""


def doubt(given: Profile, wanted: Profile, transform: Transform) -> str:
    """Return what is taken for granted, in words that follow a reason; empty if the documents bear the transform out."""
    match transform:
        case Lookup() | EnumMap() if needs_table(transform):
            return "which value belongs to which is not told"
        case EnumMap():
            left_out = len(without_counterpart(transform, given.field))
            return "most values have no counterpart" if left_out > FEW * (left_out + len(transform.values)) else ""
        case DateFormat():
            return _moment(given, transform)
        case Cast(to="boolean") if given.field.types == ("string",) and not listed(given.field):
            return "which texts mean yes is not told"
        case First():
            return _first(given, wanted)
        case Part():
            return "an address without https:// before it would give nothing"
        case Copy() | Cast() | Scale() if unit_is_not_told(given, wanted):
            return "whether the whole number counts cents is not told"
        case _:
            return ""


def _moment(given: Profile, transform: DateFormat) -> str:
    if is_local(transform.target):
        return "told in UTC: a time zone that stands beside it must say so"
    if is_local(time_notation(given.field)):
        return "read as UTC: the time zone of the source is not told in it"
    if transform.target not in {"iso", "date"} and not time_notation(given.field):
        return "how the source writes it is not told"
    return ""


def _first(given: Profile, wanted: Profile) -> str:
    """Say what the first item would need besides: a mapping has one transform."""
    if country_notation(given.field) != country_notation(wanted.field) and wanted.kind == "country" and country_notation(wanted.field):
        return "the first of several, and it may be written in another notation"
    within = inner(given, wanted)
    return "" if isinstance(within, Copy) or within is None else f"the first of several, which needs {within.name} besides"
