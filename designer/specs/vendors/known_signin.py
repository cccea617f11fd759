"""Ways to sign in that a vendor's document declares otherwise than its server takes them, each by a dated public source."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from collections.abc import Sequence

    from designer.model.spec import SecurityScheme


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownSignIn:
    """How a declared API key is sent in truth."""

    host: str
    """Host of the vendor's API, or the end of it: the document's own address tells whose it is."""
    parameter: str
    """The header that the document declares, small letters."""
    kind: Literal["bearer"]
    source: str
    """The public documentation that tells of it, in words."""
    dated: str
    """ISO day on which it was written down."""


KNOWN = tuple(
    KnownSignIn(
        host="hubapi.com",
        parameter=parameter,
        kind="bearer",
        source="HubSpot's developer documentation on private apps",
        dated="2026-11-24",
    )
    for parameter in ("private-app", "private-app-legacy")
)


def as_known(scheme: SecurityScheme, base_urls: Sequence[str]) -> SecurityScheme:
    """Return the scheme as the vendor takes it; it says so in its description. All others are left as declared."""
    if scheme.kind != "api_key" or scheme.location != "header":
        return scheme
    hosts = [urlsplit(url).hostname or "" for url in base_urls if "://" in url and "{" not in url]
    for known in KNOWN:
        if scheme.parameter.lower() == known.parameter and any(f".{host}".endswith(f".{known.host}") for host in hosts):
            told = (
                f"The document declares a header `{scheme.parameter}`; {known.source} ({known.dated}) sends `Authorization: Bearer TOKEN`."
            )
            return replace(scheme, kind=known.kind, parameter="Authorization", description=f"{scheme.description} {told}".strip())
    return scheme
