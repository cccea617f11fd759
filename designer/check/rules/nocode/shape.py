"""The shape of a no-code flow: branches, loops, old values."""

from __future__ import annotations

from typing import TYPE_CHECKING

from designer.check.rule import Fault, rule
from designer.check.rules.nocode.naming import chosen, named, one_or_more, severity_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from designer.check.lookup.view import View
    from designer.model.design import Comparison, Condition


@rule("NC110", severity="warning")
def branches_come_last(view: View) -> Iterator[Fault]:
    """Put steps with conditions last: on Zapier nothing can follow a path that runs whichever way was taken."""
    found = [one for one in chosen(view) if one.paths_are_last]
    for i, flow in enumerate(view.design.flows if found else ()):
        first = next((step for step in flow.steps if step.condition.any), None)
        behind = flow.steps[flow.steps.index(first) + 1 :] if first else ()
        for step in behind:
            if not step.condition.any and first is not None:
                told = f"{step.id} runs whether or not {first.id} did, and on {named(found)} nothing can follow a path."
                message = f"{told} Move {step.id} before it, or repeat it in each path."
                where = f"$.flows[{i}].steps[{flow.steps.index(step)}]"
                yield Fault(where=where, message=message, severity=severity_of(view))


@rule("NC111", severity="warning")
def loop_comes_last(view: View) -> Iterator[Fault]:
    """Put a step for each item last: on Zapier all steps behind a loop run once for each item."""
    found = [one for one in chosen(view) if one.loop_holds_the_rest]
    for i, flow in enumerate(view.design.flows if found else ()):
        first = next((step for step in flow.steps if step.for_each), None)
        behind = flow.steps[flow.steps.index(first) + 1 :] if first else ()
        for step in behind:
            if first is not None and step.for_each != first.for_each:
                told = f"{step.id} stands behind the loop of {first.id}, so on {named(found)} it runs once for each of its items."
                message = f"{told} Move it before the loop, or into a flow of its own."
                where = f"$.flows[{i}].steps[{flow.steps.index(step)}]"
                yield Fault(where=where, message=message, severity=severity_of(view))


@rule("NC112", severity="warning")
def old_values_are_kept(view: View) -> Iterator[Fault]:
    """Ask for a change only where the value before is known: no platform keeps the last state of a record by itself."""
    for where, comparison in _comparisons(view):
        found = [one for one in chosen(view) if one.store]
        if comparison.op == "changed" and found:
            told = f"{named(found)} {one_or_more(found, 'does', 'do')} not know what {comparison.source} was before."
            message = f"{told} Keep the last value in {found[0].store if len(found) == 1 else 'a table of the platform'} and compare."
            yield Fault(where=where, message=message)


@rule("NC117", severity="info")
def filters_join_in_one_way(view: View) -> Iterator[Fault]:
    """Split a condition that mixes and with or, where a filter joins all its comparisons in one way."""
    found = [one for one in chosen(view) if not one.mixes_and_with_or]
    for where, condition in _conditions(view) if found else ():
        if len(condition.any) > 1 and any(len(group.all) > 1 for group in condition.any):
            told = f"A filter of {named(found)} joins its comparisons either all by and or all by or, and this condition needs both."
            yield Fault(where=where, message=f"{told} Use one filter for each group, or an expression.")


def _comparisons(view: View) -> Iterator[tuple[str, Comparison]]:
    """Yield each comparison of the flows with its place."""
    for where, condition in _conditions(view):
        for group, all_of in enumerate(condition.any):
            yield from ((f"{where}.any[{group}].all[{number}]", one) for number, one in enumerate(all_of.all))


def _conditions(view: View) -> Iterator[tuple[str, Condition]]:
    """Yield each condition of triggers and steps with its place."""
    for i, flow in enumerate(view.design.flows):
        yield f"$.flows[{i}].trigger.condition", flow.trigger.condition
        yield from ((f"$.flows[{i}].steps[{j}].condition", step.condition) for j, step in enumerate(flow.steps))
