"""What the check returns: findings, and how much was checked."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, Protocol

if TYPE_CHECKING:
    from designer.model.design import Design
    from designer.model.scalars import Json

Severity = Literal["error", "open", "warning", "unverified", "info"]
SEVERITIES: tuple[Severity, ...] = ("error", "open", "warning", "unverified", "info")
"""Worst first. Only errors stop rendering; `open` waits for an answer, `unverified` is what no document can decide."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SpecPlace:
    """A place in a system's document."""

    file: str
    pointer: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Fix:
    """A change that mends a finding: the value to set at `where`, or the removal of what stands there.

    A *certain* one leaves the meaning as it is, and repair applies it; any other is offered to the person alone.
    """

    where: str
    words: str
    value: Json = None
    remove: bool = False
    certain: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Repaired:
    """A certain fix that repair has applied, with the rule that asked for it; `where` is a place of the design before."""

    code: str
    where: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing the check found. `where` is `$.flows[0].steps[1].mappings[2]`; `line` is 0 without a design file."""

    code: str
    severity: Severity
    where: str
    message: str
    line: int = 0
    spec: SpecPlace | None = None
    fix: Fix | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """A named number of the coverage, such as `mappings checked 12 of 14`."""

    name: str
    done: int
    total: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """All findings, in the order of their places in the design, and the coverage."""

    findings: tuple[Finding, ...] = ()
    coverage: tuple[Count, ...] = field(default=())
    repaired: tuple[Repaired, ...] = ()
    """What repair has changed before, in order."""

    def of(self, severity: Severity) -> tuple[Finding, ...]:
        """Return the findings of one severity."""
        return tuple(f for f in self.findings if f.severity == severity)

    @property
    def has_errors(self) -> bool:
        """Tell whether anything must stop rendering."""
        return any(f.severity == "error" for f in self.findings)


class Checker(Protocol):
    """The check as the pipeline hands it to a planner."""

    def __call__(self, design: Design) -> Report:
        """Hold the design against the catalog that the checker was made with."""
        ...
