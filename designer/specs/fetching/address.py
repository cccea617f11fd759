"""An https address, taken apart and refused early where it cannot lead to a document."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

from designer.errors import DescriptionError

LONGEST = 2000
"""Characters of the longest address that is followed."""


@dataclass(frozen=True, slots=True)
class WebAddress:
    """An https address whose host and port are known."""

    text: str
    host: str
    """As names are resolved: ASCII, lower case; an IPv6 address without brackets."""
    port: int

    @property
    def target(self) -> str:
        """Return path and query, without the fragment."""
        parts = urlsplit(self.text)
        return f"{parts.path or '/'}{'?' if parts.query else ''}{parts.query}"

    @property
    def authority(self) -> str:
        """Return host and port as the `Host` header tells them."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == 443 else f"{host}:{self.port}"


def is_address(text: str) -> bool:
    """Tell whether a description is named by an address of the network, not by a path."""
    return "://" in text


def web_address(text: str) -> WebAddress:
    """Return an address that may be asked. Raises DescriptionError."""
    stripped = text.strip()
    if len(stripped) > LONGEST or not stripped.isprintable() or " " in stripped:
        raise DescriptionError(_shown(text), "is no address", next_step="Give the https address of the document itself.")
    try:
        parts = urlsplit(stripped)
        host, port = (parts.hostname or "").rstrip("."), parts.port or 443
        ascii_host = host if host.isascii() else host.encode("idna").decode()
    except ValueError:
        raise DescriptionError(stripped, "is no address", next_step="Give the https address of the document itself.") from None
    if parts.username or parts.password:
        raise DescriptionError(
            f"{parts.scheme}://{ascii_host}{parts.path}", "holds a user name or a password, which is not sent",
            next_step="Download the document yourself, and name the file.",
        )  # fmt: skip
    if parts.scheme.lower() != "https":
        step = (
            f"Try https{stripped[len(parts.scheme) :]}"
            if parts.scheme.lower() == "http"
            else "Give an https address, or save the document and name the file."
        )
        raise DescriptionError(stripped, f"only https is followed, not {parts.scheme}", next_step=step)
    if not ascii_host:
        raise DescriptionError(stripped, "names no host", next_step="Give the https address of the document itself.")
    return WebAddress(stripped.partition("#")[0], ascii_host, port)


def followed(address: WebAddress, location: str) -> WebAddress:
    """Return where a redirect leads. Raises DescriptionError where that may not be followed."""
    try:
        return web_address(joined(address, location))
    except DescriptionError as wrong:
        raise DescriptionError(
            address.text, f"leads on to {wrong.place}, which is not followed: {wrong.fact}",
            next_step="Look for the document's own https address.",
        ) from None  # fmt: skip


def joined(address: WebAddress, reference: str) -> str:
    """Return what a reference written at an address leads to; one that is none stays as it is."""
    try:
        return urljoin(address.text, reference.strip())
    except ValueError:
        return reference


def raw_address(address: WebAddress) -> str:
    """Return the address of the file itself where a code host's page about a file was named, else nothing."""
    parts = urlsplit(address.text).path.strip("/").split("/")
    if address.host in ("github.com", "www.github.com") and len(parts) > 4 and parts[2] in ("blob", "edit", "blame"):
        return f"https://raw.githubusercontent.com/{'/'.join((*parts[:2], *parts[3:]))}"
    if address.host == "gitlab.com" and "/-/blob/" in address.text:
        return address.text.partition("?")[0].replace("/-/blob/", "/-/raw/", 1)
    if address.host == "bitbucket.org" and len(parts) > 4 and parts[2] == "src":
        return f"https://bitbucket.org/{'/'.join((*parts[:2], 'raw', *parts[3:]))}"
    return ""


def _shown(text: str) -> str:
    return ascii(text[:80])[1:-1]
