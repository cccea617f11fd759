"""What may happen to a value between two systems: one pure function for each transform of the design.

Every function takes plain JSON values and returns one. An empty value (nothing, null or an empty text) comes out as None, and
the mapping that called the function says what is then sent. A value that cannot be transformed raises TransformError.
Amounts are reckoned in decimal arithmetic; a binary float is read by its shortest notation, which is what JSON holds.

Depends on: `values.py`, `dates.py` and the standard library. `phone_e164` imports `calling_codes.py` and `country_code` imports
`countries.py`, both only when called: a connector that uses neither needs neither file.
"""

from __future__ import annotations

import re
from decimal import ROUND_HALF_EVEN, Decimal, InvalidOperation
from typing import TYPE_CHECKING

from .dates import date_format
from .values import EXACT, LONGEST_SHOWN, TransformError, decimal, is_empty, number, same, shape, text, told

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from .values import Json, Scalar

__all__ = [
    "TransformError",
    "bool_map",
    "cast_boolean",
    "cast_integer",
    "cast_number",
    "cast_string",
    "coalesce",
    "country_code",
    "date_format",
    "default",
    "enum_map",
    "first",
    "is_empty",
    "join",
    "lookup",
    "lower",
    "part",
    "phone_e164",
    "present",
    "scale",
    "split_name",
    "table",
    "template",
    "trim",
    "truncate",
    "upper",
]

TEMPLATE_FIELD = re.compile(r"\{\{|\}\}|\(\{(\d+)\}\)|\[\{(\d+)\}\]|\"\{(\d+)\}\"|\{(\d+)\}")
QUOTATION_MARKS = ("'", '"')
WRAPPERS = ("()", "[]", '""', "")
NO_PLACES = "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF"
THREE_PLACES = "BHD IQD JOD KWD LYD OMR TND"
FOUR_PLACES = "CLF UYW"
CURRENCY_PLACES = {code: places for places, codes in ((0, NO_PLACES), (3, THREE_PLACES), (4, FOUR_PLACES)) for code in codes.split()}
"""ISO 4217 minor units; every other currency has two places."""
TRUE_WORDS = {"true", "yes", "1"}
FALSE_WORDS = {"false", "no", "0"}


def cast_string(value: Json) -> str | None:
    """Write the value as text."""
    return None if is_empty(value) else text(value, transform="cast")


def cast_integer(value: Json) -> int | None:
    """Read the value as a whole number; a fraction is an error, as rounding would be a guess."""
    if is_empty(value):
        return None
    read = decimal(int(value) if isinstance(value, bool) else value, transform="cast")
    if read != read.to_integral_value():
        raise TransformError("cast", shape(value), "a whole number")
    return int(read)


def cast_number(value: Json) -> int | float | None:
    """Read the value as a number, written as JSON does (`1200.5`, never `1,200.50`)."""
    if is_empty(value):
        return None
    return number(decimal(int(value) if isinstance(value, bool) else value, transform="cast"))


def cast_boolean(value: Json) -> bool | None:
    """Read the value as true or false: a boolean, 1 or 0, `true`, `yes`, `false` or `no`."""
    if is_empty(value):
        return None
    word = text(value, transform="cast").strip().lower()
    if word not in TRUE_WORDS | FALSE_WORDS:
        raise TransformError("cast", shape(value), "true or false")
    return word in TRUE_WORDS


def enum_map(value: Json, rows: Sequence[tuple[Scalar, Scalar]], *, unmapped: str = "error", default: Scalar = None) -> Json:
    """Return the target of the row that has the value; without a row do as `unmapped` says: error, omit, keep or default."""
    for source, target in rows:
        if same(source, value):
            return target
    if is_empty(value) or unmapped == "omit":
        return None
    if unmapped == "keep":
        return value
    if unmapped == "default":
        return default
    raise TransformError("enum_map", told(value), "one of " + ", ".join(repr(source) for source, _ in rows))


def bool_map(value: Json, truthy: Sequence[Scalar], when_true: Scalar, when_false: Scalar) -> Scalar:
    """Return `when_true` if the value is among *truthy*, `when_false` for every other value that is not empty."""
    if any(same(source, value) for source in truthy):
        return when_true
    return None if is_empty(value) else when_false


