"""The body of a write: fields that a person names, look-up tables, alternatives, objects without named members."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from designer.model.brief import Wish, WishedPair
from designer.model.transform import Cast, Constant, Lookup
from designer.plan.offline.mapped import fill_body, named_field
from designer.plan.offline.open_members import open_members
from tests.builders import a_field

if TYPE_CHECKING:
    from designer.model.spec import Field

CONTACT = (
    a_field("Contacts", "array"),
    a_field("Contacts[].Name", required=True),
    a_field("Contacts[].EmailAddress", format="email"),
    a_field("Contacts[].Phones[].PhoneNumber"),
)
FULL = (a_field("name"), a_field("description"))


def path_of(text: str, *paths: str) -> str | None:
    """Return the path that a person's words find among these."""
    found = named_field(text, [a_field(path) for path in paths], writable=True)
    return found.path if found else None


def test_a_persons_words_find_a_field() -> None:
    """Spelling, case and depth do not matter; a field that shares too little is not taken."""
    assert path_of("address line 1", "name", "address.line1", "address.line2") == "address.line1"
    assert path_of("EmailAddress", "Contacts[].EmailAddress", "Contacts[].Addresses[].AddressLine1") == "Contacts[].EmailAddress"
    assert path_of("issue type", "fields.issuetype.id", "fields.issuetype.name", "fields.summary") == "fields.issuetype.name"
    assert path_of("first name", "firstname", "lastname") == "firstname"
    assert path_of("favourite colour", "name", "email") is None


def test_a_read_only_field_is_not_meant_as_a_target() -> None:
    """Nobody can wish to write what the system fills itself."""
    assert named_field("id", [a_field("id", read_only=True)], writable=True) is None


def test_a_named_pair_wins_over_a_likely_one() -> None:
    """What the brief says is mapped with full confidence, and its target is not filled twice."""
    pairs = (WishedPair(sources=("description",), target="Name", line=7),)
    filling = fill_body(
        (a_field("name"), a_field("description")),
        CONTACT,
        at="trigger:",
        wish=Wish(text="", pairs=pairs),
        titles=("customer", "contact"),
    )
    names = [mapping for mapping in filling.mappings if mapping.target == "body.Contacts[].Name"]
    assert [mapping.sources for mapping in names] == [("trigger:description",)]
    assert names[0].confidence == 1
    assert names[0].reason == "asked for in the brief, line 7"


def test_a_wished_constant_is_one() -> None:
    """`always Bug` needs no source."""
    pairs = (WishedPair(sources=(), target="issue type", constant="Bug"),)
    filling = fill_body((), (a_field("issuetype.name"),), at="trigger:", wish=Wish(text="", pairs=pairs), titles=("ticket", "issue"))
    assert [(mapping.target, mapping.transform) for mapping in filling.mappings] == [("body.issuetype.name", Constant(value="Bug"))]


def test_a_wish_for_an_unknown_field_is_a_question() -> None:
    """It is neither dropped nor guessed, and the nearest names are offered."""
    pairs = (WishedPair(sources=("shoe size",), target="Name", line=9),)
    filling = fill_body((a_field("hat_size"),), CONTACT, at="trigger:", wish=Wish(text="", pairs=pairs), titles=("customer", "contact"))
    assert [question.line for question in filling.questions] == [9]
    assert filling.questions[0].candidates == ("hat_size",)
    assert "body.Contacts[].Name" not in filling.targets


def test_members_are_proposed_once_in_the_item_of_a_list_that_must_be_sent() -> None:
    """Where a table's own columns stand in each record, the one record that is written has them; a list beside it has none."""
    fields = (a_field("records", "array", required=True), a_field("records[].fields", "object", required=True, free_form=True))
    assert open_members((a_field("email"),), fields, filled=(), at="trigger:").targets == {"body.records[].fields.email"}
    optional = (a_field("records", "array"), fields[1])
    assert open_members((a_field("email"),), optional, filled=(), at="trigger:").targets == frozenset()


def test_members_of_an_open_object_are_proposed_and_asked_about() -> None:
    """Nothing of them can be checked: no proof, low confidence, a question."""
    target = a_field("properties", "object", required=True, free_form=True)
    filling = open_members((a_field("email"), a_field("owner_id")), (target,), filled=(), at="trigger:")
    assert [(mapping.target, mapping.proof, mapping.status) for mapping in filling.mappings] == [
        ("body.properties.email", "none", "proposed")
    ]
    assert len(filling.questions) == 1


