"""Swagger 2.0 is read into the same nouns."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    from designer.specs.catalog import LoadedCatalog

    Read = Callable[..., LoadedCatalog]

THING = {"type": "object", "required": ["id"], "properties": {"id": {"type": "string"}, "n": {"type": "integer", "x-nullable": True}}}


def swagger(**operation: Any) -> dict[str, Any]:
    """Return a Swagger 2.0 document with one operation."""
    return {
        "swagger": "2.0",
        "info": {"title": "Shop", "version": "1"},
        "host": "api.shop.test",
        "basePath": "/v1/",
        "schemes": ["http", "https"],
        "consumes": ["application/json"],
        "produces": ["application/xml", "application/json"],
        "securityDefinitions": {
            "o": {"type": "oauth2", "flow": "accessCode", "tokenUrl": "https://t", "scopes": {"read": ""}},
            "b": {"type": "basic"},
        },
        "security": [{"b": []}],
        "parameters": {"Limit": {"name": "limit", "in": "query", "type": "integer", "maximum": 9}},
        "definitions": {"Thing": THING},
        "paths": {"/things": {"post": {"responses": {"201": {"description": "", "schema": {"$ref": "#/definitions/Thing"}}}, **operation}}},
    }


def test_addresses_sign_in_and_answers(catalog_of: Read) -> None:
    """Host, base path and schemes are one address, encrypted where that is offered; flows have their new names."""
    system = catalog_of(swagger()).systems[0]
    assert system.base_urls == ("https://api.shop.test/v1",)
    assert [(scheme.kind, scheme.flows, scheme.scopes) for scheme in system.schemes] == [
        ("oauth2", ("authorizationCode",), ("read",)),
        ("basic", (), ()),
    ]
    operation = system.operations[0]
    assert operation.success is not None
    assert (operation.success.name, operation.success.media_type) == ("Thing", "application/json")


def test_a_body_parameter_is_the_body(catalog_of: Read) -> None:
    """It is no parameter; shared parameters are followed."""
    body = {"name": "thing", "in": "body", "required": True, "schema": {"$ref": "#/definitions/Thing"}}
    catalog = catalog_of(swagger(parameters=[body, {"$ref": "#/parameters/Limit"}]))
    operation = catalog.systems[0].operations[0]
    assert operation.body is not None
    assert operation.body.required
    assert [(p.target, p.field.types, p.field.maximum) for p in operation.parameters] == [("query.limit", ("integer",), 9)]
    assert [(f.path, f.required, f.nullable) for f in catalog.fields(operation.body, access="write")] == [
        ("id", True, False),
        ("n", False, True),
    ]


def test_form_parameters_are_one_body(catalog_of: Read) -> None:
    """Each keeps the place of its parameter; a file makes the form multipart."""
    form = [
        {"name": "name", "in": "formData", "type": "string", "required": True, "description": "The name."},
        {"name": "tags", "in": "formData", "type": "array", "items": {"type": "string", "enum": ["a"]}},
        {"name": "photo", "in": "formData", "type": "file"},
    ]
    catalog = catalog_of(swagger(parameters=form))
    operation = catalog.systems[0].operations[0]
    assert operation.body is not None
    assert operation.body.media_type == "multipart/form-data"
    fields = catalog.fields(operation.body, access="write")
    assert [(f.path, f.types, f.required) for f in fields] == [
        ("name", ("string",), True),
        ("tags", ("array",), False),
        ("tags[]", ("string",), False),
        ("photo", ("string",), False),
    ]
    assert (fields[0].description, fields[0].pointer) == ("The name.", "#/paths/~1things/post/parameters/0")
    assert operation.parameters == ()


def test_an_operation_says_what_it_consumes(catalog_of: Read) -> None:
    """Its own list wins over the document's."""
    form = [{"name": "name", "in": "formData", "type": "string"}]
    catalog = catalog_of(swagger(parameters=form, consumes=["application/x-www-form-urlencoded", "application/json"]))
    assert [body.media_type for body in catalog.systems[0].operations[0].bodies] == ["application/x-www-form-urlencoded"]
