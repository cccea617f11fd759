"""A request as it came."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Received:
    """Where it went and what it held."""

    path: str
    headers: dict[str, str]
    """Names in small letters."""
    body: dict[str, Any]
