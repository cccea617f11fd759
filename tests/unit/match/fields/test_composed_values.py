"""Values put together from parts that stand beside each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from designer.match.fields.matching import match_fields
from designer.model.transform import Template
from tests.builders import a_field

if TYPE_CHECKING:
    from designer.match.fields.matches import FieldMapping
    from designer.model.spec import Field


def made(sources: list[Field], target: Field, *others: Field) -> FieldMapping | None:
    """Return what fills a target."""
    return next((one for one in match_fields(sources, [target, *others]).mappings if one.target == target.path), None)


def parts(*paths: str) -> list[Field]:
    """Return texts at these paths."""
    return [a_field(path) for path in paths]


def test_house_number_and_street_make_a_line() -> None:
    """A target without a house number gets both in its line, for a person to look at; one that keeps it gets the street alone."""
    sources = parts("address.street_name", "address.street_number", "address.city")
    found = made(sources, a_field("address.line1"), a_field("address.city"))
    assert found is not None
    assert (found.sources, found.transform) == (("address.street_number", "address.street_name"), Template(text="{0} {1}"))
    assert found.confidence < 0.8
    kept = made(sources, a_field("address.street"), a_field("address.house_number"))
    assert kept is not None
    assert len(kept.sources) == 1


def test_an_address_in_one_text() -> None:
    """Street, place and country make the address where the target keeps no part for itself."""
    sources = parts("customer.street", "customer.postal_code", "customer.city", "customer.country")
    found = made(sources, a_field("customer.full_address"))
    assert found is not None
    assert found.sources == ("customer.street", "customer.postal_code", "customer.city", "customer.country")
    assert found.transform == Template(text="{0}, {1}, {2}, {3}")


def test_lines_of_a_street() -> None:
    """A list of lines, or a text that says it holds several, gets all lines; a plain line gets the first."""
    sources = parts("address.line1", "address.line2", "address.city")
    found = made(sources, a_field("address.street[]"), a_field("address.city"))
    assert found is not None
    assert found.sources == ("address.line1", "address.line2")
    plain = made(sources, a_field("address.street"), a_field("address.city"))
    assert plain is not None
    assert plain.sources == ("address.line1",)


def test_a_telephone_number_with_its_prefix() -> None:
    """The dialled country code stands before the number; that of an address does not."""
    found = made(parts("phone.phone_number.country_code", "phone.phone_number.national_number"), a_field("phone"))
    assert found is not None
    assert found.sources == ("phone.phone_number.country_code", "phone.phone_number.national_number")
    other = made(parts("address.country_code", "address.phone_number"), a_field("phone"))
    assert other is not None
    assert other.sources == ("address.phone_number",)


def test_day_and_time_of_day() -> None:
    """A day and the time beside it make an instant."""
    sources = [a_field("due_date", description="Format: YYYY-MM-DD"), a_field("due_time", description="HH:MM")]
    found = made(sources, a_field("due_date_time", format="date-time"))
    assert found is not None
    assert (found.sources, found.transform) == (("due_date", "due_time"), Template(text="{0}T{1}"))
