"""Why a run stopped, in words for a person, with its exit code and how to go on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from designer.model.run import DONE

if TYPE_CHECKING:
    from designer.model.run import Ending
    from designer.plan.claude.best import Standing

__all__ = ["BROKEN", "DONE", "StopSignal", "Stopped", "counted", "exit_code", "remainder", "stopped"]
BROKEN: frozenset[Ending] = frozenset({"failed", "refused", "silent"})
"""Endings that are told as a failure, even where a design was written."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stopped:
    """How a run ended."""

    ending: Ending
    message: str
    """One or more whole sentences."""
    exit_code: int
    resume: str = ""
    """The command that goes on with it; empty: nothing is left to do, or no log was kept."""


class StopSignal(Exception):  # noqa: N818 - it ends the rounds and is no error
    """Ends the rounds from deep inside."""

    def __init__(self, ending: Ending, fact: str) -> None:
        """Keep the ending and what happened, a whole sentence."""
        super().__init__(fact)
        self.ending: Ending = ending
        self.fact = fact


def stopped(ending: Ending, fact: str, *, best: Standing | None, step: str = "", resume: str = "") -> Stopped:
    """Return how a run ended; *fact* says what happened, *step* what to do about it; what is left of the best design stands between."""
    left = remainder(best) if ending not in DONE else ""
    return Stopped(ending=ending, message=" ".join(filter(None, (fact, left, step))), exit_code=exit_code(ending, best), resume=resume)


def exit_code(ending: Ending, best: Standing | None) -> int:
    """Return the exit code of an ending."""
    if ending == "interrupted":
        return 130
    if ending in BROKEN or best is None:
        return 2
    if ending in DONE:
        return 1 if best.errors else 0
    return 1


def remainder(best: Standing | None) -> str:
    """Say what the best design has left; empty where there is none."""
    if best is None:
        return ""
    errors, warnings, points = best.errors, len(best.report.of("warning")), len(best.report.of("open"))
    left = [counted(count, word) for count, word in ((errors, "error"), (points, "open point"), (warnings, "warning")) if count]
    return f"Claude's best design is kept; it has {' and '.join((', '.join(left[:-1]), left[-1]) if left[1:] else left) or 'no findings'}."


def counted(count: int, word: str) -> str:
    """Return a count with its noun."""
    return f"{count} {word}{'' if count == 1 else 's'}"
