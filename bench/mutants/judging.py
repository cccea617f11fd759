"""Whether the check tells of a fault: what it says of the mutant and had not said of the untouched design."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING

from designer.check.run import check
from designer.drift.compare import compare
from designer.pipeline.described import catalog_of
from mutants import touching, untouched  # noqa: F401 - loading them registers them
from mutants.changing import changed, changed_plain
from mutants.drifts import DRIFTS, UNTOUCHED
from mutants.harmless import HARMLESS
from mutants.nouns import KINDS, Kind, Mutant

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from designer.model.drift import Change
    from designer.model.finding import Finding, Report
    from mutants.documents import Cut
    from mutants.drifts import Drift
    from mutants.ground import Ground

LOUD = ("error", "open", "warning")
"""What a person must not be told without need; `unverified` and `info` are counted apart."""


REWORDED = frozenset({"words_changed", "path_in_quotes"})
"""Harmless changes that rename nothing and still stand in messages: titles, paths as they are written."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What became of one mutant."""

    kind: str
    ground: str
    where: str
    note: str
    said: tuple[str, ...]
    """Codes of all new findings."""
    by_code: bool
    in_place: bool
    """A finding of a right code stands at, below or above the fault."""
    severity: str
    """The worst of those with a right code; empty if there is none."""
    crash: str = ""

    @property
    def by_any(self) -> bool:
        """Tell whether anything new is said."""
        return bool(self.said)


@dataclass(frozen=True, slots=True, kw_only=True)
class FalseAlarm:
    """What was said of a change that does no harm."""

    change: str
    ground: str
    where: str
    note: str
    said: tuple[str, ...]


def sampled(kind: Kind | Drift, ground: Ground, most: int) -> list[Mutant]:
    """Return up to so many mutants of a kind, each time the same ones, from all over the design.

    Left out is what leaves the design as it is, and a fault that the untouched design is told of at the very same place.
    """
    told = {(one.code, one.where) for one in ground.report.findings}
    codes = kind.codes if isinstance(kind, Kind) else ()
    ranked = {sha256(f"{kind.name} {ground.name} {one.where} {one.note}".encode()).hexdigest(): one for one in kind.plant(ground)}  # type: ignore[arg-type]
    chosen = []
    for _, mutant in sorted(ranked.items(), key=lambda pair: pair[0]):
        is_known = any((code, mutant.where) in told for code in codes)
        if not is_known and (mutant.documents or changed_plain(ground.plain, mutant.changes) != ground.plain):
            chosen.append(mutant)
        if len(chosen) == most:
            break
    return chosen


def verdicts(ground: Ground, *, most: int, names: Iterable[str] = ()) -> Iterator[Verdict]:
    """Plant each kind of fault in a design and judge what the check says."""
    for name in names or KINDS:
        for mutant in sampled(KINDS[name], ground, most):
            yield judged(KINDS[name], ground, mutant)


def judged(kind: Kind, ground: Ground, mutant: Mutant) -> Verdict:
    """Check one mutant."""
    try:
        report = _report(ground, mutant)
    except Exception as error:  # noqa: BLE001 - a check that falls over is told in the table, and the others go on
        return _verdict(kind, ground, mutant, (), crash=f"{type(error).__name__}: {error}")
    return _verdict(kind, ground, mutant, new_findings(ground.report, report))


def false_alarms(ground: Ground, *, most: int) -> Iterator[tuple[str, FalseAlarm | None]]:
    """Make each harmless change in a design; yield its name, and what was said of it if anything loud was."""
    for name, kind in HARMLESS.items():
        for mutant in sampled(kind, ground, most):
            yield name, alarmed(name, ground, mutant)


def alarmed(name: str, ground: Ground, mutant: Mutant) -> FalseAlarm | None:
    """Return what is said of a harmless change, if anything is that a person must read.

    Where names have changed the same is said in other words, so findings are counted by their codes; elsewhere each message counts.
    """
    is_renamed = name.endswith("_renamed") or name in REWORDED
    before, after = (
        Counter((one.code, one.severity, "" if is_renamed else one.message) for one in report.findings if one.severity in LOUD)
        for report in (ground.report, _report(ground, mutant))
    )
    said = tuple(sorted({f"{code} {severity}" for code, severity, _ in after - before}))
    return FalseAlarm(change=name, ground=ground.name, where=mutant.where, note=mutant.note, said=said) if said else None


