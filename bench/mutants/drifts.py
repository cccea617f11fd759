"""What a new version of a document breaks: kinds of change, each with the kinds of drift that may tell it."""

from __future__ import annotations

import inspect
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from designer.model.design import source_parts
from designer.names.path import leaf
from mutants.ground import respelt
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


def _with(where: str, system: str, pointer: str, note: str = "", **values: Any) -> Mutant:
    changes = {f"{pointer}/{key}": value for key, value in values.items()}
    return Mutant(where=where, changes={}, documents={system: changes}, note=f"{system} {pointer} {note}")


def _without(cut: Cut, where: str, system: str, pointer: str, name: str = "") -> Mutant:
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


@drift("field-removed", "field-untold", "check-error")
def sent_field_removed(cut: Cut) -> Iterator[Mutant]:
    """A field that is filled is gone."""
    for spot, system, field, _ in sent(cut):
        if "/properties/" in field.pointer:
            yield _without(cut, spot.where, system, field.pointer)


@drift("field-removed", "field-untold", "check-error")
def sent_field_renamed(cut: Cut) -> Iterator[Mutant]:
    """A field that is filled bears another name."""
    for spot, system, field, _ in sent(cut):
        if "/properties/" in field.pointer:
            name = respelt(leaf(field.path))
            yield _without(cut, spot.where, system, field.pointer, name if name != leaf(field.path) else f"{name}New")


@drift("field-removed", "field-untold", "check-error")
def read_field_removed(cut: Cut) -> Iterator[Mutant]:
    """A field that is read is gone."""
    for spot, system, field, _ in read(cut):
        if "/properties/" in field.pointer:
            yield _without(cut, spot.where, system, field.pointer)


@drift("field-removed", "field-untold", "check-error")
def read_field_renamed(cut: Cut) -> Iterator[Mutant]:
    """A field that is read bears another name."""
    for spot, system, field, _ in read(cut):
        if "/properties/" in field.pointer:
            name = respelt(leaf(field.path))
            yield _without(cut, spot.where, system, field.pointer, name if name != leaf(field.path) else f"{name}New")


def _other_type(spot: Spot, system: str, pointer: str, schema: dict[str, Any]) -> Iterator[Mutant]:
    if isinstance(schema.get("type"), str) and schema["type"] in OTHER_TYPE and "enum" not in schema:
        other = OTHER_TYPE[schema["type"]]
        gone = {
            key: DROPPED
            for key in ("format", "pattern", "maxLength", "minLength", "minimum", "maximum", "example", "default")
            if key in schema
        }
        yield _with(spot.where, system, pointer, other, type=other, **gone)


@drift("type-changed")
def sent_type_changed(cut: Cut) -> Iterator[Mutant]:
    """A field that is filled takes another type."""
    for spot, system, field, schema in sent(cut):
        yield from _other_type(spot, system, field.pointer, schema)


@drift("type-changed")
def read_type_changed(cut: Cut) -> Iterator[Mutant]:
    """A field that is read is told in another type."""
    for spot, system, field, schema in read(cut):
        yield from _other_type(spot, system, field.pointer, schema)


@drift("format-changed")
def sent_format_changed(cut: Cut) -> Iterator[Mutant]:
    """A field that is filled takes another format."""
    for spot, system, field, schema in sent(cut):
        if schema.get("format") in {"date", "date-time", "email", "uuid"}:
            yield _with(spot.where, system, field.pointer, format="date" if schema["format"] != "date" else "date-time")


@drift("format-changed")
def read_format_changed(cut: Cut) -> Iterator[Mutant]:
    """A field that is read is told in another format."""
    for spot, system, field, schema in read(cut):
        if schema.get("format") in {"date", "date-time"}:
            yield _with(spot.where, system, field.pointer, format="date" if schema["format"] == "date-time" else "date-time")


@drift("value-removed")
def sent_value_removed(cut: Cut) -> Iterator[Mutant]:
    """A value of the target's list is gone."""
    for spot, system, field, schema in sent(cut):
        values = schema.get("enum")
        if isinstance(values, list) and len(values) > 1:
            for at, value in enumerate(values[:3]):
                yield _with(spot.where, system, field.pointer, str(value), enum=values[:at] + values[at + 1 :])


