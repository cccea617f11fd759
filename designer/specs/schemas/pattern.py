"""Whether a text matches a vendor's pattern, by an engine whose time is bounded: Python's own can be made to run for years."""

from __future__ import annotations

from functools import lru_cache
from typing import Any


def matches(pattern: str, text: str) -> bool:
    """Search as JSON Schema does; a pattern that cannot be read is given the benefit of the doubt."""
    validator = _validator(pattern)
    return validator is None or bool(validator.is_valid(text))


@lru_cache(maxsize=1000)
def _validator(pattern: str) -> Any:
    import jsonschema_rs  # noqa: PLC0415 - most designs send no constant to a field with a pattern

    try:
        return jsonschema_rs.Draft202012Validator({"pattern": pattern})
    except ValueError:
        return None
