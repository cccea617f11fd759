"""Values of a proposal in another form that can mean one thing only, read as the notation has them, each told."""

from __future__ import annotations

import copy
import json
from typing import TYPE_CHECKING, Any

from designer.files.faults import Fault
from designer.files.yaml_reading import child
from designer.names.text import singular
from designer.plan.claude.proposal.addressing import named_place
from designer.plan.claude.proposal.called import called_operation, called_system
from designer.plan.claude.proposal.holding import parts
from designer.plan.claude.proposal.kinds import entry_of, members_of
from designer.plan.claude.proposal.synonyms import meant_transform, meant_value

if TYPE_CHECKING:
    from collections.abc import Collection

    from designer.model.design import Design
    from designer.model.scalars import JsonObject
    from designer.model.spec import Catalog
    from designer.plan.claude.proposal.holding import Part

ITEMS: dict[str, type] = {"string": str, "object": dict}
SCALAR = (str, int, float, bool)
SOURCES = frozenset({"for_each", "keys", "ordering_key", "source", "sources", "success"})
"""Members that hold sources."""
ORIGINS = frozenset({"trigger", "item", "setting", "run"})
READ = frozenset({"Step", "Extract", "ModelTable"})
"""Nouns whose ids stand before sources."""
COMPARISON = frozenset({"source", "op"})


def read_forms(proposal: JsonObject, base: Design, catalog: Catalog) -> tuple[JsonObject, tuple[Fault, ...]]:
    """Return a proposal in the notation's forms, and what was read otherwise than it was written."""
    read = copy.deepcopy(proposal)
    told: list[Fault] = []
    origins = ORIGINS | {str(part.value.get("id")) for part in parts(read) if part.noun in READ}
    for part in parts(read):
        _rename(part, told)
        for name, value in list(part.value.items()):
            meant = _formed(part.noun, name, value)
            if name in SOURCES:
                meant = [_source(one, origins) if isinstance(one, str) else one for one in meant] if isinstance(meant, list) else meant
                meant = _source(meant, origins) if isinstance(meant, str) else meant
            meant = _called(part, name, meant, base, catalog) if isinstance(meant, str) else meant
            if meant != value:
                part.value[name] = meant
                told.append(Fault(child(part.where, name), f"{_short(value)} as {_short(meant)}"))
    return read, tuple(Fault(named_place(read, fault.where), fault.words) for fault in told)


def _rename(part: Part, told: list[Fault]) -> None:
    """Give members their names that are written in the singular for the plural, or the other way round."""
    known = members_of(part.noun)
    for name in [name for name in part.value if name not in known]:
        alike = [one for one in known if singular(one) == singular(name) and one not in part.value]
        if len(alike) == 1:
            part.value[alike[0]] = part.value.pop(name)
            told.append(Fault(child(part.where, alike[0]), f"`{name[:40]}` as `{alike[0]}`"))


def _formed(noun: str, name: str, value: Any) -> Any:
    """Return a member's value as the schema has it: a single one as a list, a transform by its name, JSON that a text holds."""
    kind = entry_of(noun, name).get("type")
    if isinstance(value, str) and kind in ("array", "object") and value.strip()[:1] in {"{", "["}:
        value = _loaded(value)
    if noun in {"Mapping", "Column"} and name == "transform":
        return meant_transform(value)
    if name == "condition" and kind == "object":
        return _condition(value)
    held = entry_of(noun, name, of_items=True).get("type")
    wanted = SCALAR if isinstance(held, list) else ITEMS.get(str(held), ())
    return [value] if isinstance(value, wanted) and value != "" else meant_value(noun, name, value)


def _condition(value: Any) -> Any:
    """Return a condition that is one comparison, or one group of them."""
    if isinstance(value, dict) and value.keys() >= COMPARISON:
        return {"any": [{"all": [value]}]}
    return {"any": [value]} if isinstance(value, dict) and value.keys() == {"all"} else value


def _called(part: Part, name: str, value: str, base: Design, catalog: Catalog) -> str:
    """Return a system by its id, an operation by its key."""
    systems = [(system.id, system.name) for system in base.systems]
    if name == "system" and value and all(value != identifier for identifier, _ in systems):
        return called_system(systems, value) or value
    if name == "operation" and value:
        system = base.system(str(part.value.get("system", "")))
        spec = catalog.system(system.name) if system else None
        found = called_operation(catalog, spec, value) if spec else None
        return found.key if found else value
    return value


def _source(text: str, origins: Collection[str]) -> str:
    """Return a source with the colon behind its origin where a dot is written: `trigger.data.id`."""
    origin, dot, path = text.partition(".")
    return f"{origin}:{path}" if dot and path and ":" not in text and origin in origins else text


def _loaded(text: str) -> Any:
    try:
        read = json.loads(text)
    except (ValueError, RecursionError):
        return text
    return read if isinstance(read, dict | list) else text


def _short(value: Any) -> str:
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return f"`{text[:80]}…`" if len(text) > 80 else f"`{text}`"
