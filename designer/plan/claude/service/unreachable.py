"""Why a service could not be reached: name, proxy, certificate, refusal, silence; each has its own next step."""

from __future__ import annotations

import socket
import ssl
from typing import TYPE_CHECKING

import httpx2

from designer.plan.claude.service.texts import told

if TYPE_CHECKING:
    from collections.abc import Iterator

    import anthropic

    from designer.plan.claude.service.address import Address

LASTING = (httpx2.UnsupportedProtocol, httpx2.InvalidURL, ssl.SSLCertVerificationError)
"""Faults that a further try meets again."""
ADDRESS = "Mend the address that the environment names for it."
BETWEEN = "Check the network and what stands between: a proxy, a firewall."
CERTIFICATE = "A proxy that reads along has a certificate of its own: name its file in SSL_CERT_FILE. Or this machine's clock is wrong."
WHY: tuple[tuple[tuple[type[BaseException], ...], str, str], ...] = (
    ((httpx2.ProxyError,), "cannot be reached through the proxy: {words}", "Check HTTPS_PROXY, HTTP_PROXY and NO_PROXY."),
    ((ssl.SSLCertVerificationError,), "shows a certificate that is not trusted: {words}", CERTIFICATE),
    ((ssl.SSLError,), "cannot be spoken to under TLS: {words}", BETWEEN),
    ((socket.gaierror,), "cannot be reached: the name {host} is not found", "Check the network, the name server and HTTPS_PROXY."),
    ((httpx2.UnsupportedProtocol, httpx2.InvalidURL), "has no address that can be asked: {words}", ADDRESS),
    ((httpx2.ConnectTimeout, httpx2.PoolTimeout), "cannot be reached: nothing answered in time", BETWEEN),
    ((httpx2.TimeoutException,), "did not answer in time", BETWEEN),
    ((ConnectionRefusedError,), "cannot be reached: the connection was refused", "Is the address right, and does a server run there?"),
    ((httpx2.RemoteProtocolError, httpx2.ReadError, ConnectionError), "broke the connection off before it answered: {words}", BETWEEN),
    ((BaseException,), "cannot be reached: {words}", BETWEEN),
)
"""What a request met, the more certain first; how it is told as the end of a sentence about the service; what to do."""


def will_pass(error: anthropic.APIConnectionError) -> bool:
    """Tell whether a connection may come about a little later."""
    return not any(isinstance(one, LASTING) or _is_refused_by_proxy(one) for one in _causes(error))


def is_silence(error: anthropic.APIConnectionError) -> bool:
    """Tell whether the connection stood and nothing came."""
    return any(isinstance(one, httpx2.ReadTimeout) for one in _causes(error))


def why_not(error: anthropic.APIConnectionError, address: Address) -> tuple[str, str]:
    """Return what keeps the service from being reached, as the end of a sentence about it, and the next step."""
    causes = tuple(_causes(error))
    words = next((text for one in reversed(causes) if (text := told(str(one)).rstrip("."))), "") or type(causes[-1]).__name__
    fact, step = next((fact, step) for kinds, fact, step in WHY if any(isinstance(one, kinds) for one in causes))
    proxy = address.proxy
    through = f" (through the proxy {proxy})" if proxy and "proxy" not in fact else ""
    return fact.format(words=words, host=proxy or address.host) + through, step


def _is_refused_by_proxy(error: BaseException) -> bool:
    """Tell whether a proxy answered with a status 4xx: it wants to be signed in to, or does not let this address through."""
    return isinstance(error, httpx2.ProxyError) and str(error).lstrip().startswith("4")


def _causes(error: BaseException) -> Iterator[BaseException]:
    """Yield an error, what caused it and so on to the first one."""
    seen: set[int] = set()
    current: BaseException | None = error
    while current is not None and id(current) not in seen:
        seen.add(id(current))
        yield current
        current = current.__cause__ or current.__context__
