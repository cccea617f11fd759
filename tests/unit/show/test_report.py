"""Findings and questions as a person reads them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from designer.model.design import Setting
from designer.model.finding import Finding, Fix, Report, SpecPlace, Waived
from designer.model.question import Question
from designer.show.report import count_line, question_lines, report_lines
from tests.unit.check.designs import GOOD

if TYPE_CHECKING:
    from collections.abc import Sequence

    from designer.model.finding import Severity

MAPPING = "$.flows[0].steps[0].mappings"
SPEC = SpecPlace(file="crm.json", pointer="#/components/schemas/Contact")
UNKNOWN = Finding(
    code="MAP302",
    severity="error",
    where=f"{MAPPING}[2].target",
    line=31,
    message='CRM has no "emial". Did you mean "email"?',
    spec=SPEC,
    fix=Fix(where=f"{MAPPING}[2].target", words="Write body.email.", value="body.email", certain=False),
)
READ_ONLY = Finding(
    code="MAP303",
    severity="error",
    where=f"{MAPPING}[4].target",
    line=35,
    message='CRM only returns "code".',
    spec=SPEC,
    fix=Fix(where=f"{MAPPING}[4]", words="remove this mapping", remove=True),
)
CREATED_TWICE = Finding(code="SAFE701", severity="warning", where="$.flows[0].steps[0]", message="A retry creates\n  a second contact.")
REPORT = Report(findings=(UNKNOWN, READ_ONLY, CREATED_TWICE))


def told(report: Report, *, alike: int = 0, rest: str = "", severities: Sequence[Severity] | None = None) -> list[str]:
    """Return the lines of a report on the good design."""
    some = {"severities": severities} if severities else {}
    return [line.text for line in report_lines(report, GOOD, file="design.yaml", alike=alike, rest=rest, **some)]  # type: ignore[arg-type]


def test_findings_are_grouped_by_severity_and_place() -> None:
    """Each with code, file and line, place in words, message and fix; the place in the document once for those that share it."""
    assert told(REPORT) == [
        "2 errors",
        "  flow customers > step write",
        "    MAP302  design.yaml:31  body.last_name",
        '        CRM has no "emial". Did you mean "email"?',
        "        Likely fix: write body.email.",
        "        See crm.json#/components/schemas/Contact",
        "    MAP303  design.yaml:35  body.items[].code",
        '        CRM only returns "code".',
        "        Fix: remove this mapping.",
        "",
        "1 warning",
        "  SAFE701  design.yaml  flow customers > step write",
        "      A retry creates a second contact.",
        "",
    ]


def test_only_the_wanted_severities_are_told_but_all_are_counted() -> None:
    """What is left out is never hidden."""
    assert not any("SAFE701" in line for line in told(REPORT, severities=("error",)))
    assert count_line(REPORT) == "Check: 2 errors, 1 warning"


def test_no_errors_are_said_to_be_none() -> None:
    """The first thing that is looked for."""
    assert count_line(Report()) == "Check: no errors"
    assert count_line(Report(findings=(CREATED_TWICE, CREATED_TWICE))) == "Check: no errors, 2 warnings"


def test_ten_errors_are_ten_errors() -> None:
    """Not "1no errors"."""
    assert count_line(Report(findings=(UNKNOWN,) * 10)) == "Check: 10 errors"


def test_what_is_waived_is_counted_apart() -> None:
    """By comments and by the baseline."""
    waived = (Waived(finding=UNKNOWN, by="comment"), *[Waived(finding=UNKNOWN, by="baseline")] * 2)
    assert count_line(Report(findings=(CREATED_TWICE,), waived=waived)) == "Check: no errors, 1 warning (and 1 waived, 2 in the baseline)"


def test_questions_are_told_in_full() -> None:
    """Text, reason, likely answers, and what an answer fills."""
    question = Question(
        id="tenant",
        about="body.tenant",
        text="Which tenant?",
        why="Contacts land in the wrong one.",
        candidates=("A", "B"),
        fills="setting:tenant",
    )
    design = GOOD
    assert [line.text for line in question_lines(replace(design, questions=(question,)))] == [
        "1 question to answer",
        "  1. Which tenant?",
        "     Contacts land in the wrong one.",
        "     Likely: A; B",
        "     Fills: setting:tenant",
        "",
    ]
    assert list(question_lines(replace(design, questions=()))) == []


def test_an_answered_question_is_told_no_more() -> None:
    """Its setting has a value: it is neither shown nor counted, as in the count of what is not covered."""
    open_, answered = (Question(id=one, about=one, text=f"Which {one}?", fills=f"setting:{one}") for one in ("tenant", "owner"))
    settings = (Setting(id="tenant"), Setting(id="owner", value="7"))
    design = replace(GOOD, questions=(open_, answered), settings=settings)
    assert [line.text for line in question_lines(design)][:2] == ["1 question to answer", "  1. Which tenant?"]
    assert not any("owner" in line.text for line in question_lines(design))


def test_a_question_about_a_records_life_says_which_values_the_design_takes() -> None:
    """Its likely answers are in a person's words."""
    question = Question(id="gone", about="flow x: lifecycle", text="What then?", candidates=("leave it",), fills="lifecycle:x")
    told = next(line.text for line in question_lines(replace(GOOD, questions=(question,))) if "Fills" in line.text)
    values = "`action` is `ignore` (nothing happens) or `act` (a step does it; say in `note` what), and `ask` leaves it open"
    assert told == f"     Fills: lifecycle:x, where {values}"


