"""The rounds with the model: each reply taken for what it is, until the design is done, a cap is hit or nothing more comes.

A run that goes on with an earlier one hits, among the earlier one's replies, the caps that ended it: there they end nothing, and
are counted anew.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from designer.plan.claude.best import Standing, better
from designer.plan.claude.calling import Broken, answer_of, calls_of, names_of, result_of, signature
from designer.plan.claude.closing import TEXTS, untaken
from designer.plan.claude.conversation import text_block
from designer.plan.claude.exchange import TOO_LONG
from designer.plan.claude.progress import Progress
from designer.plan.claude.stopping import StopSignal, beyond, counted, lacks

if TYPE_CHECKING:
    from collections.abc import Callable

    from designer.model.scalars import JsonObject
    from designer.plan.claude.calling import Answer, Bench
    from designer.plan.claude.conversation import Conversation
    from designer.plan.claude.exchange import Answered, Exchange
    from designer.plan.claude.prompts import Demand
    from designer.plan.claude.settings import ClaudeSettings
    from designer.plan.claude.wording import Wording

CUT = frozenset({"max_tokens", TOO_LONG})
"""Why a reply ends before its end: nothing of it is used."""
MOST_REFUSED = 2
"""Times that texts which cannot be taken are answered with their faults; after the last the design goes without."""
MOST_ALIKE = 4
"""Replies in a row that make the same calls and change nothing."""
MOST_CUTS = 3
"""Replies in a row that were cut: the first is sent for again with more room, after the second parts are asked for."""


class Rounds:
    """A conversation going on, and the best design so far."""

    def __init__(
        self,
        settings: ClaudeSettings,
        *,
        conversation: Conversation,
        exchange: Exchange,
        bench: Bench,
        wording: Wording,
        anew: Callable[[tuple[JsonObject, ...], bool], Conversation],
        keep: Callable[[Standing], None],
    ) -> None:
        """Go on with *conversation*.

        *anew* begins another one, given the tool calls that were made before and whether the texts were asked for; *keep* hears of
        each new best design.
        """
        self._settings = settings
        self.conversation = conversation
        self._exchange = exchange
        self._bench = bench
        self._wording = wording
        self._anew = anew
        self._keep = keep
        self.best: Standing | None = None
        self._last: Standing | None = None
        """The last design, which need not be the best."""
        self._unsent: tuple[JsonObject, ...] = ()
        self._calls: tuple[JsonObject, ...] = ()
        self._progress = Progress(settings.max_repairs)
        self._asked = self._cuts = self._restarts = self._refused_texts = 0
        self._made: tuple[str, ...] = ()
        self._circle = 0
        """How often in a row the last calls were made, which changed nothing."""
        self._told_missing: tuple[Demand, ...] = ()
        self._wants_more = self._was_nudged = self._was_asked_for_texts = False
        self.bugs: tuple[str, ...] = ()
        """What the designer itself could not do on the way, each told once."""
        self.is_closing = False
        """The texts were asked for: they end the run, unless the model still changes the design."""

    def run(self) -> StopSignal:
        """Ask and answer until something ends it; return what. Raises ServiceError where the service cannot be used."""
        try:
            while True:
                self._take(self._ask())
        except StopSignal as stop:
            return stop

    def closing(self, text: str, bench: Bench) -> None:
        """Ask once more, with what was not yet answered, and have *bench* answer the calls of the reply."""
        self._unsent = (*self._unsent, text_block(text))
        self._wants_more = False
        reply = self._ask().reply
        if reply.stop_reason == "refusal":
            raise StopSignal("refused", _refusal(reply.stop_details))
        if reply.stop_reason in CUT:
            return
        self.conversation = self.conversation.with_reply(reply)
        calls = calls_of(reply.content)
        self._unsent = tuple(result_of(call, self._answer(bench, call)) for call in calls)
        self._exchange.used(names_of(calls), None)

    def _answer(self, bench: Bench, call: JsonObject) -> Answer:
        """Return what a tool answers; where a bug of ours did, the round and `bugs` tell it."""
        answer = answer_of(bench, call)
        if isinstance(answer, Broken):
            self.bugs = tuple(dict.fromkeys((*self.bugs, answer.bug)))
            self._exchange.note(f"the designer failed: {answer.bug}")
        return answer

    def _ask(self) -> Answered:
        if self._asked >= self._settings.max_rounds:
            raise StopSignal("rounds", f"{counted(self._asked, 'round')} {'is' if self._asked == 1 else 'are'} over (--max-rounds).")
        if self._unsent:
            self.conversation, self._unsent = self.conversation.with_user(self._unsent), ()
        answered = self._exchange.ask(self.conversation, more=self._wants_more)
        self._asked = 0 if answered.is_kept else self._asked + 1
        return answered

    def _take(self, answered: Answered) -> None:
        reply = answered.reply
        if reply.stop_reason == "refusal":
            raise StopSignal("refused", _refusal(reply.stop_details))
        if reply.stop_reason == "max_tokens":
            self._take_cut(answered)
            return
        if reply.stop_reason == TOO_LONG:
            self._begin_anew(answered)
            return
        self._cuts, self._wants_more = 0, False
        self.conversation = self.conversation.with_reply(reply)
        calls = calls_of(reply.content)
        if calls:
            self._use(calls, answered)
        elif reply.stop_reason != "pause_turn":
            self._take_end(answered)

    def _use(self, calls: tuple[JsonObject, ...], answered: Answered) -> None:
        """Answer all calls of a reply in one message, in order."""
        standing: Standing | None = None
        untold = ""
        told = is_partial = False
        results: list[JsonObject] = []
        for call in calls:
            answer = self._answer(self._bench, call)
            results.append(result_of(call, answer))
            if call.get("name") == TEXTS:
                told, untold = not answer.is_error, answer.text if answer.is_error else ""
            if answer.design is not None and answer.report is not None:
                standing = Standing(design=answer.design, report=answer.report)
                is_partial = is_partial or answer.is_error
                self._consider(standing)
        self._count_circle(calls, answered, is_step=standing is not None)
        self._calls = (*self._calls, *calls)
        self._unsent = tuple(results)
        self._exchange.used(names_of(calls), standing)
        if untold and self.is_closing:
            self._count_refused(untold, answered)
        if standing:
            self._judge(standing, answered, told=told, is_partial=is_partial)

    def _count_circle(self, calls: tuple[JsonObject, ...], answered: Answered, *, is_step: bool) -> None:
        """Stop where the same calls come over and over and change nothing; of a tool that is not there the name is all that counts."""
        made = signature(calls)
        self._circle = 0 if is_step else self._circle + 1 if made == self._made else 1
        self._made = made
        if self._circle >= MOST_ALIKE and not answered.is_kept:
            self._exchange.used(names_of(calls), None)
            fact = f"Claude made the same call {counted(self._circle, 'time')} in a row and changed nothing, so it was asked no further."
            raise StopSignal("stalled" if self.best else "silent", fact)

    def _count_refused(self, answer: str, answered: Answered) -> None:
        """Stop where the texts of a design that is done could not be taken twice."""
        self._refused_texts += 1
        if self._refused_texts >= MOST_REFUSED and not answered.is_kept:
            raise StopSignal("repairs", untaken(answer))

    def _consider(self, standing: Standing) -> None:
        self._last = standing
        best = better(self.best, standing)
        if best is not self.best:
            self.best = best
            self._keep(best)

    def _judge(self, standing: Standing, answered: Answered, *, told: bool, is_partial: bool) -> None:
        """Stop where a submission is done, or where asking on is of no use.

        *told*: the texts are among what was taken; *is_partial*: some of what was to be changed was not, so nothing is done yet.
        """
        self._was_nudged = False
        if standing.is_done and not is_partial and (told or not self._settings.narrative):
            self._take_last()
            raise self.done()
        if standing.is_done and not self.is_closing:
            self._progress.begin(standing)
            self.is_closing = True
            self._unsent = (*self._unsent, text_block(self._wording.narrative(may_change=True)))
            return
        step = self._progress.step(standing)
        if told and step.is_same and not standing.must_go_on:
            self._accept()
        self._tell_missing(standing)
        if step.stop and not answered.is_kept:
            raise step.stop
        if step.stop:
            self._progress.begin(None)
            if step.stop.ending == "stalled":
                self._unsent = (*self._unsent, text_block(self._wording.stalled(standing)))

    def _tell_missing(self, standing: Standing) -> None:
        """Tell once what the style's list asks for and the design has not, as soon as nothing else must be mended."""
        if standing.missing and not standing.must_go_on and standing.missing != self._told_missing:
            self._told_missing = standing.missing
            self._unsent = (*self._unsent, text_block(self._wording.missing(standing)))

    def done(self) -> StopSignal:
        """Return the end of a run whose design has nothing left to mend."""
        fact = f"Claude's design is done after {_rounds(self._exchange)}: nothing is left that it could mend."
        fixed = beyond(self.best)
        return StopSignal("accepted", f"{fact} {fixed}") if fixed else StopSignal("clean", fact)

    def _take_end(self, answered: Answered) -> None:
        """Take the end of a turn without a call: one nudge where something is missing, then that is the end."""
        self._take_last()
        best = self.best
        if self._forgets_texts():
            self._was_asked_for_texts = True
            self._exchange.note("ended without texts; asked once more")
            self._unsent = (text_block(self._wording.texts()),)
            return
        if best and best.is_done:
            raise self.done()
        if best and not best.mendable_errors and (self._was_nudged or not (best.unasked or best.missing)):
            self._accept()
        if self._was_nudged and not answered.is_kept:
            if best:
                raise StopSignal("stalled", "Claude ended although errors are left, and said so twice.")
            raise StopSignal("silent", "Claude ended without a design, though it was reminded.")
        self._was_nudged = True
        self._exchange.note("ended early; reminded")
        self._unsent = (text_block(self._wording.nudge(best)),)

    def _forgets_texts(self) -> bool:
        """Tell whether the model ends with a design whose texts were asked for once, and did not come."""
        last = self._last
        if not self.is_closing or self._was_asked_for_texts or last is None or last is not self.best:
            return False
        return not last.must_go_on and not last.design.narrative.overview

    def _take_last(self) -> None:
        """Hold the last design for the best where it has no errors: who ends with it means it, though another had fewer findings."""
        last = self._last
        if last and last is not self.best and not last.must_go_on and not last.is_empty:
            self.best = last
            self._keep(last)

    def _accept(self) -> None:
        self._take_last()
        left = counted(len(self.best.report.of("warning")), "warning") if self.best else ""
        fixed = beyond(self.best)
        errors = "no errors that it could mend" if fixed else "no errors"
        fact = f"Claude's design has {errors} after {_rounds(self._exchange)}; it let {left} stand."
        raise StopSignal("accepted", " ".join(filter(None, (fact, lacks(self.best), fixed))))

    def _take_cut(self, answered: Answered) -> None:
        """Send for a cut reply again with more room, then for its parts; what was cut is never run, and never goes back."""
        self._cuts += 1
        if self._cuts >= MOST_CUTS:
            if not answered.is_kept:
                raise StopSignal("stalled" if self.best else "silent", f"{self._cuts} replies in a row were cut before their end.")
            self._cuts = 0
        self._wants_more = self._cuts == 1 and self._exchange.can_ask_more(self.conversation)
        self._exchange.note("cut; sent for again with more room" if self._wants_more else "cut; parts asked for")
        if not self._wants_more:
            self._unsent = (text_block(self._wording.parts()),)

    def _begin_anew(self, answered: Answered) -> None:
        """Begin another conversation with what this one has brought: the design so far and what was looked up."""
        if self._restarts and not answered.is_kept:
            raise StopSignal("failed", "The conversation grew twice beyond what the model can read.")
        self._restarts += 1
        self._exchange.note("conversation too long; begun anew")
        self.conversation, self._unsent = self._anew(self._calls, self.is_closing), ()


def _refusal(details: JsonObject) -> str:
    category = f" ({details['category']})" if details.get("category") else ""
    explanation = f": {details['explanation']}" if details.get("explanation") else ""
    return f"Claude declined to answer{category}{explanation}".rstrip(".") + "."


def _rounds(exchange: Exchange) -> str:
    return counted(exchange.count, "round")
