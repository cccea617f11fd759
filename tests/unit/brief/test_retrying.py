"""How long a failed call is tried again, as briefs say it, and the attempts that do it."""

from __future__ import annotations

import pytest

from designer.brief.figures import delay_seconds
from designer.brief.read import read_brief
from designer.brief.retrying import attempts_in, fits_span, span_seconds, spanned, waits_for
from designer.model.design import Policies


@pytest.mark.parametrize(
    ("text", "seconds", "attempts"),
    [
        ("Keep the customers and try again for up to a day", 86_400, None),
        ("If the shop is down, retry for six hours.", 21_600, None),
        ("keep trying for a few hours and then mail us", 10_800, None),
        ("Try again for 24 hours.", 86_400, None),
        ("retry it for half an hour", 1_800, None),
        ("keep retrying over the next two days", 172_800, None),
        ("try again three times, then post to #ops", None, 4),
        ("retry twice", None, 3),
        ("up to 5 attempts", None, 5),
        ("3 retries", None, 4),
        ("retry twice a day", None, None),
        ("an order is kept for two days", None, None),
    ],
)
def test_spans_and_repeats(text: str, seconds: int | None, attempts: int | None) -> None:
    """A span, a count of repeats (one more attempt than that), or neither."""
    assert (span_seconds(text), attempts_in(text)) == (seconds, attempts)


@pytest.mark.parametrize("seconds", [120, 1_800, 10_800, 21_600, 86_400, 172_800])
def test_the_attempts_span_what_was_asked(seconds: int) -> None:
    """The delays between the attempts add up to the span, and not to much more."""
    waits = waits_for(seconds, first=1.0)
    total = spanned(waits.attempts, first=1.0, longest=waits.longest)
    assert seconds <= total <= seconds + waits.longest
    assert fits_span(Policies(attempts=waits.attempts, longest_delay_seconds=waits.longest), seconds)
    assert not fits_span(Policies(), seconds)


def test_a_span_of_repeats_is_no_delay() -> None:
    """How long a failed call is tried again says nothing of how long a change may take."""
    brief = read_brief("When an order is paid in Shop, create an invoice in Books. If Books is down, try again for up to 5 hours.")
    assert brief.max_delay_seconds is None


@pytest.mark.parametrize(("text", "seconds"), [("It should be there in a minute.", 60), ("Must show up in Books in 10 minutes", 600)])
def test_in_a_minute_is_a_delay(text: str, seconds: int) -> None:
    """What shall be somewhere in a time may take that time."""
    assert delay_seconds(text) == seconds
