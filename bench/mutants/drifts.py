"""What a new version of a document breaks: the register of changes, and what of a document a design uses."""

from __future__ import annotations

import inspect
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from designer.model.design import source_parts
from designer.names.path import leaf
from mutants.nouns import DROPPED, Mutant

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from designer.model.design import System
    from designer.model.spec import Field, Operation
    from mutants.documents import Cut
    from mutants.ground import Spot

    Change = Callable[[Cut], Iterator[Mutant]]

OTHER_TYPE = {"string": "integer", "integer": "string", "number": "string", "boolean": "string"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Drift:
    """A kind of change of a document; harmless ones must not be told as more than a note."""

    name: str
    tells: tuple[str, ...]
    """Kinds of drift that are right."""
    plant: Change
    about: str

    @property
    def title(self) -> str:
        """Return what changes, in one sentence."""
        return self.about.splitlines()[0]


DRIFTS: dict[str, Drift] = {}
"""All changes of documents that touch a design, by name."""
UNTOUCHED: dict[str, Drift] = {}
"""Changes of documents that touch no design."""


def drift(*tells: str) -> Callable[[Change], Change]:
    """Register a function as the kind of change that bears its name; without *tells* it is harmless."""

    def register(plant: Change) -> Change:
        one = Drift(name=plant.__name__, tells=tells, plant=plant, about=inspect.cleandoc(plant.__doc__ or ""))
        (DRIFTS if tells else UNTOUCHED)[one.name] = one
        return plant

    return register


def node(cut: Cut, system: str, pointer: str) -> dict[str, Any] | None:
    """Return the schema at a pointer of a system's document; none if it is but a reference, which other fields share."""
    value: Any = cut.documents.get(system)
    for part in pointer.removeprefix("#").split("/")[1:]:
        key = part.replace("~1", "/").replace("~0", "~")
        value = value.get(key) if isinstance(value, dict) else value[int(key)] if isinstance(value, list) and key.isdigit() else None
    return value if isinstance(value, dict) and "$ref" not in value else None


def sent(cut: Cut) -> Iterator[tuple[Spot, str, Field, dict[str, Any]]]:
    """Yield each plain field that a mapping fills: its mapping, its system, itself, its schema.

    Left out: members of schemas that others extend (`allOf`), which may tell them again.
    """
    for spot in cut.spots:
        field = spot.target
        if spot.operation and spot.step >= 0 and field and field.pointer and not field.branch and spot.mapping.target.startswith("body."):
            system = cut.design.flows[spot.flow].steps[spot.step].system
            schema = node(cut, system, field.pointer) if field.pointer.rpartition("/properties/")[0] not in cut.extended[system] else None
            if schema is not None and field.is_leaf and not field.free_form and leaf(spot.path) == field.pointer.rpartition("/")[2]:
                yield spot, system, field, schema


def read(cut: Cut) -> Iterator[tuple[Spot, str, Field, dict[str, Any]]]:
    """Yield each plain field that a mapping reads: the mapping, the system, the field, its schema."""
    for spot in cut.spots:
        for source, field in zip(spot.mapping.sources, spot.sources, strict=True):
            origin, path = source_parts(source)
            system = _told_by(cut, spot, origin)
            if system and field and field.pointer and field.is_leaf and not (field.branch or field.free_form):
                schema = node(cut, system, field.pointer)
                if schema is not None and leaf(path) == field.pointer.rpartition("/")[2]:
                    yield spot, system, field, schema


def called(cut: Cut) -> Iterator[tuple[str, System, Operation]]:
    """Yield each call that the documents describe, with its place and system."""
    for use in cut.design.operations():
        operation, system = cut.operation(use.system, use.key), cut.design.system(use.system)
        if operation and operation.in_spec and operation.pointer and system and use.system in cut.documents:
            yield use.where, system, operation


def _told_by(cut: Cut, spot: Spot, origin: str) -> str:
    flow = cut.design.flows[spot.flow]
    if origin == "item":
        return _told_by(cut, spot, source_parts(flow.steps[spot.step].for_each)[0]) if spot.step >= 0 else ""
    if origin == "trigger":
        return flow.trigger.system if flow.trigger.system in cut.documents else ""
    step = next((one for one in flow.steps if one.id == origin), None)
    return step.system if step and step.system in cut.documents else ""


def change(where: str, system: str, pointer: str, note: str = "", **values: Any) -> Mutant:
    """Set or drop keys of the schema or call at a pointer."""
    changes = {f"{pointer}/{key}": value for key, value in values.items()}
    return Mutant(where=where, changes={}, documents={system: changes}, note=f"{system} {pointer} {note}")


def without(cut: Cut, where: str, system: str, pointer: str, name: str = "") -> Mutant:
    """Take a property out, or give it another name, together with its place among the required ones."""
    home, _, key = pointer.rpartition("/properties/")
    changes: dict[str, Any] = {pointer: DROPPED}
    schema = node(cut, system, home or "#")
    required = list((schema or {}).get("required") or ())
    if key in required:
        required.remove(key)
        changes[f"{home}/required"] = [*required, name] if name else required
        if not changes[f"{home}/required"]:
            changes[f"{home}/required"] = DROPPED
    if name:
        changes[f"{home}/properties/{name}"] = node(cut, system, pointer)
    return Mutant(where=where, changes={}, documents={system: changes}, note=f"{system} {pointer} {name}")


def resolved(cut: Cut, system: str, pointer: str) -> str:
    """Return the pointer that a reference leads to."""
    value: Any = cut.documents.get(system)
    for part in pointer.removeprefix("#").split("/")[1:]:
        key = part.replace("~1", "/").replace("~0", "~")
        value = value.get(key) if isinstance(value, dict) else None
    return str(value["$ref"]) if isinstance(value, dict) and "$ref" in value else pointer
