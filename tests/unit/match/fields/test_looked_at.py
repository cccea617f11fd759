"""What is proposed but never accepted unseen, and what is not proposed although names agree."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from designer.match.fields.matching import match_fields, propose_mappings
from designer.model.transform import SplitName
from tests.builders import a_field

if TYPE_CHECKING:
    from designer.match.fields.matches import FieldMapping

ACCEPTED = 0.8


def matched(sources: tuple[str, ...], targets: tuple[str, ...], **titles: str) -> dict[str, FieldMapping]:
    """Return the mappings by target between text fields of these paths."""
    found = match_fields([a_field(path) for path in sources], [a_field(path) for path in targets], **titles)
    return {mapping.target: mapping for mapping in found.mappings}


@pytest.mark.parametrize("target", ["card_id", "brand_id"])
def test_the_id_of_another_record_is_not_filled(target: str) -> None:
    """That both are ids ties nothing together: neither the order's own id nor its customer's is a card's."""
    found = matched(("id", "customer_id", "total"), (target, "amount"), source_title="order", target_title="order")
    assert target not in found


def test_the_records_own_id_goes_into_an_external_reference() -> None:
    """An id of the record's own system is what the other system keeps as its reference."""
    found = matched(("id", "note"), ("external_id", "comment"), source_title="order", target_title="order")
    assert found["external_id"].sources == ("id",)


def test_the_marks_of_a_history_are_looked_at() -> None:
    """When a record was made is mostly the target's own to write; in a table it is a value like another."""
    sources, targets = [a_field("created_at"), a_field("email")], [a_field("created_at"), a_field("email")]
    by_target = {mapping.target: mapping.confidence for mapping in propose_mappings(sources, targets)}
    assert by_target["created_at"] < ACCEPTED <= by_target["email"]
    columns = {mapping.target: mapping.confidence for mapping in propose_mappings(sources, targets, into_columns=True)}
    assert columns["created_at"] >= ACCEPTED


def test_a_second_target_of_one_source_is_looked_at() -> None:
    """One price may be the list price or the sale price: not both are taken unseen."""
    found = matched(("price", "name"), ("price", "sale_price", "name"))
    assert found["price"].confidence >= ACCEPTED
    assert "sale_price" not in found or found["sale_price"].confidence < ACCEPTED


def test_a_whole_name_gives_its_parts() -> None:
    """A person's whole name fills first and last name where nothing else does, and stands first among the candidates."""
    sources = [a_field(path) for path in ("name", "browser", "last_seen_at")]
    found = match_fields(sources, [a_field("FirstName"), a_field("LastName")], source_title="contact", target_title="contact")
    assert {mapping.target: mapping.transform for mapping in found.mappings} == {
        "FirstName": SplitName(part="first"),
        "LastName": SplitName(part="last"),
    }
    assert [one.sources[0].path for one in found.candidates] == ["name", "name"]


def test_a_dimension_inside_an_address_is_no_person() -> None:
    """A display name is a person's only where the innermost container that says anything is a person's."""
    name = "address.defaultDimensions[].account_plan.displayName"
    found = matched(("first_name", "last_name"), (name, "address.displayName"))
    assert found["address.displayName"].sources == ("first_name", "last_name")
    assert name not in found or found[name].confidence < ACCEPTED
    assert name not in found or len(found[name].sources) == 1
