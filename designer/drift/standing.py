"""Where what a design fills or reads stands in the documents of today."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from designer.check.lookup.targets import parameter_of
from designer.drift.uses import EVENT
from designer.model.design import target_parts
from designer.model.spec import Field
from designer.names.path import containers

if TYPE_CHECKING:
    from designer.check.lookup.view import View
    from designer.drift.uses import FieldUse
    from designer.model.spec import Catalog, Content, Event, Operation


class Found(NamedTuple):
    """A field as its document has it."""

    field: Field
    required: bool
    file: str


def in_operation(view: View, operation: Operation, use: FieldUse) -> Found | None:
    """Return the field of a call or of its answer."""
    if use.side == "read":
        return _in_content(view.catalog, operation.success, use.at)
    location, name = target_parts(use.at)
    if location == "body":
        body = next((one for one in operation.bodies if one.media_type == use.media_type), operation.body)
        field = view.catalog.field(body, name, access="write") if body and name else None
        return Found(field, field.required, body.file) if field and body else None
    parameter = parameter_of(operation, location, name)
    if parameter is None:
        return None
    if parameter.name.lower() != name.lower():
        return Found(Field(path=name, free_form=True, pointer=parameter.field.pointer), required=False, file=operation.file)
    return Found(parameter.field, parameter.field.required, operation.file)


def _in_content(catalog: Catalog, content: Content | None, path: str) -> Found | None:
    """Return what stands at a path of an answer; it is required if all that it lies in is always there."""
    if content is None:
        return None
    field = catalog.field(content, path, access="read")
    if field is None:
        return None
    above = (catalog.field(content, one, access="read") for one in containers(path) if not one.endswith("[]"))
    is_there = field.required or path.endswith("[]")
    return Found(field, is_there and all(one and one.required and not one.nullable for one in above), content.file)


def in_event(catalog: Catalog, event: Event, use: FieldUse) -> Found | None:
    """Return what stands at a path of a delivery; the document may tell of one of several items alone."""
    inner = use.at if use.items != event.items else use.path
    field = catalog.event_field(event, inner) if inner else None
    if field is None:
        return None
    above = (catalog.event_field(event, one) for one in containers(inner) if not one.endswith("[]"))
    is_there = (field.required or inner.endswith("[]")) and all(one and one.required and not one.nullable for one in above)
    return Found(field, is_there, event.content.file if event.content else "")


def stands(view: View, system: str, use: FieldUse, path: str) -> bool:
    """Tell whether there is a container at *path* where a use fills or reads something."""
    inner = use._replace(items="", path=f"body.{path}" if use.side == "sent" else path)
    if not use.part.startswith(EVENT):
        operation = view.operation(system, use.part)
        return operation is not None and in_operation(view, operation, inner) is not None
    spec = view.spec(system)
    event = view.catalog.event(spec.name, use.part.removeprefix(EVENT)) if spec else None
    return event is not None and in_event(view.catalog, event, inner) is not None
