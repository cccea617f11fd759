"""A design over two small systems, and what changing one of their documents is told as."""

from __future__ import annotations

import copy
import functools
import json
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from designer.drift.compare import compare
from designer.drift.locking import lock_of
from designer.model.brief import SystemRef
from designer.model.description import DescriptionRef, Verification
from designer.model.design import (
    AllOf,
    Auth,
    Comparison,
    Condition,
    Cursor,
    Design,
    Flow,
    Idempotency,
    LifecycleRow,
    Mapping,
    Registration,
    Step,
    System,
    Trigger,
)
from designer.model.transform import BoolMap, Constant, EnumMap, ValuePair
from designer.specs.catalog import load_catalog

if TYPE_CHECKING:
    from collections.abc import Callable

    from designer.model.drift import DriftReport
    from designer.specs.catalog import LoadedCatalog

SHOP = """
openapi: 3.1.0
info: {title: Shop, version: "1"}
servers: [{url: "https://shop.example/v1"}]
security: [{token: []}]
webhooks:
  order.paid:
    post:
      requestBody:
        content:
          application/json:
            schema:
              type: object
              required: [event_id, order]
              properties:
                event_id: {type: string}
                order: {$ref: "#/components/schemas/Order"}
      responses: {"200": {description: taken}}
  order.sent: {post: {responses: {"200": {description: taken}}}}
paths:
  /orders:
    get:
      operationId: listOrders
      parameters:
        - {name: since, in: query, schema: {type: string, format: date-time}}
        - {name: cursor, in: query, schema: {type: string}}
      responses:
        "200":
          description: orders
          content:
            application/json:
              schema:
                type: object
                required: [data]
                properties:
                  data: {type: array, items: {$ref: "#/components/schemas/Order"}}
                  next_cursor: {type: string}
  /hooks:
    post:
      requestBody: {content: {application/json: {schema: {type: object, properties: {url: {type: string}}}}}}
      responses: {"201": {description: made}}
  /unused: {get: {responses: {"200": {description: ok}}}}
components:
  securitySchemes: {token: {type: http, scheme: bearer}}
  schemas:
    Order:
      type: object
      required: [id, email, state, updated, total, lines, gift]
      properties:
        id: {type: string}
        email: {type: string, format: email}
        name: {type: string, maxLength: 40}
        state: {type: string, enum: [open, paid]}
        kind: {type: string, enum: [b2b, b2c]}
        updated: {type: string, format: date-time}
        total: {type: integer, maximum: 1000}
        gift: {type: boolean}
        note: {type: string}
        spare: {type: string, format: email, maxLength: 40}
        spare_kind: {type: string, enum: [a, b]}
        city: {type: string}
        lines: {type: array, items: {type: object, required: [sku], properties: {sku: {type: string}}}}
"""
CRM = """
openapi: 3.0.3
info: {title: CRM, version: "1"}
servers: [{url: "https://crm.example"}]
security: [{login: [deals.write]}]
paths:
  /v1/deals:
    post:
      operationId: createDeal
      x-rate-limit: {burst: 5/s, steady: 60/m, daily: 900/d}
      parameters:
        - {name: Idempotency-Key, in: header, schema: {type: string}}
        - {name: team, in: query, required: true, schema: {type: string}}
      requestBody:
        required: true
        content: {application/json: {schema: {$ref: "#/components/schemas/Deal"}}}
      responses:
        "201": {description: made, content: {application/json: {schema: {$ref: "#/components/schemas/Deal"}}}}
  /v1/deals/{id}/note:
    put:
      parameters: [{name: id, in: path, required: true, schema: {type: string}}]
      requestBody: {content: {application/json: {schema: {type: object, properties: {text: {type: string, nullable: true}}}}}}
      responses: {"200": {description: done}}
components:
  securitySchemes:
    login:
      type: oauth2
      flows:
        clientCredentials:
          tokenUrl: https://login.crm.example/token
          scopes: {deals.write: write, deals.admin: all}
  schemas:
    Deal:
      type: object
      required: [mail, stage]
      properties:
        id: {type: string, readOnly: true}
        mail: {type: string, format: email}
        title: {type: string, maxLength: 40}
        stage: {type: string, enum: [new, won, lost]}
        amount: {type: integer, maximum: 1000}
        present: {type: string, enum: ["yes", "no"]}
        origin: {type: string, default: web}
        city: {type: string, nullable: true}
        skus: {type: array, items: {type: string}}
        spare: {type: string, format: email, maxLength: 40, default: web, nullable: true}
        spare_kind: {type: string, enum: [new, won, lost]}
        spare_amount: {type: integer, maximum: 1000}
"""
MAPPINGS = (
    Mapping(target="body.mail", sources=("trigger:order.email",)),
    Mapping(target="body.title", sources=("trigger:order.name",)),
    Mapping(
        target="body.stage",
        sources=("trigger:order.state",),
        transform=EnumMap(values=(ValuePair(source="open", target="new"), ValuePair(source="paid", target="won"))),
    ),
    Mapping(target="body.amount", sources=("trigger:order.total",)),
    Mapping(
        target="body.present",
        sources=("trigger:order.gift",),
        transform=BoolMap(truthy=(True,), when_true="yes", when_false="no"),
    ),
    Mapping(target="body.origin", sources=("trigger:order.note",)),
    Mapping(target="body.city", sources=("trigger:order.city",), when_empty="clear"),
    Mapping(target="body.skus[]", sources=("trigger:order.lines[].sku",)),
    Mapping(target="query.team", transform=Constant(value="sales")),
)
LIFECYCLE = tuple(LifecycleRow(case=case, action="ignore") for case in ("create", "update", "delete", "merge"))  # type: ignore[arg-type]
PAID = Flow(
    id="paid",
    trigger=Trigger(
        kind="webhook",
        system="shop",
        event="order.paid",
        payload="full",
        event_id="event_id",
        record_id="order.id",
        verification=Verification(scheme="hmac", header="X-Signature", algorithm="sha256", environment="SHOP_SECRET"),
        registration=Registration(kind="operation", operation="POST /hooks"),
        condition=Condition(any=(AllOf(all=(Comparison(source="trigger:order.kind", op="equals", values=("b2b",)),)),)),
    ),
    steps=(
        Step(
            id="deal",
            title="Make the deal",
            system="crm",
            operation="POST /v1/deals",
            media_type="application/json",
            mappings=MAPPINGS,
            semantics="create",
            idempotency=Idempotency(kind="header", header="Idempotency-Key", sources=("run:event_id",)),
        ),
        Step(
            id="note",
            title="Write the note",
            system="crm",
            operation="PUT /v1/deals/{id}/note",
            media_type="application/json",
            mappings=(
                Mapping(target="path.id", sources=("deal:id",)),
                Mapping(target="body.text", sources=("trigger:order.note",)),
            ),
            semantics="replace",
            idempotency=Idempotency(kind="natural"),
        ),
    ),
    lifecycle=LIFECYCLE,
)
POLLED = Flow(
    id="polled",
    trigger=Trigger(
        kind="poll",
        system="shop",
        operation="GET /orders",
        items="data[]",
        payload="full",
        record_id="id",
        cursor=Cursor(path="updated", parameter="since"),
        schedule="*/5 * * * *",
    ),
    lifecycle=LIFECYCLE,
)


