"""Rate limits read from prose."""

from __future__ import annotations

import pytest

from designer.brief.read import read_brief
from designer.model.design import System
from designer.plan.offline.policies import peak_per_minute, policies, rate_limits
from designer.plan.offline.source import schedule

SYSTEMS = (System(id="hubspot", name="HubSpot"), System(id="xero", name="Xero"))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("HubSpot 100 requests per 10 seconds", [("hubspot", 100, 10)]),
        ("Xero: 60 calls/minute, HubSpot: 250,000 a day", [("xero", 60, 60), ("hubspot", 250_000, 86400)]),
        ("HubSpot allows 190 req / 10s; Xero 5k calls per day", [("hubspot", 190, 10), ("xero", 5000, 86400)]),
        ("Xero allows 60 calls a minute and 5,000 calls a day", [("xero", 60, 60), ("xero", 5000, 86400)]),
        ("Xero allows 60 calls a minute. That is at most 5,000 a day.", [("xero", 60, 60), ("xero", 5000, 86400)]),
        ("Xero and HubSpot 10/s", []),
        ("not sure", []),
    ],
)
def test_limits_are_read_where_system_and_figure_are_said_together(text: str, expected: list[tuple[str, int, int]]) -> None:
    """A figure without its system, or a system without a figure, is no limit."""
    found = rate_limits(text, SYSTEMS)
    assert [(limit.system, limit.calls, limit.seconds) for limit in found] == expected


@pytest.mark.parametrize(
    ("seconds", "cron"), [(None, "*/5 * * * *"), (30, "* * * * *"), (900, "*/15 * * * *"), (7200, "0 */2 * * *"), (86400, "0 3 * * *")]
)
def test_a_poller_keeps_the_delay_of_the_brief(seconds: int | None, cron: str) -> None:
    """Cron knows minutes; a day is a night's run."""
    assert schedule(seconds) == cron


@pytest.mark.parametrize(
    ("text", "records"),
    [
        ("400 orders a day, peaks of 200 a minute", 200),
        ("peak 3,000 orders per hour", 50),
        ("at peak 2 per second", 120),
        ("about 15 a day, on a bad day 200 in an hour", 3),
        ("400 a day, with peaks of 50 in ten minutes", 5),
        ("500 a day", None),
        ("a peak of 900 a day", None),
    ],
)
def test_a_peak_is_told_by_the_minute(text: str, records: int | None) -> None:
    """A figure of a peak is turned into records a minute; one of a whole day is no peak."""
    assert peak_per_minute(text) == records


def test_policies_say_what_the_check_reckons_with() -> None:
    """Volume, peak and longest delay of a brief stand in the design."""
    wish = "When a deal is won in HubSpot, create an invoice in Xero."
    brief = read_brief(f"{wish}\n\nVolume: 400 a day, peaks of 90 a minute\n\nFrequency: within 5 minutes")
    made = policies(brief, SYSTEMS)
    assert (made.volume_per_day, made.peak_per_minute, made.max_delay_seconds) == (400, 90, 300)


def test_attempts_go_on_as_long_as_the_brief_says() -> None:
    """A span of hours becomes attempts whose delays add up to it; three repeats are four attempts."""
    told = read_brief(
        "When a deal is won in HubSpot, create a contact in Xero. If Xero is down, keep trying for six hours, then mail a@b.example."
    )
    found = policies(told, SYSTEMS)
    assert (found.attempts, found.longest_delay_seconds, found.alerts[0].to) == (34, 900, "a@b.example")
    told = read_brief("When a deal is won in HubSpot, create a contact in Xero. If Xero is down, try again three times.")
    assert policies(told, SYSTEMS).attempts == 4
