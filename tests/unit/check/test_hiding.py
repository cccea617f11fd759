"""Secrets of a design file: told once where they stand, those in comments too, and shown nowhere."""

from __future__ import annotations

import pytest

from designer.secrecy.looking import hidden
from tests.unit.check.designs import GOOD
from tests.unit.check.written import report_of_text, with_piece

RANDOM = "abc1def2ghi3jkl4mno5"


@pytest.mark.parametrize(
    ("style", "messages"),
    [
        (f"style: api # token: {RANDOM}", ["This comment looks like it holds a secret (token)."]),
        (f"style: api\ngoal: 'Order #5 token: {RANDOM}'", ["This looks like a secret (token)."]),
        (f"style: api\ngoal: 'Order #5' # token: {RANDOM}", ["This comment looks like it holds a secret (token)."]),
        (f"style: api\ngoal: |\n  Orders\n  # token: {RANDOM}", ["This looks like a secret (token)."]),
    ],
)
def test_a_mark_inside_a_text_begins_no_comment(style: str, messages: list[str]) -> None:
    """What stands in the design is told at its place, what stands in a comment at its line, and nothing twice."""
    text = with_piece("", GOOD)
    assert report_of_text(text).findings == ()
    findings = report_of_text(text.replace("style: api", style, 1)).findings
    assert [finding.code for finding in findings] == ["AUTH608"]
    assert [finding.message.partition(". ")[0] + "." for finding in findings] == messages


def test_a_secret_that_begins_as_another_does_leaves_nothing_of_it() -> None:
    """The longer one is hidden first, whichever is named first."""
    assert hidden("a1b2c3d4, a1b2c3d4e5f6", ["a1b2c3d4", "a1b2c3d4e5f6"]) == "***, ***"
