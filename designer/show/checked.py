"""The answer of `designer check` for a person, from the worst finding to the counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from designer.show.covered import covered_lines
from designer.show.report import question_lines, report_lines

if TYPE_CHECKING:
    from collections.abc import Iterator

    from designer.model.design import Design
    from designer.model.finding import Report
    from designer.show.console import Line

REST = "--all tells every one; `designer rules CODE` explains a rule."


def checked_lines(report: Report, design: Design, *, file: str, alike: int = 0) -> Iterator[Line]:
    """Yield findings, questions and coverage; *alike* findings of one rule are told at most (0: all)."""
    yield from report_lines(report, design, file=file, alike=alike, rest=REST)
    yield from question_lines(design)
    yield from covered_lines(report, file=file, design=design, everything=not alike)
