"""Secrets in the report of a design: told where they stand, in a comment of the file too, and shown in no message."""

from __future__ import annotations

import dataclasses
import json
import re
from typing import TYPE_CHECKING

from designer.check.reporting.comments import is_inside, texts_in
from designer.model.finding import Finding
from designer.secrecy.looking import hidden, secrets_in

if TYPE_CHECKING:
    from collections.abc import Sequence

    from designer.model.finding import Fix, Report

SECRET = "AUTH608"  # noqa: S105 - a rule's code
MARK = re.compile(r"(?:^|\s)#")


def without_secrets(findings: Sequence[Finding], secrets: Sequence[str]) -> tuple[Finding, ...]:
    """Return the findings with each of the *secrets* as `***`; a fix that would write one is left out."""
    if not secrets:
        return tuple(findings)
    return tuple(
        dataclasses.replace(finding, message=hidden(finding.message, secrets), fix=_harmless(finding.fix, secrets)) for finding in findings
    )


def with_commented_secrets(report: Report, text: str) -> Report:
    """Return the report with a finding for each comment of the design file *text* that holds a secret."""
    likely = {secret: marks for secret in secrets_in(text) if (marks := _marks(text, secret.start))}
    inside = texts_in(text) if likely else []
    lines = {marks[0][0] + 1: secret.name for secret, marks in likely.items() if not all(is_inside(mark, inside) for mark in marks)}
    found = tuple(
        Finding(
            code=SECRET,
            severity="error",
            where="$",
            line=line,
            message=f"This comment looks like it holds a secret ({name}). Take it out, and have it replaced where it was issued.",
        )
        for line, name in lines.items()
    )
    return dataclasses.replace(report, findings=(*found, *report.findings)) if found else report


def _marks(text: str, at: int) -> list[tuple[int, int]]:
    """Return where a comment may begin in front of a place on its line: in a text in quotation marks `#` begins none."""
    begin = text.rfind("\n", 0, at) + 1
    line = text.count("\n", 0, begin)
    return [(line, mark.end() - 1) for mark in MARK.finditer(text[begin:at])]


def _harmless(fix: Fix | None, secrets: Sequence[str]) -> Fix | None:
    written = json.dumps(fix.value, ensure_ascii=False) + fix.words + fix.where if fix else ""
    return None if any(secret in written for secret in secrets) else fix
