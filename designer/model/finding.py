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
    place: str = ""
    """The place in words: `flow customers > step write > operation`."""


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
class Waived:
    """A finding that does not count, though it is there: a comment in the design silences it, or a baseline knows it."""

    finding: Finding
    by: Literal["comment", "baseline"]
    reason: str = ""
    """What the comment gives as its reason."""
    line: int = 0
    """The line of the comment."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """A finding as a baseline keeps it: by names instead of places in lists, so that it is known again when others move."""

    code: str
    place: str
    """`$.flows[customers].steps[write].mappings[body.email]`."""
    subject: str
    """What the message names in code marks, which tells two findings of one rule at one place apart."""
    message: str = ""
    """For the person who reads the file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TextEdit:
    """Lines of a text that a fix replaces: from the first to before the end, counted from 1; an insertion has the same line twice."""

    first: int
    end: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """A named number of the coverage, such as `mappings checked 12 of 14`."""

    name: str
    done: int
    total: int


PersonalCategory = Literal[
    "name",
    "email",
    "phone",
    "postal address",
    "birth",
    "gender",
    "family",
    "identity document",
    "bank",
    "card",
    "pay",
    "health",
    "origin",
    "belief",
    "biometrics",
    "conviction",
    "sex life",
    "photo",
    "online",
    "location",
    "employment",
    "free text",
]
"""What of a person a field tells; `free text` may hold anything that somebody typed."""
SENSITIVE: frozenset[PersonalCategory] = frozenset(
    {"identity document", "bank", "card", "health", "origin", "belief", "biometrics", "conviction", "sex life"}
)
"""Articles 9 and 10 of the GDPR, and what a thief can use at once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonalFlow:
    """One kind of personal data on its way from one system's field to another's, or into a table of the warehouse."""

    category: PersonalCategory
    where: str
    """The mapping or column: `$.flows[0].steps[1].mappings[2]`."""
    source: str
    """Name of the system that it comes from."""
    source_path: str
    target: str
    """Name of the system that it goes to; `warehouse` for a table."""
    target_path: str
    """Path of the field with its location (`body.email`), or `table.column`."""
    line: int = 0

    @property
    def is_sensitive(self) -> bool:
        """Tell whether the law or common sense asks for more care than usual."""
        return self.category in SENSITIVE


@dataclass(frozen=True, slots=True, kw_only=True)
class Budget:
    """The calls a day that a design makes to one system, against what it allows: a fact for the report, whether or not it is a fault."""

    system: str
    """System id."""
    calls_per_day: float | None
    """Calls that are certain each day, by what the design and the brief tell; none: the volume is not told, and nothing is polled."""
    most_per_day: float | None
    """Calls a day if every condition holds for every record; none: no document tells how many."""
    arithmetic: str
    """How the figures are made, in words: `400 records a day x 2 calls = 800 calls a day`."""
    limits: tuple[str, ...] = ()
    """Each limit with where it is from and the share of it that is used; none: nobody tells of one."""
    catching_up: tuple[str, ...] = ()
    """How long the backlog of an outage takes: `after 1 h: 5 min`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NeededScopes:
    """The narrowest scopes under which a system answers every call of a design, and those that the design asks for."""

    system: str
    """The system's name."""
    scopes: tuple[str, ...]
    asked: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """All findings, in the order of their places in the design, and the coverage."""

    findings: tuple[Finding, ...] = ()
    coverage: tuple[Count, ...] = field(default=())
    repaired: tuple[Repaired, ...] = ()
    """What repair has changed before, in order."""
    personal: tuple[PersonalFlow, ...] = ()
    """Personal data and where it flows, in the order of the design."""
    scopes: tuple[NeededScopes, ...] = ()
    """The least privilege, one for each system whose document names scopes for the calls, in the order of the design."""
    budget: tuple[Budget, ...] = ()
    """Calls against limits, one for each system that is called, in the order of the design."""
    waived: tuple[Waived, ...] = ()
    """What is there and does not count, in the order of the design."""
    gone: tuple[Known, ...] = ()
    """What a baseline knows and the design no longer has."""
    unasked: int = 0
    """Findings left out because their rules were not asked for."""

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
