"""How deep and how heavy a document is: what jsonschema-rs can take without an end to its stack or to the memory."""

from __future__ import annotations

import marshal
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from designer.model.scalars import JsonObject

MOST_COPIES = 8_000_000
"""Values, each counted once a level above it: an error holds a copy of what it is about, and each level can hold one. About 500 MB;
a real document of 4 MB comes to a million."""

MOST_LEVELS = 200
"""The same of levels: copies of what nests deeper take seconds. Real documents have 30."""


def is_too_deep(root: JsonObject) -> bool:
    """Tell whether values nest more than 2,000 deep, where marshal stops (jsonschema-rs has no limit, and ends the process)."""
    try:
        marshal.dumps(root)
    except ValueError:
        return True
    return False


def is_too_large_to_tell(root: JsonObject) -> bool:
    """Tell whether the errors of a document could hold more copies of its parts than the memory takes."""
    level: list[Any] = [root]
    copies = depth = 0
    while level and copies <= MOST_COPIES and depth <= MOST_LEVELS:
        depth += 1
        copies += depth * sum(map(len, level))
        level = [
            value
            for holder in level
            for value in (holder.values() if type(holder) is dict else holder)
            if type(value) is dict or type(value) is list
        ]
    return copies > MOST_COPIES or depth > MOST_LEVELS
