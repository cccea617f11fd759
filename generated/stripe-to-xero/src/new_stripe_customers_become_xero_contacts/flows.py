"""The flows: which calls an event leads to, in which order. Nothing is sent here: each `yield` hands a request to whoever sends it."""

from __future__ import annotations

from . import clients, mappings
from .runtime.flows import Flow, Incoming
from .runtime.records import Step, get
from .runtime.requests import Steps, key_of, once
from .runtime.verification import Verification
from .settings import Settings


def stripe_customer_created_to_xero(incoming: Incoming, settings: Settings) -> Steps:
    """When a customer is created in Stripe, create a contact in Xero."""
    trigger = incoming.record
    run = incoming.run
    yield clients.update_or_create_contacts(mappings.write_contact(trigger, settings)).of_step(
        "write_contact",
        remember=once("link:customer_contact", get(trigger, "data", "object", "id")),
        headers={"Idempotency-Key": key_of("write_contact", run.event_id)},
    )


def stripe_customer_updated_to_xero(incoming: Incoming, settings: Settings) -> Steps:
    """When a customer is updated in Stripe, update that contact in Xero. If the contact already exists (same email address), do not create a second one."""
    trigger = incoming.record
    run = incoming.run
    yield clients.update_contact(mappings.update_contact(trigger, settings, run)).of_step(
        "update_contact", headers={"Idempotency-Key": key_of("update_contact", run.event_id)}
    )


FLOWS: tuple[Flow[Settings], ...] = (
    Flow(
        id="stripe_customer_created_to_xero",
        title="When a customer is created in Stripe, create a contact in Xero.",
        steps=stripe_customer_created_to_xero,
        items=None,
        event_id=("id",),
        verification=Verification(
            kind="hmac",
            environment="STRIPE_WEBHOOK_SECRET",
            header="Stripe-Signature",
            signed="{timestamp}.{body}",
            prefix="v1=",
            timestamp_prefix="t=",
            timestamp_header="Stripe-Signature",
            tolerance_seconds=300,
        ),
    ),
    Flow(
        id="stripe_customer_updated_to_xero",
        title="When a customer is updated in Stripe, update that contact in Xero. If the contact already exists (same email address), do not create a second one.",
        steps=stripe_customer_updated_to_xero,
        items=None,
        event_id=("id",),
        verification=Verification(
            kind="hmac",
            environment="STRIPE_WEBHOOK_SECRET",
            header="Stripe-Signature",
            signed="{timestamp}.{body}",
            prefix="v1=",
            timestamp_prefix="t=",
            timestamp_header="Stripe-Signature",
            tolerance_seconds=300,
        ),
    ),
)

LINKS: dict[str, tuple[Step, ...]] = {
    "link:customer_contact": ("Contacts", 0, "ContactID"),
}
"""Where the answer that a link keeps holds the other system's id."""
