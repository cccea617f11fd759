"""What a description says in words that no keyword of the schema says."""

from __future__ import annotations

import pytest

from designer.match.inference.prose import labels, listed, listed_in
from tests.builders import a_field

LISTS = [
    ("The possible values are: normal, personal, private, and confidential.", ("normal", "personal", "private", "confidential")),
    ("Accepted values are FIXED, HOUR, DAY.", ("FIXED", "HOUR", "DAY")),
    ("The status is either `succeeded`, `pending`, or `failed`.", ("succeeded", "pending", "failed")),
    ('Possible values are:\n- "opaque" - Blocks time. The default.\n- "transparent" - Blocks none.', ("opaque", "transparent")),
    ("One of: `physical` - a stock unit, `digital` - a download.", ("physical", "digital")),
    ("Can be one of draft, open, or paid. See the guide.", ("draft", "open", "paid")),
    ('Must be one of the currencies we take, such as "usd" or "eur"', ()),
    ("One of your lists", ()),
    ("The name of the customer, e.g. Smith, Jones or Doe", ()),
    ("", ()),
]


@pytest.mark.parametrize(("text", "expected"), LISTS)
def test_values_told_in_words(text: str, expected: tuple[str, ...]) -> None:
    """A list of all values is read; a few examples of many are none."""
    assert listed_in(text) == expected


def test_the_schema_goes_first() -> None:
    """Values of the schema are the list; a number's description is not read for texts."""
    told = "Possible values are: red, blue."
    assert listed(a_field("colour", enum=("green",), description=told)) == ("green",)
    assert listed(a_field("colour", description=told)) == ("red", "blue")
    assert listed(a_field("colour", "integer", description=told)) == ()


def test_numbers_have_labels() -> None:
    """What numbers mean is read from the description, if it tells of several."""
    assert labels(a_field("priority", "integer", description="1 - Low, 2 - Medium, 3 - High")) == {"1": "Low", "2": "Medium", "3": "High"}
    assert labels(a_field("count", "integer", description="Takes 3 items at most")) == {}
