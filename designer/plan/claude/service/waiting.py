"""How long to wait before a request is tried again, and the countdown that a person sees meanwhile."""

from __future__ import annotations

import email.utils
import math
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from designer.plan.claude.turn import Hear

OVERLOADED = (2.0, 8.0, 20.0, 45.0)
"""Seconds before each of the four tries after the first: overload passes in a minute or not soon."""
UNREACHED = (1.0, 2.0, 4.0, 8.0)
"""The same where no connection came about: a network is back in seconds, or a person has to look."""
SILENT = (2.0,)
"""The same where the service took the request and said nothing for minutes: twice is as long as a person waits."""
BROKEN_OFF = (2.0, 4.0, 8.0)
"""Seconds before a turn is sent anew whose reply the service broke off, for the first, the second and each later time in a row."""
LONGEST = 60.0
"""Seconds: whoever is asked to wait longer had better go on later."""
SHORTEST = 1.0
"""Seconds: a service that says `0` is asked again at once by everybody."""


def asked_pause(headers: Mapping[str, str], *, now: float) -> float | None:
    """Return the seconds that a reply's headers ask to wait; None: they ask nothing. `retry-after` is seconds or a date."""
    thousandths = _number(headers.get("retry-after-ms", ""))
    if thousandths is not None:
        return thousandths / 1000
    given = headers.get("retry-after", "")
    seconds = _number(given)
    if seconds is not None:
        return seconds
    date = email.utils.parsedate_tz(given)
    return None if date is None else max(0.0, email.utils.mktime_tz(date) - now)


def in_words(seconds: float) -> str:
    """Return a time as a person says it: `45 s`, `5 min`, `2 h 10 min`."""
    whole = math.ceil(seconds)
    if whole < 120:
        return f"{whole} s"
    minutes = math.ceil(whole / 60)
    hours, left = divmod(minutes, 60)
    return f"{minutes} min" if not hours else f"{hours} h" + (f" {left} min" if left else "")


def count_down(seconds: float, reason: str, *, hear: Hear, sleep: Callable[[float], None], which: str = "") -> None:
    """Wait, and tell each second how long still; *which* is the try that comes, as ` (try 2 of 5)`."""
    left = max(seconds, SHORTEST)
    while left > 0:
        hear("waiting", f"{reason[:1].upper()}{reason[1:]}; trying again in {in_words(left)}{which}")
        step = left - math.floor(left) or 1.0
        sleep(step)
        left = round(left - step, 3)
    hear("sent", "")


def _number(text: str) -> float | None:
    try:
        number = float(text)
    except ValueError:
        return None
    return number if math.isfinite(number) and number >= 0 else None
