"""Findings for a model: worst first, alike together, what is left to do last."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from designer.model.design import Auth, Design, Flow, Mapping, Step, System, Trigger
from designer.model.finding import Finding, Fix, Repaired, Report
from designer.plan.claude.proposal.findings import findings_text, left_to_do

if TYPE_CHECKING:
    from designer.model.finding import Severity

MAPPINGS = tuple(Mapping(target=f"body.f{number}") for number in range(60))
DESIGN = Design(
    name="x",
    style="api",
    systems=(System(id="shop", name="Shop", auth=Auth()),),
    flows=(Flow(id="f", trigger=Trigger(kind="manual"), steps=(Step(id="s", mappings=MAPPINGS),)),),
)


def finding(code: str, severity: Severity, where: str = "$.flows[0]", **others: Any) -> Finding:
    """Return a finding."""
    return Finding(code=code, severity=severity, where=where, message=f"{code} is wrong.", **others)


def mapping(number: int) -> str:
    """Return the place of a mapping."""
    return f"$.flows[0].steps[0].mappings[{number}]"


def test_errors_come_first_with_places_to_paste() -> None:
    """Places have names; `info` is not told."""
    report = Report(findings=(finding("A1", "warning"), finding("B1", "error", mapping(2)), finding("C1", "info")))
    lines = findings_text(DESIGN, report).splitlines()
    assert lines[0] == "error B1 $.flows[id=f].steps[id=s].mappings[target=body.f2]: B1 is wrong."
    assert lines[1].startswith("warning A1 $.flows[id=f]:")
    assert "C1" not in "".join(lines)


def test_alike_ones_are_told_together() -> None:
    """From the fourth of a rule on only the places are told, and no more than a number of findings."""
    report = Report(findings=tuple(finding("A1", "error", mapping(number)) for number in range(60)))
    text = findings_text(DESIGN, report, most=10)
    assert text.count("A1 is wrong") == 3
    assert text.count("mappings[target=") == 10
    assert "and 50 more: A1 x50." in text


def test_a_fix_is_a_patch() -> None:
    """What the check offers can be sent as it stands."""
    fix = Fix(where=mapping(1), words="Take it out.", remove=True, certain=False)
    text = findings_text(DESIGN, Report(findings=(finding("A1", "error", mapping(1), fix=fix),)))
    assert 'Fix: Take it out. {"op": "remove", "at": "$.flows[id=f].steps[id=s].mappings[target=body.f1]"}' in text


def test_what_was_mended_is_told() -> None:
    """The model must know what is no longer as it wrote it."""
    report = Report(repaired=(Repaired(code="A1", where="$.x", words="Slash taken away.", place="system shop"),))
    assert "mended here: system shop: Slash taken away. (A1)" in findings_text(DESIGN, report)


def test_open_and_unverified_are_counted() -> None:
    """Open points with their places, the rest by rule."""
    report = Report(findings=(finding("O1", "open"), finding("U1", "unverified"), finding("U1", "unverified", mapping(0))))
    text = findings_text(DESIGN, report)
    assert "O1 $.flows[id=f]" in text
    assert "U1 x2" in text
    assert text.endswith("0 errors, 0 warnings, 1 open point: nothing is left to fix; end your turn unless the brief asks for more.")


def test_the_last_line_says_what_to_do() -> None:
    """Errors are to be fixed, unless they stand where nothing can be changed."""
    error = finding("A1", "error")
    assert "fix the errors" in left_to_do(Report(findings=(error,)))
    fixed = finding("A2", "error", "$.systems[0].base_url")
    assert "you can change nothing" in left_to_do(Report(findings=(fixed,)))
    assert "fix the errors" in left_to_do(Report(findings=(fixed, error)))
    assert "(not yours to change)" in findings_text(DESIGN, Report(findings=(fixed,)))
    scheme = replace(fixed, where="$.systems[0].auth.scheme")
    assert "fix the errors" in left_to_do(Report(findings=(scheme,)))
    assert "1 warning, 0 open points: fix the warnings that you can" in left_to_do(Report(findings=(finding("W1", "warning"),)))
