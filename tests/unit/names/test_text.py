"""Words and names out of other people's text."""

from __future__ import annotations

import keyword

import pytest
from hypothesis import given
from hypothesis import strategies as st

from designer.names.text import identifier, singular, slug, words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("billingAddress.line1", ("billing", "address", "line", "1")),
        ("custom_field-Name", ("custom", "field", "name")),
        ("HTMLBody", ("html", "body")),
        ("lineItemIDs", ("line", "item", "ids")),
        ("CustomerURLs", ("customer", "urls")),
        ("IsActive2FA", ("is", "active", "2", "fa")),
        ("Straße in Ærø", ("strasse", "in", "aero")),
        ("", ()),
    ],
)
def test_words_of_a_name(text: str, expected: tuple[str, ...]) -> None:
    """Camel case, snake case, kebab case and digits are cut; letters are folded to ASCII."""
    assert words(text) == expected


@pytest.mark.parametrize(
    ("plural", "one"),
    [
        ("customers", "customer"), ("companies", "company"), ("ties", "tie"), ("addresses", "address"), ("taxes", "tax"),
        ("branches", "branch"), ("statuses", "status"), ("warehouses", "warehouse"), ("ids", "id"),
        ("status", "status"), ("basis", "basis"), ("address", "address"), ("sms", "sms"), ("order", "order"),
    ],
)  # fmt: skip
def test_nouns_in_the_singular(plural: str, one: str) -> None:
    """By the endings of English; what is singular already stays."""
    assert singular(plural) == one


def test_names_of_things_without_letters() -> None:
    """What holds no letter that can be kept is still a usable name."""
    assert (slug("日本"), identifier("日本")) == ("unnamed", "unnamed")


def test_names_that_python_keeps_for_itself() -> None:
    """Keywords get an underscore, digits at the front a letter."""
    assert (identifier("class"), identifier("match"), identifier("2fa code")) == ("class_", "match_", "n_2_fa_code")


@given(st.text(max_size=40))
def test_any_text_makes_a_safe_name(text: str) -> None:
    """Whatever a vendor writes, code gets an identifier that is no keyword."""
    name = identifier(text)
    assert name.isidentifier()
    assert name.isascii()
    assert not keyword.iskeyword(name)
    assert "/" not in slug(text)
