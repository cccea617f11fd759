"""Any text is read or refused, in bounded work."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from designer.brief.read import LONGEST_BRIEF, read_brief
from designer.errors import BriefError

TEXT = """
when if Slack HubSpot Stripe → -> | : [System A] every 15 minutes nightly 2k orders a day create post send to in from forget instead of
use Teams - # ##
Volume: Frequency When: Then: --- systems: { } , ; . ? ! " ( ) e.g. > wrote: -- $500/month map email name = both ways sync between
"""
PIECES = [*TEXT.split(), "\n", "\n\n", "\t"]


@given(st.lists(st.sampled_from(PIECES), max_size=60).map(" ".join))
@settings(max_examples=30, deadline=None)
def test_a_heap_of_words_never_breaks_the_reader(text: str) -> None:
    """Words of briefs in any order give a brief or a BriefError, and questions that end with a question mark."""
    try:
        brief = read_brief(text)
    except BriefError:
        return
    assert all(question.text.endswith("?") for question in brief.questions)
    assert len({question.id for question in brief.questions}) == len(brief.questions)
    assert brief.name


@pytest.mark.parametrize(
    "piece",
    ["word ", "1,", "for each new ", "[", "a -> ", " ", "when a deal is won in HubSpot, "],
)
def test_a_long_line_costs_bounded_work(piece: str) -> None:
    """Twice the text costs about twice the work, not four times: no pattern runs away on a pasted log."""
    costs = []
    for times in (1_500, 6_000):
        start = time.process_time()
        read_brief("Copy Stripe customers to Xero. " + piece * (times // len(piece)))
        costs.append(time.process_time() - start)
    assert costs[1] < 10 * costs[0] + 0.2


def test_a_book_is_refused() -> None:
    """A text far beyond a brief says so instead of being read for minutes."""
    with pytest.raises(BriefError, match="letters"):
        read_brief("word " * LONGEST_BRIEF)
