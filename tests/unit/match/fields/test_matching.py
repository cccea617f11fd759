"""Which source field fills which target field."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from designer.match.fields.matches import FieldMapping, FieldMatches
from designer.match.fields.matching import match_fields, propose_mappings
from designer.match.fields.weights import weights
from designer.model.transform import First, SplitName, Template
from tests.builders import a_field

if TYPE_CHECKING:
    from designer.model.spec import Field


def matched(sources: list[Field], targets: list[Field], **titles: str) -> dict[str, FieldMapping]:
    """Return the mappings by target."""
    return {mapping.target: mapping for mapping in match_fields(sources, targets, **titles).mappings}


def paths(*names: str) -> list[Field]:
    """Return text fields of these paths."""
    return [a_field(name) for name in names]


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("address.postal_code", "zip"),
        ("zip_code", "addr.postcode"),
        ("surname", "lastName"),
        ("given_name", "firstName"),
        ("organization", "companyName"),
        ("telephone", "phone_number"),
        ("region", "stateOrProvince"),
        ("town", "city"),
        ("vat_id", "taxNumber"),
        ("article_number", "sku"),
        ("website", "homepage_url"),
        ("position", "jobTitle"),
        ("qty", "quantity"),
        ("remarks", "notes"),
    ],
)
def test_one_concept_under_two_names(source: str, target: str) -> None:
    """The trade's words for one thing find each other among fields of other meanings."""
    others = paths("colour_of_the_sky", "number_of_moons")
    found = matched([*others, a_field(source)], [a_field(target), a_field("unrelated_thing")])
    assert found[target].sources == (source,)
    assert "unrelated_thing" not in found


def test_billing_goes_to_billing() -> None:
    """Two addresses keep apart, and each whole address comes from one place."""
    parts = ("street", "city", "postal_code", "country")
    sources = paths(*(f"shipping.{part}" for part in parts), *(f"billing.{part}" for part in parts))
    targets = paths(*(f"{kind}_address.{part}" for kind in ("billing", "shipping") for part in ("line1", "town", "zip", "country_code")))
    found = matched(sources, targets)
    assert len(found) == len(targets)
    for target, mapping in found.items():
        assert mapping.sources[0].partition(".")[0] == target.partition("_")[0]


def test_first_and_last_name_make_the_whole_name() -> None:
    """Where no source gives the name whole, its parts are put together."""
    mapping = matched(paths("first_name", "last_name", "email"), paths("displayName", "mail"))["displayName"]
    assert (mapping.sources, mapping.transform) == (("first_name", "last_name"), Template(text="{0} {1}"))


def test_a_whole_name_is_split() -> None:
    """One name fills both halves; the e-mail address fills neither."""
    found = matched(paths("full_name", "email"), paths("firstName", "lastName", "email"))
    assert found["firstName"].sources == found["lastName"].sources == ("full_name",)
    assert found["firstName"].transform == SplitName(part="first")
    assert found["lastName"].transform == SplitName(part="last")


def test_a_products_name_is_not_put_together_of_a_persons() -> None:
    """Only a person's name is made of first and last name."""
    mapping = matched(paths("first_name", "last_name"), paths("product.name")).get("product.name")
    assert mapping is None or (len(mapping.sources) == 1 and mapping.confidence < 0.8)


def test_a_date_never_fills_an_amount() -> None:
    """Kinds veto a mapping even when the names agree."""
    sources = [a_field("total", format="date-time"), a_field("other", "number")]
    assert "total" not in matched(sources, [a_field("total", "number", description="Amount to pay.")])


def test_a_sunrise_is_no_order_date() -> None:
    """Two points in time of another meaning are not accepted as one."""
    mapping = matched([a_field("astro.sunrise", format="date-time")], [a_field("order_date", format="date-time")]).get("order_date")
    assert mapping is None or mapping.confidence < 0.8


def test_created_is_not_updated() -> None:
    """Opposites keep apart even when only one of them is there."""
    assert not matched([a_field("created_at", format="date-time")], [a_field("updated_at", format="date-time")])


def test_a_start_is_no_end() -> None:
    """However alike the names are, what ends a meeting is not what starts it."""
    sources = [a_field("meeting_start_at", format="date-time"), a_field("title")]
    assert set(matched(sources, [a_field("meeting_end_at", format="date-time"), a_field("title")])) == {"title"}


def test_read_only_targets_are_left_out() -> None:
    """What the system sets itself is neither mapped nor listed."""
    matches = match_fields(paths("id", "email"), [a_field("id", read_only=True), a_field("email")])
    assert [candidates.target for candidates in matches.candidates] == ["email"]


def test_write_only_sources_are_never_read() -> None:
    """A password that is only taken is no source."""
    assert not matched([a_field("email", write_only=True)], paths("email"))


def test_an_id_of_another_record_is_looked_up_and_never_accepted() -> None:
    """Each system counts its own users, so an owner's id needs a table and a person's look."""
    mapping = matched(paths("owner_id", "subject"), paths("assignee_id", "title"))["assignee_id"]
    assert mapping.transform.name == "lookup"
    assert mapping.confidence < 0.8


def test_the_records_own_id_fills_the_field_kept_for_it() -> None:
    """The `id` of a contact is the `contact_id` of a table of contacts."""
    mapping = matched(paths("id", "owner_id", "email"), paths("contact_id", "email"), source_title="Contact", target_title="contacts")[
        "contact_id"
    ]
    assert (mapping.sources, mapping.transform.name) == (("id",), "copy")


def test_one_address_serves_e_mail_and_login() -> None:
    """A login that no source names is filled with the address of mail."""
    found = matched(paths("email", "first_name"), paths("profile.email", "profile.login"))
    assert found["profile.email"].sources == found["profile.login"].sources == ("email",)


