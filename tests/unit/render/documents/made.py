"""Three hand-made designs, one per style, over the documents of a small shop, a small CRM and a small help desk."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from designer.model.brief import SystemRef
from designer.model.description import DescriptionRef, Verification
from designer.model.design import (
    Alert,
    AllOf,
    Alternative,
    Architecture,
    Auth,
    Backfill,
    Comparison,
    Component,
    Condition,
    Cursor,
    Design,
    Flow,
    Idempotency,
    LifecycleRow,
    Link,
    Mapping,
    Policies,
    RateLimit,
    Registration,
    Setting,
    Step,
    System,
    Table,
    Trigger,
)
from designer.model.design import Row as TableRow
from designer.model.finding import Report
from designer.model.question import Question
from designer.model.transform import Constant, Copy, EnumMap, Lookup, Lower, PhoneE164, Scale, SplitName, ValuePair
from designer.model.warehouse import (
    AccessRule,
    Column,
    CostLine,
    Extract,
    Identity,
    ModelTable,
    Phase,
    Survivorship,
    Warehouse,
)
from designer.render.documents.view import documents_view
from designer.render.engine import environment
from designer.render.template import read_template
from designer.specs.catalog import load_catalog

if TYPE_CHECKING:
    from pathlib import Path

    from designer.model.spec import Catalog

ERROR = {"content": {"application/json": {"schema": {"type": "object", "properties": {"message": {"type": "string"}}}}}}
CUSTOMER = {
    "type": "object",
    "required": ["id", "email"],
    "properties": {
        "id": {"type": "string", "examples": ["cus_17"]},
        "email": {"type": "string", "format": "email", "examples": ["Ada@Example.com"]},
        "name": {"type": "string", "examples": ["Ada Lovelace"]},
        "phone": {"type": "string"},
        "country": {"type": "string"},
        "status": {"type": "string", "enum": ["active", "paused"]},
        "balance": {"type": "integer", "description": "In cents.", "examples": [1250]},
        "updated_at": {"type": "string", "format": "date-time"},
    },
}
CONTACT = {
    "type": "object",
    "required": ["last_name", "owner_id"],
    "properties": {
        "id": {"type": "string", "readOnly": True},
        "first_name": {"type": "string", "maxLength": 40},
        "last_name": {"type": "string", "maxLength": 80},
        "email": {"type": "string", "format": "email"},
        "phone": {"type": "string"},
        "state": {"type": "string", "enum": ["customer", "former"]},
        "balance": {"type": "number"},
        "country_id": {"type": "integer"},
        "owner_id": {"type": "string"},
        "source": {"type": "string"},
        "notes": {"type": "string", "description": "Free text | shown <b>on top</b>."},
    },
}


def _answer(schema: dict[str, Any]) -> dict[str, Any]:
    return {"description": "OK", "content": {"application/json": {"schema": schema}}}


def shop() -> dict[str, Any]:
    """Return the shop's document: a list, a record, a webhook."""
    customers = {"type": "object", "properties": {"data": {"type": "array", "items": CUSTOMER}, "has_more": {"type": "boolean"}}}
    listing = {
        "summary": "List customers",
        "parameters": [
            {"name": "updated_since", "in": "query", "schema": {"type": "string", "format": "date-time"}},
            {"name": "limit", "in": "query", "schema": {"type": "integer", "maximum": 100}},
        ],
        "responses": {"200": _answer(customers), "429": {"description": "Slow down.", **ERROR}},
    }
    hook = {"post": {"summary": "A customer was created", "requestBody": {"content": {"application/json": {"schema": CUSTOMER}}}}}
    return {
        "openapi": "3.1.0",
        "info": {"title": "Shop", "version": "1"},
        "servers": [{"url": "https://api.shop.example/v1"}],
        "security": [{"key": []}],
        "paths": {"/customers": {"get": listing}},
        "webhooks": {"customer.created": hook},
        "components": {
            "securitySchemes": {
                "key": {"type": "http", "scheme": "bearer", "description": "Found under Settings, API keys, by an administrator."}
            }
        },
    }


def crm() -> dict[str, Any]:
    """Return the CRM's document: find a contact, create a contact, with errors in the vendor's own words."""
    found = {"type": "object", "properties": {"results": {"type": "array", "items": CONTACT}}}
    search = {
        "summary": "Find contacts",
        "parameters": [{"name": "email", "in": "query", "required": True, "schema": {"type": "string"}}],
        "responses": {"200": _answer(found), "401": {"description": "The token is not known."}},
    }
    create = {
        "summary": "Create a contact",
        "requestBody": {"content": {"application/json": {"schema": CONTACT}}},
        "responses": {
            "201": _answer(CONTACT),
            "409": {"description": "A contact with this e-mail is there already."},
            "422": {"description": "A field breaks a rule | see `errors`."},
        },
    }
    flows = {"clientCredentials": {"tokenUrl": "https://crm.example/oauth/token", "scopes": {"contacts.write": "Write"}}}
    return {
        "openapi": "3.0.3",
        "info": {"title": "CRM", "version": "1"},
        "servers": [{"url": "https://crm.example/api"}],
        "security": [{"oauth": ["contacts.write"]}],
        "paths": {"/contacts": {"get": search, "post": create}},
        "components": {"securitySchemes": {"oauth": {"type": "oauth2", "flows": flows}}},
    }


