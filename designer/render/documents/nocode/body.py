"""The body of a call as text to paste: its nesting as the system wants it, the platform's own values in their places."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from designer.model.design import target_parts
from designer.names.path import join, parse_path
from designer.render.documents.nocode.texts import parted

if TYPE_CHECKING:
    from designer.model.design import Mapping, Step
    from designer.names.path import Segment

MARK = "\N{WHITE SQUARE}"
"""With its number stands for a value while the nesting is written; as many in a row as no path holds."""


def body_text(step: Step, values: list[tuple[Mapping, str]]) -> str:
    """Return the body as JSON whose values are written as the platform needs them; empty for a form or without fields."""
    inside = [(target_parts(mapping.target), text) for mapping, text in values]
    fields = [(join(step.items, path), text) for (location, path), text in inside if location == "body" and path]
    if not fields or step.media_type == "application/x-www-form-urlencoded":
        return ""
    root: Any = [] if fields[0][0].startswith("[") else {}
    mark = MARK
    while any(mark in path for path, _ in fields):
        mark += MARK
    for index, (path, _) in enumerate(fields):
        _place(root, parse_path(path), f"{mark}{index}")
    text = parted(json.dumps(root, indent=2, ensure_ascii=False))
    return re.sub(f'"{mark}(\\d+)"', lambda found: fields[int(found[1])][1], text)


def _place(holder: Any, segments: tuple[Segment, ...], leaf: str) -> None:
    """Put a leaf into nested objects and lists, making what is missing on the way."""
    first, *rest = segments
    value: Any = leaf if not rest else [] if rest[0].is_item else {}
    if isinstance(holder, dict):
        if first.is_item:
            return
        known = holder.setdefault(first.key, value)
    else:
        known = _item(holder, first, value)
    if rest and isinstance(known, (dict, list)):
        _place(known, tuple(rest), leaf)


def _item(holder: list[Any], segment: Segment, value: Any) -> Any:
    """Return the item that a segment means: the one with its constant, the one of its number, or the first."""
    if segment.kind == "selector":
        found = next((item for item in holder if isinstance(item, dict) and item.get(segment.key) == segment.value), None)
        if found is None:
            found = {segment.key: segment.value}
            holder.append(found)
        return found
    while len(holder) <= segment.index:
        holder.append(value if len(holder) == segment.index else {})
    return holder[segment.index]