def test_a_payment_methods_name_is_not_the_customers() -> None:
    """A bare `name` tells nothing about the name of something else."""
    mapping = matched(paths("name", "email"), paths("name", "payment_method.name"))
    assert mapping["name"].sources == ("name",)
    assert mapping.get("payment_method.name") is None or mapping["payment_method.name"].confidence < 0.8


def test_somebody_elses_field_is_never_accepted() -> None:
    """An employee's phone may be shown beside an emergency contact's, but a person must look."""
    found = matched(paths("phone", "employee_code"), paths("phone", "emergency.phone", "supervisor_employee_id"))
    assert found["phone"].confidence >= 0.8
    assert all(mapping.confidence < 0.8 for target, mapping in found.items() if target != "phone")


def test_items_pair_with_items() -> None:
    """Lines fill lines; the order's own fields stay outside."""
    sources = [a_field("currency"), a_field("line_items[].sku"), a_field("line_items[].quantity", "integer"), a_field("total", "number")]
    targets = [a_field("items[].item_code"), a_field("items[].qty", "number"), a_field("currency_code")]
    found = matched(sources, targets)
    assert found["items[].item_code"].sources == ("line_items[].sku",)
    assert found["items[].qty"].sources == ("line_items[].quantity",)
    assert found["currency_code"].sources == ("currency",)


def test_a_list_gives_its_first_item_to_a_single_field() -> None:
    """A list of addresses fills one address with its first."""
    assert matched(paths("emails[].address"), paths("email"))["email"].transform == First()


def test_required_targets_without_a_source_are_told() -> None:
    """Only what must be sent counts: a required child of an object that nobody fills does not."""
    targets = [
        a_field("email", required=True),
        a_field("pipeline_code", required=True),
        a_field("card", "object"),
        a_field("card.token", required=True),
        a_field("owner", "object", required=True),
        a_field("owner.badge", required=True),
    ]
    assert match_fields(paths("email"), targets).unmapped_required == ("pipeline_code", "owner.badge")


def test_a_sent_container_makes_its_children_required() -> None:
    """When one member of an optional object is filled, its required members count."""
    targets = [a_field("address", "object"), a_field("address.city"), a_field("address.kind_code", required=True)]
    assert match_fields(paths("city"), targets).unmapped_required == ("address.kind_code",)


def test_the_order_of_the_sources_changes_nothing() -> None:
    """The same fields give the same mappings, whatever order the document lists them in."""
    sources = paths("email", "first_name", "last_name", "phone", "billing.city", "billing.zip", "shipping.city", "company", "notes")
    targets = paths("mail", "given_name", "surname", "telephone", "bill_addr.town", "bill_addr.postcode", "organization", "comment")
    first = matched(sources, targets)
    shuffled = sources.copy()
    shuffled.reverse()
    second = matched(shuffled, targets)
    assert {target: mapping.sources for target, mapping in first.items()} == {target: mapping.sources for target, mapping in second.items()}
    assert match_fields(sources, targets) == match_fields(sources, targets)


def test_ten_candidates_at_most() -> None:
    """Each target names its best sources, no more than a person reads."""
    matches = match_fields(paths(*(f"name_{letter}" for letter in "abcdefghijklmnop")), paths("name"))
    assert len(matches.candidates[0].sources) == 10
    scores = [source.score for source in matches.candidates[0].sources]
    assert scores == sorted(scores, reverse=True)


def test_a_planner_gets_the_same_mappings() -> None:
    """What a planner asks for alone is what a person is shown: likely and unlikely sources, doubted ones, names put together."""
    sources = paths("first_name", "last_name", "email", "created_at", "updated_at", "phone", "address.city", "billing.city", "owner.email")
    targets = paths("full_name", "username", "created", "modified_at", "mobile", "city", "hat_size", "shipping.city", "email_address")
    titles = {"source_title": "customer", "target_title": "client"}
    proposed = propose_mappings(sources, targets, **titles)
    assert proposed == match_fields(sources, targets, **titles).mappings
    assert {"full_name", "created", "city"} <= {mapping.target for mapping in proposed}


def test_confidence_rises_with_the_chance() -> None:
    """The steps of the data file rise: a source that is less likely than one too unsure to propose is never proposed."""
    shares = [share for _, share in weights().confidence]
    assert shares == sorted(shares)


def test_nothing_to_match() -> None:
    """Empty lists give empty matches."""
    assert match_fields([], []) == FieldMatches()
    assert match_fields([], [a_field("x", required=True)]).unmapped_required == ("x",)


def test_who_keeps_a_record_is_not_who_it_is_about() -> None:
    """The e-mail of a contact's owner is offered for the contact's, never accepted; for the owner's own it is."""
    matches = match_fields((a_field("owner_id.email"),), (a_field("email"), a_field("owner.email")))
    sure = {mapping.target: mapping.confidence for mapping in matches.mappings}
    assert sure.get("email", 0.0) < 0.8
    assert sure.get("owner.email", 0.0) > sure.get("email", 0.0)


def test_the_name_of_a_task_is_its_title() -> None:
    """What a field is may only be plain when the record's own name is said with it."""
    found = matched(paths("title", "name_of_branch", "body"), paths("name", "notes"), source_title="issue", target_title="task")
    assert found["name"].sources == ("title",)
    assert found["name"].confidence >= 0.8


def test_a_key_may_hold_any_mark() -> None:
    """Brackets, dots and quotation marks inside a quoted key are part of the key."""
    names = ('"a[].b".email', '"the [] of lists"', 'rows[]."x[]".phone')
    assert match_fields(paths(*names), paths("email", *names)).candidates
