"""What a person calls a part of a system: `POST /v1/customers`, an operation's id, `EVENT name`, a path or a tag."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

from designer.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from designer.model.spec import Catalog, Event, Operation, SystemSpec

METHODS = frozenset({"GET", "PUT", "POST", "DELETE", "OPTIONS", "HEAD", "PATCH", "TRACE", "QUERY"})
SHOWN = 6
"""How many names a message lists."""


def part_of(catalog: Catalog, spec: SystemSpec, text: str) -> Operation | Event | tuple[Operation, ...]:
    """Return the operation or event called *text*, or the operations of a path or a tag. Raises UsageError."""
    wanted = " ".join(text.split())
    word, _, rest = wanted.partition(" ")
    if word.upper() == "EVENT" and rest:
        return _event(catalog, spec, rest)
    found = catalog.operation(spec.name, wanted) if word.upper() in METHODS and rest else _by_id(spec.operations, wanted)
    if found is not None:
        return found
    event = catalog.event(spec.name, wanted)
    if event is not None:
        return event
    several = _several(spec.operations, wanted) or _several(spec.operations, f"/{wanted}")
    if several:
        return several if len(several) > 1 else several[0]
    raise UsageError(text, f"{spec.name} has no such operation", next_step=_did_you_mean(_similar(spec, wanted)))


def _by_id(operations: Sequence[Operation], wanted: str) -> Operation | None:
    exact = next((one for one in operations if one.operation_id == wanted), None)
    return exact or next((one for one in operations if one.operation_id and one.operation_id.casefold() == wanted.casefold()), None)


def _several(operations: Sequence[Operation], wanted: str) -> tuple[Operation, ...]:
    if wanted.startswith("/"):
        path = wanted.rstrip("/")
        return tuple(one for one in operations if f"{one.path.rstrip('/')}/".startswith(f"{path}/"))
    return tuple(one for one in operations if wanted.casefold() in map(str.casefold, one.tags))


def _event(catalog: Catalog, spec: SystemSpec, name: str) -> Event:
    found = catalog.event(spec.name, name)
    if found is None:
        names = [event.name for event in spec.events]
        close = get_close_matches(name, names, n=SHOWN, cutoff=0.5) or names[:SHOWN]
        raise UsageError(f"EVENT {name}", f"{spec.name} tells of no such event", next_step=_did_you_mean([f"EVENT {one}" for one in close]))
    return found


def _similar(spec: SystemSpec, wanted: str) -> list[str]:
    """Return what may be meant: other methods of the same path, then what is written alike."""
    word, _, rest = wanted.partition(" ")
    path = (rest if word.upper() in METHODS else wanted).rstrip("/").casefold()
    same = [one.key for one in spec.operations if one.path.rstrip("/").casefold() == path]
    if same:
        return same[:SHOWN]
    if word.upper() in METHODS or wanted.startswith("/"):
        known = {one.key: one.key for one in spec.operations}
        return get_close_matches(f"{word.upper()} {rest}" if rest else wanted, known, n=SHOWN, cutoff=0.5)
    names = {one.operation_id.casefold(): one.operation_id for one in spec.operations if one.operation_id}
    names |= {tag.casefold(): tag for one in spec.operations for tag in one.tags}
    names |= {event.name.casefold(): f"EVENT {event.name}" for event in spec.events}
    return [names[one] for one in get_close_matches(wanted.casefold(), names, n=SHOWN, cutoff=0.6)]


def _did_you_mean(names: Sequence[str]) -> str:
    if not names:
        return "Without an operation the command lists all; `designer search` finds one by words."
    return "Did you mean one of these?\n" + "\n".join(f"  {name}" for name in names)
