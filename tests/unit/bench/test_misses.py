"""Misses: what is wrong of a case, of which class it is, and which cases are worst."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from designer.match.fields.ranking import compare
from designer.model.spec import Field
from tests.unit.bench.invented import a_case, answer, proposal, told

SOURCES = ("billing.city", "shipping.city", "id", "title", "home_phone", "mobile_phone", "surname", "billing.zip")
TARGETS = ("shipping_city", "external_id", "label", "mobile", "city", "phone")


def compared(*known: Any) -> Any:
    """Return a case with its fields compared."""
    fields = [tuple(Field(path=path, types=("string",)) for path in paths) for paths in (SOURCES, TARGETS)]
    return SimpleNamespace(case=a_case(told=known), pairs=compare(*fields, ("", "")))


def kind(target: str, right: str, first: str) -> str:
    """Return the class of one error."""
    import misses

    one = told(target, {right})
    found: str = misses.kind_of(compared(one), one, first)
    return found


@pytest.mark.parametrize(
    ("target", "right", "first", "expected"),
    [
        ("shipping_city", "shipping.city", "billing.city", "right leaf, wrong parallel block"),
        ("external_id", "id", "title", "identifier or reference"),
        ("label", "surname", "title", "no word in common"),
        ("mobile", "mobile_phone", "home_phone", "wrong variant of the same concept"),
        ("city", "not.there", "billing.city", "source not among the fields that can be read"),
        ("label", "title", "", "nothing compared"),
        ("gone", "title", "id", "target not among the fields that can be written"),
    ],
)
def test_an_error_is_told_by_its_class(target: str, right: str, first: str, expected: str) -> None:
    """Names, places and kinds of the three fields tell it."""
    assert kind(target, right, first) == expected


def test_what_is_right_but_not_proposed_is_a_miss_too() -> None:
    """The first source alone is not enough; a right proposal whose source stands first is no miss."""
    import misses

    one = compared(told("label", {"title"}), told("phone", {"home_phone"}), told("city", {"billing.city"}, doubtful=True))
    given = answer({"label": ("title",), "phone": ("home_phone",)}, phone=proposal("home_phone"))
    found = misses.misses(one, given)
    assert [(miss.target, miss.kind) for miss in found.misses] == [("label", "first, but too unsure to propose")]
    assert (found.pairs, found.share) == (2, 0.5)


def test_the_worst_cases_come_first_and_tiny_ones_not_at_all() -> None:
    """By the share that is wrong, then by how many are."""
    import misses

    miss = misses.Miss(target="a", right=(), first="", proposal=None, kind="other")
    poor = [
        misses.Poor(case=name, pairs=pairs, misses=(miss,) * wrong)
        for name, pairs, wrong in (("a", 10, 2), ("b", 4, 2), ("c", 2, 2), ("d", 8, 0))
    ]
    assert [one.case for one in misses.worst(poor)] == ["b", "a"]


def test_accepted_extras_and_filled_decoys_are_to_be_read() -> None:
    """A told target, an unsure extra and a decoy that is barely filled are not."""
    import misses

    one = compared(told("label", {"title"}))
    one.case = a_case(told=one.case.told, decoys=frozenset({"key", "token"}))
    given = answer(
        label=proposal("id"), a=proposal("id"), b=proposal("id", sure=0.5), key=proposal("id", sure=0.4), token=proposal("id", sure=0.2)
    )
    assert [(found.target, found.is_decoy) for found in misses.to_read(one, given)] == [("a", False), ("key", True)]
