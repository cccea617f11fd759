"""Which matched fields a design takes."""

from __future__ import annotations

from designer.match.fields.matches import FieldMapping
from designer.model.transform import Constant, Copy, SplitName, Transform
from designer.plan.offline.selection import worth_sending
from tests.builders import a_field


def a_match(target: str, source: str, confidence: float = 0.95, transform: Transform | None = None) -> FieldMapping:
    """Return a match of one source."""
    return FieldMapping(target=target, sources=(source,), transform=transform or Copy(), confidence=confidence, reason="")


def taken(*matches: FieldMapping, said: str = "", required: tuple[str, ...] = (), envelope: str = "") -> list[str]:
    """Return the targets that a design takes."""
    targets = [a_field(match.target) for match in matches] + [a_field(path, required=True) for path in required]
    found = worth_sending(matches, targets, said=said, envelope=envelope, used=frozenset())
    return [match.target for match in found]


def test_a_source_fills_one_field() -> None:
    """The surest field takes it; an echo elsewhere is not sent."""
    assert taken(a_match("usageLocation", "location", 0.9), a_match("officeLocation", "location", 0.99)) == ["officeLocation"]


def test_a_required_field_may_repeat_a_source() -> None:
    """What must be sent is sent, even if the same value goes elsewhere too."""
    matches = (a_match("mail", "email"), a_match("profile.login", "email", 0.6))
    assert taken(*matches, required=("profile", "profile.login")) == ["mail", "profile.login"]


def test_parts_of_a_name_share_their_source() -> None:
    """First and last name both come from the full name."""
    matches = (a_match("first", "name", transform=SplitName(part="first")), a_match("last", "name", transform=SplitName(part="last")))
    assert taken(*matches) == ["first", "last"]


def test_other_records_inside_a_body_are_left_alone() -> None:
    """Nobody asked for an event or a contact beside the user."""
    assert taken(a_match("events[].subject", "title"), a_match("jobTitle", "title", 0.9)) == ["jobTitle"]


def test_a_part_that_the_brief_names_is_sent() -> None:
    """`with one contact each` asks for the list of contacts."""
    assert taken(a_match("contacts[].email", "email"), said="as clients with one contact each") == ["contacts[].email"]


def test_a_list_answers_to_a_list() -> None:
    """Lines of an order become lines of an invoice; one value makes no list of records."""
    assert taken(a_match("items[].rate", "line_items[].price")) == ["items[].rate"]
    assert taken(a_match("items[].rate", "price")) == []


def test_lists_of_the_records_own_values_are_sent() -> None:
    """Telephone numbers are no other records."""
    assert taken(a_match("Phones[].PhoneNumber", "phone")) == ["Phones[].PhoneNumber"]


def test_the_envelope_is_no_part() -> None:
    """A body that wraps its records in an array is not a list of other records."""
    assert taken(a_match("Contacts[].Name", "name"), envelope="Contacts[]") == ["Contacts[].Name"]


def test_an_optional_field_must_be_likely() -> None:
    """A match that is less likely than not is proposed only where something must be sent."""
    matches = (a_match("companyName", "middleName", 0.35), a_match("code", "number", 0.35))
    assert taken(*matches, required=("code",)) == ["code"]


def test_annotations_of_the_protocol_are_never_filled() -> None:
    """`@odata.type` tells the type of the object, not of the record."""
    assert taken(a_match('"@odata.type"', "type")) == []


def test_a_required_list_of_other_records_takes_no_single_value() -> None:
    """A contact is not associated with itself because an association must be sent: that is asked instead."""
    required = ("associations", "associations[]", "associations[].to", "associations[].to.id")
    assert taken(a_match("associations[].to.id", "id", 0.7), required=required) == []


def test_a_constant_follows_what_is_sent_beside_it() -> None:
    """What the document or its neighbours fix is sent with them; a suggestion, or one in an object that nobody sends, is not."""
    zone = FieldMapping(target="due.timeZone", sources=(), transform=Constant(value="UTC"), confidence=0.79, reason="")
    guess = FieldMapping(target="due.kind", sources=(), transform=Constant(value="new"), confidence=0.4, reason="")
    alone = FieldMapping(target="start.timeZone", sources=(), transform=Constant(value="UTC"), confidence=0.79, reason="")
    assert taken(a_match("due.dateTime", "due_at"), zone, guess, alone) == ["due.dateTime", "due.timeZone"]


def test_moments_that_the_target_keeps_are_left_to_it() -> None:
    """When a record was made or done its own system knows: such a field is filled only where it is sure or must be sent."""
    matches = (a_match("created_at", "made", 0.79), a_match("completed_at_override", "ended", 0.6), a_match("start_at", "begins", 0.7))
    assert taken(*matches) == ["start_at"]
    assert taken(a_match("created_at", "made", 0.85)) == ["created_at"]
    assert taken(a_match("created_at", "made", 0.7), required=("created_at",)) == ["created_at"]


def test_one_value_of_a_far_list_is_no_proposal() -> None:
    """A value of a list that hardly fits a required field is a guess, and a question is better."""
    assert taken(a_match("text", "responders[].message", 0.45), required=("text",)) == []
    assert taken(a_match("text", "message", 0.45), required=("text",)) == ["text"]
