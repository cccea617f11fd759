"""A design planned and repaired: who plans it, and what the planner needs of the rooms above: the way to the service, certain fixes."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from designer.pipeline import checker_of
from designer.plan.choosing import uses_claude

if TYPE_CHECKING:
    from collections.abc import Callable

    from designer.model.brief import Brief
    from designer.model.design import Design
    from designer.model.finding import Report
    from designer.model.run import Run
    from designer.model.spec import Catalog
    from designer.plan.choosing import PlannerWish
    from designer.plan.claude.planner import ClaudePlanner
    from designer.plan.claude.replaying import EarlierRun
    from designer.plan.claude.settings import ClaudeSettings
    from designer.plan.claude.stopping import Stopped
    from designer.plan.claude.turn import Transport
    from designer.plan.planner import Planner


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Claude within reach: the service answers to a credential, and the run to go on with is there."""

    settings: ClaudeSettings
    transport: Transport
    earlier: EarlierRun | None

    def planner(
        self, mend: Callable[[Design], tuple[Design, Report]], *, tell: Callable[[str], None], notice: Callable[[str], None]
    ) -> ClaudePlanner:
        """Return the planner; *mend* makes certain fixes, *tell* hears how far it is, *notice* what a person should know afterwards."""
        from designer.plan.claude.planner import ClaudePlanner  # noqa: PLC0415 - the offline planner needs none of it

        return ClaudePlanner(self.settings, transport=self.transport, mend=mend, tell=tell, notice=notice, earlier=self.earlier)


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """A design after repair, with what the check says of it, and what a run with Claude took and how it ended."""

    design: Design
    report: Report
    run: Run | None = None
    stopped: Stopped | None = None


def planned(
    claude: Asked | None,
    brief: Brief,
    catalog: Catalog,
    *,
    tell: Callable[[str], None],
    notice: Callable[[str], None],
    lost: Callable[[Run, Stopped | None], None] | None,
) -> Planned:
    """Plan with Claude, else offline, and repair what can be repaired; *lost* hears of a run with Claude that came to no design."""
    from designer.brief.account import with_brief_use  # noqa: PLC0415 - the same
    from designer.check.coverage import brief_count  # noqa: PLC0415 - the same
    from designer.pipeline.mending import Mending  # noqa: PLC0415 - planning loads the matcher; what is refused is refused before
    from designer.repair import repair  # noqa: PLC0415 - the same

    checker = checker_of(catalog)
    mending = Mending(checker)
    asked = claude.planner(mending.mend, tell=tell, notice=notice) if claude else None
    planner = asked or offline()
    tell("Planning")
    try:
        draft = planner.plan(brief, catalog, checker=checker)
    except BaseException:
        if asked and lost:
            lost(asked.run, asked.stopped)
        raise
    tell("Checking")
    final, report = repair(draft, brief, catalog, planner=planner, checker=checker)
    final = with_brief_use(final, brief)
    report = replace(report, repaired=(*mending.kept_in(final), *report.repaired), coverage=(*report.coverage, *brief_count(final)))
    return Planned(design=final, report=report, run=asked.run if asked else None, stopped=asked.stopped if asked else None)


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
