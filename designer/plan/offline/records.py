"""Where the records stand in an answer, and what names and dates them."""

from __future__ import annotations

import dataclasses
from collections import Counter
from typing import TYPE_CHECKING

from designer.names.path import leaf
from designer.names.text import words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from designer.model.spec import Catalog, Field, Operation

BESIDE = 3
"""So many fields may stand beside the records of an envelope: flags, a count."""
CHANGED = ("updated", "modified", "changed", "update", "modification", "lastmodified", "lastmodifieddate", "updateddateutc")
CREATED = ("created", "creation", "createdate", "createddate", "createdat", "date")
UTC = frozenset({"gmt", "utc"})
NO_MOMENT = frozenset({"by", "id", "name", "email", "user", "reason", "count", "status"})
"""Words of fields about a change that tell who, why or how often, not when: `updated_by`."""
BOUNDS = ("since", "after", "start", "from", "min", "gt", "gte")
SINCE = ("since", "after", "updated", "modified", "changed", "start", "from", "min", "gt", "gte")


def items_path(catalog: Catalog, operation: Operation) -> str:
    """Return the array of an answer that holds its records (`data[]`), or an empty text for an answer that is one record."""
    if operation.paging and operation.paging.items_path:
        return operation.paging.items_path
    if operation.success is None:
        return ""
    return largest_array(catalog.fields(operation.success, access="read"))


def largest_array(fields: Sequence[Field]) -> str:
    """Return the outermost array with the most fields below it: real envelopes hold one array of records among small ones."""
    below = Counter(field.path.partition("[]")[0] + "[]" for field in fields if "[]" in field.path)
    own = sum("[]" not in field.path for field in fields)
    candidates = [(count, path) for path, count in below.items() if path == "[]" or (path.count(".") <= 1 and count >= own)]
    return max(candidates, key=lambda candidate: (candidate[0], -len(candidate[1])), default=(0, ""))[1]


def envelope(fields: Sequence[Field]) -> str:
    """Return the array that a body wraps its records in (`Contacts[]`), or an empty text for a body that is one record."""
    beside = [field for field in fields if field.is_leaf and "[]" not in field.path and "." not in field.path]
    # An object without named members (HubSpot's `properties`) is where the record itself stands.
    holds_record = any(field.free_form and "object" in field.types for field in beside)
    return "" if holds_record or len(beside) > BESIDE else largest_array(fields)


def first_item(items: str) -> str:
    """Return the path of the first record in an array of records: `data[0]` for `data[]`."""
    return items.replace("[]", "[0]")


def relative(fields: Sequence[Field], items: str) -> tuple[Field, ...]:
    """Return the fields below *items* with paths relative to one item; all of them when *items* is empty."""
    if not items:
        return tuple(fields)
    return tuple(dataclasses.replace(field, path=field.path[len(items) + 1 :]) for field in fields if field.path.startswith(items + "."))


def record_fields(catalog: Catalog, operation: Operation, items: str) -> tuple[Field, ...]:
    """Return the fields of one record of a list operation."""
    if operation.success is None:
        return ()
    return relative(catalog.fields(operation.success, access="read"), items)


def identifier_field(fields: Sequence[Field], *, noun: str = "") -> Field | None:
    """Return the field that names the record: `id`, or an id that carries the record's noun, nearest to the root."""
    names = words(noun)

    def rank(field: Field) -> tuple[int, int] | None:
        own = words(leaf(field.path))
        depth = field.path.count(".")
        if "[]" in field.path or not field.is_leaf or not own or own[-1] not in {"id", "uuid", "guid", "gid", "key", "number"}:
            return None
        if own in {("id",), ("uuid",), ("guid",), ("gid",)}:
            return (0 if own == ("id",) else 1, depth)
        return (2 if own[-1] == "id" else 4, depth) if set(own[:-1]) & set(names) else None

    ranked = [(found, i, field) for i, field in enumerate(fields) if (found := rank(field))]
    return min(ranked, key=lambda entry: entry[:2])[2] if ranked else None


def change_field(fields: Sequence[Field]) -> Field | None:
    """Return the field that tells when the record changed, else when it was made."""
    dated = [field for field in fields if "[]" not in field.path and field.is_leaf and _is_dated(field)]
    for vocabulary in (CHANGED, CREATED):
        found = [field for field in dated if set(words(leaf(field.path))) & set(vocabulary)]
        if found:
            # What is told in UTC stands where summer time does not set it back (`date_modified_gmt` beside `date_modified`).
            return min(found, key=lambda field: (field.path.count("."), not set(words(leaf(field.path))) & UTC, len(field.path)))
    return None


def since_parameter(operation: Operation, field: Field | None, *, fields: Sequence[Field] = ()) -> str:
    """Return the query parameter that narrows a list to what changed since a moment, if the document has one.

    *fields* are those of a record: a parameter that bears another one's name (`DateFrom` beside `Date`) bounds that one.
    """
    if field is None:
        return ""
    own = set(words(leaf(field.path)))
    others = {frozenset(words(leaf(other.path))) for other in fields if other.path != field.path and "[]" not in other.path} - {
        frozenset(own)
    }
    ranked = []
    for parameter in operation.parameters:
        named = set(words(parameter.name))
        if _turns_pages(parameter.name, operation) or frozenset(named) in others or frozenset(named - set(BOUNDS)) in others:
            continue
        if parameter.location == "query" and named & set(SINCE) and (named & own or named <= set(SINCE)):
            ranked.append((-len(named & own), parameter.name))
    return min(ranked)[1] if ranked else ""


def _turns_pages(name: str, operation: Operation) -> bool:
    """Tell whether a parameter asks for the next page: `start` is then a number of records, no moment."""
    return operation.paging is not None and name in {operation.paging.parameter, operation.paging.size_parameter}


def _is_dated(field: Field) -> bool:
    if field.format in {"date-time", "date", "unix-time", "timestamp"}:
        return True
    said = set(words(leaf(field.path)))
    return (
        set(field.types) <= {"string", "integer", "number"}
        and bool(said & {"at", "date", "time", "utc", *CHANGED})
        and not said & NO_MOMENT
    )
