"""A drift report for a person: what breaks, what may, what is good to know, and how much else has changed."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from designer.check.reporting.places import place_words
from designer.model.drift import CHANGE_SEVERITIES
from designer.show.annotations import SHOWN, command, harmless
from designer.show.console import Line, row
from designer.show.safe import one_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from designer.model.design import Design
    from designer.model.drift import Change, ChangeSeverity, DriftReport, Unused
    from designer.model.finding import SpecPlace
    from designer.show.console import Tone

WORDS: dict[ChangeSeverity, tuple[str, str, str]] = {
    "error": ("error", "errors", "will fail or lose data"),
    "warning": ("warning", "warnings", "may fail"),
    "info": ("note", "notes", "good to know"),
}
TONES: dict[ChangeSeverity, Tone] = {"error": "error", "warning": "warning", "info": "quiet"}
PLACES = 4
"""So many places of the design are told of one change."""


def drift_lines(report: DriftReport, design: Design, *, file: str) -> Iterator[Line]:
    """Yield the changes, the worst first, and the summary."""
    names = {system.id: system.name for system in design.systems}
    if report.is_stale:
        yield Line(f"{file} was edited since design.lock was written: `designer render {file}` writes it anew.", "warning")
        yield Line("")
    for severity in CHANGE_SEVERITIES:
        found = report.of(severity)
        if found:
            yield Line(f"{_counted(len(found), severity).capitalize()}: {WORDS[severity][2]}", TONES[severity])
            for change in found:
                yield from _note_lines(change, file) if severity == "info" else _change_lines(change, design, file)
            yield Line("")
    yield Line(count_line(report, names), "bad" if report.breaks else "good")
    for unused in report.unused:
        yield Line(_unused(unused, names.get(unused.system, unused.system)), "quiet", hang=0)


def drift_annotations(report: DriftReport, lines: Iterable[Line], *, file: str) -> str:
    """Return errors and warnings as workflow commands of GitHub Actions, and the report below them, of which no line is a command."""
    address = Path(os.path.relpath(file)).as_posix()
    told = [
        command(
            severity,
            f"{one_line(change.message)}\n{one_line(change.next_step)}".strip(),
            file=address,
            line=change.affects[0].line if change.affects else 0,
            title=f"{change.kind}: {change.subject}",
        )
        for severity in CHANGE_SEVERITIES[:2]
        for change in report.of(severity)[:SHOWN]
    ]
    return "\n".join([*told, *(harmless(line.text) for line in lines)]) + "\n"


def count_line(report: DriftReport, names: Mapping[str, str]) -> str:
    """Return how many changes there are of each severity, and what was compared."""
    counted = [_counted(len(report.of(severity)), severity) for severity in CHANGE_SEVERITIES if report.of(severity) or severity == "error"]
    systems = " and ".join(one_line(names.get(system, system)) for system in report.compared)
    basis = "design.lock" if report.basis == "lock" else "the documents before"
    return f"Drift: {', '.join(counted)}; {report.things} uses of {systems or 'no system'} held against {basis}"


def _change_lines(change: Change, design: Design, file: str) -> Iterator[Line]:
    broken = f"  breaks {', '.join(change.codes)}" if change.codes else ""
    yield row((f"  {change.kind}", TONES[change.severity]), (f"  {one_line(change.subject)}", ""), (broken, "quiet"), hang=6)
    yield Line(f"      {one_line(change.message)}", hang=0)
    if change.before or change.after:
        yield Line(f"      Was: {one_line(change.before) or 'nothing told'}", "quiet", hang=5)
        yield Line(f"      Now: {one_line(change.after)}", "quiet", hang=5)
    for number, affected in enumerate(change.affects[:PLACES]):
        place = f"{file}:{affected.line}" if affected.line else file
        yield Line(
            f"      {'Used' if number == 0 else '    '} {place}  {one_line(' > '.join(place_words(design, affected.where)))}", hang=5
        )
    if len(change.affects) > PLACES:
        yield Line(f"           and {len(change.affects) - PLACES} more places")
    if change.next_step:
        yield Line(f"      Next: {one_line(change.next_step)}", hang=6)
    if change.new or change.old:
        yield Line(f"      See {_see(change)}", "quiet", hang=4)


def _note_lines(change: Change, file: str) -> Iterator[Line]:
    place = f" ({file}:{change.affects[0].line})" if change.affects and change.affects[0].line else ""
    yield Line(f"  {one_line(change.message)}{place}", hang=4)


def _see(change: Change) -> str:
    old, new = _place(change.old), _place(change.new)
    if old and new and old != new:
        return f"{new}; before: {old}"
    return new or f"{old} (before)"


def _place(place: SpecPlace | None) -> str:
    if place is None:
        return ""
    pointer = one_line(place.pointer)
    return f"{one_line(place.file)}{pointer if pointer.startswith('#') or not pointer else f'#{pointer}'}"


def _counted(number: int, severity: ChangeSeverity) -> str:
    one, many, _ = WORDS[severity]
    return f"{number or 'no'} {one if number == 1 else many}"


def _unused(unused: Unused, name: str) -> str:
    """Return what else has changed, in one sentence."""
    name = one_line(name)
    if not unused.is_known:
        told = f"What else changed in {name}'s document is not counted: only the part that the design uses is at hand."
        return f"{told} --old {name}=FILE names the whole one."
    total = unused.added + unused.removed + unused.changed
    if not total:
        return f"Nothing else has changed in {name}'s document."
    parts = [
        f"{count} {word}" for count, word in ((unused.added, "added"), (unused.removed, "removed"), (unused.changed, "changed")) if count
    ]
    operations = "1 operation" if total == 1 else f"{total} operations"
    return f"And {operations} of {name} that this design does not use: {', '.join(parts)}."
