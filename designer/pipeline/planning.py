"""The planner of a run, with what it needs from the rooms above it: the way to the model's service, the certain fixes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from designer.plan.choosing import uses_claude

if TYPE_CHECKING:
    from collections.abc import Callable

    from designer.model.design import Design
    from designer.model.finding import Checker, Report
    from designer.plan.choosing import PlannerWish
    from designer.plan.claude.planner import ClaudePlanner
    from designer.plan.claude.replaying import EarlierRun
    from designer.plan.claude.settings import ClaudeSettings
    from designer.plan.claude.turn import Transport
    from designer.plan.planner import Planner


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Claude within reach: the service answers to a credential, and the run to go on with is there."""

    settings: ClaudeSettings
    transport: Transport
    earlier: EarlierRun | None

    def planner(self, checker: Checker, *, tell: Callable[[str], None], notice: Callable[[str], None]) -> ClaudePlanner:
        """Return the planner; *tell* hears how far it is, *notice* what a person should know afterwards."""
        from designer.plan.claude.planner import ClaudePlanner  # noqa: PLC0415 - the offline planner needs none of it
        from designer.repair import with_certain_fixes  # noqa: PLC0415 - planning loads the matcher

        def mend(design: Design) -> tuple[Design, Report]:
            return with_certain_fixes(design, checker)

        return ClaudePlanner(self.settings, transport=self.transport, mend=mend, tell=tell, notice=notice, earlier=self.earlier)


def reached(wish: PlannerWish, *, tell: Callable[[str], None]) -> Asked | None:
    """Return Claude, None where the offline planner proposes; nothing is sent yet, and no document was read.

    Raises CredentialError and ServiceError where Claude is asked for and cannot be reached, UsageError where there is no run to resume.
    """
    if not uses_claude(wish):
        return None
    from designer.plan.claude.replaying import earlier_run  # noqa: PLC0415 - the offline planner needs none of it
    from designer.plan.claude.service import connect  # noqa: PLC0415 - the same

    earlier = earlier_run(wish.resume) if wish.resume else None
    return Asked(settings=settings_of(wish), transport=connect(wish.provider, tell=tell), earlier=earlier)


def settings_of(wish: PlannerWish) -> ClaudeSettings:
    """Return what a run with Claude is asked for."""
    from designer.plan.claude.settings import DEFAULT_MODEL, ClaudeSettings  # noqa: PLC0415 - the offline planner needs none

    return ClaudeSettings(
        model=wish.model or DEFAULT_MODEL,
        provider=wish.provider,
        effort=wish.effort,
        max_cost=wish.max_cost,
        max_rounds=wish.max_rounds,
        narrative=wish.narrative,
        keeps_log=wish.keeps_log,
        command=wish.command,
    )


def offline() -> Planner:
    """Return the planner that asks nobody."""
    from designer.plan.offline.planner import OfflinePlanner  # noqa: PLC0415 - planning loads the matcher; what is refused is refused before

    return OfflinePlanner()
