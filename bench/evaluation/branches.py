"""Writes of one flow that differ by their conditions alone: one for events of a day, one for those of an hour, both the same call."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from designer.model.design import Comparison, Flow, Step

Branch = tuple[str, str, str, str]
"""What branches of one write have in common: flow, system, operation, and the list that they run over."""


def branch_of(flow: Flow, step: Step) -> Branch:
    """Return what a write has in common with its branches."""
    return flow.id, step.system, step.operation, step.for_each


def told_apart_by(flow: Flow, step: Step) -> tuple[str, ...]:
    """Return the sources that a write's condition compares and not all its branches compare alike; none for a write without branches.

    A constant in such a write depends on them: the condition decides it, as a map of values would.
    """
    branches = [one for one in flow.steps if one.role == "write" and branch_of(flow, one) == branch_of(flow, step)]
    if len(branches) == 1:
        return ()
    shared = frozenset.intersection(*(frozenset(_comparisons(one)) for one in branches))
    return tuple(dict.fromkeys(one.source for one in _comparisons(step) if one not in shared))


def _comparisons(step: Step) -> Iterator[Comparison]:
    for group in step.condition.any:
        yield from group.all
