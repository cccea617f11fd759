"""Why a run stopped, in words for a person, with its exit code and how to go on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from designer.model.run import DONE
from designer.plan.claude.proposal.findings import is_fixed

if TYPE_CHECKING:
    from designer.model.run import Ending
    from designer.plan.claude.best import Standing

BROKEN: frozenset[Ending] = frozenset({"failed", "refused", "silent"})
"""Endings that are told as a failure, even where a design was written."""
MOST_TOLD = 3
"""Errors that are told in full."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stopped:
    """How a run ended."""

    ending: Ending
    message: str
    """One or more whole sentences."""
    exit_code: int
    resume: str = ""
    """The command that goes on with it; empty: nothing is left to do, or no log was kept."""
    is_draft: bool = False
    """The offline draft is handed over, since what Claude had come to is worse."""


class StopSignal(Exception):  # noqa: N818 - it ends the rounds and is no error
    """Ends the rounds from deep inside."""

    def __init__(self, ending: Ending, fact: str) -> None:
        """Keep the ending and what happened, a whole sentence."""
        super().__init__(fact)
        self.ending: Ending = ending
        self.fact = fact


def stopped(
    ending: Ending, fact: str, *, best: Standing | None, draft: Standing | None = None, step: str = "", resume: str = ""
) -> Stopped:
    """Return how a run ended; *fact* says what happened, *step* what to do about it, and between stands what is handed over.

    That is the best design, or the *draft* where the run did not end by itself and the best design is worse.
    """
    is_draft = bool(ending not in DONE and best and draft and draft.badness < best.badness)
    left = "" if ending in DONE else instead(best, draft, is_kept=bool(resume)) if is_draft and best and draft else remainder(best)
    return Stopped(
        ending=ending,
        message=" ".join(filter(None, (fact, left, step))),
        exit_code=exit_code(ending, best),
        resume=resume,
        is_draft=is_draft,
    )


def exit_code(ending: Ending, best: Standing | None) -> int:
    """Return the exit code of an ending."""
    if ending == "interrupted":
        return 130
    if ending in BROKEN or best is None:
        return 2
    if ending in DONE:
        return 1 if best.errors else 0
    return 1


def beyond(best: Standing | None) -> str:
    """Say which errors stand where no design changes anything; empty where there is none."""
    fixed = [finding for finding in best.report.of("error") if is_fixed(finding)] if best else []
    if not fixed:
        return ""
    told = [f"{finding.where}: {finding.message.rstrip('.')}." for finding in fixed[:MOST_TOLD]]
    more = [f"And {len(fixed) - MOST_TOLD} more."] if len(fixed) > MOST_TOLD else []
    verb = "stands" if len(fixed) == 1 else "stand"
    return " ".join((f"{counted(len(fixed), 'error')} {verb} where brief and documents decide, for a person to mend:", *told, *more))


def lacks(best: Standing | None) -> str:
    """Say what of its style's list a design has nothing for; empty where it has all."""
    items = [demand.item for demand in best.missing] if best else []
    return f"It holds nothing for: {', '.join(items)}." if items else ""


def remainder(best: Standing | None) -> str:
    """Say what the best design has left; empty where there is none."""
    return f"Claude's best design is kept; it has {_findings(best)}." if best else ""


def instead(best: Standing, draft: Standing, *, is_kept: bool) -> str:
    """Say that the draft is handed over in the place of a design that is worse; *is_kept*: that one is in the run's log."""
    kept = " Claude's is kept with the run." if is_kept else ""
    told = f"Claude's best design has {_findings(best)}, the offline draft {_findings(draft)}"
    return f"{told}: the draft is the better one and is handed over.{kept}"


def _findings(standing: Standing) -> str:
    """Return what the check says of a design, counted: `1 error, 2 open points and 1 warning`."""
    report = standing.report
    counts = ((standing.errors, "error"), (len(report.of("open")), "open point"), (len(report.of("warning")), "warning"))
    left = [counted(count, word) for count, word in counts if count]
    told = ", ".join(left[:-1]) + " and " + left[-1] if left[1:] else "".join(left)
    return ("nothing that flows, and " if standing.is_empty else "") + (told or "no findings")


def counted(count: int, word: str) -> str:
    """Return a count with its noun."""
    return f"{count} {word}{'' if count == 1 else 's'}"
