"""What a call must be sent, as its document says, and which of it nothing fills."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from designer.model.design import target_parts
from designer.names.path import EACH, PathError, containers, format_path, join, leaf, lies_in, parent, parse_path

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from designer.check.view import StepView, View
    from designer.model.spec import Content, Field, Operation

SENT_BY_THE_CLIENT = frozenset({"accept", "accept-encoding", "authorization", "content-length", "content-type", "host", "user-agent"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    """One required parameter or field of a call."""

    target: str
    field: Field
    content: Content | None = None
    is_strict: bool = True
    """False: the document asks for it, yet a call without it is commonly taken."""


def missing_of(view: View, step: StepView) -> tuple[Need, ...]:
    """Return what the step's call requires and nothing fills."""
    if step.where not in view.missing:
        view.missing[step.where] = tuple(_missing(view, step))
    return view.missing[step.where]


def _missing(view: View, step: StepView) -> Iterator[Need]:
    if step.operation is not None:
        filled = {mapping.mapping.target for mapping in step.mappings}
        yield from (need for need in _parameters(step, step.operation) if not _is_filled(need.target, filled))
        yield from _fields(view, step)


def needed_by(view: View, step: StepView) -> int:
    """Return how many parameters and fields the call requires, filled or not."""
    if step.operation is None:
        return 0
    parameters = sum(1 for _ in _parameters(step, step.operation))
    targets = [mapping for mapping in step.mappings if mapping.mapping.target.startswith("body") and mapping.target.field.required]
    return parameters + len(targets) + sum(need.target.startswith("body") for need in missing_of(view, step))


def _parameters(step: StepView, operation: Operation) -> Iterator[Need]:
    """Yield the required parameters, without those that the client or the sign-in sends."""
    signing = {scheme.parameter.lower() for scheme in (step.spec.schemes if step.spec else ()) if scheme.parameter}
    if step.system and step.system.auth.parameter:
        signing.add(step.system.auth.parameter.lower())
    by_itself = SENT_BY_THE_CLIENT | signing | {step.step.idempotency.header.lower()}
    for parameter in operation.parameters:
        is_needed = parameter.location == "path" or (parameter.field.required and parameter.field.default is None)
        if is_needed and parameter.location != "cookie" and parameter.name.lower() not in by_itself:
            yield Need(target=parameter.target, field=parameter.field)


def _is_filled(target: str, filled: set[str]) -> bool:
    """Tell whether a parameter is filled, by its name or by a member of it (`query.filter[status]`)."""
    plain = target.lower()
    return any(one.lower() == plain or lies_in(one.lower(), plain) for one in filled)


def _fields(view: View, step: StepView) -> Iterator[Need]:
    """Yield the required fields of the body that nothing fills: those whose parent is sent, in document order."""
    if step.body is None:
        return
    paths = _filled_paths(step)
    if not paths and not step.body.required:
        return
    whole = frozenset(paths)
    sent = {above for path in paths for above in containers(path)} | {""}
    fields = view.catalog.fields(step.body, access="write")
    children = _children(fields)
    for field in fields:
        container = parent(field.path)
        is_item = field.path.endswith("[]")
        if (
            not (field.required or is_item)
            or field.read_only
            or container not in sent
            or field.path in whole
            or _is_inside(field.path, whole)
        ):
            continue
        if field.branch and not _is_chosen(field, step, fields, paths):
            continue
        if field.path in sent or is_item:
            continue
        if _has_needs(field, children):
            sent.add(field.path)
            continue
        target = f"body.{_relative(field.path, step.step.items)}"
        yield Need(target=target, field=field, content=step.body, is_strict=_is_strict(field, children))


def _filled_paths(step: StepView) -> list[str]:
    paths = []
    for mapping in step.mappings:
        location, path = target_parts(mapping.mapping.target)
        if location == "body":
            try:
                paths.append(format_path(tuple(EACH if one.is_item else one for one in parse_path(join(step.step.items, path)))))
            except PathError:
                continue
    return paths


def _has_needs(field: Field, children: dict[str, list[Field]]) -> bool:
    """Tell whether an object that must be sent has required members of its own, which are then named instead of it."""
    return "array" not in field.types and any(child.required and not child.read_only for child in children.get(field.path, ()))


def _is_strict(field: Field, children: dict[str, list[Field]]) -> bool:
    """Tell whether leaving the field out is surely wrong.

    `@odata.type` and its like are control information, which OData lets a client leave out; an object without required members, or a
    list of such objects, says nothing when it is sent empty.
    """
    if leaf(field.path).startswith("@"):
        return False
    item = next(iter(children.get(field.path, ())), None) if "array" in field.types else field
    return item is None or item.is_leaf or _has_needs(item, children)


def _children(fields: Sequence[Field]) -> dict[str, list[Field]]:
    children: dict[str, list[Field]] = {}
    for field in fields:
        children.setdefault(parent(field.path), []).append(field)
    return children


def _is_chosen(field: Field, step: StepView, fields: Sequence[Field], paths: list[str]) -> bool:
    """Tell whether the alternative that a field belongs to is surely the one that is sent."""
    if step.step.branch:
        return field.is_in(step.step.branch)
    names = set(field.branch.split(" | "))
    container = parent(field.path)
    siblings = [other for other in fields if other.branch and parent(other.path) == container and other.path != field.path]
    taken = [
        set(other.branch.split(" | "))
        for other in siblings
        if other.path in paths or any(path.startswith(f"{other.path}.") for path in paths)
    ]
    return bool(taken) and set.intersection(*taken) <= names and bool(set.intersection(*taken))


def _is_inside(path: str, whole: frozenset[str]) -> bool:
    return any(above in whole for above in containers(path))


def _relative(path: str, items: str) -> str:
    """Return the path as a mapping of the step writes it, below the step's envelope."""
    if items and path.startswith(items):
        return path[len(items) :].removeprefix(".")
    return path
