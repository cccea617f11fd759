"""Which of the known fields a brief asks for: by the words of the brief and the document alone."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tests.unit.bench.evaluated import a_design, an_asked, perfect

BENCH = Path(__file__).resolve().parents[3] / "bench"


@pytest.fixture(autouse=True)
def _package(monkeypatch: pytest.MonkeyPatch) -> None:
    """Put the folder of the package on the path."""
    monkeypatch.syspath_prepend(str(BENCH))


@pytest.mark.parametrize(
    ("wanted", "left_out", "asked", "whole"),
    [
        (None, "City", 0.75, 0.75),
        (frozenset({"fullname", "mail"}), "City", 1.0, 0.75),
        (frozenset({"fullname", "mail"}), "Mail", 0.5, 0.75),
        (frozenset(), "City", None, 0.75),
        (frozenset({"kind"}), "City", None, 0.75),
    ],
)
def test_two_recalls_are_told(wanted: frozenset[str] | None, left_out: str, asked: float | None, whole: float) -> None:
    """What the brief does not ask for costs the second alone; a brief that asks for the whole record has both alike; constants are none."""
    from evaluation.judging import MEASURES, judged

    mappings = [one for one in perfect() if not one.target.endswith(left_out)]
    counts = judged(a_design(*mappings), replace(an_asked(), wanted=wanted))
    assert (MEASURES["recall, asked"](counts), MEASURES["recall"](counts)) == (asked, whole)


def test_a_wrong_source_is_no_recall_of_what_is_asked_for() -> None:
    """Filled from another field, an asked target is not found."""
    from evaluation.judging import judged

    mappings = [replace(one, sources=("read:person.phone",)) if one.target.endswith("Mail") else one for one in perfect()]
    assert judged(a_design(*mappings), replace(an_asked(), wanted=frozenset({"mail", "city"})))["wanted_right"] == 1


@pytest.mark.corpus
def test_each_phrase_stands_in_its_brief_and_means_known_targets(corpus: Path) -> None:
    """A phrase that no brief has, or a target of which the case tells nothing, is a mistake of the file."""
    from cases import normal
    from evaluation.asking import asked_case, asked_for

    assert corpus
    for name, phrases in asked_for().items():
        asked = asked_case(name)
        assert asked.known is not None
        assert asked.wanted is not None
        known = {one.target for one in asked.known.told}
        for phrase, targets in phrases.items():
            assert phrase in " ".join(asked.brief.split()), (name, phrase)
            assert {normal(one) for one in targets} <= known, (name, phrase)
        assert {normal(one) for targets in phrases.values() for one in targets} <= asked.wanted


@pytest.mark.corpus
def test_a_required_field_is_asked_for_without_a_phrase(corpus: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The call cannot be made without it."""
    from cases import normal
    from evaluation import asking

    assert corpus
    monkeypatch.setattr(asking, "asked_for", lambda: {"zendesk-ticket-to-jira-issue": {}})
    asked = asking.asked_case("zendesk-ticket-to-jira-issue")
    assert asked.known is not None
    assert asked.wanted == {normal(field.path) for field in asked.known.targets if field.required} != set()
