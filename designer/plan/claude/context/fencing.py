"""Fences round text that others wrote: labelled, and nothing that stands inside can close one or open another."""

from __future__ import annotations

import hashlib
import re
import unicodedata

FENCE = "data"
TAG = re.compile(r"[<\uff1c\ufe64](?=\s*[A-Za-z/!?|])")
"""The beginning of anything that a reader may take for a tag; `<=` and `a < 3` are left as they are."""
OPENING = "\u2039"
LINK = re.compile(r"\[([^\[\]\n]{1,120})\]\([^()\s]{0,400}\)")
MARKUP = re.compile(r"</?[A-Za-z][^<>\n]{0,200}>")
GAP = re.compile(r"\s+([,.;:!?])(?=\s|$)")
"""What a tag leaves that stood before a mark."""
LINE_END = re.compile(r"\r\n|[\r\v\f\x1c-\x1e\x85\u2028\u2029]")
PLAIN = re.compile(r"[ -~\n\t]*")
AHEAD = 8
"""So many times the characters of a line are read to make it: white space is drawn together, and the rest is cut anyway."""
DIGITS = 8
KEPT = frozenset("\n\t")
UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})
"""Categories of characters that no reader sees: controls, marks of direction and width zero, tags, halves of pairs, private use."""
FILLERS = frozenset("\u115f\u1160\u3164\uffa0\u2800\u034f")
"""Letters, an accent and a pattern of Braille that show nothing."""


def fenced(text: str, *, of: str) -> str:
    """Return a text of several lines between two fences that say what it is.

    The fences carry a tag made of the text's own hash: a text cannot hold the hash of itself, and what looks like a tag in it is defused.
    """
    inside = neutral(text).strip("\n")
    label = one_line(of, 60).replace('"', "'")
    tag = hashlib.sha256(f"{label}\n{inside}".encode()).hexdigest()[:DIGITS]
    return f'<{FENCE} id="{tag}" of="{label}">\n{inside}\n</{FENCE} id="{tag}">'


def numbered(text: str) -> str:
    """Return the lines of a text with their numbers, by which a reason or a question names them; empty lines are left out."""
    lines = neutral(text).split("\n")
    return "\n".join(f"{number}| {line.rstrip()}" for number, line in enumerate(lines, start=1) if line.strip())


def one_line(text: str, limit: int) -> str:
    """Return a text as one line of at most *limit* characters, as what a document says of a field stands in a list."""
    line = " ".join(neutral(text[: AHEAD * limit]).split())
    return line if len(line) <= limit else line[: max(limit - 1, 0)].rstrip() + "…"


def plain_line(text: str, limit: int) -> str:
    """Return prose of a document as one line: links as their words, without the markup that vendors write it in."""
    return one_line(GAP.sub(r"\1", MARKUP.sub(" ", LINK.sub(r"\1", text[: AHEAD * limit]))), limit)


def neutral(text: str) -> str:
    """Return a text without characters that nobody sees and without anything that reads as a tag."""
    if not PLAIN.fullmatch(text):
        text = "".join(character for character in LINE_END.sub("\n", text) if _is_seen(character))
    return TAG.sub(OPENING, text)


def _is_seen(character: str) -> bool:
    if character.isascii():
        return character.isprintable() or character in KEPT
    is_selector = 0xFE00 <= ord(character) <= 0xFE0F or 0xE0100 <= ord(character) <= 0xE01EF
    return not is_selector and character not in FILLERS and unicodedata.category(character) not in UNSEEN
