"""Claude proposes: the offline draft, a conversation over it, and the best design that came of it."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import TYPE_CHECKING

from designer import __version__
from designer.errors import DesignerError, UsageError
from designer.files.runs import open_run, resume_command
from designer.model.run import DONE, Run, RunStart
from designer.plan.claude.calling import bug_of
from designer.plan.claude.opened import opened
from designer.plan.claude.replaying import EarlierRun
from designer.plan.claude.sitting import Sitting
from designer.plan.claude.stopping import StopSignal, stopped
from designer.plan.claude.turn import BugError, OurRequestError, ServiceError

if TYPE_CHECKING:
    from collections.abc import Callable

    from designer.model.brief import Brief
    from designer.model.design import Design
    from designer.model.finding import Checker, Report
    from designer.model.run import Ending
    from designer.model.spec import Catalog
    from designer.plan.claude.settings import ClaudeSettings
    from designer.plan.claude.stopping import Stopped
    from designer.plan.claude.turn import Transport

WITHOUT = "--planner offline"
OTHERWISE = f"Or plan without Claude: `{WITHOUT}`."
"""For whoever has no design yet: all but the prose can be had without a service."""
NEXT_STEPS: dict[Ending, str] = {
    # The service's own failures bring a next step of their own: `failed` is a conversation that grew too long.
    "failed": "Wish for fewer flows or systems at once.",
    "stalled": "Say more in the brief about what is left, or mend the design by hand.",
    "repairs": "Say more in the brief about what is left, or mend the design by hand.",
    "rounds": "Raise --max-rounds.",
    "cost": "Raise --max-cost, or take a cheaper model with --model.",
    "silent": "Say more in the brief, or plan without Claude: `--planner offline`.",
    "refused": (
        "The same words would meet the same answer: reword the brief, take another model with --model, "
        f"or plan without Claude: `{WITHOUT}`."
    ),
}

REPORTED = "Report the bug; without Claude it may not come up: `--planner offline`."

LATER: frozenset[Ending] = frozenset({"rounds", "cost", "failed"})
"""What keeps texts from a design that is done, and need not keep them from the run that goes on with it."""


class ClaudePlanner:
    """Plans by conversation with a model; the check decides what counts."""

    def __init__(
        self,
        settings: ClaudeSettings,
        *,
        transport: Transport,
        mend: Callable[[Design], tuple[Design, Report]],
        tell: Callable[[str], None] = lambda _: None,
        notice: Callable[[str], None] = lambda _: None,
        earlier: EarlierRun | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """Ask *transport*.

        *mend* makes the certain fixes of a design and checks it; *tell* hears how far the run is, *notice* what a person should know
        afterwards; *earlier* is the run to go on with; *clock* gives seconds.
        """
        self.name = settings.planner
        self.stopped: Stopped | None = None
        """How the run ended; None: it has not."""
        self._settings = settings
        self._transport = transport
        self._mend = mend
        self._tell = tell
        self._notice = notice
        self._earlier = earlier or EarlierRun()
        self._clock = clock
        self._sitting: Sitting | None = None
        self._start = RunStart(
            brief="",
            name="",
            planner=self.name,
            provider=settings.provider,
            model=settings.model,
            version=__version__,
            max_cost=settings.max_cost,
            max_rounds=settings.max_rounds,
        )

    @property
    def run(self) -> Run:
        """Return the run so far."""
        sitting, told = self._sitting, self.stopped
        return Run(
            id=sitting.log.id if sitting else "",
            start=self._start,
            rounds=sitting.exchange.rounds if sitting else (),
            ending=told.ending if told else "",
            message=told.message if told else "",
        )

    def plan(self, brief: Brief, catalog: Catalog, *, checker: Checker) -> Design:
        """Return the best design that Claude gave, the offline draft where a run was cut short at a worse one; `stopped` tells why.

        Raises DesignerError, or KeyboardInterrupt after Ctrl-C, where there is none.
        """
        sitting = self._sitting = self._begun(brief, catalog, checker)
        try:
            stop = sitting.held()
        except KeyboardInterrupt:
            self._ended(sitting, StopSignal("interrupted", "The run was interrupted."))
            if sitting.best is None:
                raise
        except UsageError as failure:
            if self._earlier.id and all(one.is_kept for one in sitting.exchange.rounds):
                # The earlier run may not be gone on with: a log of this one would hold nothing of its own, and would be the last one.
                sitting.log.discard()
            self._ended(sitting, StopSignal("failed", f"{failure.place}: {failure.fact.rstrip('.')}."))
            raise
        except DesignerError as failure:
            # Without a design the failure itself is raised, and tells its next step.
            step = failure.next_step if sitting.best else ""
            self._ended(sitting, StopSignal("failed", f"{failure.place}: {failure.fact.rstrip('.')}."), step=step, cause=failure)
            if sitting.best is None:
                raise type(failure)(failure.place, failure.fact, next_step=self._next_step(failure.next_step)) from failure
        except Exception as bug:
            fact = f"the designer itself failed, which is a bug of ours: {bug_of(bug)}"
            self._ended(sitting, StopSignal("failed", f"{fact[0].upper()}{fact[1:]}."), step=REPORTED if sitting.best else "")
            if sitting.best is None:
                raise BugError("Claude", fact, next_step=self._next_step(REPORTED)) from bug
        else:
            self._ended(sitting, stop, step=NEXT_STEPS.get(stop.ending, "") if sitting.best else "")
            if sitting.best is None:
                raise ServiceError("Claude", stop.fact.rstrip("."), next_step=self._next_step(NEXT_STEPS.get(stop.ending, "")))
        if self.stopped and self.stopped.is_draft:
            return sitting.draft.design
        return replace(sitting.best.design, planner=self.name)

    def revise(self, brief: Brief, catalog: Catalog, design: Design, report: Report, *, checker: Checker) -> Design:  # noqa: ARG002 - as the protocol has it
        """Return the design as it is: what could be mended was mended in the conversation."""
        return design

    def _begun(self, brief: Brief, catalog: Catalog, checker: Checker) -> Sitting:
        """Make the offline draft, and what a conversation over it begins with."""
        from designer.plan.claude.agreement import judged  # noqa: PLC0415 - it loads the matcher's dictionaries
        from designer.plan.claude.tools import Workbench  # noqa: PLC0415 - the same

        begins = opened(brief, catalog, checker=checker, mend=self._mend)
        draft = begins.draft.design
        settings = self._settings
        self._start = replace(
            self._start,
            brief=brief.path,
            name=brief.name,
            prompts=begins.opening.prompts,
            resumes=self._earlier.id,
            command=settings.command,
        )
        bench = Workbench(
            brief,
            catalog,
            checker=checker,
            draft=draft,
            mend=self._mend,
            judge=lambda design, before: judged(design, brief, catalog, draft=before),
            planner=self.name,
        )
        return Sitting(
            settings,
            opened=begins,
            bench=bench,
            mend=self._mend,
            transport=self._transport,
            log=open_run(self._start, keeps=settings.keeps_log, notice=self._notice),
            earlier=self._earlier,
            tell=self._tell,
            clock=self._clock,
        )

    def _ended(self, sitting: Sitting, stop: StopSignal, *, step: str = "", cause: DesignerError | None = None) -> None:
        """Close the log, and keep how the run ended; a request that the service calls wrong is wrong when it is sent again, too."""
        sitting.exchange.settle()
        is_hopeless = isinstance(cause, OurRequestError)
        resume = "" if is_hopeless else resume_command(self._start, sitting.log.id, stop.ending)
        if stop.ending in DONE and sitting.prevented in LATER and sitting.log.id:
            more = resume_command(self._start, sitting.log.id, sitting.prevented)
            step = f"`{more}` asks for them."
        for bug in sitting.bugs:
            self._notice(f"The designer itself failed at a call of Claude's, and the run went on: {bug}. {REPORTED}")
        self.stopped = stopped(stop.ending, stop.fact, best=sitting.best, draft=sitting.draft, step=step, resume=resume)
        sitting.log.ended(stop.ending, self.stopped.message)

    def _next_step(self, step: str) -> str:
        """Return the next step of a run without a design: how the run is gone on with, and the other planner."""
        resume = self.stopped.resume if self.stopped else ""
        return " ".join(filter(None, (step, f"Go on with `{resume}`." if resume else "", "" if WITHOUT in step else OTHERWISE)))
