"""Changes of documents that touch what a design uses."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from designer.names.path import leaf
from mutants.drifts import OTHER_TYPE, called, change, drift, node, read, resolved, sent, without
from mutants.ground import respelt
from mutants.nouns import DROPPED, Mutant

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mutants.documents import Cut
    from mutants.ground import Spot


@drift("field-removed", "field-untold", "check-error")
def sent_field_removed(cut: Cut) -> Iterator[Mutant]:
    """A field that is filled is gone."""
    for spot, system, field, _ in sent(cut):
        if "/properties/" in field.pointer:
            yield without(cut, spot.where, system, field.pointer)


@drift("field-removed", "field-untold", "check-error")
def sent_field_renamed(cut: Cut) -> Iterator[Mutant]:
    """A field that is filled bears another name."""
    for spot, system, field, _ in sent(cut):
        if "/properties/" in field.pointer:
            name = respelt(leaf(field.path))
            yield without(cut, spot.where, system, field.pointer, name if name != leaf(field.path) else f"{name}New")


@drift("field-removed", "field-untold", "check-error")
def read_field_removed(cut: Cut) -> Iterator[Mutant]:
    """A field that is read is gone."""
    for spot, system, field, _ in read(cut):
        if "/properties/" in field.pointer:
            yield without(cut, spot.where, system, field.pointer)


@drift("field-removed", "field-untold", "check-error")
def read_field_renamed(cut: Cut) -> Iterator[Mutant]:
    """A field that is read bears another name."""
    for spot, system, field, _ in read(cut):
        if "/properties/" in field.pointer:
            name = respelt(leaf(field.path))
            yield without(cut, spot.where, system, field.pointer, name if name != leaf(field.path) else f"{name}New")


def _other_type(spot: Spot, system: str, pointer: str, schema: dict[str, Any]) -> Iterator[Mutant]:
    if isinstance(schema.get("type"), str) and schema["type"] in OTHER_TYPE and "enum" not in schema:
        other = OTHER_TYPE[schema["type"]]
        gone = {
            key: DROPPED
            for key in ("format", "pattern", "maxLength", "minLength", "minimum", "maximum", "example", "default")
            if key in schema
        }
        yield change(spot.where, system, pointer, other, type=other, **gone)


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
            yield change(spot.where, system, field.pointer, format="date" if schema["format"] != "date" else "date-time")


@drift("format-changed")
def read_format_changed(cut: Cut) -> Iterator[Mutant]:
    """A field that is read is told in another format."""
    for spot, system, field, schema in read(cut):
        if schema.get("format") in {"date", "date-time"}:
            yield change(spot.where, system, field.pointer, format="date" if schema["format"] == "date-time" else "date-time")


@drift("value-removed")
def sent_value_removed(cut: Cut) -> Iterator[Mutant]:
    """A value of the target's list is gone."""
    for spot, system, field, schema in sent(cut):
        values = schema.get("enum")
        if isinstance(values, list) and len(values) > 1:
            for at, value in enumerate(values[:3]):
                yield change(spot.where, system, field.pointer, str(value), enum=values[:at] + values[at + 1 :])


@drift("value-added")
def read_value_added(cut: Cut) -> Iterator[Mutant]:
    """The source's list has a value more, for which there is no row."""
    for spot, system, field, schema in read(cut):
        values = schema.get("enum")
        if isinstance(values, list) and values and all(isinstance(one, str) for one in values):
            yield change(spot.where, system, field.pointer, enum=[*values, "brand_new"])


@drift("field-required", "check-error")
def body_requires_more(cut: Cut) -> Iterator[Mutant]:
    """A call's body needs a field that nothing fills.

    Left out: bodies of alternatives, and bodies of which nothing is sent.
    """
    for where, i, j, step, operation in cut.steps():
        content = operation.body if operation and operation.in_spec and step.system in cut.documents else None
        schema = node(cut, step.system, content.pointer) if content else None
        target = resolved(cut, step.system, content.pointer) if content else ""
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
            yield change(where, system.id, operation.pointer, deprecated=True)


