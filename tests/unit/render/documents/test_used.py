"""The operations that a design calls, told once each."""

from __future__ import annotations

from dataclasses import replace

from designer.model.design import Backfill
from designer.render.documents.used import used_operations
from tests.unit.check.designs import GOOD, POLLING, catalog


def test_operations_stand_by_system_and_first_use() -> None:
    """Also the call that registers a webhook."""
    used = used_operations(GOOD, catalog())
    assert [(one.system.name, one.key, one.roles) for one in used] == [
        ("Shop", "POST /hooks", ("register",)),
        ("CRM", "POST /contacts", ("write",)),
    ]
    assert all(one.operation is not None for one in used)


def test_an_operation_called_for_several_ends_is_told_once() -> None:
    """With each end once, however many flows call it."""
    flow = replace(POLLING.flows[0], backfill=Backfill(operation="GET /customers"))
    used = used_operations(replace(POLLING, flows=(flow, replace(flow, id="again"))), catalog())
    assert [(one.key, one.roles) for one in used] == [("GET /customers", ("trigger", "backfill"))]