def drift_verdicts(cut: Cut, *, most: int) -> Iterator[Verdict]:
    """Change the documents of a design in each way that touches it, and judge what the drift says."""
    number = 0
    for drift in DRIFTS.values():
        for mutant in sampled(drift, cut, most):
            number += 1
            yield drifted(drift, cut, mutant, number)


def drifted(drift: Drift, cut: Cut, mutant: Mutant, number: int) -> Verdict:
    """Change documents once; *number* names the files."""
    try:
        changes = _drift(cut, mutant, number)
    except Exception as error:  # noqa: BLE001 - as above
        return _drift_verdict(drift, cut, mutant, (), crash=f"{type(error).__name__}: {error}")
    return _drift_verdict(drift, cut, mutant, changes)


def drift_alarms(cut: Cut, *, most: int) -> Iterator[tuple[str, FalseAlarm | None]]:
    """Change the documents of a design where it does not touch it; yield each change, and what was said if it was loud."""
    number = 100_000
    for name, drift in UNTOUCHED.items():
        for mutant in sampled(drift, cut, most):
            number += 1
            said = tuple(sorted({f"{one.kind} {one.severity}" for one in _drift(cut, mutant, number) if one.severity != "info"}))
            yield name, FalseAlarm(change=name, ground=cut.name, where=mutant.where, note=mutant.note, said=said) if said else None


def _report(ground: Ground, mutant: Mutant) -> Report:
    design = changed(ground.plain, mutant.changes)
    described = any(".descriptions" in where for where in mutant.changes)
    return check(design, catalog_of(design, base=ground.base) if described else ground.catalog)


def _drift(cut: Cut, mutant: Mutant, number: int) -> tuple[Change, ...]:
    return compare(None, cut.design, cut.changed(mutant.documents, number), cut.catalog).changes


def _drift_verdict(drift: Drift, cut: Cut, mutant: Mutant, changes: tuple[Change, ...], *, crash: str = "") -> Verdict:
    right = [one for one in changes if one.kind in drift.tells]
    severities = ("error", "warning", "info")
    return Verdict(
        kind=drift.name,
        ground=cut.name,
        where=mutant.where,
        note=mutant.note,
        said=tuple(sorted({one.kind for one in changes})),
        by_code=bool(right),
        in_place=any(meets(place.where, mutant.where) for one in right for place in one.affects),
        severity=min((one.severity for one in right), key=severities.index, default=""),
        crash=crash,
    )


def new_findings(before: Report, after: Report) -> tuple[Finding, ...]:
    """Return what is said of *after* and was not of *before*; a finding that only moved with its place is not new."""
    known = Counter((one.code, one.severity, one.message) for one in before.findings)
    new = []
    for one in after.findings:
        if known[one.code, one.severity, one.message]:
            known[one.code, one.severity, one.message] -= 1
        else:
            new.append(one)
    return tuple(new)


def _verdict(kind: Kind, ground: Ground, mutant: Mutant, found: tuple[Finding, ...], *, crash: str = "") -> Verdict:
    right = [one for one in found if one.code in kind.codes]
    places = (mutant.where, *mutant.places)
    severities = ("error", "open", "warning", "unverified", "info")
    return Verdict(
        kind=kind.name,
        ground=ground.name,
        where=mutant.where,
        note=mutant.note,
        said=tuple(sorted({one.code for one in found})),
        by_code=bool(right),
        in_place=any(meets(one.where, place) for one in right for place in places),
        severity=min((one.severity for one in right), key=severities.index, default=""),
        crash=crash,
    )


def meets(told: str, planted: str) -> bool:
    """Tell whether one place is the other, or lies in it; the root alone, or a whole section, is no place."""
    short, long = sorted((told, planted), key=len)
    is_place = short == long or short.count(".") + short.count("[") > 1
    return is_place and (long == short or long.startswith((f"{short}.", f"{short}[")))
