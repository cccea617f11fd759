"""How many items a list is sent with, against how many it takes, and whether they may repeat."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import TYPE_CHECKING

from designer.check.evidence.near import listed
from designer.check.rule import Fault, rule
from designer.model.design import target_parts
from designer.model.transform import Constant
from designer.names.path import PathError, format_path, join, parse_path
from designer.transforms.scalars import text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from designer.check.lookup.view import MappingView, StepView, View
    from designer.model.spec import Field


@dataclass(slots=True)
class _Sent:
    """The items of one list of a body, as the mappings of a step make them."""

    where: str
    field: Field
    items: dict[str, None] = dataclasses.field(default_factory=dict)
    """The items that are named one by one (`[0]`, `[type=x]`)."""
    is_driven: bool = False
    """A list of the source decides how many there are."""
    constants: list[str] = dataclasses.field(default_factory=list)


@rule("TYPE417")
def lists_have_room(view: View) -> Iterator[Fault]:
    """Send as many items as the list takes (`minItems`, `maxItems`), and none twice where they must differ (`uniqueItems`).

    It is an error where the design itself names the items; where a list of the source may be longer it is a warning.
    """
    for step in view.steps:
        for name, sent in _lists(view, step).items():
            yield from _named(name, sent)
        for mapping in step.mappings:
            yield from _copied(mapping)


def _lists(view: View, step: StepView) -> dict[str, _Sent]:
    """Return the lists of the body that have a bound, and what is sent in them."""
    found: dict[str, _Sent] = {}
    without: set[str] = set()
    for mapping in step.mappings:
        location, path = target_parts(mapping.mapping.target)
        if location != "body" or "[" not in path or mapping.target.state != "known" or step.body is None:
            continue
        for at, segment in _items(path):
            if at in without:
                continue
            if at not in found:
                one = view.catalog.field(step.body, join(step.step.items, at), access="write")
                if one is None or (one.max_items is None and one.min_items is None and not one.unique_items):
                    without.add(at)
                    continue
                found[at] = _Sent(mapping.where, one)
            _take(found[at], mapping, at, segment)
    return found


def _take(sent: _Sent, mapping: MappingView, at: str, segment: str) -> None:
    transform = mapping.mapping.transform
    sent.items[segment] = None
    sent.is_driven = sent.is_driven or (segment == "[]" and any("[]" in source for source in mapping.mapping.sources))
    if isinstance(transform, Constant) and mapping.mapping.target == f"body.{at}{segment}":
        sent.constants.append(text(transform.value))


def _items(path: str) -> list[tuple[str, str]]:
    """Return each list that a path goes through, with how its item is written: `[]`, `[0]`, `[type=x]`."""
    try:
        segments = parse_path(path)
    except PathError:
        return []
    return [(format_path(segments[:at]), format_path((segment,))) for at, segment in enumerate(segments) if segment.is_item and at > 0]


def _named(name: str, sent: _Sent) -> Iterator[Fault]:
    most, fewest = sent.field.max_items, sent.field.min_items
    if sent.is_driven:
        return
    if most is not None and len(sent.items) > most:
        message = f"`body.{name}` takes {most} items at most, and this step makes {len(sent.items)}: {listed(sent.items)}."
        yield Fault(where=sent.where, message=message)
    if fewest is not None and 0 < len(sent.items) < fewest:
        yield Fault(where=sent.where, message=f"`body.{name}` takes {fewest} items at least, and this step makes {len(sent.items)}.")
    again = next((value for value in sent.constants if sent.constants.count(value) > 1), None)
    if sent.field.unique_items and again is not None:
        yield Fault(where=sent.where, message=f"`body.{name}` takes each item once, and {again!r} is sent twice.")


def _copied(mapping: MappingView) -> Iterator[Fault]:
    """Hold a list that is copied whole against the bounds of the one it fills."""
    given, taken = mapping.output, mapping.target.field
    if mapping.target.state != "known" or given.types != ("array",) or "array" not in taken.types:
        return
    if given.max_items is not None and taken.min_items is not None and given.max_items < taken.min_items:
        message = f"`{mapping.mapping.target}` takes {taken.min_items} items at least, and its source has {given.max_items} at most."
        yield Fault(where=mapping.where, message=message, spec=mapping.target.place)
    elif given.max_items is not None and taken.max_items is not None and given.max_items > taken.max_items:
        message = f"`{mapping.mapping.target}` takes {taken.max_items} items, and its source may have {given.max_items}."
        yield Fault(where=mapping.where, message=message, spec=mapping.target.place, severity="warning")
