"""The value for one place of a sample record with which every mapping that reads it works, and its targets take the result."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from designer.model.design import source_parts, target_parts
from designer.model.transform import BoolMap, Cast, CountryCode, DateFormat, EnumMap, First, Join, PhoneE164, Scale, Template
from designer.names.path import EACH, leaf
from designer.render.code.evaluating import UnfitError, mapping_value, source_value
from designer.render.code.placing import place, value_at
from designer.render.code.sources import literal_segments
from designer.render.runtime import runtime
from designer.specs.schemas.pattern import matches

if TYPE_CHECKING:
    from collections.abc import Iterator

    from designer.model.design import Mapping
    from designer.model.scalars import Json
    from designer.model.spec import Field
    from designer.render.code.evaluating import World

MOMENT = datetime(2026, 1, 31, 9, 30, tzinfo=UTC)
USUAL: tuple[Json, ...] = (
    "sample", "12", 12, 12.5, True, "2026-01-31T09:30:00Z", "2026-01-31", "sample@example.com", "+4930123456", "DE", "EUR", "x", 1,
    "https://example.com/sample", "Berlin", "00000000-0000-4000-8000-000000000001",
)  # fmt: skip
"""Values to try where the document's own sample does not go through a transform or into its target."""

MARKED = """O'Brien & "Sons" \\ 100%"""
"""A name with all that ends a text or has a meaning of its own in queries and addresses."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Use:
    """A mapping that reads a source, and the field it fills."""

    mapping: Mapping
    target: Field | None
    loop: str
    """The array whose items the step goes through."""

    @property
    def sources(self) -> tuple[str, ...]:
        """Return the mapping's sources, those of a loop's item as they read from outside."""
        return tuple(from_outside(source, self.loop) for source in self.mapping.sources)


def fit(source: str, uses: list[Use], world: World, fields: dict[str, Any]) -> None:
    """Put a value at a source with which all its mappings work, or as many as any value can serve."""
    origin, path = source_parts(source)
    if origin not in world.records:
        return
    segments = literal_segments(origin, path)
    while segments and segments[-1] == EACH:
        segments = segments[:-1]
    field = fields[origin](path) if origin in fields else None
    before = world.records[origin]
    best, most = before, -1
    for value in _candidates(value_at(before, segments), uses, field):
        world.records[origin] = place(before, segments, value)
        served = sum(_serves(use, world) for use in uses)
        if served > most:
            best, most = world.records[origin], served
        if served == len(uses):
            break
    world.records[origin] = best


def _candidates(current: Any, uses: list[Use], field: Field | None) -> Iterator[Json]:
    """Yield values to try: the document's own sample first, then what the transforms read and the targets want."""
    tried: list[Json] = []
    for value in (*_marked(uses), current, *_wanted(uses), *(field.enum if field else ()), *USUAL):
        listed = [value] if current.__class__ is list and not isinstance(value, list) else value
        if listed is None or listed == "" or listed in tried or not _is_allowed(listed, field):
            continue
        tried.append(listed)
        yield listed


def _marked(uses: list[Use]) -> tuple[Json, ...]:
    """Return a value that shows whether a query keeps it whole, where a mapping promises that."""
    return (MARKED,) if any(isinstance(use.mapping.transform, Template) and use.mapping.transform.escape for use in uses) else ()


def _wanted(uses: list[Use]) -> Iterator[Json]:
    for use in uses:
        yield from _read_by(use.mapping)
        if use.target is not None:
            yield from (value for value in use.target.enum if value is not None)
            yield of_field(use.target)


def _read_by(mapping: Mapping) -> Iterator[Json]:
    """Yield values that a transform reads."""
    transform = mapping.transform
    match transform:
        case EnumMap():
            yield from (row.source for row in transform.values)
        case BoolMap():
            yield from transform.truthy
        case DateFormat():
            yield _moment(transform.source)
        case Cast(to="integer") | Cast(to="number") | Scale():
            yield from (12, "12")
        case Cast(to="boolean"):
            yield from (True, "true")
        case PhoneE164():
            yield "+4930123456"
        case CountryCode():
            yield from ("DE", "DEU", "Germany")
        case Join():
            yield ["sample"]
        case _:
            return


