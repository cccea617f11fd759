"""Repair: certain fixes, then at most three rounds with the planner; what is kept is never worse than what was there."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from designer.check.places import place_words
from designer.model.codec import decode, encode
from designer.model.design import Design
from designer.model.finding import SEVERITIES, Repaired

if TYPE_CHECKING:
    from collections.abc import Iterable

    from designer.model.brief import Brief
    from designer.model.finding import Checker, Fix, Report
    from designer.model.scalars import Json
    from designer.model.spec import Catalog
    from designer.plan.planner import Planner

ROUNDS = 3
STEP = re.compile(r"\.?([A-Za-z_]\w*)|\[(\d+)\]")
OBVIOUS = 5
"""Rounds of certain fixes at most: one fix can make the next one visible."""


def repair(design: Design, brief: Brief, catalog: Catalog, *, planner: Planner, checker: Checker) -> tuple[Design, Report]:
    """Return the best design found and its report; the design that came in if nothing is better."""
    best, report = with_certain_fixes(design, checker)
    for _ in range(ROUNDS):
        if not report.has_errors:
            break
        revised = planner.revise(brief, catalog, best, report, checker=checker)
        if revised == best:
            break
        candidate, found = with_certain_fixes(revised, checker)
        if _badness(found) >= _badness(report):
            break
        best, report = candidate, replace(found, repaired=(*report.repaired, *found.repaired))
    return best, report


def apply_fixes(design: Design, fixes: Iterable[Fix]) -> Design:
    """Return the design with certain fixes made: values set first, then removals from the last to the first.

    A fix whose place is not there is left out; a value set just behind a list's end is added to it.
    """
    tree = encode(design)
    told = list(fixes)
    for fix in told:
        if not fix.remove:
            _set(tree, _steps(fix.where), fix.value)
    for where in sorted({tuple(_steps(fix.where)) for fix in told if fix.remove}, key=_order, reverse=True):
        _remove(tree, list(where))
    return decode(Design, tree)


def with_certain_fixes(design: Design, checker: Checker) -> tuple[Design, Report]:
    """Apply certain fixes until none is left or none makes it better; the report tells what was changed."""
    report = checker(design)
    for _ in range(OBVIOUS):
        mended = [(finding.code, finding.fix) for finding in report.findings if finding.fix and finding.fix.certain]
        fixed = apply_fixes(design, [fix for _, fix in mended]) if mended else design
        if fixed == design:
            break
        found = checker(fixed)
        if _badness(found) > _badness(report):
            break
        told = tuple(
            Repaired(code=code, where=fix.where, words=fix.words, place=" > ".join(place_words(design, fix.where))) for code, fix in mended
        )
        design, report = fixed, replace(found, repaired=(*report.repaired, *told))
    return design, report


def _badness(report: Report) -> tuple[int, ...]:
    """Return the number of findings of each severity, worst first; `info` and `unverified` do not count against a design."""
    return tuple(len(report.of(severity)) for severity in SEVERITIES[:3])


def _steps(where: str) -> list[str | int]:
    """Take a place apart: `$.flows[0].steps` is `flows`, 0, `steps`."""
    return [found[1] or int(found[2]) for found in STEP.finditer(where.removeprefix("$"))]


def _order(steps: tuple[str | int, ...]) -> tuple[tuple[int, str], ...]:
    return tuple((step, "") if isinstance(step, int) else (-1, step) for step in steps)


def _parent(tree: Any, steps: list[str | int]) -> Any:
    for step in steps[:-1]:
        if isinstance(tree, dict) and isinstance(step, str):
            tree = tree.get(step)
        elif isinstance(tree, list) and isinstance(step, int) and step < len(tree):
            tree = tree[step]
        else:
            return None
    return tree


def _set(tree: Any, steps: list[str | int], value: Json) -> None:
    # A list that the codec left out because it is empty comes into being with its first entry.
    parent = _parent(tree, steps)
    last = steps[-1]
    if parent is None and last == 0 and isinstance(owner := _parent(tree, steps[:-1]), dict):
        owner[steps[-2]] = [value]
    elif isinstance(parent, dict) and isinstance(last, str):
        parent[last] = value
    elif isinstance(parent, list) and isinstance(last, int):
        parent[last : last + 1] = [value]


def _remove(tree: Any, steps: list[str | int]) -> None:
    parent = _parent(tree, steps)
    last = steps[-1]
    if isinstance(parent, dict) and isinstance(last, str):
        parent.pop(last, None)
    elif isinstance(parent, list) and isinstance(last, int) and last < len(parent):
        del parent[last]
