"""One sitting with the model: everything that a conversation needs put together, held to its end, and closed by the documents' texts."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from designer.errors import DesignerError, UsageError
from designer.files.design_file import design_text
from designer.model.run import DONE
from designer.plan.claude.caps import Budget
from designer.plan.claude.closing import NONE, with_texts
from designer.plan.claude.exchange import Exchange
from designer.plan.claude.hearing import Hearing
from designer.plan.claude.pricing import price_of
from designer.plan.claude.replaying import EarlierRun, Replaying
from designer.plan.claude.rounds import Rounds
from designer.plan.claude.stopping import StopSignal, counted
from designer.plan.claude.wording import Wording

if TYPE_CHECKING:
    from collections.abc import Callable

    from designer.files.runs import RunLog
    from designer.model.design import Design
    from designer.model.finding import Report
    from designer.model.run import Ending, PromptUse
    from designer.model.scalars import JsonObject
    from designer.plan.claude.best import Standing
    from designer.plan.claude.conversation import Conversation
    from designer.plan.claude.opened import Opened
    from designer.plan.claude.settings import ClaudeSettings
    from designer.plan.claude.tools import Workbench
    from designer.plan.claude.turn import Transport


class Sitting:
    """A conversation with its log, its cost and its best design."""

    def __init__(  # noqa: PLR0913 - what a conversation needs is put together here alone
        self,
        settings: ClaudeSettings,
        *,
        opened: Opened,
        bench: Workbench,
        mend: Callable[[Design], tuple[Design, Report]],
        transport: Transport,
        log: RunLog,
        earlier: EarlierRun,
        tell: Callable[[str], None],
        clock: Callable[[], float],
    ) -> None:
        """Put together what a conversation needs; nothing is sent yet."""
        self._settings = settings
        self._opened = opened
        self.draft = opened.draft
        """What the conversation is over."""
        self._bench = bench
        self._mend = mend
        self.log = log
        self.prevented: Ending = ""
        """What the documents of a design that is done have no texts for."""
        self._told = {use.sha256 for use in opened.opening.prompts}
        budget = Budget(price_of(settings.model), cap=settings.max_cost, earlier=earlier.usd)
        self._exchange = Exchange(
            settings,
            transport=Replaying(earlier, transport),
            log=log,
            budget=budget,
            hearing=Hearing(tell, budget),
            clock=clock,
        )
        self._wording = Wording(self._sent)
        self._rounds = Rounds(
            settings,
            conversation=opened.conversation(),
            exchange=self._exchange,
            bench=bench,
            wording=self._wording,
            anew=self._anew,
            keep=self._keep,
        )

    @property
    def best(self) -> Standing | None:
        """Return the best design so far."""
        return self._rounds.best

    @property
    def bugs(self) -> tuple[str, ...]:
        """Return what the designer itself could not do on the way."""
        return self._rounds.bugs

    @property
    def exchange(self) -> Exchange:
        """Return what was asked and answered."""
        return self._exchange

    def held(self) -> StopSignal:
        """Return what ended the rounds. Raises ServiceError where the service cannot be used, UsageError where a run cannot be resumed."""
        stop, lacking = self._stopped(), NONE
        if self._rounds.is_closing and stop.ending not in DONE:
            stop, lacking = self._rounds.done(), self._without_texts(stop)
        best = self.best
        if not best or stop.ending not in DONE or not self._settings.narrative or best.design.narrative.overview:
            return stop
        if self._rounds.is_closing:
            return StopSignal(stop.ending, f"{stop.fact} Its documents have no texts of Claude's: {lacking}.")
        before = self._exchange.count
        lacking = self._narrated(best)
        more = self._exchange.count - before
        if lacking:
            after = f", which were asked for in {counted(more, 'round')} more" if more else ""
            return StopSignal(stop.ending, f"{stop.fact} Its documents have no texts of Claude's{after}: {lacking}.")
        return StopSignal(stop.ending, f"{stop.fact} The documents' texts took {counted(more, 'round')} more.")

    def _stopped(self) -> StopSignal:
        """Hold the rounds; a service that fails once the design is done costs no more than the texts."""
        try:
            return self._rounds.run()
        except DesignerError as failure:
            if isinstance(failure, UsageError) or not self._rounds.is_closing:
                raise
            return StopSignal("failed", failure.fact)

    def _narrated(self, best: Standing) -> str:
        """Ask for the documents' texts of a design with warnings; return what they lack it for, empty where they came."""
        try:
            told = with_texts(best, rounds=self._rounds, bench=self._bench, mend=self._mend, wording=self._wording)
        except (DesignerError, StopSignal) as fault:
            return self._without_texts(fault)
        self._rounds.best = told
        self._keep(told)
        return ""

    def _without_texts(self, fault: DesignerError | StopSignal) -> str:
        """Note and return why there are no texts."""
        self.prevented = fault.ending if isinstance(fault, StopSignal) else "failed"
        reason = fault.fact.rstrip(".")
        self._exchange.note(f"no texts: {reason}")
        return reason

    def _anew(self, calls: tuple[JsonObject, ...], is_closing: bool) -> Conversation:  # noqa: FBT001 - a callback's only flag
        asked = (self._wording.narrative(may_change=True),) if is_closing else ()
        return self._opened.conversation(self._wording.restart(self._bench.design, self._bench.report, calls), *asked)

    def _keep(self, best: Standing) -> None:
        self.log.best(design_text(replace(best.design, planner=self._settings.planner)))

    def _sent(self, use: PromptUse) -> None:
        if use.sha256 not in self._told:
            self._told.add(use.sha256)
            self.log.prompt(use)
