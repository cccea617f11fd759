"""Echo: no flow answers itself, through however many other flows and systems."""

from __future__ import annotations

from typing import TYPE_CHECKING

from designer.check.evidence.near import listed
from designer.check.rule import Fault, rule
from designer.check.rules.operations.places import last_words
from designer.check.rules.safety.changes import starts, writes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from designer.check.lookup.view import View
    from designer.model.design import Flow

MARKS = frozenset(
    {"by", "origin", "source", "actor", "user", "client", "app", "application", "marker", "integration", "creator", "author", "via"}
)
"""Words of a field by which a change of our own is known again."""


@rule("SAFE706", severity="warning")
def two_way_sync_does_not_echo(view: View) -> Iterator[Fault]:
    """Mark changes of our own where what a flow writes starts it again, or each side answers the other for ever.

    That goes for two flows in opposite directions, for a ring through any number of systems, and for a flow that writes what starts it.
    """
    flows = view.design.flows
    if not _goes_round(view):
        return
    follow = {i: _started_by(view, flow) for i, flow in enumerate(flows) if not _is_marked(view, flow)}
    told: set[int] = set()
    for i in follow:
        ring = _ring(i, follow)
        if ring and i == max(ring) and not told & set(ring):
            told |= set(ring)
            yield Fault(where=f"$.flows[{i}]", message=f"{_in_words(view, ring)} Set a link's `origin_marker`.")


def _goes_round(view: View) -> bool:
    """Tell whether a way leads from some system back to it, so that it is worth looking at what is written."""
    ends = {(flow.trigger.system, step.step.system) for flow in view.design.flows for step in writes(view, flow)}
    systems = sorted({system for pair in ends for system in pair})
    after = {i: [j for j, to in enumerate(systems) if (system, to) in ends] for i, system in enumerate(systems)}
    return any(_ring(i, after) for i in after)


def _started_by(view: View, flow: Flow) -> list[int]:
    steps = tuple(writes(view, flow))
    return [i for i, other in enumerate(view.design.flows) if any(starts(step, other) for step in steps)]


def _ring(start: int, follow: dict[int, list[int]]) -> list[int]:
    """Return the shortest way from a flow back to itself, empty if there is none."""
    ways = [[start]]
    seen: set[int] = set()
    while ways:
        way = ways.pop(0)
        for after in follow.get(way[-1], ()):
            if after == start:
                return way
            if after in follow and after not in seen:
                seen.add(after)
                ways.append([*way, after])
    return []


def _in_words(view: View, ring: list[int]) -> str:
    nothing = "and nothing marks changes of our own."
    if len(ring) == 1:
        return f"What this flow writes starts it again, {nothing}"
    if len(ring) == 2:
        return f"This flow answers another one in the opposite direction, {nothing}"
    names = listed((view.design.flows[i].id for i in sorted(ring)), most=10)
    return f"This flow closes a ring in which each flow starts the next ({names}), {nothing}"


def _is_marked(view: View, flow: Flow) -> bool:
    """Tell whether a flow leaves changes of our own alone: by a link's marker, or by a condition on who made the change."""
    ends = [{flow.trigger.system, step.step.system} for step in writes(view, flow)]
    if any(link.origin_marker and set(link.systems) in ends for link in view.design.links):
        return True
    conditions = [flow.trigger.condition, *(step.step.condition for step in writes(view, flow))]
    return any(
        set(last_words(one.source.partition(":")[2])) & MARKS and one.op in {"not_equals", "equals", "in", "empty"}
        for condition in conditions
        for group in condition.any
        for one in group.all
    )
