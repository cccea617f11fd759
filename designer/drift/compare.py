"""The lock held against the documents of today: what has changed of what the design uses."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from designer.check.lookup.view import View
from designer.check.run import check
from designer.drift.changing import changes_of
from designer.drift.judging import judged
from designer.drift.locking import Snapshot, snapshot
from designer.drift.rest import unused_changes
from designer.drift.uses import uses_of
from designer.files.design_file import nearest_line
from designer.model.drift import CHANGE_SEVERITIES, DriftReport

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping

    from designer.model.design import Design
    from designer.model.drift import Affected, Change, Lock, LockedEvent, LockedOperation, LockedSystem
    from designer.model.finding import Report
    from designer.specs.catalog import LoadedCatalog

NUMBER = re.compile(r"(\d+)")


def compare(
    lock: Lock | None,
    design: Design,
    new: LoadedCatalog,
    old: LoadedCatalog | None = None,
    *,
    systems: Collection[str] = (),
    lines: Mapping[str, int] | None = None,
    report_of: Callable[[LoadedCatalog], Report] | None = None,
) -> DriftReport:
    """Return what has changed of what *design* uses between the lock and the documents of *new*.

    *old* holds the documents before, where they are at hand: it tells their places, takes the lock's place where there is
    none, and lets what else has changed be counted. *systems* are the ids to compare, all where none is given; *lines* those of the
    design file; *report_of* tells what the check says of it with some documents, if anything is silenced in it. One of *lock* and
    *old* must be given.
    """
    view = View(design, new)
    now = snapshot(design, new, view=view)
    before = snapshot(design, old) if old is not None else None
    was = _known(lock, before)
    chosen = [system.id for system in was.lock.systems if not systems or system.id in systems]
    uses = uses_of(design)
    earlier = View(design, old) if old is not None else None
    found = [change for system in chosen for change in changes_of(system, was, now, uses, view, before=earlier)]
    checked = report_of or (lambda catalog: check(design, catalog))
    told = judged(found, checked(new).findings, checked(old).findings if old is not None else None)
    return DriftReport(
        changes=_sorted(told, lines or {}),
        unused=tuple(unused_changes(design, new, old, system) for system in chosen),
        compared=tuple(chosen),
        basis="lock" if lock else "documents",
        is_stale=lock is not None and lock.uses != uses.digest,
        things=sum(_things(system) for system in was.lock.systems if system.id in chosen),
    )


def _known(lock: Lock | None, before: Snapshot | None) -> Snapshot:
    """Return what was known: the lock, with the places of the documents before."""
    if lock is None and before is None:
        message = "a lock or the documents before must be given"
        raise ValueError(message)
    if lock is None:
        return before  # type: ignore[return-value] # one of the two is there
    return Snapshot(lock, before.places if before else {})


def _things(system: LockedSystem) -> int:
    parts: tuple[LockedOperation | LockedEvent, ...] = (*system.operations, *system.events)
    return len(parts) + sum(len(part.fields) for part in parts) + (system.sign_in is not None)


def _by_place(affected: Affected) -> list[tuple[int, str]]:
    """Order places as the design has them: numbers as numbers."""
    return [(int(part), "") if part.isdigit() else (-1, part) for part in NUMBER.split(affected.where)]


def _sorted(changes: tuple[Change, ...], lines: Mapping[str, int]) -> tuple[Change, ...]:
    """Return the changes, the worst first, then in the order of the design; each place with its line."""
    lined = [
        replace(change, affects=tuple(replace(one, line=nearest_line(lines, one.where)) for one in sorted(change.affects, key=_by_place)))
        for change in changes
    ]
    order = {id(change): number for number, change in enumerate(lined)}
    return tuple(sorted(lined, key=lambda change: (CHANGE_SEVERITIES.index(change.severity), order[id(change)])))
