"""Faults of values: types, formats, bounds and constants that the target refuses."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from designer.model.design import source_parts
from mutants.kinds.targets import filled_in_body
from mutants.nouns import Mutant, kind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from designer.model.spec import Field
    from mutants.ground import Ground, Spot

NUMBERS = {"integer", "number"}
SCALARS = {"string", "integer", "number", "boolean"}
TYPE = ("TYPE403", "TYPE401", "TYPE404", "TYPE407", "TYPE408", "TYPE410", "TYPE411", "TYPE402", "TYPE413")
NOT_IN_FORMAT = {
    "date": "tomorrow",
    "date-time": "tomorrow at noon",
    "email": "nobody",
    "uuid": "number-one",
    "ipv4": "localhost",
    "uri": "no address at all",
}


def typed(ground: Ground) -> Iterator[tuple[Spot, Field]]:
    """Yield each mapping that fills a typed value of a JSON body; forms know no types."""
    for spot, field in filled_in_body(ground):
        if spot.in_json and field.types and field.is_leaf and set(field.types) <= SCALARS and not field.branch:
            yield spot, field


def _copied(spot: Spot, source: str) -> Mutant:
    return Mutant(where=spot.where, changes={spot.where: {"target": spot.mapping.target, "sources": [source]}}, note=source)


def _from(ground: Ground, spot: Spot, fits: Callable[[Field], bool]) -> str:
    """Return a plain source of the same origin whose field fits; empty if there is none."""
    origins = [source_parts(one)[0] for one in spot.mapping.sources]
    origin = next((one for one in origins if one not in {"setting", "table", "run", "item", "trigger.headers"}), "")
    found = next((one for one in ground.readable(spot.flow, origin) if fits(one)), None) if origin else None
    return f"{origin}:{found.path}" if found else ""


def _is_plain(field: Field, *types: str) -> bool:
    return set(field.types) == set(types) and field.is_leaf and not (field.write_only or field.free_form)


@kind("TYPE403", "TYPE410", "TYPE407", "TYPE404")
def number_into_text(ground: Ground) -> Iterator[Mutant]:
    """A number is sent where the target takes a text alone."""
    for spot, field in typed(ground):
        source = _from(ground, spot, lambda one: _is_plain(one, "integer") or _is_plain(one, "number"))
        if field.types == ("string",) and source:
            yield _copied(spot, source)


@kind("TYPE403", "TYPE410", "TYPE407")
def truth_into_text(ground: Ground) -> Iterator[Mutant]:
    """A true or false is sent where the target takes a text alone."""
    for spot, field in typed(ground):
        source = _from(ground, spot, lambda one: _is_plain(one, "boolean"))
        if field.types == ("string",) and source:
            yield _copied(spot, source)


@kind("TYPE403", "TYPE410")
def text_into_number(ground: Ground) -> Iterator[Mutant]:
    """A text is sent where the target takes a number."""
    for spot, field in typed(ground):
        source = _from(ground, spot, lambda one: _is_plain(one, "string") and not one.enum)
        if set(field.types) <= NUMBERS and source:
            yield _copied(spot, source)


@kind("TYPE403", "TYPE410")
def text_into_truth(ground: Ground) -> Iterator[Mutant]:
    """A text is sent where the target takes true or false."""
    for spot, field in typed(ground):
        source = _from(ground, spot, lambda one: _is_plain(one, "string"))
        if field.types == ("boolean",) and source:
            yield _copied(spot, source)


@kind("TYPE403", "TYPE410")
def fraction_into_whole_number(ground: Ground) -> Iterator[Mutant]:
    """An amount with decimals is sent where the target takes whole numbers."""
    for spot, field in typed(ground):
        source = _from(ground, spot, lambda one: _is_plain(one, "number"))
        if field.types == ("integer",) and source:
            yield _copied(spot, source)


@kind("TYPE403", "TYPE401", "TYPE407", "TYPE404")
def object_into_value(ground: Ground) -> Iterator[Mutant]:
    """A whole object is sent where the target takes one value."""
    for spot, _ in typed(ground):
        source = _from(ground, spot, lambda one: one.types == ("object",) and not one.free_form)
        if source:
            yield _copied(spot, source)


@kind("TYPE401", "TYPE403", "TYPE407")
def list_into_value(ground: Ground) -> Iterator[Mutant]:
    """A list is sent where the target takes one value."""
    for spot, _ in typed(ground):
        source = _from(ground, spot, lambda one: one.types == ("array",))
        if source and "[" not in spot.path:
            yield _copied(spot, source)


@kind("TYPE401", "TYPE403", "MAP307")
def items_into_value(ground: Ground) -> Iterator[Mutant]:
    """Each item of a list is read for one value that is no list."""
    for spot, _ in typed(ground):
        source = _from(ground, spot, lambda one: one.types == ("array",))
        if source and "[" not in spot.path:
            yield _copied(spot, f"{source}[]")


@kind("TYPE404", "TYPE413", "TYPE403", "TYPE410")
def text_into_format(ground: Ground) -> Iterator[Mutant]:
    """A text of another format, or a moment, is sent where the target takes a date, an address or an id."""
    for spot, field in typed(ground):
        if field.format in NOT_IN_FORMAT and "string" in field.types and not field.pattern:
            source = _from(
                ground,
                spot,
                lambda one, field=field: _is_plain(one, "string") and one.format in NOT_IN_FORMAT and one.format != field.format,
            )  # type: ignore[misc]
            if source:
                yield _copied(spot, source)


@kind("TYPE403", "TYPE404", "TYPE413", "TYPE410")
def unix_time_into_date(ground: Ground) -> Iterator[Mutant]:
    """A Unix time is sent where the target takes a written date."""
    for spot, field in typed(ground):
        source = _from(ground, spot, lambda one: _is_plain(one, "integer"))
        if field.format in {"date", "date-time"} and field.types == ("string",) and source:
            yield _copied(spot, source)


@kind("TYPE407", "TYPE408")
def free_text_into_choice(ground: Ground) -> Iterator[Mutant]:
    """A free text is sent where the target takes values of a list alone."""
    for spot, field in typed(ground):
        source = _from(ground, spot, lambda one: _is_plain(one, "string") and not one.enum)
        if field.enum and source:
            yield _copied(spot, source)


@kind("TYPE407", "TYPE408", "TYPE403")
def other_choice_into_choice(ground: Ground) -> Iterator[Mutant]:
    """Values of the source's list are sent as they are to a target that has another list.

    Left out: where the target takes every value of the source.
    """
    for spot, field in typed(ground):
        source = _from(ground, spot, lambda one, field=field: bool(one.enum) and not set(one.enum) <= set(field.enum) and one.is_leaf)  # type: ignore[misc]
        if field.enum and source:
            yield _copied(spot, source)


@kind("TYPE406")
def null_where_none_is_taken(ground: Ground) -> Iterator[Mutant]:
    """An empty source clears a field that cannot be null.

    Left out: sources that are never empty: settings, facts of the run, and fields that the document says are always there.
    """
    for spot, field in typed(ground):
        always = all(one is not None and one.required and not one.nullable for one in spot.sources)
        always = always or any(source.startswith(("setting:", "run:")) for source in spot.mapping.sources)
        always = always or (
            spot.transform in {"template", "coalesce"} and any(one and one.required and not one.nullable for one in spot.sources)
        )
        if not field.nullable and spot.mapping.sources and not always:
            yield Mutant(where=spot.where, changes={f"{spot.where}.when_empty": "clear"})


@kind("TYPE410", "TYPE407", "TYPE403")
def fallback_refused(ground: Ground) -> Iterator[Mutant]:
    """What is sent in place of an empty source is none of the target's values, or of another type."""
    for spot, field in typed(ground):
        wrong: Any = "no such value" if field.enum and "string" in field.types else "none" if not {"string"} & set(field.types) else None
        if wrong and spot.mapping.sources:
            yield Mutant(where=spot.where, changes={f"{spot.where}.when_empty": "default", f"{spot.where}.default": wrong}, note=wrong)


