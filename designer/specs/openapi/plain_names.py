"""Names of members and parameters as lists of known names write them: small letters alone."""

from __future__ import annotations

import re


def plain(name: str) -> str:
    """Return a name without its capitals, signs and digits: `page[nextToken]` is `pagenexttoken`."""
    return re.sub(r"[^a-z]", "", name.lower())


def listed(names: str) -> tuple[str, ...]:
    """Return the names of a list that is written as a text, in its order."""
    return tuple(names.split())
