"""In which unit a field counts, as far as its name, words and schema surely tell."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from designer.check.evidence.passing import leaf_words
from designer.match.inference.notations import MINOR_UNITS, minor_places
from designer.match.inference.prose import told

if TYPE_CHECKING:
    from designer.model.spec import Field


class Measure(NamedTuple):
    """A unit: what it measures, and how many of the smallest unit of that it is."""

    name: str
    dimension: str
    size: Decimal


def _measures() -> dict[str, Measure]:
    """Return the units by the words that name them, in the plural and short; a word that is also an ordinary one (`min`, `in`) is none."""
    table: dict[str, dict[str, str]] = {
        "time": {"millisecond ms millis": "1", "second secs": "1000", "minute mins": "60000", "hour hrs": "3600000", "day": "86400000"},
        "mass": {"gram": "1", "kilogram kg kgs": "1000", "pound lb lbs": "453.59237", "ounce oz": "28.349523125"},
        "length": {"millimeter mm": "1", "centimeter cm": "10", "meter": "1000", "kilometer km": "1000000"},
        "data": {"byte": "1", "kilobyte kb": "1000", "megabyte mb": "1000000", "gigabyte gb": "1000000000"},
    }
    known = {}
    for dimension, units in table.items():
        for names, size in units.items():
            long, *short = names.split()
            measure = Measure(long, dimension, Decimal(size))
            known.update(dict.fromkeys((f"{long}s", *short), measure))
    known |= {name.replace("meter", "metre"): measure for name, measure in known.items() if "meter" in name}
    return known


MEASURES = _measures()
UNIT = f"({'|'.join(MEASURES)})"
COUNTED_IN = re.compile(
    rf"\b(?:in|number of|expressed in|measured in|unit:?) (?:whole |total |the number of )?{UNIT}\b|\({UNIT}\)", re.IGNORECASE
)
EPOCH = re.compile(r"\bunix\b|\bepoch\b|since 1970|timestamp", re.IGNORECASE)
NUMBERS = frozenset({"integer", "number"})
FRACTION = re.compile(r"-?\d+\.\d+")
FRACTION_IN_PATTERN = re.compile(r"(?:\\\.|\[\.\]).{0,4}(?:\\d|\[0-9\])")
WITH_FRACTIONS = frozenset({"decimal", "money", "currency", "monetary"})


def counted_in(field: Field) -> Measure | None:
    """Return the unit in which a number counts; None where it is not told, or where it is a point in time."""
    if not NUMBERS.intersection(field.types):
        return None
    words = told(field)
    last = leaf_words(field.path)[-1:]
    named = MEASURES.get(last[0]) if last else None
    return None if (named is None and not words) or _says_epoch(words) else named or _said(words)


@lru_cache(maxsize=5_000)
def _says_epoch(text: str) -> bool:
    return EPOCH.search(text) is not None


@lru_cache(maxsize=5_000)
def _said(text: str) -> Measure | None:
    """Return the one unit that a text names; none where it names several."""
    found = {MEASURES[(one or other).lower()] for one, other in COUNTED_IN.findall(text)}
    return found.pop() if len(found) == 1 else None


def minor_unit(field: Field) -> int:
    """Return how many places an amount's unit lies below the currency's own; 0 for the own unit as far as is told, -1 where words clash."""
    places = minor_places(field)
    if places == 0 and "integer" not in field.types and _says_minor(told(field)):
        return -1
    return places


@lru_cache(maxsize=5_000)
def _says_minor(text: str) -> bool:
    return MINOR_UNITS.search(text) is not None


def is_told_with_fraction(field: Field) -> bool:
    """Tell whether the schema itself shows that an amount has decimals: by its step, format, pattern or example."""
    if field.format in WITH_FRACTIONS or (field.multiple_of is not None and field.multiple_of < 1):
        return "integer" not in field.types
    if field.pattern and FRACTION_IN_PATTERN.search(field.pattern):
        return True
    example = field.example
    is_number = isinstance(example, float) and not example.is_integer()
    return "integer" not in field.types and (is_number or (isinstance(example, str) and FRACTION.fullmatch(example) is not None))
