"""What shall become of a record later is a wish beside the one that makes it; what is taken back in the same breath is none."""

from __future__ import annotations

import pytest

from designer.brief.read import read_brief
from designer.model.brief import SystemRef

SECOND = [
    (
        "When an invoice goes overdue in Glide, open a slip in Tessel. Close the slip when the invoice is paid.",
        "the invoice is paid",
        "Close the slip",
    ),
    (
        "Every visit in Glide goes into Tessel. If it is moved or cancelled, change or remove the entry.",
        "it is moved or cancelled (Every visit in Glide)",
        "change or remove the entry",
    ),
    ("New hires in Glide get a Tessel user. If the person leaves, deactivate the user.", "the person leaves", "deactivate the user"),
    (
        "Create a bill in Tessel when an order is paid in Glide, and void it when the order is cancelled.",
        "the order is cancelled",
        "void it (a bill in Tessel)",
    ),
    (
        "If a seat is booked in Glide, create an entry in Tessel; if moved or cancelled, remove it.",
        "moved or cancelled (a seat)",
        "remove it (an entry in Tessel)",
    ),
]
GIVEN = [SystemRef(name="Glide"), SystemRef(name="Tessel")]


@pytest.mark.parametrize(("text", "when", "then"), SECOND)
def test_what_ends_a_record_is_a_wish_of_its_own(text: str, when: str, then: str) -> None:
    """It goes between the same systems; what it only points at is named beside it."""
    first, second = read_brief(text, systems=GIVEN).wishes
    assert (first.source, first.target) == (second.source, second.target) == ("Glide", "Tessel")
    assert (second.when, second.then) == (when, then)


@pytest.mark.parametrize(
    "rest",
    [
        "If it already exists, mark it.",
        "If both were changed, Glide wins.",
        "If no owner is needed, remove the field.",
        "If the call failed, mark the record.",
        "Add the amount when it is known.",
    ],
)
def test_a_state_or_a_doubt_ends_nothing(rest: str) -> None:
    """What is there already, conflicts, failures and fields belong to the wish before."""
    assert len(read_brief(f"When a deal is won in Glide, create a slip in Tessel. {rest}", systems=GIVEN).wishes) == 1


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("When a deal is won in HubSpot create a Trello card - no - just post to Slack.", "a deal is won in HubSpot"),
        ("Whenever a deal is won in HubSpot, open a Trello card, no wait, a Slack message.", "a deal is won in HubSpot"),
        ("Once a deal is won in HubSpot, add it to Trello, no, rather send it to Slack", "a deal is won in HubSpot"),
    ],
)
def test_what_is_taken_back_in_the_same_breath_starts_no_flow(text: str, when: str) -> None:
    """The order or the thing that is said anew takes the place of the first."""
    assert [(one.when, one.source, one.target) for one in read_brief(text).wishes] == [(when, "HubSpot", "Slack")]
