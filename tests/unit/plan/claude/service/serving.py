"""A server on loopback that answers byte for byte what a test wants, also what no sound service would send."""

from __future__ import annotations

import json
import socket
import threading
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any, Literal, Self

if TYPE_CHECKING:
    from collections.abc import Sequence

USAGE = {"input_tokens": 11, "output_tokens": 1, "cache_creation_input_tokens": 7, "cache_read_input_tokens": 5}
STREAM = {"content-type": "text/event-stream"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One answer."""

    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""
    ends: Literal["whole", "cut", "silent"] = "whole"
    """`cut`: the connection is closed before the end; `silent`: it stays open and nothing more comes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """One request for a message."""

    path: str
    headers: dict[str, str]
    body: dict[str, Any]


def refused(status: int, kind: str = "api_error", message: str = "", *, code: str = "", headers: dict[str, str] | None = None) -> Answer:
    """Return an error as the service writes it."""
    error = {"type": kind, "message": message or f"message of the {status}", **({"details": {"error_code": code}} if code else {})}
    body = json.dumps({"type": "error", "error": error}).encode()
    return Answer(status=status, headers={"content-type": "application/json", **(headers or {})}, body=body)


def page(status: int, text: str = "<html><head><style>b{}</style></head><body><h1>Blocked</h1> by the gateway</body></html>") -> Answer:
    """Return an answer of something that is not the service."""
    return Answer(status=status, headers={"content-type": "text/html; charset=utf-8"}, body=text.encode())


def begun() -> dict[str, Any]:
    """Return the event that begins each reply."""
    whole = {"id": "msg_1", "type": "message", "role": "assistant", "model": "m", "content": [], "stop_reason": None, "stop_sequence": None}
    return {"type": "message_start", "message": {**whole, "usage": USAGE}}


def text_block(text: str, *, index: int = 0) -> list[dict[str, Any]]:
    """Return the events of a block of text."""
    return [
        {"type": "content_block_start", "index": index, "content_block": {"type": "text", "text": ""}},
        {"type": "content_block_delta", "index": index, "delta": {"type": "text_delta", "text": text}},
        {"type": "content_block_stop", "index": index},
    ]


def tool_block(*pieces: str, index: int = 0) -> list[dict[str, Any]]:
    """Return the events of a tool's call, its input in pieces."""
    block = {"type": "tool_use", "id": "toolu_1", "name": "submit_design", "input": {}}
    deltas = [{"type": "content_block_delta", "index": index, "delta": {"type": "input_json_delta", "partial_json": one}} for one in pieces]
    return [
        {"type": "content_block_start", "index": index, "content_block": block},
        *deltas,
        {"type": "content_block_stop", "index": index},
    ]


def ended(reason: str = "end_turn", **more: Any) -> list[dict[str, Any]]:
    """Return the events that end a reply."""
    delta = {"stop_reason": reason, "stop_sequence": None, **more}
    return [{"type": "message_delta", "delta": delta, "usage": {"output_tokens": 9}}, {"type": "message_stop"}]


def stream(*events: dict[str, Any] | bytes, ends: Literal["whole", "cut", "silent"] = "whole") -> Answer:
    """Return a stream of events; bytes go out as they are."""
    parts = (
        one if isinstance(one, bytes) else f"event: {one['type']}\ndata: {json.dumps(one, ensure_ascii=False)}\n\n".encode()
        for one in events
    )
    return Answer(headers=STREAM, body=b"".join(parts), ends=ends)


def hello() -> Answer:
    """Return a whole reply."""
    return stream(begun(), *text_block("Hello"), *ended())


class Server:
    """Answers one after the other, the last one from then on; `requests` are those for a message."""

    def __init__(self, answers: Sequence[Answer], *, models: Answer | None = None) -> None:
        """Listen; *models* answers to the list of models, else there is none."""
        self.requests: list[Request] = []
        self.models = models or Answer(status=404)
        self._answers = answers
        self._closing = threading.Event()
        server = self

        class Bound(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def log_message(self, *_: object) -> None:
                pass

            def do_GET(self) -> None:
                server.send(self, server.models)

            def do_POST(self) -> None:
                body = json.loads(self.rfile.read(int(self.headers["content-length"])))
                server.requests.append(Request(path=self.path, headers={k.lower(): v for k, v in self.headers.items()}, body=body))
                server.send(self, server.answer(len(server.requests)))

            def do_CONNECT(self) -> None:
                server.requests.append(Request(path=self.path, headers={}, body={}))
                server.send(self, server.answer(len(server.requests)))

        self._http = ThreadingHTTPServer(("127.0.0.1", 0), Bound)
        self._http.daemon_threads = True
        self._http.block_on_close = False
        threading.Thread(target=self._http.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        self.host = f"127.0.0.1:{self._http.server_address[1]}"
        self.url = f"http://{self.host}"

    def answer(self, number: int) -> Answer:
        """Return the answer to a request, from 1."""
        return self._answers[min(number, len(self._answers)) - 1]

    def send(self, handler: BaseHTTPRequestHandler, answer: Answer) -> None:
        """Send an answer and end as it says."""
        try:
            if answer.ends == "whole" or answer.body:
                handler.send_response(answer.status)
                headers = {"request-id": f"req_{len(self.requests)}", "transfer-encoding": "chunked", **answer.headers}
                for name, value in headers.items():
                    handler.send_header(name, value)
                handler.end_headers()
                if answer.body:
                    handler.wfile.write(b"%x\r\n%s\r\n" % (len(answer.body), answer.body))
            if answer.ends == "silent":
                self._closing.wait(5)
            elif answer.ends == "whole":
                handler.wfile.write(b"0\r\n\r\n")
                return
            handler.close_connection = True
            handler.connection.shutdown(socket.SHUT_RDWR)
        except OSError:  # the client went away first
            handler.close_connection = True

    def __enter__(self) -> Self:
        """Return it, listening."""
        return self

    def __exit__(self, *_: object) -> None:
        """Stop."""
        self._closing.set()
        self._http.shutdown()
        self._http.server_close()
