"""How many tokens a piece of a request is, about: an ESTIMATE from its length. No tokenizer of these models is published."""

from __future__ import annotations

import json
import math
from typing import Any

BYTES_PER_TOKEN = 3.5
"""English prose has about 4 bytes to a token, JSON and YAML about 3."""
BYTES_AROUND_A_BLOCK = 14
"""Roles and delimiters around it."""


def estimated_tokens(value: Any) -> int:
    """Return about how many tokens a block, a list of blocks or a tool's declaration takes."""
    return math.ceil((len(_text(value).encode()) + BYTES_AROUND_A_BLOCK) / BYTES_PER_TOKEN)


def estimated_output_tokens(content: list[dict[str, Any]]) -> int:
    """Return about how many tokens a reply is, one at least."""
    return max(1, sum(estimated_tokens(block) for block in content))


def _text(value: Any) -> str:
    """Return what the model reads of a value: the words without our own marks, and what is structured as JSON."""
    match value:
        case str():
            return value
        case list():
            return "\n".join(_text(one) for one in value)
        case {"type": "text", "text": str(text)} | {"type": "thinking", "thinking": str(text)}:
            return text
        case {"type": "tool_result", "content": content}:
            return _text(content)
        case {"type": "tool_use", "name": str(name), "input": arguments}:
            return name + json.dumps(arguments, ensure_ascii=False)
        case dict():
            return json.dumps({key: one for key, one in value.items() if key != "cache_control"}, ensure_ascii=False)
        case _:
            return json.dumps(value, ensure_ascii=False)
