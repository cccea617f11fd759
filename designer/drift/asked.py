"""What a call asks for and nothing fills."""

from __future__ import annotations

from typing import TYPE_CHECKING

from designer.check.lookup.needs import missing_of
from designer.drift.facts import locked_field
from designer.model.design import target_parts
from designer.model.finding import SpecPlace
from designer.names.path import join

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from designer.check.lookup.view import View
    from designer.drift.uses import FieldUse
    from designer.model.drift import LockedField
    from designer.model.spec import Field, Operation


def asked_for(view: View, system: str, operation: Operation, used: Sequence[FieldUse]) -> dict[str, tuple[LockedField, SpecPlace]]:
    """Return what is required and not filled, by its target, with its place.

    Of each step that makes the call; of one that no step makes (a list that is polled, the registration of a webhook) its parameters and
    the first level of its body.
    """
    steps = [step for step in view.steps if step.step.system == system and step.operation is operation]
    found = _of_call(view, operation, used) if not steps else ()
    needs = (
        (_whole(need.target, step.step.items), need.field, need.content.file if need.content else operation.file)
        for step in steps
        for need in missing_of(view, step)
    )
    return {
        at: (locked_field(at, "required", field, required=True), SpecPlace(file=field.file or file, pointer=field.pointer))
        for at, field, file in (*found, *needs)
    }


def _of_call(view: View, operation: Operation, used: Sequence[FieldUse]) -> Iterator[tuple[str, Field, str]]:
    filled = {use.at.lower() for use in used}
    for parameter in operation.parameters:
        is_needed = parameter.location in {"path", "query"} and parameter.field.required and parameter.field.default is None
        if is_needed and parameter.target.lower() not in filled:
            yield parameter.target, parameter.field, operation.file
    body = operation.body
    for field in view.catalog.members(body, access="write") if body else ():
        if body and field.required and field.path and field.default is None:
            yield f"body.{field.path}", field, body.file


def _whole(target: str, items: str) -> str:
    location, path = target_parts(target)
    return f"body.{join(items, path)}" if location == "body" and items else target
