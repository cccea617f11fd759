"""Which planner proposes: the one that was asked for, or the one that can."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from designer.plan.claude.turn import Effort

Provider = Literal["anthropic", "bedrock", "vertex", "foundry"]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannerWish:
    """What the user asked of the planner."""

    name: Literal["auto", "offline", "claude"] = "auto"
    """`auto` is Claude where a credential is, else the offline planner."""
    model: str = ""
    """Empty: the default one."""
    provider: Provider = "anthropic"
    effort: Effort = "medium"
    max_cost: float = 2.0
    """US dollars for the whole design."""
    max_rounds: int = 20
    narrative: bool = True
    """Ask for prose for the documents once the design is clean."""
    keeps_log: bool = True
    resume: str = ""
    """Id of an earlier run to go on with, or `last`."""
    command: str = ""
    """The command that was given, with all its options but `--resume`: with that and a run's id behind it, it goes on with the run."""


def uses_claude(wish: PlannerWish) -> bool:
    """Tell whether Claude shall propose. A run is resumed with Claude alone."""
    if wish.name == "auto" and not wish.resume:
        from designer.plan.claude.service import has_credential  # noqa: PLC0415 - the offline planner needs none

        return has_credential(wish.provider)
    return wish.name != "offline"
