"""Why a transform cannot take the sources it is given: only what is certain from types, formats and parameters."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation
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
from designer.transforms.scalars import NOTATIONS, NUMBER, cast, text

if TYPE_CHECKING:
    from designer.model.spec import Field

CONTAINERS = frozenset({"object", "array"})
PLACEHOLDER = re.compile(r"\{\{|\}\}|\{([^{}]*)\}|[{}]")
WRITTEN = frozenset({"date", "date-time", "datetime", "time", "email", "uri", "url", "uuid", "ipv4", "ipv6", "binary", "byte"})
DATE_FORMATS = {"date-time": "iso", "date": "date"}


def input_problem(transform: Transform, sources: tuple[Field, ...]) -> str | None:
    """Say why *transform* cannot read *sources*, in words that follow its name; None if it can, or if the types cannot tell."""
    return _count_problem(transform, len(sources)) or _parameter_problem(transform, len(sources)) or _source_problem(transform, sources)


def _count_problem(transform: Transform, count: int) -> str | None:
    if isinstance(transform, Constant):
        return "takes no source" if count else None
    if count == 0:
        return "needs a source"
    if isinstance(transform, Template | Coalesce):
        return None
    most = 2 if isinstance(transform, Scale) else 1
    return f"takes {'one source' if most == 1 else 'one source and a currency'}, not {count}" if count > most else None


def _parameter_problem(transform: Transform, count: int) -> str | None:  # noqa: PLR0911 - one line for each transform
    match transform:
        case Template():
            return _template_problem(transform.text, count)
        case Part(separator=""):
            return "needs a separator"
        case Truncate() if transform.length < 1:
            return f"cannot cut to {transform.length} characters"
        case EnumMap(values=(), unmapped="error" | "omit"):
            return "has no row, so every value is left out" if transform.unmapped == "omit" else "has no row, so every value is an error"
        case DateFormat():
            return _notation_problem(transform)
        case Scale():
            return _factor_problem(transform, count)
        case PhoneE164() if transform.country and not re.fullmatch("[A-Z]{2}", transform.country):
            return f"needs a country as ISO 3166 alpha-2 (such as DE), not {transform.country[:20]!r}"
        case Lookup() if not re.fullmatch(r"(table|link):.+", transform.using):
            return "needs `table:<id>` or `link:<id>`"
        case _:
            return None


def _template_problem(text: str, count: int) -> str | None:
    used = set()
    for match in PLACEHOLDER.finditer(text):
        if match[0] in {"{{", "}}"}:
            continue
        if match[1] is None:
            return f"has a single brace in {text!r}; write it twice"
        if not match[1].isdecimal():
            return f"knows {{0}}, {{1}}, ... and not {match[0]}"
        used.add(int(match[1]))
    if used and max(used) >= count:
        return f"names {{{max(used)}}}, but has {count} source{'s' if count > 1 else ''}"
    unused = set(range(count)) - used
    return f"never names its source {{{min(unused)}}}" if unused else None


def _notation_problem(transform: DateFormat) -> str | None:
    for notation in (transform.source, transform.target):
        if notation not in NOTATIONS and "%" not in notation:
            return f"knows iso, date, unix_s, unix_ms and strftime patterns, not {notation!r}"
    if transform.timezone == "UTC":
        return None
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones  # noqa: PLC0415 - most designs stay in UTC

    try:
        ZoneInfo(transform.timezone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        # A machine without any zones (Windows without tzdata) cannot tell a wrong name from a right one.
        return f"knows no time zone {transform.timezone!r}" if available_timezones() else None
    return None


def _factor_problem(transform: Scale, count: int) -> str | None:
    try:
        factor = Decimal(transform.factor)
    except InvalidOperation:
        return f"needs a decimal factor, not {transform.factor!r}"
    if not factor.is_finite() or factor == 0:
        return f"cannot scale by {transform.factor}"
    if count == 2 and factor not in {Decimal("0.01"), Decimal(100)}:
        return f"follows a currency only with the factor 0.01 or 100, not {transform.factor}"
    return None


def _source_problem(transform: Transform, sources: tuple[Field, ...]) -> str | None:
    match transform:
        case Constant() | Copy() | Default() | Coalesce() | EnumMap() | BoolMap() | Present() | Lookup():
            return None
        case First() | Join():
            return _list_problem(sources[0])
        case Cast():
            return _cast_problem(sources[0], transform.to)
        case DateFormat():
            return _date_problem(sources[0], transform.source)
        case Scale():
            return _scale_problem(sources)
        case SplitName():
            return _name_problem(sources[0])
        case Template() | Part() | Trim() | Lower() | Upper() | Truncate() | PhoneE164() | CountryCode():
            found = next((source for source in sources if _is_container(source)), None)
            return f"needs a text, and {found.path} is {_named(found.types)}" if found else None


def _is_container(source: Field) -> bool:
    return bool(source.types) and set(source.types) <= CONTAINERS


def _list_problem(source: Field) -> str | None:
    if not source.types or "array" in source.types or "[" in source.path or source.path == "":
        return None
    return f"needs a list, and {source.path} is {_named(source.types)}"


def _name_problem(source: Field) -> str | None:
    """A person's name is a text of no format: no day, no address, no number."""
    if source.types and "string" not in source.types:
        return f"reads a person's name, and {source.path} is {_named(source.types)}"
    if source.format in WRITTEN and source.types == ("string",):
        return f"reads a person's name, and {source.path} has the format {source.format}"
    return None


def _cast_problem(source: Field, to: str) -> str | None:
    if _is_container(source):
        return f"needs a single value, and {source.path} is {_named(source.types)}"
    if to == "string":
        return None
    for value in source.enum:
        try:
            cast(value, to)
        except ValueError:
            return f"cannot read {value!r} of {source.path} as {_article(to)}"
    if source.format in {"date-time", "date", "email", "uri", "uuid"} and source.types == ("string",):
        return f"cannot read a text in the format {source.format} as {_article(to)}"
    return None


def _date_problem(source: Field, notation: str) -> str | None:
    if not source.types:
        return None
    if notation in {"unix_s", "unix_ms"}:
        if not {"integer", "number", "string"} & set(source.types):
            return f"reads {notation}, and {source.path} is {_named(source.types)}"
        found = DATE_FORMATS.get(source.format) if source.types == ("string",) else None
        return f"reads {notation}, and {source.path} has the format {source.format}" if found else None
    if "string" not in source.types:
        return f"reads a text as {notation}, and {source.path} is {_named(source.types)}"
    if notation == "date" and source.format == "date-time":
        return f"reads a day, and {source.path} has the format date-time"
    return None


def _scale_problem(sources: tuple[Field, ...]) -> str | None:
    amount = sources[0]
    if amount.types and not {"integer", "number", "string"} & set(amount.types):
        return f"needs a number, and {amount.path} is {_named(amount.types)}"
    if amount.types == ("string",):
        if amount.format in WRITTEN:
            return f"needs a number, and {amount.path} has the format {amount.format}"
        wrong = next((value for value in amount.enum if not NUMBER.fullmatch(text(value))), None)
        if wrong is not None:
            return f"needs a number, and {amount.path} can be {wrong!r}"
    if len(sources) == 2 and sources[1].types and "string" not in sources[1].types:
        return f"needs a currency code, and {sources[1].path} is {_named(sources[1].types)}"
    return None


def _named(types: tuple[str, ...]) -> str:
    return " or ".join(map(_article, types))


def _article(kind: str) -> str:
    return f"{'an' if kind[0] in 'aio' else 'a'} {kind}"
