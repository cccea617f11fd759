"""How a document writes days and points in time, as far as it tells: by type, format, example or words."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from designer.match.inference.prose import told
from designer.names.path import leaf
from designer.names.text import words

if TYPE_CHECKING:
    from designer.model.spec import Field

NUMERIC: Final = frozenset({"integer", "number"})
MILLISECONDS: Final = re.compile(r"millisecond|\bms\b", re.IGNORECASE)
SECONDS: Final = re.compile(r"unix|epoch|seconds since", re.IGNORECASE)
DAY_ONLY: Final = re.compile(r"\bdate only\b|without (?:a )?time|full-date", re.IGNORECASE)
ISO_TOLD: Final = re.compile(r"iso.?8601|rfc.?3339|utc date|\biso (?:date|time|format|string)", re.IGNORECASE)
INSTANT_TOLD: Final = re.compile(r"(?:iso.?8601|rfc.?3339) (?:timestamp|date.?time)|\bdate.?time (?:in|as)\b", re.IGNORECASE)
DOTNET: Final = re.compile(r"/Date\(", re.IGNORECASE)
ISO_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}")
WITH_OFFSET: Final = re.compile(r"\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(?::\d{2})?(?:\.\d{1,9})?(?:Z|[+-]\d{2}:?\d{2})")
WITHOUT_OFFSET: Final = re.compile(r"(?<!\d)\d{4}-\d{2}-\d{2}([T ])\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?(?![\dZ+-]|\.\d)")
COMPACT_DAY: Final = re.compile(r"(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])")
SPELLED: Final = re.compile(
    r"""(?<![a-z])(y{4}|m{1,2}|d{1,2})([-/.\ ]?)(y{4}|m{1,2}|d{1,2})\2(y{4}|m{1,2}|d{1,2})
        (?:(T|'T'|\ )h{2}:?m{2}:s{2}[.s]{0,5}(z|'z'|x{1,3}|\+)?)?(?![a-z])""",
    re.IGNORECASE | re.VERBOSE,
)
"""A notation written in letters, such as `MM/DD/YYYY` or `yyyy-MM-dd HH:mm:ss`."""
PARTS: Final = {"y": "%Y", "m": "%m", "d": "%d"}
RFC_2822: Final = "%a, %d %b %Y %H:%M:%S %z"
MAIL: Final = re.compile(r"rfc.?(?:2|5|1|8)(?:822|322|123|22)\b|[A-Z][a-z]{2}, \d{1,2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}")
LOCAL: Final = "%Y-%m-%dT%H:%M:%S"
FIRST_SECOND: Final = 10**6
"""A smaller number is no count of seconds since 1970 that any record would have."""
FIRST_COUNTED: Final = 10**9
"""A number from here on, as an example, is a count of seconds since 1970 (it was September 2001); ids are rarely as great."""
FIRST_MILLISECOND: Final = 10**11
"""A greater number is no count of seconds: it would lie thousands of years ahead."""


def time_notation(field: Field) -> str:
    """Return `iso`, `date`, `unix_s`, `unix_ms` or a strftime pattern, empty where the document does not tell."""
    if set(field.types) & NUMERIC and "string" not in field.types:
        return _counted(field)
    if field.format in {"date-time", "datetime"}:
        return "iso"
    if field.format == "date":
        return "date"
    example = field.example if isinstance(field.example, str) else ""
    return _shown(example) or _told(told(field))


def surely_written(field: Field) -> str:
    """Return a field's notation as `time_notation` does, empty also for a number of which nothing tells what it counts."""
    if set(field.types) & NUMERIC and "string" not in field.types:
        return _surely_counted(field)
    return time_notation(field)


def is_part_of_date(field: Field) -> bool:
    """Tell whether a number counts days of a month, months or years: no point in time by itself."""
    if not set(field.types) or not set(field.types) <= NUMERIC:
        return False
    small = field.maximum is not None and field.maximum < FIRST_SECOND
    return small or bool(
        set(words(leaf(field.path))[-1:]) & {"day", "month", "year", "hour", "minute", "week", "quarter", "days", "months", "years"}
    )


def is_local(notation: str) -> bool:
    """Tell whether a point in time is written without its offset from UTC, so that its zone stands elsewhere or is agreed upon."""
    return "%H" in notation and "%z" not in notation


def _counted(field: Field) -> str:
    return _surely_counted(field) or "unix_s"


def _surely_counted(field: Field) -> str:
    value = field.example if isinstance(field.example, int | float) else 0
    by_words = MILLISECONDS.search(told(field)) or "ms" in words(leaf(field.path)) or field.format in {"unix-ms", "unix-time-ms"}
    if by_words or value > FIRST_MILLISECOND:
        return "unix_ms"
    is_moment = SECONDS.search(told(field)) or field.format in {"unix-time", "unixtime", "timestamp"} or value > FIRST_COUNTED
    return "unix_s" if is_moment else ""


def _shown(example: str) -> str:
    """Return the notation of an example; `01/02/2026` could be read in two ways and tells nothing."""
    if ISO_DAY.fullmatch(example):
        return "date"
    if WITH_OFFSET.match(example):
        return "iso"
    if local := WITHOUT_OFFSET.match(example):
        return LOCAL.replace("T", local[1])
    if COMPACT_DAY.fullmatch(example):
        return "%Y%m%d"
    if MAIL.match(example):
        return RFC_2822
    return "unix_ms" if DOTNET.match(example) else ""


@lru_cache(maxsize=5_000)
def _told(text: str) -> str:
    spelled = tuple(dict.fromkeys(filter(None, map(_pattern, SPELLED.finditer(text)))))
    if spelled:
        # Where several are taken the ISO ones are; an instant and a day are told of together by "date or date-time".
        return next((one for one in ("iso", "date") if one in spelled), spelled[0] if len(spelled) == 1 else "")
    if SECONDS.search(text):
        return "unix_ms" if MILLISECONDS.search(text) else "unix_s"
    if MAIL.search(text):
        return RFC_2822
    if INSTANT_TOLD.search(text):
        return "iso"
    if DAY_ONLY.search(text):
        return "date"
    if DOTNET.search(text):
        return "unix_ms"
    if ISO_TOLD.search(text) or WITH_OFFSET.search(text):
        return "iso"
    local = WITHOUT_OFFSET.search(text)
    return LOCAL.replace("T", local[1]) if local else ""


def _pattern(spelled: re.Match[str]) -> str:
    """Return a spelled notation as one of ours; nothing if a part is missing or said twice."""
    order = [spelled[number][0].lower() for number in (1, 3, 4)]
    if sorted(order) != ["d", "m", "y"]:
        return ""
    day = spelled[2].join(PARTS[part] for part in order)
    if not spelled[5]:
        return "date" if day == "%Y-%m-%d" else day
    if spelled[6]:
        return "iso"
    between = "T" if "T" in spelled[5].upper() else " "
    return f"{day}{between}%H:%M:%S"
