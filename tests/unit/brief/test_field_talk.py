"""Sentences that tell fields: constants, fallbacks, places, lists; and sentences that only sound like them."""

from __future__ import annotations

import pytest

from designer.brief.field_talk import read_field_talk
from designer.brief.field_words import FIRST_FILLED
from designer.brief.sentences import Sentence
from designer.brief.systems import SystemNames

NAMES = SystemNames(["Zendesk", "Jira"])


def said(text: str) -> list[str]:
    """Return the pairs that a sentence tells, in short."""
    talk = read_field_talk((Sentence(text, 3),), NAMES)
    return [f"{' + '.join(one.pair.sources) or repr(one.pair.constant)} -> {one.pair.target}" for one in talk.pairs]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Project is always SUP, issue type Bug.", ["'SUP' -> Project", "'Bug' -> issue type"]),
        ("Subject should be “Demo request”, due date tomorrow", ["'Demo request' -> Subject"]),
        ("and set the label to Demo", ["'Demo' -> label"]),
        ("project = OPS", ["'OPS' -> project"]),
        ("Status is always open", ["'open' -> Status"]),
        ("Die Priorität ist immer “Hoch”", ["'Hoch' -> Priorität"]),
        ("The subject should be the ticket title.", ["ticket title -> subject"]),
        ("The name of the project should be the deal name", ["deal name -> project name"]),
        ("The Zendesk id should go into the account number so we find it again.", ["id -> account number"]),
        ("Q1 is the email, Q2 = company, Q3 the phone", ["Q1 -> email", "Q2 -> company", "Q3 -> phone"]),
        ("Kundennummer kommt in das Feld Referenz", ["Kundennummer -> Referenz"]),
        ("The message should hold the deal name and the amount.", ["deal name + amount -> message"]),
    ],
)
def test_what_a_field_holds(text: str, expected: list[str]) -> None:
    """A constant, another field, or several."""
    assert said(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "The sync should be fast.",
        "The order must be Paid.",
        "Orders are always paid upfront.",
        "Delivery is always free.",
        "Jira should always be updated.",
        "The ticket should be created in Jira.",
        "It should always be there within 5 minutes.",
        "The report goes to finance.",
        "New tickets should go into the support queue.",
        "The customer should get the invoice.",
        "The dashboard should show revenue and churn.",
        "If a customer has no account, use the default one.",
        "Set it to private.",
    ],
)
def test_what_only_sounds_like_a_field(text: str) -> None:
    """It tells no pair, and stays a sentence to be read for wishes."""
    talk = read_field_talk((Sentence(text, 3),), NAMES)
    assert talk.pairs == ()
    assert [one.text for one in talk.sentences] == [text]


@pytest.mark.parametrize(
    "text",
    [
        "If a customer has no name use the email address.",
        "if theres no name, take the email address instead",
        "When the name is empty, then use the email address.",
    ],
)
def test_a_fallback_is_a_second_source(text: str) -> None:
    """It stands in where the first is empty, on the same target."""
    talk = read_field_talk((Sentence(text, 3),), NAMES)
    assert [(one.pair.sources, one.pair.target, one.pair.note) for one in talk.pairs] == [(("name", "email address"), "name", FIRST_FILLED)]
    assert talk.sentences == ()


def test_a_fallback_inside_a_wish_leaves_the_wish() -> None:
    """What remains of the sentence is read on."""
    talk = read_field_talk((Sentence("Create an issue in Jira for every ticket, and if it has no subject use the description.", 3),), NAMES)
    assert [one.text for one in talk.sentences] == ["Create an issue in Jira for every ticket"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Name, e-mail, phone and the billing address are enough.", ("Name", "e-mail", "phone", "billing address")),
        ("We only need name and email", ("name", "email")),
        ("Vorname, Nachname und E-Mail reichen.", ("Vorname", "Nachname", "E-Mail")),
        ("first + last name, department and title", ("first name", "last name", "department", "title")),
        ("Mo, Irina and Kai were there", ()),
        ("We need an invoice and a receipt", ()),
    ],
)
def test_a_list_of_fields_limits(text: str, expected: tuple[str, ...]) -> None:
    """The fields that are enough; people and things are none."""
    talk = read_field_talk((Sentence(text, 3),), NAMES)
    assert tuple(name for listed in talk.lists for name in listed.names) == expected


def test_a_listed_field_can_say_where_it_goes() -> None:
    """`work email as login` is a pair as well."""
    assert said("work email as login, first name and title") == ["work email -> login"]
