"""The JSON documents of `designer specs`: their members are a contract with the programs that read them."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Any

from designer.cli.check_answers import finding_answer
from designer.model.codec import encode

if TYPE_CHECKING:
    from collections.abc import Sequence

    from designer.model.scalars import Access, Json, JsonObject
    from designer.model.spec import Catalog, Content, Enrichment, Event, Field, Operation, SecurityScheme, SystemSpec
    from designer.specs.known import Known
    from designer.specs.vendors.vendor_addresses import Published


def systems_answer(systems: Sequence[Known]) -> list[Json]:
    """Return the answer of `specs list`."""
    return [
        {
            "name": known.registered.name,
            "documents": [
                {
                    "kind": document.description.kind,
                    "path": document.description.path,
                    "sha256": document.description.sha256,
                    "address": document.address or None,
                    "fetched": document.fetched or None,
                }
                for document in known.registered.documents
            ],
            "title": known.spec.title if known.spec else None,
            "version": known.spec.version if known.spec else None,
            "operations": len(known.spec.operations) if known.spec else None,
            "events": len(known.spec.events) if known.spec else None,
            "fault": known.fault or None,
        }
        for known in systems
    ]


def system_answer(spec: SystemSpec, catalog: Catalog) -> JsonObject:
    """Return the answer of `specs show SYSTEM`."""
    return {
        "name": spec.name,
        "title": spec.title,
        "version": spec.version,
        "descriptions": [{"kind": one.kind, "path": one.path, "sha256": one.sha256} for one in spec.descriptions],
        "enrichments": [enrichment_answer(one) for one in spec.enrichments],
        "base_urls": list(spec.base_urls),
        "schemes": [scheme_answer(scheme) for scheme in spec.schemes],
        "operations": [operation_row(operation) for operation in spec.operations],
        "events": [
            {"name": event.name, "origin": event.origin, "summary": event.summary, "payload": event.payload} for event in spec.events
        ],
        "findings": [finding_answer(finding) for finding in catalog.findings],
    }


def enrichment_answer(one: Enrichment) -> JsonObject:
    """Return what was laid over a system with every attribute."""
    return _members(one)


def operation_row(operation: Operation) -> JsonObject:
    """Return an operation without its fields."""
    return {
        "method": operation.method,
        "path": operation.path,
        "operation_id": operation.operation_id,
        "summary": operation.summary,
        "tags": list(operation.tags),
        "deprecated": operation.deprecated,
        "in_spec": operation.in_spec,
    }


def operation_answer(operation: Operation, catalog: Catalog) -> JsonObject:
    """Return the answer of `specs show SYSTEM OPERATION`."""
    return {
        **operation_row(operation),
        "description": operation.description,
        "file": operation.file,
        "pointer": operation.pointer,
        "security": [{"schemes": list(need.schemes), "scopes": list(need.scopes)} for need in operation.security],
        "paging": _members(operation.paging) if operation.paging else None,
        "idempotency_header": operation.idempotency_header or None,
        "rate_limit_headers": list(operation.rate_limit_headers),
        "rate_limits": list(operation.rate_limits),
        "base_urls": list(operation.base_urls),
        "parameters": [_members(parameter) for parameter in operation.parameters],
        "bodies": [content_answer(content, catalog, access="write") for content in operation.bodies],
        "responses": [
            {
                "status": response.status,
                "description": response.description,
                "headers": list(response.headers),
                "content": content_answer(response.content, catalog, access="read") if response.content else None,
            }
            for response in operation.responses
        ],
        "findings": [finding_answer(finding) for finding in catalog.findings_of(operation)],
    }


def event_answer(event: Event, catalog: Catalog) -> JsonObject:
    """Return the answer of `specs show SYSTEM "EVENT name"`."""
    return {
        "name": event.name,
        "origin": event.origin,
        "dated": event.dated or None,
        "summary": event.summary,
        "payload": event.payload,
        "items": event.items or None,
        "record_path": event.record_path or None,
        "id_path": event.id_path or None,
        "event_id_path": event.event_id_path or None,
        "registration": event.registration or None,
        "verification": encode(event.verification) if event.verification else None,
        "pointer": event.pointer,
        "fields": [field_answer(field) for field in catalog.event_fields(event)],
    }


def content_answer(content: Content, catalog: Catalog, *, access: Access) -> JsonObject:
    """Return a body or an answer with its fields as a flat list, containers before their members."""
    return {
        "media_type": content.media_type,
        "name": content.name,
        "required": content.required,
        "file": content.file,
        "pointer": content.pointer,
        "on_request": list(content.on_request),
        "encodings": [_members(encoding) for encoding in content.encodings],
        "fields": [field_answer(field) for field in catalog.fields(content, access=access)],
    }


def field_answer(field: Field) -> JsonObject:
    """Return a field with every attribute."""
    return _members(field)


def scheme_answer(scheme: SecurityScheme) -> JsonObject:
    """Return a way to sign in with every attribute."""
    return _members(scheme)


def published_answer(known: Sequence[Published]) -> list[Json]:
    """Return the answer of `specs vendors`."""
    return [_members(one) for one in known]


def _members(noun: object) -> JsonObject:
    """Return the attributes of a noun, tuples as lists."""
    return {one.name: _plain(getattr(noun, one.name)) for one in dataclasses.fields(noun)}  # type: ignore[arg-type]


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return _members(value) if dataclasses.is_dataclass(value) else value
