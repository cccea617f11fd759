"""The end of a report for a person: what was held against documents and what not, waived findings, fixes, personal data, calls a day."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from designer.check.coverage import AGREEMENT, BRIEF_UNUSED
from designer.show.agreements import agreement_lines
from designer.show.console import Line
from designer.show.report import count_line, count_tone, counted_findings, place_line
from designer.show.safe import one_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from designer.model.design import Design
    from designer.model.finding import Budget, Count, Known, NeededScopes, PersonalFlow, Report, Waived

FEW = 5
WAITING = {"mappings unverified", "questions open", BRIEF_UNUSED}
"""Counts of what nothing has decided yet."""
APART = {f"mappings {word}" for word in AGREEMENT}
"""Counts that are told in a line of their own."""


def covered_lines(report: Report, *, file: str, design: Design, everything: bool = False) -> Iterator[Line]:
    """Yield what was repaired and waived, then the counts, then personal data and calls; *everything* tells long lists whole."""
    yield from _waived_lines(report.waived, file, everything=everything)
    yield from _gone_lines(report.gone, everything=everything)
    yield from repaired_lines(report, everything=everything)
    yield from count_lines(report)
    yield from agreement_lines(design, everything=everything)
    yield from _fixable_lines(report, file)
    yield from _personal_lines(report.personal, everything=everything)
    yield from _scope_lines(report.scopes)
    yield from _budget_lines(report.budget, design)


def count_lines(report: Report) -> Iterator[Line]:
    """Yield the count of the findings and of what was covered."""
    yield Line(count_line(report), count_tone(report))
    if report.unasked:
        yield Line(f"Left out: {_number(report.unasked, 'finding')} of rules that were not asked for", "warning")
    covered = [_count(count) for count in report.coverage if count.total and count.name not in WAITING | APART]
    if covered:
        yield Line(f"Covered: {', '.join(covered)}", "quiet")
    waiting = [_count(count) for count in report.coverage if count.done and count.name in WAITING]
    if waiting:
        yield Line(f"Not covered: {', '.join(waiting)}", "quiet")


def repaired_lines(report: Report, *, everything: bool = False) -> Iterator[Line]:
    """Yield what repair has changed in the design before it was checked."""
    if not report.repaired:
        return
    yield Line(f"Repaired: {_number(len(report.repaired), 'certain fix', 'certain fixes')}", "good")
    shown = report.repaired if everything else report.repaired[:FEW]
    for one in shown:
        yield Line(f"  {one.code}  {one_line(one.place or one.where)}: {one_line(one.words).rstrip('.')}", hang=4)
    if len(shown) < len(report.repaired):
        yield Line(f"  and {len(report.repaired) - len(shown)} more; --all tells them", "quiet")
    yield Line("")


def _waived_lines(waived: tuple[Waived, ...], file: str, *, everything: bool) -> Iterator[Line]:
    silent = [one for one in waived if one.by == "comment"]
    if silent:
        yield Line(f"Waived by comments: {counted_findings([one.finding for one in silent])}", "quiet")
        for one in silent if everything else silent[:FEW]:
            yield place_line(one.finding.code, one.finding.severity, file, one.line, one.reason, indent=2)
        if len(silent) > FEW and not everything:
            yield Line(f"  and {len(silent) - FEW} more; --all tells them", "quiet")
        yield Line("")


def _gone_lines(gone: tuple[Known, ...], *, everything: bool) -> Iterator[Line]:
    if gone:
        yield Line(f"Mended since the baseline: {_number(len(gone), 'finding')}, which can be removed with --write-baseline", "good")
        for one in gone if everything else gone[:FEW]:
            yield Line(f"  {one_line(one.code)}  {one_line(one.place)}", "quiet", hang=4)
        if len(gone) > FEW and not everything:
            yield Line(f"  and {len(gone) - FEW} more; --all tells them", "quiet")
        yield Line("")


def _fixable_lines(report: Report, file: str) -> Iterator[Line]:
    certain = sum(1 for finding in report.findings if finding.fix and finding.fix.certain)
    if certain:
        yield Line(f"`designer check {one_line(file)} --fix` makes {_number(certain, 'certain fix', 'certain fixes')}.", "good")


def _personal_lines(personal: tuple[PersonalFlow, ...], *, everything: bool) -> Iterator[Line]:
    ways: dict[tuple[str, str], list[PersonalFlow]] = {}
    for flow in personal:
        ways.setdefault((flow.source, flow.target), []).append(flow)
    for (source, target), flows in ways.items():
        kinds = Counter(f"{flow.category}{' (sensitive)' if flow.is_sensitive else ''}" for flow in flows)
        told = ", ".join(f"{kind} {number}" if number > 1 else kind for kind, number in kinds.items())
        yield Line(f"Personal data, {one_line(source)} to {one_line(target)}: {told}", "quiet")
        if everything:
            for flow in flows:
                yield Line(f"  {flow.category}: {one_line(flow.source_path)} -> {one_line(flow.target_path)}", "quiet", hang=4)


def _scope_lines(scopes: tuple[NeededScopes, ...]) -> Iterator[Line]:
    for one in scopes:
        asked = "as asked for" if set(one.asked) == set(one.scopes) else f"asked for: {', '.join(one.asked) or 'none'}"
        yield Line(f"Scopes needed, {one_line(one.system)}: {one_line(', '.join(one.scopes))} ({one_line(asked)})", "quiet")


def _budget_lines(budget: tuple[Budget, ...], design: Design) -> Iterator[Line]:
    for one in budget:
        system = design.system(one.system)
        yield Line(f"Calls to {one_line(system.name if system else one.system)}: {one_line(one.arithmetic)}", "quiet")
        for limit in one.limits:
            yield Line(f"  limit {one_line(limit)}", "quiet", hang=4)
        if one.catching_up:
            yield Line(f"  {one_line('; '.join(one.catching_up))}", "quiet", hang=4)


def _count(count: Count) -> str:
    return f"{count.name} {count.done} of {count.total}"


def _number(number: int, one: str, many: str = "") -> str:
    return f"{number} {one if number == 1 else many or f'{one}s'}"
