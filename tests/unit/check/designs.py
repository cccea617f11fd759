"""Designs over small systems that the check finds nothing wrong with, and the catalog they are held against."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from designer.model import warehouse as w
from designer.model.brief import SystemRef
from designer.model.description import DescriptionRef, Verification
from designer.model.design import (
    Auth,
    Cursor,
    Design,
    Flow,
    Idempotency,
    LifecycleRow,
    Link,
    Mapping,
    Registration,
    Setting,
    Step,
    System,
    Trigger,
)
from designer.model.transform import Constant, DateFormat, EnumMap, Truncate, ValuePair
from designer.specs.catalog import load_catalog

if TYPE_CHECKING:
    from designer.model.spec import Catalog

DOCUMENTS = Path(__file__).parent / "documents"


@cache
def catalog() -> Catalog:
    """Return what the documents say."""
    refs = [
        SystemRef(name=name, descriptions=(DescriptionRef(kind="openapi", path=f"{name.lower()}.yaml"),))
        for name in ("Shop", "CRM", "Desk")
    ]
    return load_catalog(refs, base=DOCUMENTS)


def system(name: str, auth: Auth, base_url: str) -> System:
    """Return a system of a design as the catalog knows it."""
    return System(
        id=name.lower(),
        name=name,
        descriptions=(DescriptionRef(kind="openapi", path=f"{name.lower()}.yaml"),),
        base_url=base_url,
        auth=auth,
    )


SYSTEMS = (
    system(
        "Shop",
        Auth(
            kind="oauth2",
            scheme="login",
            environment=("SHOP_TOKEN",),
            token_url="https://login.shop.example/token",  # noqa: S106 - an address
            scopes=("hooks.write",),
        ),
        "https://api.shop.example/v1",
    ),
    system(
        "CRM", Auth(kind="api_key", scheme="key", location="header", parameter="X-Key", environment=("CRM_KEY",)), "https://crm.example/api"
    ),
)
LIFECYCLE = tuple(LifecycleRow(case=case, action="ignore") for case in ("create", "update", "delete", "merge"))  # type: ignore[arg-type]
MAPPINGS = (
    Mapping(target="body.email", sources=("trigger:data.email",)),
    Mapping(target="body.kind", transform=Constant(value="contact")),
    Mapping(target="body.last_name", sources=("trigger:data.name",), transform=Truncate(length=40)),
    Mapping(target="query.account", sources=("setting:account",)),
    Mapping(target="body.items[].code", sources=("trigger:data.lines[].sku",)),
    Mapping(
        target="body.status",
        sources=("trigger:data.state",),
        transform=EnumMap(values=(ValuePair(source="active", target="on"), ValuePair(source="closed", target="off"))),
    ),
    Mapping(target="body.since", sources=("trigger:data.created",), transform=DateFormat(target="date")),
)
WRITE = Step(
    id="write",
    title="Make the contact",
    system="crm",
    operation="POST /contacts",
    mappings=MAPPINGS,
    semantics="create",
    idempotency=Idempotency(kind="header", header="Idempotency-Key", sources=("run:event_id",)),
)
FLOW = Flow(
    id="customers",
    trigger=Trigger(
        kind="webhook",
        system="shop",
        event="customer.created",
        payload="full",
        event_id="event_id",
        record_id="data.id",
        verification=Verification(scheme="hmac", header="X-Signature", algorithm="sha256", environment="SHOP_SECRET"),
        registration=Registration(kind="operation", operation="POST /hooks"),
    ),
    steps=(WRITE,),
    lifecycle=LIFECYCLE,
)
ACCOUNT = Setting(id="account", title="Account", system="crm", value="main")
LINK = Link(id="pair", systems=("shop", "crm"), keys=("trigger:data.id", "write:id"))
GOOD = Design(name="good", style="api", systems=SYSTEMS, flows=(FLOW,), settings=(ACCOUNT,), links=(LINK,))
POLLING = Design(
    name="polling",
    style="api",
    systems=(
        system(
            "Shop",
            Auth(kind="oauth2", scheme="login", environment=("SHOP_TOKEN",), scopes=("customers.read",)),
            "https://api.shop.example/v1",
        ),
    ),
    flows=(
        Flow(
            id="customers",
            trigger=Trigger(
                kind="poll",
                system="shop",
                operation="GET /customers",
                items="data[]",
                payload="full",
                record_id="id",
                cursor=Cursor(path="created", parameter="updated_since"),
                schedule="*/5 * * * *",
            ),
            lifecycle=LIFECYCLE,
        ),
    ),
)
WAREHOUSE = Design(
    name="warehouse",
    style="warehouse",
    systems=POLLING.systems,
    warehouse=w.Warehouse(
        extracts=(
            w.Extract(
                id="customers",
                system="shop",
                operation="GET /customers",
                items="data[]",
                primary_key=("id",),
                cursor="created",
                cursor_parameter="updated_since",
                nested=("lines",),
                schedule="0 * * * *",
            ),
        ),
        tables=(
            w.ModelTable(
                id="stg_customers",
                layer="staging",
                keys=("id",),
                columns=(
                    w.Column(name="id", sources=("customers:id",)),
                    w.Column(name="email", sources=("customers:email",), personal=True),
                ),
                tests=("unique:id", "not_null:email"),
            ),
            w.ModelTable(
                id="customer",
                keys=("id",),
                columns=(
                    w.Column(name="id", sources=("stg_customers:id",)),
                    w.Column(name="email", sources=("stg_customers:email",), personal=True),
                ),
            ),
        ),
        identities=(w.Identity(id="customer", table="customer", match_keys=("email",), survivorship=(w.Survivorship(attribute="email"),)),),
        access=(w.AccessRule(team="Finance", table="customer", masked=("email",)),),
        cost=(w.CostLine(item="store", usd_month=100),),
        budget_usd_month=200,
    ),
)
DESK = replace(
    GOOD,
    name="desk",
    systems=(
        SYSTEMS[0],
        system(
            "Desk",
            Auth(
                kind="oauth2",
                scheme="login",
                environment=("DESK_CLIENT_ID", "DESK_CLIENT_SECRET"),
                token_url="https://login.desk.example/token",  # noqa: S106 - an address
                scopes=("tickets.write",),
            ),
            "https://api.desk.example/v2",
        ),
    ),
    flows=(
        replace(
            FLOW,
            steps=(
                replace(
                    WRITE,
                    title="Make a ticket",
                    system="desk",
                    operation="POST /tickets",
                    mappings=(Mapping(target="body.reference", sources=("trigger:data.id",)),),
                ),
            ),
        ),
    ),
    settings=(),
    links=(),
)
