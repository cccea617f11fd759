"""Which calls are about an object, and what their bodies are for."""

from __future__ import annotations

import pytest

from designer.specs.accounts.places import is_about, purpose_of


@pytest.mark.parametrize(
    ("method", "path", "purpose"),
    [
        ("POST", "/objects/contacts", "create"),
        ("POST", "/objects/{objectType}", "create"),
        ("POST", "/objects/contacts/batch/create", "create"),
        ("POST", "/objects/contacts/batch/update", "update"),
        ("POST", "/objects/contacts/batch/upsert", "update"),
        ("POST", "/objects/contacts/search", "read"),
        ("POST", "/customers/{customer}", "update"),
        ("POST", "/{baseId}/{tableIdOrName}", "create"),
        ("POST", "/issue/{id}/transitions", "read"),
        ("PUT", "/issue/{id}", "update"),
        ("PATCH", "/objects/contacts/{id}", "update"),
    ],
)
def test_what_a_body_is_for(method: str, path: str, purpose: str) -> None:
    """Making a record, changing one, or anything else: only the first needs what a new record must have."""
    assert purpose_of(method, path) == purpose


@pytest.mark.parametrize(
    ("path", "name", "verdict"),
    [
        ("/objects/contacts", "contacts", True),
        ("/objects/contacts/{contactId}", "Contact", True),
        ("/objects/contacts/batch/create", "contacts", True),
        ("/search/contacts", "contacts", True),
        ("/companies.json", "company", True),
        ("/objects/{objectType}", "contacts", None),
        ("/sobjects/{sObjectName}/{id}", "Lead", None),
        ("/objects/deals", "contacts", False),
        ("/contacts/{contact_id}/companies", "contacts", False),
        ("/records/{recordId}", "Lead", False),
    ],
)
def test_what_a_path_is_about(path: str, name: str, verdict: bool | None) -> None:  # noqa: FBT001 - one column of a table
    """The last name in it that is no action; a parameter that stands for any object is about each."""
    assert is_about(path, name) is verdict
