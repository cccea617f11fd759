"""Each mapping on a sample event. What must come out was worked out from the design when this starter was made.

Where a value below is wrong for you, the mapping is wrong for you: correct `design.yaml`, or `mappings.py` and this file.
"""

from __future__ import annotations

from given import CONTRACTS, RUN, SETTINGS, record
from new_stripe_customers_become_xero_contacts import clients, mappings
from new_stripe_customers_become_xero_contacts.runtime.requests import Content


def test_update_contact() -> None:
    """What `update_contact` makes of the sample event, field by field."""
    content = mappings.update_contact(record("stripe_customer_updated_to_xero"), SETTINGS, RUN)
    assert content == Content(
        path={"ContactID": "00000000-0000-4000-8000-000000000001"},
        headers={"xero-tenant-id": "00000000-0000-4000-8000-000000000001"},
        body={
            "Contacts": [
                {
                    "Name": "sample name",
                    "EmailAddress": "sample@example.com",
                    "Phones": [{"PhoneNumber": "+4930123456"}],
                    "ContactNumber": "sample id",
                    "Addresses": [
                        {
                            "AddressLine1": "sample line1",
                            "AddressLine2": "sample line2",
                            "City": "sample city",
                            "Region": "sample state",
                            "PostalCode": "sample postal code",
                            "Country": "DE",
                        }
                    ],
                    "DefaultCurrency": "EUR",
                }
            ]
        },
    )
    assert CONTRACTS["xero"].problems(clients.update_contact(content)) == []


def test_write_contact() -> None:
    """What `write_contact` makes of the sample event, field by field."""
    content = mappings.write_contact(record("stripe_customer_created_to_xero"), SETTINGS)
    assert content == Content(
        headers={"xero-tenant-id": "00000000-0000-4000-8000-000000000001"},
        body={
            "Contacts": [
                {
                    "Name": "sample name",
                    "EmailAddress": "sample@example.com",
                    "Phones": [{"PhoneNumber": "+4930123456"}],
                    "ContactNumber": "sample id",
                    "Addresses": [
                        {
                            "AddressLine1": "sample line1",
                            "AddressLine2": "sample line2",
                            "City": "sample city",
                            "Region": "sample state",
                            "PostalCode": "sample postal code",
                            "Country": "DE",
                        }
                    ],
                    "DefaultCurrency": "EUR",
                }
            ]
        },
    )
    assert CONTRACTS["xero"].problems(clients.update_or_create_contacts(content)) == []
