"""The end of a design run for a person: the design, what must be answered, what is wrong, what was written, what to do next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from designer.show.changes import change_lines
from designer.show.console import Line
from designer.show.report import question_lines, report_lines
from designer.show.summary import summary_lines

if TYPE_CHECKING:
    from collections.abc import Iterator

    from designer.files.changes import Changes
    from designer.model.design import Design
    from designer.model.finding import Report


def outcome_lines(design: Design, report: Report, changes: Changes, *, is_written: bool, is_rendered: bool) -> Iterator[Line]:
    """Yield everything in the order in which a person needs it."""
    file = str(changes.folder / "design.yaml")
    yield from summary_lines(design)
    yield from question_lines(design.questions)
    yield from report_lines(report, file=file, severities=("error", "open", "warning"))
    quiet = len(report.findings) - sum(len(report.of(severity)) for severity in ("error", "open", "warning"))
    if quiet and is_written:
        yield Line(f"`designer check {file}` tells of all.", "quiet")
    yield Line("")
    yield from change_lines(changes, is_written=is_written)
    if not is_rendered:
        yield Line(
            f"Not rendered, because the design has errors: mend {file}, then `designer render {file}`; or design with --force.", "bad"
        )
    elif is_written:
        yield Line(f"Next: read {changes.folder / 'README.md'}", "quiet")
