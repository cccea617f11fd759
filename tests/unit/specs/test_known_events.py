"""What is known of a vendor is laid over its document, and never over what the document says itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from designer.model.brief import SystemRef
from designer.model.description import DescriptionRef
from designer.specs.catalog import load_catalog
from tests.unit.specs.documents import TEXT, document, ref

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from designer.specs.catalog import LoadedCatalog

    Read = Callable[..., LoadedCatalog]

SCHEMAS = {
    "customer": {"type": "object", "properties": {"id": TEXT, "email": TEXT}},
    "product": {"type": "object", "properties": {"id": TEXT, "sku": TEXT}},
}
LISTED = {"enum": ["customer.created", "product.created", "unheard.of"]}
SUBSCRIBE = {
    "post": {"requestBody": {"content": {"application/json": {"schema": {"properties": {"enabled_events": LISTED}}}}}, "responses": {}}
}


def stripe(tmp_path: Path, read: Read, **more: Any) -> LoadedCatalog:
    """Return a small document read as a system whose name is known."""
    read(document({"/v1/webhook_endpoints": SUBSCRIBE}, components={"schemas": SCHEMAS}, **more))
    return load_catalog([SystemRef(name="Stripe", descriptions=(DescriptionRef(kind="openapi", path="shop.json"),))], base=tmp_path)


def test_the_record_is_laid_into_the_envelope(tmp_path: Path, catalog_of: Read) -> None:
    """Its schema is the document's own; what the vendor adds stands around it."""
    catalog = stripe(tmp_path, catalog_of)
    event = catalog.event("Stripe", "customer.created")
    assert event is not None
    assert (event.origin, event.payload, event.record_path, event.registration) == (
        "subscription_enum",
        "full",
        "data.object",
        "POST /v1/webhook_endpoints",
    )
    assert event.verification is not None
    assert event.verification.scheme == "stripe"
    assert event.dated
    paths = [field.path for field in catalog.event_fields(event)]
    assert {"id", "type", "data", "data.object", "data.object.email"} <= set(paths)
    assert len(paths) == len(set(paths))
    found = catalog.event_field(event, "data.object.email")
    assert found is not None
    assert found.pointer == "#/components/schemas/customer/properties/email"
    assert catalog.event_field(event, "data.object.nothing") is None
    unknown = catalog.event_field(event, "data.previous_attributes.email")
    assert unknown is not None
    assert unknown.free_form


def test_an_event_that_is_only_listed_comes_like_the_others(tmp_path: Path, catalog_of: Read) -> None:
    """Its record is the schema its name begins with; without such a schema nothing is said."""
    catalog = stripe(tmp_path, catalog_of)
    alike, strange = catalog.event("Stripe", "product.created"), catalog.event("Stripe", "unheard.of")
    assert alike is not None
    assert strange is not None
    assert "data.object.sku" in [field.path for field in catalog.event_fields(alike)]
    assert (strange.payload, strange.content, strange.record_path) == ("unknown", None, "")


def test_what_the_document_describes_holds(tmp_path: Path, catalog_of: Read) -> None:
    """Only what it leaves out is filled up."""
    hook = {"post": {"requestBody": {"content": {"application/json": {"schema": ref("product")}}}, "responses": {}}}
    catalog = stripe(tmp_path, catalog_of, webhooks={"customer.created": hook})
    event = catalog.event("Stripe", "customer.created")
    assert event is not None
    assert (event.origin, event.record_path) == ("webhook", "")
    assert [field.path for field in catalog.event_fields(event)] == ["id", "sku"]
    assert event.verification is not None
    assert event.verification.scheme == "stripe"


def test_an_unknown_vendor_has_no_events(catalog_of: Read) -> None:
    """Nothing is guessed."""
    assert catalog_of(document({}, components={"schemas": SCHEMAS})).systems[0].events == ()


def test_a_listed_event_of_a_known_vendor_survives_slicing(tmp_path: Path, catalog_of: Read) -> None:
    """The slice alone tells the same fields."""
    catalog = stripe(tmp_path, catalog_of)
    event = catalog.event("Stripe", "product.created")
    assert event is not None
    before = [field.path for field in catalog.event_fields(event)]
    catalog_of(catalog.slice("Stripe", [], events=["product.created"]))
    part = load_catalog([SystemRef(name="Stripe", descriptions=(DescriptionRef(kind="openapi", path="shop.json"),))], base=tmp_path)
    event = part.event("Stripe", "product.created")
    assert event is not None
    assert [field.path for field in part.event_fields(event)] == before


def test_a_webhook_without_schema_takes_what_is_known(tmp_path: Path, catalog_of: Read) -> None:
    """Its origin and place stay the document's."""
    catalog = stripe(tmp_path, catalog_of, webhooks={"customer.updated": {"post": {"summary": "Changed", "responses": {}}}})
    event = catalog.event("Stripe", "customer.updated")
    assert event is not None
    assert (event.origin, event.summary, event.payload, event.record_path) == ("webhook", "Changed", "full", "data.object")


def test_the_subscribing_operation_is_found_whatever_base_the_document_leaves_out(tmp_path: Path, catalog_of: Read) -> None:
    """The longest path that ends alike; without any the words for the clicks."""
    paths = {"/webhook_endpoints": {"post": {"responses": {}}}, "/": {"post": {"responses": {}}}, "/customers": {"post": {"responses": {}}}}
    read = {"POST /webhook_endpoints": paths, "Stripe Dashboard": {"/customers": paths["/customers"]}}
    for registration, present in read.items():
        catalog_of(document(present))
        catalog = load_catalog([SystemRef(name="Stripe", descriptions=(DescriptionRef(kind="openapi", path="shop.json"),))], base=tmp_path)
        event = catalog.event("Stripe", "customer.created")
        assert event is not None
        assert event.registration.startswith(registration)
        assert (event.origin, event.content) == ("vendor_data", None)
