"""Planted defects: every kind at least once, each found by a code that its meaning calls for; the tools of planting themselves."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

BENCH = Path(__file__).resolve().parents[3] / "bench"
ABSENT = {
    "source_only_on_request": "no design of ours reads a list whose fields must be asked for",
}
"""Kinds that no design of the checkout has a place for, and why."""


@pytest.fixture(autouse=True)
def _package(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Put the folder of the package on the path; look for no corpus."""
    monkeypatch.syspath_prepend(str(BENCH))
    monkeypatch.setenv("DESIGNER_CORPUS", str(tmp_path / "none"))


@pytest.fixture(scope="session")
def grounds() -> list[Any]:
    """Return the designs of the checkout, opened once."""
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(BENCH))
        from mutants import grounds, kinds  # noqa: F401 - loading the kinds registers them

        return [grounds.opened(one) for one in grounds.found() if one.origin == "example" or one.path.name == "design.yaml"]


def first_of(kind: Any, grounds: list[Any]) -> Any:
    """Return the first design that has a place for a kind, with one mutant; none if no design has one."""
    from mutants.judging import sampled

    return next(((ground, mutant) for ground in grounds for mutant in sampled(kind, ground, 1)), None)


def test_every_kind_is_planted_and_found(grounds: list[Any]) -> None:
    """A rule that goes blind fails here: one mutant of each kind, told by a right code."""
    from mutants import judging, nouns

    planted = {name: first_of(kind, grounds) for name, kind in nouns.KINDS.items()}
    assert {name for name, one in planted.items() if one is None} == set(ABSENT)
    verdicts = [judging.judged(nouns.KINDS[name], *one) for name, one in planted.items() if one]
    missed = [f"{one.kind}: {one.ground} {one.where} {one.note} said {one.said} {one.crash}" for one in verdicts if not one.by_code]
    assert missed == []


def test_every_change_of_a_document_is_told(grounds: list[Any]) -> None:
    """Each kind of drift that touches a design is told of, and none that touches nothing."""
    from mutants import documents, drifts, judging

    with ExitStack() as opened:
        cuts = [opened.enter_context(documents.cut(ground)) for ground in grounds]
        planted = {name: first_of(one, cuts) for name, one in drifts.DRIFTS.items()}
        assert [name for name, one in planted.items() if one is None] == []
        assert [name for name, one in planted.items() if one and not judging.drifted(drifts.DRIFTS[name], *one, 1).by_code] == []
        assert [alarm for _, alarm in judging.drift_alarms(cuts[-1], most=1) if alarm] == []


def test_harmless_changes_are_not_told(grounds: list[Any]) -> None:
    """Nothing louder than a note is said of a change that leaves a good design good."""
    from mutants import harmless, judging

    made = {name: first_of(kind, grounds) for name, kind in harmless.HARMLESS.items()}
    assert [name for name, one in made.items() if one is None] == []
    assert [alarm for name, one in made.items() if one and (alarm := judging.alarmed(name, *one))] == []


def test_designs_by_hand_have_no_error(grounds: list[Any]) -> None:
    """They are good: what is planted is the first fault in them."""
    assert [(one.name, finding.code) for one in grounds for finding in one.report.findings if finding.severity == "error"] == []


def test_a_change_is_made_on_a_copy() -> None:
    """Values are set, dropped and added by place, and the plain form stays as it was."""
    from mutants.changing import put
    from mutants.nouns import DROPPED

    plain = {"flows": [{"id": "a"}, {"id": "b"}]}
    assert put(plain, ("flows", 1, "id"), "c") == {"flows": [{"id": "a"}, {"id": "c"}]}
    assert put(plain, ("flows", 0), DROPPED) == {"flows": [{"id": "b"}]}
    assert put(plain, ("flows", 2, "id"), "new") == {"flows": [{"id": "a"}, {"id": "b"}, {"id": "new"}]}
    assert put(plain, ("links", 0, "id"), "link") == {**plain, "links": [{"id": "link"}]}
    assert plain == {"flows": [{"id": "a"}, {"id": "b"}]}


@pytest.mark.parametrize(
    ("told", "planted", "expected"),
    [
        ("$.flows[0].steps[1]", "$.flows[0].steps[1].mappings[2]", True),
        ("$.flows[0].steps[1].mappings[2].target", "$.flows[0].steps[1].mappings[2]", True),
        ("$.flows[0].steps[1].mappings[20]", "$.flows[0].steps[1].mappings[2]", False),
        ("$.flows", "$.flows[0].steps[1]", False),
        ("$", "$", True),
    ],
)
def test_a_place_is_met_at_below_or_above(told: str, planted: str, *, expected: bool) -> None:
    """A whole section is no place, and one number is not the beginning of another."""
    from mutants.judging import meets

    assert meets(told, planted) is expected


def test_names_are_misspelt_and_respelt() -> None:
    """What is misspelt is another name; what is respelt is the same in the other habit."""
    from mutants.ground import misspelt, misspelt_path, respelt

    assert (misspelt("email"), misspelt("aaa"), misspelt_path("a.emails[].value")) == ("emial", "aaaa", "a.emails[].vaule")
    assert (respelt("first_name"), respelt("firstName")) == ("firstName", "first_name")


def test_the_same_mutants_are_taken_each_time(grounds: list[Any]) -> None:
    """Which places are tried depends on nothing but the design."""
    from mutants.judging import sampled
    from mutants.nouns import KINDS

    ground = next(one for one in grounds if one.name == "orders-to-books")
    once, again = (sampled(KINDS["source_misspelt"], ground, 3) for _ in range(2))
    assert once == again
    assert len(once) == 3


def test_the_report_names_survivors_and_counts_alarms() -> None:
    """What is missed stands in it by kind, design and place; a pipe breaks no table."""
    from collections import Counter

    from mutants import judging, report, running

    missed = judging.Verdict(
        kind="source_misspelt", ground="one", where="$.flows[0]", note="a|b", said=(), by_code=False, in_place=False, severity=""
    )
    alarm = judging.FalseAlarm(change="alert_added", ground="one", where="$.policies", note="", said=("OP201 error",))
    outcome = running.Outcome(name="one", origin="example", verdicts=(missed,), harmless=Counter(alert_added=2), alarms=(alarm,))
    text = report.report([outcome], {}, without_corpus=True)
    assert "| source misspelt | one | `$.flows[0]` | `a\\|b` | nothing |" in text
    assert "| One more person is told when something goes wrong. | 2 | 1 |" in text
    assert "No corpus" in text
    assert "faults 0 of 1 (0.0 %)" in report.figures([outcome])
