"""How much a change matters to the design: what the check says of the design with the new documents.

A change is an error where it makes the design break a rule that it did not break before, and only there; so `drift` and `check` agree.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from designer.model.drift import Affected, Change

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from designer.model.drift import ChangeKind, ChangeSeverity
    from designer.model.finding import Finding

GONE = ("MAP301", "MAP302", "TRG506", "TRG508", "WH902", "WH905", "OP220", "OP242", "OP243")
TYPED = ("TYPE401", "TYPE402", "TYPE403", "TYPE410", "WH911", "OP222")
LISTED = ("TYPE407", "TYPE408", "TYPE409", "TYPE410", "OP223")
"""The last is broken by a value that goes, never by one that comes."""
CALLED = ("OP201", "OP202", "OP203")
EMPTY = ("MAP313", "TYPE406", "OP225")
SIGNED = ("AUTH601", "AUTH602", "AUTH612", "AUTH613", "AUTH614")
CODES: dict[ChangeKind, tuple[str, ...]] = {
    "address-changed": ("AUTH605", "AUTH615"),
    "sign-in-changed": SIGNED,
    "scopes-changed": ("AUTH603", "AUTH604", "AUTH609", "AUTH610"),
    "operation-removed": CALLED,
    "operation-deprecated": ("SPEC105",),
    "media-type-changed": ("OP205",),
    "paging-changed": ("TRG505", "TRG508"),
    "idempotency-changed": ("SAFE701", "SAFE702"),
    "rate-limit-changed": ("RATE",),
    "event-removed": ("TRG501",),
    "event-changed": ("TRG504", "TRG508", "TRG509"),
    "field-removed": GONE,
    "field-untold": ("MAP309", "TRG509"),
    "field-told": (*GONE, *TYPED),
    "field-required": ("MAP305", "OP207", "TRG511", "MAP313", "OP225"),
    "field-optional": EMPTY,
    "field-deprecated": ("MAP311",),
    "type-changed": TYPED,
    "format-changed": ("TYPE404", "TYPE405", "TYPE410", "OP223"),
    "value-removed": LISTED,
    "value-added": LISTED[:-1],
    "null-refused": EMPTY,
    "null-allowed": EMPTY,
    "read-only": ("MAP303",),
    "write-only": ("MAP304",),
    "on-request": ("MAP308",),
    "limit-tightened": ("TYPE410", "TYPE411", "OP223"),
    "limit-loosened": ("TYPE410", "TYPE411"),
}
"""Rules that a change of each kind can make a design break."""
LOOSENED = frozenset({"value-added", "limit-loosened", "null-allowed", "field-optional"})
"""What breaks nothing where it is sent: the target takes more than before."""
FAMILIES: dict[ChangeKind, tuple[str, ...]] = {
    "sign-in-changed": ("AUTH",),
    "scopes-changed": ("AUTH",),
    "operation-removed": ("OP", "TRG", "MAP", "WH", "SAFE", "AUTH"),
    "event-removed": ("TRG", "MAP"),
    "event-changed": ("TRG", "MAP"),
    "field-removed": ("MAP", "TRG", "WH", "OP", "TYPE"),
    "field-required": ("MAP", "OP"),
    "type-changed": ("TYPE", "OP", "MAP", "TRG", "WH"),
    "format-changed": ("TYPE", "OP", "TRG"),
    "value-removed": ("TYPE", "OP"),
    "value-added": ("TYPE", "OP"),
    "null-refused": ("TYPE", "MAP"),
    "limit-tightened": ("TYPE", "OP"),
    "limit-loosened": ("TYPE",),
    "media-type-changed": ("OP", "MAP", "NC"),
}
"""Where no rule of its own is broken, families of rules whose errors at the same place are put down to it."""


def judged(changes: Sequence[Change], now: Iterable[Finding], before: Iterable[Finding] | None) -> tuple[Change, ...]:
    """Return the changes as the check sees them, and an error of its own for each that no change explains.

    *now* and *before* are the findings with the new and the old documents; `None`: the old ones are not at hand.
    """
    known = {(finding.code, finding.where, _plain(finding.message)) for finding in before or ()}
    fresh = [one for one in now if one.severity in {"error", "warning"} and (one.code, one.where, _plain(one.message)) not in known]
    told = list(changes)
    for finding in fresh:
        at = [number for number, change in enumerate(told) if finding.code in CODES.get(change.kind, ()) and _meets(change, finding)]
        if not at and finding.severity == "error":
            at = [number for number, change in enumerate(told) if _is_of_family(change, finding) and _meets(change, finding)][:1]
        for number in at:
            told[number] = _raised(told[number], finding)
        if not at and finding.severity == "error":
            told.append(_own(finding))
    return tuple(told)


def _plain(message: str) -> str:
    return " ".join(message.split())


def _is_of_family(change: Change, finding: Finding) -> bool:
    return finding.code.startswith(FAMILIES.get(change.kind, ("-",)))


def _meets(change: Change, finding: Finding) -> bool:
    """Tell whether a finding stands at a place that the change affects; one about a step must name the field that is missing."""
    if change.use not in {"", "read"} and change.kind in LOOSENED:
        return False
    name = change.subject.rpartition(" ")[2]
    for affected in change.affects:
        if finding.where == affected.where and change.kind == "field-required" and finding.code in {"MAP305", "OP207", "TRG511"}:
            if f"`{name}`" in finding.message or name.rpartition(".")[2] in finding.message:
                return True
        elif _lies(finding.where, affected.where) or _lies(affected.where, finding.where):
            return True
    return False


def _lies(where: str, place: str) -> bool:
    return where == place or where.startswith((f"{place}.", f"{place}["))


def _raised(change: Change, finding: Finding) -> Change:
    severity: ChangeSeverity = "error" if finding.severity == "error" or change.severity == "error" else "warning"
    codes = tuple(dict.fromkeys((*change.codes, finding.code)))
    step = change.next_step if change.next_step and change.severity != "info" else _step(finding) or change.next_step
    return replace(change, severity=severity, codes=codes, next_step=step)


def _step(finding: Finding) -> str:
    """Return what the rule says to do: its message behind the first sentence."""
    _, _, rest = finding.message.partition(". ")
    return rest


def _own(finding: Finding) -> Change:
    return Change(
        kind="check-error",
        severity="error",
        system="",
        subject=finding.where,
        message=finding.message,
        next_step="",
        affects=(Affected(where=finding.where),),
        new=finding.spec,
        codes=(finding.code,),
    )
