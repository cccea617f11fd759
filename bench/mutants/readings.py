"""What a person found on reading findings of untouched designs: true, false or arguable, with why."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

READ = Path(__file__).parent / "read.toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One finding as a person read it."""

    verdict: Literal["true", "false", "arguable"]
    reason: str


def readings() -> dict[tuple[str, str, str], Reading]:
    """Return the readings by design, code and place."""
    told = tomllib.loads(READ.read_text(encoding="utf-8"))
    found = {}
    for design, codes in told.items():
        for code, places in codes.items():
            for where, words in places.items():
                verdict, _, reason = words.partition(": ")
                found[design, code, where] = Reading(verdict=verdict, reason=reason)
    return found
