"""Bounds on an amount in a brief's prose (`deals over 5,000`), found again as a comparison of a field of the source."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from designer.model.design import Comparison
from designer.names.path import leaf
from designer.names.text import words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from designer.model.spec import Field

CURRENCY = r"(?:€|\$|£|EUR|USD|GBP|CHF|euros?|dollars?|pounds?)"
BOUND = re.compile(
    rf"\b(?:(?P<greater>over|above|more than|greater than|exceeding)|(?P<less>under|below|less than)"
    rf"|(?P<least>at least|no less than|not less than)|(?P<most>at most|no more than|not more than|up to))\s+{CURRENCY}?\s*"
    rf"(?P<number>\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?|\d+(?:\.\d+)?)(?P<thousand>\s?k\b)?\s*{CURRENCY}?"
    r"(?=\s*$|\s*[.,;:)]|\s+(?:is|are|was|gets?|in|and|or|has|have|shall|should|must|that|which|only)\b)",
    re.IGNORECASE,
)
AMOUNTS = ("amount", "value", "total", "sum", "price")
"""What a bare number bounds, the likeliest first; a field that the text names goes before."""
CENTS = re.compile(r"\b(?:cents?|smallest currency unit|minor units?)\b", re.IGNORECASE)


def bounds_in(text: str) -> tuple[str, ...]:
    """Return the parts of a text that bound an amount; durations and numbers of things are none."""
    return tuple(match[0].strip() for match in BOUND.finditer(text))


def bound_of(text: str, fields: Sequence[Field], *, at: str) -> Comparison | None:
    """Return the comparison that a bound means, if the source has an amount; *at* is what a source path begins with.

    A design compares with `greater` and `less` alone, so a bound that counts itself in (`at least`) is told exactly of whole
    numbers; of others it is no comparison, and the caller asks.
    """
    match = BOUND.search(text)
    if match is None:
        return None
    said = set(words(text))
    ranked = [(rank, field.path.count("."), field.path, field) for field in fields if (rank := _rank(field, said)) is not None]
    if not ranked:
        return None
    field = min(ranked, key=lambda entry: entry[:3])[3]
    number = float(match["number"].replace(",", "")) * (1000 if match["thousand"] else 1) * (100 if _is_in_cents(field) else 1)
    if match["least"] or match["most"]:
        if set(field.types) != {"integer"} or not number.is_integer():
            return None
        number += -1 if match["least"] else 1
    value = int(number) if number.is_integer() else number
    return Comparison(source=f"{at}{field.path}", op="greater" if match["greater"] or match["least"] else "less", values=(value,))


def _rank(field: Field, said: set[str]) -> int | None:
    """Return how far down a field stands among those that may be meant, `None` if it is no amount."""
    own = words(leaf(field.path))
    named = [place for place, word in enumerate(AMOUNTS) if word in own]
    if "[]" in field.path or not field.is_leaf or not set(field.types) & {"integer", "number", "string"} or not named:
        return None
    return named[0] + (0 if set(own) <= said else 10 if len(own) == 1 else 20)


def _is_in_cents(field: Field) -> bool:
    return "integer" in field.types and CENTS.search(field.description) is not None
