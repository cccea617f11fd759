"""Whom a message is about: the provider by its name, the host that is asked, the proxy between and the credential that is used."""

from __future__ import annotations

import urllib.request
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from designer.plan.choosing import Provider

NAMES: dict[Provider, str] = {
    "anthropic": "the Anthropic API",
    "bedrock": "Amazon Bedrock",
    "vertex": "Google Vertex AI",
    "foundry": "Microsoft Foundry",
}
"""As they stand in a sentence."""
VENDORS: dict[Provider, tuple[str, ...]] = {
    "anthropic": ("anthropic.com",),
    "bedrock": ("amazonaws.com", "amazonaws.com.cn"),
    "vertex": ("googleapis.com",),
    "foundry": ("azure.com",),
}
"""Domains at which the vendors themselves answer."""
LOOPBACK = ("127.", "localhost", "::1", "[::1]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """Where requests go."""

    provider: Provider
    scheme: str
    host: str
    """With its port where that is not the usual one; never with a user's name or password."""
    credential: str = ""
    """A variable's name or a file; empty: the provider's library finds one by itself."""

    @property
    def name(self) -> str:
        """Return the provider's name, as it stands in a sentence."""
        return NAMES[self.provider]

    @property
    def place(self) -> str:
        """Return the provider and the host, as the place of a message."""
        return f"{self.name.removeprefix('the ')} ({self.host})"

    @property
    def is_foreign(self) -> bool:
        """Tell whether somebody else's host answers: a gateway, a proxy, a stand-in."""
        bare = self._bare_host
        return not any(bare == vendor or bare.endswith(f".{vendor}") for vendor in VENDORS[self.provider])

    @property
    def is_open(self) -> bool:
        """Tell whether whoever listens on the way can read the credential."""
        return self.scheme == "http" and not self.host.startswith(LOOPBACK)

    @property
    def proxy(self) -> str:
        """Return the host of the proxy that the environment names for this address; empty: there is none."""
        proxies = urllib.request.getproxies()
        named = proxies.get(self.scheme) or proxies.get("all") or ""
        return "" if not named or urllib.request.proxy_bypass(self._bare_host) else _host(named)

    @property
    def _bare_host(self) -> str:
        return urlsplit(f"//{self.host}").hostname or self.host


def _host(url: str) -> str:
    """Return an address's host and port, without a user's name and password."""
    return urlsplit(url if "//" in url else f"//{url}").netloc.rpartition("@")[2]
