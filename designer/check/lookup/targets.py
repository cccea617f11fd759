"""What a target path fills: a place in the body of a call, or one of its parameters."""

from __future__ import annotations

from typing import TYPE_CHECKING

from designer.check.lookup.view import Spot, spot_at
from designer.model.design import target_parts
from designer.model.spec import Field
from designer.names.path import PathError, join, parse_path

if TYPE_CHECKING:
    from designer.check.lookup.view import State, View
    from designer.model.design import Step
    from designer.model.spec import Content, Operation, Parameter

LOCATIONS = ("body", "path", "query", "header")


def body_of(operation: Operation | None, step: Step) -> Content | None:
    """Return the body that a step sends: of its media type, else the operation's preferred one."""
    if operation is None:
        return None
    if not step.media_type:
        return operation.body
    return next((body for body in operation.bodies if body.media_type == step.media_type), operation.body)


def write(view: View, target: str, step: Step, operation: Operation | None, body: Content | None) -> Spot:
    """Return what *target* leads to."""
    location, path = target_parts(target)
    if step.action != "call":
        return Spot(path=path, state="unknown", why=f"no document describes the fields of a {step.action} step")
    if operation is None or location not in LOCATIONS:
        return Spot(path=path, state="nowhere")
    owner = f"{operation.system}'s {operation.key}"
    if location != "body":
        return _parameter(operation, location, path, owner=owner)
    try:
        whole = join(step.items, path)
        parse_path(path)
        parse_path(whole)
    except PathError:
        return Spot(path=path, state="nowhere")
    return _body(view, operation, body, whole, owner=owner)


def _parameter(operation: Operation, location: str, name: str, *, owner: str) -> Spot:
    found = parameter_of(operation, location, name)
    if found is not None:
        if name == f"{found.name}[]" and "array" in found.field.types:
            return Spot(path=name, state="known", field=Field(path=name), owner=owner)
        is_inside = found.name.lower() != name.lower()
        field = Field(path=name) if is_inside else found.field
        state: State = "unknown" if is_inside else "known"
        return Spot(path=name, state=state, field=field, owner=owner, why="the document does not name what this parameter holds")
    if location == "header" or not operation.in_spec:
        return Spot(path=name, state="unknown", field=Field(path=name), owner=owner, why="the document does not name this parameter")
    told = [parameter.target for parameter in operation.parameters]
    return Spot(path=name, state="missing", owner=owner, known=lambda: told)


def parameter_of(operation: Operation, location: str, name: str) -> Parameter | None:
    """Return the parameter that a target names; `filter[status]` lies in the parameter `filter`."""
    own = [parameter for parameter in operation.parameters if parameter.location == location]
    exact = next((parameter for parameter in own if parameter.name == name), None)
    if exact is not None or location == "path":
        return exact
    if location == "header":
        return next((parameter for parameter in own if parameter.name.lower() == name.lower()), None)
    outer = name.partition("[")[0].partition(".")[0]
    holds = {"object", "array"}
    return next((parameter for parameter in own if parameter.name == outer and holds & set(parameter.field.types)), None)


def _body(view: View, operation: Operation, body: Content | None, path: str, *, owner: str) -> Spot:
    if body is None:
        if operation.in_spec:
            return Spot(path=path, state="missing", owner=owner, why="this call takes no body")
        return Spot(path=path, state="unknown", field=Field(path=path), owner=owner, why="no document describes this call")
    if not path:
        return Spot(path=path, state="known", owner=owner, content=body)
    return spot_at(
        path,
        view.catalog.field(body, path, access="write"),
        owner=owner,
        content=body,
        told=lambda: view.catalog.fields(body, access="write"),
        untold="the document does not describe the body",
        known=lambda fields: [field.path for field in fields if not field.read_only],
    )
