"""Documents of four megabytes: invented systems with a thousand operations and objects of eighty fields, in prose as vendors write it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

BYTES = 4_000_000
UNKNOWN = "May be left out where it is not known."
AREAS = (
    "customer", "invoice", "product", "warehouse", "shipment", "campaign", "ticket", "contract", "payment", "supplier", "employee",
    "project", "asset", "booking", "price list", "subscription", "refund", "voucher", "visit", "survey",
)  # fmt: skip
PARTS = ("", " line", " note", " contact", " address", " status", " history", " attachment", " label", " rule", " export", " template")
FIELDS = (
    ("name", "string"), ("email", "string"), ("phone", "string"), ("street", "string"), ("postal_code", "string"), ("city", "string"),
    ("country", "string"), ("currency", "string"), ("amount", "number"), ("quantity", "integer"), ("created_at", "string"),
    ("updated_at", "string"), ("owner_id", "string"), ("external_reference", "string"), ("comment", "string"), ("is_active", "boolean"),
    ("language", "string"), ("discount_code", "string"), ("website", "string"), ("segment", "string"),
)  # fmt: skip
SIDES = ("", "billing_", "delivery_", "former_")
BRIEF = """---
style: api
---
# New customers of the shop become clients in the books

When a customer is created in {source}, create a client in {target} within five minutes. If there is one with the same email address
already, do not create a second one.

| {source} | {target} |
|---|---|
| name | name |
| email | email |
| phone | phone |
| street, postal code, city, country | the address |
| currency | currency |

- Volume: about 400 a day, 50 in ten minutes on launch days.
- If the books are down, keep trying for a day, then tell finance.
"""


def a_giant(file: Path, title: str, *, least: int = BYTES) -> Path:
    """Write a document of at least so many bytes."""
    document: dict[str, Any] = {
        "openapi": "3.0.3",
        "info": {"title": title, "version": "1", "description": f"{title} lets you read and write everything that it keeps."},
        "servers": [{"url": f"https://{title.lower()}.example/api"}],
        "security": [{"token": []}],
        "paths": {},
        "components": {"schemas": {}, "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}}},
    }
    size = 0
    for name in _names():
        schema, paths = _schema(name), _paths(name)
        document["components"]["schemas"][_pascal(name)] = schema
        document["paths"].update(paths)
        size += len(json.dumps(schema)) + len(json.dumps(paths))
        if size >= least:
            break
    file.write_text(json.dumps(document), encoding="utf-8")
    return file


def _names() -> Iterator[str]:
    """Yield the names of objects: the plain ones first, then those of one business unit after the other."""
    number = 0
    while True:
        yield from (f"{area}{part}{f' of unit {number}' if number else ''}" for part in PARTS for area in AREAS)
        number += 1


def _schema(name: str) -> dict[str, Any]:
    fields = {f"{side}{field}": {"type": kind, "description": _told(f"{side}{field}", name)} for side in SIDES for field, kind in FIELDS}
    return {"type": "object", "required": ["name"], "properties": {"id": {"type": "string", "readOnly": True}, **fields}}


def _told(field: str, name: str) -> str:
    return f"The {field.replace('_', ' ')} of the {name}, as it was typed in or came from another system. {UNKNOWN}"


def _paths(name: str) -> dict[str, Any]:
    many, one = f"/{name.replace(' ', '_')}s", f"/{name.replace(' ', '_')}s/{{id}}"
    body = {"content": {"application/json": {"schema": {"$ref": f"#/components/schemas/{_pascal(name)}"}}}}
    listed = {"type": "object", "properties": {"data": {"type": "array", "items": body["content"]["application/json"]["schema"]}}}
    id_of = {"name": "id", "in": "path", "required": True, "schema": {"type": "string"}}
    page = [
        {"name": "email", "in": "query", "description": f"Only those with this email address of the {name}.", "schema": {"type": "string"}},
        {"name": "updated_since", "in": "query", "description": "Only those that changed since.", "schema": {"type": "string"}},
    ]

    def operation(verb: str, answer: Any, **rest: Any) -> dict[str, Any]:
        told = {"summary": f"{verb} {name}s", "description": f"{verb}s {name}s that the signed-in account may see, the newest first."}
        return {**told, "responses": {"200": {"description": "Done.", **answer}}, **rest}

    return {
        many: {
            "get": operation("List", {"content": {"application/json": {"schema": listed}}}, parameters=page),
            "post": operation("Create", body, requestBody={"required": True, **body}),
        },
        one: {
            "get": operation("Read", body, parameters=[id_of]),
            "patch": operation("Update", body, parameters=[id_of], requestBody={"required": True, **body}),
            "delete": operation("Delete", {}, parameters=[id_of]),
        },
    }


def _pascal(name: str) -> str:
    return "".join(word.capitalize() for word in name.split())
