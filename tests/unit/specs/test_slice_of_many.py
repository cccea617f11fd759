"""A slice of several documents: of two versions of OpenAPI, and of objects beside them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from tests.unit.specs.documents import TEXT, answering, document, ref
from tests.unit.specs.test_slice import COMPONENTS, WHOLE, told
from tests.unit.specs.test_swagger import swagger

if TYPE_CHECKING:
    from collections.abc import Callable

    from designer.specs.catalog import LoadedCatalog

    Read = Callable[..., LoadedCatalog]

LIMIT = {"$ref": "#/parameters/Limit"}
SWAGGER = {
    "a body": [{"name": "thing", "in": "body", "required": True, "schema": {"$ref": "#/definitions/Thing"}}, LIMIT],
    "a form": [
        {"name": "name", "in": "formData", "type": "string", "required": True},
        {"name": "tags", "in": "formData", "type": "array", "items": {"type": "string"}, "collectionFormat": "multi"},
        {"name": "codes", "in": "query", "type": "array", "items": {"type": "string"}, "collectionFormat": "tsv"},
        LIMIT,
    ],
    "a file": [{"name": "photo", "in": "formData", "type": "file", "description": "A picture."}],
    "nothing": [],
}


@pytest.mark.parametrize("case", SWAGGER)
@pytest.mark.parametrize("order", ["new first", "old first"])
def test_an_operation_of_swagger_beside_one_of_openapi(case: str, order: str, catalog_of: Read) -> None:
    """Both keep their bodies, parameters, answers and ways to sign in, in one document of OpenAPI 3."""
    old = swagger(parameters=SWAGGER[case], security=[{"o": ["read"]}])
    catalog = catalog_of(*((WHOLE, old) if order == "new first" else (old, WHOLE)))
    keys = ["GET /nodes", "POST /things"] if order == "new first" else ["POST /things", "GET /nodes"]
    before = [told(catalog, key) for key in keys]
    written: Any = json.loads(json.dumps(catalog.slice("shop", keys)))
    assert written["openapi"] == "3.1.0"
    part = catalog_of(written)
    after = [told(part, key) for key in keys]
    for one, other in zip(before, after, strict=True):
        assert one["fields"] == other["fields"]
        assert {**one["operation"], "base_urls": []} == {**other["operation"], "base_urls": []}
    assert {scheme.name: (scheme.kind, scheme.flows, scheme.scopes) for scheme in part.systems[0].schemes} == {
        "key": ("api_key", (), ()),
        "o": ("oauth2", ("authorizationCode",), ("read",)),
    }


def test_an_operation_of_another_document_keeps_its_address(catalog_of: Read) -> None:
    """It is served elsewhere than the system's first document says."""
    catalog = catalog_of(WHOLE, swagger())
    operation = catalog.operation("shop", "POST /things")
    assert operation is not None
    assert operation.base_urls == ("https://api.shop.test/v1",)
    part = catalog_of(catalog.slice("shop", ["GET /nodes", "POST /things"]))
    assert {one.key: one.base_urls for one in part.systems[0].operations} == {
        "GET /nodes": (),
        "POST /things": ("https://api.shop.test/v1",),
    }


def test_an_object_beside_an_openapi_document(catalog_of: Read) -> None:
    """Its endpoint stays unknown, its schema is taken in with all that it refers to."""
    thing = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "Deal", "type": "object",
             "properties": {"id": {"type": "integer", "readOnly": True}, "stage": {"$ref": "#/$defs/Stage"}},
             "$defs": {"Stage": {"enum": ["new", "won"]}}}  # fmt: skip
    catalog = catalog_of(WHOLE, thing)
    keys = ["GET /nodes", "GET /{endpoint}", "POST /{endpoint}"]
    before = [told(catalog, key) for key in keys]
    part = catalog_of(json.loads(json.dumps(catalog.slice("shop", keys))))
    after = [told(part, key) for key in keys]
    assert [one["fields"] for one in after] == [one["fields"] for one in before]
    assert [part.operation("shop", key).in_spec for key in keys] == [True, False, False]  # type: ignore[union-attr]
    assert [one["operation"]["security"] for one in after] == [one["operation"]["security"] for one in before]


def test_a_slice_keeps_how_things_are_written(catalog_of: Read) -> None:
    """Encodings, styles, headers, quotas and addresses are there again."""
    body = {
        "content": {
            "application/x-www-form-urlencoded": {
                "schema": {"type": "object", "properties": {"expand": {"type": "array", "items": TEXT}, "node": ref("Node")}},
                "encoding": {"expand": {"style": "deepObject", "explode": True}},
            }
        }
    }
    parameters = [
        {"name": "created", "in": "query", "style": "deepObject", "schema": {"type": "object", "properties": {"gte": TEXT}}},
        {"name": "filter", "in": "query", "content": {"application/json": {"schema": ref("Kind")}}},
    ]
    answer = {"200": {"description": "", "headers": {"X-RateLimit-Limit": {"schema": TEXT}}}}
    operation = {"requestBody": body, "parameters": parameters, "responses": answer, "x-shop-ratelimit": {"burst": "1/s"}}
    item = {"servers": [{"url": "https://upload.shop.test"}], "post": operation}
    catalog = catalog_of(document({"/a": item, "/b": {"get": answering(ref("Node"))}}, components=COMPONENTS))
    before = told(catalog, "POST /a")
    assert before["operation"]["rate_limits"] == ["burst 1/s"]
    assert told(catalog_of(catalog.slice("shop", ["POST /a"])), "POST /a") | {"urls": []} == before | {"urls": []}


def test_several_objects_are_one_document(catalog_of: Read) -> None:
    """Each behind its own endpoint, their definitions apart."""
    deal, person = (
        {"$schema": "http://json-schema.org/draft-07/schema#", "title": title, "type": "object",
         "properties": {name: {"$ref": "#/definitions/Kind"}}, "definitions": {"Kind": {"enum": values}}}
        for title, name, values in (("Deal", "stage", ["new"]), ("Person", "role", ["owner"]))
    )  # fmt: skip
    catalog = catalog_of(deal, person)
    keys = ["POST /{deal_endpoint}", "GET /{person_endpoint}"]
    before = [told(catalog, key) for key in keys]
    part = catalog_of(json.loads(json.dumps(catalog.slice("shop", keys))))
    after = [told(part, key) for key in keys]
    assert [[field["enum"] for fields in one["fields"].values() for field in fields] for one in after] == [[["new"]], [["owner"]]]
    assert [one["fields"] for one in after] == [one["fields"] for one in before]
    assert [part.operation("shop", key).in_spec for key in keys] == [False, False]  # type: ignore[union-attr]
