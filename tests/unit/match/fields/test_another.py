"""Of what other record, or of whose system, a field tells: such pairs are for a person to look at."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from designer.match.fields.matching import match_fields
from designer.match.meaning.profile import meaning_of
from designer.model.transform import Lookup
from tests.builders import a_field

if TYPE_CHECKING:
    from designer.model.spec import Field

ACCEPTED = 0.8


def confidence(sources: list[Field], target: Field, title: str = "") -> float:
    """Return how sure the mapping of a target is, among other fields; 0 where there is none."""
    found = match_fields(sources, [target, a_field("unrelated_thing")], source_title=title, target_title=title).mappings
    return next((mapping.confidence for mapping in found if mapping.target == target.path), 0.0)


@pytest.mark.parametrize(
    ("path", "target", "kind"),
    [
        ("repository.archived", "archived", "boolean"),
        ("images[].width", "width", "integer"),
        ("milestone.due_on", "deadline", "string"),
        ("invoice.number", "number", "string"),
    ],
)
def test_a_mark_of_a_record_inside_the_record_is_not_its_own(path: str, target: str, kind: str) -> None:
    """What a milestone, a picture or an invoice inside the record is called or due is never accepted unseen as the record's."""
    within = [a_field(f"{path.rpartition('.')[0]}.id", kind), a_field(path, kind)]
    assert confidence([a_field("id"), *within], a_field(target, kind), "record") < ACCEPTED


def test_a_mark_that_the_target_names_is_accepted() -> None:
    """Where the target names the inner record itself, nothing speaks against its mark."""
    sources = [a_field("id"), a_field("invoice.id"), a_field("invoice.due_date", format="date")]
    assert confidence(sources, a_field("invoice.due_date", format="date")) >= ACCEPTED


def test_an_id_inside_a_container_is_its_systems_to_give() -> None:
    """One system's id of a picture is none of the other's; an id that is kept for others is carried over."""
    sources = [a_field("images[].id", "integer"), a_field("images[].src")]
    assert confidence(sources, a_field("images[].id", "integer")) < ACCEPTED
    assert confidence([a_field("lines[].external_id")], a_field("lines[].external_id")) >= ACCEPTED


@pytest.mark.parametrize("target", ["organizer.email", "organizer.display_name", "host.homepage_url"])
def test_an_id_tells_no_address_and_no_name(target: str) -> None:
    """From the id of a host follow neither its name nor its address."""
    assert confidence([a_field("host_id"), a_field("topic")], a_field(target)) == 0


def test_an_address_on_the_web_is_no_id() -> None:
    """A picture's address says nothing about the id that it has elsewhere."""
    assert confidence([a_field("images[].image_url", format="uri")], a_field("image_id")) == 0


def test_an_origin_is_no_destination() -> None:
    """An address to ship to is not accepted as the one that is shipped from."""
    sources = [a_field("shipping_address.city"), a_field("shipping_address.zip")]
    assert confidence(sources, a_field("ship_from.city")) < ACCEPTED
    assert confidence(sources, a_field("ship_to.city")) > confidence(sources, a_field("ship_from.city"))


@pytest.mark.parametrize(("container", "concept"), [("weight", "weight_unit"), ("dimensions", "dimension_unit")])
def test_units_in_a_measure_are_its_unit(container: str, concept: str) -> None:
    """The `units` of a weight name its measure; elsewhere they count pieces."""
    assert meaning_of((container, "units")).head == concept
    assert meaning_of(("units",)).head == "quantity"


def test_a_bare_list_takes_an_id_by_lookup() -> None:
    """A field that is called like a record is filled through a table, not with the other system's number."""
    found = match_fields([a_field("mailing_list_id")], [a_field("list", "integer")]).mappings
    assert [mapping.transform for mapping in found] == [Lookup()]


def test_a_domain_name_is_no_persons_name() -> None:
    """First and last name make no `domain name`, even in a person's record."""
    sources = [a_field("first_name"), a_field("last_name")]
    assert confidence(sources, a_field("premises_domain_name"), "user") < 0.5
    assert confidence(sources, a_field("name"), "user") > 0.5


def test_a_persons_name_is_no_companys() -> None:
    """The `name` of a contact is not accepted for its company; that of an account is."""
    assert confidence([a_field("name"), a_field("handle")], a_field("company_name"), "contact") < ACCEPTED
    assert confidence([a_field("name"), a_field("handle")], a_field("company_name"), "company") >= ACCEPTED


def test_an_open_object_is_looked_at() -> None:
    """Custom fields of two accounts bear other names: the object as a whole is never accepted unseen."""
    assert confidence([a_field("custom_fields", "object")], a_field("custom_fields", "object")) < ACCEPTED


@pytest.mark.parametrize("target", ["computed_price", "preorder_price", "price_history.price"])
def test_a_value_of_another_time_or_making_is_looked_at(target: str) -> None:
    """What a system works out, what was before and what only holds beforehand is not the plain value."""
    assert confidence([a_field("price", "number")], a_field(target, "number")) < ACCEPTED
