"""Figures are read only where the text states them."""

from __future__ import annotations

import pytest

from designer.brief.figures import delay_seconds, dollars_a_month, per_day


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("every 15 minutes", 900),
        ("every fifteen minutes", 900),
        ("within 5 min", 300),
        ("in under 30 seconds", 30),
        ("max. 10s", 10),
        ("real time", 60),
        ("near real-time", 60),
        ("in Echtzeit", 60),
        ("hourly", 3600),
        ("Load charges every hour", 3600),
        ("nightly", 86400),
        ("once a day", 86400),
        ("twice a day", 43200),
        ("4 times a day", 21600),
        ("alle 10 Minuten", 600),
        ("half an hour later is fine", 1800),
        ("not real time, hourly is ok", 3600),
        ("every new order", None),
        ("each customer has one contact", None),
        ("500 orders daily", None),
        ("customers older than 30 days", None),
        ("as soon as possible", None),
    ],
)
def test_delay(text: str, seconds: int | None) -> None:
    """A frequency or a limit is a delay in seconds; a volume or an age is none."""
    assert delay_seconds(text) == seconds


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("about 2k orders a day", 2000),
        ("50/week", 7),
        ("1,500 orders/month", 50),
        ("~2 000 Bestellungen pro Tag", 2000),
        ("2.500 orders per day", 2500),
        ("200-300 contacts per day", 300),
        ("500 orders daily", 500),
        ("10 an hour", 240),
        ("1.5 million events per day", 1_500_000),
        ("Ca. 5 Mitarbeiter pro Monat", 1),
        ("100 requests per minute", None),
        ("$500 a month", None),
        ("8 hours a day", None),
        ("3 times a day", None),
        ("peaks of 3,000 changes an hour", None),
        ("a few orders a day", None),
        ("we have 400,000 customers", None),
    ],
)
def test_volume(text: str, amount: int | None) -> None:
    """Records a day from any period; calls, money, hours and peaks are none."""
    assert per_day(text) == amount


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("$500/month", 500),
        ("2k USD a month", 2000),
        ("$2K-10K a month", 10_000),
        ("$24,000 a year", 2000),
        ("500 €/month", None),
        ("$500", None),
        ("as little as possible", None),
    ],
)
def test_money(text: str, amount: float | None) -> None:
    """Dollars a month where currency and period are stated."""
    assert dollars_a_month(text) == amount
