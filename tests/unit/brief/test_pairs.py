"""Field pairs in all the ways in which people write them."""

from __future__ import annotations

import pytest

from designer.brief.lines import Line
from designer.brief.pairs import pair_of_line, pairs_of_sentence
from designer.brief.read import read_brief
from designer.brief.systems import SystemNames

NAMES = SystemNames(("HubSpot", "Salesforce"))


def pairs(text: str, *, mapping: bool = True) -> list[tuple[tuple[str, ...] | object, str, str]]:
    """Return the pairs of a line: sources or constant, target, note."""
    found = pair_of_line(Line(1, text), NAMES, mapping=mapping)
    return [(one.pair.sources or one.pair.constant, one.pair.target, one.pair.note) for one in found]


@pytest.mark.parametrize(
    "arrow", ["→", "->", "=>", "-->", "==>", "⇒", "➜", "⟶", "»", "goes to", "to", "=", "maps to", "into", "becomes", ":"]
)
def test_any_arrow(arrow: str) -> None:
    """Every arrow and every word that stands for one."""
    assert pairs(f"- email {arrow} Email address") == [(("email",), "Email address", "")]


def test_an_arrow_back() -> None:
    """An arrow that points left turns the pair round."""
    assert pairs("Email <- email") == [(("email",), "Email", "")]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("first name + last name → Full name", [(("first name", "last name"), "Full name", "")]),
        ("street, city and zip → Address", [(("street", "city", "zip"), "Address", "")]),
        ("amount → total (cents to euros)", [(("amount",), "total", "cents to euros")]),
        ("name → First Name, Last Name", [(("name",), "First Name", ""), (("name",), "Last Name", "")]),
        ('"Web" → Lead source', [("Web", "Lead source", "")]),
        ('Lead source = "Web"', [("Web", "Lead source", "")]),
        ("always EUR → currency", [("EUR", "currency", "")]),
        ("HubSpot.email → Salesforce.Email", [(("email",), "Email", "")]),
        ("Email (HubSpot) → Email (Salesforce)", [(("Email",), "Email", "")]),
        ("`properties.email` → `Email`", [(("properties.email",), "Email", "")]),
        ("lines[].sku → items[].code", [(("lines[].sku",), "items[].code", "")]),
        ("[field in A] → [field in B]", []),
        ("a → b → c", []),
        ("email →", []),
    ],
)
def test_what_stands_on_its_sides(line: str, expected: list[object]) -> None:
    """Several sources, several targets, constants, notes, systems' names, paths; placeholders are no pairs."""
    assert pairs(line) == expected


@pytest.mark.parametrize(
    "line",
    [
        "HubSpot → Salesforce",
        "deal won in HubSpot → create an opportunity in Salesforce",
        "every new contact → Salesforce contact",
        "We go from here to there",
        "Talk to Anna: she knows",
    ],
)
def test_other_arrows_are_no_pairs(line: str) -> None:
    """Systems, conditions and prose with an arrow are read as prose."""
    assert pairs(line, mapping=False) == []


def test_pairs_in_a_sentence() -> None:
    """`Map a to b, c to d` holds two pairs."""
    found = pairs_of_sentence("Please map email to E-Mail, and name to Full name.", 1, NAMES)
    assert [(one.pair.sources, one.pair.target) for one in found] == [(("email",), "E-Mail"), (("name",), "Full name")]


def test_each_pair_goes_to_its_wish() -> None:
    """With several wishes a pair belongs to the last one above it, or to the one between the systems it names."""
    brief = read_brief(
        "When a deal is won in HubSpot, create a project in Asana.\n\ndeal name -> project name\n\n"
        "When a deal is won in HubSpot, create an invoice in Xero.\n\namount -> total\n\nHubSpot owner -> Asana assignee\n"
    )
    assert [[pair.target for pair in wish.pairs] for wish in brief.wishes] == [["project name", "assignee"], ["total"]]


def test_a_line_that_is_no_pair_is_said_with_its_line() -> None:
    """Two arrows in one line cannot be read, and the brief says so."""
    brief = read_brief("Copy HubSpot contacts to Salesforce.\n\n## Field mapping\n\nemail -> Email\nfirst -> last -> name\n")
    assert [(line.line, line.text) for line in brief.unread] == [(6, "first -> last -> name")]


def test_an_everyday_word_that_heads_a_list_names_no_product() -> None:
    """`Teams:` says who reads, not that messages go to a product; inside a sentence, and for a given system, the name counts."""
    assert NAMES.mentions("One view of HubSpot. Teams: finance, support")[-1].name == "HubSpot"
    assert [mention.name for mention in NAMES.mentions("Post it in Teams: the channel ops")] == ["Microsoft Teams"]
    assert [mention.name for mention in SystemNames(("Close",)).mentions("Close: email")] == ["Close"]
