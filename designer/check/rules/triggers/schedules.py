"""Schedules: they can be read, and come round."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from designer.check.rule import Fault, rule
from designer.check.rules.triggers.each import triggers

if TYPE_CHECKING:
    from collections.abc import Iterator

    from designer.check.lookup.view import View

CRON_FIELD = re.compile(
    r"(\*|\d{1,2}|[A-Za-z]{3})(-(\d{1,2}|[A-Za-z]{3}))?(/\d{1,2})?(,(\*|\d{1,2}|[A-Za-z]{3})(-(\d{1,2}|[A-Za-z]{3}))?(/\d{1,2})?)*"
)
FIELDS = (("minute", 0, 59), ("hour", 0, 23), ("day of the month", 1, 31), ("month", 1, 12), ("day of the week", 0, 7))
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
DAYS = ("sun", "mon", "tue", "wed", "thu", "fri", "sat")
LONGEST = {2: 29, 4: 30, 6: 30, 9: 30, 11: 30}
"""The last day of the months that have fewer than 31."""


@rule("TRG502")
def schedule_can_be_read(view: View) -> Iterator[Fault]:
    """Give a poller or schedule a cron expression of five fields, such as `*/5 * * * *`."""
    for where, schedule in _schedules(view):
        if not schedule.split():
            yield Fault(where=where, message="The flow has no schedule, so it would never start. Write one, such as `*/5 * * * *`.")
        elif not _is_cron(schedule):
            yield Fault(where=where, message=f'"{schedule}" is no cron expression of five fields. Write one such as `*/5 * * * *`.')


@rule("TRG512")
def schedule_comes_round(view: View) -> Iterator[Fault]:
    """Keep the fields of a schedule within what a clock and a calendar have, or it never comes round."""
    for where, schedule in _schedules(view):
        if _is_cron(schedule):
            problem = next(filter(None, (_problem(field, *told) for field, told in zip(schedule.split(), FIELDS, strict=True))), "")
            problem = problem or _no_such_day(schedule)
            if problem:
                yield Fault(where=where, message=f'"{schedule}" {problem}')


def _schedules(view: View) -> list[tuple[str, str]]:
    found = [(f"{where}.schedule", trigger.schedule) for where, _, trigger in triggers(view) if trigger.kind in {"poll", "schedule"}]
    extracts = view.design.warehouse.extracts if view.design.warehouse else ()
    return found + [(f"$.warehouse.extracts[{i}].schedule", one.schedule) for i, one in enumerate(extracts) if one.schedule]


def _is_cron(schedule: str) -> bool:
    fields = schedule.split()
    return len(fields) == len(FIELDS) and all(CRON_FIELD.fullmatch(field) for field in fields)


def _problem(field: str, name: str, lowest: int, highest: int) -> str:
    """Return what is wrong with one field of a schedule, empty if nothing is."""
    for part in field.split(","):
        span, _, step = part.partition("/")
        if step and not 1 <= int(step) <= highest - lowest + 1:
            often = "never moves on" if int(step) == 0 else f"cannot come every {step}: the {name} starts anew after {highest - lowest + 1}"
            return f"{often}. Write a step that divides it."
        ends = [_number(end, name) for end in span.split("-") if end != "*"]
        wrong = next((end for end in ends if end is None or not lowest <= end <= highest), 0)
        if wrong != 0 or None in ends:
            return f"never comes round: the {name} goes from {lowest} to {highest}."
        if len(ends) == 2 and (ends[0] or 0) > (ends[1] or 0):
            return f"goes from a later {name} to an earlier one. Write two parts, joined by a comma."
    return ""


def _number(word: str, name: str) -> int | None:
    names = MONTHS if name == "month" else DAYS if name == "day of the week" else ()
    if word.isdigit():
        return int(word)
    return names.index(word.lower()) + (name == "month") if word.lower() in names else None


def _no_such_day(schedule: str) -> str:
    """Return that the days are in none of the months, where both are plain numbers."""
    _, _, days, months, weekdays = schedule.split()
    plain = re.fullmatch(r"[\d,]+", days) and re.fullmatch(r"[\d,]+", months)
    if not plain or weekdays != "*":
        return ""
    fits = any(int(day) <= LONGEST.get(int(month), 31) for day in days.split(",") if day for month in months.split(",") if month)
    return "" if fits else "never comes round: no such month has that day."
