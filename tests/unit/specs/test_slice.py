"""A slice is a document that gives the same nouns for its operations as the whole."""

from __future__ import annotations

import dataclasses
import json
from typing import TYPE_CHECKING, Any

import pytest

from designer.model.spec import Content
from tests.unit.specs.documents import TEXT, answering, document, ref
from tests.unit.specs.test_swagger import swagger

if TYPE_CHECKING:
    from collections.abc import Callable

    from designer.specs.catalog import LoadedCatalog

    Read = Callable[..., LoadedCatalog]

NODE = {"type": "object", "properties": {"name": TEXT, "next": ref("Node"), "kind": ref("Kind")}}
PET = {"type": "object", "discriminator": {"propertyName": "t", "mapping": {"cat": "Cat"}}, "properties": {"t": TEXT}}
COMPONENTS = {
    "schemas": {
        "Node": NODE,
        "Kind": {"enum": ["a", "b"]},
        "Pet": PET,
        "Cat": {"allOf": [ref("Pet"), {"properties": {"claws": TEXT}}]},
        "Unused": {"properties": {"x": ref("Node")}},
    },
    "parameters": {"Limit": {"name": "limit", "in": "query", "schema": {"type": "integer"}}, "Other": {"name": "o", "in": "query"}},
    "responses": {"Bad": {"description": "bad", "content": {"application/json": {"schema": ref("Pet")}}}},
    "securitySchemes": {"key": {"type": "apiKey", "in": "header", "name": "K"}, "other": {"type": "http", "scheme": "basic"}},
}
WHOLE = document(
    {
        "/nodes": {
            "parameters": [{"$ref": "#/components/parameters/Limit"}],
            "get": answering(
                {"properties": {"data": {"type": "array", "items": ref("Node")}}}, tags=["n"], **{"x-internal": {"big": True}}
            ),
            "post": {
                "requestBody": {"content": {"application/json": {"schema": ref("Node")}}},
                "responses": {"400": {"$ref": "#/components/responses/Bad"}},
            },
        },
        "/deep": {"get": answering({"$ref": "#/paths/~1nodes/get/responses/200/content/application~1json/schema"})},
        "/unused": {"get": answering(ref("Unused"))},
    },
    servers=[{"url": "https://api.shop.test"}],
    security=[{"key": []}],
    components=COMPONENTS,
    webhooks={"node.made": {"post": {"requestBody": {"content": {"application/json": {"schema": ref("Node")}}}}}},
)


def told(catalog: LoadedCatalog, key: str) -> Any:
    """Return all that a catalog tells of an operation, without the places in its files."""
    operation = catalog.operation("Shop", key)
    assert operation is not None
    fields = {
        access: catalog.fields(content, access=access)
        for access, content in (("write", operation.body), ("read", operation.success))
        if content is not None
    }
    return without_places({"operation": operation, "fields": fields, "urls": catalog.systems[0].base_urls})


