"""The score of a run by hand: its row, and case by pair what it has of what the case knows."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from evaluation.asking import asked_case
from evaluation.differing import differences
from evaluation.hand.place import HandPlace, told
from evaluation.report import summary
from evaluation.rows import How, row_of, write_row
from evaluation.running import left

if TYPE_CHECKING:
    from pathlib import Path

KEPT = "by_hand_rows"
BASIS = "the requests alone"


def scored(folder: Path, *, by: str, day: str, records: bool) -> str:
    """Return the score in words; *records* keeps the row for the table."""
    from evaluation.hand.serving import HERE  # noqa: PLC0415 - beside its only use

    place = HandPlace(folder=folder)
    ended = told(place.ended) if place.ended.exists() else {"exit_code": -1, "seconds": 0.0}
    asked = asked_case(told(place.asked)["case"])
    made = left(place.work, exit_code=ended["exit_code"], seconds=ended["seconds"])
    how = How(kind="by hand", by=by or "somebody", basis=BASIS, day=day or datetime.now(UTC).date().isoformat())
    row = row_of(asked, made, planner="claude", how=how)
    lines = [
        summary([row]),
        f"ending: {row.ending} {row.message}".rstrip(),
        f"findings: {row.findings}",
        "",
        *differences(made.design, asked),
    ]
    if records:
        lines.append(f"kept: {write_row(row, HERE / KEPT)}")
    return "\n".join(lines)
