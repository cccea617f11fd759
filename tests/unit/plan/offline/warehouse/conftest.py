"""A shop, a CRM and a help desk as small documents, and a warehouse planned from them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Protocol

import pytest

from designer.model.brief import Brief, SystemRef, Team, WarehouseWish
from designer.model.description import DescriptionRef
from designer.plan.offline.warehouse import plan_warehouse
from designer.specs.catalog import load_catalog

if TYPE_CHECKING:
    from pathlib import Path

    from designer.model.design import Design

TEXT = {"type": "string"}
MOMENT = {"type": "string", "format": "date-time"}


def record(**properties: Any) -> dict[str, Any]:
    """Return the schema of a record with an id."""
    return {"type": "object", "required": ["id"], "properties": {"id": TEXT, **properties}}


def listed(schema: dict[str, Any], *parameters: dict[str, Any], items: str = "data") -> dict[str, Any]:
    """Return the item of a path that lists such records, page by page."""
    answer = {"type": "object", "properties": {items: {"type": "array", "items": schema}, "next_cursor": TEXT}}
    paging = [{"name": "cursor", "in": "query", "schema": TEXT}, {"name": "limit", "in": "query", "schema": {"type": "integer"}}]
    return {
        "get": {
            "parameters": [*paging, *parameters],
            "responses": {"200": {"description": "ok", "content": {"application/json": {"schema": answer}}}},
        }
    }


def document(title: str, **paths: Any) -> dict[str, Any]:
    """Return an OpenAPI document; `customers` stands for the path `/customers`."""
    return {
        "openapi": "3.0.3",
        "info": {"title": title, "version": "1"},
        "servers": [{"url": "https://api.example.com"}],
        "paths": {f"/{name}": item for name, item in paths.items()},
    }


SINCE = {"name": "updated_since", "in": "query", "schema": MOMENT}
CENTS = {"type": "integer", "description": "In the smallest unit of the currency."}
SHOP = document(
    "Shop",
    customers=listed(record(email=TEXT, name=TEXT, phone=TEXT, created_at=MOMENT, updated_at=MOMENT), SINCE),
    orders=listed(
        record(
            customer_id=TEXT,
            total_amount=CENTS,
            currency=TEXT,
            status={"type": "string", "enum": ["open", "paid"]},
            created=({"type": "integer", "format": "unix-time"}),
            lines={"type": "array", "items": {"type": "object", "properties": {"sku": TEXT, "quantity": {"type": "integer"}}}},
        ),
        {"name": "created", "in": "query", "style": "deepObject", "schema": {"type": "object", "properties": {"gte": {"type": "integer"}}}},
    ),
    warehouses=listed(record(city=TEXT, street=TEXT)),
)
CRM = document(
    "CRM",
    contacts=listed(record(email=TEXT, firstname=TEXT, lastname=TEXT, company=TEXT, updated_at=MOMENT), items="results"),
    deals=listed(record(amount=TEXT, stage=TEXT)),
)
DESK = document(
    "Desk",
    tickets=listed(record(requester_id=TEXT, subject=TEXT, status=TEXT, created_at=MOMENT, updated_at=MOMENT), SINCE),
    users=listed(record(email=TEXT, name=TEXT), SINCE),
)


class Plan(Protocol):
    """Plans a warehouse over these systems: a document each, or None for a system without one."""

    def __call__(self, wish: WarehouseWish | None = None, /, *, brief: dict[str, Any] | None = None, **systems: Any) -> Design:
        """Return the design."""
        ...


@pytest.fixture
def plan(tmp_path: Path) -> Plan:
    """Return what plans a warehouse over documents given by name; `Shop=SHOP` is a system called Shop."""

    def planned(wish: WarehouseWish | None = None, /, *, brief: dict[str, Any] | None = None, **systems: Any) -> Design:
        refs = []
        for name, content in systems.items():
            (tmp_path / f"{name}.json").write_text(json.dumps(content), encoding="utf-8")
            kind = "openapi" if content and "openapi" in content else "json-schema"
            described = (DescriptionRef(kind=kind, path=f"{name}.json"),) if content else ()
            refs.append(SystemRef(name=name.replace("_", " "), descriptions=described))
        told = Brief(name="one-view", style="warehouse", systems=tuple(refs), warehouse=wish, **(brief or {}))
        return plan_warehouse(told, load_catalog(told.systems, base=tmp_path))

    return planned


@pytest.fixture
def wish() -> WarehouseWish:
    """Return what a warehouse form says: data, teams, goals, budget."""
    return WarehouseWish(
        teams=(
            Team(name="Finance", needs="revenue per month and customer, contacts by email"),
            Team(name="Board", needs="dashboards of revenue", hidden=("name",)),
        ),
        data_kinds=("customers and contacts", "orders", "tickets"),
        scale="20 GB",
        growth="50 % a year",
        budget="$500 a month",
        budget_usd_month=500.0,
        goals=("revenue per customer", "tickets per customer", "one list without doubles"),
    )
