"""What stands in for a missing value, told as a question and its answer."""

from __future__ import annotations

import pytest

from designer.brief.lines import numbered_lines
from designer.brief.placeholders import without_form_lines
from designer.brief.read import read_brief

WISH = "When a customer is created in Stripe, create a contact in Xero."


@pytest.mark.parametrize(
    "text",
    [
        f"{WISH} No name? Use the email.",
        f"{WISH} What if the name is empty? Then use the email.",
        f"{WISH}\n\n## Errors\n\n- What if a customer has no name? Use the email.\n",
        f"{WISH} Name missing? Take the email.",
    ],
)
def test_question_and_answer_are_one_fallback(text: str) -> None:
    """The second field is a second source of the first, wherever question and answer stand."""
    assert [pair.sources for wish in read_brief(text).wishes for pair in wish.pairs] == [("name", "email")]


def test_a_fallback_joins_the_pair_of_a_table_that_serves_two_wishes() -> None:
    """The pair of the table gets the second source; no second pair is asked about."""
    text = f"""{WISH} When a customer is updated in Stripe, update that contact in Xero.

| Stripe | Xero |
|---|---|
| name | Name |
| email | EmailAddress |

- What if a customer has no name? Use the email.
"""
    brief = read_brief(text)
    assert [pair.sources for wish in brief.wishes for pair in wish.pairs if pair.target == "Name"] == [("name", "email")]
    assert not [question for question in brief.questions if question.id.startswith("twice")]


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ('Its name is "[INC] " and the title.', '"[INC] "'),
        ("Prefix the title with [INC].", "[INC]"),
        ("Volume: [about 400 a day]", "Volume: about 400 a day"),
    ],
)
def test_brackets_that_are_part_of_a_value_stay(text: str, kept: str) -> None:
    """Brackets in quotation marks or after `prefix` are meant; those that a form left around an answer are not."""
    assert kept in without_form_lines(numbered_lines(text))[0].text
