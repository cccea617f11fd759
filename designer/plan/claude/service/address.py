"""Whom a message is about: the provider by its name and the host that is asked, and which credential is used."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from designer.plan.choosing import Provider

NAMES: dict[Provider, str] = {
    "anthropic": "Anthropic API",
    "bedrock": "Amazon Bedrock",
    "vertex": "Google Vertex AI",
    "foundry": "Microsoft Foundry",
}
VENDORS: dict[Provider, tuple[str, ...]] = {
    "anthropic": ("anthropic.com",),
    "bedrock": ("amazonaws.com", "amazonaws.com.cn"),
    "vertex": ("googleapis.com",),
    "foundry": ("azure.com",),
}
"""Domains at which the vendors themselves answer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """Where requests go."""

    provider: Provider
    host: str
    """With its port where that is not the usual one; never with a user's name or password."""
    credential: str = ""
    """A variable's name or a file; empty: the provider's library finds one by itself."""

    @property
    def name(self) -> str:
        """Return the provider's name."""
        return NAMES[self.provider]

    @property
    def place(self) -> str:
        """Return the provider and the host, as the place of a message."""
        return f"{self.name} ({self.host})"

    @property
    def is_foreign(self) -> bool:
        """Tell whether somebody else's host answers: a gateway, a proxy, a stand-in."""
        bare = self.host.rpartition(":")[0] or self.host
        return not any(bare == vendor or bare.endswith(f".{vendor}") for vendor in VENDORS[self.provider])
