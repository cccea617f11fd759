"""Which machine an address leads to: its host resolved once, every answer looked at, and one of those addresses connected to.

The connection goes to the address that was looked at, not to the name again: a name server that answers differently the
second time gains nothing. A description must lie on the public internet; a document on this machine or in this network is
named by its file.

`DESIGNER_TESTS_TRUST_LOOPBACK` is for this program's own tests, which run a server on this machine: set to the sentence in
`TRUSTED`, loopback addresses (and no others) may be asked, still over https with a certificate that is checked.
"""

from __future__ import annotations

import ipaddress
import os
import socket
from typing import TYPE_CHECKING

from designer.errors import DescriptionError
from designer.specs.fetching.failures import UnreachableError

if TYPE_CHECKING:
    from designer.specs.fetching.address import WebAddress

TRUST = "DESIGNER_TESTS_TRUST_LOOPBACK"
TRUSTED = "only in tests"

IpAddress = ipaddress.IPv4Address | ipaddress.IPv6Address
CARRIERS = (
    (ipaddress.IPv6Network("64:ff9b::/96"), 0),
    (ipaddress.IPv6Network("64:ff9b:1::/48"), 0),
    (ipaddress.IPv6Network("2002::/16"), 80),
    (ipaddress.IPv6Network("::ffff:0:0:0/96"), 0),
    (ipaddress.IPv6Network("::/96"), 0),
)
"""Ranges of IPv6 that carry an IPv4 address, and how many bits stand behind it (RFC 6052, 8215, 3056, 2765, 4291)."""


def reachable(address: WebAddress) -> tuple[str, ...]:
    """Return the addresses of a host, all of them public, in the order in which the system gives them. Raises DescriptionError."""
    found = _resolved(address)
    for one in found:
        if not may_be_asked(one):
            raise refused(address, one)
    return tuple(dict.fromkeys(found))


def refuse_named_here(address: WebAddress) -> None:
    """Refuse a host that this machine already knows to be no public one; a proxy resolves the rest. Raises DescriptionError."""
    try:
        found = _resolved(address)
    except UnreachableError:
        return
    for one in found:
        if not may_be_asked(one):
            raise refused(address, one)


def may_be_asked(text: str) -> bool:
    """Tell whether an IP address is a public one (or a loopback one, where this program's tests run)."""
    ip = _carried(ipaddress.ip_address(text.partition("%")[0]))
    if ip.is_loopback:
        return os.environ.get(TRUST) == TRUSTED
    closed = ip.is_private or ip.is_link_local or ip.is_multicast or ip.is_reserved or ip.is_unspecified
    return ip.is_global and not closed and not getattr(ip, "is_site_local", False)


def refused(address: WebAddress, ip: str) -> DescriptionError:
    """Return the message for a host that leads to this machine or into its network."""
    where = "" if ip == address.host else f" ({ip})"
    return DescriptionError(
        address.text, f"leads to {address.host}{where}, which is no address of the public internet, and is not asked",
        next_step="Save the document yourself, and name the file.",
    )  # fmt: skip


def _carried(ip: IpAddress) -> IpAddress:
    """Return the IPv4 address that an IPv6 one stands for, else the address itself."""
    if isinstance(ip, ipaddress.IPv4Address):
        return ip
    if ip.ipv4_mapped:
        return ip.ipv4_mapped
    for network, behind in CARRIERS:
        if ip in network and int(ip) > 1:
            return ipaddress.IPv4Address(int(ip) >> behind & 0xFFFFFFFF)
    return ip


def _resolved(address: WebAddress) -> list[str]:
    try:
        found = socket.getaddrinfo(address.host, address.port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise UnreachableError(
            address.text, f"the name {address.host} was not found",
            next_step="See that the name is right and that there is a network; or save the document elsewhere, and name the file.",
        ) from None  # fmt: skip
    return [str(entry[4][0]) for entry in found]
