"""Certain fixes made in a design file, or told as edits of its text; comments and order stay, and the meaning too."""

from __future__ import annotations

import dataclasses
import difflib
from codecs import BOM_UTF8
from typing import TYPE_CHECKING

from designer.files.design_file import parse_design, read_design, update_design
from designer.files.replacing import replace_file
from designer.files.text import read_bytes
from designer.model.finding import Repaired, TextEdit
from designer.pipeline import Checked, report_of
from designer.pipeline.described import catalog_of, fetching

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from designer.check.choosing import Choice
    from designer.files.design_file import DesignFile
    from designer.model.finding import Finding, Report

ROUNDS = 5
"""One fix can make the next one visible."""
MOST_EDITS = 50
"""Fixes told as edits of the text: each takes some ten milliseconds, and nobody clicks through more."""


def fix_file(path: Path, choice: Choice, *, tell: Callable[[str], None]) -> Checked:
    """Make the certain fixes of the rules that count in a design file, and return what the check then says.

    What a comment silences is left alone. Nothing is written where nothing gets better. Raises as `check_file` does, and WritingError.
    """
    file = read_design(path)
    catalog = catalog_of(file.design, base=path.parent, fetch=fetching(tell))
    report = report_of(file, catalog)
    repaired: list[Repaired] = []
    for _ in range(ROUNDS):
        wanted = [finding for finding in report.findings if _is_certain(finding) and choice.takes(finding.code)]
        fixed = _with(file, wanted)
        if fixed.text == file.text:
            break
        found = report_of(fixed, catalog)
        if _weight(found) >= _weight(report):
            break
        repaired += [Repaired(code=one.code, where=one.where, words=one.fix.words) for one in wanted if one.fix]
        file, report = fixed, found
    catalog.remember()
    if repaired:
        tell("Writing")
        replace_file(path, _as_it_was(path, file.text))
    return Checked(file=file, catalog=catalog, report=dataclasses.replace(report, repaired=tuple(repaired)))


def text_edits(file: DesignFile, report: Report) -> dict[int, tuple[TextEdit, ...]]:
    """Return the edits that make each certain fix by itself, by the number of its finding; nothing where the text must be made anew."""
    edits: dict[int, tuple[TextEdit, ...]] = {}
    for number, finding in enumerate(report.findings):
        if _is_certain(finding) and len(edits) < MOST_EDITS:
            made = _edits(file.text, _with(file, [finding]).text)
            if made:
                edits[number] = made
    return edits


def _as_it_was(path: Path, text: str) -> bytes:
    """Return the text with the line ends and the byte order mark that the file has: only what was mended differs."""
    data = read_bytes(path)
    mark = BOM_UTF8 if data.startswith(BOM_UTF8) else b""
    return mark + (text.replace("\n", "\r\n") if b"\r\n" in data else text).encode()


def _is_certain(finding: Finding) -> bool:
    return finding.fix is not None and finding.fix.certain


def _with(file: DesignFile, findings: list[Finding]) -> DesignFile:
    from designer.repair import apply_fixes  # noqa: PLC0415 - beside its only use

    design = apply_fixes(file.design, [finding.fix for finding in findings if finding.fix])
    if design == file.design:
        return file
    return parse_design(update_design(file.text, design), path=file.path)


def _edits(before: str, after: str) -> tuple[TextEdit, ...]:
    old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    matcher = difflib.SequenceMatcher(None, old, new, autojunk=False)
    return tuple(
        TextEdit(first=left + 1, end=left_end + 1, text="".join(new[right:right_end]))
        for kind, left, left_end, right, right_end in matcher.get_opcodes()
        if kind != "equal"
    )


def _weight(report: Report) -> tuple[int, int, int]:
    """Return how much is wrong: errors, then open points and warnings, then fixes not yet made."""
    milder = len(report.of("open")) + len(report.of("warning"))
    return len(report.of("error")), milder, sum(_is_certain(finding) for finding in report.findings)
