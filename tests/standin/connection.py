"""One connection: routes, credentials, and the answer as bytes - whole, or broken as the turn says."""

from __future__ import annotations

import json
import socket
from http.server import BaseHTTPRequestHandler
from typing import TYPE_CHECKING, Any, ClassVar
from urllib.parse import urlsplit

from tests.standin.answering import answer
from tests.standin.faults import STATUSES
from tests.standin.models import catalogue, model_called
from tests.standin.prefix import input_tokens
from tests.standin.received import Received
from tests.standin.refused import KINDS, RefusedError
from tests.standin.stream import OVERLOADED, written
from tests.standin.validation import hold_against_types

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.standin.answering import Answer
    from tests.standin.server import StandIn

LARGEST = 32_000_000
"""Bytes of a body at most."""
BUSY = ("429", "529")


class Connection(BaseHTTPRequestHandler):
    """Speaks HTTP for one client."""

    service: ClassVar[StandIn]
    protocol_version = "HTTP/1.1"
    _has_begun = False
    """The head of a stream is on its way."""

    def log_message(self, *_: object) -> None:
        """Say nothing."""

    def do_GET(self) -> None:
        """Answer a question about models."""
        self._guarded(self._models)

    def do_POST(self) -> None:
        """Answer a request for a message or for a count of tokens."""
        self._guarded(self._post)

    def _guarded(self, act: Callable[[], None]) -> None:
        self._has_begun = False
        try:
            act()
        except RefusedError as refused:
            self.service.refused.append(refused)
            self._error(refused.status, refused.fact)
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True
        except Exception as error:  # noqa: BLE001 - a rule of a test that fails shall be read by the test, not by the server's thread
            broken = RefusedError(f"stand-in: {error!r}")
            self.service.refused.append(broken)
            self._error(broken.status, broken.fact)

    def _models(self) -> None:
        self._hold_against_credential()
        path = urlsplit(self.path).path.rstrip("/")
        if path == "/v1/models":
            data = [model.info() for model in catalogue().values()]
            self._json(200, {"data": data, "has_more": False, "first_id": data[0]["id"], "last_id": data[-1]["id"]})
        elif path.startswith("/v1/models/"):
            self._json(200, model_called(path.rsplit("/", 1)[-1]).info())
        else:
            raise RefusedError("Not found", status=404)

    def _post(self) -> None:
        raw = self.rfile.read(int(self.headers.get("content-length") or 0))
        self._hold_against_credential()
        path = urlsplit(self.path).path
        if len(raw) > LARGEST:
            raise RefusedError("Request exceeds the maximum allowed number of bytes.", status=413)
        body = _parsed(raw)
        if path == "/v1/messages/count_tokens":
            self.service.counted.append(self._received(body))
            hold_against_types(body, counts_tokens=True)
            model_called(body["model"])
            self._json(200, {"input_tokens": input_tokens(body)})
        elif path == "/v1/messages":
            self.service.requests.append(self._received(body))
            self._send(answer(self.service, body, waiting=self._ping if body.get("stream") else _nothing))
        else:
            raise RefusedError("Not found", status=404)

    def _received(self, body: dict[str, Any]) -> Received:
        return Received(path=self.path, headers={name.lower(): one for name, one in self.headers.items()}, body=body)

    def _hold_against_credential(self) -> None:
        from anthropic._constants import ANTHROPIC_API_VERSION

        if not (self.headers.get("authorization", "").startswith("Bearer ") or self.headers.get("x-api-key")):
            raise RefusedError("x-api-key header is required", status=401)
        if self.headers.get("anthropic-version") != ANTHROPIC_API_VERSION:
            raise RefusedError(f"anthropic-version: expected {ANTHROPIC_API_VERSION}")

    def _send(self, found: Answer) -> None:
        """Send the answer in the way in which its turn says that it shall go wrong."""
        turn = found.turn
        if turn.fault in STATUSES:
            headers = {"retry-after": turn.retry_after} if turn.fault in BUSY and turn.retry_after else {}
            self._error(STATUSES[turn.fault], turn.message or f"injected {turn.fault}", headers)
        elif turn.fault == "disconnect" or (not found.events and turn.fault in ("drop", "eof", "sse_error")):
            self._cut()
        elif turn.fault == "hang" and not turn.after:
            self._hang(turn.seconds)
        elif found.events:
            self._stream(found)
        else:
            self._json(200, found.message)

    def _stream(self, found: Answer) -> None:
        turn = found.turn
        breaks = turn.fault in ("drop", "eof", "sse_error", "hang")
        until = len(found.events) // 2 if turn.after is None else turn.after
        for event in found.events[:until] if breaks else found.events:
            self._event(event)
        if turn.fault == "drop":
            self._cut()
        elif turn.fault == "hang":
            self._hang(turn.seconds)
        else:
            if turn.fault == "sse_error":
                self._event(OVERLOADED)
            self._end_of_stream()

    def _ping(self) -> None:
        """Tell a client that waits for a person's reply that somebody is there."""
        self._event({"type": "ping"})

    def _event(self, event: dict[str, Any]) -> None:
        if not self._has_begun:
            self._head(200, {"content-type": "text/event-stream", "transfer-encoding": "chunked"})
            self._has_begun = True
        data = written(event)
        self.wfile.write(b"%x\r\n%s\r\n" % (len(data), data))
        self.wfile.flush()

    def _end_of_stream(self) -> None:
        if not self._has_begun:
            self._head(200, {"content-type": "text/event-stream", "transfer-encoding": "chunked"})
        self.wfile.write(b"0\r\n\r\n")

    def _hang(self, seconds: float) -> None:
        self.service.closing.wait(seconds)
        self._cut()

    def _cut(self) -> None:
        self.close_connection = True
        self.connection.shutdown(socket.SHUT_RDWR)

    def _error(self, status: int, fact: str, headers: dict[str, str] | None = None) -> None:
        error = {"type": "error", "error": {"type": KINDS[status], "message": fact}, "request_id": self._request_id()}
        if self._has_begun:
            self._event(error)
            self._end_of_stream()
        else:
            self._json(status, error, headers)

    def _json(self, status: int, value: dict[str, Any], headers: dict[str, str] | None = None) -> None:
        data = json.dumps(value, ensure_ascii=False).encode()
        self._head(status, {"content-type": "application/json", "content-length": str(len(data)), **(headers or {})})
        self.wfile.write(data)

    def _head(self, status: int, headers: dict[str, str]) -> None:
        self.send_response(status)
        for name, value in {"request-id": self._request_id(), **headers}.items():
            self.send_header(name, value)
        self.end_headers()

    def _request_id(self) -> str:
        return f"req_{len(self.service.requests):04d}"


def _parsed(raw: bytes) -> dict[str, Any]:
    try:
        body = json.loads(raw or b"{}")
    except ValueError as error:
        raise RefusedError(f"The request body is not valid JSON: {error}") from error
    if not isinstance(body, dict):
        raise RefusedError("The request body is not a JSON object")
    return body


def _nothing() -> None:
    """Do nothing while waiting: an answer in one piece has no sign of life."""
