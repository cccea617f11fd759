"""Which planner was asked for."""

from __future__ import annotations

from designer.errors import UsageError
from designer.show.console import tell

AUTO = "Planning offline: this version has no other planner."


def choose_planner(name: str) -> None:
    """Accept the offline planner, and say so where the choice was ours. Raises UsageError for any other."""
    if name == "auto":
        tell(AUTO)
    elif name.startswith("claude"):
        raise UsageError(
            "--planner", "this version has only the offline planner", next_step="Write --planner offline, or leave the option out."
        )
    elif name != "offline":
        raise UsageError("--planner", f"there is no planner {name!r}", next_step="Write auto or offline.")
