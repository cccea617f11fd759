"""Alternatives of a body: which one is sent is clear, and nothing contradicts it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from designer.check.evidence.near import listed
from designer.check.lookup.needs import demands_of
from designer.check.rule import Fault, rule
from designer.model.design import target_parts
from designer.names.path import parent

if TYPE_CHECKING:
    from collections.abc import Iterator

    from designer.check.lookup.view import View

SHOWN = 3


@rule("MAP310", severity="warning")
def branches_are_not_mixed(view: View) -> Iterator[Fault]:
    """Fill fields of one alternative only: a body that mixes members of several fits none of them."""
    for step in view.steps:
        chosen: dict[str, tuple[set[str], str]] = {}
        for mapping in step.mappings:
            field = mapping.target.field
            if mapping.target.state != "known" or not field.branch:
                continue
            # `parts[type=a].x` and `parts[type=b].y` are members of two items.
            above = parent(target_parts(mapping.mapping.target)[1])
            names = set(field.branch.split(" | "))
            before, first = chosen.get(above, (names, field.branch))
            if not names & before:
                message = (
                    f'"{mapping.target.path}" is only there in the alternative {field.branch}, but this step also fills members of {first}.'
                )
                yield Fault(where=f"{mapping.where}.target", message=message, spec=mapping.target.place)
            else:
                chosen[above] = (names & before, first)


@rule("MAP315", severity="warning")
def branch_is_clear(view: View) -> Iterator[Fault]:
    """Name the alternative that is meant (`branch`), or fill all that one of them requires.

    Where an object may still be several of its `oneOf` or `anyOf` alternatives and is complete as none, nobody can say what is missing.
    """
    for step in view.steps:
        for target, lacking in demands_of(view, step).unclear:
            where = f"`{target}`" if target else f"The body of {step.step.operation}"
            told = "; ".join(f"{name} lacks {listed((f'`{path}`' for path in lack), most=SHOWN)}" for name, lack in lacking[:SHOWN])
            more = f"; and {len(lacking) - SHOWN} more" if len(lacking) > SHOWN else ""
            message = f"{where} may be {listed((name for name, _ in lacking), most=5)}, and is complete as none: {told}{more}."
            yield Fault(where=step.where, message=f"{message} Name the one that is meant with `branch`.", spec=step.place)


@rule("MAP316")
def branch_is_kept(view: View) -> Iterator[Fault]:
    """Send what belongs to the alternative that is named, by `branch` or by the value that tells alternatives apart."""
    for step in view.steps:
        for mapping, why in demands_of(view, step).strays:
            message = f'"{mapping.target.path}" is only there in the alternative {mapping.target.field.branch}, but {why}.'
            yield Fault(where=f"{mapping.where}.target", message=message, spec=mapping.target.place)
