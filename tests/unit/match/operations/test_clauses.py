"""What the words of one clause are in it."""

from __future__ import annotations

import pytest

from designer.match.operations.clauses import stresses
from designer.match.operations.wording import asked
from designer.names.text import singular, words


def parts(clause: str) -> dict[str, str]:
    """Return what each word of a clause is that is something."""
    told = tuple(singular(word) for word in words(clause))
    return {word: one.part for word, one in zip(told, stresses(told), strict=True) if one.part}


@pytest.mark.parametrize(
    ("clause", "made", "place"),
    [
        ("put the file into the folder", "file", "folder"),
        ("a task is created in our project", "task", "project"),
        ("add them to the team", "", "team"),
    ],
)
def test_what_is_made_and_where_it_is_put(clause: str, made: str, place: str) -> None:
    """The object of a verb is made, what stands behind `into` is a place."""
    found = parts(clause)
    assert [word for word, part in found.items() if part == "made"] == ([made] if made else [])
    assert [word for word, part in found.items() if part == "place"] == [place]


def test_what_is_moved_becomes_what_it_is_moved_to() -> None:
    """`Copy orders to invoices` makes invoices: they are no place."""
    assert parts("copy the orders to invoices")["invoice"] == "made"


def test_what_shall_not_be_done_is_not_asked_for() -> None:
    """The verb of a denied clause is none of the brief's."""
    assert "delete" not in asked("Disable the user, do not delete it", system="Boxly", others=[]).verbs


def test_a_field_that_is_set_changes_a_record() -> None:
    """Who writes an end date changes the record that has one."""
    verbs = asked("write the end date", system="Pagely", others=[]).verbs
    assert "update" in verbs
    assert "create" not in verbs


def test_a_pronoun_stands_for_the_other_side_s_record() -> None:
    """`Copy them` asks for what the sentence before is about."""
    text = "copy them to Closely"
    with_it = asked(text, system="Closely", others=["Keepit"], side="target", beside=f"The notes in Keepit must not get lost: {text}.")
    assert with_it.said["note"] > asked(text, system="Closely", others=["Keepit"], side="target").said.get("note", 0.0)


def test_a_rhythm_is_heard() -> None:
    """`Every Friday` is a schedule, `every order` is none."""
    assert asked("Every Friday evening copy the orders", system="Shop", others=[]).is_scheduled
    assert not asked("Copy every order", system="Shop", others=[]).is_scheduled
