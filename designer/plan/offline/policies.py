"""What holds for all flows: retry, rate limits, dead letters, alerts: from the brief's words and the documents."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from designer.brief.figures import NUMBERS
from designer.brief.retrying import attempts_in, span_seconds, waits_for
from designer.model.design import Alert, Policies, RateLimit

if TYPE_CHECKING:
    from designer.model.brief import Brief
    from designer.model.design import System

SECONDS = {"second": 1, "sec": 1, "s": 1, "minute": 60, "min": 60, "m": 60, "hour": 3600, "h": 3600, "day": 86400, "d": 86400}
LIMIT = re.compile(
    r"(\d[\d.,\s']*)\s*(k)?\s*(?:api\s+)?(?:requests?|calls?|req)?\s*(?:/|per|an?|every|in)\s*(\d+)?\s*(second|sec|minute|min|hour|day|[smhd])s?\b",
    re.IGNORECASE,
)
PEAK = re.compile(
    r"\b(?:peak\w*|(?:bad|busy|worst|busiest|heavy) (?:day|hour|time)s?|bursts?|spikes?)\b[^.;\n\d]{0,30}"
    r"(?P<count>\d[\d.,']*)\s*(?:[a-z-]+\s+){0,3}?"
    r"(?:/\s*|per\s+|(?:(?:with)?in\s+)?(?:an?|each|one)\s+|(?:with)?in\s+(?P<units>\d+|two|five|ten|fifteen|thirty)\s+)(?P<unit>second|minute|hour|day)",
    re.IGNORECASE,
)
DAY = 86_400
EMAIL = re.compile(r"[\w.+-]+@[\w-]+\.[\w.]+|#[a-z][\w-]+")


def policies(brief: Brief, systems: tuple[System, ...]) -> Policies:
    """Return the policies; figures come from the brief alone, the rest are the trade's usual defaults."""
    told = " ".join(brief.errors)
    to = next(iter(EMAIL.findall(told)), "").rstrip(".")
    limits = rate_limits(brief.rate_limits, systems)
    return replace(
        retrying(told),
        volume_per_day=brief.volume_per_day,
        peak_per_minute=peak_per_minute(brief.volume),
        max_delay_seconds=brief.max_delay_seconds,
        rate_limits=limits,
        alerts=_alerts(to, brief),
    )


def rate_limits(text: str, systems: tuple[System, ...]) -> tuple[RateLimit, ...]:
    """Return every limit that a text states: it belongs to the one system that its clause names, else to that of the clause before."""
    found: dict[tuple[str, int], RateLimit] = {}
    owner: System | None = None
    for clause in re.split(r"[;\n]|(?<=[a-z)])[.,]\s", text):
        named = [system for system in systems if re.search(rf"\b{re.escape(system.name)}\b", clause, re.IGNORECASE)]
        owner = named[0] if len(named) == 1 else None if named else owner
        for match in LIMIT.finditer(clause):
            calls = int(re.sub(r"[^\d]", "", match[1])) * (1000 if match[2] else 1)
            seconds = SECONDS[match[4].lower()] * int(match[3] or 1)
            if owner is not None and calls and seconds:
                limit = RateLimit(system=owner.id, calls=calls, seconds=seconds, source=f"brief: {clause.strip()}")
                found.setdefault((owner.id, seconds), limit)
    return tuple(found.values())


def peak_per_minute(text: str) -> int | None:
    """Return the records a minute of a peak that a text states (`peaks of 200 a minute`, `at peak 3,000 an hour`)."""
    match = PEAK.search(text)
    if match is None:
        return None
    units = (match["units"] or "1").lower()
    seconds = SECONDS[match["unit"].lower()] * (int(units) if units.isdigit() else round(NUMBERS[units]))
    return max(1, round(float(re.sub(r"[^\d]", "", match["count"])) * 60 / seconds)) if seconds < DAY else None


def retrying(told: str) -> Policies:
    """Return the attempts and delays that a text asks for: as long as it says, else as often, else the trade's usual ones."""
    usual = Policies()
    if (seconds := span_seconds(told)) is not None:
        waits = waits_for(seconds, first=usual.first_delay_seconds)
        return Policies(attempts=waits.attempts, longest_delay_seconds=waits.longest)
    return Policies(attempts=attempts_in(told) or usual.attempts)


def _alerts(to: str, brief: Brief) -> tuple[Alert, ...]:
    delay = brief.max_delay_seconds
    late = f"an event waits longer than {delay} s" if delay else "an event waits longer than 15 minutes"
    return (
        Alert(when="an event is put among the dead letters", to=to),
        Alert(when=late, to=to),
        Alert(when="a credential is refused (401 or 403)", to=to),
    )
