"""Calls: they exist, with this method, are told by a document, and send a body that they take."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from designer.check.evidence.near import did_you_mean, listed
from designer.check.lookup.view import place_of
from designer.check.rule import Fault, rule
from designer.model.finding import Fix

if TYPE_CHECKING:
    from collections.abc import Iterator

    from designer.check.lookup.view import View
    from designer.model.spec import SystemSpec

PARAMETER = re.compile(r"\{[^}]*\}")


@rule("OP201")
def operation_exists(view: View) -> Iterator[Fault]:
    """Call only operations that the system's document has.

    An operation is named by method and path as the document writes them, such as `POST /v1/customers`; `designer search` finds them.
    """
    for where, system, key, _ in view.operations:
        spec = view.spec(system)
        if not key:
            yield Fault(where=where, message="The step calls nothing. Name an operation, such as `POST /v1/customers`.")
        elif spec is not None and view.operation(system, key) is None and _is_told(spec) and not _methods(spec, key):
            keys = [operation.key for operation in spec.operations]
            message = f"{spec.name} has no {key}.{did_you_mean(key, keys, otherwise='`designer search` finds its operations.')}"
            yield Fault(where=where, message=message, fix=_without_slash(view, where, system, key))


@rule("OP202")
def method_is_right(view: View) -> Iterator[Fault]:
    """Call a path with a method that it takes."""
    for where, system, key, _ in view.operations:
        spec = view.spec(system)
        if spec is None or not key or view.operation(system, key) is not None:
            continue
        methods = _methods(spec, key)
        if methods:
            method, _, path = key.partition(" ")
            yield Fault(where=where, message=f"{spec.name}'s {path} does not take {method}. It takes {listed(methods)}.")


@rule("OP203", severity="unverified")
def operation_is_described(view: View) -> Iterator[Fault]:
    """Know which calls no document describes.

    Nothing about such a call can be checked; try it against a sandbox account before relying on it.
    """
    for where, system, key, _ in view.operations:
        operation, spec = view.operation(system, key), view.spec(system)
        if operation is not None and not operation.in_spec:
            yield Fault(
                where=where, message=f"No document of {operation.system} describes {key}, so nothing about this call can be checked."
            )
        elif operation is None and spec is not None and key and not _is_told(spec):
            yield Fault(where=where, message=f"The documents of {spec.name} describe no calls, so {key} cannot be checked.")


@rule("OP204", severity="info")
def operation_is_written_as_told(view: View) -> Iterator[Fault]:
    """Write an operation exactly as its document does, so that everybody finds it there."""
    for where, system, key, _ in view.operations:
        operation = view.operation(system, key)
        if operation is not None and operation.key != key:
            fix = Fix(where=where, words=f"write {operation.key}", value=operation.key)
            yield Fault(where=where, message=f"{operation.system} writes this operation {operation.key}, not {key}.", fix=fix)


@rule("OP205")
def media_type_is_taken(view: View) -> Iterator[Fault]:
    """Send a body in a media type that the operation takes."""
    for step in view.steps:
        operation, wanted = step.operation, step.step.media_type
        if operation is None or not wanted or not operation.in_spec:
            continue
        taken = [body.media_type for body in operation.bodies]
        if taken and wanted not in taken:
            fix = Fix(where=f"{step.where}.media_type", words=f"send {taken[0]}", value=taken[0]) if len(taken) == 1 else None
            message = f"{operation.system}'s {operation.key} does not take {wanted}. It takes {listed(taken)}."
            yield Fault(where=f"{step.where}.media_type", message=message, spec=place_of(operation), fix=fix)


@rule("OP206")
def branch_exists(view: View) -> Iterator[Fault]:
    """Name an alternative of the body that the document offers."""
    for step in view.steps:
        if not step.step.branch or step.body is None:
            continue
        fields = view.catalog.fields(step.body, access="write")
        names = list(dict.fromkeys(name for field in fields if field.branch for name in field.branch.split(" | ")))
        if names and step.step.branch not in names:
            near = did_you_mean(step.step.branch, names, otherwise=f"It offers {listed(names)}.")
            message = f'The body of {step.step.operation} has no alternative "{step.step.branch}".{near}'
            yield Fault(where=f"{step.where}.branch", message=message, spec=step.place)


def _is_told(spec: SystemSpec) -> bool:
    return any(operation.in_spec for operation in spec.operations)


def _shape(path: str) -> str:
    return PARAMETER.sub("{}", path.strip().rstrip("/"))


def _methods(spec: SystemSpec, key: str) -> tuple[str, ...]:
    """Return the other methods that the path of *key* takes; none if the method is there or the path is not."""
    method, _, path = key.strip().partition(" ")
    found = tuple(operation.method for operation in spec.operations if _shape(operation.path) == _shape(path))
    return () if method.upper() in found else found


def _without_slash(view: View, where: str, system: str, key: str) -> Fix | None:
    """Return the certain fix of a key whose only fault is the slash at its end."""
    path = key.strip()
    other = view.operation(system, path.rstrip("/") if path.endswith("/") else f"{path}/")
    return Fix(where=where, words=f"write {other.key}", value=other.key) if other else None
