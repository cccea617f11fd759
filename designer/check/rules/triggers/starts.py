"""Triggers: they can fire, are proved genuine, and carry what the flow reads."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from designer.check.near import did_you_mean
from designer.check.rule import Fault, rule
from designer.check.view import place_of
from designer.names.path import PathError, normal, parse_path
from designer.names.text import identifier

if TYPE_CHECKING:
    from collections.abc import Iterator

    from designer.check.view import View
    from designer.model.design import Flow, Trigger
    from designer.model.finding import Severity
    from designer.model.spec import Event

CRON_FIELD = re.compile(
    r"(\*|\d{1,2}|[A-Za-z]{3})(-(\d{1,2}|[A-Za-z]{3}))?(/\d{1,2})?(,(\*|\d{1,2}|[A-Za-z]{3})(-(\d{1,2}|[A-Za-z]{3}))?(/\d{1,2})?)*"
)
THIN = ("id", "partial")


@rule("TRG501")
def trigger_can_fire(view: View) -> Iterator[Fault]:
    """Start a flow by something that happens: an event that the system sends, or a list that can be polled."""
    for where, _, trigger in _triggers(view):
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


@rule("TRG502")
def schedule_can_be_read(view: View) -> Iterator[Fault]:
    """Give a poller or schedule a cron expression of five fields, such as `*/5 * * * *`."""
    places = [(f"{where}.schedule", trigger.schedule) for where, _, trigger in _triggers(view) if trigger.kind in {"poll", "schedule"}]
    warehouse = view.design.warehouse
    places += [
        (f"$.warehouse.extracts[{i}].schedule", one.schedule)
        for i, one in enumerate(warehouse.extracts if warehouse else ())
        if one.schedule
    ]
    for where, schedule in places:
        fields = schedule.split()
        if not fields:
            yield Fault(where=where, message="The flow has no schedule, so it would never start. Write one, such as `*/5 * * * *`.")
        elif len(fields) != 5 or not all(CRON_FIELD.fullmatch(field) for field in fields):
            yield Fault(where=where, message=f'"{schedule}" is no cron expression of five fields. Write one such as `*/5 * * * *`.')


@rule("TRG503", severity="warning")
def delivery_is_proved(view: View) -> Iterator[Fault]:
    """Check who sent a delivery; an open address takes anybody's."""
    for where, _, trigger in _triggers(view):
        if trigger.kind != "webhook":
            continue
        proof = trigger.verification
        if proof is None or proof.scheme in {"none", "unknown"}:
            message = "Nothing proves that a delivery is genuine. Use the signature of the system, or a secret token in the address."
            yield Fault(where=f"{where}.verification", message=message)
        elif not proof.environment:
            message = "The design does not say which environment variable holds the secret that proves a delivery."
            yield Fault(where=f"{where}.verification", message=message)


@rule("TRG504", severity="warning")
def thin_delivery_is_read_back(view: View) -> Iterator[Fault]:
    """Read the whole record back where a delivery names it only, or tells a part of it."""
    for where, flow, trigger in _triggers(view):
        event = _event(view, trigger)
        thin = trigger.payload if trigger.payload in THIN else event.payload if event else ""
        reads = any(step.role == "read" and step.action == "call" for step in flow.steps)
        if trigger.kind == "webhook" and thin in THIN and not reads and flow.steps:
            holds = "only the record's id" if thin == "id" else "only a part of the record"
            yield Fault(
                where=f"{where}.payload", message=f"The delivery holds {holds}. Add a step that reads the record before it is written."
            )


@rule("TRG505", severity="warning")
def poller_knows_what_is_new(view: View) -> Iterator[Fault]:
    """Give a poller a cursor, the field that tells a record's age; without one it reads everything each time."""
    for where, _, trigger in _triggers(view):
        if trigger.kind == "poll" and (trigger.cursor is None or not trigger.cursor.path):
            message = "The poller has no cursor, so it reads every record each time and cannot tell which are new."
            yield Fault(where=f"{where}.cursor", message=message)


@rule("TRG506")
def cursor_exists(view: View) -> Iterator[Fault]:
    """Name a cursor field that the records have and a parameter that the list operation takes."""
    for where, flow, trigger in _triggers(view):
        cursor, operation = trigger.cursor, view.operation(trigger.system, trigger.operation)
        if cursor is None or operation is None:
            continue
        spot = view.read(f"trigger:{cursor.path}", flow, None)
        if cursor.path and spot.state == "missing":
            message = f'{spot.owner} has no "{cursor.path}".{did_you_mean(cursor.path, spot.known())}'
            yield Fault(where=f"{where}.cursor.path", message=message, spec=spot.place)
        names = [parameter.name for parameter in operation.parameters if parameter.location == "query"]
        outer = cursor.parameter.partition("[")[0]
        if outer and operation.in_spec and not {cursor.parameter, outer} & set(names):
            told = f'{operation.system}\'s {operation.key} takes no query parameter "{cursor.parameter}".'
            message = told + did_you_mean(cursor.parameter, names)
            yield Fault(where=f"{where}.cursor.parameter", message=message, spec=place_of(operation))


