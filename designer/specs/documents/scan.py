"""JSON text to its value, noting where each part of a document stands in the text: as fast as `json.loads`."""

from __future__ import annotations

import json
import re
from json.decoder import scanstring  # type: ignore[attr-defined] # the stubs leave it out
from typing import TYPE_CHECKING, Any

from designer.specs.documents.parts import HOMES, HOMES_OF_HOMES

if TYPE_CHECKING:
    from collections.abc import Callable

Spans = dict[tuple[str, ...], dict[str, tuple[int, int]]]
"""Start and end in the text of each part, by the keys that lead to its home and its own."""
_space = re.compile(r"[ \t\n\r]*").match


def scan(text: str) -> tuple[Any, Spans]:
    """Return the value of a JSON text and the spans of its parts. Raises what `json.loads` raises.

    Only the outer levels of an object are walked here; each part is read by the scanner of the standard library, written in C.
    """
    spans: Spans = {}
    start = _end_of_space(text, 0)
    if text[start : start + 1] != "{":
        return json.loads(text), spans
    value, end = None, -1
    try:
        value, end = _Walk(text, spans).object_at(start, ())
    except (ValueError, IndexError, StopIteration):
        spans.clear()
    if end < 0 or _end_of_space(text, end) != len(text):
        return json.loads(text), {}  # for its message
    return value, spans


def _end_of_space(text: str, position: int) -> int:
    found = _space(text, position)
    return found.end() if found else position


class _Walk:
    """The text and what was noted of it."""

    def __init__(self, text: str, spans: Spans) -> None:
        self._text, self._spans = text, spans
        self._scan_once: Callable[[str, int], tuple[Any, int]] = json.JSONDecoder().scan_once  # type: ignore[attr-defined] # the same

    def object_at(self, position: int, keys: tuple[str, ...]) -> tuple[dict[str, Any], int]:
        """Read the object whose brace stands at *position*."""
        text = self._text
        result: dict[str, Any] = {}
        noted: dict[str, tuple[int, int]] | None = None
        if _is_home(keys):
            noted = self._spans[keys] = {}  # of an object given twice the last holds, as in its value
        position = _end_of_space(text, position + 1)
        if text[position] == "}":
            return result, position + 1
        while True:
            name, position = _name_at(text, position)
            start = position
            if text[start] == "{" and _is_walked((*keys, name)):
                result[name], position = self.object_at(start, (*keys, name))
            else:
                result[name], position = self._scan_once(text, start)
            if noted is not None:
                noted[name] = start, position
            position = _end_of_space(text, position)
            if text[position] == "}":
                return result, position + 1
            if text[position] != ",":
                raise ValueError(position)
            position = _end_of_space(text, position + 1)


def _name_at(text: str, position: int) -> tuple[str, int]:
    if text[position] != '"':
        raise ValueError(position)
    name, position = scanstring(text, position + 1)
    position = _end_of_space(text, position)
    if text[position] != ":":
        raise ValueError(position)
    return name, _end_of_space(text, position + 1)


def _is_home(keys: tuple[str, ...]) -> bool:
    return (len(keys) == 1 and keys[0] in HOMES) or (len(keys) == 2 and keys[0] in HOMES_OF_HOMES)


def _is_walked(keys: tuple[str, ...]) -> bool:
    return _is_home(keys) or (len(keys) == 1 and keys[0] in HOMES_OF_HOMES)
