"""The end of a design run: what it took, why Claude stopped, how to go on, and the exit code."""

from __future__ import annotations

from typing import TYPE_CHECKING

from designer.cli.running import Told
from designer.files.runs import best_of, continued
from designer.model.run import DONE
from designer.show.console import tell
from designer.show.costs import run_words
from designer.show.safe import one_line

if TYPE_CHECKING:
    from designer.model.run import Run
    from designer.pipeline.designing import Outcome
    from designer.plan.claude.stopping import Stopped

GO_ON = "Go on with it: `{}`"


def ended(outcome: Outcome) -> int:
    """Tell on standard error how a run with Claude ended, and return the exit code of any run."""
    has_fault = bool(outcome.report.has_errors or outcome.changes.of("conflict"))
    stopped = outcome.stopped
    if outcome.run is None or stopped is None:
        return int(has_fault)
    if stopped.ending in DONE:
        tell(f"{cost_line(outcome.run)}. {one_line(stopped.message)}")
        return stopped.exit_code or int(has_fault)
    tell(cost_line(outcome.run))
    tell(one_line(stopped.message), tone="warning")
    if stopped.resume:
        tell(GO_ON.format(one_line(stopped.resume)))
    return Told(stopped.exit_code)


def tell_lost(run: Run, stopped: Stopped | None) -> None:
    """Tell on standard error what a run took of which nothing was written, and how it is gone on with; a failure's own message says so.

    What was designed before writing was cut short is in the log.
    """
    if run.rounds:
        tell(cost_line(run))
    if stopped and run.id and stopped.ending in DONE:
        tell(f"The design is kept; written without asking again: `{one_line(continued(run.start, run.id))}`")
    elif stopped and stopped.resume and (stopped.ending == "interrupted" or best_of(run.id)):
        tell(GO_ON.format(one_line(stopped.resume)))


def cost_line(run: Run) -> str:
    """Return what a run took in one line."""
    return f"Claude: {run_words(run)}"
