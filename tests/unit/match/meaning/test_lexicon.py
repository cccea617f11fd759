"""What the trade's words mean, and how names are cut into them."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from designer.match.meaning.compounds import cut
from designer.match.meaning.data_files import data
from designer.match.meaning.lexicon import entries, lexicon, listed, may_be_part, spelled
from designer.match.meaning.profile import meaning_of, profile
from tests.builders import a_field

if TYPE_CHECKING:
    from designer.model.spec import Field


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
        ("username", "user name"),
        ("createdat", "created at"),
        ("dateformat", "date format"),
        ("visitor", "visitor"),
        ("offset", "offset"),
    ],
)
def test_names_are_written_out(name: str, expected: str) -> None:
    """Compounds are cut, short forms written out, plurals made singular; what is unknown stays whole."""
    assert spelled(name) == tuple(expected.split())


def test_each_phrase_has_one_meaning() -> None:
    """No phrase of the dictionary names two concepts, not even once short forms are written out; every near concept exists."""
    known = entries()
    seen: dict[tuple[str, ...], str] = {}
    for concept, entry in known.items():
        for phrase in [*listed(entry.get("words", "")), *listed(entry.get("alone", ""))]:
            assert seen.setdefault(spelled(phrase), concept) == concept, phrase
        assert set(listed(entry.get("near", ""))) <= set(known), concept
    assert len(known) > 400


def test_each_concept_has_a_source() -> None:
    """A concept is a term of a published standard, named by the standard's short name and the term."""
    standards = set(data("standards.toml")["standards"])
    for concept, entry in entries().items():
        named = listed(entry.get("sources", ""))
        assert named, concept
        for source in named:
            standard, _, term = source.partition(" ")
            assert standard in standards, f"{concept}: {source}"
            assert term, f"{concept}: {source}"


def test_each_standard_is_used() -> None:
    """The list of standards holds none that no concept names."""
    used = {source.partition(" ")[0] for entry in entries().values() for source in listed(entry["sources"])}
    assert set(data("standards.toml")["standards"]) == used


def test_each_entry_has_known_keys() -> None:
    """A misspelt key would be a list of words that nobody reads."""
    for concept, entry in entries().items():
        assert set(entry) <= {"kind", "words", "alone", "near", "sources"}, concept


def test_no_word_of_a_phrase_is_a_compound() -> None:
    """Names are cut into known words: a phrase with an uncut compound (`taxrate`) would keep it from being cut in a name."""
    known, whole = lexicon(), set(data("words.toml")["compounds"]["whole"])
    for word in sorted(known.vocabulary - whole):
        assert cut(word, lambda part, word=word: part != word and may_be_part(part, known)) == (word,)


def test_every_kind_is_known() -> None:
    """A concept's kind has a row that says what it may fill."""
    known = lexicon()
    assert {concept.kind for concept in known.concepts.values() if concept.kind} <= set(known.compatible)


def test_generic_concepts_exist() -> None:
    """The lists of words name concepts that are there."""
    assert set(data("words.toml")["generic"]["concepts"]) <= set(lexicon().concepts)


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
        ("position", "job_title"),
        ("current_position", "job_title"),
        ("desktop_position", "position"),
        ("contact.source", "lead_source"),
        ("click_rate", "click_rate"),
        ("isActive", "active"),
        ("CustomerRef.value", "customer_id"),
        ("CustomerRef.name", "full_name"),
        ("customer_reference", "reference"),
        ("VATNumber", "tax_number"),
        ("dateOfBirth", "birth_date"),
        ("website_url_1", "website"),
        ("address1", "street"),
        ("address2", "street_2"),
        ("shipping_amount_cents", "shipping_total"),
        ("last_activity_at", "last_seen_at"),
        ("deletedDate", "deleted_at"),
        ("dueDateTime.dateTime", "due_date"),
        ("start.dateTime", "start_date"),
        ("reason_for_archiving", "reason"),
        ("number_of_employees", "employee_count"),
        ("active_flag", "active"),
        ("idBoard", "pipeline"),
        ("id_number", "number"),
        ("ship_to.name", "full_name"),
        ("billTo.phone", "phone"),
        ("shopify_id", "id"),
        ("is_organizer", "is organizer"),
        ("can_delete", "can delete"),
        ("is_all_day", "all_day"),
        ("is_email_verified", "email_verified"),
        ("is_captured", "captured"),
    ],
)
def test_a_path_says_what_the_field_is(path: str, head: str) -> None:
    """The last phrase counts; a leaf that says nothing takes the meaning of its container."""
    assert profile(a_field(path), 0).meaning.head == head