def _system(name: str, base_url: str, auth: Auth) -> System:
    return System(
        id=name.lower(),
        name=name,
        descriptions=(DescriptionRef(kind="openapi", path=f"{name.lower()}.json"),),
        base_url=base_url,
        auth=auth,
    )


DESIGN = Design(
    name="pair",
    style="api",
    systems=(
        _system("Shop", "https://shop.example/v1", Auth(kind="bearer", scheme="token", environment=("SHOP_TOKEN",))),
        _system(
            "CRM",
            "https://crm.example",
            Auth(
                kind="oauth2",
                scheme="login",
                environment=("CRM_CLIENT_ID", "CRM_CLIENT_SECRET"),
                token_url="https://login.crm.example/token",  # noqa: S106 - an address
                scopes=("deals.write",),
            ),
        ),
    ),
    flows=(PAID, POLLED),
)


class Documents(dict[str, Any]):
    """The two documents by system id, with ways to the places that cases change."""

    def __init__(self) -> None:
        """Take both as they were."""
        super().__init__(shop=yaml.safe_load(SHOP), crm=yaml.safe_load(CRM))

    @property
    def order(self) -> dict[str, Any]:
        """Return the schema of an order."""
        return self["shop"]["components"]["schemas"]["Order"]  # type: ignore[no-any-return]

    @property
    def deal(self) -> dict[str, Any]:
        """Return the schema of a deal."""
        return self["crm"]["components"]["schemas"]["Deal"]  # type: ignore[no-any-return]

    @property
    def list_orders(self) -> dict[str, Any]:
        """Return the operation that lists orders."""
        return self["shop"]["paths"]["/orders"]["get"]  # type: ignore[no-any-return]

    @property
    def make_deal(self) -> dict[str, Any]:
        """Return the operation that makes a deal."""
        return self["crm"]["paths"]["/v1/deals"]["post"]  # type: ignore[no-any-return]


def catalog_of(documents: dict[str, Any]) -> LoadedCatalog:
    """Return what two documents say."""
    with tempfile.TemporaryDirectory() as folder:
        for name, document in documents.items():
            (Path(folder) / f"{name}.json").write_text(json.dumps(document))
        refs = [SystemRef(name=one.name, descriptions=one.descriptions) for one in DESIGN.systems]
        catalog = load_catalog(refs, base=Path(folder))
        for spec in catalog.systems:
            list(spec.operations), list(spec.events)
        return catalog


@functools.cache
def before() -> LoadedCatalog:
    """Return what the documents said."""
    return catalog_of(Documents())


def drifted(change: Callable[[Documents], object], *, design: Design = DESIGN, is_at_hand: bool = True) -> DriftReport:
    """Return what a change of the documents does to the design; without the old documents *at hand* the lock alone is known."""
    documents = Documents()
    change(documents)
    return compare(lock_of(design, before()), design, catalog_of(copy.deepcopy(documents)), before() if is_at_hand else None)
