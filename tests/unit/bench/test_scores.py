"""Scores: what counts as right, what is punished, and what is only counted."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest

from tests.unit.bench.invented import a_case, answer, proposal, told


def counted(case: Any, given: Any) -> Any:
    """Return the counts of a case."""
    import scores

    return scores.outcome(case, given).counts


def measured(measure: str, *judged: tuple[float, bool], **counts: int) -> float:
    """Return a figure of an outcome with these counts."""
    import scores

    found: float = scores.MEASURES[measure](scores.Outcome(counts=Counter(counts), judged=judged))
    return found


def test_the_first_right_source_counts_by_its_rank() -> None:
    """Second is not first, but among five; sixth is neither; an alternate is as good."""
    case = a_case(told=(told("name", {"label"}, {"title"}), told("mail", {"email"}), told("phone", {"tel"})))
    ranked = {"name": ("title",), "mail": ("mailing", "email"), "phone": ("a", "b", "c", "d", "e", "tel")}
    found = counted(case, answer(ranked))
    assert (found["pairs"], found["first"], found["first_five"]) == (3, 1, 2)


def test_the_whole_set_of_sources_must_be_right() -> None:
    """One part of a concatenation is wrong, and so is a part too many; a set that is told as an alternate is right."""
    case = a_case(told=(told("name", {"first", "last"}, {"full"}),))
    for sources, right in ((("first",), 0), (("first", "last"), 1), (("first", "last", "title"), 0), (("full",), 1)):
        assert counted(case, answer(name=proposal(*sources)))["right"] == right


def test_what_judges_doubt_is_not_scored_and_no_extra() -> None:
    """A doubtful pair counts nowhere."""
    case = a_case(told=(told("name", {"label"}, doubtful=True),))
    found = counted(case, answer({"name": ("label",)}, name=proposal("other")))
    assert (found["pairs"], found["proposed"], found["extras"]) == (0, 0, 0)


def test_an_extra_is_counted_but_lowers_nothing() -> None:
    """A proposal for a target of which nothing is told is apart from precision; one for a decoy is counted as filled."""
    case = a_case(told=(told("name", {"label"}),), decoys=frozenset({"id", "key", "token"}))
    given = answer(
        {"name": ("label",)}, name=proposal("label"), note=proposal("text", sure=0.5), id=proposal("no"), key=proposal("no", sure=0.2)
    )
    found = counted(case, given)
    assert (found["extras"], found["extras_accepted"], found["decoys"], found["decoys_filled"]) == (3, 1, 3, 1)
    assert (found["proposed"], found["right"]) == (1, 1)


@pytest.mark.parametrize(("value", "constant", "right"), [("USD", "USD", 1), ("EUR", "USD", 0), ("EUR", None, 1)])
def test_a_constant_is_right_with_the_value_that_the_case_knows(value: str, constant: str | None, right: int) -> None:
    """Where the case knows no value, any constant is right; a source is never."""
    case = a_case(told=(told("currency", kind="const", constant=constant),))
    found = counted(case, answer(currency=proposal(transform="constant", value=value)))
    assert (found["constants"], found["constants_right"], found["pairs"]) == (1, right, 0)
    assert counted(case, answer(currency=proposal("money", value=value)))["constants_right"] == 0


def test_the_kind_of_a_transform_counts_where_the_source_is_right() -> None:
    """A date that is only copied is of another kind; of a wrong source no kind is asked."""
    case = a_case(told=(told("created", {"made"}, kind="format"), told("name", {"label"}, kind="rename"), told("city", {"town"})))
    given = answer(created=proposal("made"), name=proposal("label"), city=proposal("state"))
    found = counted(case, given)
    assert (found["right"], found["kind_right"]) == (2, 1)


def test_proposing_everything_does_not_pay() -> None:
    """Every wrong proposal for a told target lowers F1, every missing one too."""
    assert measured("F1", pairs=10, proposed=10, right=5) == pytest.approx(0.5)
    assert measured("F1", pairs=10, proposed=5, right=5) == pytest.approx(2 / 3)
    assert measured("F1") == 0.0


def test_precision_at_half_looks_at_the_surest_half_of_the_pairs() -> None:
    """The unsure half does not count; proposals of one confidence count by their share; what is missing counts as wrong."""
    assert measured("precision at half", (0.9, True), (0.8, True), (0.5, False), pairs=4) == 1.0
    assert measured("precision at half", (0.9, True), (0.8, True), (0.8, False), pairs=4) == 0.75
    assert measured("precision at half", (0.9, True), pairs=4) == 0.5


def test_outcomes_of_cases_add_up() -> None:
    """Figures of many cases are of all their pairs, not means of cases."""
    import scores

    case = a_case(told=(told("name", {"label"}),))
    both = scores.together([scores.outcome(case, answer({"name": ("label",)})), scores.outcome(case, answer({}))])
    assert (both.counts["cases"], scores.MEASURES["R@1"](both)) == (2, 0.5)


def test_paths_are_compared_without_quotes_capitals_and_outer_lists() -> None:
    """A quoted key without a dot is the key; one with a dot keeps its quotes."""
    import cases

    assert [cases.normal(path) for path in (' a."B c".D[]', 'x."y.z"', "lines[].id")] == ["a.b c.d", 'x."y.z"', "lines[].id"]