@drift("value-added")
def read_value_added(cut: Cut) -> Iterator[Mutant]:
    """The source's list has a value more, for which there is no row."""
    for spot, system, field, schema in read(cut):
        values = schema.get("enum")
        if isinstance(values, list) and values and all(isinstance(one, str) for one in values):
            yield _with(spot.where, system, field.pointer, enum=[*values, "brand_new"])


@drift("field-required", "check-error")
def body_requires_more(cut: Cut) -> Iterator[Mutant]:
    """A call's body needs a field that nothing fills.

    Left out: bodies of alternatives, and bodies of which nothing is sent.
    """
    for where, i, j, step, operation in cut.steps():
        content = operation.body if operation and operation.in_spec and step.system in cut.documents else None
        schema = node(cut, step.system, content.pointer) if content else None
        target = _resolved(cut, step.system, content.pointer) if content else ""
        schema = node(cut, step.system, target) if target else schema
        is_sent = any(one.target.startswith("body.") for one in step.mappings)
        if schema is not None and isinstance(schema.get("properties"), dict) and step.role == "write" and is_sent:
            changes = {
                f"{target}/properties/brand_new": {"type": "string"},
                f"{target}/required": [*schema.get("required", ()), "brand_new"],
            }
            yield Mutant(where=where, changes={}, documents={step.system: changes}, note=f"{i}.{j}")


@drift("field-required", "check-error")
def parameter_required_anew(cut: Cut) -> Iterator[Mutant]:
    """A call needs a parameter more that nothing fills."""
    for where, system, operation in called(cut):
        schema = node(cut, system.id, operation.pointer)
        if schema is not None:
            new = {"name": "brand_new", "in": "query", "required": True, "schema": {"type": "string"}}
            changes = {f"{operation.pointer}/parameters": [*schema.get("parameters", ()), new]}
            yield Mutant(where=where, changes={}, documents={system.id: changes}, note=operation.key)


@drift("operation-removed")
def operation_removed(cut: Cut) -> Iterator[Mutant]:
    """A call is gone."""
    for where, system, operation in called(cut):
        yield Mutant(where=where, changes={}, documents={system.id: {operation.pointer: DROPPED}}, note=operation.key)


@drift("operation-removed")
def operation_moved(cut: Cut) -> Iterator[Mutant]:
    """A call has another path."""
    for where, system, operation in called(cut):
        home = operation.pointer.rpartition("/")[0]
        path = node(cut, system.id, home)
        if path is not None and home.startswith("#/paths/"):
            moved = home.replace("#/paths/~1", "#/paths/~1v99~1", 1)
            yield Mutant(where=where, changes={}, documents={system.id: {moved: path, home: DROPPED}}, note=operation.key)


@drift("operation-removed")
def method_changed(cut: Cut) -> Iterator[Mutant]:
    """A call is made by another method."""
    for where, system, operation in called(cut):
        home, _, method = operation.pointer.rpartition("/")
        other = "put" if method == "post" else "post"
        path = node(cut, system.id, home)
        if path is not None and other not in path and method in path:
            yield Mutant(
                where=where, changes={}, documents={system.id: {f"{home}/{other}": path[method], operation.pointer: DROPPED}}, note=other
            )


@drift("operation-deprecated")
def operation_deprecated_since(cut: Cut) -> Iterator[Mutant]:
    """A call will be switched off."""
    for where, system, operation in called(cut):
        if not operation.deprecated:
            yield _with(where, system.id, operation.pointer, deprecated=True)


@drift("field-deprecated")
def sent_field_deprecated(cut: Cut) -> Iterator[Mutant]:
    """A field that is filled will be taken away."""
    for spot, system, field, _ in sent(cut):
        if not field.deprecated:
            yield _with(spot.where, system, field.pointer, deprecated=True)


@drift("field-deprecated")
def read_field_deprecated(cut: Cut) -> Iterator[Mutant]:
    """A field that is read will be taken away."""
    for spot, system, field, _ in read(cut):
        if not field.deprecated:
            yield _with(spot.where, system, field.pointer, deprecated=True)


@drift("read-only", "check-error")
def sent_field_read_only(cut: Cut) -> Iterator[Mutant]:
    """A field that is filled can only be read."""
    for spot, system, field, schema in sent(cut):
        if not field.read_only and not schema.get("writeOnly"):
            yield _with(spot.where, system, field.pointer, readOnly=True)


