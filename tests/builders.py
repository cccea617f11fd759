"""One line for any noun: builders that fill in what a test does not care about."""

from __future__ import annotations

from typing import Any

from designer.model.spec import Field


def a_field(path: str, *types: str, **attributes: Any) -> Field:
    """Return a field; without types it is a string."""
    return Field(path=path, types=types or ("string",), **attributes)
