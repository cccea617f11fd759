"""A design made by hand over two small documents: orders of a shop become invoices of an accounting system.

It uses what the printing of code must get right: a webhook with an envelope, a condition, a look-up, a create and an update,
arrays level by level, labelled items, constants, a table, an unanswered setting, a form body.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from designer.model.brief import SystemRef
from designer.model.description import DescriptionRef
from designer.model.design import (
    AllOf,
    Auth,
    Comparison,
    Condition,
    Design,
    Flow,
    Idempotency,
    Link,
    Mapping,
    Row,
    Setting,
    Step,
    System,
    Table,
    Trigger,
)
from designer.model.question import Question
from designer.model.transform import BoolMap, Constant, CountryCode, DateFormat, Join, Lookup, Scale, Template
from designer.specs.catalog import load_catalog

if TYPE_CHECKING:
    from pathlib import Path

    from designer.model.spec import Catalog


def a_shop() -> dict[str, Any]:
    """Return the shop: it tells of paid orders, and notes can be added to them by a form."""
    line = _object(sku="string", title="string", quantity="integer", price_cents="integer", tags={"type": "array", "items": _text()})
    address = _object(type={"enum": ["billing", "shipping"]}, street="string", city="string", country="string")
    order = _object(
        "id",
        "email",
        id="string",
        number="integer",
        email={"type": "string", "format": "email"},
        first_name="string",
        last_name="string",
        status={"enum": ["open", "paid", "cancelled"]},
        paid_at={"type": "integer", "description": "Unix seconds"},
        currency="string",
        express="boolean",
        lines={"type": "array", "items": line},
        addresses={"type": "array", "items": address},
    )
    event = _object("id", "order", id="string", order=order)
    note = _object("text", text="string", tags={"type": "array", "items": _text()}, author=_object(name="string", internal="boolean"))
    return {
        "openapi": "3.1.0",
        "info": {"title": "Shop", "version": "1"},
        "servers": [{"url": "https://shop.example/api"}],
        "security": [{"token": []}],
        "paths": {
            "/orders/{id}/notes": {
                "post": {
                    "operationId": "addNote",
                    "summary": "Add a note",
                    "parameters": [{"name": "id", "in": "path", "required": True, "schema": _text()}],
                    "requestBody": {"required": True, "content": {"application/x-www-form-urlencoded": {"schema": note}}},
                    "responses": {"201": _answer(_object("id", id="string", text="string"))},
                }
            }
        },
        "webhooks": {"order.paid": {"post": {"requestBody": {"content": _json(event)}, "responses": {"200": {"description": "ok"}}}}},
        "components": {"securitySchemes": {"token": {"type": "http", "scheme": "bearer"}}},
    }


def an_accounting() -> dict[str, Any]:
    """Return the accounting system: invoices found by reference, created and changed."""
    item = _object("code", code="string", text="string", quantity="integer", unit_amount="number", tags="string")
    invoice = _object(
        "reference",
        "contact",
        "series_id",
        "items",
        id={"type": "string", "readOnly": True},
        reference={"type": "string", "maxLength": 20},
        kind={"type": "string", "enum": ["invoice", "credit_note"]},
        series_id="integer",
        country_id="integer",
        issued={"type": "string", "format": "date"},
        priority={"type": "string", "enum": ["high", "normal"]},
        note={"type": "string", "nullable": True},
        contact=_object("name", name="string", phones={"type": "array", "items": _object("kind", kind="string", number="string")}),
        addresses={"type": "array", "items": _object("type", type="string", line="string", city="string", country="string")},
        items={"type": "array", "minItems": 1, "items": item},
    )
    search = [{"name": "reference", "in": "query", "schema": _text()}, {"name": "limit", "in": "query", "schema": {"type": "integer"}}]
    envelope = _object("invoices", invoices={"type": "array", "items": {"$ref": "#/components/schemas/Invoice"}})
    whole = {"$ref": "#/components/schemas/Invoice"}
    identifier = {"name": "id", "in": "path", "required": True, "schema": _text()}
    key = {"name": "Idempotency-Key", "in": "header", "schema": _text()}
    return {
        "openapi": "3.0.3",
        "info": {"title": "Books", "version": "1"},
        "servers": [{"url": "https://books.example/v1"}],
        "security": [{"key": []}],
        "paths": {
            "/invoices": {
                "get": {"operationId": "findInvoices", "parameters": search, "responses": {"200": _answer(envelope)}},
                "post": {
                    "operationId": "createInvoice",
                    "summary": 'Create an """invoice"""',
                    "parameters": [key],
                    "requestBody": {"required": True, "content": _json(envelope)},
                    "responses": {"201": _answer(whole)},
                },
            },
            "/invoices/{id}": {
                "patch": {
                    "operationId": "updateInvoice",
                    "parameters": [identifier],
                    "requestBody": {"required": True, "content": _json(_object(note={"type": "string", "nullable": True}, kind="string"))},
                    "responses": {"200": _answer(whole)},
                }
            },
        },
        "components": {
            "schemas": {"Invoice": invoice},
            "securitySchemes": {"key": {"type": "apiKey", "in": "header", "name": "X-Key"}},
        },
    }


def an_order_design(folder: Path) -> tuple[Design, Catalog]:
    """Return the design and its catalog; the documents are written into *folder*."""
    systems = []
    for name, document in (("Shop", a_shop()), ("Books", an_accounting())):
        (folder / f"{name}.json").write_text(json.dumps(document))
        systems.append(SystemRef(name=name, descriptions=(DescriptionRef(kind="openapi", path=f"{name}.json", sha256=""),)))
    catalog = load_catalog(systems, base=folder)
    return _design(catalog), catalog


def _design(catalog: Catalog) -> Design:
    descriptions = [spec.descriptions for spec in catalog.systems]
    return Design(
        name="orders-to-books",
        title="Paid orders become invoices",
        style="api",
        systems=(
            System(
                id="shop",
                name="Shop",
                descriptions=descriptions[0],
                base_url="https://shop.example/api",
                auth=Auth(kind="bearer", environment=("SHOP_TOKEN",)),
            ),
            System(
                id="books",
                name="Books",
                descriptions=descriptions[1],
                base_url="https://books.example/v1",
                auth=Auth(kind="api_key", location="header", parameter="X-Key", environment=("BOOKS_API_KEY",)),
            ),
        ),
        flows=(_flow(), _credit()),
        links=(Link(id="order_invoice", systems=("shop", "books"), keys=("trigger:order.id", "write_invoice:id")),),
        settings=(Setting(id="books_series", title="Invoice series", system="books", type="integer", found="Settings, Series.", sample=7),),
        tables=(Table(id="countries", title="Countries of Books", rows=(Row(key="DE", value=49), Row(key="FR", value=33))),),
        questions=(Question(id="books_series", about="series", text="Which series?", fills="setting:books_series"),),
    )


def _flow() -> Flow:
    paid = Condition(any=(AllOf(all=(Comparison(source="trigger:order.status", op="equals", values=("paid",)),)),))
    found = "find_invoice:invoices[0].id"
    return Flow(
        id="paid_orders",
        title='When an order is paid in the "Shop", write an invoice',
        trigger=Trigger(kind="webhook", system="shop", event="order.paid", payload="full", event_id="id", condition=paid),
        steps=(
            Step(
                id="find_invoice",
                role="lookup",
                title="Look for the invoice",
                system="books",
                operation="GET /invoices",
                mappings=(_map("query.reference", "trigger:order.id"),),
                on_many="fail",
            ),
            Step(
                id="write_invoice",
                title="Create the invoice in Books",
                system="books",
                operation="POST /invoices",
                items="invoices[]",
                condition=_holds(found, "empty"),
                mappings=_invoice_mappings(),
                semantics="create",
                idempotency=Idempotency(kind="header", header="Idempotency-Key", sources=("run:event_id",)),
            ),
            Step(
                id="update_invoice",
                title="Update the invoice that was found",
                system="books",
                operation="PATCH /invoices/{id}",
                condition=_holds(found, "present"),
                mappings=(
                    _map("path.id", found),
                    _map("body.note", "trigger:order.last_name", when_empty="clear"),
                    _map("body.kind", transform=Constant(value="invoice"), write="create_only"),
                ),
                semantics="patch",
                idempotency=Idempotency(kind="natural"),
            ),
            Step(
                id="add_note",
                title="Note it on the order",
                system="shop",
                operation="POST /orders/{id}/notes",
                mappings=(
                    _map("path.id", "trigger:order.id"),
                    _map("body.text", "trigger:order.number", transform=Template(text="Invoice for {0}")),
                    _map("body.tags[]", "trigger:order.lines[].sku"),
                    _map("body.author.name", "trigger:order.first_name"),
                    _map("body.author.internal", transform=Constant(value=True)),
                ),
                semantics="create",
                idempotency=Idempotency(kind="link", link="order_invoice", sources=("trigger:order.id",)),
                on_error="skip",
            ),
        ),
    )


def _credit() -> Flow:
    """Return a flow that a person starts; it finds the invoice by the pair of ids that was kept."""
    return Flow(
        id="credit_order",
        title="Turn the invoice of an order into a credit note",
        trigger=Trigger(kind="manual", system="shop", record_id="id", payload="id"),
        steps=(
            Step(
                id="credit_invoice",
                title="Make it a credit note",
                system="books",
                operation="PATCH /invoices/{id}",
                mappings=(
                    _map("path.id", "trigger:id", transform=Lookup(using="link:order_invoice")),
                    _map("body.kind", transform=Constant(value="credit_note")),
                ),
                semantics="patch",
            ),
        ),
    )


def _invoice_mappings() -> tuple[Mapping, ...]:
    return (
        _map("body.reference", "trigger:order.id"),
        _map("body.kind", transform=Constant(value="invoice")),
        _map("body.series_id", "setting:books_series"),
        _map("body.country_id", "trigger:order.addresses[type=billing].country", transform=Lookup(using="table:countries", missing="omit")),
        _map("body.issued", "trigger:order.paid_at", transform=DateFormat(source="unix_s", target="date")),
        _map("body.priority", "trigger:order.express", transform=BoolMap(when_true="high", when_false="normal")),
        _map("body.contact.name", "trigger:order.first_name", "trigger:order.last_name", transform=Template(text="{0} {1}")),
        _map("body.contact.phones[kind=mobile].number", "trigger:order.email"),
        _map("body.addresses[type=billing].line", "trigger:order.addresses[type=billing].street"),
        _map("body.addresses[type=billing].city", "trigger:order.addresses[type=billing].city"),
        _map("body.addresses[type=billing].country", "trigger:order.addresses[type=billing].country", transform=CountryCode(to="alpha3")),
        _map("body.addresses[type=delivery].city", "trigger:order.addresses[type=shipping].city"),
        _map("body.items[].code", "trigger:order.lines[].sku"),
        _map("body.items[].text", "trigger:order.lines[].title", when_empty="default", default="no title"),
        _map("body.items[].quantity", "trigger:order.lines[].quantity"),
        _map("body.items[].unit_amount", "trigger:order.lines[].price_cents", "trigger:order.currency", transform=Scale(places=2)),
        _map("body.items[].tags", "trigger:order.lines[].tags[]", transform=Join(separator=" ")),
    )


def _map(target: str, *sources: str, **attributes: Any) -> Mapping:
    return Mapping(target=target, sources=sources, **attributes)


def _holds(source: str, op: Any) -> Condition:
    return Condition(any=(AllOf(all=(Comparison(source=source, op=op),)),))


def _text() -> dict[str, Any]:
    return {"type": "string"}


def _object(*required: str, **members: Any) -> dict[str, Any]:
    properties = {name: {"type": member} if isinstance(member, str) else member for name, member in members.items()}
    return {"type": "object", "properties": properties, **({"required": list(required)} if required else {})}


def _json(schema: dict[str, Any]) -> dict[str, Any]:
    return {"application/json": {"schema": schema}}


def _answer(schema: dict[str, Any]) -> dict[str, Any]:
    return {"description": "ok", "content": _json(schema)}
