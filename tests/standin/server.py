"""The stand-in itself: a server on loopback that holds each request against types and rules and answers by its script."""

from __future__ import annotations

import socket
import threading
import time
from http.server import ThreadingHTTPServer
from typing import TYPE_CHECKING, Any, Self

from tests.standin.cache import PromptCache
from tests.standin.connection import Connection
from tests.standin.scripts import Answers, Script, answers, hold_against_expectation
from tests.standin.sent import Sent

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.standin.received import Received
    from tests.standin.refused import RefusedError
    from tests.standin.turns import ScriptedTurn

WHERE = "127.0.0.1"


class StandIn:
    """The service for one test. All requests for messages are kept in `requests`, refused ones too; `refused` tells why."""

    def __init__(
        self,
        script: Script | None = None,
        *,
        by: Answers | None = None,
        clock: Callable[[], float] = time.monotonic,
        log: Path | None = None,
        port: int = 0,
    ) -> None:
        """Start to listen; *by* answers instead of a script, *log* is a folder for the requests, *clock* lets go of cached prefixes."""
        self.answers = by or answers(script if script is not None else [])
        self.requests: list[Received] = []
        self.counted: list[Received] = []
        """Requests for a count of tokens."""
        self.refused: list[RefusedError] = []
        self.cache = PromptCache(clock=clock)
        self.sent = Sent()
        self.log = log
        self.closing = threading.Event()
        self._turns = threading.Lock()
        stand_in = self

        class Bound(Connection):
            service = stand_in

        self._http = ThreadingHTTPServer((WHERE, port), Bound)
        self._http.daemon_threads = True
        self._http.block_on_close = False
        threading.Thread(target=self._http.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()

    @property
    def url(self) -> str:
        """Return the base URL for a client."""
        return f"http://{WHERE}:{self._http.server_address[1]}"

    @property
    def bodies(self) -> list[dict[str, Any]]:
        """Return the bodies of all requests for messages."""
        return [one.body for one in self.requests]

    @property
    def unspent(self) -> int:
        """Return how many turns of the script wait for their request."""
        return self.answers.unspent

    def next_turn(self, body: dict[str, Any], number: int, *, waiting: Callable[[], None]) -> ScriptedTurn:
        """Return the turn for a request that passed the rules."""
        with self._turns:
            turn = self.answers.turn(body, number, waiting=waiting)
        hold_against_expectation(body, turn)
        return turn

    def close(self) -> None:
        """Stop; whoever hangs is let go."""
        self.closing.set()
        self._http.shutdown()
        self._http.server_close()

    def __enter__(self) -> Self:
        """Return it, listening."""
        return self

    def __exit__(self, *_: object) -> None:
        """Stop."""
        self.close()


def closed_url() -> str:
    """Return a base URL at which every connection is refused."""
    with socket.socket() as one:
        one.bind((WHERE, 0))
        return f"http://{WHERE}:{one.getsockname()[1]}"
