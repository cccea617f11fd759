"""What fills what: one function for each call, from records to the content of the call. Yours to edit."""

from __future__ import annotations

from .runtime import transforms
from .runtime.records import Record, compact, filled, get
from .runtime.requests import Content, Run
from .settings import Settings


def write_contact(trigger: Record, settings: Settings) -> Content:
    """Create or update the contact in Xero."""
    return Content(
        headers={"xero-tenant-id": settings.xero_tenant_id},
        body=compact({
            "Contacts": filled([
                compact({
                    "Name": transforms.coalesce(get(trigger, "data", "object", "name"), get(trigger, "data", "object", "email")),
                    "EmailAddress": get(trigger, "data", "object", "email"),
                    "Phones": filled([compact({"PhoneNumber": get(trigger, "data", "object", "phone")})]),
                    "ContactNumber": get(trigger, "data", "object", "id"),
                    "Addresses": filled([
                        compact({
                            "AddressLine1": get(trigger, "data", "object", "address", "line1"),
                            "AddressLine2": get(trigger, "data", "object", "address", "line2"),
                            "City": get(trigger, "data", "object", "address", "city"),
                            "Region": get(trigger, "data", "object", "address", "state"),
                            "PostalCode": get(trigger, "data", "object", "address", "postal_code"),
                            "Country": get(trigger, "data", "object", "address", "country"),
                        })
                    ]),
                    "DefaultCurrency": transforms.upper(get(trigger, "data", "object", "currency")),
                })
            ])
        }),
    )


def update_contact(trigger: Record, settings: Settings, run: Run) -> Content:
    """Update the contact in Xero."""
    return Content(
        path={"ContactID": transforms.lookup(get(trigger, "data", "object", "id"), run.links["link:customer_contact"])},
        headers={"xero-tenant-id": settings.xero_tenant_id},
        body=compact({
            "Contacts": filled([
                compact({
                    "Name": transforms.coalesce(get(trigger, "data", "object", "name"), get(trigger, "data", "object", "email")),
                    "EmailAddress": get(trigger, "data", "object", "email"),
                    "Phones": filled([compact({"PhoneNumber": get(trigger, "data", "object", "phone")})]),
                    "ContactNumber": get(trigger, "data", "object", "id"),
                    "Addresses": filled([
                        compact({
                            "AddressLine1": get(trigger, "data", "object", "address", "line1"),
                            "AddressLine2": get(trigger, "data", "object", "address", "line2"),
                            "City": get(trigger, "data", "object", "address", "city"),
                            "Region": get(trigger, "data", "object", "address", "state"),
                            "PostalCode": get(trigger, "data", "object", "address", "postal_code"),
                            "Country": get(trigger, "data", "object", "address", "country"),
                        })
                    ]),
                    "DefaultCurrency": transforms.upper(get(trigger, "data", "object", "currency")),
                })
            ])
        }),
    )