@drift("write-only", "check-error")
def read_field_write_only(cut: Cut) -> Iterator[Mutant]:
    """A field that is read is never answered any more.

    Left out: read-only ones.
    """
    for spot, system, field, schema in read(cut):
        if not field.read_only and not schema.get("readOnly"):
            yield _with(spot.where, system, field.pointer, writeOnly=True)


@drift("null-refused", "type-changed")
def null_no_longer_taken(cut: Cut) -> Iterator[Mutant]:
    """A field that is filled takes no null any more."""
    for spot, system, field, schema in sent(cut):
        if field.nullable and schema.get("nullable"):
            yield _with(spot.where, system, field.pointer, nullable=DROPPED)
        if field.nullable and isinstance(schema.get("type"), list) and "enum" not in schema:
            rest = [one for one in schema["type"] if one != "null"]
            yield _with(spot.where, system, field.pointer, type=rest[0] if len(rest) == 1 else rest)


@drift("null-allowed", "type-changed")
def null_told_anew(cut: Cut) -> Iterator[Mutant]:
    """A field that is read may be null."""
    for spot, system, field, schema in read(cut):
        if not field.nullable and isinstance(schema.get("type"), str) and "enum" not in schema:
            is_new = str(cut.documents[system].get("openapi", "")).startswith("3.1")
            values: dict[str, Any] = {"type": [schema["type"], "null"]} if is_new else {"nullable": True}
            yield _with(spot.where, system, field.pointer, **values)


@drift("limit-tightened")
def text_shortened(cut: Cut) -> Iterator[Mutant]:
    """A field that is filled takes fewer characters."""
    for spot, system, field, schema in sent(cut):
        if schema.get("type") == "string" and "enum" not in schema and (field.max_length or 100) > 3 and "format" not in schema:
            yield _with(spot.where, system, field.pointer, maxLength=3)


@drift("limit-tightened")
def pattern_asked(cut: Cut) -> Iterator[Mutant]:
    """A field that is filled must fit a pattern."""
    for spot, system, field, schema in sent(cut):
        if schema.get("type") == "string" and "enum" not in schema and "pattern" not in schema:
            yield _with(spot.where, system, field.pointer, pattern="^[A-Z]{3}$")


@drift("limit-tightened")
def number_bounded(cut: Cut) -> Iterator[Mutant]:
    """A number that is filled has an upper bound."""
    for spot, system, field, schema in sent(cut):
        if schema.get("type") in ("integer", "number") and "maximum" not in schema and "enum" not in schema:
            yield _with(spot.where, system, field.pointer, maximum=5)


@drift("field-optional")
def read_field_optional(cut: Cut) -> Iterator[Mutant]:
    """A field that is read need not be there any more.

    Left out: fields that lie in what need not be there itself.
    """
    for spot, system, field, _ in read(cut):
        home, _, key = field.pointer.rpartition("/properties/")
        schema = node(cut, system, home) if home else None
        required = list((schema or {}).get("required") or ())
        if field.required and key in required and "." not in field.path and "[" not in field.path:
            required.remove(key)
            values: dict[str, Any] = {"required": required or DROPPED}
            yield _with(spot.where, system, home, key, **values)


@drift("scopes-changed")
def scope_needed_anew(cut: Cut) -> Iterator[Mutant]:
    """A call needs a scope that is not asked for.

    Left out: calls that need no sign-in by the design's scheme, and schemes without scopes.
    """
    for where, system, operation in called(cut):
        if system.auth.kind == "oauth2" and any(system.auth.scheme in need.schemes for need in operation.security):
            yield _with(where, system.id, operation.pointer, security=[{system.auth.scheme: ["brand.new"]}])


@drift("sign-in-changed", "sign-in-removed")
def sign_in_changed(cut: Cut) -> Iterator[Mutant]:
    """A system is signed in to by another kind of credential under the same name."""
    for at, system in enumerate(cut.design.systems):
        pointer = f"#/components/securitySchemes/{system.auth.scheme}"
        if system.id in cut.documents and system.auth.scheme and node(cut, system.id, pointer):
            other = {"type": "apiKey", "in": "header", "name": "X-Brand-New"}
            yield Mutant(where=f"$.systems[{at}]", changes={}, documents={system.id: {pointer: other}}, note=system.id)


