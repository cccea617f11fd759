"""design.lock as a text: JSON with one line for each thing that is used, so that a difference shows what has changed."""

from __future__ import annotations

import functools
import json
import re
from typing import TYPE_CHECKING, Any, cast

from designer.drift.facts import facts_hash
from designer.drift.uses import hashed
from designer.errors import DesignerError, DesignFileError
from designer.files.text import read_bytes, read_text
from designer.model.codec import decode, encode, schema
from designer.model.drift import Lock

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from designer.model.drift import LockedField
    from designer.model.scalars import Json

UNSEEN = re.compile(r"[^\n\x20-\x7e]")
"""Characters that may steer a terminal or not be seen; of a document's texts these are written as JSON's escapes."""
LOCK_FILE = "design.lock"
"""Lies beside design.yaml."""
ANEW = "Take it as it was committed, or write it anew: designer drift design.yaml --accept"


def lock_text(lock: Lock) -> str:
    """Return the lock as text: the same lock gives the same bytes."""
    text = _laid_out({"version": lock.version, **encode(lock)}, "") + "\n"
    return UNSEEN.sub(lambda found: found.group() if found.group().isprintable() else json.dumps(found.group())[1:-1], text)


def read_lock(path: Path) -> Lock | None:
    """Return the lock at *path*, `None` where there is none. Raises DesignFileError for one that cannot be read or was edited."""
    if not path.is_file():
        return None
    try:
        value = json.loads(read_text(path))
    except (ValueError, RecursionError) as fault:
        raise DesignFileError(str(path), f"is no JSON: {fault}", next_step=ANEW) from None
    if isinstance(value, dict) and value.get("version", "1") != "1":
        step = "Use the designer that wrote it, or a newer one."
        raise DesignFileError(str(path), f"has version {value['version']!r}, and version 1 is read here", next_step=step)
    if not _fits(value):
        raise DesignFileError(str(path), "is no lock of this version", next_step=ANEW)
    lock = decode(Lock, value)
    wrong = next(_edited(lock), "")
    if wrong:
        raise DesignFileError(str(path), f"was edited or merged by hand: what it says of {wrong} does not fit its hash", next_step=ANEW)
    return lock


def says_the_same(lock: Lock, other: Lock) -> bool:
    """Tell whether all that a lock holds stands in another one with the same hashes; names and what came later do not count."""
    return not _entries(lock) - _entries(other)


def _entries(lock: Lock) -> set[tuple[str, ...]]:
    found: set[tuple[str, ...]] = set()
    for system in lock.systems:
        found.add((system.id, system.hash, system.sign_in.hash if system.sign_in else ""))
        for operation in system.operations:
            found.add((system.id, operation.key, operation.hash, operation.needs_hash))
            found |= {(system.id, operation.key, one.use, one.at, one.hash, one.values_hash) for one in operation.fields}
        for event in system.events:
            found.add((system.id, event.name, event.hash))
            found |= {(system.id, event.name, one.at, one.hash, one.values_hash) for one in event.fields}
    return found


def uses_in(path: Path) -> str:
    """Return the hash of what a design used when the lock at *path* was written, empty if there is none that can be read."""
    try:
        value = json.loads(read_bytes(path))
    except (DesignerError, ValueError, RecursionError):
        return ""
    told = value.get("uses") if isinstance(value, dict) else None
    return told if isinstance(told, str) else ""


def _edited(lock: Lock) -> Iterator[str]:
    """Yield what does not fit its hash."""
    for system in lock.systems:
        for operation in system.operations:
            is_right = (
                facts_hash(operation.facts) == operation.hash and hashed([encode(need) for need in operation.needs]) == operation.needs_hash
            )
            yield from () if is_right else (operation.key,)
            yield from (f"{operation.key} {field.at}" for field in operation.fields if not _is_right(field))
        for event in system.events:
            yield from (f"event {event.name} {field.at}" for field in event.fields if not _is_right(field))


def _is_right(field: LockedField) -> bool:
    return facts_hash(field.facts) == field.hash and (hashed(list(field.values)) if field.values else "") == field.values_hash


@functools.cache
def _validator() -> object:
    import jsonschema_rs  # noqa: PLC0415 - only where a lock is read

    return jsonschema_rs.validator_for(cast("dict[str, object]", schema(Lock, identifier="urn:integration-designer:lock:1", title="Lock")))


def _fits(value: Json) -> bool:
    try:
        return bool(_validator().is_valid(value))  # type: ignore[attr-defined]
    except (ValueError, OverflowError):
        return False


def _laid_out(value: Any, margin: str) -> str:
    """Write an object that holds lists of objects member by member, each item of such a list on a line of its own."""
    if not isinstance(value, dict) or not any(_is_list_of_objects(item) for item in value.values()):
        return json.dumps(value, ensure_ascii=False)
    inner = f"{margin} "
    plain = {key: item for key, item in value.items() if not _is_long(item)}
    members = [json.dumps(plain, ensure_ascii=False)[1:-1]] if plain else []
    members += [f"{json.dumps(key)}: {_list(item, inner)}" for key, item in value.items() if _is_long(item)]
    return "{" + f",\n{inner}".join(members) + "}"


def _list(items: list[Any], margin: str) -> str:
    inner = f"{margin} "
    return f"[\n{inner}" + f",\n{inner}".join(_laid_out(item, inner) for item in items) + f"\n{margin}]"


def _is_list_of_objects(item: Any) -> bool:
    return isinstance(item, list) and bool(item) and all(isinstance(one, dict) for one in item)


def _is_long(item: Any) -> bool:
    """Tell whether a list holds things of which each has a line: systems, operations, events, fields; needs are short."""
    return _is_list_of_objects(item) and any("hash" in one for one in item)
