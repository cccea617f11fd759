"""How many tokens a text takes, without asking the service: a cautious estimate, which a real count stays below."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from designer.model.scalars import Json

CHARACTERS_PER_TOKEN = 2.9
"""ASCII characters of JSON and Markdown for each token, an estimate; tokenizers of today give 3 to 4."""
TOKENS_PER_OTHER_CHARACTER = 1.6
"""Tokens for each character beyond ASCII, an estimate."""


def about_tokens(content: Json) -> int:
    """Return about how many tokens a text takes, or a JSON value as it is sent."""
    text = content if isinstance(content, str) else json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    ascii_characters = sum(map(str.isascii, text))
    return round(ascii_characters / CHARACTERS_PER_TOKEN + (len(text) - ascii_characters) * TOKENS_PER_OTHER_CHARACTER + 0.5)
