"""What the trade's words mean, and how names are cut into them."""

from __future__ import annotations

import pytest

from designer.match.meaning.lexicon import data, lexicon, spelled
from designer.match.meaning.profile import meaning_of, profile
from tests.builders import a_field


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("stateorprovince", "state or province"),
        ("annualrevenue", "annual revenue"),
        ("PrimaryEmailAddr", "primary email address"),
        ("acctNbr", "account number"),
        ("statuses", "status"),
        ("order_qty", "order quantity"),
        ("categories", "category"),
        ("xyzzyplugh", "xyzzyplugh"),
    ],
)
def test_names_are_written_out(name: str, expected: str) -> None:
    """Compounds are cut, short forms written out, plurals made singular; what is unknown stays whole."""
    assert spelled(name) == tuple(expected.split())


def test_each_phrase_has_one_meaning() -> None:
    """No phrase of the dictionary names two concepts, and every near concept exists."""
    known = data("concepts.toml")
    seen: dict[tuple[str, ...], str] = {}
    for concept, entry in known.items():
        for phrase in entry["words"]:
            assert seen.setdefault(spelled(phrase), concept) == concept, phrase
        assert set(entry.get("near", ())) <= set(known), concept
    assert len(known) > 250


def test_every_kind_is_known() -> None:
    """A concept's kind has a row that says what it may fill."""
    known = lexicon()
    assert {concept.kind for concept in known.concepts.values() if concept.kind} <= set(known.compatible)


@pytest.mark.parametrize(
    ("path", "head"),
    [
        ("PrimaryEmailAddr.Address", "email"),
        ("emails[].value", "email"),
        ("shipping_postal_code", "postal_code"),
        ("company.name", "company_name"),
        ("tax_ids.data[].value", "tax_number"),
        ("customer", "customer_id"),
        ("date_entered_customer", "customer"),
    ],
)
def test_a_path_says_what_the_field_is(path: str, head: str) -> None:
    """The last phrase counts; a leaf that says nothing takes the meaning of its container."""
    assert profile(a_field(path), 0).meaning.head == head


def test_a_vendors_prefix_says_nothing() -> None:
    """The owner of a field's name is not part of its meaning."""
    assert meaning_of(("hs_country_code",)).head == meaning_of(("country_code",)).head
