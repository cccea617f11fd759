"""Values that a wish states of what it makes."""

from __future__ import annotations

import pytest

from designer.plan.offline.named_values import qualified
from designer.plan.offline.stated import stated_values
from tests.builders import a_field

TARGETS = (
    a_field("name"),
    a_field("story_type", enum=("feature", "bug", "chore")),
    a_field("priority", enum=("Low", "High")),
    a_field("status"),
    a_field("tasks[].state", enum=("bug",)),
)


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("create a bug story in Tracker", {"body.story_type": "bug"}),
        ("create a story in Tracker. The story should be a bug.", {"body.story_type": "bug"}),
        ("create a story with priority high", {"body.priority": "High"}),
        ('add a story with "high" priority', {"body.priority": "High"}),
        ("create a bug report in Tracker", {}),
        ("create a story in Tracker; it should be there in a minute", {}),
    ],
)
def test_a_stated_value_is_a_constant_of_the_field_that_lists_it(said: str, found: dict[str, str]) -> None:
    """Only a value that the document lists, on a field of that kind at the body's root, and only for what is made."""
    assert {one.target: getattr(one.transform, "value", None) for one in stated_values(said, TARGETS, noun="story")} == found


def test_a_value_before_its_fields_name_limits_the_records() -> None:
    """`A high urgency incident` speaks of the urgency; a value alone, or of another field, limits nothing."""
    fields = (a_field("urgency", enum=("high", "low")), a_field("title"))
    assert qualified("a high urgency incident is triggered", fields) == ("high urgency",)
    assert qualified("a high incident is triggered", fields) == ()
