"""What a brief limits a wish to: listed fields, creating only, fallbacks, members of an account's own object."""

from __future__ import annotations

from designer.match.fields.matches import FieldMapping
from designer.model.brief import Wish, WishedPair
from designer.model.transform import Coalesce, Constant, Copy, EnumMap, Lookup, ValuePair
from designer.plan.offline.limited import limited
from designer.plan.offline.mapped import fill_body
from designer.plan.offline.notes import noted_transform
from tests.builders import a_field

PERSON = (a_field("name"), a_field("work_email"), a_field("phone"), a_field("city"), a_field("address.line1"))


def match(target: str, *sources: str) -> FieldMapping:
    """Return a match of these fields."""
    return FieldMapping(target=target, sources=sources, transform=Copy(), confidence=0.9, reason="")


def kept(found: tuple[FieldMapping, ...], *names: str, required: frozenset[str] = frozenset()) -> list[str]:
    """Return the targets that are left of these matches."""
    return [one.target for one in limited(found, Wish(text="", fields=names), required=required)]


def test_only_listed_fields_are_carried() -> None:
    """What the list does not name is left out; what the document requires is not."""
    found = (match("email", "work_email"), match("town", "city"), match("tel", "phone"))
    assert kept(found, "e-mail", "phone") == ["email", "tel"]
    assert kept(found, "e-mail", required=frozenset({"town"})) == ["email", "town"]


def test_without_a_list_nothing_is_left_out() -> None:
    """Most briefs name no fields."""
    assert kept((match("town", "city"), match("tel", "phone"))) == ["town", "tel"]


def test_a_listed_name_means_the_field_of_just_that_name() -> None:
    """`name` is not the first name of a contact person; `billing address` is every part of the address."""
    found = (match("name", "name"), match("person.first_name", "first_name"), match("line1", "address.line1"))
    assert kept(found, "name", "billing address") == ["name", "line1"]


def test_what_is_listed_is_sent_once() -> None:
    """The same source goes to the field nearest to the root."""
    assert kept((match("email", "work_email"), match("people[].email", "work_email")), "email") == ["email"]


def test_a_listed_field_of_one_name_is_mapped_even_if_others_fit_better() -> None:
    """The person's word beats the likeness of the words."""
    filling = fill_body(PERSON, (a_field("name"), a_field("phone")), at="trigger:", wish=Wish(text="", fields=("Name",)), titles=("a", "b"))
    assert [(one.target, one.sources) for one in filling.mappings] == [("body.name", ("trigger:name",))]


def test_a_fallback_takes_the_first_that_is_filled() -> None:
    """`if it has no name use the email`."""
    note = "the first that is filled"
    assert noted_transform(note, (a_field("name"), a_field("email")), a_field("title")) == Coalesce()
    assert noted_transform(note, (a_field("name"),), a_field("title")) is None


def test_a_note_asks_for_a_look_up() -> None:
    """The id of one system is never copied into the other's field."""
    assert noted_transform("look up the name", (a_field("company_id"),), a_field("company")) == Lookup()


def test_the_records_noun_may_stand_before_its_field() -> None:
    """`order number` is the number of an order."""
    pair = WishedPair(sources=("order number",), target="reference", line=2)
    filling = fill_body(
        (a_field("number"),), (a_field("reference"),), at="trigger:", wish=Wish(text="", pairs=(pair,)), titles=("order", "bill")
    )
    assert [(one.target, one.sources) for one in filling.mappings] == [("body.reference", ("trigger:number",))]
    assert filling.questions == ()


def test_fields_of_an_open_object_are_proposed_there_and_not_elsewhere() -> None:
    """The document names a description of something else only; the account's own fields hold the one that is meant."""
    targets = (
        a_field("fields", "object", free_form=True),
        a_field("history", "object"),
        a_field("history.description"),
        a_field("history.kind"),
    )
    pairs = (
        WishedPair(sources=("description",), target="description", line=3),
        WishedPair(sources=(), target="project", constant="SUP", line=4),
        WishedPair(sources=("tags",), target="labels", line=5),
        WishedPair(sources=("priority",), target="priority", note="urgent/high = High, low = Low", line=6),
    )
    sources = (a_field("description"), a_field("tags[]"), a_field("kind"), a_field("priority"))
    filling = fill_body(sources, targets, at="trigger:", wish=Wish(text="", pairs=pairs), titles=("ticket", "issue"))
    found = {one.target: one for one in filling.mappings}
    assert set(found) == {"body.fields.description", "body.fields.project", "body.fields.labels[]", "body.fields.priority"}
    assert {one.status for one in filling.mappings} == {"proposed"}
    assert {one.proof for one in filling.mappings} == {"none"}
    assert found["body.fields.project"].transform == Constant(value="SUP")
    rows = (("urgent", "High"), ("high", "High"), ("low", "Low"))
    assert found["body.fields.priority"].transform == EnumMap(values=tuple(ValuePair(source=a, target=b) for a, b in rows), unmapped="omit")
    assert [question.line for question in filling.questions] == [3, 4, 5, 6]
