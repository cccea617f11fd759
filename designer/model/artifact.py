"""What rendering returns."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Artifact:
    """A file to be: its path relative to the repository (`/` between parts) and its text."""

    path: str
    text: str
    executable: bool = False
