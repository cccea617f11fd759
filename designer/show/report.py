"""A report for a person: findings by severity and place with line, fix and the document's place; questions in full; the count."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING

from designer.model.answering import LIFECYCLE, is_answered
from designer.model.finding import SEVERITIES
from designer.show.console import Line, row
from designer.show.finding_groups import grouped_findings
from designer.show.safe import one_line

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from designer.model.design import Design
    from designer.model.finding import Finding, Fix, Report, Severity, SpecPlace
    from designer.show.console import Tone
    from designer.show.finding_groups import Group, Told

WORDS: dict[Severity, tuple[str, str]] = {
    "error": ("error", "errors"),
    "open": ("open point", "open points"),
    "warning": ("warning", "warnings"),
    "unverified": ("unverified claim", "unverified claims"),
    "info": ("note", "notes"),
}
TONES: dict[Severity, Tone] = {"error": "error", "open": "open", "warning": "warning", "unverified": "quiet", "info": "quiet"}
ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+:")
"""What an address begins with, and no path."""


def report_lines(
    report: Report,
    design: Design,
    *,
    file: str,
    documents: Path | None = None,
    severities: Sequence[Severity] = SEVERITIES,
    alike: int = 0,
    rest: str = "",
) -> Iterator[Line]:
    """Yield the findings of these severities, the worst first.

    *documents* is the folder from which the documents are named, that of the design file if not given. *alike* findings of one rule are
    told at most (0: all), the others counted, and *rest* says how they are seen.
    """
    folder = Path(file).parent if documents is None else documents
    for severity in severities:
        found = report.of(severity)
        if not found:
            continue
        yield Line(_counted(len(found), severity), TONES[severity])
        is_cut = False
        for group in grouped_findings(found, design, most=alike):
            yield from _group_lines(group, file, folder)
            is_cut = is_cut or any(told.more for told in group.told)
        if is_cut and rest:
            yield Line(f"  {rest}", "quiet")
        yield Line("")


def question_lines(design: Design) -> Iterator[Line]:
    """Yield every question that is not answered yet, with why it matters, likely answers and what an answer fills."""
    questions = [question for question in design.questions if not is_answered(design, question)]
    if not questions:
        return
    yield Line(f"{len(questions)} {'question' if len(questions) == 1 else 'questions'} to answer", "open")
    for number, question in enumerate(questions, 1):
        yield Line(f"  {number}. {one_line(question.text)}", hang=3)
        if question.why:
            yield Line(f"     {one_line(question.why)}", "quiet", hang=0)
        if question.candidates:
            yield Line(f"     Likely: {'; '.join(one_line(text) for text in question.candidates)}", "quiet")
        if question.fills:
            how = f", where {LIFECYCLE}" if question.fills.startswith("lifecycle:") else ""
            yield Line(f"     Fills: {one_line(question.fills)}{how}", "quiet", hang=0)
    yield Line("")


def count_line(report: Report) -> str:
    """Return how many findings there are of each severity, those that are none left out, and how many are waived."""
    counted = [_counted(len(report.of(severity)), severity) for severity in SEVERITIES if report.of(severity) or severity == "error"]
    by_comment = sum(one.by == "comment" for one in report.waived)
    by_baseline = len(report.waived) - by_comment
    apart = ([f"{by_comment} waived"] if by_comment else []) + ([f"{by_baseline} in the baseline"] if by_baseline else [])
    return "Check: " + ", ".join(counted) + (f" (and {', '.join(apart)})" if apart else "")


def count_tone(report: Report) -> Tone:
    """Return the tone of the count: good only where nothing is wrong."""
    return "bad" if report.has_errors else "good"


def place_line(code: str, severity: Severity, file: str, line: int, place: str, *, indent: int) -> Line:
    """Return a finding's code, line and place in words."""
    stands = one_line(f"{file}:{line}" if line else file)
    return row((f"{' ' * indent}{code}", TONES[severity]), (f"  {stands}", "quiet"), (f"  {one_line(place)}" if place else "", ""), hang=4)


def _group_lines(group: Group, file: str, folder: Path) -> Iterator[Line]:
    indent = 2
    if group.title:
        yield Line(f"  {one_line(group.title)}", "title")
        indent = 4
    seen: set[SpecPlace] = set()
    for told in group.told:
        if told.more:
            yield _more_line(told, indent)
            continue
        yield from _finding_lines(told, file, indent=indent)
        spec = told.finding.spec
        if spec and spec not in seen and not told.is_likewise:
            seen.add(spec)
            yield Line(f"{' ' * (indent + 4)}See {_spec_words(spec, folder)}", "quiet", hang=4)


def _finding_lines(told: Told, file: str, *, indent: int) -> Iterator[Line]:
    finding = told.finding
    place = f"{told.place} (likewise)" if told.is_likewise else told.place
    yield place_line(finding.code, finding.severity, file, finding.line, place, indent=indent)
    margin = " " * (indent + 4)
    if not told.is_likewise:
        yield Line(f"{margin}{one_line(finding.message)}", hang=0)
    if finding.fix:
        yield Line(f"{margin}{_fix_words(finding.fix)}", "good", hang=4)


def _more_line(told: Told, indent: int) -> Line:
    finding = told.finding
    like = f"  and {told.more} more like it" + (f": {one_line(told.place)}" if told.place else "")
    return row((f"{' ' * indent}{finding.code}", TONES[finding.severity]), (like, "quiet"), hang=4)


def _fix_words(fix: Fix) -> str:
    words = one_line(fix.words).rstrip(".")
    return f"{'Fix' if fix.certain else 'Likely fix'}: {words[:1].lower()}{words[1:]}."


def _spec_words(spec: SpecPlace, folder: Path) -> str:
    """Return a place of a document as file and fragment, the file as it is seen from the working folder."""
    pointer = one_line(spec.pointer).removeprefix("#")
    address = spec.file if ADDRESS.match(spec.file) else os.path.normpath(folder / spec.file)
    return one_line(address) + (f"#{pointer}" if pointer else "")


def counted_findings(findings: Sequence[Finding]) -> str:
    """Return how many findings there are of each severity: `2 errors, 1 note`."""
    numbers = [(severity, sum(finding.severity == severity for finding in findings)) for severity in SEVERITIES]
    return ", ".join(_counted(number, severity) for severity, number in numbers if number)


def _counted(number: int, severity: Severity) -> str:
    one, many = WORDS[severity]
    return f"{number or 'no'} {one if number == 1 else many}"
