"""What speech leaves in a text: fillers, words said twice, a name that is corrected in the same breath."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from designer.brief.lines import Line
    from designer.brief.systems import SystemNames

FILLERS = re.compile(
    r"(?:,\s*)?\b(?:u+m+|u+h+m*|erm+|ehm+|ähm?|öhm?)\b,?|,\s*(?:right|you know|i guess|i mean|i think)\b(?=,)|\s+(?:i guess|i suppose|you know)(?=[,.]|$)",
    re.IGNORECASE,
)
TWICE = re.compile(r"\b(\w+(?: \w+){1,3}),? \1\b", re.IGNORECASE)
CORRECTION = re.compile(
    r"[\s.,…–—-]*\b(?:no[,.]? (?:sorry|wait)|sorry[,.]? (?:no|i mean)|wait[,.]? no|no[,.]? i mean|i mean|scratch that|correction|sorry|nein[,.]? (?:quatsch|sorry)|äh nein|quatsch)\b[\s,.:–—-]*",
    re.IGNORECASE,
)


def as_meant(lines: Iterable[Line], names: SystemNames) -> tuple[Line, ...]:
    """Return the lines without fillers, repeated words and names that were taken back at once."""
    return tuple(line.with_text(_corrected(_plain(line.text), names)) for line in lines)


def _plain(text: str) -> str:
    bare = FILLERS.sub(lambda match: "," if match[0].startswith(",") and match[0].endswith(",") else "", text)
    return TWICE.sub(r"\1", bare) if bare != text else text


def _corrected(text: str, names: SystemNames) -> str:
    """Return `-> Jira` for `-> Linear... no sorry, Jira`: both sides of the correction are systems."""
    for match in CORRECTION.finditer(text):
        before = [
            mention
            for mention in names.mentions(text[: match.start()], kinds=False)
            if mention.end == len(text[: match.start()].rstrip(" .,…–—-"))
        ]
        after = [mention for mention in names.mentions(text[match.end() :], kinds=False) if mention.start == 0]
        if before and after:
            return text[: before[0].start] + text[match.end() :]
    return text
