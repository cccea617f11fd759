"""Starts: an event that the system sends, or a list that can be polled, with its records where they are said to be."""

from __future__ import annotations

from typing import TYPE_CHECKING

from designer.check.evidence.near import did_you_mean
from designer.check.lookup.sources import names_no_list
from designer.check.lookup.view import place_of
from designer.check.rule import Fault, rule
from designer.check.rules.triggers.each import triggers
from designer.model.finding import Fix
from designer.names.path import PathError, normal, parse_path

if TYPE_CHECKING:
    from collections.abc import Iterator

    from designer.check.lookup.view import View
    from designer.model.design import Trigger
    from designer.model.finding import Severity
    from designer.model.spec import Operation


@rule("TRG501")
def trigger_can_fire(view: View) -> Iterator[Fault]:
    """Start a flow by something that happens: an event that the system sends, or a list that can be polled."""
    for where, _, trigger in triggers(view):
        spec = view.spec(trigger.system)
        if trigger.kind == "webhook" and not trigger.event:
            yield Fault(where=f"{where}.event", message="A webhook needs the name of its event.")
        elif trigger.kind == "webhook" and spec is not None and view.catalog.event(spec.name, trigger.event) is None:
            names = [event.name for event in spec.events]
            message = f'{spec.name} tells of no event "{trigger.event}".{did_you_mean(trigger.event, names)}'
            told = any(event.origin in {"webhook", "callback", "subscription_enum"} for event in spec.events)
            severity: Severity = "error" if told and trigger.origin != "brief" else "unverified"
            yield Fault(where=f"{where}.event", message=message, severity=severity)
        elif trigger.kind == "poll" and not trigger.operation:
            yield Fault(where=f"{where}.operation", message="A poller needs the list operation that it calls, such as `GET /v1/customers`.")


@rule("TRG508")
def items_are_a_list(view: View) -> Iterator[Fault]:
    """Name as `items` the list of a page or delivery that holds the records, such as `data[]`."""
    for where, _, trigger in triggers(view):
        operation = view.operation(trigger.system, trigger.operation)
        content = operation.success if operation and trigger.kind != "webhook" else None
        if content is None or operation is None:
            continue
        if not trigger.items:
            yield from _unnamed(where, trigger, operation)
            continue
        try:
            parse_path(trigger.items)
        except PathError as problem:
            yield Fault(where=f"{where}.items", message=f"The path cannot be read: {problem}.")
            continue
        if names_no_list(view, content, trigger.items):
            fields = view.catalog.fields(content, access="read")
            lists = [f"{field.path}[]" for field in fields if "array" in field.types and "[]" not in field.path]
            found = view.catalog.field(content, normal(trigger.items).removesuffix("[]"), access="read")
            fact = "is no list" if found else "does not exist"
            otherwise = "The answer itself is the list: write `[]`." if fields[0].path.startswith("[]") else _lists(lists)
            near = did_you_mean(trigger.items, lists, otherwise=otherwise)
            message = f"`{trigger.items}` {fact} in the answer of {operation.key}.{near}"
            yield Fault(where=f"{where}.items", message=message, spec=place_of(operation))


def _unnamed(where: str, trigger: Trigger, operation: Operation) -> Iterator[Fault]:
    items = operation.paging.items_path if operation.paging else ""
    if trigger.kind == "poll" and items:
        fix = Fix(where=f"{where}.items", words=f"write {items}", value=items, certain=False)
        message = f"{operation.key} answers with records in `{items}`, and the whole page would pass for one record. Name it as `items`."
        yield Fault(where=f"{where}.items", message=message, spec=place_of(operation), fix=fix, severity="warning")


def _lists(lists: list[str]) -> str:
    return f"Its lists are {', '.join(lists[:5])}." if lists else "It holds no list."