def without_places(value: Any) -> Any:
    """Return plain values of nouns, places left out: file, pointer, and the name that a nameless schema gets in a slice."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        left_out = ("file", "pointer", "name") if isinstance(value, Content) else ("file", "pointer")
        return {one.name: without_places(getattr(value, one.name)) for one in dataclasses.fields(value) if one.name not in left_out}
    if isinstance(value, dict):
        return {key: without_places(item) for key, item in value.items()}
    return [without_places(item) for item in value] if isinstance(value, tuple | list) else value


FORM = [{"name": "name", "in": "formData", "type": "string", "required": True}, {"$ref": "#/parameters/Limit"}]
CASES = {
    "list": (WHOLE, "GET /nodes"),
    "write": (WHOLE, "POST /nodes"),
    "pointer into another path": (WHOLE, "GET /deep"),
    "swagger body": (swagger(parameters=[{"name": "b", "in": "body", "schema": {"$ref": "#/definitions/Thing"}}]), "POST /things"),
    "swagger form": (swagger(parameters=FORM), "POST /things"),
}


@pytest.mark.parametrize("case", CASES)
def test_reading_the_slice_gives_the_same_nouns(case: str, catalog_of: Read) -> None:
    """Operation, parameters, fields and addresses are equal."""
    whole, key = CASES[case]
    catalog = catalog_of(whole)
    before = told(catalog, key)
    part = catalog.slice("shop", [key])
    assert told(catalog_of(json.loads(json.dumps(part))), key) == before


def test_nothing_else_is_in_it_and_the_document_is_unharmed(catalog_of: Read) -> None:
    """Only what the operation reaches: schemas, parameters, ways to sign in; extensions stay behind."""
    catalog = catalog_of(WHOLE)
    part: Any = catalog.slice("Shop", ["GET /nodes"])
    assert list(part["paths"]) == ["/nodes"]
    assert list(part["paths"]["/nodes"]) == ["parameters", "get"]
    assert sorted(part["components"]["schemas"]) == ["Kind", "Node"]
    assert sorted(part["components"]["parameters"]) == ["Limit"]
    assert sorted(part["components"]["securitySchemes"]) == ["key"]
    assert "x-internal" not in part["paths"]["/nodes"]["get"]
    assert "webhooks" not in part
    assert catalog.document("Shop", "shop.json").root == WHOLE


def test_subtypes_of_a_discriminator_come_along(catalog_of: Read) -> None:
    """A mapping's schemas are reached too."""
    part: Any = catalog_of(WHOLE).slice("Shop", ["POST /nodes"])
    assert sorted(part["components"]["schemas"]) == ["Cat", "Kind", "Node", "Pet"]


def test_events_can_be_asked_for(catalog_of: Read) -> None:
    """A webhook keeps its name and its schema."""
    part = catalog_of(WHOLE).slice("Shop", [], events=["node.made"])
    catalog = catalog_of(part)
    event = catalog.event("Shop", "node.made")
    assert event is not None
    assert [field.path for field in catalog.event_fields(event)] == ["name", "next", "kind"]


def test_a_listed_event_brings_the_operation_that_lists_it(catalog_of: Read) -> None:
    """Without it the slice would not know the event."""
    body = {"properties": {"events": {"type": "array", "items": {"enum": ["order.paid", "order.made", "order.gone"]}}}}
    hooks = {"/hooks": {"post": {"requestBody": {"content": {"application/json": {"schema": body}}}, "responses": {}}}}
    part = catalog_of(document({**WHOLE["paths"], **hooks}, components=COMPONENTS)).slice("Shop", ["GET /nodes"], events=["order.paid"])
    assert catalog_of(part).event("Shop", "order.paid") is not None


def test_a_callback_brings_the_operation_that_registers_it(catalog_of: Read) -> None:
    """It stands inside that operation."""
    calls = {"callbacks": {"paid": {"{$request.body#/url}": {"post": WHOLE["paths"]["/nodes"]["post"]}}}, "responses": {}}
    catalog = catalog_of(document({**WHOLE["paths"], "/hooks": {"post": calls}}, components=COMPONENTS))
    part = catalog_of(catalog.slice("Shop", ["GET /nodes"], events=["paid"]))
    event = part.event("Shop", "paid")
    assert event is not None
    assert [field.path for field in part.event_fields(event)] == ["name", "next", "kind"]


def test_methods_beyond_the_usual_ones(catalog_of: Read) -> None:
    """OpenAPI 3.2 has `query`, and any other under `additionalOperations`."""
    item = {"query": answering(ref("Kind")), "additionalOperations": {"COPY": answering(ref("Node")), "LINK": answering(ref("Pet"))}}
    catalog = catalog_of({**document({"/nodes": item}, components=COMPONENTS), "openapi": "3.2.0"})
    assert [operation.key for operation in catalog.systems[0].operations] == ["QUERY /nodes", "COPY /nodes", "LINK /nodes"]
    before = told(catalog, "COPY /nodes")
    part = catalog_of(catalog.slice("Shop", ["COPY /nodes"]))
    assert told(part, "COPY /nodes") == before
    assert len(part.systems[0].operations) == 1


