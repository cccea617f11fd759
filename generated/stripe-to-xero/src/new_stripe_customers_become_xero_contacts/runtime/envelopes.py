"""Where the record stands in what a system sends: alone, in an envelope, or in a list of them.

Depends on: `values.py` and the standard library.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .values import Json

IDENTIFIERS = ("id", "uuid", "guid", "gid", "key")
ENVELOPE = 8
"""An object with more members than this is a record, not an envelope."""


def record_of(value: Any) -> dict[str, Any]:
    """Return the object that is the record: the value itself, or what stands in its envelope (`{"data": {...}}`, a list of one)."""
    if isinstance(value, list):
        return record_of(value[0]) if value else {}
    if not isinstance(value, dict):
        return {}
    inner = [member for member in value.values() if _holds_record(member)]
    return record_of(inner[0]) if len(inner) == 1 and not identifiers(value) and len(value) <= ENVELOPE else value


def _holds_record(value: Any) -> bool:
    first = value[0] if isinstance(value, list) and value else value
    return isinstance(first, dict) and bool(first)


def identifiers(record: Mapping[str, Any]) -> list[str]:
    """Return the members that name a record."""
    return [key for key in record if key.lower() in IDENTIFIERS or key.endswith(("Id", "ID", "_id"))]


def with_records(answer: Json, records: list[Any]) -> Json:
    """Return a list answer that holds these records instead of the sample's: in the largest array of objects."""
    if isinstance(answer, list):
        return records
    if not isinstance(answer, dict):
        return answer
    arrays = [key for key, value in answer.items() if isinstance(value, list) and value and isinstance(value[0], dict)]
    if arrays:
        largest = max(arrays, key=lambda key: len(str(answer[key])))
        return {**answer, largest: records}
    inner = [key for key, value in answer.items() if isinstance(value, dict)]
    return {**answer, **{key: with_records(answer[key], records) for key in inner}}
