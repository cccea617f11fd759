"""Look-ups: they ask for something, and what they find decides how the flow goes on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from designer.check.rule import Fault, rule
from designer.check.rules.operations.places import sources_in_flow
from designer.model.design import source_parts
from designer.model.finding import Fix

if TYPE_CHECKING:
    from collections.abc import Iterator

    from designer.check.lookup.view import StepView, View

FIXED = frozenset({"setting", "table"})
"""Origins that are the same for every record."""


@rule("OP234", severity="info")
def found_nothing_is_asked_of_look_ups(view: View) -> Iterator[Fault]:
    """Set `on_none` and `on_many` where something is looked for; on a write they count for nothing."""
    for where, _, step in view.design.steps():
        for name, usual in (("on_none", "continue"), ("on_many", "ask")):
            if step.role == "write" and getattr(step, name) != usual:
                fix = Fix(where=f"{where}.{name}", words=f"take `{name}` out", remove=True)
                yield Fault(
                    where=f"{where}.{name}", message=f"A write looks for nothing, so `{name}` counts for nothing. Take it out.", fix=fix
                )


@rule("OP235", severity="info")
def several_found_are_decided(view: View) -> Iterator[Fault]:
    """Know that the first of several found records is one by chance, and that it is the one that will be changed."""
    for step in view.steps:
        if step.step.role != "lookup" or step.step.on_many != "first":
            continue
        changed = next((one for one in view.steps if one.flow is step.flow and _changes_found(one, step)), None)
        if changed is not None:
            message = (
                f'Where several are found, "{changed.step.id}" changes the first, whichever that is. `on_many: ask` lets a person choose.'
            )
            yield Fault(where=f"{step.where}.on_many", message=message)


@rule("OP236", severity="warning")
def look_ups_look_for_something(view: View) -> Iterator[Fault]:
    """Ask a look-up for the record at hand, by a value that comes with it; without one it answers the same each time."""
    for step in view.steps:
        if step.step.role != "lookup" or step.step.action != "call":
            continue
        origins = {source_parts(source)[0] for mapping in step.mappings for source in mapping.mapping.sources}
        if not origins - FIXED:
            fact = "This look-up is given nothing of the record at hand, so it finds the same for each."
            changed = any(one.flow is step.flow and _changes_found(one, step) for one in view.steps)
            cure = (
                "Fill a parameter from the trigger."
                if changed
                else "Fill a parameter from the trigger, or keep what it finds in a setting."
            )
            yield Fault(where=step.where, message=f"{fact} {cure}", spec=step.place, severity=None if changed else "info")


@rule("OP232", severity="warning")
def answers_are_used(view: View) -> Iterator[Fault]:
    """Read only what a later step uses, or what decides whether the flow goes on."""
    linked = {source_parts(key)[0] for link in view.design.links for key in link.keys}
    for i, flow in enumerate(view.design.flows):
        used = linked | {source_parts(source)[0] for _, source in sources_in_flow(flow)}
        for j, step in enumerate(flow.steps):
            decides = step.on_none != "continue" or (step.role == "lookup" and step.on_many == "fail")
            if step.role != "write" and step.action == "call" and not decides and step.id not in used:
                message = f'No later step uses what "{step.id}" finds. Read it in a condition or a mapping, or take the step out.'
                yield Fault(where=f"$.flows[{i}].steps[{j}]", message=message)


def _changes_found(one: StepView, looked: StepView) -> bool:
    method = one.step.operation.partition(" ")[0].upper()
    targets = [mapping for mapping in one.mappings if mapping.mapping.target.startswith("path.")]
    reads = any(source_parts(source)[0] == looked.step.id for mapping in targets for source in mapping.mapping.sources)
    return one.step.role == "write" and method in {"PATCH", "PUT", "DELETE", "POST"} and reads
