"""Points in time and days from one notation to another.

Depends on: `values.py` and the standard library; on Windows a zone other than UTC needs the package `tzdata`.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta, tzinfo

from .values import EXACT, LONGEST_SHOWN, Json, TransformError, decimal, is_empty, shape

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
DOTNET_DATE = re.compile(r"/Date\((-?\d+)([+-]\d{4})?\)/")


def date_format(value: Json, source: str, target: str, timezone: str = "UTC") -> str | int | None:
    """Write a point in time or a day in another notation.

    Notations: `iso`, `date`, `unix_s`, `unix_ms`, or a strftime pattern. A value without an offset is read in *timezone*, a day or
    pattern is told in it; `iso` is told in UTC.
    """
    if is_empty(value):
        return None
    zone = _zone(timezone)
    try:
        moment = _moment(value, source, zone)
        return _notation(moment, target, zone)
    except (ValueError, OverflowError) as problem:
        if isinstance(problem, TransformError):
            raise
        raise TransformError("date_format", shape(value), f"a value in the notation {source}") from problem


def _zone(name: str) -> tzinfo:
    if name == "UTC":
        return UTC
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError  # noqa: PLC0415 - most mappings stay in UTC

    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError) as problem:
        raise TransformError("date_format", f"time zone {name[:LONGEST_SHOWN]!r}", "an IANA name that this machine knows") from problem


def _moment(value: Json, notation: str, zone: tzinfo) -> datetime:
    if notation in {"unix_s", "unix_ms"}:
        dotnet = DOTNET_DATE.fullmatch(value) if isinstance(value, str) else None
        number = decimal(dotnet[1] if dotnet else value, transform="date_format")
        return EPOCH + timedelta(microseconds=int(number.scaleb(3 if notation == "unix_ms" else 6, context=EXACT)))
    if not isinstance(value, str):
        raise TransformError("date_format", shape(value), f"a text in the notation {notation}")
    if notation == "date":
        day = date.fromisoformat(value.strip())
        return datetime(day.year, day.month, day.day, tzinfo=zone)
    written = value.strip()
    moment = datetime.fromisoformat(written) if notation == "iso" else datetime.strptime(written, notation)  # noqa: DTZ007 - the zone follows
    return moment if moment.tzinfo else moment.replace(tzinfo=zone)


def _notation(moment: datetime, notation: str, zone: tzinfo) -> str | int:
    since = moment - EPOCH
    if notation == "unix_s":
        return since // timedelta(seconds=1)
    if notation == "unix_ms":
        return since // timedelta(milliseconds=1)
    if notation == "iso":
        told = moment.astimezone(UTC).replace(tzinfo=None).isoformat()
        return (told.rstrip("0") if "." in told else told) + "Z"
    local = moment.astimezone(zone)
    return local.date().isoformat() if notation == "date" else local.strftime(notation)
