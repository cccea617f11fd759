"""Each flow from its sample event to its last call, against stand-ins that refuse what the systems' documents forbid."""

from __future__ import annotations

import httpx2
import pytest

from given import RUN, SETTINGS, World, flow_of, record, with_stranger
from new_stripe_customers_become_xero_contacts import clients, mappings
from new_stripe_customers_become_xero_contacts.runtime.http import DeliveryError
from new_stripe_customers_become_xero_contacts.runtime.validation import InvalidBody
from new_stripe_customers_become_xero_contacts.runtime.verification import Delivered, ForgedDeliveryError
from new_stripe_customers_become_xero_contacts.settings import POLICY


def test_stripe_customer_created_to_xero() -> None:
    """The calls of `stripe_customer_created_to_xero`, in order, each taken by a stand-in that refuses what the documents forbid."""
    world = World()
    world.run("stripe_customer_created_to_xero")
    assert world.calls == ["xero POST /Contacts"]
    assert world.refusals == []


def test_stripe_customer_created_to_xero_tries_again() -> None:
    """A system that is down or asks to wait is asked again; a wait that it names counts first."""
    world = World()
    world.mocks["xero"].failures += [httpx2.Response(503), httpx2.Response(429, headers={"Retry-After": "7"})]
    world.run("stripe_customer_created_to_xero")
    assert world.slept == [POLICY.first_delay_seconds, 7.0]


def test_stripe_customer_created_to_xero_reports_what_stays_down() -> None:
    """After the last attempt the failure is told, with the call and the answer."""
    world = World()
    world.mocks["xero"].failures += [httpx2.Response(503, text="maintenance")] * POLICY.attempts
    with pytest.raises(DeliveryError, match=f"after {POLICY.attempts} attempts: 503: maintenance"):
        world.run("stripe_customer_created_to_xero")


def test_stripe_customer_created_to_xero_repeats_its_key() -> None:
    """The same event twice carries the same idempotency key, so that the target makes one record."""
    made = [*World().run("stripe_customer_created_to_xero"), *World().run("stripe_customer_created_to_xero")]
    keys = [dict(request.headers)["Idempotency-Key"] for request in made if request.step == "write_contact"]
    assert len(keys) == 2
    assert len(set(keys)) == 1


def test_stripe_customer_created_to_xero_refuses_strangers() -> None:
    """A member that the document does not name never leaves, and the stand-in would not take it."""
    content = mappings.write_contact(record("stripe_customer_created_to_xero"), SETTINGS)
    request = clients.update_or_create_contacts(with_stranger(content))
    with pytest.raises(InvalidBody):
        World().delivery.send(request)
    with pytest.raises(DeliveryError, match="422"):
        World(enforce=False).delivery.send(request)


def test_stripe_customer_created_to_xero_refuses_a_forged_delivery() -> None:
    """A delivery passes with the sender's proof, and not once it is another, nor where the secret is not known."""
    verification = flow_of("stripe_customer_created_to_xero").verification
    assert verification is not None
    headers = {"Stripe-Signature": "t=1769851800,v1=d8a25f08e9807dcc865112eae41a3bd7887176b1453eef580bd25233c4d06680"}
    delivered = Delivered(b'{"sample": true}', headers, address="https://connector.example.com/deliveries")
    verification.verify(delivered, {"STRIPE_WEBHOOK_SECRET": "sample"})
    for forged in [Delivered(delivered.body + b" ", headers, address=delivered.address), Delivered(delivered.body)]:
        with pytest.raises(ForgedDeliveryError):
            verification.verify(forged, {"STRIPE_WEBHOOK_SECRET": "sample"})
    with pytest.raises(ForgedDeliveryError):
        verification.verify(delivered, {})


def test_stripe_customer_updated_to_xero() -> None:
    """The calls of `stripe_customer_updated_to_xero`, in order, each taken by a stand-in that refuses what the documents forbid."""
    world = World()
    world.run("stripe_customer_updated_to_xero")
    assert world.calls == ["xero POST /Contacts/{ContactID}"]
    assert world.refusals == []


def test_stripe_customer_updated_to_xero_tries_again() -> None:
    """A system that is down or asks to wait is asked again; a wait that it names counts first."""
    world = World()
    world.mocks["xero"].failures += [httpx2.Response(503), httpx2.Response(429, headers={"Retry-After": "7"})]
    world.run("stripe_customer_updated_to_xero")
    assert world.slept == [POLICY.first_delay_seconds, 7.0]


def test_stripe_customer_updated_to_xero_reports_what_stays_down() -> None:
    """After the last attempt the failure is told, with the call and the answer."""
    world = World()
    world.mocks["xero"].failures += [httpx2.Response(503, text="maintenance")] * POLICY.attempts
    with pytest.raises(DeliveryError, match=f"after {POLICY.attempts} attempts: 503: maintenance"):
        world.run("stripe_customer_updated_to_xero")


def test_stripe_customer_updated_to_xero_repeats_its_key() -> None:
    """The same event twice carries the same idempotency key, so that the target makes one record."""
    made = [*World().run("stripe_customer_updated_to_xero"), *World().run("stripe_customer_updated_to_xero")]
    keys = [dict(request.headers)["Idempotency-Key"] for request in made if request.step == "update_contact"]
    assert len(keys) == 2
    assert len(set(keys)) == 1


def test_stripe_customer_updated_to_xero_refuses_strangers() -> None:
    """A member that the document does not name never leaves, and the stand-in would not take it."""
    content = mappings.update_contact(record("stripe_customer_updated_to_xero"), SETTINGS, RUN)
    request = clients.update_contact(with_stranger(content))
    with pytest.raises(InvalidBody):
        World().delivery.send(request)
    with pytest.raises(DeliveryError, match="422"):
        World(enforce=False).delivery.send(request)


def test_stripe_customer_updated_to_xero_refuses_a_forged_delivery() -> None:
    """A delivery passes with the sender's proof, and not once it is another, nor where the secret is not known."""
    verification = flow_of("stripe_customer_updated_to_xero").verification
    assert verification is not None
    headers = {"Stripe-Signature": "t=1769851800,v1=d8a25f08e9807dcc865112eae41a3bd7887176b1453eef580bd25233c4d06680"}
    delivered = Delivered(b'{"sample": true}', headers, address="https://connector.example.com/deliveries")
    verification.verify(delivered, {"STRIPE_WEBHOOK_SECRET": "sample"})
    for forged in [Delivered(delivered.body + b" ", headers, address=delivered.address), Delivered(delivered.body)]:
        with pytest.raises(ForgedDeliveryError):
            verification.verify(forged, {"STRIPE_WEBHOOK_SECRET": "sample"})
    with pytest.raises(ForgedDeliveryError):
        verification.verify(delivered, {})
