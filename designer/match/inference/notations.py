"""How a document writes amounts, shares, countries, telephone numbers and letters, as far as it tells."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final, Literal

from designer.match.inference.prose import told
from designer.names.path import leaf
from designer.names.text import words

if TYPE_CHECKING:
    from designer.model.spec import Field

MINOR_UNITS: Final = re.compile(
    r"small(?:est)?,? (?:currency|common currency|monetary) unit|minor (?:currency )?unit|\bin cents\b|\bcents\b"
    r"|\bin pence\b|hundredths|lowest denomination",
    re.IGNORECASE,
)
MICROS: Final = re.compile(r"\bmicros\b|micro.?units|millionths", re.IGNORECASE)
SHARE: Final = re.compile(
    r"between 0(?:\.0+)? and 1(?:\.0+)?(?!\d)|\b0 to 1\b|\b0\.0.{1,6}1\.0|as a (?:fraction|decimal)\b|\bfraction of 1\b", re.IGNORECASE
)
PERCENT: Final = re.compile(r"\bpercent(?:age)?\b|between 0 and 100|0.{1,4}100\b|\d ?%", re.IGNORECASE)
TWO_LETTERS: Final = re.compile(r"(?:two|2).?(?:letters?|characters?|digits?)\b|alpha.?2|3166-1(?! alpha-?3)|3166\b(?!-)", re.IGNORECASE)
THREE_LETTERS: Final = re.compile(
    r"(?:three|3).?(?:letters?|characters?) (?:iso )?country|(?:three|3).?(?:letters?|characters?) (?:iso|code)|alpha.?3", re.IGNORECASE
)
FULL_NAME: Final = re.compile(
    r"\bnames? or\b|\b(?:full|country|english|complete|long)\b.{0,12}\bnames?\b|\bnames?\b.{0,20}\bcountry", re.IGNORECASE
)
ABBREVIATED: Final = re.compile(r"\babbreviat", re.IGNORECASE)
E164: Final = re.compile(r"e\.?164|international (?:phone |telephone )?format", re.IGNORECASE)
LOWER: Final = re.compile(r"lower.?case", re.IGNORECASE)
UPPER: Final = re.compile(r"upper.?case|capital letters|\bin capitals\b", re.IGNORECASE)
ISO_4217: Final = re.compile(r"iso.?4217|currency code", re.IGNORECASE)

Country = Literal["alpha2", "alpha3", "name", ""]


def minor_places(field: Field) -> int:
    """Return how many decimal places an amount's unit lies below the currency's own: 2 for cents, 6 for micros, 0 as far as is told."""
    name = set(words(leaf(field.path)))
    if name & {"micros", "micro"} or _says(MICROS, told(field)):
        return 6
    if name & {"cents", "cent", "pence", "pennies"}:
        return 2
    return 2 if set(field.types) == {"integer"} and _says(MINOR_UNITS, told(field)) else 0


def says_whole_units(field: Field) -> bool:
    """Tell whether an amount surely counts the currency's own unit: it can have decimals."""
    return not minor_places(field) and bool(set(field.types) & {"number", "string"})


def is_share(field: Field) -> bool:
    """Tell whether a percentage is written as a share of 1."""
    return field.maximum == 1 or _says(SHARE, told(field))


def is_percent(field: Field) -> bool:
    """Tell whether a percentage is surely counted from 0 to 100."""
    if is_share(field):
        return False
    large = isinstance(field.example, int | float) and field.example > 1
    named = not {"percent", "percentage"}.isdisjoint(words(leaf(field.path)))
    return field.maximum == 100 or large or named or _says(PERCENT, told(field))


def country_notation(field: Field) -> Country:
    """Return how a country is written, empty where the document does not tell or takes several notations."""
    if field.max_length in {2, 3}:
        return "alpha2" if field.max_length == 2 else "alpha3"
    texts = [value for value in field.enum if isinstance(value, str) and value]
    if texts:
        return _by_length({len(value) for value in texts})
    text = field.description
    named = _says(FULL_NAME, text)
    if named and _says(ABBREVIATED, text):
        return ""
    coded: Country = "alpha3" if _says(THREE_LETTERS, text) else "alpha2" if _says(TWO_LETTERS, text) else ""
    if coded or named:
        return "" if coded and named else coded or "name"
    if isinstance(field.example, str) and field.example.isalpha() and (shown := _by_length({len(field.example)})):
        return shown
    name = words(leaf(field.path))
    if set(name) & {"code", "iso", "iso2", "alpha"} or name[-1:] == ("2",):
        return "alpha3" if "3" in name else "alpha2"
    return "name" if name[-1:] == ("name",) else ""


def _by_length(lengths: set[int]) -> Country:
    if lengths == {2}:
        return "alpha2"
    if lengths == {3}:
        return "alpha3"
    return "name" if min(lengths) > 3 else ""


def wants_e164(field: Field) -> bool:
    """Tell whether a telephone number must be written with its country's prefix and nothing but digits."""
    return field.format in {"e164", "e.164"} or field.pattern.startswith((r"^\+[1-9]", r"^\+[0-9]", r"^\+\d")) or _says(E164, told(field))


def letters(field: Field) -> Literal["lower", "upper", ""]:
    """Return the case in which a code or an address is written, empty where the document does not tell."""
    lower, upper = _says(LOWER, told(field)), _says(UPPER, told(field))
    if lower != upper:
        return "lower" if lower else "upper"
    if field.pattern:
        small, large = "a-z" in field.pattern, "A-Z" in field.pattern
        if small != large:
            return "lower" if small else "upper"
    shown = [value for value in (*field.enum, field.example) if isinstance(value, str) and value.isalpha()]
    if shown and all(value.islower() for value in shown):
        return "lower"
    if shown and all(value.isupper() for value in shown):
        return "upper"
    return "upper" if _says(ISO_4217, told(field)) and not lower else ""


@lru_cache(maxsize=50_000)
def _says(pattern: re.Pattern[str], text: str) -> bool:
    """Tell whether a text says something; a field is asked the same for each field that it is laid beside."""
    return pattern.search(text) is not None
