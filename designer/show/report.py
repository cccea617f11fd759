"""A report for a person: findings by severity with line, place and fix; questions in full; what was covered."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from designer.model.finding import SEVERITIES
from designer.show.console import Line
from designer.show.safe import one_line

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from designer.model.finding import Finding, Report, Severity
    from designer.model.question import Question
    from designer.show.console import Tone

WORDS: dict[Severity, tuple[str, str]] = {
    "error": ("error", "errors"),
    "open": ("open point", "open points"),
    "warning": ("warning", "warnings"),
    "unverified": ("unverified claim", "unverified claims"),
    "info": ("note", "notes"),
}
TONES: dict[Severity, Tone] = {"error": "error", "open": "open", "warning": "warning", "unverified": "quiet", "info": "quiet"}


def report_lines(report: Report, *, file: str, severities: Sequence[Severity] = SEVERITIES, alike: int = 0) -> Iterator[Line]:
    """Yield the findings of these severities, the worst first, then one line that counts all.

    *alike* findings of one rule are told at most, and the others counted; 0: all.
    """
    for severity in severities:
        found = report.of(severity)
        if found:
            yield Line(f"{_counted(len(found), severity).capitalize()}", TONES[severity])
            yield from _told(found, file, alike=alike or len(found))
            yield Line("")
    yield Line(count_line(report), "bad" if report.has_errors else "good")
    told = [f"{count.name} {count.done} of {count.total}" for count in report.coverage if count.total]
    if told:
        yield Line(f"Covered: {', '.join(told)}", "quiet")


def question_lines(questions: Sequence[Question]) -> Iterator[Line]:
    """Yield every question with why it matters, likely answers and what an answer fills."""
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
            yield Line(f"     Fills: {one_line(question.fills)}", "quiet")
    yield Line("")


def count_line(report: Report) -> str:
    """Return how many findings there are of each severity, those that are none left out."""
    counted = [_counted(len(report.of(severity)), severity) for severity in SEVERITIES if report.of(severity) or severity == "error"]
    return "Check: " + ", ".join(counted)


def _told(findings: Sequence[Finding], file: str, *, alike: int) -> Iterator[Line]:
    seen: Counter[str] = Counter()
    for finding in findings:
        seen[finding.code] += 1
        if seen[finding.code] <= alike:
            yield from _finding_lines(finding, file)
    for code, number in seen.items():
        if number > alike:
            yield Line(f"  {code}  and {number - alike} more like {'this' if alike == 1 else 'these'}", "quiet")


def _finding_lines(finding: Finding, file: str) -> Iterator[Line]:
    place = f"{file}:{finding.line}" if finding.line else file
    yield Line(f"  {finding.code}  {place}  {one_line(finding.where)}", hang=6)
    yield Line(f"      {one_line(finding.message)}", hang=0)
    if finding.fix:
        yield Line(f"      Fix: {one_line(finding.fix.words)}", hang=5)
    if finding.spec:
        yield Line(f"      See {one_line(finding.spec.file)}{_fragment(finding.spec.pointer)}", "quiet")


def _fragment(pointer: str) -> str:
    text = one_line(pointer)
    return text if text.startswith("#") or not text else f"#{text}"


def _counted(number: int, severity: Severity) -> str:
    one, many = WORDS[severity]
    return f"{number or 'no'} {one if number == 1 else many}"
