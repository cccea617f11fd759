"""A baseline: the findings that a design had when the check was adopted, so that only what is new counts from then on."""

from __future__ import annotations

import json
import re
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from designer.check.reporting.places import stable_place
from designer.check.reporting.waivers import NEVER_WAIVED
from designer.errors import UsageError
from designer.files.text import read_text
from designer.model.finding import Known, Waived
from designer.secrecy.looking import masked

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from designer.model.design import Design
    from designer.model.finding import Finding, Report

VERSION = 1
MARKED = re.compile(r"`([^`]+)`")
ADVICE = re.compile(r" Did you mean .*", re.DOTALL)
"""Where a message goes from the fact to what to do, which may be said otherwise tomorrow."""
AGAIN = "Write it anew with --write-baseline."


def known(finding: Finding, design: Design) -> Known:
    """Return a finding as a baseline keeps it: neither lines nor numbers in lists are part of it, nor a secret."""
    fact = ADVICE.sub("", finding.message)
    subject = ", ".join(MARKED.findall(fact.partition(". ")[0] if "`" in fact.partition(". ")[0] else fact))
    place = stable_place(design, finding.where)
    return Known(code=finding.code, place=masked(place), subject=masked(subject), message=masked(finding.message))


def baseline_text(findings: Iterable[Finding], design: Design) -> str:
    """Return the baseline file of findings, without those of secrets."""
    kept = sorted(
        (known(finding, design) for finding in findings if finding.code not in NEVER_WAIVED),
        key=lambda one: (one.code, one.place, one.subject, one.message),
    )
    told = [{"code": one.code, "place": one.place, "subject": one.subject, "message": one.message} for one in kept]
    return json.dumps({"version": VERSION, "findings": told}, indent=2, ensure_ascii=False) + "\n"


def read_baseline(path: Path) -> tuple[Known, ...]:
    """Return what a baseline file holds. Raises UsageError if it is none."""
    try:
        value = json.loads(read_text(path))
    except (json.JSONDecodeError, RecursionError) as fault:
        place = f"{path}:{fault.lineno}" if isinstance(fault, json.JSONDecodeError) else str(path)
        raise UsageError(place, "is no JSON, so it is no baseline", next_step=AGAIN) from None
    if not isinstance(value, dict) or not isinstance(value.get("findings"), list):
        raise UsageError(str(path), 'is no baseline: it holds no list of "findings"', next_step=AGAIN)
    if value.get("version") != VERSION:
        raise UsageError(str(path), f"is a baseline of version {value.get('version')!r}, and this one reads {VERSION}", next_step=AGAIN)
    return tuple(_known(path, number, entry) for number, entry in enumerate(value["findings"]))


def against(report: Report, baseline: Iterable[Known], design: Design) -> Report:
    """Return the report with the findings that a baseline knows counted as waived, and what it knows and nothing has any more."""
    told = tuple(baseline)
    left = Counter(_key(one) for one in told)
    fresh, old = [], []
    for finding in report.findings:
        key = _key(known(finding, design))
        if left[key] and finding.code not in NEVER_WAIVED:
            left[key] -= 1
            old.append(Waived(finding=finding, by="baseline"))
        else:
            fresh.append(finding)
    gone = []
    for one in reversed(told):
        if left[_key(one)]:
            left[_key(one)] -= 1
            gone.append(one)
    return replace(report, findings=tuple(fresh), waived=(*report.waived, *old), gone=tuple(reversed(gone)))


def _key(one: Known) -> tuple[str, str, str]:
    return one.code, one.place, one.subject


def _known(path: Path, number: int, entry: Any) -> Known:
    members = ("code", "place", "subject")
    if not isinstance(entry, dict) or not all(isinstance(entry.get(name), str) for name in members):
        fact = f'is no baseline: findings[{number}] needs the texts "code", "place" and "subject"'
        raise UsageError(str(path), fact, next_step=AGAIN)
    return Known(code=entry["code"], place=entry["place"], subject=entry["subject"], message=str(entry.get("message", "")))
