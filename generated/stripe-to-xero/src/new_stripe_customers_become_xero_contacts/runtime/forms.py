"""A form read back: `a[b]=1` and `a[0]=2` become objects and arrays, texts become what the schema asks for.

Depends on: `openapi.py` and the standard library.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl

if TYPE_CHECKING:
    from .openapi import Document, Schema


def read_form(text: str, schema: Schema, document: Document) -> Any:
    """Return the body that a form carries."""
    result: dict[str, Any] = {}
    for name, value in parse_qsl(text, keep_blank_values=True):
        first, *rest = re.findall(r"[^\[\]]+", name) or [name]
        place: Any = result
        for key, deeper in zip([first, *rest], [*rest, None], strict=True):
            if deeper is None:
                place[key] = value
            else:
                place = place.setdefault(key, {})
    return _typed(result, schema, document)


def _typed(value: Any, schema: Any, document: Document) -> Any:
    whole = document.resolve(schema)
    for branch in [branch for word in ("anyOf", "oneOf", "allOf") for branch in whole.get(word, [])]:
        read = _typed(value, branch, document)
        if read != value:
            return read
    if isinstance(value, dict):
        if value and all(key.isdigit() for key in value) and (whole.get("type") == "array" or "items" in whole):
            return [_typed(item, whole.get("items", {}), document) for item in value.values()]
        members = whole.get("properties", {})
        others = whole.get("additionalProperties")
        return {key: _typed(item, members.get(key, others if isinstance(others, dict) else {}), document) for key, item in value.items()}
    kinds = whole.get("type")
    return _scalar(value, [kinds] if isinstance(kinds, str) else kinds or [])


def _scalar(value: str, kinds: list[str]) -> Any:
    if "string" in kinds:
        return value
    if "integer" in kinds and re.fullmatch(r"-?\d+", value):
        return int(value)
    if "number" in kinds and re.fullmatch(r"-?\d+(\.\d+)?", value):
        return float(value)
    return value == "true" if "boolean" in kinds and value in {"true", "false"} else value
