"""Findings as workflow commands of GitHub Actions, which shows them beside the lines of a change; then the report as text."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING

from designer.check.reporting.places import place_words
from designer.show.checked import checked_lines
from designer.show.safe import one_line, safe

if TYPE_CHECKING:
    from collections.abc import Iterator

    from designer.model.design import Design
    from designer.model.finding import Finding, Report, Severity

SHOWN = 10
"""So many annotations of each kind GitHub shows for one step; those behind them would only push out the worse."""
KINDS: tuple[tuple[str, tuple[Severity, ...]], ...] = (("error", ("error",)), ("warning", ("open", "warning")), ("notice", ("unverified",)))
ALIKE = 10
COMMAND = re.compile(r"^(\s*)::")


def annotation_text(report: Report, design: Design, *, file: str) -> str:
    """Return the commands, the worst findings first, and the report below them, of which no line is a command."""
    address = Path(os.path.relpath(file)).as_posix()
    commands = [_command(kind, finding, design, address) for kind, finding in _shown(report)]
    below = [harmless(line.text) for line in checked_lines(report, design, file=address, alike=ALIKE)]
    return "\n".join([*commands, *below]) + "\n"


def _shown(report: Report) -> Iterator[tuple[str, Finding]]:
    for kind, severities in KINDS:
        found = [finding for severity in severities for finding in report.of(severity)]
        yield from ((kind, finding) for finding in found[:SHOWN])


def _command(kind: str, finding: Finding, design: Design, file: str) -> str:
    place = " > ".join(place_words(design, finding.where))
    title = f"{finding.code}: {place}" if place else finding.code
    return command(kind, f"{one_line(finding.message)}{_fix(finding)}", file=file, line=finding.line, title=title)


def command(kind: str, message: str, *, file: str, line: int, title: str) -> str:
    """Return one workflow command; line 0 is none."""
    at = f",line={line}" if line else ""
    return f"::{kind} file={_property(file)}{at},title={_property(one_line(title))}::{_data(message)}"


def _fix(finding: Finding) -> str:
    if finding.fix is None:
        return ""
    return f"\n{'Fix' if finding.fix.certain else 'Likely fix'}: {one_line(finding.fix.words).rstrip('.')}."


def _data(text: str) -> str:
    return _unmarked(text).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def harmless(line: str) -> str:
    """Return a line of text that GitHub does not take for a command, whatever document it quotes."""
    return _unmarked(COMMAND.sub(r"\1: :", " ".join(safe(line).splitlines())))


def _unmarked(text: str) -> str:
    """Break the older form of a command, which is taken anywhere in a line."""
    return text.replace("##[", "# #[")
