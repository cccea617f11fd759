"""What the path and the words of a call tell: its collection, its noun, what it does to a record that is there."""

from __future__ import annotations

import pytest

from designer.model.spec import Operation
from designer.plan.offline.calls import collection_of, noun_of, takes_one
from designer.plan.offline.writing import semantics_of


def call(key: str, *, summary: str = "", in_spec: bool = True) -> Operation:
    """Return the operation of a key such as `POST /contacts`."""
    method, _, path = key.partition(" ")
    return Operation(system="CRM", method=method, path=path, summary=summary, in_spec=in_spec)


@pytest.mark.parametrize(
    ("path", "collection", "noun"),
    [
        ("/v1/customers", "/v1/customers", "customer"),
        ("/v1/customers/{id}", "/v1/customers", "customer"),
        ("/admin/orders/{id}.json", "/admin/orders", "order"),
        ("/contacts/", "/contacts", "contact"),
        ("/addresses/{id}", "/addresses", "address"),
        ("/crm/companies/search", "/crm/companies/search", "company"),
        ("/{endpoint}", "", "record"),
        ("/{baseId}/{tableIdOrName}", "/{baseId}/{tableIdOrName}", "record"),
        ("/api/table/{tableName}/{sys_id}", "/api/table/{tableName}", "table"),
    ],
)
def test_a_path_tells_its_collection_and_noun(path: str, collection: str, noun: str) -> None:
    """Endings that name a format or an action are no collection and no noun."""
    operation = call(f"GET {path}")
    assert (collection_of(path), noun_of(operation)) == (collection, noun)
    assert takes_one(operation) == (collection != path.rstrip("/"))


@pytest.mark.parametrize(
    ("key", "summary", "semantics"),
    [
        ("POST /contacts", "Create a contact", "create"),
        ("POST /contacts", "Create or update a contact", "upsert"),
        ("PUT /contacts", "Upsert contacts", "upsert"),
        ("PUT /contacts", "Add or update contacts", "upsert"),
        ("PUT /contacts", "Import contacts", "create"),
        ("PUT /contacts/{id}", "Store a contact", "replace"),
        ("PATCH /contacts/{id}", "Change a contact", "patch"),
        ("POST /customers/{id}", "Update a customer", "patch"),
        ("POST /customers/{id}", "Update a customer or create its card", "patch"),
    ],
)
def test_a_call_tells_what_it_does_to_a_record(key: str, summary: str, semantics: str) -> None:
    """By its method, its path, and the words of its document."""
    assert semantics_of(call(key, summary=summary)) == semantics


def test_an_unknown_endpoint_is_taken_for_a_collection() -> None:
    """`/{endpoint}` stands for a path that no document tells, not for one record."""
    assert semantics_of(call("POST /{endpoint}", in_spec=False)) == "create"
