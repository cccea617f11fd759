"""What a run with Claude is asked for, and how far it may go."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from designer.plan.claude.turn import Effort

DEFAULT_MODEL = "claude-opus-5-5"


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaudeSettings:
    """Model, effort and caps of a run."""

    model: str = DEFAULT_MODEL
    provider: str = "anthropic"
    effort: Effort = "medium"
    max_cost: float = 2.0
    """US dollars for the whole design, an earlier run that this one resumes included."""
    max_rounds: int = 20
    max_repairs: int = 5
    """Rounds whose submission leaves errors."""
    max_tokens: int = 32_000
    """Of a reply, thinking included; less where the cost cap is near, more once where a reply was cut."""
    narrative: bool = True
    """Ask for prose for the documents once the design is done."""
    keeps_log: bool = True
    command: str = ""
    """The command that was given, with all its options but `--resume`: with that and a run's id behind it, it goes on with the run."""

    @property
    def planner(self) -> str:
        """Return the planner's name, as a design tells it."""
        return f"claude:{self.model}"