def published_names() -> list[tuple[str, str, str]]:
    """Return each system's names of fields with the concept they should give."""
    table = tomllib.loads(Path(__file__).with_name("names.toml").read_text(encoding="utf-8"))
    return [(system, path, concept) for system, names in table.items() for path, concept in names.items()]


@pytest.mark.parametrize(("system", "path", "concept"), published_names())
def test_names_of_many_systems_are_understood(system: str, path: str, concept: str) -> None:
    """Names as the trade's systems publish them give the concept that a person would see in them."""
    assert profile(a_field(path), 0).meaning.head == concept, system


@pytest.mark.parametrize(
    ("path", "head"),
    [
        ("user.name", "full_name"),
        ("user_name", "username"),
        ("company.name", "company_name"),
        ("product.name", "product_name"),
        ("bank_account.name", "bank_account_holder"),
        ("assignee.displayName", "assignee"),
        ("creator.displayName", "created_by"),
        ("vendor.display_name", "company_name"),
        ("user.displayName", "full_name"),
        ("bank_account.number", "bank_account"),
        ("card.number", "card_number"),
        ("account.number", "account_number"),
        ("order.number", "order_number"),
        ("phone.number", "phone"),
        ("address.number", "house_number"),
        ("country.code", "country"),
        ("coupon.code", "coupon_code"),
        ("line_items[].code", "sku"),
        ("person.title", "job_title"),
        ("ticket.title", "subject"),
        ("deal.value", "amount"),
        ("delivery_cost.value", "shipping_total"),
        ("bill_to.phone", "phone"),
        ("is_person", "is_company"),
    ],
)
def test_a_container_tells_what_is_in_it(path: str, head: str) -> None:
    """A `name`, `number`, `code`, `title` or `value` is what its container makes of it."""
    assert profile(a_field(path), 0).meaning.head == head


@pytest.mark.parametrize(
    ("field", "head"),
    [
        (a_field("from"), "sender"),
        (a_field("to"), "recipient"),
        (a_field("from", format="date"), "start_date"),
        (a_field("to", format="date-time"), "end_date"),
        (a_field("period.from"), "start_date"),
        (a_field("validity.to"), "end_date"),
    ],
)
def test_from_and_to_are_people_or_moments(field: Field, head: str) -> None:
    """A format or the container of a span of time makes a `from` a moment; else somebody writes to somebody."""
    assert profile(field, 0).meaning.head == head


@pytest.mark.parametrize(
    ("field", "head"),
    [
        (a_field("state", enum=("open", "closed")), "status"),
        (a_field("issue.state", enum=("open", "closed", "merged")), "status"),
        (a_field("state"), "state"),
        (a_field("state", enum=("NY", "CA")), "state"),
        (a_field("billing_address.state", enum=("Bavaria", "Saxony")), "state"),
    ],
)
def test_a_state_is_a_province_or_a_status(field: Field, head: str) -> None:
    """A short list of words outside of an address tells how a record stands."""
    assert profile(field, 0).meaning.head == head


@pytest.mark.parametrize(
    ("field", "kind"),
    [
        (a_field("done", "number", enum=(0, 1)), "flag"),
        (a_field("done", "number"), "number"),
        (a_field("due_on", "string", format="date"), "date"),
        (a_field("email", "integer"), "number"),
    ],
)
def test_what_kind_of_value_stands_there(field: Field, kind: str) -> None:
    """Formats and types count before names; a number that is 0 or 1 is a flag where its name says so."""
    assert profile(field, 0).kind == kind


def test_a_vendors_prefix_says_nothing() -> None:
    """The owner of a field's name is not part of its meaning."""
    assert meaning_of(("hs_country_code",)).head == meaning_of(("country_code",)).head
