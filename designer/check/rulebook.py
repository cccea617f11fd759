"""The rules as a book: families in their order, each rule with severity and advice; what is said of waivers stands beside the rules."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from typing import TYPE_CHECKING

import designer.check.run  # noqa: F401 - loads every rule
from designer.check.reporting.waivers import REMARKS
from designer.check.rule import RULES

if TYPE_CHECKING:
    from designer.model.finding import Severity

FAMILIES = {
    "SPEC": "Descriptions of the systems",
    "OP": "Operations and references",
    "MAP": "Mappings: what is read and what is filled",
    "TYPE": "Types, formats and values",
    "TRG": "Triggers",
    "AUTH": "Sign-in, scopes, settings and secrets",
    "SAFE": "Safety of what is written",
    "RATE": "Volume and limits",
    "NC": "No-code platforms",
    "WH": "Warehouse",
    "IGN": "Comments that silence a rule",
}
"""Prefix of the codes to the family's title, in the order in which they are listed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One rule as it is listed: its title is the first line of the advice."""

    code: str
    severity: Severity
    advice: str

    @property
    def title(self) -> str:
        """Return the advice in one line."""
        return self.advice.splitlines()[0]

    @property
    def family(self) -> str:
        """Return the prefix of the code."""
        return self.code.rstrip("0123456789")


@functools.cache
def rulebook() -> dict[str, Entry]:
    """Return every rule by its code: families in their order, then by number."""
    entries = [Entry(code=rule.code, severity=rule.severity, advice=rule.advice) for rule in RULES.values()]
    entries += [Entry(code=remark.code, severity=remark.severity, advice=remark.advice) for remark in REMARKS.values()]
    order = {family: number for number, family in enumerate(FAMILIES)}
    return {
        entry.code: entry for entry in sorted(entries, key=lambda entry: (order.get(entry.family, len(order)), entry.family, entry.code))
    }


def families() -> dict[str, tuple[Entry, ...]]:
    """Return the rules of each family by its prefix, families in their order."""
    grouped: dict[str, list[Entry]] = {}
    for entry in rulebook().values():
        grouped.setdefault(entry.family, []).append(entry)
    return {family: tuple(entries) for family, entries in grouped.items()}


def family_title(family: str) -> str:
    """Return what a family is about."""
    return FAMILIES.get(family, family)
