"""Each sentence of a brief beside a design: what came of it, and what of it asks for something that is not there."""

from __future__ import annotations

from dataclasses import replace

import pytest

from designer.brief.account import account_of, with_brief_use
from designer.brief.read import read_brief
from designer.model.brief import Brief
from designer.model.design import (
    Alert,
    AllOf,
    Comparison,
    Condition,
    Design,
    Flow,
    Idempotency,
    Mapping,
    Policies,
    Step,
    System,
    Trigger,
)
from designer.model.question import Question
from designer.model.transform import Coalesce, Constant, Template

WISH = "When an incident is opened in Pager, create a ticket in Desk."
DESIGN = Design(
    name="pager-to-desk",
    style="api",
    systems=(System(id="pager", name="Pager"), System(id="desk", name="Desk")),
    flows=(
        Flow(
            id="pager_incident_to_desk",
            trigger=Trigger(
                kind="webhook",
                system="pager",
                event="incident.opened",
                condition=Condition(any=(AllOf(all=(Comparison(source="trigger:urgency", op="equals", values=("high",)),)),)),
            ),
            steps=(
                Step(
                    id="write_ticket",
                    system="desk",
                    operation="POST /tickets",
                    semantics="create",
                    idempotency=Idempotency(kind="header", header="Key"),
                    mappings=(
                        Mapping(target="body.subject", sources=("trigger:title",), transform=Template(text="[INC] {0}")),
                        Mapping(target="body.text", sources=("trigger:summary", "trigger:title"), transform=Coalesce()),
                        Mapping(target="body.type", transform=Constant(value="bug")),
                    ),
                ),
            ),
        ),
    ),
    policies=Policies(
        volume_per_day=15, max_delay_seconds=60, attempts=34, longest_delay_seconds=900, alerts=(Alert(when="dead", to="sre@acme.example"),)
    ),
    questions=(
        Question(
            id="board", about="Desk: body.board_id", text="Which value shall POST /tickets send as board_id to Desk?", fills="setting:board"
        ),
    ),
)


def unused(*sentences: str) -> list[str]:
    """Return the parts of a brief of which nothing came."""
    return [text for one in account_of(read_brief(" ".join((WISH, *sentences))), DESIGN) for text in one.unused]


@pytest.mark.parametrize(
    "sentence",
    [
        "Only high urgency.",
        'Prefix the subject with "[INC]".',
        "No summary? Use the title.",
        "The type must be bug.",
        "If Desk is down, try again for six hours, then mail sre@acme.example.",
        "An incident must never become a second ticket.",
        "It should be there in a minute.",
        "No phone numbers please.",
    ],
)
def test_what_the_design_holds_is_used(sentence: str) -> None:
    """Conditions, texts, fallbacks, spans, addresses, guards and delays are found in the design."""
    assert unused(sentence) == []


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("Only low urgency.", "Only low urgency"),
        ("Not for contractors.", "Not for contractors"),
        ('Prefix the subject with "[OPS]".', 'Prefix the subject with "[OPS]"'),
        ("If the reporter is missing, use the manager.", "If the reporter is missing, use the manager"),
        ("If Desk is down, try again for three days.", "If Desk is down, try again for three days"),
        ("Errors go to boss@acme.example.", "Errors go to boss@acme.example"),
        ('Put it in the state "Triage".', 'Put it in the state "Triage"'),
        ("If the incident is closed, add a comment with the cause.", "If the incident is closed, add a comment with the cause"),
        ("Deals from the pipeline Internal stay out.", "Deals from the pipeline Internal stay out"),
    ],
)
def test_what_it_does_not_hold_is_told(sentence: str, told: str) -> None:
    """A sentence that shares a word with the design is not yet held by it: the exact thing must be there."""
    assert unused(sentence) == [told]


@pytest.mark.parametrize(
    "sentence",
    [
        "Hi all, thanks for your help!",
        "Our on-call works in Pager and support in Desk.",
        "Today somebody copies each incident by hand.",
        "We have an API key for both.",
        "Nothing else is in scope.",
        "I don't mind which tool.",
    ],
)
def test_what_asks_for_nothing_is_never_told(sentence: str) -> None:
    """Greetings, descriptions and what is out of scope ask for nothing."""
    later = [one for one in account_of(read_brief(f"{WISH}\n\n{sentence}"), DESIGN) if one.line == 3]
    assert not [one for one in later if one.asks or one.unused]


def test_nothing_is_used_without_a_fact() -> None:
    """A part that asks for something has a fact, or it is told; an empty design holds nothing."""
    empty = Design(name="empty", style="api")
    for one in account_of(read_brief(f"{WISH} Only high urgency. Use the title as subject. Retry for six hours."), empty):
        assert one.asks == len(one.unused)
        assert not one.facts


def test_the_design_keeps_what_is_not_used() -> None:
    """The count and the parts with their lines go into the design; lines that the reader refused are among them."""
    brief = read_brief(f"{WISH}\n\nNot for contractors.\n\n## Field mapping\n\n- title -> subject -> text\n")
    design = with_brief_use(DESIGN, brief)
    assert [(one.line, one.text) for one in design.brief.unused] == [(3, "Not for contractors"), (7, "- title -> subject -> text")]
    assert design.brief.parts >= 3
    assert replace(design, brief=DESIGN.brief) == DESIGN


def test_a_value_asked_for_is_accounted_for() -> None:
    """Where a question waits for what the brief names, the question is the fact; a name that nothing holds is told."""
    brief = Brief(name="x", text=f"{WISH}\n\nPut it on the board Operations.")
    assert [one.unused for one in account_of(brief, DESIGN) if one.line == 3] == [("Put it on the board Operations",)]
    asked = Question(id="board", about="Desk: body.board_id", text="Which board_id is the board “Operations”?", fills="setting:board")
    (account,) = [one for one in account_of(brief, replace(DESIGN, questions=(asked,))) if one.line == 3]
    assert not account.unused
    assert account.facts[0].startswith("asked: ")
