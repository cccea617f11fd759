"""How a document writes points in time, amounts and countries, as far as it tells."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal

from designer.names.path import leaf
from designer.names.text import words

if TYPE_CHECKING:
    from designer.model.spec import Field

NUMERIC = frozenset({"integer", "number"})
MILLISECONDS = re.compile(r"millisecond|\bms\b", re.IGNORECASE)
SECONDS = re.compile(r"unix|epoch|seconds since", re.IGNORECASE)
DAY_ONLY = re.compile(r"yyyy-mm-dd(?!\s*[t ]\s*hh)|\bdate only\b|without time|full-date", re.IGNORECASE)
MINOR_UNITS = re.compile(
    r"smallest (?:currency|common currency) unit|minor unit|in cents|\bcents\b|in pence|hundredths|lowest denomination", re.IGNORECASE
)
TWO_LETTERS = re.compile(r"two.letter|2.letter|alpha.?2|3166-1(?! alpha-?3)|2.character|two.character", re.IGNORECASE)
THREE_LETTERS = re.compile(r"three.letter country|3.letter country|alpha.?3|three.character country", re.IGNORECASE)
ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
ISO_TIME = re.compile(r"\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}")
FIRST_MILLISECOND = 10**11
"""A greater number is no count of seconds: it would lie thousands of years ahead."""


def time_notation(field: Field) -> str:
    """Return `iso`, `date`, `unix_s` or `unix_ms`, empty where the document does not tell."""
    if field.format in {"date-time", "datetime"}:
        return "iso"
    if field.format == "date":
        return "date"
    told = f"{field.description} {field.title}"
    if set(field.types) & NUMERIC and "string" not in field.types:
        value = field.example if isinstance(field.example, int | float) else 0
        return "unix_ms" if MILLISECONDS.search(told) or value > FIRST_MILLISECOND or "ms" in words(leaf(field.path)) else "unix_s"
    example = field.example if isinstance(field.example, str) else ""
    if ISO_TIME.match(example):
        return "iso"
    if ISO_DAY.fullmatch(example) or DAY_ONLY.search(told):
        return "date"
    if SECONDS.search(told):
        return "unix_ms" if MILLISECONDS.search(told) else "unix_s"
    return "iso" if re.search(r"iso.?8601|rfc.?3339|utc date", told, re.IGNORECASE) else ""


def is_minor(field: Field) -> bool:
    """Tell whether an amount is counted in cents."""
    name = words(leaf(field.path))
    if name[-1:] == ("cents",) or "cents" in name:
        return True
    return set(field.types) == {"integer"} and bool(MINOR_UNITS.search(field.description))


def is_share(field: Field) -> bool:
    """Tell whether a percentage is written as a share of 1."""
    return field.maximum == 1 or bool(re.search(r"between 0 and 1\b|0 to 1\b|0\.0.{1,6}1\.0", field.description))


def country_notation(field: Field) -> Literal["alpha2", "alpha3", "name", ""]:
    """Return how a country is written, empty where the document does not tell."""
    if field.max_length in {2, 3} and field.max_length is not None:
        return "alpha2" if field.max_length == 2 else "alpha3"
    texts = [value for value in field.enum if isinstance(value, str) and value]
    if texts and all(len(value) == 2 for value in texts):
        return "alpha2"
    if THREE_LETTERS.search(field.description):
        return "alpha3"
    name = words(leaf(field.path))
    if TWO_LETTERS.search(field.description) or "code" in name or "iso" in name:
        return "alpha2"
    return "name" if name[-1:] == ("name",) or (texts and all(len(value) > 3 for value in texts)) else ""
