"""All rules over a design: findings in the order of their places, and how much was checked."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import designer.check.rules  # noqa: F401 - loading the rules registers them
from designer.check.budget.uses import budget
from designer.check.coverage import coverage
from designer.check.evidence.rights import needed_scopes
from designer.check.lookup.view import View
from designer.check.reporting.hiding import SECRET, without_secrets
from designer.check.rule import RULES
from designer.check.rules.access.secrets import found_secrets
from designer.model.finding import Finding, Report

if TYPE_CHECKING:
    from collections.abc import Sequence

    from designer.check.rule import Fault, Rule
    from designer.model.design import Design
    from designer.model.spec import Catalog

SECTIONS = ("systems", "flows", "warehouse", "links", "settings", "tables", "architecture", "policies", "questions", "narrative")
NUMBER = re.compile(r"(\d+)")


def check(design: Design, catalog: Catalog) -> Report:
    """Hold *design* against *catalog* by every rule."""
    view = View(design, catalog)
    found = (_finding(rule, fault) for _, rule in sorted(RULES.items()) for fault in rule.check(view))
    once = {(finding.code, finding.where, finding.message): finding for finding in found}
    findings = _harmless(design, sorted(once.values(), key=_order))
    return Report(
        findings=findings,
        coverage=coverage(view),
        budget=budget(view),
        personal=view.personal,
        scopes=needed_scopes(view),
    )


def _harmless(design: Design, findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """Return the findings without the secrets that the design holds, if it holds any."""
    holds_secrets = any(finding.code == SECRET for finding in findings)
    return without_secrets(findings, [one.text for one in found_secrets(design)] if holds_secrets else ())


def _finding(rule: Rule, fault: Fault) -> Finding:
    return Finding(
        code=rule.code,
        severity=fault.severity or rule.severity,
        where=fault.where,
        message=fault.message,
        spec=fault.spec,
        fix=fault.fix,
    )


def _order(finding: Finding) -> tuple[int, tuple[tuple[int, str], ...], str, str]:
    """Order by the place as the file shows it: sections as in the design, numbers as numbers."""
    section = finding.where.removeprefix("$.").partition(".")[0].partition("[")[0]
    place = SECTIONS.index(section) if section in SECTIONS else -1
    parts = tuple((int(part), "") if part.isdigit() else (-1, part) for part in NUMBER.split(finding.where))
    return place, parts, finding.code, finding.message
