"""The calls this connector makes: one function for each operation, from content to a request ready to be sent."""

from __future__ import annotations

from .runtime.requests import Content, Request, request


def update_or_create_contacts(content: Content) -> Request:
    """POST /Contacts: Update or create one or more contacts."""
    return request("xero", "POST", "/Contacts", content, media_type="application/json")


def update_contact(content: Content) -> Request:
    """POST /Contacts/{ContactID}: Update a contact."""
    return request("xero", "POST", "/Contacts/{ContactID}", content, media_type="application/json")
