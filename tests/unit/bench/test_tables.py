"""Tables of the report: bounds, differences, and what is told of nobody but the product."""

from __future__ import annotations

from collections import Counter
from types import SimpleNamespace
from typing import Any

from tests.unit.bench.invented import a_case, answer, proposal, told


def fields(**answers: Any) -> tuple[Any, list[Any]]:
    """Return what was measured of two cases, and these."""
    import measured

    cases = [SimpleNamespace(case=a_case(name, told=(told("name", {"label"}),))) for name in ("one", "two")]
    by_method = {method: {one.case.id: given for one in cases} for method, given in answers.items()}
    shape = {"known": cases, "held": (), "parts": (), "without": {}, "apart_from_held": 0, "why_no_coma": "no network"}
    return measured.Fields(answers=by_method, least={"exact name": 0.5, measured.COMA: 0.4}, **shape), cases


def test_a_baseline_has_no_kind_and_no_confidence() -> None:
    """It does not tell them; where COMA is absent, its row tells why."""
    import measured
    import tables

    right = answer({"name": ("label",)}, name=proposal("label"))
    found, cases = fields(**{measured.APART: right, measured.SHIPPED: right, "exact name": answer({"name": ("other", "label")})})
    lines = [[cell.strip() for cell in line.strip("| ").split("|")] for line in tables.field_table(found, cases).splitlines()[2:]]
    assert [line[0] for line in lines] == ["designer, cross-validated", "designer, as shipped", "exact name", "COMA (valentine)"]
    assert lines[0][1:5] == ["1.000 (1.00-1.00)"] * 4
    assert (lines[2][1], lines[2][2], lines[2][7]) == ("0.000 (0.00-0.00)", "1.000 (1.00-1.00)", "-")
    assert "no network" in lines[3]


def test_a_difference_is_of_the_same_cases() -> None:
    """What is the same in each case differs by nothing, however the cases are drawn."""
    import scores
    import tables

    known = [scores.Outcome(counts=Counter(pairs=2, first=number % 3), judged=()) for number in range(9)]
    row = tables.ablation_row("words", known, known)
    assert row[:2] == ["without words", "0.500, +0.000 (+0.000 to +0.000)"]
    assert tables.ablation_row("", known, known)[:2] == ["all features", "0.500"]
