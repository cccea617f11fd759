"""The score of a run by hand: its row, and case by pair what it has of what the case knows."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from evaluation.asking import asked_case
from evaluation.differing import differences
from evaluation.hand.place import HandPlace, told
from evaluation.hand.recounting import counted_at_once
from evaluation.hand.serving import AT_ONCE, BY_THE_CLOCK
from evaluation.report import summary
from evaluation.rows import How, row_of, write_row
from evaluation.running import left

if TYPE_CHECKING:
    from pathlib import Path


def scored(folder: Path, *, by: str, day: str, cache: str = AT_ONCE, records: Path | None = None) -> str:
    """Return the score in words; *records* is the folder in which the row is kept for the table, if it shall be.

    A run that let go of what was cached by the clock is counted anew if *cache* wants it as if each reply had come at once.
    """
    place = HandPlace(folder=folder)
    ended = told(place.ended) if place.ended.exists() else {"exit_code": -1, "seconds": 0.0}
    begun = told(place.asked)
    asked = asked_case(begun["case"])
    made = left(place.work, exit_code=ended["exit_code"], seconds=ended["seconds"])
    counted = begun.get("cache", BY_THE_CLOCK)
    if made.run and counted != cache == AT_ONCE:
        made, counted = replace(made, run=counted_at_once(made.run, folder)), cache
    how = How(
        kind="by hand",
        by=by or "somebody",
        cache=counted,
        day=day or datetime.now(UTC).date().isoformat(),
    )
    row = row_of(asked, made, planner="claude", how=how)
    lines = [
        summary([row]),
        f"ending: {row.ending} {row.message}".rstrip(),
        f"findings: {row.findings}",
        "",
        *differences(made.design, asked),
    ]
    if records:
        lines.append(f"kept: {write_row(row, records)}")
    return "\n".join(lines)
