"""What a vendor returns of a record though nothing asks for it, where its document only tells how to ask for more.

HubSpot's documentation of its CRM objects and their search lists the properties of each object that come by default; a list of `properties`
in the request takes their place.
"""

from __future__ import annotations

import re

CRM_OBJECT = re.compile(r"/crm/(?:v\d+/)?objects/(?:v\d+/)?([\w-]+)")
ALWAYS = frozenset({"createdate", "hs_createdate", "lastmodifieddate", "hs_lastmodifieddate", "hs_object_id"})
OF_OBJECT = {
    "contacts": frozenset({"email", "firstname", "lastname"}),
    "companies": frozenset({"name", "domain"}),
    "deals": frozenset({"dealname", "amount", "closedate", "pipeline", "dealstage"}),
    "tickets": frozenset({"content", "subject", "hs_pipeline", "hs_pipeline_stage", "hs_ticket_category", "hs_ticket_priority"}),
    "products": frozenset({"name", "description", "price"}),
    "line_items": frozenset({"quantity", "amount", "price"}),
}
NUMBERED = {
    "0-1": "contacts",
    "0-2": "companies",
    "0-3": "deals",
    "0-5": "tickets",
    "0-7": "products",
    "0-8": "line_items",
    "0-14": "quotes",
    "0-27": "tasks",
    "0-46": "notes",
    "0-47": "meetings",
    "0-48": "calls",
    "0-49": "emails",
}
"""HubSpot's numbers of kinds of objects, which its newer documents write in paths instead of their names."""


def comes_unasked(call: str, name: str) -> bool:
    """Tell whether a call (`GET /crm/v3/objects/contacts`) returns the property *name* when it is asked for none."""
    found = CRM_OBJECT.search(call)
    return found is not None and (name in ALWAYS or name in OF_OBJECT.get(NUMBERED.get(found[1], found[1]), ()))
