"""The end of a design run for a person: the design, what must be answered, what is wrong, what was written, what to do next."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from designer.model.answering import is_answered
from designer.show.agreements import agreement_lines, disputed_lines
from designer.show.changes import change_lines
from designer.show.console import Line
from designer.show.covered import count_lines, repaired_lines
from designer.show.report import question_lines, report_lines
from designer.show.summary import summary_lines
from designer.show.unused import unused_lines

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from designer.files.changes import Changes
    from designer.model.design import Design, Mapping
    from designer.model.finding import Report, Severity

SHOWN: tuple[Severity, ...] = ("error", "open", "warning")
"""Severities told in full; the others are counted."""
ALIKE = 3
"""So many findings of one rule are told."""


def outcome_lines(
    design: Design,
    report: Report,
    changes: Changes,
    *,
    is_written: bool,
    is_rendered: bool,
    left_out: Sequence[tuple[str, Mapping]] = (),
) -> Iterator[Line]:
    """Yield everything in the order in which a person needs it; *left_out* are mappings by step that Claude left out."""
    file = str(changes.folder / "design.yaml")
    yield from summary_lines(design)
    yield from question_lines(design)
    yield from unused_lines(design.brief)
    yield from report_lines(report, design, file=file, documents=Path(), severities=SHOWN, alike=ALIKE)
    yield from disputed_lines(design, left_out, file=file)
    yield from repaired_lines(report, everything=True)
    yield from count_lines(report)
    yield from agreement_lines(design)
    if is_written and _leaves_out(report):
        yield Line(f"`designer check {file} --all` tells all of them.", "quiet")
    yield Line("")
    yield from change_lines(changes, is_written=is_written)
    if not is_rendered and not report.has_errors:
        yield Line("No repository, because no flow could be decided: answer the questions in the brief, and design again.", "warning")
    elif not is_rendered:
        yield Line(
            f"Not rendered, because the design has errors: mend {file}, then `designer render {file}`; or design with --force.", "bad"
        )
    elif any(change.path == "design.yaml" for change in changes.of("kept", "merged")):
        yield Line(f"{file} holds edits of yours: `designer render {file}` brings the other files in line with it.", "warning")
    elif is_written:
        yield from _answering_lines(design, file)
        yield Line(f"Next: read {changes.folder / 'README.md'}", "quiet")


def _answering_lines(design: Design, file: str) -> Iterator[Line]:
    """Yield how the questions of a design that was written are answered."""
    left = [question for question in design.questions if not is_answered(design, question)]
    if not left:
        return
    variable = ", or set its environment variable" if design.style == "api" else ""
    is_for_a_person = any(question.fills.partition(":")[0] not in {"setting", "table"} for question in left)
    rest = "; one that fills neither a setting nor a table is taken out of `questions:` with it" if is_for_a_person else ""
    yield Line(
        f"To answer a question: write in {file} what it fills, such as the `value:` of the setting{variable}{rest}; "
        f"then `designer check {file}` and `designer render {file}`."
    )


def _leaves_out(report: Report) -> bool:
    most = max(Counter((finding.severity, finding.code) for finding in report.findings).values(), default=0)
    return most > ALIKE or any(finding.severity not in SHOWN for finding in report.findings)
