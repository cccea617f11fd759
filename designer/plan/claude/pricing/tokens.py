"""How many tokens a text takes, without asking the service: a cautious estimate, which a real count stays below.

The tokenizers of today's models are not public. The figures were fitted to the public one of Claude 2 over pieces of vendors'
API documents and of Markdown, and `MORE_TODAY` is laid on top: newer models are said to take up to 35 % more tokens for a text.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from designer.model.scalars import Json

CHARACTERS_PER_TOKEN = 2.5
"""Where only the length of a text is known; JSON and Markdown have 2.3 to 5."""
MORE_TODAY = 1.35
PIECE = re.compile(
    r"(?P<capitals>[A-Z]{2,}(?![a-z]))|(?P<word>[A-Z]?[a-z]+|[A-Z])|(?P<digits>[0-9]+)|(?P<line>\n\s*)|(?P<signs>[!-/:-@\[-`{-~]+)"
    r"|(?P<beyond>[^\x00-\x7f]+)"
)
"""What tokenizers part a text into; a space belongs to the word behind it."""


def about_tokens(content: Json) -> int:
    """Return about how many tokens a text takes, or a JSON value as it is sent; rather too many than too few."""
    text = content if isinstance(content, str) else json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    return round(sum(_tokens(str(found.lastgroup), found[0]) for found in PIECE.finditer(text)) * MORE_TODAY + 0.5)


def tokens_of_length(characters: int) -> int:
    """Return about how many tokens a text of some length takes."""
    return round(characters / CHARACTERS_PER_TOKEN + 0.5)


def _tokens(kind: str, piece: str) -> float:
    if kind == "word":
        return 1.0 if len(piece) <= 6 else 0.4 + len(piece) / 10
    if kind == "capitals":
        return 0.2 + len(piece) / 2.5
    if kind == "digits":
        return 0.3 + len(piece) * 0.5
    if kind == "signs":
        return 1.0 + (len(piece) - 1) * 0.1
    return 1.0 if kind == "line" else len(piece.encode()) * 0.62
