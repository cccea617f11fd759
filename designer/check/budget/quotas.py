"""What a system allows: the limits of the design, and those that its document tells of the used calls."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from designer.check.lookup.view import View

DAY = 86_400
UNITS = {"second": 1, "sec": 1, "s": 1, "minute": 60, "min": 60, "m": 60, "hour": 3_600, "h": 3_600, "day": DAY, "d": DAY}
SPAN = {1: "second", 60: "minute", 3_600: "hour", DAY: "day"}
QUOTA = re.compile(
    r"(?:[a-z][\w -]*?[\s:])?\s*(?P<calls>\d[\d,]*)\s*(?:requests?|calls?)?\s*(?:/|per\b|every\b|in\b|an?\b)\s*(?P<count>\d+)?\s*"
    r"(?P<unit>seconds?|sec|s|minutes?|min|m|hours?|h|days?|d)",
    re.IGNORECASE,
)
"""`steady 15/m`, `100 requests per minute`, `6 requests every 5 minutes`: the whole text, or it is not sure what is told."""
LIMIT = re.compile(r"(?:limit|calls|requests|max(?:imum)?) (\d[\d,]*)", re.IGNORECASE)
WINDOW = re.compile(r"(?:window|interval|period|per) (\d*\s*(?:[smhd]|sec|second|min|minute|hour|day)s?)", re.IGNORECASE)
"""A quota told as two facts of one extension."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    """So many calls in so many seconds, of a whole system or of one operation."""

    system: str
    """System id."""
    operation: str = ""
    calls: int
    seconds: int
    where: str
    """The limit's place in the design, or that of the call whose document tells it."""
    source: str
    """Who tells of it: `brief: ...`, `spec`, a person; empty: not said."""
    in_design: bool

    @property
    def per_day(self) -> float:
        """Return the calls that it lets through in a day."""
        return self.calls * DAY / self.seconds

    @property
    def words(self) -> str:
        """Return it as it is said: `60 calls a minute`, `6 calls in 300 seconds`."""
        span = SPAN.get(self.seconds)
        counted = f"{self.calls:,} call{'' if self.calls == 1 else 's'}"
        return f"{counted} {'an' if span == 'hour' else 'a'} {span}" if span else f"{counted} in {self.seconds:,} seconds"


@lru_cache(maxsize=512)
def quota(text: str) -> tuple[int, int] | None:
    """Return the calls and seconds of a quota as a document words it; nothing where it is not surely told."""
    found = QUOTA.fullmatch(text.strip())
    if found is None:
        return None
    unit = found["unit"].lower()
    calls, seconds = int(found["calls"].replace(",", "")), UNITS.get(unit) or UNITS[unit.removesuffix("s")]
    return (calls, seconds * int(found["count"] or 1)) if calls > 0 and int(found["count"] or 1) > 0 else None


def quotas(texts: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Yield the quotas that the texts of an operation surely tell: each in one text, or as `limit 10` followed by `window 1s`."""
    for text, then in zip(texts, (*texts[1:], ""), strict=False):
        limit, window = LIMIT.fullmatch(text), WINDOW.fullmatch(then)
        found = quota(f"{limit[1]}/{window[1]}") if limit and window else quota(text)
        if found is not None:
            yield found


def limits(view: View) -> tuple[Limit, ...]:
    """Return every limit that is known, those of the design first; the document's where the design says the same of a call are left out."""
    own = tuple(_designed(view))
    said = {(limit.system, limit.operation, limit.seconds) for limit in own}
    told = (limit for limit in documented(view) if (limit.system, limit.operation, limit.seconds) not in said)
    return (*own, *told)


def _designed(view: View) -> Iterator[Limit]:
    for i, limit in enumerate(view.design.policies.rate_limits):
        if limit.calls > 0 and limit.seconds > 0:
            yield Limit(
                system=limit.system,
                operation=limit.operation,
                calls=limit.calls,
                seconds=limit.seconds,
                where=f"$.policies.rate_limits[{i}]",
                source=limit.source,
                in_design=True,
            )


def documented(view: View) -> Iterator[Limit]:
    """Yield the limits that the documents tell of the calls that the design makes, each once."""
    seen: set[tuple[str, str]] = set()
    for where, system, key, purpose in view.operations:
        if (system, key) in seen or purpose == "register":
            continue
        seen.add((system, key))
        operation = view.operation(system, key)
        for calls, seconds in quotas(operation.rate_limits if operation else ()):
            yield Limit(system=system, operation=key, calls=calls, seconds=seconds, where=where, source="spec", in_design=False)