@drift("address-changed")
def address_changed(cut: Cut) -> Iterator[Mutant]:
    """A system is served at another address.

    Left out: documents that name no address.
    """
    for at, system in enumerate(cut.design.systems):
        servers = cut.documents.get(system.id, {}).get("servers")
        if servers:
            moved = [{"url": "https://brand-new.example/api"}]
            yield Mutant(where=f"$.systems[{at}]", changes={}, documents={system.id: {"#/servers": moved}}, note=system.id)


@drift("media-type-changed")
def media_type_changed(cut: Cut) -> Iterator[Mutant]:
    """A call takes its body in another media type."""
    for where, _, _, step, operation in cut.steps():
        if operation and operation.in_spec and step.system in cut.documents:
            pointer = f"{operation.pointer}/requestBody"
            body = node(cut, step.system, pointer)
            content = (body or {}).get("content")
            if isinstance(content, dict) and content:
                moved = {"application/vnd.new+xml": next(iter(content.values()))}
                yield _with(where, step.system, pointer, content=moved)


@drift("event-removed", "event-changed")
def event_removed(cut: Cut) -> Iterator[Mutant]:
    """An event is sent no more.

    Left out: events that no webhook of the document describes.
    """
    for i, flow in enumerate(cut.design.flows):
        event, system = cut.event(i), flow.trigger.system
        if event and event.origin == "webhook" and flow.trigger.event in cut.documents.get(system, {}).get("webhooks", {}):
            name = flow.trigger.event.replace("~", "~0").replace("/", "~1")
            yield Mutant(where=f"$.flows[{i}].trigger", changes={}, documents={system: {f"#/webhooks/{name}": DROPPED}}, note=name)


@drift("idempotency-changed", "field-removed")
def key_no_longer_taken(cut: Cut) -> Iterator[Mutant]:
    """A call takes no key against doubles any more."""
    for where, _, _, step, operation in cut.steps():
        if operation and operation.in_spec and step.system in cut.documents and step.idempotency.kind == "header":
            schema = node(cut, step.system, operation.pointer) or {}
            rest = [one for one in schema.get("parameters", ()) if one.get("name") != step.idempotency.header]
            if len(rest) != len(schema.get("parameters", ())) and operation.idempotency_header:
                yield _with(where, step.system, operation.pointer, parameters=rest)


@drift("paging-changed", "field-removed")
def pages_handed_out_otherwise(cut: Cut) -> Iterator[Mutant]:
    """A polled list's next page is asked for by another parameter."""
    for i, flow in enumerate(cut.design.flows):
        trigger = flow.trigger
        operation = cut.operation(trigger.system, trigger.operation) if trigger.kind == "poll" else None
        if operation and operation.paging and operation.paging.parameter and trigger.system in cut.documents:
            schema = node(cut, trigger.system, operation.pointer) or {}
            rest = [one for one in schema.get("parameters", ()) if one.get("name") != operation.paging.parameter]
            if len(rest) != len(schema.get("parameters", ())):
                yield _with(f"$.flows[{i}].trigger", trigger.system, operation.pointer, parameters=rest)


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
                yield _with("$", system, operation.pointer, key, parameters=new, deprecated=True)


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
        target = _resolved(cut, step.system, content.pointer) if content else ""
        schema = node(cut, step.system, target) if target else None
        if schema is not None and isinstance(schema.get("properties"), dict):
            changes = {f"{target}/properties/brand_new": {"type": "string"}}
            yield Mutant(where="$", changes={}, documents={step.system: changes}, note=f"{i}.{j}")


@drift()
def limit_loosened(cut: Cut) -> Iterator[Mutant]:
    """A field that is filled takes longer texts."""
    for spot, system, field, schema in sent(cut):
        if schema.get("maxLength"):
            yield _with(spot.where, system, field.pointer, maxLength=schema["maxLength"] * 2)


def _resolved(cut: Cut, system: str, pointer: str) -> str:
    """Return the pointer that a reference leads to."""
    value: Any = cut.documents.get(system)
    for part in pointer.removeprefix("#").split("/")[1:]:
        key = part.replace("~1", "/").replace("~0", "~")
        value = value.get(key) if isinstance(value, dict) else None
    return str(value["$ref"]) if isinstance(value, dict) and "$ref" in value else pointer


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
