"""Words find operations."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.unit.specs.documents import document

if TYPE_CHECKING:
    from collections.abc import Callable

    from designer.specs.catalog import LoadedCatalog

PATHS = {
    "/customers": {"get": {"summary": "List all customers", "responses": {}}, "post": {"summary": "Create a customer", "responses": {}}},
    "/customers/{id}/invoices": {"get": {"operationId": "listCustomerInvoices", "responses": {}}},
    "/refunds": {"post": {"summary": "Create a refund", "tags": ["Money"], "responses": {}}},
}


def test_the_operation_that_shares_most_words_comes_first(catalog_of: Callable[..., LoadedCatalog]) -> None:
    """Plurals and camel case do not matter; scores lie between 0 and 1."""
    catalog = catalog_of(document(PATHS))
    found = catalog.search("shop", "create customers")
    assert found[0].operation.key == "POST /customers"
    assert 0 < found[1].score < found[0].score <= 1
    assert catalog.search("shop", "invoice of a customer")[0].operation.key == "GET /customers/{id}/invoices"
    assert [ranked.operation.key for ranked in catalog.search("shop", "money")] == ["POST /refunds"]


def test_nothing_shared_is_nothing_found(catalog_of: Callable[..., LoadedCatalog]) -> None:
    """An unknown system or word has no answer; the limit holds."""
    catalog = catalog_of(document(PATHS))
    assert catalog.search("shop", "zebra") == ()
    assert catalog.search("nobody", "customer") == ()
    assert len(catalog.search("shop", "customer", limit=1)) == 1


def test_method_and_path_say_what_is_done(catalog_of: Callable[..., LoadedCatalog]) -> None:
    """Where a document has no words of its own, a POST to a collection creates and one to a record changes."""
    calls = {method: {"responses": {}} for method in ("get", "post", "delete")}
    catalog = catalog_of(document({"/orders": calls, "/orders/{id}": calls, "/orders/{id}/cancel": {"post": {"responses": {}}}}))
    wanted = {
        "create an order": "POST /orders",
        "list orders": "GET /orders",
        "find order": "GET /orders/{id}",
        "change order": "POST /orders/{id}",
    }
    assert {words: catalog.search("shop", words)[0].operation.key for words in wanted} == wanted
