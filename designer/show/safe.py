"""Other people's text, made harmless for a terminal: no escape codes, no control or unseen characters, no reordering marks."""

from __future__ import annotations

import json
import re

SEQUENCES = re.compile(r"\x1b\[[0-?]*[ -/]*[@-~]|\x1b[\]PX^_][^\x07\x1b]*(?:\x07|\x1b\\)?|\x1b[ -/]*[0-~]?")
CONTROLS = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]"
)
HIDDEN = re.compile("[\x7f-\x9f\xad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]")
"""Joiners (U+200C, U+200D) stay: scripts and emoji are written with them."""


def safe(text: str) -> str:
    """Return the text without what would steer a terminal; line feeds and tabs stay."""
    return CONTROLS.sub("", SEQUENCES.sub("", text))


def one_line(text: str) -> str:
    """Return the text harmless and on one line."""
    return " ".join(safe(text).split())


def escaped(text: str) -> str:
    """Return a JSON text that means the same, with what would steer a terminal written as JSON's own escapes."""
    return HIDDEN.sub(lambda found: json.dumps(found.group())[1:-1], text)
