"""The check's findings for a model: errors first, alike ones once with their places, what is for a person, what is left to do."""

from __future__ import annotations

import json
import re
from collections import Counter
from typing import TYPE_CHECKING

from designer.check.rules.mappings.agreement import FOR_A_PERSON
from designer.model.codec import encode
from designer.plan.claude.proposal.addressing import at_place, named_place, steps_of
from designer.plan.claude.proposal.fixed import is_fixed_place

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from designer.model.design import Design
    from designer.model.finding import Finding, Fix, Report, Severity
    from designer.model.scalars import JsonObject

Known = tuple[str, str, str]
"""What a finding is known by: code, place by names, message."""

MOST = 30
"""Findings told with more than their number."""
PLACES = 8
"""Places of alike warnings, and of open points; errors are told with all of theirs."""
LONGEST = 420
OWN = "[designer]"
"""Begins the one line of a tool's answer in which the designer itself says what to do; prompts/system.md tells so."""
TOLD: tuple[Severity, ...] = ("error", "warning")
WORDS: tuple[tuple[Severity, str], ...] = (("error", "error"), ("open", "open point"), ("warning", "warning"))
NAMED = re.compile(r'`[^`]*`|"[^"]*"|\b\d+\b')
"""What a message names: without it, alike messages are the same."""


def findings_text(design: Design, report: Report, *, most: int = MOST, known: Collection[Known] = ()) -> str:
    """Return what the check found that a planner can mend, what was mended already, and what is left to do as the last line.

    Warnings and open points that are *known*, because an answer before told them, are told by code and place only.
    """
    tree = encode(design)
    told = [finding for severity in TOLD for finding in _mendable(report, severity)]
    new = [finding for finding in told if finding.severity == "error" or _known(finding, tree) not in known]
    lines = [f"mended here: {one.place or one.where}: {one.words} ({one.code})" for one in report.repaired[:most]]
    lines += [line for group in _groups(new[:most]) for line in _told(group, tree)]
    if len(new) > most:
        lines.append(f"and {len(new) - most} more: {_codes(new[most:])}.")
    if old := [finding for finding in told if finding not in new]:
        lines.append(f"warnings as before: {_coded(old, tree)}")
    lines += _for_a_person(report, tree, known)
    if unknown := [finding for finding in report.of("unverified") if _known(finding, tree) not in known]:
        lines.append(f"unverified, no document can decide: {_codes(unknown)}")
    return "\n".join(line.replace("\n", " ") for line in (*lines, left_to_do(report)))


def known_findings(design: Design, report: Report) -> frozenset[Known]:
    """Return by what the findings of a report are known again."""
    tree = encode(design)
    return frozenset(_known(finding, tree) for finding in report.findings)


def left_to_do(report: Report) -> str:
    """Return in one line what there is, counted as everywhere, and what of it is left to do."""
    errors, warnings, disputed = report.of("error"), _mendable(report, "warning"), _disputed(report)
    words = dict(WORDS)
    counts = {severity: _count(len(report.of(severity)), word) for severity, word in words.items()}
    if disputed:
        counts["warning"] += f" ({len(disputed)} for a person: {', '.join(sorted({one.code for one in disputed}))})"
    told = f"{OWN} {', '.join(counts.values())}"
    if errors and all(is_fixed(finding) for finding in errors):
        return f"{told}: the errors stand where you can change nothing; the person is told."
    if errors:
        return f"{told}: fix the errors, by patch_design if they are few."
    if any(not is_fixed(finding) for finding in warnings):
        return f"{told}: fix the warnings that are right; others may stand."
    return f"{told}: nothing is left to fix."


def is_fixed(finding: Finding) -> bool:
    """Tell whether a finding is about what documents and brief decide, so that no planner can mend it."""
    return is_fixed_place(finding.where)


def _mendable(report: Report, severity: Severity) -> list[Finding]:
    return [finding for finding in report.of(severity) if finding.code not in FOR_A_PERSON]


def _disputed(report: Report) -> list[Finding]:
    return [finding for finding in report.of("warning") if finding.code in FOR_A_PERSON]


