"""Fields told inside sentences: a text before one, a value used as one."""

from __future__ import annotations

import pytest

from designer.brief.read import read_brief

WISH = "When an incident is opened in Pager, create a ticket in Desk. "


@pytest.mark.parametrize(
    ("text", "pairs"),
    [
        ("Prefix the title with [INC].", [(("title",), "title", 'text "[INC] {0}"')]),
        ('Start the subject with "URGENT:".', [(("subject",), "subject", 'text "URGENT: {0}"')]),
        ('Its name is "[INC] " and the incident title.', [(("incident title",), "name", 'text "[INC] {0}"')]),
        ("I want the incident number as external id so we can find it.", [(("incident number",), "external id", "")]),
        ("Use the e-mail as login.", [(("e-mail",), "login", "")]),
        ("We want the customer as an admin.", []),
        ("Keep it as simple as possible.", []),
    ],
)
def test_phrases_are_pairs(text: str, pairs: list[tuple[tuple[str, ...], str, str]]) -> None:
    """Both sides must be names of fields; what is no field stays prose."""
    (wish,) = read_brief(WISH + text).wishes
    assert [(pair.sources, pair.target, pair.note) for pair in wish.pairs] == pairs


def test_a_prefix_joins_the_pair_that_fills_the_field() -> None:
    """The table says what fills it, the sentence what stands before it."""
    text = f"{WISH}Prefix the subject with [INC].\n\n| Pager | Desk |\n|---|---|\n| title | subject |\n"
    assert [(pair.sources, pair.target, pair.note) for wish in read_brief(text).wishes for pair in wish.pairs] == [
        (("title",), "subject", 'text "[INC] {0}"')
    ]