def test_findings_alike_are_counted_after_the_first_few() -> None:
    """Their places are named, and how to see all; one alone that would be cut is told."""
    findings = tuple(replace(UNKNOWN, where=f"{MAPPING}[{number}].target", spec=None, fix=None) for number in range(7))
    assert told(Report(findings=(*findings, READ_ONLY)), alike=2, rest="--all tells every one.") == [
        "8 errors",
        "  flow customers > step write",
        "    MAP302  design.yaml:31  body.email",
        '        CRM has no "emial". Did you mean "email"?',
        "    MAP302  design.yaml:31  body.kind",
        '        CRM has no "emial". Did you mean "email"?',
        "    MAP303  design.yaml:35  body.items[].code",
        '        CRM only returns "code".',
        "        Fix: remove this mapping.",
        "        See crm.json#/components/schemas/Contact",
        "    MAP302  and 5 more like it: body.last_name, query.account, body.items[].code, ...",
        "  --all tells every one.",
        "",
    ]
    assert "--all" not in "".join(told(Report(findings=findings[:3]), alike=2, rest="--all tells every one."))


def test_a_place_that_is_none_is_told_as_it_is() -> None:
    """A finding of the design as a whole has no place in words."""
    assert told(Report(findings=(replace(CREATED_TWICE, where="$", line=1),)))[1] == "  SAFE701  design.yaml:1"


def test_documents_are_seen_from_the_working_folder() -> None:
    """Beside the design file, or from the folder that is given; an address stays what it is."""

    def see(spec: SpecPlace, documents: Path | None) -> str:
        lines = report_lines(Report(findings=(replace(UNKNOWN, spec=spec),)), GOOD, file="out/design.yaml", documents=documents)
        return next(line.text.strip() for line in lines if "See " in line.text)

    assert see(SpecPlace(file="specs/crm.json", pointer="#/info"), None) == "See out/specs/crm.json#/info"
    assert see(SpecPlace(file="../crm.json", pointer="#"), None) == "See crm.json"
    assert see(SpecPlace(file="specs/crm.json", pointer="/info"), Path()) == "See specs/crm.json#/info"
    assert see(SpecPlace(file="https://crm.example/api.json", pointer="#/info"), None) == "See https://crm.example/api.json#/info"
