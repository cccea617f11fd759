"""One question to a server over https: connected to an address that was looked at, followed through redirects, ended in time."""

from __future__ import annotations

import contextlib
import threading
import time
import urllib.request
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self, cast
from urllib.parse import urlsplit

from designer import __version__
from designer.errors import DescriptionError
from designer.files.text import reason
from designer.specs.fetching.address import followed
from designer.specs.fetching.failures import UnreachableError, network_failure
from designer.specs.fetching.limits import too_slow
from designer.specs.fetching.reaching import reachable, refuse_named_here

if TYPE_CHECKING:
    import ssl
    from collections.abc import Callable, Iterator, Mapping, Sequence

    import httpx2

    from designer.specs.fetching.address import WebAddress
    from designer.specs.fetching.limits import Limits

AGENT = f"integration-designer/{__version__}"
REDIRECTS = (301, 302, 303, 307, 308)


@dataclass(frozen=True, slots=True)
class Answer:
    """A server's answer, its body not read yet; `address` is where the redirects ended."""

    address: WebAddress
    response: httpx2.Response

    @property
    def status(self) -> int:
        """Return the status code."""
        return self.response.status_code

    def header(self, name: str) -> str:
        """Return a header's value, empty if there is none."""
        return self.response.headers.get(name, "").strip()

    def body(self) -> Iterator[bytes]:
        """Give the body as it was sent, packed if it was packed. Raises DescriptionError when the connection is lost."""
        try:
            yield from self.response.iter_raw()  # as it comes: whole blocks would lose the last one of a connection that is cut off
        except _httpx().HTTPError as fault:
            raise network_failure(self.address, fault) from None


@contextlib.contextmanager
def asked(address: WebAddress, headers: Mapping[str, str], *, limits: Limits, tell: Callable[[str], None]) -> Iterator[Answer]:
    """Ask for a document and give the answer that the redirects end in. Raises DescriptionError."""
    trust = _trust(address)
    seen: list[str] = []
    with _Deadline(limits) as deadline:
        try:
            while True:
                _refuse_circles(address, seen, limits)
                seen.append(address.text)
                with _asked_once(address, headers, trust=trust, limits=limits, deadline=deadline, tell=tell) as answer:
                    if answer.status not in REDIRECTS or not answer.header("Location"):
                        yield answer
                        return
                    address = followed(address, answer.header("Location"))
        except DescriptionError:
            if deadline.is_over:
                raise too_slow(address, limits) from None
            raise


def _refuse_circles(address: WebAddress, seen: Sequence[str], limits: Limits) -> None:
    step = "Look for the document's own address."
    if address.text in seen:
        raise DescriptionError(seen[0], f"leads back to {address.text}, over and over", next_step=step)
    if len(seen) > limits.redirects:
        raise DescriptionError(seen[0], f"leads on for more than {limits.redirects} times", next_step=step)


@contextlib.contextmanager
def _asked_once(
    address: WebAddress,
    headers: Mapping[str, str],
    *,
    trust: ssl.SSLContext,
    limits: Limits,
    deadline: _Deadline,
    tell: Callable[[str], None],
) -> Iterator[Answer]:
    """Ask one server, by each of its addresses until one answers.

    A new connection each time: two hosts at the same address must not share one, whose certificate names one of them.
    """
    proxy = proxy_for(address.host)
    if proxy:
        _refuse_odd(proxy, address)
        # The proxy resolves the name, so that its answer cannot be looked at here.
        tell(f"Asking {address.host} through the proxy {_without_password(proxy)}")
        refuse_named_here(address)
    hosts = (address.host,) if proxy else reachable(address)
    timeout = _httpx().Timeout(limits.silence, connect=limits.connecting)
    for number, host in enumerate(hosts):
        transport = _httpx().HTTPTransport(verify=trust, trust_env=False, proxy=proxy or None)
        with _httpx().Client(transport=transport, trust_env=False, follow_redirects=False, timeout=timeout) as client:
            url = f"https://{f'[{host}]' if ':' in host else host}:{address.port}{address.target}"
            wanted = {"Host": address.authority, "User-Agent": AGENT, "Accept": "application/json, application/yaml, */*;q=0.5", **headers}
            extensions = {"sni_hostname": address.host, "trace": deadline.watch}
            try:
                request = client.build_request("GET", url, headers=wanted, extensions=extensions)
            except _httpx().InvalidURL:
                raise DescriptionError(address.text, "is no address", next_step="Give the https address of the document itself.") from None
            try:
                response = client.send(request, stream=True)
            except (_httpx().ConnectError, _httpx().ConnectTimeout) as fault:
                if number + 1 < len(hosts):
                    continue
                raise network_failure(address, fault) from None
            except _httpx().HTTPError as fault:
                raise network_failure(address, fault) from None
            try:
                yield Answer(address, response)
            finally:
                response.close()
            return


def proxy_for(host: str) -> str:
    """Return the proxy that the environment (HTTPS_PROXY, ALL_PROXY, NO_PROXY) or the system names for a host, empty if none."""
    known = urllib.request.getproxies()
    proxy = known.get("https") or known.get("all") or ""
    if not proxy or urllib.request.proxy_bypass(host):
        return ""
    return proxy if "://" in proxy else f"http://{proxy}"


def _refuse_odd(proxy: str, address: WebAddress) -> None:
    """Refuse a proxy that is no address, or of a kind that is not spoken (SOCKS)."""
    try:
        parts = urlsplit(proxy)
        is_usable = parts.scheme.lower() in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        is_usable = False
    if not is_usable:
        fact = "the proxy that the environment or the system names is none that can be asked"
        raise UnreachableError(address.text, fact, next_step="See HTTPS_PROXY, ALL_PROXY and NO_PROXY: http://HOST:PORT")


def _trust(address: WebAddress) -> ssl.SSLContext:
    """Return whose certificates are trusted."""
    try:
        return cast("ssl.SSLContext", _httpx().create_ssl_context())
    except OSError as fault:
        fact = f"the certificates that are trusted cannot be read: {reason(fault)}"
        raise DescriptionError(address.text, fact, next_step="See SSL_CERT_FILE and SSL_CERT_DIR.") from None


def _without_password(proxy: str) -> str:
    parts = urlsplit(proxy)
    return f"{parts.hostname}{f':{parts.port}' if parts.port else ''}"


class _Deadline:
    """The end of a download's time: the connection is then shut, however steadily the server trickles bytes."""

    def __init__(self, limits: Limits) -> None:
        self._end = time.monotonic() + limits.whole
        self._socket: Any = None
        self._timer = threading.Timer(limits.whole, self._shut)
        self._timer.daemon = True

    def __enter__(self) -> Self:
        self._timer.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._timer.cancel()

    @property
    def is_over(self) -> bool:
        """Tell whether the time is used up."""
        return time.monotonic() >= self._end

    def watch(self, event: str, told: Mapping[str, Any]) -> None:
        """Take note of each connection that httpx2 makes (its `trace` extension)."""
        if event.endswith(("connect_tcp.complete", "start_tls.complete")):
            self._socket = told["return_value"].get_extra_info("socket")
            if self.is_over:
                self._shut()

    def _shut(self) -> None:
        if self._socket is not None:
            with contextlib.suppress(OSError):
                self._socket.shutdown(2)


def _httpx() -> Any:
    """Return the library of the network, loaded where the network is first needed."""
    import httpx2  # noqa: PLC0415 - 140 ms that only a download needs

    return httpx2
