"""The whole run: every good design in a process of a pool, what came of it gathered in the order of the designs."""

from __future__ import annotations

import os
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from designer.model.finding import Finding
    from mutants.grounds import Found
    from mutants.judging import FalseAlarm, Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What came of one good design."""

    name: str
    origin: str
    findings: tuple[Finding, ...] = ()
    """What is said of it untouched."""
    verdicts: tuple[Verdict, ...] = ()
    drifts: tuple[Verdict, ...] = ()
    harmless: Counter[str] = field(default_factory=Counter)
    """How often each harmless change was made."""
    alarms: tuple[FalseAlarm, ...] = ()
    untouched: Counter[str] = field(default_factory=Counter)
    """How often each change of a document was made that does not touch the design."""
    drift_alarms: tuple[FalseAlarm, ...] = ()
    failure: str = ""
    """Why there is no more: the design could not be made."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """One good design, and how many mutants of each kind."""

    found: Found
    most: int


def outcomes(designs: Sequence[Found], *, most: int, processes: int, tell: Callable[[str], None]) -> Iterator[Outcome]:
    """Yield the outcome of each design in order, however many processes work on them."""
    tasks = [Task(found=one, most=most) for one in designs]
    with ProcessPoolExecutor(max_workers=processes) as pool:
        for number, outcome in enumerate(pool.map(outcome_of, tasks), start=1):
            planted = len(outcome.verdicts) + len(outcome.drifts)
            missed = sum(not one.by_code for one in (*outcome.verdicts, *outcome.drifts))
            told = outcome.failure or f"{planted} planted, {missed} missed"
            tell(f"{number} of {len(tasks)}: {outcome.name}, {told}")
            yield outcome


def outcome_of(task: Task) -> Outcome:
    """Plant all kinds of fault in one design, make all harmless changes, change its documents."""
    from designer.errors import DesignerError  # noqa: PLC0415 - the same
    from mutants import kinds  # noqa: F401, PLC0415 - in the process that needs them
    from mutants.documents import cut  # noqa: PLC0415 - the same
    from mutants.grounds import opened  # noqa: PLC0415 - the same
    from mutants.judging import drift_alarms, drift_verdicts, false_alarms, verdicts  # noqa: PLC0415 - the same

    found, most = task.found, task.most
    try:
        ground = opened(found)
    except DesignerError as error:
        return Outcome(name=found.name, origin=found.origin, failure=f"{error.place}: {error.fact}")
    harmless = list(false_alarms(ground, most=most))
    with cut(ground) as over_slices:
        drifts = tuple(drift_verdicts(over_slices, most=most))
        untouched = list(drift_alarms(over_slices, most=most))
    return Outcome(
        name=found.name,
        origin=found.origin,
        findings=ground.report.findings,
        verdicts=tuple(verdicts(ground, most=most)),
        drifts=drifts,
        harmless=Counter(name for name, _ in harmless),
        alarms=tuple(alarm for _, alarm in harmless if alarm),
        untouched=Counter(name for name, _ in untouched),
        drift_alarms=tuple(alarm for _, alarm in untouched if alarm),
    )


def cores() -> int:
    """Return how many processes can work at once."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
