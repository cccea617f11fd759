"""Lifecycle: each case of a record's life is decided once, and the flow does what is decided."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from designer.check.evidence.near import listed
from designer.check.rule import Fault, rule
from designer.check.rules.safety.changes import happenings, kind_of, writes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from designer.check.lookup.view import View

CASES = ("create", "update", "delete", "merge")


@rule("SAFE704", severity="warning")
def lifecycle_is_decided(view: View) -> Iterator[Fault]:
    """Decide what happens when a record is created, updated, deleted, merged, or leaves the filter: `act` or `ignore`."""
    asked = {question.fills for question in view.design.questions}
    for i, flow in enumerate(view.design.flows):
        rows: dict[str, str] = {row.case: row.action for row in flow.lifecycle}
        cases = (*CASES, "leaves_filter") if flow.trigger.condition.any else CASES
        undecided = [case for case in cases if rows.get(case, "ask") == "ask"]
        if undecided:
            is_asked = f"lifecycle:{flow.id}" in asked
            message = f"It is not decided what happens on {listed(undecided)}." + (" A question asks for it." if is_asked else "")
            yield Fault(where=f"$.flows[{i}].lifecycle", message=message, severity="open" if is_asked else "warning")


@rule("SAFE734", severity="warning")
def decisions_are_carried_out(view: View) -> Iterator[Fault]:
    """Act only on what the trigger tells of, and take away on the other side what is deleted here."""
    for i, flow in enumerate(view.design.flows):
        told = happenings(flow.trigger) if flow.trigger.kind == "webhook" else set()
        kinds = {kind_of(step.step) for step in writes(view, flow)}
        for number, row in enumerate(flow.lifecycle):
            where = f"$.flows[{i}].lifecycle[{number}]"
            if row.action != "act" or row.case not in {"create", "update", "delete"}:
                continue
            if told and row.case not in told and not (row.case == "create" and "update" in told):
                message = f"The lifecycle says to act on {row.case}, and {flow.trigger.event} does not tell of it."
                yield Fault(where=where, message=f"{message} Add a flow for the event that does, or ignore the case here.")
            elif row.case == "delete" and kinds == {"create"}:
                message = (
                    "The lifecycle says to act on a deletion, and the flow only ever creates. Add the step that takes the record away."
                )
                yield Fault(where=where, message=message)


@rule("SAFE735")
def cases_are_decided_once(view: View) -> Iterator[Fault]:
    """Write one row for each case of a record's life; of two that differ nobody knows which counts."""
    for i, flow in enumerate(view.design.flows):
        count = Counter(row.case for row in flow.lifecycle)
        for number, row in enumerate(flow.lifecycle):
            earlier = [one for one in flow.lifecycle[:number] if one.case == row.case]
            if count[row.case] > 1 and earlier:
                severity = "error" if any(one.action != row.action for one in earlier) else "info"
                message = f"The case {row.case} is decided {count[row.case]} times. Keep one row."
                yield Fault(where=f"$.flows[{i}].lifecycle[{number}]", message=message, severity="error" if severity == "error" else "info")
