"""Order: later states of a record do not lose against earlier ones, and what is gone is noticed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from designer.check.rule import Fault, rule
from designer.check.rules.operations.places import last_words
from designer.check.rules.triggers.each import acts_on
from designer.model.design import source_parts
from designer.model.finding import Fix
from designer.names.text import words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from designer.check.lookup.view import View
    from designer.model.design import Flow

MOMENTS = frozenset({"at", "date", "time", "timestamp", "updated", "created", "modified"})
GONE = frozenset({"deleted", "delete", "removed", "archived", "trashed", "inactive", "active", "status", "state", "terminated"})
"""Words of a parameter or field by which a list shows records that are gone."""


@rule("TRG530", severity="warning")
def order_is_kept_by_record(view: View) -> Iterator[Fault]:
    """Keep the order of what concerns one record: the ordering key is the record's id."""
    for i, flow in enumerate(view.design.flows):
        where, key, trigger = f"$.flows[{i}].ordering_key", flow.ordering_key, flow.trigger
        origin, path = source_parts(key)
        if not key:
            if trigger.kind == "webhook" and acts_on(flow, "update"):
                fix = Fix(where=where, words="order by the record's id", value=f"trigger:{trigger.record_id}", certain=False)
                message = (
                    "Nothing keeps two changes of one record in order, so an older state can overtake a newer one. Set the record's id."
                )
                yield Fault(where=where, message=message, severity="info", fix=fix if trigger.record_id else None)
        elif origin in {"setting", "table"}:
            yield Fault(where=where, message=f"`{key}` is the same for all records, so each waits for all others. Use the record's id.")
        elif origin == "run" or (origin == "trigger" and path and path == trigger.event_id != trigger.record_id):
            message = f"`{key}` is another for each delivery, so nothing is kept in order. Use the record's id."
            yield Fault(where=where, message=message)
        elif set(last_words(path)[-1:]) & MOMENTS:
            yield Fault(where=where, message=f"`{key}` is a moment, which two changes of a record do not share. Use the record's id.")


@rule("TRG531", severity="warning")
def deletions_can_be_seen(view: View) -> Iterator[Fault]:
    """Know that a poller sees no deletions: a list holds what is there, not what is gone."""
    for i, flow in enumerate(view.design.flows):
        if flow.trigger.kind == "poll" and acts_on(flow, "delete") and not _shows_gone(view, flow):
            number = next(n for n, row in enumerate(flow.lifecycle) if row.case == "delete")
            message = "The lifecycle says to act on a deletion, and a polled list does not hold what was deleted."
            cure = "Use an event, a list of deleted records, or compare all ids from time to time."
            yield Fault(where=f"$.flows[{i}].lifecycle[{number}]", message=f"{message} {cure}")


def _shows_gone(view: View, flow: Flow) -> bool:
    """Tell whether the list is asked for deleted records, or a condition looks at what tells them."""
    asked = {word for mapping in flow.trigger.mappings for word in words(mapping.target)}
    conditions = (flow.trigger.condition, *(step.condition for step in flow.steps))
    compared = {word for condition in conditions for group in condition.any for one in group.all for word in words(one.source)}
    operation = view.operation(flow.trigger.system, flow.trigger.operation)
    listed = set(words(operation.path)) if operation else set()
    return bool(GONE & (asked | compared | listed))
