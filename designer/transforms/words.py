"""A transform in plain words, for a person who checks a mapping or clicks it together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from designer.model.transform import (
    BoolMap,
    Cast,
    Coalesce,
    Constant,
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
    Present,
    Scale,
    SplitName,
    Template,
    Transform,
    Trim,
    Truncate,
    Upper,
)
from designer.transforms.scalars import text

if TYPE_CHECKING:
    from designer.model.scalars import Scalar

NOTATIONS = {
    "iso": "a date and time in ISO 8601 (2026-01-31T09:30:00Z)",
    "date": "a day in ISO 8601 (2026-01-31)",
    "unix_s": "seconds since 1970",
    "unix_ms": "milliseconds since 1970",
}
TYPES = {"string": "a text", "integer": "a whole number", "number": "a number", "boolean": "true or false"}
COUNTRIES = {"alpha2": "a two-letter code (DE)", "alpha3": "a three-letter code (DEU)", "name": "an English name (Germany)"}
ESCAPES = {
    "": "",
    "backslash": ", with a backslash before each quotation mark and backslash in a value",
    "doubled": ", with each quotation mark in a value doubled",
}
PLACES = {0: "the first", 1: "the second", 2: "the third", -1: "the last"}


def describe(transform: Transform, *, sources: tuple[str, ...]) -> str:  # noqa: PLR0911 - one line for each kind of transform
    """Say what becomes of *sources* (names as a person is to read them), in one sentence without a full stop."""
    source = sources[0] if sources else "nothing"
    match transform:
        case Constant():
            return f"always {_value(transform.value)}"
        case Copy():
            return f"{source} as it is"
        case EnumMap():
            return f"{source} by list: {_rows(transform)}"
        case BoolMap():
            truthy = " or ".join(map(_value, transform.truthy))
            return f"{_value(transform.when_true)} if {source} is {truthy}, otherwise {_value(transform.when_false)}"
        case Present():
            return f"{_value(transform.when_true)} if there is a value in {source}, otherwise {_value(transform.when_false)}"
        case Default():
            return f"{source}, or {_value(transform.value)} when it is empty"
        case Coalesce():
            return f"the first of {_list(sources)} that is not empty"
        case Lookup():
            missing = "an unknown value is an error" if transform.missing == "error" else "an unknown value is left out"
            table = f"what the {transform.using.replace(':', ' ', 1)} has" if transform.using else "what the target has"
            return f"{table} for {source}; {missing}"
        case DateFormat() | Scale() | PhoneE164() | CountryCode() | Cast():
            return _notation(transform, sources)
        case Template() | SplitName() | Part() | Trim() | Lower() | Upper() | Truncate() | First() | Join():
            return _text(transform, sources)


def _text(  # noqa: PLR0911 - one line for each transform
    transform: Template | SplitName | Part | Trim | Lower | Upper | Truncate | First | Join, sources: tuple[str, ...]
) -> str:
    source = sources[0] if sources else "nothing"
    match transform:
        case Template():
            return f"one text of {_list(sources)}: {_filled(transform.text, sources)}{ESCAPES[transform.escape]}"
        case SplitName(part="first"):
            return f"the first name out of {source} (its first word)"
        case SplitName():
            return f"the last name out of {source} (all but its first word)"
        case Part():
            place = PLACES.get(transform.index) or (
                f"number {transform.index + 1}" if transform.index >= 0 else f"number {-transform.index} from the end"
            )
            return f"{place} part of {source}, cut at {_value(transform.separator)}"
        case Trim():
            return f"{source} without spaces at its ends"
        case Lower():
            return f"{source} in lower case"
        case Upper():
            return f"{source} in upper case"
        case Truncate():
            return f"the first {transform.length} characters of {source}"
        case First():
            return f"the first of the list {source}"
        case Join():
            return f"all items of {source} in one text, with {_value(transform.separator)} between them"


def _notation(transform: DateFormat | Scale | PhoneE164 | CountryCode | Cast, sources: tuple[str, ...]) -> str:
    source = sources[0] if sources else "nothing"
    match transform:
        case Cast():
            return f"{source} as {TYPES[transform.to]}"
        case DateFormat():
            zone = "" if transform.timezone == "UTC" else f", in the time zone {transform.timezone}"
            return f"{source} from {_told(transform.source)} to {_told(transform.target)}{zone}"
        case Scale():
            return _scale(transform, sources)
        case PhoneE164():
            country = f", numbers without country prefix read as those of {transform.country}" if transform.country else ""
            return f"{source} as an international telephone number (+4930123456){country}"
        case CountryCode():
            return f"{source} as {COUNTRIES[transform.to]}"


def _scale(transform: Scale, sources: tuple[str, ...]) -> str:
    source = sources[0] if sources else "nothing"
    currency = f" (with the number of decimal places that the currency in {sources[1]} has)" if len(sources) > 1 else ""
    rounded = "" if transform.places is None else f", rounded to {transform.places} decimal place{'' if transform.places == 1 else 's'}"
    kind = "" if transform.to == "number" else f", as {TYPES[transform.to]}"
    return f"{source} times {transform.factor}{currency}{rounded}{kind}"


def _rows(transform: EnumMap) -> str:
    if not transform.values and transform.unmapped == "error":
        return "which value becomes which is still to be said"
    rows = "; ".join(f"{_value(row.source)} becomes {_value(row.target)}" for row in transform.values)
    other = {
        "error": "any other value is an error",
        "omit": "any other value is left out",
        "keep": "any other value stays as it is",
        "default": f"any other value becomes {_value(transform.default)}",
    }[transform.unmapped]
    return f"{rows}; {other}" if rows else other


def _filled(pattern: str, sources: tuple[str, ...]) -> str:
    for at, source in enumerate(sources):
        pattern = pattern.replace(f"{{{at}}}", f"<{source}>")
    return f"“{pattern.replace('{{', '{').replace('}}', '}')}”"


def _list(names: tuple[str, ...]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}" if names else "nothing"


def _told(notation: str) -> str:
    return NOTATIONS.get(notation, f"the notation {_value(notation)}")


def _value(value: Scalar) -> str:
    if value is None:
        return "nothing"
    return f"“{value}”" if isinstance(value, str) else text(value)
