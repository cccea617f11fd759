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
NUMBERS = {"one": 1, "two": 2, "three": 3, "five": 5, "ten": 10, "twenty": 20, "fifty": 50}
STATED = re.compile(
    r"(?:\brate[- ]limited to|\brate limit (?:is|of this \w+ is)|\byou can make) [`*]*(?P<calls>\d[\d,]*|" + "|".join(NUMBERS) + r")[`*]* "
    r"(?P<noun>requests?|calls?) (?P<span>(?:per|every|an?|each) (?:\d+ )?(?:second|minute|hour|day)s?)"
    r"(?: using this endpoint| per account)?\s*(?:[.;!)]|$)",
    re.IGNORECASE | re.MULTILINE,
)
"""`This endpoint is rate limited to 100 requests per minute.`: the sentence ends there, so the figure holds for every call."""
CONDITIONAL = re.compile(r"\b(?:if|when|unless|except|default|trial|beyond|only|for .* accounts?|plan|anonymous)\b", re.IGNORECASE)


def rate_limit_headers(responses: Iterable[Response]) -> tuple[str, ...]:
    """Return the headers of any answer that tell of the quota, each once whatever its case, in document order."""
    found: dict[str, str] = {}
    for response in responses:
        for name in response.headers:
            if HEADER.search(name):
                found.setdefault(name.lower(), name)
    return tuple(found.values())


def rate_limits(*holders: Place) -> tuple[str, ...]:
    """Return the quotas that extensions give and descriptions state, those of the operation before those of its path item."""
    words: list[str] = []
    for holder in holders:
        for name, value in holder.value.items() if isinstance(holder.value, dict) else ():
            if isinstance(name, str) and EXTENSION.match(name):
                words.extend(_told(value, ""))
        description = holder.value.get("description") if isinstance(holder.value, dict) else None
        words.extend(_stated(description) if isinstance(description, str) else ())
    return tuple(dict.fromkeys(word for word in words if len(word) <= LONGEST))


def _stated(description: str) -> Iterator[str]:
    """Yield the quotas that a description states of its call without any condition: `100 requests per minute`."""
    if not any(word in description for word in ("limit", "can make")):
        return
    for found in STATED.finditer(description):
        begin = max(description.rfind(mark, 0, found.start()) for mark in (". ", "\n", "! "))
        if not CONDITIONAL.search(description, begin + 1, found.end()):
            calls = NUMBERS.get(found["calls"].lower(), found["calls"])
            yield f"{calls} {found['noun'].lower()} {found['span'].lower()}"


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
