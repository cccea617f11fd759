"""Read and set values in sample records by field path."""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING, Any

from designer.names.path import parse_path

if TYPE_CHECKING:
    from designer.model.scalars import Json
    from designer.names.path import Segment


def value_at(record: Json, segments: tuple[Segment, ...]) -> Any:
    """Return what stands at a path; of an array's items the first, or the one a label names."""
    value: Any = record
    for segment in segments:
        if segment.kind == "key":
            value = value.get(segment.key) if isinstance(value, dict) else None
        elif isinstance(value, list):
            at = _item_number(value, segment)
            value = value[at] if at is not None and at < len(value) else None
        else:
            return None
    return value


def place(record: Json, segments: tuple[Segment, ...], value: Json) -> Json:
    """Return the record with a value at a path; what is missing on the way is made. The record given is not touched."""
    placed: Json = _placed(copy.deepcopy(record), segments, value)
    return placed


def _placed(holder: Any, segments: tuple[Segment, ...], value: Json) -> Any:
    if not segments:
        return value
    first, rest = segments[0], segments[1:]
    if first.kind == "key":
        members = holder if isinstance(holder, dict) else {}
        members[first.key] = _placed(members.get(first.key), rest, value)
        return members
    items = holder if isinstance(holder, list) else []
    at = _item_number(items, first)
    if at is None:
        at = len(items)
    while len(items) <= at:
        items.append(copy.deepcopy(items[0]) if items else None)
    if first.kind == "selector":
        items[at] = _placed(items[at], parse_path(first.key), _label(first.value, value_at(items[at], parse_path(first.key))))
    items[at] = _placed(items[at], rest, value)
    return items


def _item_number(items: list[Any], segment: Segment) -> int | None:
    if segment.kind == "each":
        return 0
    if segment.kind == "index":
        return segment.index
    path = parse_path(segment.key)
    return next((at for at, item in enumerate(items) if label_text(value_at(item, path)) == segment.value), None)


def _label(text: str, known: Any) -> Json:
    """Return a label in the type that the sample has there."""
    if isinstance(known, bool):
        return text == "true"
    return int(text) if isinstance(known, int) and text.isdigit() else text


def label_text(value: Any) -> str:
    """Return a value as a path names an item by it: `true`, `1`, `billing`."""
    return ("true" if value else "false") if isinstance(value, bool) else str(value)
