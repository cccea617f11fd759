"""What a document says of rate limits: headers that tell how much is left, and quotas in extensions of vendors."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from designer.model.spec import Response
    from designer.specs.documents.library import Place

HEADER = re.compile(r"rate-?limit|ratelimit|quota|throttl|(call|usage|request)s?-limit|limit-info|retry-after", re.IGNORECASE)
"""`X-RateLimit-Remaining`, `RateLimit-Policy`, `X-Shopify-Shop-Api-Call-Limit`, `Sforce-Limit-Info`, `Retry-After`."""
EXTENSION = re.compile(r"^x-(?:.*-)?(rate-?limits?|throttl\w*|quotas?)(?:-.*)?$", re.IGNORECASE)
LONGEST = 200
"""Letters of a quota: a longer text is prose."""


def rate_limit_headers(responses: Iterable[Response]) -> tuple[str, ...]:
    """Return the headers of any answer that tell of the quota, each once whatever its case, in document order."""
    found: dict[str, str] = {}
    for response in responses:
        for name in response.headers:
            if HEADER.search(name):
                found.setdefault(name.lower(), name)
    return tuple(found.values())


def rate_limits(*holders: Place) -> tuple[str, ...]:
    """Return the quotas that extensions give, those of the operation before those of its path item."""
    words: list[str] = []
    for holder in holders:
        for name, value in holder.value.items() if isinstance(holder.value, dict) else ():
            if isinstance(name, str) and EXTENSION.match(name):
                words.extend(_told(value, ""))
    return tuple(dict.fromkeys(word for word in words if len(word) <= LONGEST))


def _told(value: Any, name: str) -> Iterator[str]:
    """Yield a quota as words: `burst 1/s`; what only switches something on or off tells no quota."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _told(inner, f"{name} {key}".strip())
    elif isinstance(value, list):
        for inner in value:
            yield from _told(inner, name)
    elif isinstance(value, str | int | float) and not isinstance(value, bool) and str(value).strip():
        yield f"{name} {value}".strip()
