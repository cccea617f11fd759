"""The hour by which something must be there (`before 7 am Berlin`), and the hour of UTC at which a job is early enough all year."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass

ZONES: tuple[tuple[float, float, str], ...] = (
    (-8, -7, "pacific, san francisco, los angeles, seattle"),
    (-8, -8, "pst"),
    (-7, -7, "pdt"),
    (-7, -6, "mountain time, denver"),
    (-6, -5, "central time, chicago"),
    (-5, -4, "eastern, new york, toronto, boston"),
    (-5, -5, "est"),
    (-4, -4, "edt"),
    (0, 0, "utc, gmt"),
    (0, 1, "london, uk, dublin, lisbon"),
    (1, 1, "bst"),
    (1, 2, "cet, berlin, german, munich, hamburg, paris, madrid, rome, vienna, zurich, zürich"),
    (1, 2, "amsterdam, brussels, copenhagen, stockholm, oslo, prague, warsaw, budapest"),
    (2, 2, "cest"),
    (2, 3, "athens, helsinki, kyiv"),
    (3, 3, "istanbul"),
    (4, 4, "dubai"),
    (5.5, 5.5, "india, mumbai, ist"),
    (8, 8, "singapore"),
    (9, 9, "tokyo"),
    (10, 11, "sydney, melbourne"),
)
OFFSETS = {name: (winter, summer) for winter, summer, names in ZONES for name in names.split(", ")}
"""Hours that clocks there are ahead of UTC, in winter and in summer (IANA time zone database, 2024a)."""
DEADLINE = re.compile(
    r"\b(?:before|by|until|no later than|ready (?:at|by))\s+(?P<hour>\d{1,2})(?:[:.](?P<minute>\d\d))?"
    r"\s*(?P<half>am\b|pm\b|a\.m\.|p\.m\.|o'clock|h\b|uhr\b)?(?P<rest>[^.;\n]{0,40})",
    re.IGNORECASE,
)
ABBREVIATED = frozenset({"pst", "pdt", "est", "edt", "utc", "gmt", "uk", "bst", "cet", "cest", "ist"})
RUN_HOURS = 2
"""So long before the hour a load starts: time for it, and for one repeat."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadline:
    """When a job starts, in hours of UTC, and why."""

    start_hour: int
    reason: str


def deadline_of(text: str) -> Deadline | None:
    """Return the hour of UTC at which a daily job is early enough for the hour that a text names, in summer as in winter."""
    match = next((one for one in DEADLINE.finditer(text) if one["half"] or one["minute"]), None)
    if match is None or int(match["hour"]) > 24:
        return None
    hour = int(match["hour"]) % 24
    half = (match["half"] or "").lower()
    hour = hour % 12 + 12 if half.startswith("p") else hour % 12 if half.startswith("a") else hour
    said = match[0].removesuffix(match["rest"]).strip()
    zone = next((name for name in sorted(OFFSETS, key=len, reverse=True) if re.search(rf"\b{name}\b", match["rest"], re.IGNORECASE)), "")
    if not zone:
        start = (hour - RUN_HOURS) % 24
        told = "and names no time zone: it starts at"
        return Deadline(start_hour=start, reason=f"the brief wants it “{said}” {told} {start}:00 UTC, to be moved for yours")
    start = math.floor(hour - max(OFFSETS[zone]) - RUN_HOURS) % 24
    place = zone.upper() if zone in ABBREVIATED else zone.title()
    early = "which is early enough in summer and in winter"
    return Deadline(start_hour=start, reason=f"the brief wants it “{said}” of {place}: it starts at {start}:00 UTC, {early}")
