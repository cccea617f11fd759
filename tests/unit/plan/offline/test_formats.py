"""The format that a brief names, beside that of the documents."""

from __future__ import annotations

from designer.model.brief import Brief
from designer.model.design import Flow, Step, System, Trigger
from designer.plan.offline.formats import format_questions, format_reasons

SYSTEMS = (System(id="crm", name="CRM"),)


def a_flow(media_type: str) -> Flow:
    """Return a flow that writes in a format."""
    return Flow(
        id="one", trigger=Trigger(kind="manual"), steps=(Step(id="write", system="crm", operation="POST /contacts", media_type=media_type),)
    )


def test_a_format_that_the_document_takes_is_a_reason() -> None:
    """The reason names the brief's words and the media type."""
    brief = Brief(name="x", data_format="JSON, dates as ISO 8601")
    assert format_reasons(brief, (a_flow("application/json"),)) == (
        "the brief says of the data “JSON, dates as ISO 8601”, and the documents take application/json",
    )
    assert format_questions(brief, (a_flow("application/json"),), SYSTEMS) == ()


def test_a_format_that_no_document_takes_is_a_question() -> None:
    """It tells what is used until it is answered."""
    brief = Brief(name="x", data_format="XML")
    (question,) = format_questions(brief, (a_flow("application/vnd.api+json"),), SYSTEMS)
    assert question.text == "The brief names XML: is CRM to be sent application/vnd.api+json, as its document says?"
    assert format_reasons(brief, (a_flow("application/vnd.api+json"),)) == ()


def test_a_brief_without_a_format_says_nothing() -> None:
    """Neither reason nor question."""
    brief = Brief(name="x")
    assert format_reasons(brief, (a_flow("application/json"),)) == ()
    assert format_questions(brief, (a_flow("application/json"),), SYSTEMS) == ()
