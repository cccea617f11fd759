"""Sources outside the steps' mappings: loops, the ordering key, the parameters of a polled list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from designer.check.evidence.near import did_you_mean
from designer.check.lookup.sources import ORIGINS
from designer.check.rule import Fault, rule
from designer.check.rules.operations.places import all_sources
from designer.model.design import source_parts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from designer.check.lookup.view import View

BEFORE_ALL = frozenset({"setting", "table", "run"})
"""What can be read before anything was delivered."""


@rule("OP220")
def other_sources_exist(view: View) -> Iterator[Fault]:
    """Read what is there also outside the mappings of steps: in the ordering key and in the parameters of a polled list."""
    for place in all_sources(view):
        origin, _ = source_parts(place.source)
        if place.starts and origin in ORIGINS and origin not in BEFORE_ALL:
            message = f"`{place.source}` is not there yet when the list is asked for. Use a constant, a setting or `run:time`."
            yield Fault(where=place.where, message=message)
        elif place.step is None and place.where.endswith((".ordering_key", "]")) and origin in ORIGINS:
            spot = view.read(place.source, place.flow, None)
            if spot.state == "missing":
                cure = f" {spot.why[:1].upper()}{spot.why[1:]}." if spot.why else did_you_mean(spot.path, spot.known())
                yield Fault(where=place.where, message=f'{_named(spot.owner)} has no "{spot.path}".{cure}', spec=spot.place)


@rule("OP233")
def loops_go_over_lists(view: View) -> Iterator[Fault]:
    """Run a step `for_each` item of a list; a loop inside a loop is a step of its own."""
    for step in view.steps:
        source = step.step.for_each
        if not source:
            continue
        where, (origin, path) = f"{step.where}.for_each", source_parts(source)
        if origin == "item":
            message = (
                f"`{source}` is read from another loop, and there is none around this one. Name the whole path, `trigger:orders[].lines[]`."
            )
            yield Fault(where=where, message=message)
            continue
        spot = view.read(source, step.flow, step.step)
        types = spot.field.types
        if spot.state == "known" and types and "array" not in types and not path.endswith("]"):
            message = (
                f'"{spot.path}" of {spot.owner or "the run"} is no list but of type {", ".join(types)}, so there is nothing to go through.'
            )
            yield Fault(where=where, message=message, spec=spot.place)


def _named(owner: str) -> str:
    return f"{owner[:1].upper()}{owner[1:]}"
