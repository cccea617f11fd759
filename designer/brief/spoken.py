"""What speech leaves in a text: fillers, words said twice, a name that is corrected in the same breath."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from designer.brief.verbs import IMPERATIVE, MAKE, MOVE

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

RETRACTED = re.compile(
    r"(?:\s*[,;–—]|\s-+|\s*\.{2,}|…)\s*(?:(?:ah|oh|er|hm+)[\s,]+)?(?:no wait|wait,? no|actually,? no|no,? actually|sorry,? no|no|nein|nee|scratch that)(?:\s*[,;:–—]|\s-+|\s*\.{2,}|…|\s+(?=just\b|better\b|rather\b))\s*"
    r"(?:(?:just|better|rather|make (?:it|that)|only|lieber|doch)\s+)*",
    re.IGNORECASE,
)
ORDER = re.compile(rf"(?:^|(?<=\s))(?:{'|'.join([*MAKE, *MOVE])})\s", re.IGNORECASE)
THING = re.compile(r"\b(?:an?|the|our|one)\s", re.IGNORECASE)


def as_meant(lines: Iterable[Line], names: SystemNames) -> tuple[Line, ...]:
    """Return the lines without fillers, repeated words and names that were taken back at once."""
    return tuple(line.with_text(_retracted(_corrected(_plain(line.text), names), names)) for line in lines)


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


def _retracted(text: str, names: SystemNames) -> str:
    """Return `When a deal is won, post to B` for `When a deal is won, add a card in A - no - just post to B`: an order or a thing is said anew."""
    for match in RETRACTED.finditer(text):
        before, after = text[: match.start()], text[match.end() :]
        if not names.mentions(re.split(r"[.;\n]", after, maxsplit=1)[0], kinds=False):
            continue
        begin = ORDER if IMPERATIVE.match(after) else THING if THING.match(after) else None
        starts = [found.start() for found in begin.finditer(before)] if begin else []
        # What was said before, up to the correction, has to name the system that is taken back.
        taken = [start for start in starts if names.mentions(before[start:], kinds=False) and not re.search(r"[.!?]\s", before[start:])]
        if taken and len(names.mentions(before, kinds=False)) > len(names.mentions(before[taken[-1] :], kinds=False)):
            return f"{before[: taken[-1]]}{after}"
    return text
