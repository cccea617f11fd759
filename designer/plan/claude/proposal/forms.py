"""Values of a proposal in another form that can mean one thing only, read as the notation has them, each told."""

from __future__ import annotations

import copy
import json
from typing import TYPE_CHECKING, Any, get_args

from designer.files.faults import Fault
from designer.files.yaml_reading import child
from designer.model.transform import Transform
from designer.names.text import singular
from designer.plan.claude.proposal.addressing import named_place
from designer.plan.claude.proposal.called import called_operation, called_system
from designer.plan.claude.proposal.holding import parts
from designer.plan.claude.proposal.kinds import entry_of, members_of

if TYPE_CHECKING:
    from designer.model.design import Design
    from designer.model.scalars import JsonObject
    from designer.model.spec import Catalog
    from designer.plan.claude.proposal.holding import Part

TRANSFORMS = frozenset(transform.name for transform in get_args(Transform))
ITEMS: dict[str, type] = {"string": str, "object": dict}
COMPARISON = frozenset({"source", "op"})


def read_forms(proposal: JsonObject, base: Design, catalog: Catalog) -> tuple[JsonObject, tuple[Fault, ...]]:
    """Return a proposal in the notation's forms, and what was read otherwise than it was written."""
    read = copy.deepcopy(proposal)
    told: list[Fault] = []
    for part in parts(read):
        _rename(part, told)
        for name, value in list(part.value.items()):
            meant = _formed(part.noun, name, value)
            meant = _called(part, name, meant, base, catalog) if isinstance(meant, str) else _sources(name, meant)
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
        return _transform(value)
    if name == "condition" and kind == "object":
        return _condition(value)
    wanted = ITEMS.get(str(entry_of(noun, name, of_items=True).get("type")))
    return [value] if wanted and isinstance(value, wanted) and value else value


def _transform(value: Any) -> Any:
    """Return a transform that is written as its name alone, or as a list of one."""
    if isinstance(value, list) and len(value) == 1:
        return _transform(value[0])
    return {"name": value} if isinstance(value, str) and value in TRANSFORMS else value


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


def _sources(name: str, value: Any) -> Any:
    """Return sources with the colon behind their origin where a dot is written: `trigger.data.id`."""
    if name != "sources" or not isinstance(value, list):
        return value
    return [_source(one) if isinstance(one, str) else one for one in value]


def _source(text: str) -> str:
    origin, dot, path = text.partition(".")
    return f"{origin}:{path}" if dot and path and ":" not in text and origin in {"trigger", "item", "setting", "run"} else text


def _loaded(text: str) -> Any:
    try:
        read = json.loads(text)
    except (ValueError, RecursionError):
        return text
    return read if isinstance(read, dict | list) else text


def _short(value: Any) -> str:
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return f"`{text[:80]}…`" if len(text) > 80 else f"`{text}`"
