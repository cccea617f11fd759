"""What holds for all flows: retry, rate limits, dead letters, alerts: from the brief's words and the documents."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from designer.model.design import Alert, Policies, RateLimit

if TYPE_CHECKING:
    from designer.model.brief import Brief
    from designer.model.design import System

SECONDS = {"second": 1, "sec": 1, "s": 1, "minute": 60, "min": 60, "m": 60, "hour": 3600, "h": 3600, "day": 86400, "d": 86400}
LIMIT = re.compile(
    r"(\d[\d.,\s']*)\s*(k)?\s*(?:api\s+)?(?:requests?|calls?|req)?\s*(?:/|per|an?|every|in)\s*(\d+)?\s*(second|sec|minute|min|hour|day|[smhd])s?\b",
    re.IGNORECASE,
)
EMAIL = re.compile(r"[\w.+-]+@[\w-]+\.[\w.]+|#[a-z][\w-]+")


def policies(brief: Brief, systems: tuple[System, ...]) -> Policies:
    """Return the policies; figures come from the brief alone, the rest are the trade's usual defaults."""
    told = " ".join(brief.errors)
    to = next(iter(EMAIL.findall(told)), "").rstrip(".")
    limits = rate_limits(brief.rate_limits, systems)
    return Policies(volume_per_day=brief.volume_per_day, rate_limits=limits, alerts=_alerts(to, brief))


def rate_limits(text: str, systems: tuple[System, ...]) -> tuple[RateLimit, ...]:
    """Return the limits that a text states: each figure belongs to the system named last before it, or the only one named after."""
    found = []
    for clause in re.split(r"[;\n]|(?<=[a-z])[.,]\s", text):
        match = LIMIT.search(clause)
        named = [system for system in systems if system.name.lower() in clause.lower()]
        if match and len(named) == 1:
            calls = int(re.sub(r"[^\d]", "", match[1])) * (1000 if match[2] else 1)
            seconds = SECONDS[match[4].lower()] * int(match[3] or 1)
            found.append(RateLimit(system=named[0].id, calls=calls, seconds=seconds, source=f"brief: {clause.strip()}"))
    return tuple(found)


def _alerts(to: str, brief: Brief) -> tuple[Alert, ...]:
    delay = brief.max_delay_seconds
    late = f"an event waits longer than {delay} s" if delay else "an event waits longer than 15 minutes"
    return (
        Alert(when="an event is put among the dead letters", to=to),
        Alert(when=late, to=to),
        Alert(when="a credential is refused (401 or 403)", to=to),
    )
