"""Prose cut into sentences, each with the line it begins on and whether a paragraph begins with it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from designer.brief.lines import pieces
from designer.brief.pairs import BULLET

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from designer.brief.lines import Line

ABBREVIATED = re.compile(
    r"\b(?:e\.g|i\.e|z\.b|bzw|ca|approx|etc|vs|no|nr|inc|ltd|mr|mrs|ms|dr|st|max|min|usw|p\.s|[a-z])\.$", re.IGNORECASE
)
QUOTES = "\"')]”’"
END = re.compile(r"[.!?]+[\"')\]”’]*(?=\s|$)|\n")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence as written, blanks evened."""

    text: str
    line: int
    opens: bool = False
    """It is the first of its paragraph or bullet."""


def sentences_of(lines: Iterable[Line]) -> tuple[Sentence, ...]:
    """Return the sentences; a bullet, a short line and a blank line each end one."""
    found: list[Sentence] = []
    for paragraph in _paragraphs(lines):
        found += _cut(paragraph)
    return tuple(found)


def _paragraphs(lines: Iterable[Line]) -> list[list[Line]]:
    """Join wrapped lines: a line goes on if the one before it is long or ends in a comma, and it starts no bullet."""
    paragraphs: list[list[Line]] = []
    open_paragraph = False
    for line in lines:
        text = line.text.strip()
        if not text or text.startswith("```") or re.fullmatch(r"[-=_*]{3,}", text):
            open_paragraph = False
            continue
        if open_paragraph and not BULLET.match(line.text) and _goes_on(paragraphs[-1][-1].text.strip(), text):
            paragraphs[-1].append(line)
        else:
            paragraphs.append([line])
        open_paragraph = True
    return paragraphs


LABELLED = re.compile(r"^(?:[A-Z][\w-]*(?: [\w-]+)?):\s+[^\s.,;:!?]+(?:\s+[^\s.,;:!?]+){0,3}$")
"""A line of a ticket's head: `Type: Story`, `Ticket: INT-4412`; no sentence goes on from there."""


def _goes_on(before: str, text: str) -> bool:
    if LABELLED.match(before) and not text[0].islower():
        return False
    return len(before) > 50 or text[0].islower() or before.endswith((",", ";")) or not before.endswith((".", "!", "?", ":"))


def _cut(paragraph: Sequence[Line]) -> list[Sentence]:
    text, starts = "", list[tuple[int, int]]()
    for line in paragraph:
        starts.append((len(text), line.number))
        text += BULLET.sub("", line.text).strip().strip("*").strip() + " "
    found: list[Sentence] = []
    begin = 0
    for match in END.finditer(text):
        if ABBREVIATED.search(text[max(0, match.end() - 12) : match.end()].rstrip("\"')”’")) and match[0] == ".":
            continue
        if len(match[0]) > 1 and match[0][-1] in QUOTES and text[match.end() :].lstrip()[:1].islower():
            continue
        found += _sentences(text, begin, match.end(), starts, opens=not found)
        begin = match.end()
    if text[begin:].strip():
        found += _sentences(text, begin, len(text), starts, opens=not found)
    return found


def _sentences(text: str, begin: int, end: int, starts: list[tuple[int, int]], *, opens: bool) -> list[Sentence]:
    found: list[Sentence] = []
    for piece in pieces(text[begin:end]):
        found.append(_sentence(text, begin, begin + len(piece), starts, opens=opens and not found))
        begin += len(piece)
    return found


def _sentence(text: str, begin: int, end: int, starts: list[tuple[int, int]], *, opens: bool) -> Sentence:
    first = begin + len(text[begin:end]) - len(text[begin:end].lstrip())
    line = max(number for offset, number in starts if offset <= first)
    return Sentence(" ".join(text[begin:end].split()), line, opens)
