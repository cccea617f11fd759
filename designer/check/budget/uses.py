"""Each known limit with the load on it: what share is used, and how long a backlog takes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from designer.check.budget.figures import figure, span
from designer.check.budget.loads import Load, load
from designer.check.budget.quotas import limits
from designer.model.finding import Budget

if TYPE_CHECKING:
    from designer.check.budget.quotas import Limit
    from designer.check.lookup.view import View

OUTAGES = (1, 24)
"""Hours of an outage after which the backlog is reckoned."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Use:
    """A limit and what is asked of it."""

    limit: Limit
    load: Load

    @property
    def is_certainly_over(self) -> bool:
        """Tell whether the certain calls alone are more than the limit lets through in a day."""
        return self.load.least > self.limit.per_day

    @property
    def is_likely_over(self) -> bool:
        """Tell whether the calls are more than the limit if every condition holds."""
        return not self.is_certainly_over and self.load.most > self.limit.per_day

    def catching_up(self, hours: float) -> float | None:
        """Return the hours that the backlog of so many hours takes at the free capacity; none: it never ends."""
        free = self.limit.per_day - self.load.most
        return None if free <= 0 else 24 * self.load.by_records * hours / 24 / free


def uses(view: View) -> tuple[Use, ...]:
    """Return every known limit with the load on it."""
    return tuple(Use(limit=limit, load=load(view, limit.system, limit.operation)) for limit in limits(view))


def budget(view: View) -> tuple[Budget, ...]:
    """Return the facts for the report: one for each system that is called."""
    called = {use.system for use in view.operations if use.key and use.purpose not in {"register", "backfill"}}
    return tuple(_budget(view, system.id) for system in view.design.systems if system.id in called)


def _budget(view: View, system: str) -> Budget:
    whole = load(view, system)
    own = [use for use in view.uses if use.limit.system == system]
    return Budget(
        system=system,
        calls_per_day=whole.least or None,
        most_per_day=None if whole.is_open else whole.most,
        arithmetic=whole.arithmetic,
        limits=tuple(_share(use) for use in own),
        catching_up=tuple(told for hours in OUTAGES if (told := _backlog(own, hours))),
    )


def _share(use: Use) -> str:
    limit, day = use.limit, use.limit.per_day
    of_what = f" to {limit.operation}" if limit.operation else ""
    source = f" ({limit.source})" if limit.source else ""
    least, most = use.load.least / day, use.load.most / day
    low, high = _percent(least), _percent(most)
    used = f"{high} used" if least == most or low == high else f"up to {high} used" if not least else f"{low} to {high} used"
    told = f"{limit.words}{of_what}{source}"
    return f"{told}: {used}" if use.load.most else told


def _percent(share: float) -> str:
    return f"{share:.0%}" if share >= 0.01 or share == 0 else "less than 1%"


def _backlog(own: list[Use], hours: int) -> str:
    """Return how long the slowest limit lets a backlog last."""
    if not any(use.load.by_records for use in own):
        return ""
    times = [use.catching_up(hours) for use in own]
    if None in times:
        is_certain = any(use.load.least >= use.limit.per_day for use in own)
        slowest = "never caught up" if is_certain else "never caught up, if every record needs the longest way"
    else:
        slowest = f"caught up in {span(max(time for time in times if time is not None))}"
    return f"after an outage of {figure(hours)} h: {slowest}"
