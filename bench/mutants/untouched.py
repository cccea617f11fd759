"""Changes of documents that touch no design."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mutants.drifts import change, drift, node, resolved, sent
from mutants.nouns import DROPPED, Mutant

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mutants.documents import Cut


@drift()
def words_changed(cut: Cut) -> Iterator[Mutant]:
    """Summaries, descriptions and examples are written anew."""
    for system, document in cut.documents.items():
        yield Mutant(where="$", changes={}, documents={system: {"#": _reworded(document)}}, note=system)


@drift()
def keys_in_other_order(cut: Cut) -> Iterator[Mutant]:
    """The document's keys stand in another order."""
    for system, document in cut.documents.items():
        yield Mutant(where="$", changes={}, documents={system: {"#": _turned(document)}}, note=system)


@drift()
def unused_call_removed(cut: Cut) -> Iterator[Mutant]:
    """A call is gone that the design does not make."""
    for system, keys in cut.spares.items():
        for key in keys if system in cut.documents else ():
            operation = cut.operation(system, key)
            if operation and operation.pointer:
                yield Mutant(where="$", changes={}, documents={system: {operation.pointer: DROPPED}}, note=key)


@drift()
def unused_call_changed(cut: Cut) -> Iterator[Mutant]:
    """A call that the design does not make needs a parameter more."""
    for system, keys in cut.spares.items():
        for key in keys if system in cut.documents else ():
            operation = cut.operation(system, key)
            if operation and operation.pointer and node(cut, system, operation.pointer):
                new = [{"name": "brand_new", "in": "query", "required": True, "schema": {"type": "string"}}]
                yield change("$", system, operation.pointer, key, parameters=new, deprecated=True)


@drift()
def call_added(cut: Cut) -> Iterator[Mutant]:
    """A call is added."""
    for system in cut.documents:
        new = {"get": {"summary": "New", "responses": {"200": {"description": "fine"}}}}
        yield Mutant(where="$", changes={}, documents={system: {"#/paths/~1brand~1new": new}}, note=system)


@drift()
def optional_field_added(cut: Cut) -> Iterator[Mutant]:
    """A body takes a field more that need not be filled."""
    for _, i, j, step, operation in cut.steps():
        content = operation.body if operation and operation.in_spec and step.system in cut.documents else None
        target = resolved(cut, step.system, content.pointer) if content else ""
        schema = node(cut, step.system, target) if target else None
        if schema is not None and isinstance(schema.get("properties"), dict):
            changes = {f"{target}/properties/brand_new": {"type": "string"}}
            yield Mutant(where="$", changes={}, documents={step.system: changes}, note=f"{i}.{j}")


@drift()
def limit_loosened(cut: Cut) -> Iterator[Mutant]:
    """A field that is filled takes longer texts."""
    for spot, system, field, schema in sent(cut):
        if schema.get("maxLength"):
            yield change(spot.where, system, field.pointer, maxLength=schema["maxLength"] * 2)


def _reworded(value: Any) -> Any:
    if isinstance(value, dict):
        words = {"description", "summary", "title"}
        made = {key: _reworded(item) for key, item in value.items() if key not in words or not isinstance(item, str)}
        return made | {key: item + " (reworded)" for key, item in value.items() if key in words and isinstance(item, str)}
    return [_reworded(item) for item in value] if isinstance(value, list) else value


def _turned(value: Any, name: str = "") -> Any:
    """Turn the order of keys round, but not where it says which answer or media type is preferred."""
    if isinstance(value, dict):
        keys = value if name in {"responses", "content"} else reversed(value)
        return {key: _turned(value[key], key) for key in keys}
    return [_turned(item) for item in value] if isinstance(value, list) else value
