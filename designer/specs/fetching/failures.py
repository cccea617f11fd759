"""What can go wrong on the network, in words that a person understands: place, fact and next step."""

from __future__ import annotations

import ssl
from typing import TYPE_CHECKING

from designer.errors import DescriptionError

if TYPE_CHECKING:
    from designer.specs.fetching.address import WebAddress

AGAIN = "Run the same command again."
BY_HAND = "Open the address in a browser, save the document, and name the file."


class UnreachableError(DescriptionError):
    """No answer that says anything about the document: no network, no such name, too slow, or the server has trouble."""


def status_failure(address: WebAddress, status: int, *, raw: str = "") -> DescriptionError:
    """Return the message for an answer that holds no document."""
    told = f"the server answered {status}"
    if status in (401, 403, 407):
        fact = {401: "it asks for a sign-in", 403: "it does not let us", 407: "the proxy asks for a sign-in"}[status]
        return DescriptionError(address.text, f"{told}: {fact}", next_step=f"No key is ever sent with a download. {BY_HAND}")
    if status in (404, 410):
        step = (
            f"Try {raw}"
            if raw
            else "See that the address is right; vendors move their documents. Look on the vendor's page for developers."
        )
        return DescriptionError(address.text, f"{told}: there is no such document", next_step=step)
    if status == 429:
        return UnreachableError(address.text, f"{told}: asked too often", next_step="Wait some minutes. " + AGAIN)
    if status >= 500:
        return UnreachableError(address.text, f"{told}: it has trouble of its own", next_step="Wait some minutes. " + AGAIN)
    return DescriptionError(address.text, f"{told}, which is no document", next_step=BY_HAND)


def network_failure(address: WebAddress, fault: Exception) -> DescriptionError:
    """Return the message for a connection that could not be made or was lost."""
    import httpx2  # noqa: PLC0415 - loaded by whoever made the connection

    untrusted = _certificate_fault(fault)
    if untrusted:
        return DescriptionError(
            address.text, f"the server's certificate is not trusted: {untrusted}",
            next_step=f"Nothing was read. {BY_HAND} A company's own certificate authority is named by SSL_CERT_FILE.",
        )  # fmt: skip
    if isinstance(fault, httpx2.ProxyError):
        return UnreachableError(address.text, "the proxy did not let us through", next_step="See HTTPS_PROXY and NO_PROXY.")
    if isinstance(fault, httpx2.ConnectTimeout):
        return UnreachableError(address.text, f"{address.host} did not answer in time", next_step=AGAIN)
    if isinstance(fault, httpx2.ConnectError):
        fact = f"no connection to {address.host}: {_plain(fault)}"
        return UnreachableError(address.text, fact, next_step=f"See that there is a network. {AGAIN}")
    if isinstance(fault, httpx2.TimeoutException):
        return UnreachableError(
            address.text, "the server went silent", next_step=f"{AGAIN} It goes on where it stopped, if the server can."
        )
    return UnreachableError(
        address.text, f"the connection was lost: {_plain(fault)}", next_step=f"{AGAIN} It goes on where it stopped, if the server can."
    )


def _certificate_fault(fault: BaseException | None) -> str:
    """Return what the check of a certificate said, if that is what failed."""
    while fault is not None:
        if isinstance(fault, ssl.SSLCertVerificationError):
            return fault.verify_message or fault.reason or "its check failed"
        fault = fault.__cause__ or fault.__context__
    return ""


def _plain(fault: Exception) -> str:
    """Return the system's words without numbers in brackets."""
    cause: BaseException | None = fault
    while cause is not None:
        if isinstance(cause, OSError) and cause.strerror:
            return cause.strerror.lower()
        cause = cause.__cause__ or cause.__context__
    return str(fault).lower() or "it was closed"
