"""A vendor's server on this machine: TLS by an authority made for the run, answers as a test scripts them."""

from __future__ import annotations

import ssl
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any

import pytest
import trustme

from designer.specs.fetching.reaching import TRUST, TRUSTED

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

DOCUMENT = b"""{"openapi": "3.1.0", "info": {"title": "Ledger", "version": "7"}, "paths": {
  "/bills": {"get": {"responses": {"200": {"description": "All"}}}, "post": {"responses": {"201": {"description": "Made"}}}}}}"""


class Handler(BaseHTTPRequestHandler):
    """One request: the script of its path answers it."""

    protocol_version = "HTTP/1.1"
    server: Any

    def do_GET(self) -> None:
        """Answer as the path's script says."""
        self.server.asked.append((self.path, {name.lower(): value for name, value in self.headers.items()}))
        self.server.scripts.get(self.path, lambda one: one.answer(404))(self)

    def answer(self, status: int, body: bytes = b"", *, length: int | None = None, **headers: str) -> None:
        """Send a whole answer; *length* tells another length than the body has."""
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        if status != 304:
            self.send_header("Content-Length", str(len(body) if length is None else length))
        self.end_headers()
        self.wfile.write(body)
        if length is not None and length > len(body):
            self.close_connection = True

    def log_message(self, *_: object) -> None:
        """Stay quiet."""


class Server(ThreadingHTTPServer):
    """A vendor's server."""

    daemon_threads = True

    def __init__(self, context: ssl.SSLContext) -> None:
        self.scripts: dict[str, Callable[[Handler], None]] = {}
        self.asked: list[tuple[str, dict[str, str]]] = []
        super().__init__(("127.0.0.1", 0), Handler)
        self.socket = context.wrap_socket(self.socket, server_side=True, do_handshake_on_connect=False)

    def handle_error(self, *_: object) -> None:
        """A client that went away is no fault here."""

    @property
    def port(self) -> int:
        """Return the port that the system gave."""
        return int(self.server_address[1])

    def address(self, path: str, host: str = "localhost") -> str:
        """Return the https address of a path."""
        return f"https://{host}:{self.port}{path}"

    def serve(self, path: str, body: bytes = DOCUMENT, **headers: str) -> str:
        """Answer a path with a document, and return its address."""
        self.scripts[path] = lambda one: one.answer(200, body, **headers)
        return self.address(path)


@pytest.fixture(scope="session")
def authority() -> trustme.CA:
    """Return the authority that signs the server's certificate."""
    return trustme.CA()


@pytest.fixture
def server(authority: trustme.CA, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    """Run a server that is trusted, on a loopback address that is trusted, with folders of its own."""
    authority.cert_pem.write_to_path(str(tmp_path / "authority.pem"))
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "authority.pem"))
    monkeypatch.setenv(TRUST, TRUSTED)
    monkeypatch.setenv("DESIGNER_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("DESIGNER_HOME", str(tmp_path / "home"))
    for name in ("HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy", "NO_PROXY", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("localhost", "127.0.0.1").configure_cert(context)
    one = Server(context)
    thread = threading.Thread(target=one.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    yield one
    one.shutdown()
    thread.join()
    one.server_close()
