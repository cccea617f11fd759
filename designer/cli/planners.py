"""Which planner was asked for."""

from __future__ import annotations

from designer.errors import UsageError


def refuse_other_planners(name: str) -> None:
    """Accept the offline planner. Raises UsageError for any other."""
    if name.startswith("claude"):
        raise UsageError(
            "--planner", "this version has only the offline planner", next_step="Write --planner offline, or leave the option out."
        )
    if name not in {"auto", "offline"}:
        raise UsageError("--planner", f"there is no planner {name!r}", next_step="Write auto or offline.")