@rule("TRG507", severity="warning")
def registration_is_known(view: View) -> Iterator[Fault]:
    """Say how a webhook is switched on: by which call, or by which clicks."""
    for where, _, trigger in _triggers(view):
        if trigger.kind == "webhook" and trigger.registration.kind in {"none", "unknown"}:
            yield Fault(where=f"{where}.registration", message="The design does not say how this webhook is switched on.")


@rule("TRG508")
def items_are_a_list(view: View) -> Iterator[Fault]:
    """Name as `items` the list of a page or delivery that holds the records, such as `data[]`."""
    for where, _, trigger in _triggers(view):
        operation = view.operation(trigger.system, trigger.operation)
        content = operation.success if operation and trigger.kind != "webhook" else None
        if not trigger.items or content is None or operation is None:
            continue
        try:
            parse_path(trigger.items)
        except PathError as problem:
            yield Fault(where=f"{where}.items", message=f"The path cannot be read: {problem}.")
            continue
        path = normal(trigger.items).removesuffix("[]")
        fields = view.catalog.fields(content, access="read")
        lists = [f"{field.path}[]" for field in fields if "array" in field.types]
        found = view.catalog.field(content, path, access="read") if path else None
        if path and fields and (found is None or (found.types and "array" not in found.types)):
            fact = "is no list" if found else "does not exist"
            message = (
                f"`{trigger.items}` {fact} in the answer of {operation.key}.{did_you_mean(trigger.items, lists, otherwise=_lists(lists))}"
            )
            yield Fault(where=f"{where}.items", message=message, spec=place_of(operation))


@rule("TRG509", severity="unverified")
def payload_is_known(view: View) -> Iterator[Fault]:
    """Know deliveries that no document describes: save a real one as a sample and give it with `--spec`."""
    for where, flow, trigger in _triggers(view):
        event = _event(view, trigger)
        reads = any(source.startswith("trigger:") for step in flow.steps for mapping in step.mappings for source in mapping.sources)
        if event is not None and event.content is None and reads:
            message = f"No document describes what {event.system} sends with {event.name}, so what is read from it cannot be checked."
            yield Fault(where=f"{where}.event", message=message)


@rule("TRG510", severity="info")
def duplicates_can_be_known(view: View) -> Iterator[Fault]:
    """Name the path of a delivery's own id, by which a delivery that comes twice is known."""
    for where, _, trigger in _triggers(view):
        if trigger.kind == "webhook" and not trigger.event_id:
            message = "Without the path of the delivery's own id, duplicates are known by their content alone."
            yield Fault(where=f"{where}.event_id", message=message)


@rule("TRG511", severity="warning")
def list_parameters_have_values(view: View) -> Iterator[Fault]:
    """Give a value to each parameter without which the polled list is refused: a setting named `<system>_<parameter>`."""
    for where, _, trigger in _triggers(view):
        operation, system = view.operation(trigger.system, trigger.operation), view.design.system(trigger.system)
        if operation is None or system is None:
            continue
        settings = {setting.id for setting in view.design.settings}
        for parameter in operation.parameters:
            is_needed = parameter.location == "path" or (parameter.location == "query" and parameter.field.required)
            wanted = identifier(f"{system.id}_{parameter.name}")
            is_filled = wanted in settings or parameter.name in {trigger.cursor.parameter if trigger.cursor else "", system.auth.parameter}
            if is_needed and parameter.field.default is None and not is_filled:
                message = f"{operation.key} needs `{parameter.target}`, and nothing fills it. Ask for it with a setting `{wanted}`."
                yield Fault(where=f"{where}.operation", message=message, spec=place_of(operation))


def _triggers(view: View) -> Iterator[tuple[str, Flow, Trigger]]:
    for i, flow in enumerate(view.design.flows):
        yield f"$.flows[{i}].trigger", flow, flow.trigger


def _event(view: View, trigger: Trigger) -> Event | None:
    spec = view.spec(trigger.system)
    return view.catalog.event(spec.name, trigger.event) if spec and trigger.kind == "webhook" else None


def _lists(lists: list[str]) -> str:
    return f"Its lists are {', '.join(lists[:5])}." if lists else "It holds no list."