def a_catalog(folder: Path) -> Catalog:
    """Return the catalog of the shop and the CRM."""
    references = []
    for name, document in (("Shop", shop()), ("CRM", crm())):
        path = folder / f"{name.lower()}.json"
        path.write_text(json.dumps(document), encoding="utf-8")
        references.append(SystemRef(name=name, descriptions=(DescriptionRef(kind="openapi", path=path.name),)))
    return load_catalog(references, base=folder)


SHOP = System(
    id="shop",
    name="Shop",
    descriptions=(DescriptionRef(kind="openapi", path="specs/shop.json", origin="shop.json"),),
    base_url="https://api.shop.example/v1",
    auth=Auth(kind="bearer", scheme="key", environment=("SHOP_TOKEN",)),
)
CRM = System(
    id="crm",
    name="CRM",
    descriptions=(DescriptionRef(kind="openapi", path="specs/crm.json"),),
    base_url="https://crm.example/api",
    auth=Auth(
        kind="oauth2",
        scheme="oauth",
        environment=("CRM_CLIENT_ID", "CRM_CLIENT_SECRET"),
        token_url="https://crm.example/oauth/token",  # noqa: S106 - an address
        scopes=("contacts.write",),
    ),
)
MAPPINGS = (
    Mapping(
        target="body.first_name",
        sources=("trigger:name",),
        transform=SplitName(part="first"),
        confidence=0.9,
        reason="same concept: name",
        proof="spec",
    ),
    Mapping(target="body.last_name", sources=("trigger:name",), transform=SplitName(part="last"), confidence=0.9, proof="spec"),
    Mapping(target="body.email", sources=("trigger:email",), transform=Lower(), confidence=0.97, reason="same name", proof="spec"),
    Mapping(
        target="body.phone", sources=("trigger:phone",), transform=PhoneE164(country="DE"), confidence=0.6, status="proposed", proof="spec"
    ),
    Mapping(
        target="body.state",
        sources=("trigger:status",),
        transform=EnumMap(values=(ValuePair(source="active", target="customer"), ValuePair(source="paused", target="former"))),
        confidence=0.8,
        proof="spec",
    ),
    Mapping(target="body.balance", sources=("trigger:balance",), transform=Scale(factor="0.01", places=2), confidence=0.85, proof="spec"),
    Mapping(
        target="body.country_id", sources=("trigger:country",), transform=Lookup(using="table:countries"), confidence=0.7, proof="spec"
    ),
    Mapping(target="body.owner_id", sources=("setting:owner_id",), transform=Copy(), confidence=0.5, status="proposed"),
    Mapping(target="body.source", transform=Constant(value="shop"), proof="spec"),
)
FIND = Step(
    id="find_contact",
    role="lookup",
    title="Find the contact by e-mail",
    system="crm",
    operation="GET /contacts",
    mappings=(Mapping(target="query.email", sources=("trigger:email",), transform=Lower(), proof="spec"),),
)
CREATE = Step(
    id="create_contact",
    title="Create the contact",
    system="crm",
    operation="POST /contacts",
    semantics="create",
    mappings=MAPPINGS,
    condition=Condition(any=(AllOf(all=(Comparison(source="find_contact:results", op="empty"),)),)),
    idempotency=Idempotency(kind="lookup", sources=("trigger:email",)),
)
WEBHOOK = Trigger(
    kind="webhook",
    system="shop",
    event="customer.created",
    payload="full",
    record_id="id",
    event_id="id",
    verification=Verification(
        scheme="hmac", header="X-Shop-Signature", algorithm="sha256", encoding="hex", environment="SHOP_WEBHOOK_SECRET"
    ),
    registration=Registration(kind="ui", steps=("Open Settings, Webhooks", "Add the receiver's address, choose customer.created")),
    condition=Condition(any=(AllOf(all=(Comparison(source="trigger:status", op="in", values=("active", "paused")),)),)),
    origin="webhook",
)
LIFE = (
    LifecycleRow(case="create", action="act"),
    LifecycleRow(case="update", action="ignore", note="the brief wants new customers alone"),
    LifecycleRow(case="delete", action="ask", note="a contact may have open deals"),
)
OWNER = Setting(
    id="owner_id",
    title="Owner of new contacts",
    system="crm",
    found="CRM, Settings, Users: the number in the address",
    sample="u_1",
    environment="CRM_OWNER_ID",
)
COUNTRIES = Table(id="countries", title="Country code to CRM country", rows=(TableRow(key="DE", value=49), TableRow(key="FR", value=33)))
OWNER_QUESTION = Question(
    id="owner",
    about="body.owner_id",
    text="Who owns new contacts?",
    why="The CRM refuses a contact without one",
    candidates=("u_1",),
    fills="setting:owner_id",
)


