"""Certain fixes made in a design file, or told as edits of its text; comments and order stay, and the meaning too."""

from __future__ import annotations

import dataclasses
import difflib
import re
from codecs import BOM_UTF8
from io import StringIO
from typing import TYPE_CHECKING

from designer.check.reporting.comments import comments_in
from designer.errors import DesignFileError
from designer.files.design_file import parse_design, read_design, update_design
from designer.files.replacing import replace_file
from designer.files.text import read_bytes
from designer.files.yaml_text import yaml_scalar
from designer.model.finding import TextEdit
from designer.names.path import lies_in
from designer.pipeline import Checked, report_of
from designer.pipeline.described import catalog_of, fetching
from designer.repair import OBVIOUS, apply_fixes, better_ones, is_certain, repaired

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from designer.check.reporting.choosing import Choice
    from designer.files.design_file import DesignFile
    from designer.model.finding import Finding, Fix, Repaired, Report

MOST_REWRITTEN = 10
"""Fixes for which the text is written back to see what they change: each takes some tenths of a second."""
ONE_VALUE = re.compile(r"(?P<before>[ ]*(?:- )*[A-Za-z_]\w*: )(?P<value>[^\s'\"\[{|>&*!%#].*?)(?P<after>[ ]+#.*)?")
"""A line with a member and a plain value, and perhaps a comment."""


def fix_file(path: Path, choice: Choice, *, tell: Callable[[str], None]) -> Checked:
    """Make the certain fixes of the rules that count in a design file, and return what the check then says.

    What a comment silences is left alone. Nothing is written where nothing gets better. Raises as `check_file` does, and WritingError.
    """
    file = read_design(path)
    catalog = catalog_of(file.design, base=path.parent, fetch=fetching(tell))
    report = report_of(file, catalog)
    told: list[Repaired] = []

    def fixed(findings: Sequence[Finding]) -> tuple[DesignFile, Report] | None:
        made = _with(file, findings)
        return None if made.text == file.text else (made, report_of(made, catalog))

    for _ in range(OBVIOUS):
        wanted = [finding for finding in report.findings if is_certain(finding) and choice.takes(finding.code)]
        better = next(better_ones(report, wanted, fixed), None)
        if better is None:
            break
        made, after, found = better
        told += [repaired(one, file.design) for one in made]
        file, report = after, found
    catalog.remember()
    if told:
        tell("Writing")
        replace_file(path, _as_it_was(path, file.text))
    return Checked(file=file, catalog=catalog, report=dataclasses.replace(report, repaired=tuple(told)))


def text_edits(file: DesignFile, report: Report) -> dict[int, tuple[TextEdit, ...]]:
    """Return the edits that make each certain fix by itself, by the number of its finding; nothing where the text must be made anew."""
    edits: dict[int, tuple[TextEdit, ...]] = {}
    rewritten = 0
    for number, finding in enumerate(report.findings):
        if finding.fix is None or not finding.fix.certain:
            continue
        made = _line_edit(file, finding.fix)
        if not made and rewritten < MOST_REWRITTEN:
            rewritten += 1
            made = _edits(file.text, _with(file, [finding]).text)
        if made:
            edits[number] = made
    return edits


def _as_it_was(path: Path, text: str) -> bytes:
    """Return the text with the line ends and the byte order mark that the file has: only what was mended differs."""
    data = read_bytes(path)
    mark = BOM_UTF8 if data.startswith(BOM_UTF8) else b""
    return mark + (text.replace("\n", "\r\n") if b"\r\n" in data else text).encode()


def _with(file: DesignFile, findings: Sequence[Finding]) -> DesignFile:
    fixes = [finding.fix for finding in findings if finding.fix]
    design = apply_fixes(file.design, fixes)
    if design == file.design:
        return file
    text = _without_waivers(file, [fix.where for fix in fixes if fix.remove])
    return parse_design(update_design(text, design), path=file.path)


def _without_waivers(file: DesignFile, removed: Sequence[str]) -> str:
    """Return the text without the comments that silence rules for what is removed: left standing they would be about what comes next."""
    alone = (
        {comment.line for comment in comments_in(file.text) if comment.is_alone and comment.said.startswith("ignore")} if removed else ()
    )
    if not alone:
        return file.text
    lines = _lines(file.text)
    gone: set[int] = set()
    for where in removed:
        line = file.lines.get(where, 0)
        is_whole = not any(lies_in(where, place) for place, begins in file.lines.items() if begins == line)
        above = line - 1
        while is_whole and above > 0 and lines[above - 1].lstrip().startswith("#"):
            gone |= {above} & set(alone)
            above -= 1
    return "".join(text for number, text in enumerate(lines, start=1) if number not in gone)


def _line_edit(file: DesignFile, fix: Fix) -> tuple[TextEdit, ...]:
    """Return the edit of one line that sets a plain value; nothing where it takes more, or where the line would not read as wanted."""
    line = file.lines.get(fix.where, 0)
    lines = _lines(file.text)
    found = ONE_VALUE.fullmatch(lines[line - 1].rstrip("\n")) if 0 < line <= len(lines) else None
    if fix.remove or found is None or not isinstance(fix.value, str | int | float):
        return ()
    edit = TextEdit(first=line, end=line + 1, text=f"{found['before']}{yaml_scalar(fix.value)}{found['after'] or ''}\n")
    changed = "".join([*lines[: line - 1], edit.text, *lines[line:]])
    try:
        is_proved = parse_design(changed, path=file.path).design == apply_fixes(file.design, [fix])
    except DesignFileError:
        return ()
    return (edit,) if is_proved else ()


def _edits(before: str, after: str) -> tuple[TextEdit, ...]:
    old, new = _lines(before), _lines(after)
    matcher = difflib.SequenceMatcher(None, old, new, autojunk=False)
    return tuple(
        TextEdit(first=left + 1, end=left_end + 1, text="".join(new[right:right_end]))
        for kind, left, left_end, right, right_end in matcher.get_opcodes()
        if kind != "equal"
    )


def _lines(text: str) -> list[str]:
    """Return the lines as editors count them, each with its line feed: other marks that YAML or Unicode take for line ends are none."""
    return list(StringIO(text, newline="\n"))
