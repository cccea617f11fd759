"""GitHub annotations: escaped, the worst first, no more than GitHub shows, and no command smuggled in."""

from __future__ import annotations

import re
from dataclasses import replace

from designer.model.finding import Finding, Fix, Report
from designer.show.annotations import annotation_text
from tests.unit.check.designs import GOOD

MAPPING = "$.flows[0].steps[0].mappings"
ERROR = Finding(code="MAP302", severity="error", where=f"{MAPPING}[0].target", line=31, message='CRM has no "emial".')
WARNING = replace(ERROR, code="SAFE701", severity="warning", message="A repeat makes it twice.")
NOTE = replace(ERROR, code="MAP311", severity="info")
COMMAND = re.compile(r"::(error|warning|notice) file=[^ ,]+(,line=\d+)?,title=[^,:\r\n]+::[^\r\n]*")


def commands(report: Report, *, file: str = "design.yaml") -> list[str]:
    """Return the lines that GitHub takes for commands: those that begin so, whatever blanks stand before."""
    return [line for line in annotation_text(report, GOOD, file=file).splitlines() if line.lstrip().startswith("::") or "##[" in line]


def test_each_finding_is_a_command_with_file_line_and_title() -> None:
    """The place in words is the title; the report follows below."""
    text = annotation_text(Report(findings=(WARNING, ERROR, NOTE)), GOOD, file="out/design.yaml")
    place = "flow customers > step write > body.email"
    assert text.splitlines()[:3] == [
        f'::error file=out/design.yaml,line=31,title=MAP302%3A {place}::CRM has no "emial".',
        f"::warning file=out/design.yaml,line=31,title=SAFE701%3A {place}::A repeat makes it twice.",
        "1 error",
    ]
    assert "Check: 1 error, 1 warning, 1 note" in text


def test_a_fix_is_told_on_a_line_of_its_own() -> None:
    """A line feed inside a command is written %0A."""
    fixed = replace(ERROR, fix=Fix(where=f"{MAPPING}[0].target", words="write body.email", value="body.email", certain=False))
    assert commands(Report(findings=(fixed,)))[0].endswith('::CRM has no "emial".%0ALikely fix: write body.email.')


def test_no_more_than_github_shows() -> None:
    """Ten of each kind for a step: open points before warnings, notes never."""
    many = [replace(one, line=number) for one in (ERROR, WARNING, NOTE) for number in range(1, 31)]
    opened = replace(WARNING, severity="open", code="MAP312")
    told = commands(Report(findings=(*many, opened)))
    assert [line.split(" ")[0] for line in told] == ["::error"] * 10 + ["::warning"] * 10
    assert "MAP312" in told[10]


def test_text_from_elsewhere_is_escaped() -> None:
    """Percent signs, line ends, colons and commas, each as GitHub asks."""
    odd = replace(ERROR, message="100%\r\n::error::owned ##[error]x", where="$.systems[0]")
    text = annotation_text(Report(findings=(odd,)), GOOD, file="a,b:c%.yaml")
    assert text.splitlines()[0] == ("::error file=a%2Cb%3Ac%25.yaml,line=31,title=MAP302%3A system shop::100%25 ::error::owned # #[error]x")
    assert len(commands(Report(findings=(odd,)))) == 1


def test_no_line_of_the_report_is_a_command() -> None:
    """A message that begins like one is broken up."""
    odd = replace(NOTE, message="::stop-commands::x")
    assert commands(Report(findings=(odd,))) == []
    assert "      : :stop-commands::x" in annotation_text(Report(findings=(odd,)), GOOD, file="design.yaml")


def test_every_command_has_the_form_that_github_reads() -> None:
    """Also without a line."""
    told = commands(Report(findings=(ERROR, replace(ERROR, line=0), WARNING)))
    assert [line for line in told if not COMMAND.fullmatch(line)] == []
