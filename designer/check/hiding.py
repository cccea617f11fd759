"""Secrets in the report of a design: told where they stand, in a comment of the file too, and shown in no message."""

from __future__ import annotations

import dataclasses
import json
import re
from typing import TYPE_CHECKING

from designer.model.finding import Finding
from designer.secrecy.looking import hidden, secrets_in

if TYPE_CHECKING:
    from collections.abc import Sequence

    from designer.model.finding import Fix, Report

SECRET = "AUTH608"  # noqa: S105 - a rule's code


def without_secrets(findings: Sequence[Finding], secrets: Sequence[str]) -> tuple[Finding, ...]:
    """Return the findings with each of the *secrets* as `***`; a fix that would write one is left out."""
    if not secrets:
        return tuple(findings)
    return tuple(
        dataclasses.replace(finding, message=hidden(finding.message, secrets), fix=_harmless(finding.fix, secrets)) for finding in findings
    )


def with_commented_secrets(report: Report, text: str) -> Report:
    """Return the report with a finding for each comment of the design file *text* that holds a secret."""
    lines = {text.count("\n", 0, secret.start) + 1: secret.name for secret in secrets_in(text) if _is_commented(text, secret.start)}
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


def _is_commented(text: str, at: int) -> bool:
    return re.search(r"(?:^|\s)#", text[text.rfind("\n", 0, at) + 1 : at]) is not None


def _harmless(fix: Fix | None, secrets: Sequence[str]) -> Fix | None:
    written = json.dumps(fix.value, ensure_ascii=False) + fix.words + fix.where if fix else ""
    return None if any(secret in written for secret in secrets) else fix
