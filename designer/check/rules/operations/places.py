"""Every place of a design that holds a source, with the steps that have run by then."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from designer.check.lookup.view import sources_of_step
from designer.names.path import PathError, leaf
from designer.names.text import words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from designer.check.lookup.view import View
    from designer.model.design import Flow, Step


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A source where it stands: in a step, or (none) where only the delivery and *earlier* steps are known."""

    where: str
    source: str
    flow: Flow
    step: Step | None = None
    earlier: tuple[str, ...] = ()
    """Ids of the steps that have run by then."""
    starts: bool = False
    """It is read before there is a delivery: a parameter of the list that is polled."""


def last_words(path: str) -> tuple[str, ...]:
    """Return the words of a path's last name; none where the path cannot be read, which is told elsewhere."""
    try:
        return words(leaf(path))
    except PathError:
        return ()


def sources_in_flow(flow: Flow, place: str = "") -> Iterator[tuple[str, str]]:
    """Yield each source that a flow names, with its place below the flow."""
    for found in _in_flow(flow, place):
        yield found.where, found.source


def all_sources(view: View) -> tuple[Place, ...]:
    """Return each source that the flows name, flow by flow; walked once, since several rules ask."""
    if view not in _PLACES:
        _PLACES[view] = tuple(place for number, flow in enumerate(view.design.flows) for place in _in_flow(flow, f"$.flows[{number}]"))
    return _PLACES[view]


_PLACES: WeakKeyDictionary[View, tuple[Place, ...]] = WeakKeyDictionary()


def _in_flow(flow: Flow, place: str) -> Iterator[Place]:
    trigger = flow.trigger
    for number, mapping in enumerate(trigger.mappings):
        for index, source in enumerate(mapping.sources):
            yield Place(where=f"{place}.trigger.mappings[{number}].sources[{index}]", source=source, flow=flow, starts=True)
    for group, all_of in enumerate(trigger.condition.any):
        for number, comparison in enumerate(all_of.all):
            yield Place(where=f"{place}.trigger.condition.any[{group}].all[{number}].source", source=comparison.source, flow=flow)
    if flow.ordering_key:
        yield Place(where=f"{place}.ordering_key", source=flow.ordering_key, flow=flow)
    for at, step in enumerate(flow.steps):
        earlier = tuple(one.id for one in flow.steps[:at])
        for where, source in sources_of_step(step):
            yield Place(where=f"{place}.steps[{at}]{where}", source=source, flow=flow, step=step, earlier=earlier)
