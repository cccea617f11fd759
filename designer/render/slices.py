"""The documents that a starter carries: for each system the operations it uses, with all their schemas."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from typing import TYPE_CHECKING

from designer.model.artifact import Artifact
from designer.model.description import DescriptionRef

if TYPE_CHECKING:
    from designer.model.design import Design, System
    from designer.model.scalars import Json, JsonObject
    from designer.model.spec import Catalog


LINE_DEPTH = 3
"""`components`, `schemas`, and each schema by its name."""


def _used_operations(design: Design, system: str) -> tuple[str, ...]:
    """Return the keys of all operations of a system that the design names, sorted."""
    return tuple(sorted({key for _, name, key, _ in design.operations() if name == system and key}))


def _used_events(design: Design, system: str) -> tuple[str, ...]:
    """Return the names of all events of a system that start a flow, sorted."""
    return tuple(sorted({flow.trigger.event for flow in design.flows if flow.trigger.system == system} - {""}))


def system_slices(design: Design, catalog: Catalog) -> dict[str, JsonObject]:
    """Return the document of each system that the catalog describes, by system id."""
    found: dict[str, JsonObject] = {}
    for system in design.systems:
        spec = catalog.system(system.name)
        if spec is not None:
            # Of a system known only by an object, the object comes along even where no step calls anything.
            known = _used_operations(design, system.id) or tuple(one.key for one in spec.operations if not one.in_spec)
            found[system.id] = catalog.slice(system.name, known, events=_used_events(design, system.id))
    return found


def spec_artifacts(slices: dict[str, JsonObject]) -> tuple[Artifact, ...]:
    """Return `specs/<system>.json` for each system that a document describes."""
    return tuple(Artifact(path=f"specs/{system}.json", text=_text(document)) for system, document in slices.items() if document)


def with_own_specs(design: Design, slices: dict[str, JsonObject]) -> Design:
    """Return the design as a starter holds it: its systems described by the documents beside it."""
    return replace(design, systems=tuple(_described(system, slices.get(system.id)) for system in design.systems))


def _described(system: System, document: JsonObject | None) -> System:
    if document is None or not system.descriptions:
        return system
    described = DescriptionRef(
        kind="openapi" if "openapi" in document or "swagger" in document else "json-schema",
        path=f"specs/{system.id}.json",
        sha256=hashlib.sha256(_text(document).encode()).hexdigest(),
        origin=system.descriptions[0].origin or system.descriptions[0].path,
    )
    return replace(system, descriptions=(described,))


def _text(document: JsonObject) -> str:
    """Write a document with one line for each path and schema: a difference shows what changed, and no line is spent on more."""
    return _laid_out(document, LINE_DEPTH) + "\n"


def _laid_out(value: Json, depth: int) -> str:
    if not depth or not isinstance(value, dict) or not value:
        return json.dumps(value, ensure_ascii=False)
    margin = " " * (LINE_DEPTH - depth + 1)
    members = (f"{margin}{json.dumps(key, ensure_ascii=False)}: {_laid_out(item, depth - 1)}" for key, item in value.items())
    return "{\n" + ",\n".join(members) + "\n" + margin[1:] + "}"