def present(value: Json, when_true: Scalar = True, when_false: Scalar = False) -> Scalar:  # noqa: FBT002 - values, no switches
    """Return `when_true` if there is a value: not null, not an empty text, list or object."""
    return when_false if is_empty(value) or value in ([], {}) else when_true


def template(pattern: str, *values: Json, escape: str = "") -> str | None:
    """Fill `{0}`, `{1}`, ... with the values; all empty is empty.

    With *escape* (`backslash`, `doubled`) no value ends the quotation marks in which the pattern puts it. An empty value leaves no gap: it goes with the text between it and its neighbour, and with brackets or quotation marks
    that hold it alone (`{0} ({1})`). Between two values that remain stands the text in front of the second.
    """
    written = ["" if is_empty(value) else text(value, transform="template") for value in values]
    filled = ""
    pending = ""
    at = 0
    seen = shown = False
    for match in TEMPLATE_FIELD.finditer(pattern):
        pending += pattern[at : match.start()]
        at = match.end()
        if match.lastindex is None:
            pending += match[0][0]
            continue
        value = _value_at(written, int(match[match.lastindex]), pattern)
        wrapper = WRAPPERS[match.lastindex - 1]
        if value:
            value = _escaped(value, _quotation(pattern[: match.start()]) or wrapper[:1], escape)
            filled += (pending if shown or not seen else _lead(pattern)) + wrapper[:1] + value + wrapper[1:]
            shown = True
        seen = True
        pending = ""
    return filled + pending + pattern[at:] if shown else None


def _quotation(before: str) -> str:
    """Return the quotation mark that is open at the end of a text; empty where none is."""
    open_mark = ""
    for at, letter in enumerate(before):
        if letter in QUOTATION_MARKS and letter == (open_mark or letter) and before[at - 1 : at] != "\\":
            open_mark = "" if open_mark else letter
    return open_mark


def _escaped(value: str, mark: str, escape: str) -> str:
    if not escape or mark not in QUOTATION_MARKS:
        return value
    return value.replace(mark, mark + mark) if escape == "doubled" else re.sub(rf"([\\{mark}])", r"\\\1", value)


def split_name(value: Json, part: str) -> str | None:
    """Return the `first` word of a person's name, or the rest (`last`); `Smith, Jo` is read as last, first."""
    if is_empty(value):
        return None
    name = text(value, transform="split_name")
    if "," in name:
        last, _, first = name.partition(",")
    else:
        first, _, last = name.strip().partition(" ")
    return (first if part == "first" else last).strip() or None


def part(value: Json, separator: str, index: int) -> str | None:
    """Return one part of a text cut at *separator*, without white space at its ends; None where there is no such part."""
    if is_empty(value):
        return None
    parts = text(value, transform="part").split(separator)
    return (parts[index].strip() or None) if -len(parts) <= index < len(parts) else None


def trim(value: Json) -> str | None:
    """Return the text without white space at its ends."""
    return None if is_empty(value) else text(value, transform="trim").strip() or None


def lower(value: Json) -> str | None:
    """Return the text in lower case."""
    return None if is_empty(value) else text(value, transform="lower").lower()


def upper(value: Json) -> str | None:
    """Return the text in upper case."""
    return None if is_empty(value) else text(value, transform="upper").upper()


def truncate(value: Json, length: int) -> str | None:
    """Return the first *length* characters (code points)."""
    return None if is_empty(value) else text(value, transform="truncate")[:length] or None


def default(value: Json, other: Scalar) -> Json:
    """Return the value, or *other* when it is empty."""
    return other if is_empty(value) else value


def coalesce(*values: Json) -> Json:
    """Return the first value that is not empty."""
    return next((value for value in values if not is_empty(value)), None)


def first(value: Json) -> Json:
    """Return the first item of a list; None of an empty one."""
    items = _items(value, transform="first")
    return items[0] if items and not is_empty(items[0]) else None


def join(value: Json, separator: str) -> str | None:
    """Return the items of a list that are not empty in one text."""
    items = _items(value, transform="join")
    return separator.join(text(item, transform="join") for item in items if not is_empty(item)) or None


