"""Records as JSON: read a field, go through an array, build a body without empty members.

Depends on: `values.py` and the standard library.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from .values import Json, is_empty

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

Record = Json
"""A record as a system delivers it."""


@dataclass(frozen=True)
class Where:
    """The first item of an array whose member *key* (itself a path) has *value*."""

    key: tuple[str, ...]
    value: str


@dataclass(frozen=True)
class Sent:
    """A value that is sent even though it is empty."""

    value: Json


class Every:
    """Every item of an array; what follows is read in each of them."""


EVERY = Every()
Step = str | int | Where | Every


def where(*key_and_value: str) -> Where:
    """Name an item of an array: `where("type", "billing")`; more than two parts name a member further in."""
    *key, value = key_and_value
    return Where(tuple(key), value)


def get(record: Json, *path: Step) -> Json:
    """Return what stands at *path* (members, item numbers, `where`, `EVERY`); None where there is nothing."""
    value = record
    for at, step in enumerate(path):
        if isinstance(step, Every):
            return [get(item, *path[at + 1 :]) for item in value] if isinstance(value, list) else None
        value = _inside(value, step)
    return value


def each(record: Json, *path: Step) -> list[Json]:
    """Return the items of the array at *path*; no array, no items."""
    value = get(record, *path)
    return value if isinstance(value, list) else []


def count(record: Json, *path: Step) -> int:
    """Return how many records a look-up found: the items at *path*, or one for an answer that is itself the record."""
    value = get(record, *path)
    if isinstance(value, list):
        return len(value)
    return 0 if is_empty(value) or value == {} else 1


def compact(members: Mapping[str, object]) -> dict[str, Json]:
    """Return an object without its empty members: null, an empty text, an empty object or array."""
    return {key: _sent(value) for key, value in members.items() if not _is_hollow(value)}


def filled(items: Iterable[object]) -> list[Json]:
    """Return an array without its empty items."""
    return [_sent(item) for item in items if not _is_hollow(item)]


def labelled(label: Mapping[str, object], members: Mapping[str, object]) -> Json:
    """Return an item that is known by its label (`{"type": "billing"}`), or nothing if it would hold nothing else."""
    content = compact(members)
    return merged(dict(label), content) if content else None


def merged(one: dict[str, Any], other: dict[str, Any]) -> dict[str, Json]:
    """Return two objects in one; where both hold an object, these are merged too."""
    result = {**one, **other}
    for key in one.keys() & other.keys():
        if isinstance(one[key], dict) and isinstance(other[key], dict):
            result[key] = merged(one[key], other[key])
    return result


def or_else(value: Json, other: Json) -> Json:
    """Return the value, or *other* where it is empty."""
    return other if is_empty(value) else value


def cleared(value: Json, empty: Json = None) -> Json | Sent:
    """Return the value; where it is empty, the target's field is emptied too instead of being left as it is."""
    return Sent(empty) if is_empty(value) else value


def _inside(value: Json, step: str | int | Where) -> Json:
    if isinstance(step, str):
        return value.get(step) if isinstance(value, dict) else None
    if not isinstance(value, list):
        return None
    if isinstance(step, int):
        return value[step] if -len(value) <= step < len(value) else None
    return next((item for item in value if _written(get(item, *step.key)) == step.value), None)


def _written(value: Json) -> str | None:
    """Write a label as a path does: `true`, `1`, `billing`."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return None if value is None else str(value)


def _is_hollow(value: object) -> bool:
    return value is None or value == "" or value == [] or value == {}


def _sent(value: object) -> Json:
    return value.value if isinstance(value, Sent) else cast("Json", value)
