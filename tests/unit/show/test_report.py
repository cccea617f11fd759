"""Findings, questions and coverage as a person reads them."""

from __future__ import annotations

from designer.model.finding import Count, Finding, Fix, Report, SpecPlace
from designer.model.question import Question
from designer.show.report import count_line, question_lines, report_lines

UNKNOWN = Finding(
    code="MAP201",
    severity="error",
    where="$.flows[0].steps[0].mappings[2]",
    line=31,
    message='CRM has no "emial". Did you mean "email"?',
    spec=SpecPlace(file="crm.json", pointer="#/components/schemas/Contact"),
    fix=Fix(where="$.flows[0].steps[0].mappings[2].target", words="Write body.email.", value="body.email"),
)
CREATED_TWICE = Finding(code="SAFE401", severity="warning", where="$.flows[0].steps[0]", message="A retry creates\n  a second contact.")
REPORT = Report(
    findings=(UNKNOWN, CREATED_TWICE),
    coverage=(Count(name="mappings", done=3, total=4), Count(name="operations", done=2, total=2), Count(name="tables", done=0, total=0)),
)


def test_findings_are_grouped_the_worst_first() -> None:
    """Each with code, file and line, place, message, fix and the place in the document."""
    assert [line.text for line in report_lines(REPORT, file="design.yaml")] == [
        "1 error",
        "  MAP201  design.yaml:31  $.flows[0].steps[0].mappings[2]",
        '      CRM has no "emial". Did you mean "email"?',
        "      Fix: Write body.email.",
        "      See crm.json#/components/schemas/Contact",
        "",
        "1 warning",
        "  SAFE401  design.yaml  $.flows[0].steps[0]",
        "      A retry creates a second contact.",
        "",
        "Check: 1 error, 1 warning",
        "Covered: mappings 3 of 4, operations 2 of 2",
    ]


def test_only_the_wanted_severities_are_told_but_all_are_counted() -> None:
    """What is left out is never hidden."""
    lines = [line.text for line in report_lines(REPORT, file="design.yaml", severities=("error",))]
    assert not any("SAFE401" in line for line in lines)
    assert "Check: 1 error, 1 warning" in lines


def test_no_errors_are_said_to_be_none() -> None:
    """The first thing that is looked for."""
    assert count_line(Report()) == "Check: no errors"
    assert count_line(Report(findings=(CREATED_TWICE, CREATED_TWICE))) == "Check: no errors, 2 warnings"


def test_ten_errors_are_ten_errors() -> None:
    """Not "1no errors"."""
    assert count_line(Report(findings=(UNKNOWN,) * 10)) == "Check: 10 errors"


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
    assert [line.text for line in question_lines((question,))] == [
        "1 question to answer",
        "  1. Which tenant?",
        "     Contacts land in the wrong one.",
        "     Likely: A; B",
        "     Fills: setting:tenant",
        "",
    ]
    assert list(question_lines(())) == []


def test_findings_alike_are_counted_after_the_first_few() -> None:
    """A list of two hundred is read by nobody."""
    report = Report(findings=(UNKNOWN,) * 5)
    lines = [line.text for line in report_lines(report, file="design.yaml", alike=2)]
    assert sum("design.yaml:31" in line for line in lines) == 2
    assert "  MAP201  and 3 more like these" in lines
    assert "Check: 5 errors" in lines
