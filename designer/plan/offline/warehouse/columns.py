"""Fields of a record as columns: flattened, typed, named, personal data marked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from designer.model.transform import Cast, Copy, DateFormat, Lower, Scale
from designer.model.warehouse import Column
from designer.names.path import leaf, parse_path
from designer.names.text import identifier, words
from designer.plan.offline.warehouse.extracts import WRAPPERS
from designer.plan.offline.warehouse.vocabulary import is_personal

if TYPE_CHECKING:
    from designer.model.spec import Field
    from designer.model.transform import Transform
    from designer.plan.offline.warehouse.extracts import Extracted
    from designer.plan.offline.warehouse.vocabulary import ColumnType

DEEPEST = 4
MOST = 80
"""Columns of a staging table; what lies deeper stays in the raw table."""
MONEY = {"amount", "total", "subtotal", "balance", "price", "due", "paid", "refunded", "remaining", "fee", "tax", "discount", "captured"}
MOMENT = {"at", "date", "time", "timestamp", "created", "updated", "modified", "on"}


def record_columns(source: Extracted) -> tuple[Column, ...]:
    """Return the columns of a record in document order, keys included; names are unique."""
    kept = [field for field in source.fields if _is_column(field, source.fields)]
    if len(kept) > MOST:
        shallow = sorted(range(len(kept)), key=lambda at: (len(parse_path(kept[at].path)), at))[:MOST]
        kept = [kept[at] for at in sorted(shallow)]
    taken: set[str] = set()
    return tuple(_column(source, field, taken) for field in kept)


def _is_column(field: Field, fields: tuple[Field, ...]) -> bool:
    segments = parse_path(field.path)
    if not segments or any(segment.is_item for segment in segments) or len(segments) > DEEPEST:
        return False
    if field.write_only or "expand" in field.only_on_request.lower() or _says_one_thing(field):
        return False
    holds_objects = any(one.path.startswith(f"{field.path}[].") for one in fields)
    is_scalar = field.is_leaf or bool({"string", "integer", "number"} & set(field.types))
    return is_scalar or ("array" in field.types and not holds_objects)


def _says_one_thing(field: Field) -> bool:
    return len(field.enum) == 1 and field.required


def _column(source: Extracted, field: Field, taken: set[str]) -> Column:
    kind, transform, others = typed(field, source.fields, in_smallest_unit=source.in_smallest_unit)
    about_people = source.core is not None and source.core.id == "customers"
    name = _name(field, taken)
    return Column(
        name=name,
        type=kind,
        sources=(f"{source.extract.id}:{field.path}", *(f"{source.extract.id}:{path}" for path in others)),
        transform=transform,
        reason=_reason(transform),
        personal=is_personal(" ".join(words(name)), about_people=about_people) and kind not in {"boolean", "timestamp"},
        description=" ".join(field.description.split()).split(". ")[0][:160],
    )


def _name(field: Field, taken: set[str]) -> str:
    keys = [segment.key for segment in parse_path(field.path)]
    inner = keys[1:] if keys[0] in WRAPPERS and len(keys) > 1 else keys
    short, long = (identifier("_".join(wanted)).rstrip("_") for wanted in (inner, keys))
    made = long if short in taken else short
    number = 1
    unique = made
    while unique in taken:
        number += 1
        unique = f"{made}_{number}"
    taken.add(unique)
    return unique


def typed(field: Field, fields: tuple[Field, ...], *, in_smallest_unit: bool = False) -> tuple[ColumnType, Transform, tuple[str, ...]]:
    """Return the type of a field's column, how it gets there, and the further fields that takes (the currency of an amount)."""
    types = set(field.types)
    said = set(words(leaf(field.path)))
    is_counted = types == {"integer"} and (field.format == "date-time" or _is_moment(field, said))
    if field.format in {"unix-time", "unix-ms"} or is_counted:
        milliseconds = field.format == "unix-ms" or "millisecond" in field.description.lower()
        return "timestamp", DateFormat(source="unix_ms" if milliseconds else "unix_s", target="iso"), ()
    if field.format == "date-time":
        return "timestamp", Copy(), ()
    if field.format == "date":
        return "date", Copy(), ()
    if "integer" in types and not types - {"integer", "number"} and said & MONEY and in_smallest_unit:
        currency = next(
            (one.path for one in fields if words(leaf(one.path)) == ("currency",) and one.path.count(".") == field.path.count(".")), ""
        )
        return "decimal", Scale(factor="0.01"), (currency,) if currency else ()
    if types == {"string"} and said & {"amount", "total", "subtotal", "price"} and not field.enum and not field.format:
        return "decimal", Cast(to="number"), ()
    if types == {"string"} and (words(leaf(field.path))[-1:] == ("email",) or field.format == "email" or said >= {"email", "address"}):
        return "text", Lower(), ()
    return _plain(types), Copy(), ()


def _plain(types: set[str]) -> ColumnType:
    if "string" in types or not types:
        return "text"
    if types & {"array", "object"}:
        return "json"
    if "number" in types:
        return "decimal"
    return "integer" if "integer" in types else "boolean"


def _is_moment(field: Field, said: set[str]) -> bool:
    return (
        bool(said & MOMENT)
        and not said & {"id", "count", "days", "hours", "minutes", "seconds", "timezone", "offset"}
        and ("unix" in field.description.lower() or "epoch" in field.description.lower() or "seconds since" in field.description.lower())
    )


def _reason(transform: Transform) -> str:
    match transform:
        case DateFormat():
            return "a Unix time becomes a moment"
        case Scale():
            return "the system counts in the smallest unit of the currency"
        case Cast():
            return "the system writes the number as text"
        case Lower():
            return "addresses are compared without case"
        case _:
            return ""
