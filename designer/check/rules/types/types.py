"""Types and formats: what leaves a transform is what the target takes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from designer.check.evidence.near import listed
from designer.check.evidence.passing import carried
from designer.check.rule import Fault, rule
from designer.match.inference.moments import surely_written
from designer.model.finding import Fix
from designer.model.transform import Cast, Copy, DateFormat, First, Join
from designer.transforms.types import input_problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from designer.check.lookup.view import MappingView, Spot, View
    from designer.model.design import Mapping
    from designer.model.scalars import Json
    from designer.model.spec import Field

SCALARS = frozenset({"string", "integer", "number", "boolean"})
FORMAT_GROUPS = {
    "date": "date",
    "date-time": "date-time",
    "datetime": "date-time",
    "email": "email",
    "idn-email": "email",
    "uri": "uri",
    "url": "uri",
    "iri": "uri",
    "uuid": "uuid",
    "guid": "uuid",
    "ipv4": "ipv4",
    "ipv6": "ipv6",
}
"""Formats that exclude each other; any other format is taken to fit."""
UNTOLD = frozenset({"date", "date-time"})
"""Formats that a plain text fills only by luck."""


@rule("TYPE402")
def transform_can_read(view: View) -> Iterator[Fault]:
    """Give a transform the sources and parameters that it can work with."""
    for where, mapping, sources in _transformed(view):
        transform = mapping.transform
        known = all(spot.state in {"known", "unknown"} for spot in sources)
        problem = input_problem(transform, tuple(spot.field for spot in sources)) if known else None
        if known and problem is None and isinstance(transform, First | Join):
            problem = _single_value(mapping, sources[0])
        if problem:
            message = f"`{transform.name}` {problem}."
            yield Fault(where=f"{where}.transform", message=message, spec=sources[0].place if sources else None)


def _transformed(view: View) -> Iterator[tuple[str, Mapping, tuple[Spot, ...]]]:
    """Yield every mapping with its place and sources: of the lists that are polled, then of the steps."""
    for number, flow in enumerate(view.design.flows):
        for at, mapping in enumerate(flow.trigger.mappings):
            sources = tuple(view.read(source, flow, None) for source in mapping.sources)
            yield f"$.flows[{number}].trigger.mappings[{at}]", mapping, sources
    for _, found in view.mappings:
        yield found.where, found.mapping, found.sources


def _single_value(mapping: Mapping, spot: Spot) -> str | None:
    """Say that a path which goes through no list, or picks one item (`[0]`), leads to one value, where that is no list itself."""
    source = mapping.sources[0]
    if "[]" in source or source.endswith(":") or not spot.field.types or "array" in spot.field.types:
        return None
    return f"needs a list, and {spot.path} is one value"


@rule("TYPE403")
def types_agree(view: View) -> Iterator[Fault]:
    """Send the type that the target takes.

    `cast` makes another type of a value; a number with a fraction needs `scale` with `to: integer` or `places: 0`.
    """
    for _, mapping in view.mappings:
        given, taken = mapping.output.types, mapping.target.field.types
        if mapping.target.state != "known" or not given or not taken or _is_list_into_item(mapping):
            continue
        fitting = [kind for kind in given if _fits(kind, taken, is_text=mapping.is_text_on_wire)]
        if fitting:
            if given == ("number",) and "integer" in taken and "number" not in taken:
                told = f"{_said(mapping)} gives a number, and `{mapping.mapping.target}` takes whole ones."
                message = f"{told} Round it with `scale`, `places: 0` and `to: integer`."
                yield Fault(where=mapping.where, message=message, spec=mapping.target.place, severity="warning")
            continue
        message = f"{_said(mapping)} gives {_named(given)}, and `{mapping.mapping.target}` takes {_named(taken)}."
        fix = _cast(mapping) or _item(view, mapping)
        advice = f" {fix.words[:1].upper()}{fix.words[1:]}." if fix else _advice(given, taken)
        yield Fault(where=mapping.where, message=message + advice, spec=mapping.target.place, fix=fix)


@rule("TYPE404")
def formats_agree(view: View) -> Iterator[Fault]:
    """Send dates, addresses and ids in the format that the target asks for; `date_format` rewrites dates."""
    for _, mapping in view.mappings:
        if mapping.target.state != "known" or mapping.output.types != ("string",) or "string" not in mapping.target.field.types:
            continue
        given, taken = mapping.output.format, mapping.target.field.format
        one, other = FORMAT_GROUPS.get(given), FORMAT_GROUPS.get(taken)
        if one and other and one != other:
            message = f"{_said(mapping)} has the format {given}, and `{mapping.mapping.target}` takes {taken}."
            cure = " Use `date_format`." if {one, other} <= UNTOLD else " Map another source."
            yield Fault(where=mapping.where, message=message + cure, spec=mapping.target.place)


@rule("TYPE405", severity="unverified")
def date_notation_is_told(view: View) -> Iterator[Fault]:
    """Know where a document does not say how a date is written.

    The source is a plain text and the target a date: look at a real value, then say the notation with `date_format`.
    """
    for _, mapping in view.mappings:
        field, output = mapping.target.field, mapping.output
        is_told = output.format or output.enum or not mapping.sources or output.types != ("string",)
        is_told = is_told or isinstance(mapping.mapping.transform, DateFormat) or any(map(surely_written, _fields(mapping)))
        if mapping.target.state == "known" and field.format in UNTOLD and field.types == ("string",) and not is_told:
            message = (
                f"`{mapping.mapping.target}` takes the format {field.format}; the document does not say how {_said(mapping)} is written."
            )
            yield Fault(where=mapping.where, message=message, spec=mapping.target.place)


@rule("TYPE406")
def null_is_allowed(view: View) -> Iterator[Fault]:
    """Clear only what may be null: `when_empty: clear` sends null."""
    for _, mapping in view.mappings:
        target = mapping.target
        can_be_empty = mapping.output.nullable or not mapping.output.types
        if mapping.mapping.when_empty != "clear" or target.state != "known" or not target.field.types or target.field.nullable:
            continue
        if can_be_empty and "null" not in target.field.types:
            fix = Fix(where=f"{mapping.where}.when_empty", words="leave the field out instead", remove=True)
            message = f"`{mapping.mapping.target}` may not be null, so an empty source cannot clear it. Use `when_empty: omit`."
            yield Fault(where=f"{mapping.where}.when_empty", message=message, spec=target.place, fix=fix)


def _fields(mapping: MappingView) -> Iterator[Field]:
    return (spot.field for spot in carried(mapping) if spot.content is not None)


def _fits(kind: str, taken: tuple[str, ...], *, is_text: bool) -> bool:
    """Tell whether a type may be sent where others are taken; on the wire of a parameter or form every scalar is text."""
    if kind in taken or (kind == "integer" and "number" in taken) or (kind == "number" and "integer" in taken):
        return True
    return is_text and kind in SCALARS and ("string" in taken or "array" in taken or kind == "string")


def _is_list_into_item(mapping: MappingView) -> bool:
    """Tell whether the value is one of a list and the target the list itself, which is then made of such values."""
    listed_source = any("[]" in source for source in mapping.mapping.sources)
    return listed_source and "array" in mapping.target.field.types


def _said(mapping: MappingView) -> str:
    sources = " and ".join(f"`{source}`" for source in mapping.mapping.sources)
    transform = mapping.mapping.transform
    if isinstance(transform, Copy):
        return sources
    return f"`{transform.name}` of {sources}" if sources else f"the {transform.name}"


def _named(types: tuple[str, ...]) -> str:
    return listed(types).replace(", ", " or ")


def _advice(given: tuple[str, ...], taken: tuple[str, ...]) -> str:
    if set(given) <= {"object", "array"} or set(taken) <= {"object", "array"}:
        return " Map a field inside it, or another source."
    return f" Use `cast` with `to: {taken[0]}`, or a value list (`enum_map`)."


def _cast(mapping: MappingView) -> Fix | None:
    """Return the one cast that loses nothing: a whole number that is copied into a text."""
    if isinstance(mapping.mapping.transform, Copy) and mapping.output.types == ("integer",) and mapping.target.field.types == ("string",):
        if mapping.target.field.format in FORMAT_GROUPS or mapping.target.field.enum:
            return None
        value: Json = {"name": Cast.name, "to": "string"}
        return Fix(where=f"{mapping.where}.transform", words="write the number as text with `cast`", value=value)
    return None


def _item(view: View, mapping: MappingView) -> Fix | None:
    """Return the fix of a value that fills a list of such values: it becomes the list's one item."""
    target = mapping.target
    if target.field.types != ("array",) or target.content is None or "array" in mapping.output.types:
        return None
    item = view.catalog.field(target.content, f"{target.field.path}[]", access="write")
    if item is None or not item.is_leaf or not all(_fits(kind, item.types, is_text=False) for kind in mapping.output.types):
        return None
    written = f"{mapping.mapping.target}[]"
    return Fix(where=f"{mapping.where}.target", words=f"make it an item of the list with `{written}`", value=written)
