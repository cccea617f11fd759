"""A rhythm that a brief names (`every Friday evening`, `each morning at six`, `nightly`), as a cron expression."""

from __future__ import annotations

import re
from dataclasses import dataclass

DAYS = ("sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday")
# When people mean these parts of a day if they name no hour; a job of the night runs when nobody works.
HOURS = {"morning": 6, "noon": 12, "midday": 12, "lunchtime": 12, "afternoon": 15, "evening": 18, "night": 3, "midnight": 0}
NIGHT = 3
NUMBERS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11,
           "twelve": 12}  # fmt: skip
_DAY = "|".join(DAYS)
_PART = "|".join(HOURS)
_HOUR = rf"(?:\d{{1,2}}(?:[:.]\d\d)?|{'|'.join(NUMBERS)}|midnight|noon)"
RHYTHM = re.compile(
    rf"\b(?:(?:every|each|on)\s+(?P<day>{_DAY})s?(?:\s+(?P<daypart>{_PART}))?"
    rf"|on\s+(?P<days>{_DAY})s\b"
    rf"|(?:every|each|once (?:an?|per|every)|per)\s+(?:(?P<workday>work(?:ing)? ?day|weekday|business day)"
    rf"|(?P<part>{_PART})|(?P<unit>day|week|month))"
    rf"|(?P<adverb>nightly|overnight|daily|weekly|monthly))"
    rf"(?:[\s,]+(?:at|around)\s+(?P<hour>{_HOUR})\s*(?P<half>am|pm|a\.m\.|p\.m\.)?)?\b",
    re.IGNORECASE,
)
# `per day` and `daily` also count: `500 orders a day` and `daily volume` are no rhythm.
COUNTED = re.compile(
    r"(?:\d[\d.,]*\s*k?|volumes?|records?|orders?|events?|entries|about|some)\s+$|^\s*(?:volumes?|limits?|quota|budget|records?)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Timetable:
    """A rhythm as a cron expression, and the words that state it."""

    cron: str
    said: str


def timetable_of(text: str) -> Timetable | None:
    """Return the rhythm that a text names first, if it names one."""
    for match in RHYTHM.finditer(text):
        if COUNTED.search(text[: match.start()]) or COUNTED.search(text[match.end() :]):
            continue
        return Timetable(cron=_cron(match), said=" ".join(match[0].split()))
    return None


def _cron(match: re.Match[str]) -> str:
    day = (match["day"] or match["days"] or "").lower()
    adverb = (match["adverb"] or "").lower()
    minute, hour = _time(match)
    if day:
        return f"{minute} {hour} * * {DAYS.index(day)}"
    if match["workday"]:
        return f"{minute} {hour} * * 1-5"
    if adverb == "weekly" or match["unit"] == "week":
        return f"{minute} {hour} * * 1"
    if adverb == "monthly" or match["unit"] == "month":
        return f"{minute} {hour} 1 * *"
    return f"{minute} {hour} * * *"


def _time(match: re.Match[str]) -> tuple[int, int]:
    """Return minute and hour: those that are named, else those of the part of the day, else the night."""
    said = (match["hour"] or "").lower()
    part = (match["daypart"] or match["part"] or "").lower()
    if not said:
        return 0, HOURS.get(part, NIGHT)
    if said in HOURS:
        return 0, HOURS[said]
    hour, _, minute = said.replace(".", ":").partition(":")
    number = NUMBERS[hour] if hour in NUMBERS else int(hour)
    late = (match["half"] or "").lower().startswith("p") or part in {"afternoon", "evening"}
    return int(minute or 0), (number + 12 if late and number < 12 else number) % 24
