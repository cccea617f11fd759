"""Where records stand in an answer, and what names and dates them."""

from __future__ import annotations

from dataclasses import replace

from designer.model.spec import Operation, Paging, Parameter
from designer.plan.offline.records import change_field, envelope, identifier_field, largest_array, relative, since_parameter
from tests.builders import a_field


def test_the_array_of_records_is_the_one_with_the_most_fields() -> None:
    """An envelope's small arrays (links, warnings) are not the records."""
    fields = [a_field("warnings", "array"), a_field("warnings[].text"), a_field("data", "array")]
    fields += [a_field(f"data[].{name}") for name in ("id", "email", "name")]
    assert largest_array(fields) == "data[]"


def test_one_record_with_a_small_list_is_no_list_of_records() -> None:
    """A customer with two tags is one customer."""
    fields = [a_field(name) for name in ("id", "email", "name", "phone")] + [a_field("tags[].name"), a_field("tags[].id")]
    assert largest_array(fields) == ""


def test_a_root_array_holds_the_records() -> None:
    """The whole answer may be the list."""
    fields = [a_field("[].id"), a_field("[].name")]
    assert largest_array(fields) == "[]"
    assert [field.path for field in relative(fields, "[]")] == ["id", "name"]


def test_paths_are_made_relative_to_one_item() -> None:
    """What stands beside the items is no field of a record."""
    fields = [a_field("has_more"), a_field("data[].id"), a_field("data[].address.city")]
    assert [field.path for field in relative(fields, "data[]")] == ["id", "address.city"]


def test_the_id_is_preferred_to_an_id_with_the_records_noun() -> None:
    """`id` names the record; `contact_id` does where there is none; another record's id never does."""
    assert identifier_field([a_field("contact_id"), a_field("id")], noun="contact") == a_field("id")
    assert identifier_field([a_field("owner_id"), a_field("contact_id")], noun="contact") == a_field("contact_id")
    assert identifier_field([a_field("owner_id")], noun="contact") is None


def test_a_change_is_dated_by_the_update_before_the_creation() -> None:
    """A poller that asks for creations only would miss changes."""
    fields = [a_field("created_at", format="date-time"), a_field("updated_at", format="date-time")]
    found = change_field(fields)
    assert found is not None
    assert found.path == "updated_at"


def test_what_is_told_in_utc_goes_before_the_accounts_own_time() -> None:
    """A clock that is set back an hour in autumn would hide the changes of that hour."""
    found = change_field([a_field("date_modified", format="date-time"), a_field("date_modified_gmt", format="date-time")])
    assert found is not None
    assert found.path == "date_modified_gmt"


def test_who_changed_a_record_is_no_moment() -> None:
    """`updated_by` stands first and holds a user; the poller goes by the date."""
    fields = [a_field("updated_by"), a_field("updated_by_name"), a_field("date_updated", format="date-time")]
    found = change_field(fields)
    assert found is not None
    assert found.path == "date_updated"


def test_a_list_is_narrowed_by_the_moment_that_dates_a_change() -> None:
    """`created_after` would leave out what changed since; `since` means whatever dates the records."""
    updated = a_field("updated_at", format="date-time")
    assert since_parameter(a_list("limit", "created_after"), updated) == ""
    assert since_parameter(a_list("created_after", "updated_after"), updated) == "updated_after"
    assert since_parameter(a_list("since"), updated) == "since"
    assert since_parameter(a_list("updated_after"), None) == ""
    paged = replace(a_list("start"), paging=Paging(kind="offset", parameter="start"))
    assert since_parameter(paged, updated) == ""
    dated = (a_field("Date", "string"), updated)
    assert since_parameter(a_list("DateFrom", "Date"), updated, fields=dated) == ""
    assert since_parameter(a_list("updatedFrom"), updated, fields=dated) == "updatedFrom"
    lines = (a_field("changed", "string"), a_field("event.changed", "string"))
    assert since_parameter(a_list("changed_since"), lines[0], fields=lines) == "changed_since"


def a_list(*parameters: str) -> Operation:
    """Return a list with these query parameters."""
    asked = tuple(Parameter(location="query", name=name, field=a_field(name)) for name in parameters)
    return Operation(system="Shop", method="GET", path="/customers", parameters=asked)


def test_a_list_beside_an_open_object_is_no_envelope() -> None:
    """What HubSpot keeps in `properties` is the record; its associations are not."""
    fields = [a_field("properties", "object", free_form=True), a_field("associations", "array"), a_field("associations[].to.id")]
    assert envelope(fields) == ""
    assert envelope(fields[1:]) == "associations[]"
