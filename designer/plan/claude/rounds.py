"""The rounds with the model: each reply taken for what it is, until the design is done, a cap is hit or nothing more comes.

A run that goes on with an earlier one hits, among the earlier one's replies, the caps that ended it: there they end nothing, and
are counted anew.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

from designer.plan.claude.best import Standing, better
from designer.plan.claude.conversation import text_block
from designer.plan.claude.exchange import TOO_LONG
from designer.plan.claude.stopping import StopSignal, counted

if TYPE_CHECKING:
    from collections.abc import Callable

    from designer.model.design import Design
    from designer.model.finding import Report
    from designer.model.scalars import JsonObject
    from designer.plan.claude.conversation import Conversation
    from designer.plan.claude.exchange import Answered, Exchange
    from designer.plan.claude.settings import ClaudeSettings
    from designer.plan.claude.wording import Wording

CLOSING = "submit_narrative"
MOST_REPEATS = 2
"""Changes that leave the same findings as before."""
MOST_REFUSED = 2
"""Times that texts which cannot be taken are answered with their faults; after the last the design goes without."""
MOST_CUTS = 3
"""Replies in a row that were cut: the first is sent for again with more room, after the second parts are asked for."""


class Answer(Protocol):
    """What a tool answers; `design` and `report` where the call changed the design."""

    @property
    def text(self) -> str:
        """For the model."""
        ...

    @property
    def is_error(self) -> bool:
        """The call could not be made."""
        ...

    @property
    def design(self) -> Design | None:
        """After the certain fixes."""
        ...

    @property
    def report(self) -> Report | None:
        """Of that design."""
        ...


class Bench(Protocol):
    """Where the tools lie."""

    def use(self, name: str, arguments: JsonObject) -> Answer:
        """Call a tool; never raises for what the model did wrong."""
        ...


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
        anew: Callable[[tuple[JsonObject, ...]], Conversation],
        keep: Callable[[Standing], None],
    ) -> None:
        """Go on with *conversation*.

        *anew* begins another one, given the tool calls that were made before; *keep* hears of each new best design.
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
        self._judged: Standing | None = None
        """The design before, by which a circle is told; None: none yet, or what ended an earlier run is counted anew."""
        self._asked = self._repairs = self._cuts = self._restarts = self._refused_texts = self._repeats = 0
        self._wants_more = self._was_nudged = False
        self.is_closing = False
        """The texts were asked for: they end the run, unless the model still changes the design."""

    def run(self) -> StopSignal:
        """Ask and answer until something ends it; return what. Raises ServiceError where the service cannot be used."""
        try:
            while True:
                self._take(self._ask())
        except StopSignal as stop:
            return stop

    def closing(self, text: str) -> tuple[JsonObject, ...]:
        """Ask once more, with what was not yet answered, and return the tool calls of the reply."""
        self._unsent = (*self._unsent, text_block(text))
        self._wants_more = False
        reply = self._ask().reply
        calls = _calls(reply.content) if reply.stop_reason == "tool_use" else ()
        self._exchange.used(tuple(str(call["name"]) for call in calls), None)
        return calls

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
        calls = _calls(reply.content)
        if calls:
            self._use(calls, answered)
        elif reply.stop_reason != "pause_turn":
            self._take_end(answered)

    def _use(self, calls: tuple[JsonObject, ...], answered: Answered) -> None:
        """Answer all calls of a reply in one message, in order."""
        standing: Standing | None = None
        results: list[JsonObject] = []
        for call in calls:
            arguments = call.get("input")
            answer = self._bench.use(str(call.get("name", "")), arguments if isinstance(arguments, dict) else {})
            results.append(_result(call, answer))
            if answer.design is not None and answer.report is not None:
                standing = Standing(design=answer.design, report=answer.report)
                self._consider(standing)
        self._calls = (*self._calls, *calls)
        self._unsent = tuple(results)
        names = tuple(str(call.get("name", "")) for call in calls)
        self._exchange.used(names, standing)
        if standing:
            self._judge(standing, answered, told=CLOSING in names)
        elif self.is_closing and CLOSING in names:
            self._count_refused(results[names.index(CLOSING)], answered)

    def _count_refused(self, result: JsonObject, answered: Answered) -> None:
        """Stop where the texts of a design that is done could not be taken twice."""
        self._refused_texts += 1
        if self._refused_texts >= MOST_REFUSED and not answered.is_kept:
            raise StopSignal("repairs", untaken(str(result["content"])))

    def _consider(self, standing: Standing) -> None:
        self._last = standing
        best = better(self.best, standing)
        if best is not self.best:
            self.best = best
            self._keep(best)

    def _judge(self, standing: Standing, answered: Answered, *, told: bool) -> None:
        """Stop where a submission is done, or where asking on is of no use; *told*: the texts are among what was submitted."""
        self._was_nudged = False
        if standing.is_done and (told or not self._settings.narrative):
            self._take_last()
            raise self.done()
        if standing.is_done and not self.is_closing:
            self._judged, self.is_closing = standing, True
            self._unsent = (*self._unsent, text_block(self._wording.narrative(may_change=True)))
            return
        before, self._judged = self._judged, standing
        is_same = before is not None and standing.traits == before.traits
        is_unchanged = is_same and before is not None and standing.design == before.design
        self._repeats = self._repeats + 1 if is_same else 0
        self._repairs += bool(standing.errors)
        must_go_on = bool(standing.errors or standing.unasked)
        if told and is_same and not must_go_on:
            self._accept()
        # Under warnings alone the model may change what it likes: it is done when it says so.
        # Under errors it may work part by part: only a design that stays as it is, or findings that outlive two changes, are a circle.
        is_stuck = must_go_on and (is_unchanged or self._repeats >= MOST_REPEATS)
        if answered.is_kept and (is_stuck or self._repairs >= self._settings.max_repairs):
            self._judged, self._repairs, self._repeats = None, 0, 0
            if is_stuck:
                self._unsent = (*self._unsent, text_block(self._wording.stalled(standing)))
        elif is_stuck:
            times = "twice" if is_unchanged else "three times"
            raise StopSignal("stalled", f"The same findings came {times} in a row, so Claude was asked no further.")
        elif self._repairs >= self._settings.max_repairs:
            raise StopSignal("repairs", f"{counted(self._repairs, 'submission')} left errors, so Claude was asked no further.")

    def done(self) -> StopSignal:
        """Return the end of a run whose design has nothing left to mend."""
        return StopSignal("clean", f"Claude's design is done after {_rounds(self._exchange)}: nothing is left that it could mend.")

    def _take_end(self, answered: Answered) -> None:
        """Take the end of a turn without a call: one nudge where something is missing, then that is the end."""
        self._take_last()
        best = self.best
        if best and best.is_done:
            raise self.done()
        if best and not best.errors and (self._was_nudged or not best.unasked):
            self._accept()
        if self._was_nudged and not answered.is_kept:
            if best:
                raise StopSignal("stalled", "Claude ended although errors are left, and said so twice.")
            raise StopSignal("silent", "Claude ended without a design, though it was reminded.")
        self._was_nudged = True
        self._exchange.note("ended early; reminded")
        self._unsent = (text_block(self._wording.nudge(best)),)

    def _take_last(self) -> None:
        """Hold the last design for the best where it has no errors: who ends with it means it, though another had fewer findings."""
        last = self._last
        if last and last is not self.best and not last.errors and not last.unasked and not last.is_empty:
            self.best = last
            self._keep(last)

    def _accept(self) -> None:
        self._take_last()
        left = counted(len(self.best.report.of("warning")), "warning") if self.best else ""
        raise StopSignal("accepted", f"Claude's design has no errors after {_rounds(self._exchange)}; it let {left} stand.")

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
        self.conversation, self._unsent = self._anew(self._calls), ()


def _calls(content: tuple[JsonObject, ...]) -> tuple[JsonObject, ...]:
    return tuple(block for block in content if block.get("type") == "tool_use")


def _result(call: JsonObject, answer: Answer) -> JsonObject:
    result: dict[str, Any] = {"type": "tool_result", "tool_use_id": call["id"], "content": answer.text}
    return {**result, "is_error": True} if answer.is_error else result


def _refusal(details: JsonObject) -> str:
    category = f" ({details['category']})" if details.get("category") else ""
    explanation = f": {details['explanation']}" if details.get("explanation") else ""
    return f"Claude declined to answer{category}{explanation}".rstrip(".") + "."


def untaken(answer: str) -> str:
    """Return why a design goes without texts that were submitted, from the tool's answer to them."""
    return f"they could not be taken ({answer.splitlines()[0]})"


def _rounds(exchange: Exchange) -> str:
    return counted(exchange.count, "round")