def _for_a_person(report: Report, tree: JsonObject, known: Collection[Known]) -> Iterator[str]:
    """Yield what needs nothing from a planner: what it fills otherwise than the matcher, and what questions ask for."""
    disputed = _disputed(report)
    bare = [finding for finding in disputed if not _reason(finding, tree)]
    if disputed:
        new = [finding for finding in disputed if _known(finding, tree) not in known]
        places = f": {_places(new, tree)}" if new else ""
        yield f"for a person, no fault of yours: {len(disputed)} filled otherwise than the offline matcher would{places}"
    if bare:
        yield f"  still without a `reason` by which that person could decide: {_places(bare, tree)}"
    if waiting := report.of("open"):
        new = [finding for finding in waiting if _known(finding, tree) not in known]
        told = f": {_coded(new, tree)}" if new else ""
        as_before = f" ({len(waiting) - len(new)} as before)" if len(new) < len(waiting) else ""
        yield f"for a person: {_count(len(waiting), 'open point')}, a Question asks for each{as_before}{told}"


def _reason(finding: Finding, tree: JsonObject) -> str:
    held = at_place(tree, steps_of(finding.where))
    return str(held.get("reason", "")) if isinstance(held, dict) else ""


def _known(finding: Finding, tree: JsonObject) -> Known:
    return finding.code, named_place(tree, finding.where), finding.message


def _groups(findings: Sequence[Finding]) -> list[list[Finding]]:
    groups: dict[tuple[str, str, str], list[Finding]] = {}
    for finding in findings:
        groups.setdefault((finding.severity, finding.code, NAMED.sub("", finding.message)), []).append(finding)
    return list(groups.values())


def _told(group: Sequence[Finding], tree: JsonObject) -> Iterator[str]:
    """Yield the first of alike findings in full; of the others the places, with what their messages name beside."""
    first, *others = group
    message = " ".join(first.message.split())  # names of documents stand in it, which may hold lines
    message = message if len(message) <= LONGEST else f"{message[:LONGEST]}…"
    fix = f" Fix: {_fix(first.fix, tree)}" if first.fix else ""
    fixed = " (not yours to change)" if is_fixed(first) else ""
    yield f"{first.severity} {first.code} {named_place(tree, first.where)}: {message}{fix}{fixed}"
    if others:
        most = len(others) if first.severity == "error" else PLACES
        told = (f"{named_place(tree, one.where)}{_beside(one, tree, first)}" for one in others[:most])
        yield f"  and alike: {', '.join(told)}{_more(others, most)}"


def _beside(finding: Finding, tree: JsonObject, first: Finding) -> str:
    """Return what a message names that neither its place nor the first message shows."""
    place, said = named_place(tree, finding.where), set(NAMED.findall(first.message))
    names = [name for name in dict.fromkeys(NAMED.findall(finding.message)) if name.strip('`"') not in place and name not in said]
    text = ", ".join(names)
    return f" ({text})" if text and len(text) <= LONGEST // 3 else ""


def _places(findings: Sequence[Finding], tree: JsonObject) -> str:
    return ", ".join(named_place(tree, finding.where) for finding in findings[:PLACES]) + _more(findings)


def _coded(findings: Sequence[Finding], tree: JsonObject) -> str:
    """Return findings by code, each with its places."""
    told: dict[str, list[str]] = {}
    for finding in findings[:PLACES]:
        told.setdefault(finding.code, []).append(named_place(tree, finding.where))
    return "; ".join(f"{code} {', '.join(places)}" for code, places in told.items()) + _more(findings)


def _more(findings: Sequence[Finding], most: int = PLACES) -> str:
    return f" and {len(findings) - most} more" if len(findings) > most else ""


def _fix(fix: Fix, tree: JsonObject) -> str:
    at = named_place(tree, fix.where)
    patch = {"op": "remove", "at": at} if fix.remove else {"op": "set", "at": at, "value": fix.value}
    text = json.dumps(patch, ensure_ascii=False)
    return f"{fix.words} {text}" if len(text) <= LONGEST else fix.words


def _codes(findings: Iterable[Finding]) -> str:
    counts = Counter(finding.code for finding in findings)
    return ", ".join(f"{code} x{count}" if count > 1 else code for code, count in counts.items())


def _count(number: int, word: str) -> str:
    return f"{number} {word}" + ("" if number == 1 else "s")
