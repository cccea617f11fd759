"""An optional part of a body is left out rather than guessed at and completed by questions."""

from __future__ import annotations

from designer.model.design import Mapping, Table
from designer.model.question import Question
from designer.model.transform import Lookup
from designer.plan.offline.filling import Filling
from designer.plan.offline.half_filled import without_half_filled
from tests.builders import a_field

FIELDS = (
    a_field("name", "string", required=True),
    a_field("team", "object"),
    a_field("team.visibility", "string"),
    a_field("team.owner", "string", required=True),
    a_field("address", "object", required=True),
    a_field("address.city", "string"),
    a_field("address.street", "string", required=True),
)


def a_mapping(target: str, status: str, **more: object) -> Mapping:
    """Return a mapping into a target."""
    return Mapping(target=f"body.{target}", sources=("trigger:x",), status=status, confidence=0.5, **more)  # type: ignore[arg-type]


def test_guesses_in_a_part_that_cannot_be_sent_are_dropped_with_what_they_rest_on() -> None:
    """The proposal goes, and the table and the question that only it needed; a part that must be sent stays."""
    guess = a_mapping("team.visibility", "proposed", transform=Lookup(using="table:visibility"))
    filling = Filling(
        mappings=(guess, a_mapping("address.city", "proposed")),
        tables=(Table(id="visibility"),),
        questions=(Question(id="table_visibility", about="", text="?", fills="table:visibility"), Question(id="other", about="", text="?")),
    )
    left = without_half_filled(filling, FIELDS)
    assert left.targets == {"body.address.city"}
    assert left.tables == ()
    assert [question.id for question in left.questions] == ["other"]


def test_what_is_sure_stays_and_is_asked_about() -> None:
    """An accepted mapping in an optional part is worth the question for the rest of it."""
    filling = Filling(mappings=(a_mapping("team.visibility", "accepted"),))
    assert without_half_filled(filling, FIELDS) == filling


def test_a_part_that_its_document_completes_stays() -> None:
    """A required member with one value allowed costs nobody a question."""
    fields = tuple(a_field(f.path, *f.types, required=f.required, enum=("us",) if f.path == "team.owner" else ()) for f in FIELDS)
    filling = Filling(mappings=(a_mapping("team.visibility", "proposed"),))
    assert without_half_filled(filling, fields) == filling
