"""Which documents a slice of a system is cut from, and what goes into it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from designer.specs.documents.library import Document, steps_of
from designer.specs.documents.recognise import is_openapi
from designer.specs.openapi.source import is_swagger
from designer.specs.proof import PROOF_MARK
from designer.specs.schemas.selfcontained import self_contained
from designer.specs.slices.cutting import Slice, cut

if TYPE_CHECKING:
    from collections.abc import Sequence

    from designer.model.scalars import JsonObject
    from designer.model.spec import Content, Event, Operation
    from designer.specs.system import System

WEBHOOKS = ("webhooks", "x-webhooks")


def slice_of(system: System, operations: Sequence[Operation], events: Sequence[Event]) -> JsonObject:
    """Return one document of these operations and events; an object that is all a system has is its schema itself."""
    openapi = [document for document in system.whole if is_openapi(document.root)]
    if not openapi:
        objects = [operation for operation in operations if not operation.in_spec]
        return _schemas(system, objects) if len({operation.path for operation in objects}) > 1 else _schema_alone(system, objects)
    listing = {event.registration for event in events if event.origin in ("subscription_enum", "callback")}
    wanted = [*operations, *(one for key in sorted(listing) if (one := system.operation(key)) is not None)]
    used = {name for operation in wanted for need in operation.security for name in need.schemes}
    main = _first(openapi, operations)
    made = cut(system.library, [main, *(document for document in openapi if document is not main)], used)
    for operation in wanted:
        home = _document_of(operation, openapi)
        if home is not None:
            _complete(made.add_operation(operation.path, operation.method, home), operation, is_foreign=home is not main)
        elif not operation.in_spec:
            _add_object(made, operation, system)
    for event in events:
        _add_event(made, event, system, openapi)
    return made.finish()


def _complete(written: dict[str, Any], operation: Operation, *, is_foreign: bool) -> None:
    """Write into an operation of another document what it has from that document as a whole."""
    if written and is_foreign:
        written["security"] = [{scheme: list(need.scopes) for scheme in need.schemes} for need in operation.security]
        if operation.base_urls:
            written["servers"] = [{"url": url} for url in operation.base_urls]


def _add_object(made: Slice, operation: Operation, system: System) -> None:
    content = operation.body or operation.success
    place = system.library.place(content.file, content.pointer) if content else None
    if place is not None:
        made.add_object(operation, place)


def _first(openapi: list[Document], operations: Sequence[Operation]) -> Document:
    """Return the document that most of a slice stands in: that of its first operation, OpenAPI 3 before Swagger 2.0."""
    homes = [home for operation in operations if (home := _document_of(operation, openapi))]
    return min(homes, key=is_swagger, default=openapi[0])


def _document_of(operation: Operation, openapi: list[Document]) -> Document | None:
    for document in openapi:
        root: Any = document.root
        paths = root.get("paths")
        item = paths.get(operation.path) if isinstance(paths, dict) else None
        if isinstance(item, dict) and (operation.method.lower() in item or "$ref" in item or "additionalOperations" in item):
            return document
    return None


def _add_event(made: Slice, event: Event, system: System, openapi: list[Document]) -> None:
    steps = steps_of(event.pointer)
    if event.origin == "webhook" and len(steps) > 1 and steps[0] in WEBHOOKS:
        home = next((document for document in openapi if _has(document.root, steps[0], steps[1])), None)
        if home is not None:
            made.add_webhook(steps[0], steps[1], home)
    elif event.content is not None and event.origin != "callback":
        _add_content(made, event.content, system)


def _has(root: Any, word: str, name: str) -> bool:
    return isinstance(root.get(word), dict) and name in root[word]


def _add_content(made: Slice, content: Content, system: System) -> None:
    place = system.library.place(content.file, content.pointer)
    if place is not None:
        made.add_schema(place)


def _schemas(system: System, operations: Sequence[Operation]) -> JsonObject:
    """Return several objects as one document: each behind the endpoint that stands for its own."""
    made = Slice(system.library, Document(file="", root={}))
    made.result |= {"openapi": "3.1.0", "info": {"title": system.spec.name, "version": ""}, "paths": {}}
    for operation in operations:
        _add_object(made, operation, system)
    return made.finish()


def _schema_alone(system: System, operations: Sequence[Operation]) -> JsonObject:
    content = next((one for operation in operations for one in (operation.body, operation.success) if one), None)
    place = system.library.place(content.file, content.pointer) if content else None
    if content is None or place is None:
        return {}
    proof = {PROOF_MARK: place.document.proof} if place.document.proof else {}
    return {"title": content.name, **proof, **self_contained(system.library, place)}
