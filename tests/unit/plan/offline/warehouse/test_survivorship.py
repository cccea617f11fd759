"""What a system is for, told by its name or by the collections of its document."""

from __future__ import annotations

import pytest

from designer.model.spec import Operation, SystemSpec
from designer.model.warehouse import Extract
from designer.plan.offline.warehouse.extracts import Extracted
from designer.plan.offline.warehouse.survivorship import role_of


@pytest.mark.parametrize(
    ("name", "paths", "role"),
    [
        ("HubSpot", (), "crm"),
        ("Stripe", (), "billing"),
        ("Ours", ("/companies", "/deals/{id}"), "crm"),
        ("Ours", ("/invoices", "/credit-notes", "/contacts"), "billing"),
        ("Ours", ("/orders", "/companies"), "billing"),
        ("Ours", ("/tickets",), "support"),
    ],
)
def test_a_system_is_known_by_its_trade_or_its_collections(name: str, paths: tuple[str, ...], role: str) -> None:
    """Money decides where a document has as much of both: what was paid is nowhere as sure as where it was paid."""
    operations = tuple(Operation(system=name, method="GET", path=path) for path in paths)
    extract = Extract(id="x", system="x")
    assert role_of(Extracted(extract=extract, system=SystemSpec(name=name, id="x", operations=operations), noun="record")) == role
