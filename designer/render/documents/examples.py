"""A worked value for each mapping: what stands in the source, and what arrives after the transform."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from designer.model.design import source_parts
from designer.model.transform import BoolMap, Constant, CountryCode, DateFormat, EnumMap, Lookup, Lower, Trim, Upper
from designer.names.literal import python_literal
from designer.names.path import leaf
from designer.names.text import words
from designer.render.documents.places import source_field
from designer.render.documents.words import listed, value
from designer.render.runtime import runtime
from designer.transforms.python import expression

if TYPE_CHECKING:
    from designer.model.design import Design, Flow, Mapping, Step
    from designer.model.scalars import Json
    from designer.model.spec import Catalog, Field
    from designer.model.transform import Transform

MOMENT = "2026-03-01T09:30:00Z"
UNIX = 1772357400
"""The same moment."""
NOTATIONS: dict[str, Json] = {"iso": MOMENT, "date": "2026-03-01", "unix_s": UNIX, "unix_ms": UNIX * 1000}
BY_FORMAT: dict[str, Json] = {
    "date-time": MOMENT,
    "date": "2026-03-01",
    "email": "jo.smith@example.com",
    "uri": "https://example.com/page",
    "url": "https://example.com/page",
    "uuid": "3f2b8c1e-5a4d-4c6b-9e7f-1a2b3c4d5e6f",
    "unix-time": UNIX,
}
BY_WORD: dict[str, Json] = {
    "email": "jo.smith@example.com",
    "phone": "+49 30 901820",
    "mobile": "+49 170 1234567",
    "firstname": "Jo",
    "lastname": "Smith",
    "surname": "Smith",
    "first": "Jo",
    "last": "Smith",
    "company": "Smith & Sons",
    "street": "Main Street 5",
    "line1": "Main Street 5",
    "address1": "Main Street 5",
    "line2": "2nd floor",
    "address2": "2nd floor",
    "address": "Main Street 5, 10117 Berlin",
    "state": "Berlin",
    "region": "Berlin",
    "province": "Berlin",
    "vat": "DE136695976",
    "tax": "DE136695976",
    "language": "de",
    "locale": "de-DE",
    "timezone": "Europe/Berlin",
    "gender": "female",
    "department": "Sales",
    "job": "Head of Sales",
    "status": "open",
    "priority": "high",
    "summary": "Wants a call back",
    "note": "Met at the fair",
    "notes": "Met at the fair",
    "comment": "Met at the fair",
    "city": "Berlin",
    "zip": "10117",
    "postal": "10117",
    "postcode": "10117",
    "country": "DE",
    "currency": "EUR",
    "url": "https://example.com/page",
    "website": "https://example.com",
    "name": "Jo Smith",
    "description": "Wants a call back",
    "subject": "Wants a call back",
    "title": "Wants a call back",
    "id": "A-1042",
}
"""By a word of the field's name, the more telling word first."""
NUMBERS: dict[str, Json] = {"integer": 1250, "number": 12.5, "boolean": True, "array": ["first", "second"], "object": {"key": "value"}}


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A worked value; `given` and `result` are Markdown, the texts plain."""

    given: str
    result: str
    given_text: str
    result_text: str


def worked_example(mapping: Mapping, *, design: Design, catalog: Catalog, flow: Flow, step: Step) -> Example | None:
    """Return a worked value, or none where no value that is sure to fit could be found."""
    given = [_given(mapping, source, design=design, catalog=catalog, flow=flow, step=step) for source in mapping.sources]
    if any(item is None for item in given):
        return None
    if isinstance(mapping.transform, Constant):
        result: Json = mapping.transform.value
    else:
        try:
            result = _transformed(mapping.transform, tuple(given), design=design)
        except (ValueError, TypeError, ArithmeticError, LookupError):
            return None
    if result is None:
        return None
    return Example(
        given=listed(value(item) for item in given),
        result=value(result),
        given_text=" + ".join(map(_text, given)),
        result_text=_text(result),
    )


def _transformed(transform: Transform, values: tuple[Json, ...], *, design: Design) -> Json:
    """Return what the starter's own functions make of the values. Raises ValueError where they cannot be transformed."""
    if isinstance(transform, Lookup):
        return _looked_up(transform, values, design=design)
    code = expression(transform, sources=tuple(python_literal(value) for value in values))
    result: Json = eval(code, {"transforms": runtime("transforms")})  # noqa: S307 - our own expression over escaped literals
    return result


def _looked_up(transform: Lookup, values: tuple[Json, ...], *, design: Design) -> Json:
    table = design.table(transform.using.removeprefix("table:"))
    row = next((row for row in table.rows if values and row.key == values[0]), None) if table else None
    if row is None:
        raise ValueError(transform.using)
    return row.value


def _text(item: Json) -> str:
    return item if isinstance(item, str) else json.dumps(item, ensure_ascii=False)


def _given(mapping: Mapping, source: str, *, design: Design, catalog: Catalog, flow: Flow, step: Step) -> Json:
    """Return a value for one source: what the transform needs to see, else what the document gives, else a likely one."""
    origin, path = source_parts(source)
    if origin == "setting":
        setting = design.setting(path)
        return (setting.value if setting.value is not None else setting.sample) if setting else None
    field = source_field(source, design=design, catalog=catalog, flow=flow, step=step)
    fitting = _fitting(mapping, design=design) if source == mapping.sources[0] else "EUR"
    if fitting is not None and isinstance(mapping.transform, (EnumMap, BoolMap, Lookup, DateFormat, CountryCode)):
        return fitting
    return _telling(_from_field(field) if field is not None else _likely(leaf(path), ()), mapping)


def _telling(item: Json, mapping: Mapping) -> Json:
    """Return the value in a form on which the transform has something to do."""
    if not isinstance(item, str):
        return item
    match mapping.transform:
        case Upper():
            return item.lower()
        case Lower():
            return item.title() if item == item.lower() else item
        case Trim():
            return f" {item} "
        case _:
            return item


def _fitting(mapping: Mapping, *, design: Design) -> Json:
    """Return a value that the transform is sure to take; none where the field's own example serves."""
    match mapping.transform:
        case EnumMap(values=rows):
            return rows[0].source if rows else None
        case BoolMap(truthy=truthy):
            return truthy[0] if truthy else None
        case Lookup(using=using):
            table = design.table(using.removeprefix("table:"))
            return table.rows[0].key if table and table.rows else None
        case DateFormat(source=notation):
            return NOTATIONS.get(notation)
        case CountryCode():
            return "DE"
        case _:
            return None


def _from_field(field: Field) -> Json:
    for known in (field.example, field.default):
        if isinstance(known, str | int | float | bool) and known != "":
            return known
    known_value = next((item for item in field.enum if item is not None), None)
    if known_value is not None:
        return known_value
    return BY_FORMAT.get(field.format) or _likely(leaf(field.path), field.types)


def _likely(name: str, types: tuple[str, ...]) -> Json:
    """Return a value that a person would expect under this name."""
    if types and "string" not in types:
        return next((NUMBERS[kind] for kind in types if kind in NUMBERS), None)
    known = words(name)
    joined = "".join(known)
    found = next((item for word, item in BY_WORD.items() if word in known or word == joined), None)
    return found if found is not None else "sample"
