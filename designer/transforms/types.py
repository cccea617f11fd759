"""Which values leave a transform, computed from those that enter: types, format, enum, length, whether there may be none."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from designer.model.spec import Field
from designer.model.transform import (
    BoolMap,
    Cast,
    Coalesce,
    Constant,
    Copy,
    CountryCode,
    DateFormat,
    Default,
    EnumMap,
    First,
    Join,
    Lookup,
    Lower,
    Part,
    PhoneE164,
    Present,
    Scale,
    SplitName,
    Template,
    Transform,
    Trim,
    Truncate,
    Upper,
)
from designer.transforms.numbers import scaled, written_pattern
from designer.transforms.problems import input_problem
from designer.transforms.scalars import cast, fits_format, is_empty, json_types, same, text

if TYPE_CHECKING:
    from collections.abc import Callable

    from designer.model.design import Table
    from designer.model.scalars import Scalar

__all__ = ["input_problem", "output_type"]

SHOWN_MOMENT = datetime(2026, 1, 31, 14, 5, 9, tzinfo=UTC)
KEPT_IN_LOWER_CASE = frozenset({"email", "idn-email", "uuid", "hostname", "idn-hostname"})


def output_type(  # noqa: PLR0911 - one line for each kind of transform
    transform: Transform, sources: tuple[Field, ...], *, table: Table | None = None
) -> Field:
    """Return the field that leaves *transform*: `required` and not `nullable` if there is always a value.

    Empty `types` mean that it cannot be told. For `first` and `join` the source is the list, or its item where the path goes
    through the list (`tags[]`). *table* is the one that a look-up names, where it is one.
    """
    if not input_fits(transform, sources):
        return Field(path="")
    match transform:
        case Constant():
            return values_field((transform.value,), is_sure=not is_empty(transform.value))
        case Copy():
            return _plain(sources[0])
        case Cast():
            return _cast(sources[0], transform.to)
        case EnumMap():
            return _enum_map(sources[0], transform)
        case BoolMap() | Present():
            always = isinstance(transform, Present) or _is_sure(sources[0])
            return values_field((transform.when_true, transform.when_false), is_sure=always)
        case Default() | Coalesce() | First():
            return _chosen(transform, sources)
        case Lookup():
            return _looked_up(sources[0], transform, table)
        case Scale():
            return scaled(transform, sources)
        case DateFormat() | PhoneE164() | CountryCode():
            return replace(_notation(transform), required=_is_sure(sources[0]), nullable=not _is_sure(sources[0]))
        case Template() | SplitName() | Part() | Trim() | Lower() | Upper() | Truncate() | Join():
            return _text(transform, sources)


def values_field(values: tuple[Scalar, ...], *, is_sure: bool) -> Field:
    """Return the field that holds one of these values and no other."""
    kept = tuple(value for value in values if not is_empty(value))
    told = tuple(value for at, value in enumerate(kept) if not any(same(value, earlier) for earlier in kept[:at]))
    is_always = is_sure and len(kept) == len(values)
    return Field(path="", types=json_types(told), enum=told, required=is_always, nullable=not is_always)


def input_fits(transform: Transform, sources: tuple[Field, ...]) -> bool:
    """Tell whether the transform has the sources it needs at all."""
    return bool(sources) != isinstance(transform, Constant)


def _is_sure(source: Field) -> bool:
    """Tell whether the source always has a value (an empty text cannot be told beforehand)."""
    return source.required and not source.nullable


def _plain(source: Field) -> Field:
    """Return the value's own constraints, without what is said of its place."""
    return replace(source, path="", nullable=not _is_sure(source), required=_is_sure(source), read_only=False, write_only=False)


def _cast(source: Field, to: str) -> Field:
    if source.types == (to,):
        return _plain(source)
    if source.types == ("boolean",):
        return values_field((cast(True, to), cast(False, to)), is_sure=_is_sure(source))  # noqa: FBT003 - the two values there are
    values = []
    for value in source.enum:
        try:
            values.append(cast(value, to))
        except ValueError:
            continue
    always = _is_sure(source)
    bounded = to in {"integer", "number"} and set(source.types) <= {"integer", "number"}
    return Field(
        path="",
        types=(to,),
        enum=values_field(tuple(values), is_sure=True).enum,
        minimum=source.minimum if bounded else None,
        maximum=source.maximum if bounded else None,
        excludes_minimum=bounded and source.excludes_minimum,
        excludes_maximum=bounded and source.excludes_maximum,
        multiple_of=source.multiple_of if bounded else None,
        pattern=written_pattern(source.types) if to == "string" else "",
        required=always,
        nullable=not always,
    )


def _enum_map(source: Field, transform: EnumMap) -> Field:
    targets = tuple(row.target for row in transform.values)
    known = tuple(row.source for row in transform.values)
    left_over = tuple(value for value in source.enum if not any(same(value, row) for row in known))
    is_complete = bool(source.enum) and not left_over
    always = _is_sure(source) and not any(is_empty(value) for value in targets)
    if transform.unmapped == "keep" and not is_complete:
        kept = values_field(targets + left_over, is_sure=always)
        return kept if source.enum else Field(path="", types=_union(kept.types, source.types), required=always, nullable=not always)
    if transform.unmapped == "default" and not is_complete:
        return values_field((*targets, transform.default), is_sure=always)
    return values_field(targets, is_sure=always and (is_complete or transform.unmapped != "omit"))


