"""The check's findings for a model: errors first, alike ones together, places that can be pasted into a patch, what is left to do."""

from __future__ import annotations

import json
import re
from collections import Counter
from typing import TYPE_CHECKING

from designer.check.rules.mappings.agreement import FOR_A_PERSON
from designer.model.codec import encode
from designer.plan.claude.proposal.addressing import named_place

if TYPE_CHECKING:
    from collections.abc import Sequence

    from designer.model.design import Design
    from designer.model.finding import Finding, Fix, Report, Severity
    from designer.model.scalars import JsonObject

MOST = 30
"""Findings told one by one."""
ALIKE = 3
"""Findings of one rule told in full; of the others the place alone."""
LONGEST = 420
TOLD: tuple[Severity, ...] = ("error", "warning")
WAITING = 8
"""Open points told with their places."""
FIXED = re.compile(r"\$\.systems\[\d+\](?!\.auth\.scheme$)")
"""Places of what documents and brief decide."""
WORDS: tuple[tuple[Severity, str], ...] = (("error", "error"), ("warning", "warning"), ("open", "open point"))


def findings_text(design: Design, report: Report, *, most: int = MOST) -> str:
    """Return what the check found that a planner can mend, what was mended already, and what is left to do as the last line."""
    tree = encode(design)
    told = [finding for severity in TOLD for finding in _mendable(report, severity)]
    lines = [f"mended here: {one.place or one.where}: {one.words} ({one.code})" for one in report.repaired[:most]]
    for group in _groups(told[:most]):
        lines += [_line(finding, tree) for finding in group[:ALIKE]]
        if rest := group[ALIKE:]:
            lines.append(f"  and {rest[0].code} alike at: " + ", ".join(named_place(tree, finding.where) for finding in rest))
    if len(told) > most:
        lines.append(f"and {len(told) - most} more: {_codes(told[most:])}.")
    if disputed := [finding for finding in report.of("warning") if finding.code in FOR_A_PERSON]:
        places = ", ".join(named_place(tree, finding.where) for finding in disputed[:WAITING])
        more = f" and {len(disputed) - WAITING} more" if len(disputed) > WAITING else ""
        lines.append(
            "filled by the offline matcher in another way, which is no fault: a person decides; keep yours where you have a reason, "
            f"and give it as `reason`: {places}{more}"
        )
    if waiting := report.of("open"):
        places = ", ".join(f"{finding.code} {named_place(tree, finding.where)}" for finding in waiting[:WAITING])
        more = f" and {len(waiting) - WAITING} more" if len(waiting) > WAITING else ""
        lines.append(f"open, a Question asks for each (answer it yourself only where the brief does): {places}{more}")
    if unknown := report.of("unverified"):
        lines.append(f"unverified, no document can decide: {_codes(unknown)}")
    return "\n".join((*lines, left_to_do(report)))


def left_to_do(report: Report) -> str:
    """Return in one line what is left to do."""
    counts = ", ".join(_count(len(_mendable(report, severity)), word) for severity, word in WORDS)
    errors = report.of("error")
    if errors and all(is_fixed(finding) for finding in errors):
        return f"{counts}: the errors stand where you can change nothing; the person is told. End your turn when the rest is done."
    if errors:
        return f"{counts}: fix the errors, by patch_design if they are few."
    if _mendable(report, "warning"):
        return f"{counts}: fix the warnings that you can, or end your turn if they stand for good reasons."
    return f"{counts}: nothing is left to fix; end your turn unless the brief asks for more."


def _mendable(report: Report, severity: Severity) -> list[Finding]:
    return [finding for finding in report.of(severity) if finding.code not in FOR_A_PERSON]


def is_fixed(finding: Finding) -> bool:
    """Tell whether a finding is about what documents and brief decide, so that no planner can mend it."""
    return FIXED.match(finding.where) is not None


def _groups(findings: Sequence[Finding]) -> list[list[Finding]]:
    groups: dict[tuple[str, str], list[Finding]] = {}
    for finding in findings:
        groups.setdefault((finding.severity, finding.code), []).append(finding)
    return list(groups.values())


def _line(finding: Finding, tree: JsonObject) -> str:
    message = finding.message if len(finding.message) <= LONGEST else f"{finding.message[:LONGEST]}…"
    fix = f" Fix: {_fix(finding.fix, tree)}" if finding.fix else ""
    fixed = " (not yours to change)" if is_fixed(finding) else ""
    return f"{finding.severity} {finding.code} {named_place(tree, finding.where)}: {message}{fix}{fixed}"


def _fix(fix: Fix, tree: JsonObject) -> str:
    at = named_place(tree, fix.where)
    patch = {"op": "remove", "at": at} if fix.remove else {"op": "set", "at": at, "value": fix.value}
    text = json.dumps(patch, ensure_ascii=False)
    return f"{fix.words} {text}" if len(text) <= LONGEST else fix.words


def _codes(findings: Sequence[Finding]) -> str:
    counts = Counter(finding.code for finding in findings)
    return ", ".join(f"{code} x{count}" if count > 1 else code for code, count in counts.items())


def _count(number: int, word: str) -> str:
    return f"{number} {word}" + ("" if number == 1 else "s")