def scale(value: Json, factor: str, *currency: Json, places: int | None = None, to: str = "number") -> int | float | str | None:
    """Multiply in decimal arithmetic; *places* rounds half to even.

    With a currency, `0.01` and `100` follow the currency's own number of places. A result that a JSON number cannot hold exactly is
    an error where *places* promises exactness.
    """
    if is_empty(value):
        return None
    result = EXACT.multiply(decimal(value, transform="scale"), _factor(factor, *currency))
    if places is not None:
        result = result.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_EVEN, context=EXACT)
    if to == "string":
        return format(result, "f")
    if to == "integer":
        if result != result.to_integral_value():
            raise TransformError("scale", shape(value), "an amount without fractions after scaling")
        return int(result)
    amount = number(result)
    if places is not None and Decimal(repr(amount)) != result:
        raise TransformError("scale", shape(value), "an amount that a JSON number can hold exactly")
    return amount


def phone_e164(value: Json, country: str = "") -> str | None:
    """Write a telephone number in E.164; *country* (ISO 3166 alpha-2) is that of numbers without a country prefix.

    An extension is left out: E.164 cannot hold one.
    """
    if is_empty(value):
        return None
    from .calling_codes import international  # noqa: PLC0415 - a table that only this function needs

    dialled = international(text(value, transform="phone_e164"), country)
    if dialled is None:
        wanted = "a telephone number with country prefix" + (f" or one of {country}" if country else "")
        raise TransformError("phone_e164", shape(value), wanted)
    return dialled


def country_code(value: Json, to: str = "alpha2") -> str | None:
    """Write a country as `alpha2`, `alpha3` or English `name`; any of them is read."""
    if is_empty(value):
        return None
    from .countries import find_country  # noqa: PLC0415 - a table that only this function needs

    country = find_country(text(value, transform="country_code"))
    if country is None:
        raise TransformError("country_code", told(value), "an ISO 3166 code or the English name of a country")
    return {"alpha2": country.alpha2, "alpha3": country.alpha3, "name": country.name}[to]


def lookup(value: Json, find: Callable[[Json], Json], *, missing: str = "error") -> Json:
    """Return what *find* (a table or a link) has for the value; not found is an error or, with `omit`, empty."""
    if is_empty(value):
        return None
    found = find(value)
    if found is None and missing == "error":
        raise TransformError("lookup", told(value), "a value that the table or link knows")
    return found


def table(rows: Sequence[tuple[Scalar, Scalar]]) -> Callable[[Json], Json]:
    """Return the look-up of a small table; a number finds a key written as text and the other way round."""

    def find(value: Json) -> Json:
        exact = next((target for source, target in rows if same(source, value)), None)
        if exact is not None or isinstance(value, list | dict):
            return exact
        return next((target for source, target in rows if source is not None and text(source) == text(value)), None)

    return find


def _items(value: Json, *, transform: str) -> list[Json]:
    if is_empty(value):
        return []
    if not isinstance(value, list):
        raise TransformError(transform, shape(value), "a list")
    return value


def _value_at(values: Sequence[str], index: int, pattern: str) -> str:
    if index >= len(values):
        raise TransformError("template", f"{len(values)} values", f"as many as {pattern!r} names")
    return values[index]


def _lead(pattern: str) -> str:
    """Return the text in front of the first field, which stays when that field is empty."""
    lead = ""
    at = 0
    for match in TEMPLATE_FIELD.finditer(pattern):
        lead += pattern[at : match.start()]
        at = match.end()
        if match.lastindex is not None:
            return lead
        lead += match[0][0]
    return lead


def _factor(factor: str, *currency: Json) -> Decimal:
    try:
        told_factor = Decimal(factor)
    except InvalidOperation as problem:
        raise TransformError("scale", f"factor {factor[:LONGEST_SHOWN]!r}", "a decimal number") from problem
    if not currency:
        return told_factor
    code = currency[0].strip().upper() if isinstance(currency[0], str) else ""
    if not re.fullmatch("[A-Z]{3}", code):
        raise TransformError("scale", f"as currency {shape(currency[0])}", "an ISO 4217 code, without which the amount would be a guess")
    if told_factor not in {Decimal("0.01"), Decimal(100)}:
        raise TransformError("scale", f"factor {factor}", "0.01 or 100 where a currency is given")
    return Decimal(1).scaleb(CURRENCY_PLACES.get(code, 2) * (1 if told_factor == Decimal(100) else -1))