def an_api_design(**changes: Any) -> Design:
    """Return a design that creates a CRM contact for each new customer of the shop."""
    flow = Flow(
        id="customers",
        title="New customers become contacts",
        trigger=WEBHOOK,
        steps=(FIND, CREATE),
        ordering_key="trigger:id",
        lifecycle=LIFE,
        backfill=Backfill(operation="GET /customers", order="updated_at", since="2026-01-01"),
    )
    parts: dict[str, Any] = {
        "name": "shop-to-crm",
        "title": "Shop to CRM",
        "style": "api",
        "planner": "offline",
        "goal": "Sales sees every new customer",
        "systems": (SHOP, CRM),
        "flows": (flow,),
        "links": (Link(id="customer_contact", systems=("shop", "crm"), keys=("trigger:id", "create_contact:id")),),
        "settings": (OWNER,),
        "tables": (COUNTRIES,),
        "architecture": Architecture(
            pattern="webhook to API",
            reasons=("the brief asks for less than a minute",),
            components=(Component(id="receiver", title="Receiver", purpose="takes deliveries and stores them"),),
            alternatives=(Alternative(pattern="polling", why_not="an event tells at once"),),
        ),
        "policies": Policies(
            rate_limits=(RateLimit(system="crm", calls=100, seconds=60, source="brief"),),
            alerts=(Alert(when="a contact could not be created", to="sales-ops@example.com"),),
        ),
        "questions": (OWNER_QUESTION,),
    }
    return Design(**(parts | changes))


def a_nocode_design(**changes: Any) -> Design:
    """Return the same as a no-code sync that asks the shop every quarter of an hour."""
    trigger = Trigger(
        kind="poll",
        system="shop",
        operation="GET /customers",
        items="data[]",
        record_id="id",
        schedule="*/15 * * * *",
        cursor=Cursor(path="updated_at", parameter="updated_since"),
    )
    flow = Flow(id="customers", title="New customers become contacts", trigger=trigger, steps=(FIND, CREATE), lifecycle=LIFE)
    return an_api_design(**({"style": "nocode", "platform": "zapier", "flows": (flow,), "links": ()} | changes))


def a_warehouse_design(**changes: Any) -> Design:
    """Return a warehouse of the shop and the CRM for two teams."""
    customers = ModelTable(
        id="dim_customer",
        kind="customer",
        grain="one customer, whichever systems know it",
        keys=("customer_key",),
        columns=(
            Column(name="customer_key", sources=("shop_customers:id",), description="our own key"),
            Column(name="email", sources=("shop_customers:email", "crm_contacts:email"), personal=True, reason="same name"),
            Column(name="balance", type="decimal", sources=("shop_customers:balance",), transform=Scale(factor="0.01")),
            Column(name="updated_at", type="timestamp", sources=("shop_customers:updated_at",)),
        ),
        tests=("unique:customer_key", "not_null:customer_key", "accepted_values:status:active|paused"),
        description="every customer once",
    )
    warehouse = Warehouse(
        product="snowflake",
        product_reason="the brief names it",
        extracts=(
            Extract(
                id="shop_customers",
                system="shop",
                operation="GET /customers",
                items="data[]",
                primary_key=("id",),
                cursor="updated_at",
                cursor_parameter="updated_since",
                nested=("addresses[]",),
                schedule="0 * * * *",
            ),
            Extract(
                id="crm_contacts", system="crm", operation="GET /contacts", items="results[]", primary_key=("id",), schedule="30 2 * * *"
            ),
        ),
        tables=(customers,),
        identities=(
            Identity(
                id="customer",
                table="dim_customer",
                match_keys=("email",),
                survivorship=(Survivorship(attribute="email", order=("crm", "shop")),),
            ),
        ),
        access=(AccessRule(team="Finance", table="dim_customer"), AccessRule(team="Marketing", table="dim_customer", masked=("email",))),
        bi="Metabase",
        bi_reason="two teams, no licence yet",
        roadmap=(
            Phase(title="Shop first", systems=("shop",), weeks=4, outcome="customers and balances"),
            Phase(title="CRM", systems=("crm",), weeks=3, outcome="one view of a customer"),
        ),
        cost=(CostLine(item="Snowflake XS", usd_month=480, arithmetic="8 h a day x 30 x $2", source="price list, 2026-10"),),
        budget_usd_month=3000,
    )
    parts: dict[str, Any] = {"style": "warehouse", "flows": (), "warehouse": warehouse, "links": (), "settings": (), "tables": ()}
    return an_api_design(**(parts | changes))


def printed(design: Design, folder: Path, *, report: Report | None = None, catalog: Catalog | None = None) -> dict[str, str]:
    """Return the documents of a design's template by path: all files that print nothing but `documents`."""
    view = documents_view(design, catalog or a_catalog(folder), report or Report())
    is_api = design.style == "api"  # whose own files print code: only the shared documents are of interest here
    template = read_template("nocode" if is_api else design.style)
    entries = [entry for entry in template.files if entry.path.endswith((".md", ".csv"))]
    shown = [entry for entry in entries if entry.origin.startswith("_shared/") or not is_api]
    wanted = [entry for entry in shown if not template.condition(entry.path) or design.flows]
    return {entry.path: environment().get_template(entry.origin).render(documents=view) for entry in wanted}
