"""How often a five-field cron expression runs: exactly, over two weeks or over four years with their leap day."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

DAYS = ("sun", "mon", "tue", "wed", "thu", "fri", "sat")
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
DAY_MINUTES = 1440
FIRST = date(2001, 1, 1)
WEEKS, YEARS = 14, 1461
"""Days after which it starts anew: two weeks where weekdays alone count, else four years (whose weekdays differ by little)."""


@dataclass(frozen=True, slots=True)
class Rhythm:
    """A schedule in figures."""

    runs_per_day: float
    """On average, over the days on which it does not run too."""
    shortest_gap: int
    """Minutes between two runs where they follow each other closest."""


@lru_cache(maxsize=256)
def rhythm(schedule: str) -> Rhythm | None:
    """Return how often a schedule runs; nothing where it cannot be read, or never runs (30 February)."""
    fields = schedule.split()
    if len(fields) != 5:
        return None
    minutes, hours = _values(fields[0], 0, 59), _values(fields[1], 0, 23)
    days, months = _values(fields[2], 1, 31), _values(fields[3], 1, 12, names=MONTHS, named_from=1)
    weekdays = _values(fields[4], 0, 7, names=DAYS)
    if not (minutes and hours and days and months and weekdays):
        return None
    weekdays = {day % 7 for day in weekdays}
    cycle = WEEKS if len(days) == 31 and len(months) == 12 else YEARS
    running = _running(days, months, weekdays, cycle=cycle, either=fields[2][0] != "*" and fields[4][0] != "*")
    if not running:
        return None
    times = sorted(hour * 60 + minute for hour in hours for minute in minutes)
    return Rhythm(runs_per_day=len(times) * len(running) / cycle, shortest_gap=_shortest(times, running))


def _running(days: set[int], months: set[int], weekdays: set[int], *, cycle: int, either: bool) -> list[int]:
    """Return the days of the cycle on which it runs; cron takes either where both day of month and weekday are given."""
    found = []
    for number in range(cycle):
        day = FIRST + timedelta(days=number)
        of_month, of_week = day.day in days, day.isoweekday() % 7 in weekdays
        if day.month in months and ((of_month or of_week) if either else (of_month and of_week)):
            found.append(number)
    return found


def _shortest(times: list[int], running: list[int]) -> int:
    gaps = [later - earlier for earlier, later in itertools.pairwise(times)]
    apart = [later - earlier for earlier, later in itertools.pairwise(running)] or [YEARS]
    return min([*gaps, min(apart) * DAY_MINUTES - times[-1] + times[0]])


def _values(field: str, low: int, high: int, *, names: tuple[str, ...] = (), named_from: int = 0) -> set[int]:
    """Return the values that a field stands for; none where it cannot be read."""
    found: set[int] = set()
    for part in field.lower().split(","):
        span, _, step = part.partition("/")
        first, _, last = span.partition("-")
        begin = low if first == "*" else _number(first, names, named_from)
        end = high if first == "*" or (step and not last) else _number(last or first, names, named_from)
        every = int(step) if step.isdigit() else 1 if not step else 0
        if begin is None or end is None or not low <= begin <= end <= high or every < 1:
            return set()
        found.update(range(begin, end + 1, every))
    return found


def _number(text: str, names: tuple[str, ...], named_from: int) -> int | None:
    if text in names:
        return names.index(text) + named_from
    return int(text) if text.isdigit() else None
