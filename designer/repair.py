"""Repair: certain fixes, then at most three rounds with the planner; what is kept is never worse than what was there."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar

from designer.check.reporting.places import place_words
from designer.model.codec import decode, encode
from designer.model.design import Design
from designer.model.finding import SEVERITIES, Repaired

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from designer.model.brief import Brief
    from designer.model.finding import Checker, Finding, Fix, Report
    from designer.model.scalars import Json
    from designer.model.spec import Catalog
    from designer.plan.planner import Planner

Fixed = TypeVar("Fixed")
Fixing: TypeAlias = "Callable[[Sequence[Finding]], tuple[Fixed, Report] | None]"
"""Makes the fixes of some findings."""
ROUNDS = 3
STEP = re.compile(r"\.?([A-Za-z_]\w*)|\[(\d+)\]")
OBVIOUS = 20
"""Rounds of certain fixes at most.

One fix can make the next one visible, and where one makes things worse, the others are made one in a round.
"""


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

    def fixed(findings: Sequence[Finding]) -> tuple[Design, Report] | None:
        made = apply_fixes(design, [finding.fix for finding in findings if finding.fix])
        return None if made == design else (made, checker(made))

    for _ in range(OBVIOUS):
        wanted = [finding for finding in report.findings if is_certain(finding)]
        better = next(better_ones(report, wanted, fixed), None)
        if better is None:
            break
        made, after, found = better
        told = tuple(repaired(finding, design) for finding in made)
        design, report = after, replace(found, repaired=(*report.repaired, *told))
    return design, report


def better_ones(report: Report, wanted: Sequence[Finding], fixed: Fixing[Fixed]) -> Iterator[tuple[Sequence[Finding], Fixed, Report]]:
    """Yield what makes a design better: all fixes together, or each alone where one of them makes something else worse.

    *fixed* makes the fixes of some findings and returns what comes of it with its report, None where nothing changes.
    """
    for some in (wanted, *([finding] for finding in wanted if len(wanted) > 1)):
        made = fixed(some)
        if made is not None and _weight(made[1]) < _weight(report):
            yield some, *made


def repaired(finding: Finding, design: Design) -> Repaired:
    """Return what the report tells of a fix that was made."""
    place = " > ".join(place_words(design, finding.where))
    return Repaired(code=finding.code, where=finding.where, words=finding.fix.words if finding.fix else "", place=place)


def value_at(tree: Json, where: str) -> Json:
    """Return what stands at a place of a design as JSON, None where nothing does."""
    steps = _steps(where)
    parent, last = _parent(tree, steps), steps[-1] if steps else ""
    if isinstance(parent, dict) and isinstance(last, str):
        return parent.get(last) if last else tree
    return parent[last] if isinstance(parent, list) and isinstance(last, int) and last < len(parent) else None


def is_certain(finding: Finding) -> bool:
    """Tell whether a finding has a fix that is made without asking."""
    return finding.fix is not None and finding.fix.certain


def _weight(report: Report) -> tuple[int, int, int]:
    """Return how much is wrong: errors, then open points and warnings, then fixes not yet made."""
    milder = len(report.of("open")) + len(report.of("warning"))
    return len(report.of("error")), milder, sum(is_certain(finding) for finding in report.findings)


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
