"""How long or how often a brief wants a call tried again, and the waits that do it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from designer.model.design import Policies

UNITS = {"minute": 60, "min": 60, "hour": 3600, "hr": 3600, "h": 3600, "day": 86_400, "d": 86_400, "week": 604_800, "night": 43_200}
NUMBERS = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "twelve": 12,
    "half a": 0.5, "half an": 0.5, "a couple of": 2, "a few": 3, "some": 3, "several": 4, "twenty-four": 24, "forty-eight": 48, "once": 1, "twice": 2,
}  # fmt: skip
"""`A few` is taken as three, `several` as four: whoever means more says a figure."""
_NUMBER = rf"\d+(?:\.\d+)?|{'|'.join(sorted(NUMBERS, key=len, reverse=True))}"
AGAIN = r"(?:retr(?:y|ies|ied|ying)|tr(?:y|ies|ied|ying) (?:it |them |that |this )?again|keeps? (?:on )?(?:re-?)?trying|repeat(?:ed|ing)?|re-?attempts?|kept and tried)"
SPAN = re.compile(
    rf"\b{AGAIN}\b[^.;!?]{{0,60}}?\b(?:for|up to|over|during|until)\s+(?:up to |about |around |at least |at most |a maximum of |max\.? |the next |another )?"
    rf"(?P<count>{_NUMBER})?\s*(?P<unit>minutes?|mins?|hours?|hrs?|h|days?|d|weeks?|night)\b",
    re.IGNORECASE,
)
TIMES = re.compile(
    rf"\b(?P<again>{AGAIN})\b[^.;!?]{{0,40}}?\b(?:(?P<count>{_NUMBER}) (?:more )?times|(?P<word>once|twice)(?! (?:an?|per|every)\b))"
    rf"|\btry (?:it )?(?P<plain>{_NUMBER}) times\b|\b(?P<tries>{_NUMBER}) (?P<kind>attempts|retries|tries)\b",
    re.IGNORECASE,
)
LONGEST_SECONDS = (60, 3_600)
"""The delay between two attempts grows no shorter and no longer than this."""
PARTS = 24
"""About so many attempts are made over a long span once the delay has grown."""
MOST_ATTEMPTS = 1_000


class Waits(NamedTuple):
    """Attempts in all, and the most that is waited between two."""

    attempts: int
    longest: float


def span_seconds(text: str) -> int | None:
    """Return how long a text wants a failed call tried again."""
    match = SPAN.search(text)
    if match is None:
        return None
    unit = match["unit"].lower()
    return max(1, round(_number(match["count"] or "a") * UNITS[unit.removesuffix("s") if unit != "hrs" else "hr"]))


def without_spans(text: str) -> str:
    """Return a text without how long a failed call is tried again."""
    return SPAN.sub(" ", text)


def attempts_in(text: str) -> int | None:
    """Return how many attempts in all a text wants: three repeats are four attempts."""
    match = TIMES.search(text)
    if match is None:
        return None
    said = match["count"] or match["word"] or match["plain"] or match["tries"]
    is_repeat = bool(match["again"]) or (match["kind"] or "").lower() == "retries"
    return round(_number(said)) + is_repeat


def waits_for(seconds: int, *, first: float) -> Waits:
    """Return attempts whose delays, each twice the one before, span so many seconds."""
    longest = float(min(max(LONGEST_SECONDS[0], round(seconds / PARTS)), LONGEST_SECONDS[1]))
    attempts = 2
    while spanned(attempts, first=first, longest=longest) < seconds and attempts < MOST_ATTEMPTS:
        attempts += 1
    return Waits(attempts, longest)


def spanned(attempts: int, *, first: float, longest: float) -> float:
    """Return the seconds from the first attempt to the last."""
    total, wait = 0.0, first
    for _ in range(attempts - 1):
        total += wait
        wait = min(wait * 2, longest)
    return total


def fits_span(policies: Policies, seconds: int) -> bool:
    """Tell whether the attempts of a design go on for about so long."""
    total = spanned(policies.attempts, first=policies.first_delay_seconds, longest=policies.longest_delay_seconds)
    return seconds * 0.95 <= total <= seconds * 1.5 + policies.longest_delay_seconds


def _number(text: str) -> float:
    bare = text.lower()
    return float(NUMBERS[bare]) if bare in NUMBERS else float(bare)
