"""A wish whose sentence names no system, or that no rule reads: the clauses around it tell where it goes, and it is asked."""

from __future__ import annotations

import pytest

from designer.brief.read import read_brief
from designer.model.brief import SystemRef


@pytest.mark.parametrize(
    ("text", "source", "target"),
    [
        ("Guests leave ratings in Glide. Hosts live in Tessel; copy each rating under the stay.", "Glide", "Tessel"),
        ("Glide only pays us once they know the number. It is on the Tessel order after packing; hand it over.", "Tessel", "Glide"),
        ("A fuse blows in Tessel? Hang a slip on the cabinet in Glide.", "Tessel", "Glide"),
        ("Please see that the numbers our receptionists mend in Tessel find their way to Glide.", "Tessel", "Glide"),
    ],
)
def test_a_brief_between_two_systems_always_has_a_wish(text: str, source: str, target: str) -> None:
    """Whatever happens comes from where it happens, and goes to where people work or wait for it."""
    brief = read_brief(text, systems=[SystemRef(name="Glide"), SystemRef(name="Tessel")])
    assert [(wish.source, wish.target) for wish in brief.wishes] == [(source, target)]
    asked = [question for question in brief.questions if question.id.startswith("direction_")]
    assert [question.candidates[0] for question in asked] == [f"from {source} to {target}"]


def test_what_was_told_first_starts_the_wish() -> None:
    """An order about `it` means what the sentence before tells of the source."""
    brief = read_brief(
        "Glide only pays us once they know the number. It is on the Tessel order after packing; hand it over.",
        systems=[SystemRef(name="Glide"), SystemRef(name="Tessel")],
    )
    assert brief.wishes[0].when == "It is on the Tessel order after packing"


def test_what_is_only_looked_up_is_read() -> None:
    """A system in which something is looked up is the source, though the other one was named first."""
    brief = read_brief(
        "Urgent tickets in Glide should land with whoever is on duty. Look up in Tessel who that is.",
        systems=[SystemRef(name="Glide"), SystemRef(name="Tessel")],
    )
    assert [(wish.source, wish.target) for wish in brief.wishes] == [("Tessel", "Glide")]


def test_a_text_that_asks_for_nothing_has_no_wish() -> None:
    """Where two systems are only told of, nothing is made up."""
    brief = read_brief("Sales works in Glide. Support works in Tessel.", systems=[SystemRef(name="Glide"), SystemRef(name="Tessel")])
    assert brief.wishes == ()


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("HR keys a resignation into Glide. Payroll is in Tessel and must know the date.", "HR keys a resignation into Glide"),
        ("Dealers are approved in Glide. Such a dealer should get a login for the Tessel shop.", "Dealers are approved in Glide"),
        ("A letter comes back to Glide. In Tessel, please write a remark into the file.", "A letter comes back to Glide"),
    ],
)
def test_what_happens_before_starts_the_wish(text: str, when: str) -> None:
    """A sentence that only names the target is started by the one before it, that tells what happens in the source."""
    (wish,) = read_brief(text, systems=[SystemRef(name="Glide"), SystemRef(name="Tessel")]).wishes
    assert (wish.source, wish.target) == ("Glide", "Tessel")
    assert wish.when == when
