"""What a form left open: `[System A]`, `[e.g. ...]`, `<name>`, `...`, `___`, `TBD`."""

from __future__ import annotations

import re

BRACKETED = re.compile(r"\[(?:e\.?g\.?|for example|example|your|the|system|tool|app|field|source|target|name|describe|how|what|which|who|list|add|insert"
                       r"|fill|problem|volume|frequency|number|x|n|yes/no|y/n|\.\.\.|…|z\.?\s?B\.?)[^\]\n]*\](?!\()", re.IGNORECASE)  # fmt: skip
ANGLED = re.compile(r"<(?:this|that|do|your|name|field|system|value|source|target|e\.g|fill|insert|path)[^>\n]*>", re.IGNORECASE)
NOTHING = re.compile(
    r"(?:[\s.…_\-–—?*/\\|\[\]()<>]|\b(?:tbd|tba|todo|n/?a|none|unknown|not sure|no idea|don'?t know|dunno|later|keine ahnung|xxx+)\b)*",
    re.IGNORECASE,
)
ANY_BRACKETS = re.compile(r"\[[^\]\n]{1,120}\](?!\()")


def without_placeholders(text: str) -> str:
    """Return the text without what a form left in brackets."""
    left = ANGLED.sub(" ", BRACKETED.sub(" ", re.sub(r"<!--.*?-->", " ", text)))
    return re.sub(r"[ \t]{2,}", " ", left).strip()


def is_placeholder(text: str) -> bool:
    """Tell whether nothing is left of an answer once placeholders and empty words are gone."""
    left = without_placeholders(text)
    return NOTHING.fullmatch(left) is not None or ANY_BRACKETS.fullmatch(left.strip(" *_`\"'")) is not None
