"""One sentence that holds several wishes, cut into them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from designer.brief.verbs import IMPERATIVE, MAKE, MOVE

if TYPE_CHECKING:
    from designer.brief.systems import SystemNames

BOTH = re.compile(
    rf"\s*(?:[,;]\s*(?:and\s+|und\s+)?|\b(?:and|und)\s+)(?=(?:also\s+|then\s+)?(?:when|whenever|if|once|as soon as|every|each|{'|'.join(MAKE)}|{'|'.join(MOVE)})\b)",
    re.IGNORECASE,
)


def apart(text: str, names: SystemNames) -> tuple[str, ...]:
    """Split a sentence that holds several whole wishes: each names two systems of its own."""
    found: list[str] = []
    begin = 0
    for cut in (*BOTH.finditer(text), None):
        end = cut.start() if cut else len(text)
        rest = text[cut.end() :] if cut else ""
        whole = len({one.name for one in names.mentions(text[begin:end])}) > 1
        if cut is None or (whole and len({one.name for one in names.mentions(rest)}) > 1):
            found.append(text[begin:end].strip())
            begin = cut.end() if cut else end
    return tuple(found)


def actions(then: str, names: SystemNames) -> tuple[str, ...]:
    """Split what shall follow into its actions: each has its own verb and its own system."""
    parts = re.split(r"\s*(?:,\s*(?:and|then|and then|und)|;|\band(?: also| then)?\b|\bthen\b|\bund\b)\s+", then)
    found: list[str] = []
    for part in parts:
        own = IMPERATIVE.match(part) and names.mentions(part)
        if found and not (
            own
            and names.mentions(found[-1])
            and {one.name for one in names.mentions(found[-1])} != {one.name for one in names.mentions(part)}
        ):
            start = then.index(found[-1])
            found[-1] = then[start : then.index(part, start + len(found[-1])) + len(part)]
        else:
            found.append(part)
    return tuple(found)
