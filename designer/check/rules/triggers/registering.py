"""Registration: it is known how a webhook is switched on, and the call that does it takes an address and the event."""

from __future__ import annotations

from typing import TYPE_CHECKING

from designer.check.evidence.near import did_you_mean
from designer.check.lookup.view import place_of
from designer.check.rule import Fault, rule
from designer.check.rules.triggers.each import triggers
from designer.names.path import leaf
from designer.names.text import words
from designer.transforms.scalars import text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from designer.check.lookup.view import View
    from designer.model.spec import Field, SystemSpec

ADDRESS = frozenset(
    {"url", "uri", "address", "endpoint", "callback", "target", "webhook", "hook", "destination", "href", "link", "host", "delivery"}
)
"""Words of the field that takes the connector's own address."""
EVENT = frozenset({"event", "events", "topic", "topics", "subscription", "subscriptions", "trigger", "triggers"})
"""Words of the field that takes the event, where the address is set elsewhere."""
SUBSCRIBING = frozenset({"POST", "PUT", "PATCH"})


@rule("TRG507", severity="warning")
def registration_is_known(view: View) -> Iterator[Fault]:
    """Say how a webhook is switched on: by which call, or by which clicks."""
    for where, _, trigger in triggers(view):
        kind = trigger.registration.kind
        if trigger.kind == "webhook" and kind in {"none", "unknown"}:
            yield Fault(where=f"{where}.registration", message="The design does not say how this webhook is switched on.")
        elif trigger.kind == "webhook" and kind == "operation" and not trigger.registration.operation:
            message = "The webhook is switched on by a call, and the design does not say by which. Name it, such as `POST /v1/webhooks`."
            yield Fault(where=f"{where}.registration.operation", message=message)


@rule("TRG528", severity="warning")
def registration_can_subscribe(view: View) -> Iterator[Fault]:
    """Switch a webhook on by a call that takes the connector's address and knows the event."""
    for where, _, trigger in triggers(view):
        key, place = trigger.registration.operation, f"{where}.registration.operation"
        operation, spec = view.operation(trigger.system, key), view.spec(trigger.system)
        if operation is None or spec is None or not operation.in_spec:
            continue
        if operation.method not in SUBSCRIBING:
            yield Fault(
                where=place, message=f"{key} switches nothing on. Name the call that makes a subscription.", spec=place_of(operation)
            )
            continue
        fields = view.catalog.fields(operation.body, access="write") if operation.body else ()
        if (
            fields
            and not any((ADDRESS | EVENT) & set(words(leaf(field.path))) for field in fields)
            and not any(f.free_form for f in fields)
        ):
            message = f"{key} takes neither an address to deliver to nor an event, so it is hardly the call that makes a subscription."
            yield Fault(where=place, message=message, spec=place_of(operation))
        yield from _unlisted(f"{where}.event", trigger.event, fields, spec)


def _unlisted(where: str, event: str, fields: Sequence[Field], spec: SystemSpec) -> Iterator[Fault]:
    """Tell an event that the subscription does not list, where it lists other events of the system."""
    known = {one.name for one in spec.events}
    for field in fields:
        values = list(map(text, field.enum))
        if len(known & set(values)) > 1 and event not in values and "*" not in values:
            near = did_you_mean(event, values)
            yield Fault(where=where, message=f'A subscription lists its events in "{field.path}", and {event} is none of them.{near}')
            return
