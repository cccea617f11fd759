"""How a document writes days and points in time."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from designer.match.inference.moments import time_notation
from designer.match.inference.transform import infer_transform
from designer.model.transform import Copy, DateFormat, Transform
from tests.builders import a_field

if TYPE_CHECKING:
    from designer.model.spec import Field

NOTATIONS: list[tuple[Field, str]] = [
    (a_field("a", format="date-time"), "iso"),
    (a_field("a", format="date"), "date"),
    (a_field("a", "integer", format="date-time", example=1571672154), "unix_s"),
    (a_field("a", "integer", example=1571672154000), "unix_ms"),
    (a_field("a", "integer", description="Milliseconds since the epoch"), "unix_ms"),
    (a_field("a", example="2026-01-31"), "date"),
    (a_field("a", example="2026-01-31T10:00:00+01:00"), "iso"),
    (a_field("a", example="2026-01-31 10:00:00"), "%Y-%m-%d %H:%M:%S"),
    (a_field("a", example="20260131"), "%Y%m%d"),
    (a_field("a", example="/Date(1518685950940+0000)/"), "unix_ms"),
    (a_field("a", example="01/02/2026"), ""),
    (a_field("a", description="yyyy/MM/dd is the valid date format."), "%Y/%m/%d"),
    (a_field("a", description="Format: MM/DD/YYYY"), "%m/%d/%Y"),
    (a_field("a", description="YYYYMMDD"), "%Y%m%d"),
    (a_field("a", description="in DD.MM.YYYY"), "%d.%m.%Y"),
    (a_field("a", description="Format: YYYY-MM-DD HH:MM:SS"), "%Y-%m-%d %H:%M:%S"),
    (a_field("a", description="yyyy-MM-dd'T'HH:mm:ss'Z'"), "iso"),
    (a_field("a", description="In ISO 8601 format: YYYY-MM-DD."), "date"),
    (a_field("a", description="MM/DD/YYYY, YYYY/MM/DD or YYYY-MM-DD"), "date"),
    (a_field("a", description="MM/DD/YYYY or DD/MM/YYYY"), ""),
    (a_field("a", description="An ISO date/time"), "iso"),
    (a_field("a", description="Due date (as a RFC 3339 timestamp). The due date only records the day."), "iso"),
    (a_field("a", description="When it happened"), ""),
]


@pytest.mark.parametrize(("field", "expected"), NOTATIONS)
def test_notations(field: Field, expected: str) -> None:
    """Type, format, example and words tell the notation; what could be read in two ways tells none."""
    assert time_notation(field) == expected


TURNED: list[tuple[str, Field, Field, Transform]] = [
    (
        "day",
        a_field("date", description="YYYY-MM-DD"),
        a_field("date", description="yyyy/MM/dd"),
        DateFormat(source="date", target="%Y/%m/%d"),
    ),
    (
        "instant",
        a_field("created_at", format="date-time"),
        a_field("created_at", description="YYYY-MM-DD HH:MM:SS in UTC"),
        DateFormat(source="iso", target="%Y-%m-%d %H:%M:%S"),
    ),
    (
        "told by its example",
        a_field("anniversary", example="2006-11-15"),
        a_field("anniversary", format="date-time"),
        DateFormat(source="date"),
    ),
    ("not told", a_field("created"), a_field("created_at", format="date-time"), Copy()),
    ("a day not told", a_field("invoice_date"), a_field("invoice_date", format="date-time"), DateFormat()),
    ("text without offset", a_field("start_time", example="2026-01-31T10:00:00"), a_field("start_time", format="date-time"), DateFormat()),
]


@pytest.mark.parametrize(("source", "target", "expected"), [case[1:] for case in TURNED], ids=[case[0] for case in TURNED])
def test_moments_are_turned(source: Field, target: Field, expected: Transform) -> None:
    """Two notations give a date format; one that nobody told is only touched where a day may have to become an instant."""
    assert infer_transform((source,), target) == expected
