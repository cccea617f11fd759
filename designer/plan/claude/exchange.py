"""One turn asked and answered, whatever happens on the way: caps before it, the log, lost replies sent for again, the cost."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from designer.model.run import Round, Usage
from designer.plan.claude.hearing import CHARACTERS_PER_TOKEN
from designer.plan.claude.replaying import reply_document
from designer.plan.claude.stopping import StopSignal
from designer.plan.claude.turn import LostReplyError, MalformedReplyError, OurRequestError, Reply, ServiceError, TooLongError

if TYPE_CHECKING:
    from collections.abc import Callable

    from designer.files.runs import RunLog
    from designer.plan.claude.best import Standing
    from designer.plan.claude.caps import Budget
    from designer.plan.claude.conversation import Conversation
    from designer.plan.claude.hearing import Hearing
    from designer.plan.claude.replaying import Replaying
    from designer.plan.claude.settings import ClaudeSettings
    from designer.plan.claude.turn import Turn

LOST_TRIES = 3
"""A turn whose reply breaks off is sent again twice."""
MALFORMED_TRIES = 2
"""One whose reply cannot be read, once."""
TOO_LONG = "model_context_window_exceeded"
"""Why a reply ends that has no room left: the service says so of a reply, or of a request that it does not take at all."""
MORE = 4
"""How many times as long a reply may be as the one that was cut."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """A whole reply; `is_kept`: an earlier run gave it."""

    reply: Reply
    is_kept: bool


class Exchange:
    """Asks for replies, and keeps the rounds: what each took and gave."""

    def __init__(
        self,
        settings: ClaudeSettings,
        *,
        transport: Replaying,
        log: RunLog,
        budget: Budget,
        hearing: Hearing,
        clock: Callable[[], float],
    ) -> None:
        """Ask *transport* within *budget*; *clock* gives seconds."""
        self._settings = settings
        self._transport = transport
        self._log = log
        self._budget = budget
        self._hearing = hearing
        self._clock = clock
        self._open: Round | None = None
        self.rounds: tuple[Round, ...] = ()

    @property
    def count(self) -> int:
        """Return the number of rounds, an open one included."""
        return len(self.rounds) + bool(self._open)

    def ask(self, conversation: Conversation, *, more: bool = False) -> Answered:
        """Return the next reply; with *more*, one that may be longer than usual.

        Raises StopSignal where the cap leaves no room for it, ServiceError where none comes.
        """
        self.settle()
        lost = malformed = 0
        while True:
            try:
                return self._attempt(self._turn(conversation, more=more))
            except MalformedReplyError as fault:
                malformed += 1
                if malformed == MALFORMED_TRIES:
                    raise _gave_up(fault, "could not be read, twice in a row") from fault
            except LostReplyError as fault:
                lost += 1
                if lost == LOST_TRIES:
                    raise _gave_up(fault, "broke off, three times in a row") from fault

    def can_ask_more(self, conversation: Conversation) -> bool:
        """Tell whether a reply that was cut may be sent for again with more room; an earlier run that is replayed has decided so before."""
        turn = conversation.turn(self._settings, max_tokens=self._settings.max_tokens)
        if self._transport.is_replaying:
            return self._transport.holds(turn)
        return self._budget.room(turn, MORE * self._settings.max_tokens) > self._budget.room(turn, self._settings.max_tokens)

    def note(self, text: str) -> None:
        """Add to the open round what else happened in it."""
        if self._open:
            self._open = replace(self._open, note="; ".join(filter(None, (self._open.note, text))))

    def used(self, tools: tuple[str, ...], standing: Standing | None) -> None:
        """Add to the open round what the model did in it, and what the check says of the design that came."""
        if self._open:
            self._open = replace(self._open, tools=tools)
        if self._open and standing:
            report = standing.report
            self._open = replace(self._open, errors=standing.errors, open=len(report.of("open")), warnings=len(report.of("warning")))

    def settle(self) -> None:
        """Keep the open round as it is: nothing more happens in it."""
        if self._open:
            self._log.round(self._open)
            self.rounds, self._open = (*self.rounds, self._open), None

    def _turn(self, conversation: Conversation, *, more: bool) -> Turn:
        wanted = self._settings.max_tokens * (MORE if more else 1)
        turn = conversation.turn(self._settings, max_tokens=wanted)
        if self._transport.is_replaying:
            return turn
        room = self._budget.room(turn, wanted)
        if not room:
            fact = (
                f"The next call could cost more than is left of ${self._budget.cap:.2f} (--max-cost): ${self._budget.spent:.2f} are spent."
            )
            raise StopSignal("cost", fact)
        return replace(turn, max_tokens=room)

    def _attempt(self, turn: Turn) -> Answered:
        number, is_kept = self._log.request(turn.body()), self._transport.is_replaying
        self._hearing.begin(number)
        began = self._clock()
        try:
            reply = self._sent(turn)
        except OurRequestError as fault:
            raise _with_file(fault, str(self._log.path_of(number) or "")) from fault
        except LostReplyError as fault:
            self._count_lost(turn, number, fault, seconds=self._clock() - began)
            raise
        except KeyboardInterrupt:
            broken = LostReplyError("interrupted while nothing was under way" if self._hearing.is_waiting else "interrupted")
            self._count_lost(turn, number, broken, seconds=self._clock() - began)
            raise
        self._log.response(number, reply_document(reply))
        self._budget.learn(turn, reply.usage)
        self._open = Round(
            number=number,
            request_id=reply.request_id,
            stop_reason=reply.stop_reason,
            usage=reply.usage,
            usd=0.0 if is_kept else self._budget.take(reply.usage),
            estimated=reply.is_estimated,
            is_kept=is_kept,
            seconds=0.0 if is_kept else round(self._clock() - began, 3),
            note=f"reply of the run {self._transport.earlier.id}" if is_kept else "",
        )
        self._log.reply(self._open)
        return Answered(reply=reply, is_kept=is_kept)

    def _sent(self, turn: Turn) -> Reply:
        """Return the reply; a conversation that is not taken for its length is kept like a reply that says so, which costs nothing."""
        try:
            return self._transport.send(turn, hear=self._hearing)
        except TooLongError as fault:
            if len(turn.messages) == 1:  # it cannot be begun any shorter
                raise
            return Reply(content=(), stop_reason=TOO_LONG, stop_details={"explanation": fault.fact})

    def _count_lost(self, turn: Turn, number: int, fault: LostReplyError, *, seconds: float) -> None:
        """Keep a round whose reply was lost: what was sent is paid for, and what had come of the reply; a pause costs nothing."""
        came = min(max(math.ceil(fault.output_characters / CHARACTERS_PER_TOKEN), self._hearing.tokens), turn.max_tokens)
        usage = Usage() if self._hearing.is_waiting else Usage(input_tokens=self._budget.input_tokens(turn), output_tokens=came)
        told = Round(
            number=number,
            request_id=fault.request_id,
            usage=usage,
            usd=self._budget.take(usage),
            estimated=True,
            seconds=round(seconds, 3),
            note=fault.fact,
        )
        self._log.round(told)
        self.rounds = (*self.rounds, told)


def _gave_up(fault: LostReplyError, what: str) -> ServiceError:
    return ServiceError("Claude", f"the reply {what}: {fault.fact}", next_step="Try again later.")


def _with_file(fault: OurRequestError, path: str) -> OurRequestError:
    """Return the failure with the file that holds the request."""
    step = f"The request is kept in {path}. {fault.next_step}" if path else fault.next_step
    return OurRequestError(fault.place, fault.fact, next_step=step)
