"""What the path of a call tells: its collection, its noun, whether it takes one record."""

from __future__ import annotations

from typing import TYPE_CHECKING

from designer.names.text import singular, words

if TYPE_CHECKING:
    from designer.model.spec import Operation

ACTIONS = {"search", "list", "query", "find", "export", "bulk", "batch", "send", "create", "upsert", "json"}
"""Ends of a path that say what is done, not with what."""

KINDS = frozenset({"object", "table", "module", "entity", "resource", "collection", "sobject"})


def noun_of(operation: Operation) -> str:
    """Return the singular noun of the last fixed part of a path: `customer` for `/v1/customers/{id}`.

    Where a path holds a number in its place (HubSpot's deals are `/objects/0-3/{dealId}`), the parameter names the record.
    """
    parts = [part for part in operation.path.split("/") if part and "{" not in part]
    spoken = [last for part in parts if (last := words(part.partition(".")[0])[-1:]) and last[0] not in ACTIONS]
    noun = spoken[-1][0] if spoken else "record"
    if noun.isdigit():
        parameters = [words(p.name)[:-1] for p in operation.parameters if p.location == "path" and words(p.name)[-1:] == ("id",)]
        noun = next((named[-1] for named in reversed(parameters) if named), "record")
    return singular(noun)


def takes_one(operation: Operation) -> bool:
    """Tell whether a path ends with the id of one record."""
    return _ends_with_record(trimmed(operation.path))


def collection_of(path: str) -> str:
    """Return the path of the collection that a record's path belongs to; a collection's own path as it is."""
    fixed = trimmed(path)
    return fixed.rpartition("/")[0] if _ends_with_record(fixed) else fixed


def _ends_with_record(path: str) -> bool:
    """Tell whether the last part stands for a record; `{objectName}` and `{tableIdOrName}` stand for a kind of records."""
    last = set(words(path.rpartition("/")[2].strip("{}"))) if path.endswith("}") else set()
    return bool(last) and not (last & KINDS and last & {"name", "type"})


def trimmed(path: str) -> str:
    """Return the path without a slash or the name of a format at its end."""
    return path.rstrip("/").removesuffix(".json")