@kind("TYPE411", "TYPE410")
def text_not_cut(ground: Ground) -> Iterator[Mutant]:
    """A text that may be longer than the target takes is not cut any more.

    Left out: sources of which the document tells no length.
    """
    for spot, field in typed(ground):
        source = spot.sources[0] if spot.sources else None
        longest = source.max_length if source else None
        if spot.transform == "truncate" and field.max_length and longest and longest > field.max_length:
            yield Mutant(where=spot.where, changes={f"{spot.where}.transform": {"name": "copy"}})


@kind("TYPE411", "TYPE410")
def text_cut_too_late(ground: Ground) -> Iterator[Mutant]:
    """A text is cut to a length that is still too long."""
    for spot, field in typed(ground):
        if spot.transform == "truncate" and field.max_length:
            yield Mutant(where=spot.where, changes={f"{spot.where}.transform.length": field.max_length * 2})


@kind("TYPE411")
def long_text_into_short(ground: Ground) -> Iterator[Mutant]:
    """A text of greater length than the target's fills it uncut, both lengths told by the documents."""
    for spot, field in typed(ground):
        if field.max_length and not (field.enum or field.format or field.pattern) and "string" in field.types:
            most = field.max_length
            source = _from(ground, spot, lambda one, most=most: _is_plain(one, "string") and (one.max_length or 0) > most and not one.enum)  # type: ignore[misc]
            if source:
                yield _copied(spot, source)


@kind("MAP313", "TYPE403", "MAP305")
def empty_into_required(ground: Ground) -> Iterator[Mutant]:
    """A field that the source may leave out fills one that the target needs, with nothing in its place.

    Left out: sources that the document requires, or of which a default is told.
    """
    for spot, field in typed(ground):
        source = _from(
            ground, spot, lambda one, field=field: set(one.types) == set(field.types) and one.is_leaf and (one.nullable or not one.required)
        )  # type: ignore[misc]
        if (
            field.required
            and not field.nullable
            and field.default is None
            and source
            and not (field.enum or field.format)
            and "[" not in spot.path
        ):
            yield _copied(spot, source)
