"""A rhythm in a brief becomes a cron expression; what only counts is none."""

from __future__ import annotations

import pytest

from designer.plan.offline.timetable import timetable_of


@pytest.mark.parametrize(
    ("text", "cron"),
    [
        ("Every Friday evening copy the hours into FreshBooks.", "0 18 * * 5"),
        ("Each morning at six read the sheet.", "0 6 * * *"),
        ("Every weekday at 8:30 post the list.", "30 8 * * 1-5"),
        ("Once a day look for overdue invoices.", "0 3 * * *"),
        ("Nightly: take all hours.", "0 3 * * *"),
        ("Load all people in one go every Sunday night.", "0 3 * * 0"),
        ("Every evening at 7 send the report.", "0 19 * * *"),
        ("Once a month, book the totals.", "0 3 1 * *"),
        ("On Mondays at 9am open a ticket.", "0 9 * * 1"),
        ("We get 500 orders per day.", ""),
        ("Daily volume is small.", ""),
        ("When a deal is won, post a message.", ""),
    ],
)
def test_what_a_brief_calls_a_rhythm(text: str, cron: str) -> None:
    """Days, parts of a day and hours are read; a number of records a day is no rhythm."""
    found = timetable_of(text)
    assert (found.cron if found else "") == cron


def test_the_words_are_kept() -> None:
    """A person is told by which words the schedule was chosen."""
    found = timetable_of("Please do it every  Friday\nevening.")
    assert found is not None
    assert found.said == "every Friday evening"
