"""The words of a message."""

from __future__ import annotations

from typing import TYPE_CHECKING

from designer.model.brief import Wish
from designer.model.design import Trigger
from designer.model.spec import Field, SystemSpec
from designer.model.transform import Template
from designer.plan.offline.messages import fill_message
from designer.plan.offline.source import Source
from tests.builders import a_field

if TYPE_CHECKING:
    from designer.plan.offline.filling import Filling

CHAT = SystemSpec(name="Chat", id="chat")
WISH = Wish(text="When a deal is won in CRM, post a message to Chat.", when="a deal is won in CRM", line=3)


def message(*sources: Field, target: str = "text", filled: tuple[str, ...] = ()) -> Filling:
    """Return how the message of a call with one more field is filled."""
    source = Source(trigger=Trigger(kind="webhook"), fields=sources, record_id="trigger:id")
    return fill_message(WISH, source, CHAT, (a_field("channel"), a_field(target)), filled=filled)


def test_a_message_says_what_happened_to_which_record() -> None:
    """The brief's words and the record's title are proposed, and a person is asked."""
    filling = message(a_field("amount"), a_field("deal_name"))
    assert [(mapping.target, mapping.sources, mapping.transform) for mapping in filling.mappings] == [
        ("body.text", ("trigger:deal_name",), Template(text="A deal is won in CRM: {0}"))
    ]
    assert filling.mappings[0].status == "proposed"
    assert [question.text for question in filling.questions] == ["What shall the message in Chat say?"]


def test_a_record_without_a_title_is_named_by_its_id() -> None:
    """An id is better than nothing."""
    assert message(a_field("amount")).mappings[0].sources == ("trigger:id",)


def test_a_record_with_a_text_is_no_message() -> None:
    """A body with many mapped fields, or one whose text is mapped, is left as it is."""
    assert not message(a_field("name"), filled=("body.a", "body.b", "body.c")).mappings
    assert not message(a_field("name"), filled=("body.text",)).mappings
    assert not message(a_field("name"), target="colour").mappings
