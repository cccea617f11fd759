"""Conditions in prose, found again as fields and values."""

from __future__ import annotations

from designer.plan.conditions import condition_of
from tests.builders import a_field


def test_a_value_of_a_state_field_is_found_in_the_prose() -> None:
    """`paid` is a value of `status`, though the brief does not say status."""
    condition, unknown = condition_of(["only paid orders"], [a_field("status", enum=("open", "paid"))], at="trigger:")
    comparison = condition.any[0].all[0]
    assert (comparison.source, comparison.op, comparison.values) == ("trigger:status", "equals", ("paid",))
    assert unknown == ()


def test_the_field_that_is_named_wins() -> None:
    """`priority is high` is not the severity."""
    fields = [a_field("severity", enum=("high", "low")), a_field("priority", enum=("high", "low"))]
    condition, _ = condition_of(["priority is high"], fields, at="read_ticket:")
    assert condition.any[0].all[0].source == "read_ticket:priority"


def test_what_no_field_can_tell_is_given_back() -> None:
    """A condition without a field is a question, never dropped."""
    condition, unknown = condition_of(["the customer is happy"], [a_field("status", enum=("open",))], at="trigger:")
    assert not condition.any
    assert unknown == ("the customer is happy",)


def test_a_quoted_value_belongs_to_the_field_before_it() -> None:
    """`with the tag "bug"` asks whether the list of tags holds it."""
    fields = [a_field("ticket.tags", "array"), a_field("ticket.tags[]")]
    condition, unknown = condition_of(["a ticket is created with the tag `bug`"], fields, at="read_ticket:")
    comparison = condition.any[0].all[0]
    assert (comparison.source, comparison.op, comparison.values) == ("read_ticket:ticket.tags", "contains", ("bug",))
    assert unknown == ()
