"""What a form left open: its own lines, `[System A]`, `[e.g. ...]`, `<name>`, `...`, `___`, `TBD`."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from designer.brief.forms import form
from designer.model.scalars import STYLES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from designer.brief.lines import Line

# How placeholders of other people's forms begin; a bracket that begins otherwise may hold an answer.
OPENINGS = (
    r"e\.?g\b|for example|example|your|the \w+ (?:you|that|of)|system [a-z0-9]\b|tool [a-z0-9]\b|app [a-z0-9]\b|field(?: \w+)?(?: [a-z0-9])?\]|source\]|target\]|name\]"
    r"|(?:an? |the )?(?:event|action|trigger|record|object|something|thing)s? (?:in|from|of) (?:system|app|tool) [a-z0-9]\b|describe|how |what |which |who |list |add |insert|fill|enter |number\b|number of|x\]|n\]|yes ?/ ?no|y ?/ ?n|\.\.\.|…|z\.\s?b\.|this happens|do (?:this|that)"
)
BRACKETED = re.compile(rf"\[(?:{OPENINGS})[^\]\n]*\]?(?!\()", re.IGNORECASE)
ANGLED = re.compile(r"<(?:this|that|do|your|name|field|system|value|source|target|e\.g|fill|insert|path)\b[^>\n]*>", re.IGNORECASE)
FILLED = re.compile(r"(?<![\w\]])\[(?P<answer>[^\[\]\n]{2,200})\](?![(\w.\[])")
LITERAL = re.compile(
    r"[\"“„'`]\s*$|\b(?:prefix(?:ed)?|suffix(?:ed)?|starts?|begins?|ends?|begin|starting|beginning|ending|preceded|followed)\b(?: (?!and\b)[\w'’-]+){0,4}\s*$",
    re.IGNORECASE,
)
"""What stands before brackets that are meant as they are."""
NOTHING = re.compile(
    r"(?:[\s.…_\-–—?*/\\|\[\]()<>,:→]|\b(?:tbd|tba|todo|n/?a|none|unknown|not sure|no idea|don'?t know|dunno|later|keine ahnung|xxx+|when|then)\b)*",
    re.IGNORECASE,
)


def without_form_lines(lines: Iterable[Line]) -> tuple[Line, ...]:
    """Blank the lines that still read as the form printed them, and free answers from brackets that were left around them."""
    printed = _printed()[0]
    return tuple(line.with_text("" if line.text.strip() in printed else _freed(line.text)) for line in lines)


def without_placeholders(text: str) -> str:
    """Return the text without what a form left in brackets."""
    left = _printed()[1].sub(" ", re.sub(r"<!--.*?-->", " ", text))
    left = ANGLED.sub(" ", BRACKETED.sub(" ", left))
    return re.sub(r"[ \t]{2,}", " ", left).strip()


def is_placeholder(text: str) -> bool:
    """Tell whether nothing is left of an answer once placeholders and empty words are gone."""
    return NOTHING.fullmatch(without_placeholders(text)) is not None


def _freed(text: str) -> str:
    kept = without_placeholders(text) if BRACKETED.search(text) or _printed()[1].search(text) else text
    return FILLED.sub(_answer, kept) if not re.match(r"\s*[-*]?\s*\[[ xX]\]", kept) else kept


def _answer(match: re.Match[str]) -> str:
    """Return an answer without its brackets; those in quotation marks, or that a text shall begin or end with, are part of the value."""
    return match[0] if LITERAL.search(match.string[: match.start()]) else match["answer"]


@cache
def _printed() -> tuple[frozenset[str], re.Pattern[str]]:
    """Return the lines of the blank forms that ask or explain, and a pattern of the brackets in them."""
    body = "\n".join(form(style).split("---\n", 2)[2] for style in STYLES)
    lines = frozenset(line.strip() for line in body.splitlines() if line.strip() and ("[" in line or not line.startswith("#")))
    brackets = sorted(set(re.findall(r"\[[^\[\]\n]+\]", "\n".join(form(style) for style in STYLES))), key=lambda text: (-len(text), text))
    return lines, re.compile("|".join(re.escape(bracket) for bracket in brackets))
