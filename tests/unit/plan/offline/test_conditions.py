"""Conditions in prose, found again as fields and values."""

from __future__ import annotations

import pytest

from designer.plan.offline.bounds import bound_of, bounds_in
from designer.plan.offline.conditions import condition_of, likely_conditions, worth_asking
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


@pytest.mark.parametrize(
    ("text", "source", "op", "value"),
    [
        ("Only deals over 5000", "trigger:value", "greater", 5000),
        ("an order above 1,000 EUR is placed", "trigger:value", "greater", 1000),
        ("orders with a total price under $2.5k", "trigger:total_price", "less", 2500),
    ],
)
def test_a_bound_compares_the_amount_that_is_meant(text: str, source: str, op: str, value: int) -> None:
    """A field that the text names goes first, else the plainest amount."""
    fields = [a_field("total_price"), a_field("value", "number"), a_field("lines[].amount", "number"), a_field("title")]
    found = bound_of(text, fields, at="trigger:")
    assert found is not None
    assert (found.source, found.op, found.values) == (source, op, (value,))


def test_a_bound_on_cents_is_in_cents() -> None:
    """Where the document says that an amount counts cents, so does the bound."""
    found = bound_of("payments over 50", [a_field("amount", "integer", description="Amount in cents.")], at="trigger:")
    assert found is not None
    assert found.values == (5000,)


@pytest.mark.parametrize(
    "text", ["retry for more than 2 hours", "over 200 orders a day", "less than 5 minutes", "more than 3 times", "at least 5 days"]
)
def test_durations_and_numbers_of_things_are_no_bounds(text: str) -> None:
    """Only an amount is compared."""
    assert bounds_in(text) == ()


def test_a_bound_without_an_amount_is_given_back() -> None:
    """Nothing to compare makes it a question."""
    _, unknown = condition_of(["deals over 5000"], [a_field("title")], at="trigger:")
    assert unknown == ("deals over 5000",)


def test_what_is_left_out_is_no_filter_for_it() -> None:
    """`Leave out anything in draft` takes all but drafts."""
    fields = (a_field("status", enum=("draft", "paid")),)
    for text in ("Leave out anything in draft", "except drafts", "unless it is draft"):
        condition, unknown = condition_of((text.replace("drafts", "draft"),), fields, at="trigger:")
        assert unknown == ()
        assert [(one.op, one.values) for group in condition.any for one in group.all] == [("not_equals", ("draft",))]


def test_a_bound_that_counts_itself_in_is_told_of_whole_numbers_only() -> None:
    """`at least 50` is more than 49 items; of an amount with decimals it is asked, never rounded."""
    whole, _ = condition_of(["at least 50"], [a_field("total", "integer")], at="trigger:")
    assert (whole.any[0].all[0].op, whole.any[0].all[0].values) == ("greater", (49,))
    most, _ = condition_of(["at most 50"], [a_field("total", "integer")], at="trigger:")
    assert (most.any[0].all[0].op, most.any[0].all[0].values) == ("less", (51,))
    amount, unknown = condition_of(["at least 50"], [a_field("total", "number")], at="trigger:")
    assert not amount.any
    assert unknown == ("at least 50",)


def test_a_condition_is_asked_about_once_and_only_if_the_event_does_not_tell_it() -> None:
    """The event `incident.resolved` says that it is resolved; a text that another one holds is not asked beside it."""
    asked = ("an incident has been resolved", "only urgent ones", "urgent ones")
    assert worth_asking(asked, event="incident.resolved") == ("only urgent ones",)
    assert worth_asking(("an incident has been resolved",), event="incident.updated") == ("an incident has been resolved",)
    assert worth_asking(("the last party has signed",), event="envelope-completed") == ()


def test_a_condition_that_is_asked_has_the_likely_answers() -> None:
    """The state that is named, on the fields of the record that tell a state; without a state, none."""
    fields = (a_field("id"), a_field("status"), a_field("owner.status"), a_field("stage_id", "integer"))
    assert likely_conditions("won deals", fields) == ("status is won",)
    assert likely_conditions("the ones with a discount", fields) == ()


def test_values_that_only_a_description_lists_are_found() -> None:
    """Many documents list the values of a state in prose."""
    status = a_field("status", description="One of: open, won, lost")
    condition, unknown = condition_of(("won deals",), (status,), at="trigger:")
    assert [(one.source, one.op, one.values) for group in condition.any for one in group.all] == [("trigger:status", "equals", ("won",))]
    assert unknown == ()


@pytest.mark.parametrize(
    ("text", "op", "values"),
    [
        ('service "Checkout" and "Payments" only', ["in"], [("Checkout", "Payments")]),
        ("only services Checkout, Payments and Web Shop", ["in"], [("Checkout", "Payments", "Web Shop")]),
        ("not for service Checkout or Payments", ["not_equals", "not_equals"], [("Checkout",), ("Payments",)]),
    ],
)
def test_values_behind_their_fields_name(text: str, op: list[str], values: list[tuple[str, ...]]) -> None:
    """Several values stand behind the name of their field, or of the object whose name they are; left out, each is a comparison."""
    fields = (a_field("id"), a_field("title"), a_field("service.id"), a_field("service.summary"))
    condition, unknown = condition_of([text], fields, at="trigger:")
    assert not unknown
    assert [one.source for one in condition.any[0].all] == ["trigger:service.summary"] * len(op)
    assert ([one.op for one in condition.any[0].all], [one.values for one in condition.any[0].all]) == (op, values)
