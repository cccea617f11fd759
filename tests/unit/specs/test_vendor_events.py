"""What the dated data file tells of vendors' events."""

from __future__ import annotations

import re

import pytest

from designer.names.path import parse_path
from designer.specs.vendors.vendor_events import VendorEvent, events_for

VENDORS = (
    "Stripe", "GitHub", "Slack", "Shopify", "HubSpot", "Salesforce", "Zendesk", "Jira", "Xero", "QuickBooks Online", "WooCommerce",
    "Mailchimp", "Intercom", "Freshdesk", "Okta", "BambooHR", "Microsoft Graph", "Google Calendar", "Pipedrive", "Asana", "Square",
    "PayPal", "Twilio", "SendGrid", "Typeform", "Calendly", "DocuSign", "Chargebee", "Lago", "Recurly", "Klaviyo", "PagerDuty",
)  # fmt: skip


def the_event(vendor: str, name: str) -> VendorEvent:
    """Return one event of a vendor."""
    return next(event for event in events_for(vendor) if event.name == name)


@pytest.mark.parametrize("vendor", VENDORS)
def test_each_event_says_what_a_connector_needs(vendor: str) -> None:
    """Paths can be read, names are unique, a thin delivery names its record, and date and source are told."""
    events = events_for(vendor)
    assert len({event.name for event in events}) == len(events) > 0
    for event in events:
        paths = (event.items, event.record_path, event.id_path, event.event_id_path, *(field.path for field in event.envelope))
        assert all(isinstance(parse_path(path), tuple) for path in paths)
        assert event.vendor == vendor
        assert event.clicks
        assert event.source
        assert re.fullmatch(r"\d{4}-\d\d-\d\d", event.dated)
        assert re.fullmatch(r"((POST|PUT) /\S+)?", event.operation)
        assert event.payload != "id" or event.id_path or vendor == "Google Calendar"


def test_a_record_stands_in_its_envelope() -> None:
    """A Stripe delivery holds the whole record under data.object, signed in Stripe's own way."""
    event = the_event("Stripe", "customer.created")
    assert (event.payload, event.record_path, event.event_id_path, event.schemas) == ("full", "data.object", "id", ("customer",))
    assert (event.verification.scheme, event.verification.header, event.verification.tolerance_seconds) == (
        "stripe",
        "Stripe-Signature",
        300,
    )
    created = next(field for field in event.envelope if field.path == "created")
    assert (created.types, created.format, created.required) == (("integer",), "unix-time", True)


def test_a_thin_delivery_carries_many_events() -> None:
    """HubSpot sends an array of ids: items at the root, paths relative to one item."""
    event = the_event("HubSpot", "contact.creation")
    assert (event.payload, event.items, event.id_path, event.record_path) == ("id", "[]", "objectId", "")


def test_a_record_may_differ_from_its_vendor() -> None:
    """A deleted Shopify order is told by its id alone, a created one whole."""
    assert the_event("Shopify", "orders/create").payload == "full"
    assert the_event("Shopify", "orders/delete").payload == "id"


def test_a_stream_is_never_called_a_webhook() -> None:
    """Salesforce's changes come over a connection that the connector keeps open."""
    assert {event.transport for event in events_for("Salesforce")} == {"stream"}
    assert {event.transport for event in events_for("Stripe")} == {"webhook"}


def test_containers_come_before_their_children() -> None:
    """An envelope is in the order of a field tree, and only an object without known members is free-form."""
    paths = {field.path: at for at, field in enumerate(the_event("Okta", "user.lifecycle.create").envelope)}
    assert paths["target"] < paths["target[]"] < paths["target[].id"]
    free = {field.path for field in the_event("Stripe", "customer.created").envelope if field.free_form}
    assert free == {"data.object", "data.previous_attributes"}


@pytest.mark.parametrize(
    ("name", "title", "vendor"),
    [
        ("QBO", "", "QuickBooks Online"),
        ("stripe test account", "", "Stripe"),
        ("hubspot_crm", "", "HubSpot"),
        ("Twilio SendGrid", "", "SendGrid"),
        ("Billing", "Stripe API", "Stripe"),
        ("GitHub v3 REST API", "", "GitHub"),
    ],
)
def test_a_name_means_a_vendor(name: str, title: str, vendor: str) -> None:
    """Aliases, longer names and a document's title are understood."""
    assert {event.vendor for event in events_for(name, title)} == {vendor}


@pytest.mark.parametrize("name", ["StripeLike", "ZoomInfo", "Calendar API", "Our shop", "Webhooks", ""])
def test_another_name_means_none(name: str) -> None:
    """A name that merely begins with the same letters is another system's."""
    assert events_for(name) == ()
