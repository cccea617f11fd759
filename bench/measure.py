"""Processor time and memory of whole processes, several subjects in turn; medians of what was counted."""

from __future__ import annotations

import json
import os
import resource
import signal
import statistics
import subprocess
import tempfile
from dataclasses import dataclass, field, replace
from pathlib import Path
from threading import Timer
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

ROOT = Path(__file__).resolve().parent.parent
KIBIBYTES_PER_MEGABYTE = 1_000_000 / 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """One of the things compared: a command, and what its runs share."""

    name: str
    command: tuple[str, ...] = ()
    """`{out}` in an argument stands for a folder of the run's own, made and removed around it."""
    prepared: tuple[str, ...] = ()
    """The same work where all that is loaded late was loaded before: its clock gives the figure in process, `command` the others."""
    cache: Path | None = None
    """The designer's cache folder, filled by one run that is not counted; none: a fresh, empty one for each run (a cold start)."""
    codes: frozenset[int] = frozenset({0})
    """Exit codes of a run that did its work: a validator that found errors has done it too."""
    said: Callable[[str], str] | None = None
    """What a run did, in a few words, from all that it printed; none: from the line that a probe prints."""
    once: bool = False
    """Its figures are no times: one run tells all."""
    limit: int = 0
    """Seconds on the wall that it may take where the budget's are too few; 0: the budget's."""
    missing: str = ""
    """Why it cannot be run here; empty: it can."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One finished run: CPU seconds (user and system) of the process with its children, and its peak memory."""

    whole: float
    megabytes: float
    inside: float | None = None
    """CPU seconds of the work alone, as the process itself counted them; imports apart."""
    said: str = ""


@dataclass(slots=True)
class Series:
    """All runs of a subject, or why there are none."""

    subject: Subject
    runs: list[Run] = field(default_factory=list)
    failure: str = ""

    @property
    def spent(self) -> float:
        """Return the CPU seconds that the runs took together."""
        return sum(run.whole for run in self.runs)


@dataclass(frozen=True, slots=True, kw_only=True)
class Budget:
    """How often and how long a subject is run."""

    runs: int
    seconds: float
    """No further run once the runs of a subject took so many CPU seconds together; one is always made."""
    limit: int
    """Seconds on the wall after which a run is ended; what only prepares, or is run but once, may take three times as long.

    Not a limit of CPU time: under one, Linux counts the clock of a process in ticks of 4 ms.
    """


def in_turn(subjects: Sequence[Subject], budget: Budget, *, tell: Callable[[str], None]) -> list[Series]:
    """Run the subjects A B C A B C …, so that a slow minute of the machine hits all of them alike."""
    every = [Series(subject, failure=subject.missing) for subject in subjects]
    for series in every:
        if series.subject.cache and not series.subject.once and not series.failure:
            tell(f"{series.subject.name}, once to warm up")
            done = run(series.subject, limit=3 * budget.limit)
            series.failure = done if isinstance(done, str) else ""
    for number in range(1, budget.runs + 1):
        for series in every:
            if series.failure or (series.runs and (series.subject.once or series.spent > budget.seconds)):
                continue
            tell(f"{series.subject.name}, run {number} of {budget.runs}")
            done = run(series.subject, limit=series.subject.limit or (3 if series.subject.once else 1) * budget.limit)
            if isinstance(done, str):
                series.failure = done
            else:
                series.runs.append(done)
    return every


def run(subject: Subject, *, limit: int) -> Run | str:
    """Run a subject once; a text tells why there is no figure."""
    whole = _run(subject, subject.command, limit)
    if isinstance(whole, str) or not subject.prepared:
        return whole
    inside = _run(replace(subject, said=None), subject.prepared, limit)
    return inside if isinstance(inside, str) else replace(whole, inside=inside.inside)


def _run(subject: Subject, command: Sequence[str], limit: int) -> Run | str:
    with tempfile.TemporaryDirectory(prefix="designer-bench-") as own:
        out = Path(own) / "out"
        environment = {**os.environ, "DESIGNER_CACHE": str(subject.cache or Path(own) / "cache"), "PYTHONPATH": str(ROOT), "NO_COLOR": "1"}
        try:
            return _finished(subject, [argument.replace("{out}", str(out)) for argument in command], environment, Path(own), limit)
        except OSError as wrong:
            return f"{command[0]}: {wrong.strerror}"


def _finished(subject: Subject, command: list[str], environment: dict[str, str], own: Path, limit: int) -> Run | str:
    with (own / "stdout").open("wb") as stdout, (own / "stderr").open("wb") as stderr:
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=stdout, stderr=stderr, start_new_session=True)
        ended: list[int] = []
        timer = Timer(limit, lambda: (ended.append(limit), os.killpg(process.pid, signal.SIGKILL)))
        timer.start()
        _, status, used = os.wait4(process.pid, 0)
        timer.cancel()
        process.returncode = os.waitstatus_to_exitcode(status)
    printed, complaints = ((own / name).read_text(encoding="utf-8", errors="replace") for name in ("stdout", "stderr"))
    if ended:
        return f"ended after {limit} s"
    if process.returncode not in subject.codes:
        return failure_of(process.returncode, complaints, printed)
    spent, peak = used.ru_utime + used.ru_stime, used.ru_maxrss / KIBIBYTES_PER_MEGABYTE
    if subject.said:
        return Run(whole=spent, megabytes=peak, said=subject.said(printed + complaints))
    told = json.loads(printed.strip().splitlines()[-1])
    return Run(whole=spent, megabytes=peak, inside=told["seconds"], said=told["said"])


def failure_of(code: int, stderr: str, stdout: str) -> str:
    """Return a failed run in a line: the last thing it said, without this machine's folders, and its exit code."""
    lines = [line.strip() for line in (stderr.strip() or stdout.strip()).splitlines() if line.strip()]
    last = lines[-1].replace(f"{ROOT}/", "").replace(str(Path.home()), "~") if lines else ""
    return f"exit {code}: {last[:160]}" if last else f"exit {code}"


def median(values: Sequence[float]) -> float | None:
    """Return the median, nothing of nothing."""
    return statistics.median(values) if values else None


def peak_megabytes() -> float:
    """Return the peak memory of this process: Linux counts a child's from its parent's on, so no child can show less."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / KIBIBYTES_PER_MEGABYTE
