"""Text fitted to columns: how wide it stands on a screen, cut to a width, freed of the markup that documents are written in."""

from __future__ import annotations

import re
import unicodedata

from designer.show.safe import one_line

INLINE = re.compile(r"</?(?:a|abbr|b|code|em|i|kbd|small|span|strong|sub|sup|tt|u)(?:\s[^<>]{0,300})?>", re.IGNORECASE)
TAG = re.compile(r"</?[A-Za-z][^<>]{0,300}>")
LINK = re.compile(r"!?\[([^\[\]]{1,200})\]\([^()\s]{0,400}\)")
EMPHASIS = re.compile(r"(\*\*|__)(?=\S)(.{1,200}?)(?<=\S)\1")
ENTITIES = {"&lt;": "<", "&gt;": ">", "&quot;": '"', "&#39;": "'", "&nbsp;": " ", "&amp;": "&"}
LONGEST = 2_000
"""Characters of a description that are looked at: more never fits on a line."""
CUT = "..."


def plain(text: str) -> str:
    """Return a description on one harmless line, without HTML tags, Markdown links and emphasis."""
    line = one_line(text[:LONGEST])
    if "<" in line:
        line = TAG.sub(" ", INLINE.sub("", line))
    if "](" in line:
        line = LINK.sub(r"\1", line)
    line = EMPHASIS.sub(r"\2", line)
    if "&" in line:
        for entity, character in ENTITIES.items():
            line = line.replace(entity, character)
    return one_line(line)


def cells(text: str) -> int:
    """Return the columns that a text takes: East Asian wide characters take two, marks that combine or join none."""
    if text.isascii():
        return len(text)
    return sum(_cell(character) for character in text)


def shortened(text: str, columns: int) -> str:
    """Return the text cut to so many columns, at a word's end where there is one near, with `...` behind it."""
    if cells(text) <= columns:
        return text
    if columns <= len(CUT):
        return CUT[: max(columns, 0)]
    taken, end = 0, 0
    for character in text:
        taken += _cell(character)
        if taken > columns - len(CUT):
            break
        end += 1
    kept = text[:end]
    space = kept.rfind(" ")
    if space > end * 2 // 3 and not text[end : end + 1].isspace():
        kept = kept[:space]
    return kept.rstrip(" ,;:.") + CUT


def padded(text: str, columns: int) -> str:
    """Return the text with spaces behind it up to so many columns."""
    return text + " " * (columns - cells(text))


def _cell(character: str) -> int:
    if unicodedata.category(character) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1
