"""One turn to the service: sent, tried again where that may help, and its whole reply returned."""

from __future__ import annotations

import warnings
from typing import TYPE_CHECKING, Any, cast

import anthropic

from designer.plan.claude.service.failing import failure, hindrance, is_of_the_service, pauses
from designer.plan.claude.service.refusing import Asked
from designer.plan.claude.service.streaming import Reading
from designer.plan.claude.service.waiting import BROKEN_OFF, LONGEST, asked_pause, count_down

if TYPE_CHECKING:
    from collections.abc import Callable

    from designer.plan.claude.service.address import Address
    from designer.plan.claude.service.clients import Client
    from designer.plan.claude.turn import Hear, Reply, Turn


class Service:
    """A transport (turn.Transport) to one provider's service."""

    def __init__(
        self,
        client: Client,
        address: Address,
        *,
        tell: Callable[[str], None],
        sleep: Callable[[float], None],
        now: Callable[[], float],
    ) -> None:
        self._client = client
        self._address = address
        self._tell = tell
        self._sleep = sleep
        self._now = now
        self._broken_off = 0
        """How many replies in a row the service broke off by itself."""
        self._warned: set[str] = set()
        """What the SDK warned of, such as the end of a model's life, and was told on."""

    def send(self, turn: Turn, *, hear: Hear) -> Reply:
        """Return the whole reply, after as many tries as may help; each wait is told to *hear*.

        Raises LostReplyError and MalformedReplyError (what came has a price, so that nothing is sent again here), CredentialError,
        OurRequestError and ServiceError.
        """
        if self._broken_off:
            rest = BROKEN_OFF[min(self._broken_off, len(BROKEN_OFF)) - 1]
            count_down(rest, f"{self._address.name} broke a reply off", hear=hear, sleep=self._sleep)
        tries = 1
        while True:
            try:
                return self._ask(turn, hear)
            except Exception as error:
                if not is_of_the_service(error):
                    raise
                pause = self._pause(error, tries)
                if pause is None:
                    asked = Asked(address=self._address, client=self._client, model=turn.model, now=self._now())
                    raise failure(error, asked, tries=tries) from None
                why, most = f"{self._address.name} {hindrance(error, self._address)}", len(pauses(error)) + 1
            tries += 1
            count_down(pause, why, which=f" (try {tries} of {most})", hear=hear, sleep=self._sleep)

    def close(self) -> None:
        """Let go of the connection."""
        self._client.close()

    def _ask(self, turn: Turn, hear: Hear) -> Reply:
        with warnings.catch_warnings(record=True) as warned:
            warnings.simplefilter("always")
            asked = self._client.messages.stream(**cast("Any", turn.body()))
        for text in dict.fromkeys(" ".join(str(one.message).split()) for one in warned):
            if text not in self._warned:
                self._warned.add(text)
                self._tell(text)
        with asked as stream:
            reading = Reading(stream, hear, asked=turn.body())
            try:
                reply = reading.reply()
            finally:
                self._broken_off = self._broken_off + 1 if reading.is_held_up else 0
        return reply

    def _pause(self, error: Exception, tries: int) -> float | None:
        """Return the seconds to wait before the next try; None: there is none."""
        usual = pauses(error)
        if tries > len(usual):
            return None
        asked = asked_pause(error.response.headers, now=self._now()) if isinstance(error, anthropic.APIStatusError) else None
        if asked is None:
            return usual[tries - 1]
        return asked if asked <= LONGEST else None
