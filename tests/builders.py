"""One line for any noun: builders that fill in what a test does not care about."""

from __future__ import annotations

from typing import Any

from designer.model.spec import Field


def a_field(path: str, *types: str, **attributes: Any) -> Field:
    """Return a field; without types it is a string."""
    return Field(path=path, types=types or ("string",), **attributes)


def a_shop_document() -> dict[str, Any]:
    """Return the OpenAPI document of a small shop: customers listed, read, and told of by a webhook."""
    customer = {
        "type": "object",
        "required": ["id", "email", "created_at"],
        "properties": {
            "id": {"type": "string", "readOnly": True},
            "email": {"type": "string", "format": "email"},
            "full_name": {"type": "string"},
            "phone": {"type": "string"},
            "created_at": {"type": "string", "format": "date-time"},
            "updated_at": {"type": "string", "format": "date-time"},
        },
    }
    listed = {"type": "object", "properties": {"data": {"type": "array", "items": {"$ref": "#/components/schemas/Customer"}}}}
    since = {"name": "updated_after", "in": "query", "schema": {"type": "string", "format": "date-time"}}
    event = {
        "type": "object",
        "required": ["id", "customer"],
        "properties": {"id": {"type": "string"}, "customer": {"$ref": "#/components/schemas/Customer"}},
    }
    return {
        "openapi": "3.1.0",
        "info": {"title": "Shop", "version": "1"},
        "servers": [{"url": "https://shop.example/api"}],
        "security": [{"token": []}],
        "paths": {
            "/customers": {"get": _operation("listCustomers", "List customers", answer=listed, parameters=[since])},
            "/customers/{id}": {
                "get": _operation("getCustomer", "Get a customer", answer=_reference("Customer"), parameters=[_in_path("id")]),
            },
        },
        "webhooks": {
            "customer.created": {
                "post": {"summary": "A customer was created", "requestBody": _json(event), "responses": {"200": {"description": "ok"}}},
            },
        },
        "components": {"schemas": {"Customer": customer}, "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}}},
    }


def a_crm_document() -> dict[str, Any]:
    """Return the OpenAPI document of a small CRM: contacts found by mail address and created."""
    contact = {
        "type": "object",
        "required": ["email"],
        "properties": {
            "id": {"type": "integer", "readOnly": True},
            "email": {"type": "string", "format": "email"},
            "name": {"type": "string", "maxLength": 80},
            "phone_number": {"type": "string"},
        },
    }
    by_mail = {"name": "email", "in": "query", "schema": {"type": "string"}}
    found = {"type": "object", "properties": {"contacts": {"type": "array", "items": _reference("Contact")}}}
    return {
        "openapi": "3.0.3",
        "info": {"title": "CRM", "version": "1"},
        "servers": [{"url": "https://crm.example"}],
        "security": [{"key": []}],
        "paths": {
            "/contacts": {
                "get": _operation("findContacts", "Find contacts", answer=found, parameters=[by_mail]),
                "post": _operation("createContact", "Create a contact", answer=_reference("Contact"), body=_reference("Contact")),
            },
        },
        "components": {
            "schemas": {"Contact": contact},
            "securitySchemes": {"key": {"type": "apiKey", "in": "header", "name": "X-Key"}},
        },
    }


def _reference(name: str) -> dict[str, Any]:
    return {"$ref": f"#/components/schemas/{name}"}


def _json(schema: dict[str, Any]) -> dict[str, Any]:
    return {"content": {"application/json": {"schema": schema}}}


def _in_path(name: str) -> dict[str, Any]:
    return {"name": name, "in": "path", "required": True, "schema": {"type": "string"}}


def _operation(identifier: str, summary: str, *, answer: dict[str, Any], **parts: Any) -> dict[str, Any]:
    body = {"requestBody": _json(parts["body"])} if "body" in parts else {}
    parameters = {"parameters": parts["parameters"]} if "parameters" in parts else {}
    responses = {"200": {"description": "ok", **_json(answer)}}
    return {"operationId": identifier, "summary": summary, **parameters, **body, "responses": responses}