@drift("field-deprecated")
def sent_field_deprecated(cut: Cut) -> Iterator[Mutant]:
    """A field that is filled will be taken away."""
    for spot, system, field, _ in sent(cut):
        if not field.deprecated:
            yield change(spot.where, system, field.pointer, deprecated=True)


@drift("field-deprecated")
def read_field_deprecated(cut: Cut) -> Iterator[Mutant]:
    """A field that is read will be taken away."""
    for spot, system, field, _ in read(cut):
        if not field.deprecated:
            yield change(spot.where, system, field.pointer, deprecated=True)


@drift("read-only", "check-error")
def sent_field_read_only(cut: Cut) -> Iterator[Mutant]:
    """A field that is filled can only be read."""
    for spot, system, field, schema in sent(cut):
        if not field.read_only and not schema.get("writeOnly"):
            yield change(spot.where, system, field.pointer, readOnly=True)


@drift("write-only", "check-error")
def read_field_write_only(cut: Cut) -> Iterator[Mutant]:
    """A field that is read is never answered any more.

    Left out: read-only ones.
    """
    for spot, system, field, schema in read(cut):
        if not field.read_only and not schema.get("readOnly"):
            yield change(spot.where, system, field.pointer, writeOnly=True)


@drift("null-refused", "type-changed")
def null_no_longer_taken(cut: Cut) -> Iterator[Mutant]:
    """A field that is filled takes no null any more."""
    for spot, system, field, schema in sent(cut):
        if field.nullable and schema.get("nullable"):
            yield change(spot.where, system, field.pointer, nullable=DROPPED)
        if field.nullable and isinstance(schema.get("type"), list) and "enum" not in schema:
            rest = [one for one in schema["type"] if one != "null"]
            yield change(spot.where, system, field.pointer, type=rest[0] if len(rest) == 1 else rest)


@drift("null-allowed", "type-changed")
def null_told_anew(cut: Cut) -> Iterator[Mutant]:
    """A field that is read may be null."""
    for spot, system, field, schema in read(cut):
        if not field.nullable and isinstance(schema.get("type"), str) and "enum" not in schema:
            is_new = str(cut.documents[system].get("openapi", "")).startswith("3.1")
            values: dict[str, Any] = {"type": [schema["type"], "null"]} if is_new else {"nullable": True}
            yield change(spot.where, system, field.pointer, **values)


@drift("limit-tightened")
def text_shortened(cut: Cut) -> Iterator[Mutant]:
    """A field that is filled takes fewer characters."""
    for spot, system, field, schema in sent(cut):
        if schema.get("type") == "string" and "enum" not in schema and (field.max_length or 100) > 3 and "format" not in schema:
            yield change(spot.where, system, field.pointer, maxLength=3)


@drift("limit-tightened")
def pattern_asked(cut: Cut) -> Iterator[Mutant]:
    """A field that is filled must fit a pattern."""
    for spot, system, field, schema in sent(cut):
        if schema.get("type") == "string" and "enum" not in schema and "pattern" not in schema:
            yield change(spot.where, system, field.pointer, pattern="^[A-Z]{3}$")


@drift("limit-tightened")
def number_bounded(cut: Cut) -> Iterator[Mutant]:
    """A number that is filled has an upper bound."""
    for spot, system, field, schema in sent(cut):
        if schema.get("type") in ("integer", "number") and "maximum" not in schema and "enum" not in schema:
            yield change(spot.where, system, field.pointer, maximum=5)


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
            yield change(spot.where, system, home, key, **values)


@drift("scopes-changed")
def scope_needed_anew(cut: Cut) -> Iterator[Mutant]:
    """A call needs a scope that is not asked for.

    Left out: calls that need no sign-in by the design's scheme, and schemes without scopes.
    """
    for where, system, operation in called(cut):
        if system.auth.kind == "oauth2" and any(system.auth.scheme in need.schemes for need in operation.security):
            yield change(where, system.id, operation.pointer, security=[{system.auth.scheme: ["brand.new"]}])


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
                yield change(where, step.system, pointer, content=moved)


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
                yield change(where, step.system, operation.pointer, parameters=rest)


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
                yield change(f"$.flows[{i}].trigger", trigger.system, operation.pointer, parameters=rest)