def _chosen(transform: Default | Coalesce | First, sources: tuple[Field, ...]) -> Field:
    match transform:
        case Default():
            other = values_field((transform.value,), is_sure=not is_empty(transform.value))
            return _either((_plain(sources[0]), other))
        case Coalesce():
            return _either(tuple(_plain(source) for source in sources))
        case First():
            known = Field(path="") if "array" in sources[0].types else _plain(sources[0])
            return replace(known, required=False, nullable=True)


def _either(fields: tuple[Field, ...]) -> Field:
    """Return what is one of several: the constraints that all of them keep."""
    if any(not field.types for field in fields):
        types: tuple[str, ...] = ()
    else:
        types = _union(*(field.types for field in fields))
    always = any(field.required for field in fields)
    enum = values_field(tuple(value for field in fields for value in field.enum), is_sure=True).enum
    formats = _kept_formats(fields)
    patterns = {field.pattern for field in fields}
    return Field(
        path="",
        types=types,
        format=formats.pop() if len(formats) == 1 else "",
        enum=enum if all(field.enum for field in fields) else (),
        pattern=patterns.pop() if len(patterns) == 1 else "",
        max_length=_longest(fields),
        required=always,
        nullable=not always,
        free_form=any(field.free_form for field in fields),
    )


def _kept_formats(fields: tuple[Field, ...]) -> set[str]:
    """Return the formats of the fields; values known beforehand count as having the others' format if they fit it."""
    told = {field.format for field in fields if field.format or not field.enum}
    known = [value for field in fields if not field.format for value in field.enum]
    return told if all(fits_format(value, name) for name in told for value in known) else {""}


def _looked_up(source: Field, transform: Lookup, table: Table | None) -> Field:
    sure = _is_sure(source) and transform.missing == "error"
    if table is None or not table.rows:
        return Field(path="", required=sure, nullable=not sure)
    return values_field(tuple(row.value for row in table.rows), is_sure=sure)


def _notation(transform: DateFormat | PhoneE164 | CountryCode) -> Field:
    match transform:
        case PhoneE164():
            return Field(path="", types=("string",), pattern=r"^\+[1-9]\d{6,14}$", min_length=8, max_length=16)
        case CountryCode(to="name"):
            return Field(path="", types=("string",))
        case CountryCode():
            length = 2 if transform.to == "alpha2" else 3
            return Field(path="", types=("string",), pattern=f"^[A-Z]{{{length}}}$", min_length=length, max_length=length)
        case DateFormat(target="unix_s" | "unix_ms"):
            return Field(path="", types=("integer",))
        case DateFormat():
            return _written_moment(transform.target)


def _written_moment(notation: str) -> Field:
    """Return the text of a moment in a notation; where no format has a name for it, an example shows it."""
    match notation:
        case "iso":
            return Field(path="", types=("string",), format="date-time", min_length=20)
        case "date" | "%Y-%m-%d":
            return Field(path="", types=("string",), format="date", min_length=10, max_length=10)
        case _:
            return Field(path="", types=("string",), example=_shown(notation))


def _shown(notation: str) -> str | None:
    try:
        return SHOWN_MOMENT.strftime(notation)
    except ValueError:  # a pattern that holds what no notation can
        return None


def _text(transform: Template | SplitName | Part | Trim | Lower | Upper | Truncate | Join, sources: tuple[Field, ...]) -> Field:
    source = sources[0]
    always = any(map(_is_sure, sources)) if isinstance(transform, Template) else _is_sure(source)
    base = Field(path="", types=("string",), required=always, nullable=not always)
    match transform:
        case Template():
            longest = _template_length(transform.text, sources)
            return replace(base, max_length=longest if longest is None or not transform.escape else 2 * longest)
        case Trim():
            return replace(_respelled(base, source, str.strip), format=source.format)
        case Lower():
            return replace(_respelled(base, source, str.lower), format=source.format if source.format in KEPT_IN_LOWER_CASE else "")
        case Upper():
            return _respelled(base, source, str.upper)
        case Truncate():
            cut = _respelled(base, source, lambda value: value[: transform.length])
            fits = source.max_length is not None and source.max_length <= transform.length
            longest = transform.length if source.max_length is None else min(source.max_length, transform.length)
            return replace(cut, max_length=longest, format=source.format if fits else "", pattern=source.pattern if fits else "")
        case SplitName() | Part():
            return replace(base, max_length=source.max_length, required=False, nullable=True)
        case Join():
            return replace(base, required=False, nullable=True)


def _respelled(base: Field, source: Field, spell: Callable[[str], str]) -> Field:
    enum = values_field(tuple(spell(text(value)) for value in source.enum), is_sure=True).enum
    # Another case can need more letters (a German sharp s in capitals), so a known length may not hold any more.
    longest = source.max_length if source.types == ("string",) and spell is not str.upper and spell is not str.lower else None
    return replace(base, enum=enum, max_length=longest)


def _template_length(pattern: str, sources: tuple[Field, ...]) -> int | None:
    lengths = [source.max_length if source.max_length is not None else _longest_value(source) for source in sources]
    if any(length is None for length in lengths):
        return None
    named = [pattern.count(f"{{{at}}}") for at in range(len(sources))]
    written = len(pattern) - sum(count * len(f"{{{at}}}") for at, count in enumerate(named))
    return written + sum((length or 0) * max(1, count) for length, count in zip(lengths, named, strict=True))


def _longest_value(source: Field) -> int | None:
    return max((len(text(value)) for value in source.enum), default=None)


def _longest(fields: tuple[Field, ...]) -> int | None:
    lengths = [field.max_length if field.max_length is not None else _longest_value(field) for field in fields]
    return None if any(length is None for length in lengths) else max(length or 0 for length in lengths)


def _union(*groups: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(kind for group in groups for kind in group))
