"""Lists: paired level by level, each target list driven by one source list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from designer.check.lookup.view import is_setting
from designer.check.rule import Fault, rule
from designer.model.design import source_parts, target_parts
from designer.model.transform import First, Join
from designer.names.path import PathError, format_path, parse_path

if TYPE_CHECKING:
    from collections.abc import Iterator

    from designer.check.lookup.view import MappingView, View


@rule("MAP307")
def list_has_one_driver(view: View) -> Iterator[Fault]:
    """Fill a target list from one source list.

    All mappings into `items[]` that read lists must read the same one: two lists have no common length. `[0]` reads one item of a list.
    """
    for step in view.steps:
        drivers: dict[str, dict[str, list[MappingView]]] = {}
        for mapping in step.mappings:
            for target, source in _pairs(mapping):
                drivers.setdefault(target, {}).setdefault(source, []).append(mapping)
        told: set[str] = set()
        for target, driven in drivers.items():
            main = max(driven, key=lambda source: len(driven[source]))
            for source, mappings in driven.items():
                for mapping in mappings if source != main else ():
                    if mapping.where not in told:
                        told.add(mapping.where)
                        message = f"`{target}` is driven by two lists, `{main}` and `{source}`. Fill it from one, or make a step for each."
                        yield Fault(where=mapping.where, message=message)


@rule("MAP322", severity="warning")
def inner_list_does_not_repeat_the_outer(view: View) -> Iterator[Fault]:
    """Write `[0]` for the one item that holds a list: lists are paired from the outermost on.

    `Invoices[].LineItems[]` from one list of lines makes an invoice of each line, and each has the same number; `Invoices[0].LineItems[]`
    makes one invoice of all lines.
    """
    for step in view.steps:
        driven: dict[str, dict[str, list[str]]] = {}
        within: dict[str, list[MappingView]] = {}
        for mapping in step.mappings:
            targets = _each(target_parts(mapping.mapping.target)[1]) if mapping.mapping.target.startswith("body.") else ()
            for target, source in _pairs(mapping):
                driven.setdefault(target, {}).setdefault(source, []).append(targets[-1])
            if len(targets) == 1 and any(not is_setting(one) and "[]" not in one for one in mapping.mapping.sources):
                within.setdefault(targets[0], []).append(mapping)
        for target, sources in driven.items():
            same = within.get(target.removeprefix("body."), ())
            source, inner = next(iter(sources.items()))
            if len(sources) == 1 and same and all(f"body.{last}" != target for last in inner):
                told = f"`{target}` gets an item for each of `{source}`, each with the same `{same[0].mapping.target}`"
                cure = f"Write `{target[:-2]}[0]` for `{target}` in every target: one item then holds them all."
                yield Fault(where=step.where, message=f"{told}. {cure}", spec=step.place)


@rule("TYPE401")
def list_fits_a_list(view: View) -> Iterator[Fault]:
    """Put a list into a list; for one value of it use `first` or `join`."""
    for _, mapping in view.mappings:
        target = mapping.target
        if target.state != "known" or not target.field.types or "array" in target.field.types:
            continue
        for source in mapping.mapping.sources:
            depth, room = len(_each(source_parts(source)[1])), len(_each(target_parts(mapping.mapping.target)[1]))
            if depth - _taken(mapping) > room:
                told = f"`{source}` is a list, and `{mapping.mapping.target}` takes one value."
                cure = (
                    "Even its items are lists: pick one with `[0]`."
                    if _taken(mapping)
                    else "Use `first` or `join`, or `[0]` for its first item."
                )
                message = f"{told} {cure}"
                yield Fault(where=mapping.where, message=message, spec=target.place)


def _pairs(mapping: MappingView) -> Iterator[tuple[str, str]]:
    """Yield each target list of a mapping with the source list that drives it, level by level."""
    location, path = target_parts(mapping.mapping.target)
    if location != "body":
        return
    targets = _each(path)
    for source in mapping.mapping.sources:
        origin, inner = source_parts(source)
        lists = _each(inner)
        kept = lists[: len(lists) - _taken(mapping)] if _taken(mapping) else lists
        for target, driver in zip(targets, kept, strict=False):
            yield f"body.{target}", f"{origin}:{driver}"


def _taken(mapping: MappingView) -> int:
    """Return how many levels of lists the transform makes one value of."""
    is_plain = any("array" in spot.field.types for spot in mapping.sources)
    return 1 if isinstance(mapping.mapping.transform, First | Join) and not is_plain else 0


def _each(path: str) -> tuple[str, ...]:
    """Return the lists that a path goes through item by item, outermost first; `[0]` and `[type=x]` pick one item."""
    try:
        segments = parse_path(path)
    except PathError:
        return ()
    return tuple(format_path(segments[: at + 1]) for at, segment in enumerate(segments) if segment.kind == "each")