def test_a_named_member_of_an_open_object_is_proposed() -> None:
    """Jira describes no member of `fields`; what the brief names there is proposed, unproved, and asked about."""
    pairs = (WishedPair(sources=("description",), target="summary", line=4),)
    targets = (a_field("fields", "object", free_form=True), a_field("update", "object", free_form=True))
    filling = fill_body(FULL, targets, at="trigger:", wish=Wish(text="", pairs=pairs), titles=("ticket", "issue"))
    assert [(mapping.target, mapping.proof, mapping.status) for mapping in filling.mappings] == [
        ("body.fields.summary", "none", "proposed")
    ]
    assert [question.line for question in filling.questions] == [4]


def test_a_name_that_the_brief_sends_whole_is_not_cut_besides() -> None:
    """Where the brief says where a name goes, its halves are not proposed: it may be a company's."""
    targets = (*CONTACT, a_field("Contacts[].FirstName"), a_field("Contacts[].LastName"))
    halves = {"body.Contacts[].FirstName", "body.Contacts[].LastName"}

    def filled(*pairs: WishedPair) -> set[str]:
        wish = Wish(text="", pairs=pairs)
        filling = fill_body((a_field("name"), a_field("email")), targets, at="trigger:", wish=wish, titles=("customer", "contact"))
        return {mapping.target for mapping in filling.mappings}

    assert halves.isdisjoint(filled(WishedPair(sources=("name",), target="Name", line=7)))
    assert halves <= filled()


def test_a_value_is_read_as_an_id_or_as_an_object_not_both() -> None:
    """What may be expanded is in one event the id or the object: the likelier reading is kept."""
    sources = (a_field("payment_method", "string", "object"), a_field("payment_method.type"), a_field("email"))
    targets = (a_field("payment_method"), a_field("payment_method_type"), a_field("email"))
    filling = fill_body(sources, targets, at="trigger:", wish=Wish(text=""), titles=("customer", "client"))
    read = {source for mapping in filling.mappings for source in mapping.sources}
    assert "trigger:email" in read
    assert len(read & {"trigger:payment_method", "trigger:payment_method.type"}) == 1


SHOP_ORDER = (a_field("id", "integer"), a_field("customer_id", "integer"), a_field("number"))


@pytest.mark.parametrize(
    ("own", "is_asked"), [(a_field("id", required=True), False), (a_field("id"), True), (a_field("id", "integer", required=True), True)]
)
def test_ids_of_the_sender_need_no_table(own: Field, is_asked: bool) -> None:  # noqa: FBT001 - of the table
    """Where a call asks for the record's own id as a text, those beside it are the sender's as well; a number is issued by the system."""
    targets = (own, a_field("customer", "object", required=True), a_field("customer.id", required=True, description="An identifier."))
    filling = fill_body(SHOP_ORDER, targets, at="trigger:", wish=Wish(text=""), titles=("order", "order"))
    found = {one.target: one for one in filling.mappings}
    assert found["body.customer.id"].sources == ("trigger:customer_id",)
    assert isinstance(found["body.customer.id"].transform, Lookup if is_asked else Cast)
    assert bool(filling.tables) == is_asked


def test_an_id_that_must_exist_is_asked_for() -> None:
    """The document says that the target knows it already."""
    known = a_field("customer.id", required=True, description="The id of an existing customer.")
    targets = (a_field("id", required=True), a_field("customer", "object", required=True), known)
    filling = fill_body(SHOP_ORDER, targets, at="trigger:", wish=Wish(text=""), titles=("order", "order"))
    assert [question.fills for question in filling.questions] == ["table:customer_id"]


@pytest.mark.parametrize(
    ("target", "text", "is_filled"),
    [
        (a_field("balance", "number"), "Copy customers.", False),
        (a_field("balance", "number"), "Copy customers with their balance.", True),
        (a_field("balance", "number", required=True), "Copy customers.", True),
        (a_field("balance", "number", description="Read-only."), "Copy customers with their balance.", False),
        (a_field("website", description="Read-only."), "Copy customers.", False),
        (a_field("website"), "Copy customers.", True),
    ],
)
def test_what_the_system_keeps_is_left_to_it(target: Field, text: str, is_filled: bool) -> None:  # noqa: FBT001 - of the table
    """By its document's words; a running balance also where the brief does not speak of one."""
    sources = (a_field("name"), a_field("balance", "number"), a_field("website"))
    filling = fill_body(sources, (a_field("name"), target), at="trigger:", wish=Wish(text=text), titles=("customer", "customer"))
    assert (f"body.{target.path}" in filling.targets) == is_filled
