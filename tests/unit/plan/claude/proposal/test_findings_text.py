"""Findings for a model: worst first, alike together, what is left to do last."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from designer.model.design import Auth, Design, Flow, Mapping, Step, System, Trigger
from designer.model.finding import Finding, Fix, Repaired, Report
from designer.plan.claude.proposal.findings import findings_text, known_findings, left_to_do
from designer.plan.claude.proposal.fixed import is_fixed_place

if TYPE_CHECKING:
    from designer.model.finding import Severity

NOTHING_LEFT = "nothing is left to fix."
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


def test_alike_ones_are_told_once_with_their_places() -> None:
    """What their messages name beside the place is told too; of warnings no more than some places, of all a number of findings."""
    found = tuple(finding("A1", "error", mapping(number)) for number in range(60))
    named = (
        replace(finding("A2", "warning", mapping(1)), message="`trigger:a` is a date."),
        replace(finding("A2", "warning", mapping(2)), message="`trigger:b` is a date."),
    )
    text = findings_text(DESIGN, Report(findings=found), most=30)
    assert text.count("A1 is wrong") == 1
    assert text.count("mappings[target=") == 30
    assert "and 30 more: A1 x30." in text
    warned = findings_text(DESIGN, Report(findings=tuple(replace(one, severity="warning") for one in found)), most=30)
    assert warned.count("mappings[target=") == 9
    assert "mappings[target=body.f8] and 21 more\n" in warned
    assert "  and alike: $.flows[id=f].steps[id=s].mappings[target=body.f2] (`trigger:b`)\n" in findings_text(
        DESIGN, Report(findings=named)
    )


def test_what_was_told_before_is_told_by_its_place() -> None:
    """Errors are told in full each time; warnings and open points once."""
    first = (finding("A1", "error"), finding("W1", "warning", mapping(1)), finding("O1", "open", mapping(2)), finding("U1", "unverified"))
    before = Report(findings=first)
    after = Report(findings=(*before.findings, finding("W2", "warning", mapping(3)), finding("O2", "open", mapping(4))))
    lines = findings_text(DESIGN, after, known=known_findings(DESIGN, before)).splitlines()
    place = "$.flows[id=f].steps[id=s].mappings[target=body.f"
    assert "unverified" not in "".join(lines)
    assert lines[:4] == [
        "error A1 $.flows[id=f]: A1 is wrong.",
        f"warning W2 {place}3]: W2 is wrong.",
        f"warnings as before: W1 {place}1]",
        f"for a person: 2 open points, a Question asks for each (1 as before): O2 {place}4]",
    ]


def test_another_filling_than_the_matchers_asks_nothing_of_the_model() -> None:
    """Neither a status nor the matcher's source is offered; a reason is asked for only where none is given."""
    steps = (Step(id="s", mappings=(replace(MAPPINGS[0], reason="The contact's own."), MAPPINGS[1])),)
    design = replace(DESIGN, flows=(replace(DESIGN.flows[0], steps=steps),))
    fix = Fix(where=f"{mapping(0)}.sources", words="take `trigger:y`", value=["trigger:y"], certain=False)
    told = Finding(code="MAP323", severity="warning", where=mapping(0), message="Set `status: accepted` if that is right.", fix=fix)
    text = findings_text(design, Report(findings=(told,)))
    place = "$.flows[id=f].steps[id=s].mappings[target=body.f0]"
    assert text.splitlines() == [
        f"for a person, no fault of yours: 1 filled otherwise than the offline matcher would: {place}",
        f"[designer] 0 errors, 0 open points, 1 warning (1 for a person: MAP323): {NOTHING_LEFT}",
    ]
    both = findings_text(design, Report(findings=(told, replace(told, where=mapping(1)))))
    assert "  still without a `reason` by which that person could decide: $.flows[id=f].steps[id=s].mappings[target=body.f1]\n" in both
    assert "2 warnings (2 for a person: MAP323): nothing is left" in both


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
    assert text.endswith("0 errors, 1 open point, 0 warnings: nothing is left to fix.")


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
    assert "0 errors, 0 open points, 1 warning: fix the warnings that are right" in left_to_do(Report(findings=(finding("W1", "warning"),)))


@pytest.mark.parametrize(
    ("where", "is_fixed"),
    [
        ("$.systems[0]", True),
        ("$.systems[1].descriptions[0].sha256", True),
        ("$.systems[0].auth.scopes[2]", True),
        ("$.systems[0].auth.scheme", False),
        ("$.version", True),
        ("$.flows[0].trigger.origin", True),
        ("$.flows[0].trigger.event", False),
        ("$.flows[0].steps[0].mappings[1].confidence", False),
        ("$.settings[0].environment", True),
        ("$.settings[0]", False),
        ("$.narrative.troubles[0].cause", False),
        ("", False),
        ("no place at all", False),
    ],
)
def test_where_no_reply_changes_anything(where: str, *, is_fixed: bool) -> None:
    """What the documents say of a system, and what is worked out; a warning there asks nothing of the model."""
    assert is_fixed_place(where) is is_fixed
    last = left_to_do(Report(findings=(finding("W1", "warning", where),)))
    assert ("nothing is left to fix" in last) is is_fixed
    assert ("fix the warnings that are right" in last) is not is_fixed
