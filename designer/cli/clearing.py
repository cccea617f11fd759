"""Letting go of runs: which, after asking."""

from __future__ import annotations

import re
import sys
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import typer

from designer.errors import UsageError
from designer.files.runs import clear_runs, runs, runs_folder, written_to
from designer.show.console import Line, show
from designer.show.costs import counted

if TYPE_CHECKING:
    from designer.model.run import Run

UNITS = {"h": "hours", "d": "days", "w": "weeks"}
GOING_ON = timedelta(hours=1)


def clear_after_asking(older_than: str, *, is_sure: bool) -> int:
    """Delete the runs that were begun longer ago than *older_than*, all of them without it. Raises UsageError."""
    now = datetime.now(UTC)
    least = _age(older_than)
    found = [run for run in runs() if now - _begun(run, now) >= least and not _goes_on(run, now)]
    if not found:
        show([Line("There is no run to delete.")])
        return 0
    what = f"{counted(len(found), 'run')} in {runs_folder()}"
    if not is_sure:
        if not sys.stdin.isatty():
            raise UsageError("designer runs clear", f"would delete {what}", next_step="Add --yes where nobody can be asked.")
        if not typer.confirm(f"Delete {what}?", err=True):
            show([Line("Nothing was deleted.")])
            return 0
    gone = clear_runs(run.id for run in found)
    show([Line(f"{counted(len(gone), 'run')} deleted.")])
    return 0 if len(gone) == len(found) else 1


def _age(told: str) -> timedelta:
    if not told:
        return timedelta(0)
    match = re.fullmatch(r"(\d{1,5})([hdw])", told.strip().lower())
    if match is None:
        raise UsageError(f"--older-than {told}", "is no length of time", next_step="Write hours, days or weeks: 12h, 30d, 8w.")
    return timedelta(**{UNITS[match[2]]: int(match[1])})


def _begun(run: Run, now: datetime) -> datetime:
    """Return when a run was begun; one that does not tell counts as new."""
    try:
        begun = datetime.fromisoformat(run.start.started)
    except ValueError:
        return now
    return begun if begun.tzinfo else begun.replace(tzinfo=UTC)


def _goes_on(run: Run, now: datetime) -> bool:
    return not run.ending and now.timestamp() - written_to(run.id) < GOING_ON.total_seconds()
