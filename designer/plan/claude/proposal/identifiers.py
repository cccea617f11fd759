"""Ids of a proposal: identifiers, each once in its list."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from designer.files.faults import Fault
from designer.names.text import identifier
from designer.plan.claude.proposal.holding import parts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from designer.model.scalars import JsonObject

ID = re.compile(r"[A-Za-z_][A-Za-z0-9_]{0,79}")
NAMED = {"Column": "name"}
"""Nouns that go by another member than `id`."""
ORIGINS = frozenset({"trigger", "item", "setting", "table", "run"})
"""What stands in front of a source already."""


def id_faults(proposal: JsonObject, base: JsonObject) -> list[Fault]:
    """Return the faults of the ids of a proposal that fits its schema; an id that the encoded design *base* has is taken as it is."""
    known = {value for _, _, value in _ids(base)}
    faults: list[Fault] = []
    seen: set[tuple[str, str, str]] = set()
    for where, noun, value in _ids(proposal):
        owner = where.rpartition("[")[0]
        if value not in known and not ID.fullmatch(value):
            faults.append(
                Fault(where, f"{value[:60]!r} is no identifier: letters, digits and `_`, 80 at most. Write {identifier(value[:60])!r}.")
            )
        elif noun == "Step" and value in ORIGINS:
            faults.append(Fault(where, f"`{value}:` reads something else already. Give the step another id."))
        if (owner, noun, value) in seen:
            faults.append(Fault(where, f"{value!r} is there twice in this list. Give each an id of its own."))
        seen.add((owner, noun, value))
    return faults


def without_repeats(proposal: JsonObject) -> JsonObject:
    """Return a proposal in whose lists of settings, tables, links and questions what is written twice in the same words stands once."""
    once: dict[str, Any] = dict(proposal)
    for key in ("settings", "tables", "links", "questions"):
        items: Any = proposal.get(key)
        if isinstance(items, list):
            once[key] = [item for number, item in enumerate(items) if item not in items[:number]]
    return once


def _ids(design: JsonObject) -> Iterator[tuple[str, str, str]]:
    for part in parts(design):
        name = NAMED.get(part.noun, "id")
        value = part.value.get(name)
        if part.where.endswith("]") and isinstance(value, str):
            yield f"{part.where}.{name}", part.noun, value
