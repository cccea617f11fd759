"""Faults of what is read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from designer.model.design import source_parts, target_parts
from designer.names.path import leaf, parent
from mutants.ground import misspelt, misspelt_path, respelt
from mutants.nouns import DROPPED, Mutant, kind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from designer.model.spec import Field
    from mutants.ground import Ground, Spot


def read_by_path(ground: Ground) -> Iterator[tuple[Spot, int, str, str, Field]]:
    """Yield each source that a document knows: its mapping, its number there, its origin, its path, its field."""
    for spot in ground.spots:
        for at, (source, field) in enumerate(zip(spot.mapping.sources, spot.sources, strict=True)):
            origin, path = source_parts(source)
            if field is not None and not field.free_form and path:
                yield spot, at, origin, path, field


def is_absent(ground: Ground, spot: Spot, source: str) -> bool:
    """Tell whether a document denies a source; below an open object none can."""
    return ground.source(spot.flow, spot.step, source) is None


def _reading(spot: Spot, at: int, source: str) -> Mutant:
    return Mutant(where=spot.where, changes={f"{spot.where}.sources[{at}]": source}, note=source)


@kind("MAP301")
def source_misspelt(ground: Ground) -> Iterator[Mutant]:
    """A field that is read is misspelt.

    Left out: below an object that the document leaves open, and where the misspelt name is a field as well.
    """
    for spot, at, origin, path, _ in read_by_path(ground):
        wrong = f"{origin}:{misspelt_path(path)}"
        if is_absent(ground, spot, wrong):
            yield _reading(spot, at, wrong)


@kind("MAP301")
def source_respelt(ground: Ground) -> Iterator[Mutant]:
    """A field is read by the name that another version of the API gives it: `firstName` for `first_name`.

    Left out: names that read the same in both habits, below an open object, and where such a field exists as well.
    """
    for spot, at, origin, path, _ in read_by_path(ground):
        wrong = respelt(leaf(path))
        if wrong != leaf(path) and path.endswith(leaf(path)):
            source = f"{origin}:{path.removesuffix(leaf(path))}{wrong}"
            if is_absent(ground, spot, source):
                yield _reading(spot, at, source)


@kind("MAP301", "OP212")
def source_named_as_target(ground: Ground) -> Iterator[Mutant]:
    """The target's name is taken for the source's: both sides are confused.

    Left out: where the source has a field of that name, or is open.
    """
    for spot, at, origin, _, _ in read_by_path(ground):
        location, path = target_parts(spot.mapping.target)
        source = f"{origin}:{path}"
        if location == "body" and "[" not in path and is_absent(ground, spot, source):
            yield _reading(spot, at, source)


@kind("MAP301")
def source_without_its_object(ground: Ground) -> Iterator[Mutant]:
    """A nested field is read as if it stood at the top: `city` for `address.city`.

    Left out: where the top has a field of that name, or is open.
    """
    for spot, at, origin, path, _ in read_by_path(ground):
        source = f"{origin}:{leaf(path)}"
        if parent(path) and is_absent(ground, spot, source):
            yield _reading(spot, at, source)


@kind("MAP301")
def source_below_a_value(ground: Ground) -> Iterator[Mutant]:
    """A plain value is read as if it were an object: `status.name` for `status`."""
    for spot, at, origin, path, field in read_by_path(ground):
        source = f"{origin}:{path}.name"
        if field.is_leaf and field.types and is_absent(ground, spot, source):
            yield _reading(spot, at, source)


@kind("OP212")
def source_origin_misspelt(ground: Ground) -> Iterator[Mutant]:
    """A source names an origin that is not there."""
    for spot in ground.spots:
        for at, source in enumerate(spot.mapping.sources):
            origin, path = source_parts(source)
            if origin not in {"setting", "table"} and misspelt(origin) not in {step.id for step in ground.design.flows[spot.flow].steps}:
                yield _reading(spot, at, f"{misspelt(origin)}:{path}")


@kind("OP212", "OP216")
def source_without_origin(ground: Ground) -> Iterator[Mutant]:
    """A path stands there without the origin that it is read from."""
    for spot, at, _, path, _ in read_by_path(ground):
        yield _reading(spot, at, path)


@kind("OP212", "MAP301")
def source_item_without_for_each(ground: Ground) -> Iterator[Mutant]:
    """`item:` is read in a step that runs once."""
    for spot, at, _, path, _ in read_by_path(ground):
        if spot.step >= 0 and not ground.design.flows[spot.flow].steps[spot.step].for_each:
            yield _reading(spot, at, f"item:{path}")


@kind("OP213", "OP212")
def source_of_the_step_itself(ground: Ground) -> Iterator[Mutant]:
    """A step reads its own answer, which is not there yet."""
    for spot, at, _, path, _ in read_by_path(ground):
        if spot.step >= 0:
            yield _reading(spot, at, f"{ground.design.flows[spot.flow].steps[spot.step].id}:{path}")


@kind("OP212")
def source_setting_misspelt(ground: Ground) -> Iterator[Mutant]:
    """A setting is named that the design does not have."""
    known = {setting.id for setting in ground.design.settings}
    for spot in ground.spots:
        for at, source in enumerate(spot.mapping.sources):
            origin, name = source_parts(source)
            if origin == "setting" and misspelt(name) not in known:
                yield _reading(spot, at, f"setting:{misspelt(name)}")


@kind("OP212", "MAP301")
def source_run_fact_unknown(ground: Ground) -> Iterator[Mutant]:
    """A fact of the run is read that no run has."""
    for spot in ground.spots:
        for at, source in enumerate(spot.mapping.sources):
            if source_parts(source)[0] == "trigger":
                yield _reading(spot, at, "run:invoice_number")


@kind("OP216")
def source_badly_written(ground: Ground) -> Iterator[Mutant]:
    """A path is no path: a bracket is never closed, or a name is missing between two dots."""
    for number, (spot, at, origin, path, _) in enumerate(read_by_path(ground)):
        yield _reading(spot, at, f"{origin}:{path}[" if number % 2 else f"{origin}:{path}..id")


@kind("TYPE402")
def source_lost(ground: Ground) -> Iterator[Mutant]:
    """A transform that needs a source has none.

    Left out: constants, which take none.
    """
    for spot in ground.spots:
        if spot.mapping.sources and spot.transform not in {"constant", "template"}:
            yield Mutant(where=spot.where, changes={f"{spot.where}.sources": DROPPED})


@kind("TYPE402")
def source_too_many(ground: Ground) -> Iterator[Mutant]:
    """A transform of one source is given two, and takes the first in silence.

    Left out: transforms that take several.
    """
    one = {
        "copy",
        "cast",
        "enum_map",
        "bool_map",
        "split_name",
        "part",
        "trim",
        "lower",
        "upper",
        "truncate",
        "date_format",
        "country_code",
    }
    for spot, _, origin, path, _ in read_by_path(ground):
        if spot.transform in one and len(spot.mapping.sources) == 1:
            source = f"{origin}:{path}"
            yield Mutant(where=spot.where, changes={f"{spot.where}.sources": [source, source]})


@kind("MAP304")
def source_write_only(ground: Ground) -> Iterator[Mutant]:
    """A password is read: a field that is only ever written."""
    yield from _replaced(ground, lambda field: field.write_only, simple=True)


@kind("MAP308")
def source_only_on_request(ground: Ground) -> Iterator[Mutant]:
    """A field is read that the call returns only when it is asked for.

    Left out: deliveries, which no parameter asks for.
    """
    for spot, at, origin, _, _ in read_by_path(ground):
        if origin == "trigger" and ground.listed(spot.flow) is None:
            continue
        for field in _all_of(ground, spot, origin):
            if field.only_on_request and field.path and "[" not in field.path and not field.branch:
                yield _reading(spot, at, f"{origin}:{field.path}")
                break


@kind("MAP311")
def source_deprecated(ground: Ground) -> Iterator[Mutant]:
    """A field is read that the vendor will take away."""
    yield from _replaced(ground, lambda field: field.deprecated, simple=True)


def _replaced(ground: Ground, fits: object, *, simple: bool) -> Iterator[Mutant]:
    for spot, at, origin, path, _ in read_by_path(ground):
        if origin == "item":
            continue
        for field in ground.readable(spot.flow, origin):
            if fits(field) and field.is_leaf is simple and field.path != path:  # type: ignore[operator]
                yield _reading(spot, at, f"{origin}:{field.path}")
                break


def _all_of(ground: Ground, spot: Spot, origin: str) -> tuple[Field, ...]:
    flow = ground.design.flows[spot.flow]
    step = next((one for one in flow.steps if one.id == origin), None)
    called = ground.called(step) if step else None
    return ground.catalog.fields(called.success, access="read") if called and called.success else ()