def _moment(notation: str) -> Json:
    seconds = int(MOMENT.timestamp())
    known: dict[str, Json] = {"iso": "2026-01-31T09:30:00Z", "date": "2026-01-31", "unix_s": seconds, "unix_ms": seconds * 1000}
    return known.get(notation) or MOMENT.strftime(notation)


def _is_allowed(value: Json, field: Field | None) -> bool:
    """Tell whether the source's own document allows a value, as far as the field tells."""
    if field is None or not field.types:
        return True
    if field.enum and not isinstance(value, list) and value not in field.enum:
        return False
    if isinstance(value, str) and field.max_length is not None and len(value) > field.max_length:
        return False
    return _has_type(value, field.types)


def _has_type(value: Any, types: tuple[str, ...]) -> bool:
    kinds = {bool: "boolean", int: "integer", float: "number", str: "string", list: "array", dict: "object"}
    kind = kinds.get(type(value), "null")
    return kind in types or (kind == "integer" and "number" in types)


def _serves(use: Use, world: World) -> bool:
    """Tell whether a mapping gives something that its target takes."""
    values = tuple(_single(source_value(source, world), use) for source in use.sources)
    try:
        result = mapping_value(use.mapping, values, world)
    except UnfitError:
        return False
    return result is not None and result != "" and (use.target is None or _takes(use.target, result))


def _single(value: Any, use: Use) -> Any:
    """Return one item's value where the path goes through arrays that the target's array is driven by."""
    deep = target_parts(use.mapping.target)[1].count("[]") + use.loop.count("[]")
    listed = (use.target is not None and "array" in use.target.types) or isinstance(use.mapping.transform, First | Join)
    while isinstance(value, list) and value and (deep > 0 or not listed):
        value, deep = value[0], deep - 1
    return value


def _takes(target: Field, value: Any) -> bool:
    """Tell whether a target's document takes a value, as far as the field tells."""
    if target.types and not _has_type(value, target.types):
        return False
    if target.enum and not isinstance(value, list) and value not in target.enum:
        return False
    if isinstance(value, str) and not _text_fits(target, value):
        return False
    if isinstance(value, int | float) and not isinstance(value, bool):
        low, high = target.minimum, target.maximum
        return (low is None or value >= low) and (high is None or value <= high)
    return True


def _text_fits(target: Field, value: str) -> bool:
    if target.max_length is not None and len(value) > target.max_length:
        return False
    if target.min_length is not None and len(value) < target.min_length:
        return False
    return not target.pattern or matches(target.pattern, value)


def from_outside(source: str, loop: str) -> str:
    """Return a source of a loop's item as it reads from outside the loop."""
    origin, path = source_parts(source)
    if origin != "item":
        return source
    array = array_of(loop)
    return f"{array}{path}" if path.startswith("[") or not path else f"{array}.{path}"


def array_of(for_each: str) -> str:
    """Return the array that a step goes through, with its bracket."""
    return for_each if for_each.endswith("[]") else f"{for_each}[]"


def of_field(field: Field) -> Any:
    """Return a value that a field's own description allows."""
    schema: dict[str, Any] = {"type": list(field.types)} if field.types else {}
    schema |= {"enum": list(field.enum)} if field.enum else {}
    schema |= {"format": field.format} if field.format else {}
    schema |= {"example": field.example} if field.example is not None else {}
    for word, value in (
        ("minLength", field.min_length),
        ("maxLength", field.max_length),
        ("minimum", field.minimum),
        ("maximum", field.maximum),
    ):
        schema |= {word: value} if value is not None else {}
    return runtime("samples").Sampler(runtime("openapi").Document({}, ()), "answer").sample(schema, name=leaf(field.path))