def test_other_files_are_taken_in(catalog_of: Read) -> None:
    """A slice needs no file beside it; names that are taken get a number."""
    paths = {"/a": {"get": {"$ref": "parts/a.json"}}}
    components = {"schemas": {"Thing": {"properties": {"own": TEXT}}}}
    outside = {"components": {"schemas": {"Thing": {"properties": {"id": TEXT, "self": ref("Thing")}}}}}
    catalog = catalog_of(
        document(paths, components=components),
        parts__a_json=answering({"$ref": "b.json#/components/schemas/Thing"}),
        parts__b_json=outside,
    )
    before = told(catalog, "GET /a")
    part: Any = catalog.slice("Shop", ["GET /a"])
    assert list(part["components"]["schemas"]) == ["Thing_2"]
    after = told(catalog_of(part), "GET /a")
    assert after["fields"] == before["fields"]


def test_operations_of_two_documents_keep_their_own_sign_in(catalog_of: Read) -> None:
    """What one document asks by default is not asked by the other; schemas of the same name stay apart."""
    other = document(
        {"/other": {"get": answering(ref("Node"))}, "/open": {"get": {"security": [], "responses": {}}}},
        security=[{"basic": []}],
        components={
            "schemas": {"Node": {"properties": {"other": TEXT}}},
            "securitySchemes": {"basic": {"type": "http", "scheme": "basic"}},
        },
    )
    catalog = catalog_of(WHOLE, other)
    keys = ["GET /nodes", "GET /other", "GET /open"]
    before = [told(catalog, key) for key in keys]
    part = catalog_of(catalog.slice("Shop", keys))
    assert [told(part, key) for key in keys] == before
    assert {scheme.name for scheme in part.systems[0].schemes} == {"key", "basic"}


def test_an_unknown_system_has_no_slice(catalog_of: Read) -> None:
    """Absence is an answer."""
    assert catalog_of(WHOLE).slice("nobody", ["GET /nodes"]) == {}


def test_media_types_that_stand_elsewhere_are_read_and_cut(catalog_of: Read) -> None:
    """OpenAPI lets only one media type be referred to; where a document refers to the whole map, it is followed all the same."""
    media = {"application/json": {"schema": {"type": "object", "properties": {"sku": {"type": "string"}}}}}
    answer = {"200": {"description": "ok", "content": {"$ref": "#/components/mediaTypes/item"}}}
    catalog = catalog_of(document({"/items": {"get": {"responses": answer}}}, components={"mediaTypes": {"item": media}}))
    part = catalog_of(catalog.slice("Shop", ["GET /items"]))
    for told in (catalog, part):
        operation = told.operation("Shop", "GET /items")
        assert operation is not None
        assert operation.success is not None
        assert [field.path for field in told.fields(operation.success, access="read")] == ["sku"]


def test_what_is_no_part_of_a_document_is_left_out(catalog_of: Read) -> None:
    """A list where an answer should stand, a text among the parameters: a starter's own reader need not know of them."""
    odd = {
        "parameters": ["page", {"name": "limit", "in": "query", "schema": {"type": "integer", "maxLength": -1, "minimum": "low"}}],
        "responses": {"200": {"description": "ok", "content": {"application/json": {"schema": True}, "if": []}}, "if": []},
    }
    part = catalog_of(document({"/items": {"get": odd}})).slice("Shop", ["GET /items"])
    cut: Any = part["paths"]
    assert cut["/items"]["get"]["parameters"] == [{"name": "limit", "in": "query", "schema": {"type": "integer"}}]
    assert cut["/items"]["get"]["responses"] == {"200": {"description": "ok", "content": {"application/json": {"schema": True}}}}


def test_alternatives_that_multiply_are_opened(catalog_of: Read) -> None:
    """Forty schemas of two alternatives each, both the next one: a validator would try a million millions. Most stay as they are."""
    chain = {f"S{number}": {"oneOf": [ref(f"S{number + 1}"), ref(f"S{number + 1}")]} for number in range(40)}
    paths = {"/items": {"get": answering(ref("S0"))}}
    part: Any = catalog_of(document(paths, components={"schemas": {**chain, "S40": TEXT}})).slice("Shop", ["GET /items"])
    schemas = part["components"]["schemas"]
    opened = [name for name, schema in schemas.items() if "description" in schema]
    assert 2 <= len(opened) <= 4
    assert schemas["S39"] == chain["S39"]
    assert schemas["S40"] == TEXT
