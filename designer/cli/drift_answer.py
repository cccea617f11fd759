"""The JSON document that `drift --format json` prints: its members are a contract with the programs that read them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from designer.model.drift import Change, DriftReport
    from designer.model.finding import SpecPlace
    from designer.model.scalars import JsonObject


def drift_answer(path: Path, report: DriftReport) -> JsonObject:
    """Return the answer of `drift`."""
    return {
        "design": str(path),
        "basis": report.basis,
        "stale": report.is_stale,
        "systems": list(report.compared),
        "compared": report.things,
        "breaks": report.breaks,
        "changes": [_change(change) for change in report.changes],
        "unused": [
            {"system": one.system, "known": one.is_known, "added": one.added, "removed": one.removed, "changed": one.changed}
            for one in report.unused
        ],
    }


def _change(change: Change) -> JsonObject:
    return {
        "kind": change.kind,
        "severity": change.severity,
        "system": change.system,
        "subject": change.subject,
        "use": change.use,
        "message": change.message,
        "before": change.before,
        "after": change.after,
        "next_step": change.next_step,
        "affects": [{"where": one.where, "line": one.line} for one in change.affects],
        "old": _place(change.old),
        "new": _place(change.new),
        "codes": list(change.codes),
    }


def _place(place: SpecPlace | None) -> JsonObject | None:
    return {"file": place.file, "pointer": place.pointer} if place else None
