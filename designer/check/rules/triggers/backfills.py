"""Backfills: what is there already comes over by a call that reads a list, oldest first."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from designer.check.lookup.view import place_of
from designer.check.rule import Fault, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from designer.check.lookup.view import View

MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}([T ]\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?)?")
NEWEST_FIRST = re.compile(r"newest|latest|desc", re.IGNORECASE)


@rule("TRG529")
def backfill_can_be_done(view: View) -> Iterator[Fault]:
    """Load old records by a call that lists them, oldest first, from a day that can be read."""
    for i, flow in enumerate(view.design.flows):
        backfill, where = flow.backfill, f"$.flows[{i}].backfill"
        if backfill is None:
            continue
        if not backfill.operation:
            yield Fault(
                where=f"{where}.operation", message="The backfill names no call. Name the list operation, such as `GET /v1/customers`."
            )
        if backfill.since and not MOMENT.fullmatch(backfill.since.strip()):
            message = f'"{backfill.since}" is no day. Write it as `2026-01-31`, or leave it empty for all records.'
            yield Fault(where=f"{where}.since", message=message)
        if NEWEST_FIRST.search(backfill.order):
            message = "Read newest first, an old state of a record overtakes the new one that a delivery has brought. Read oldest first."
            yield Fault(where=f"{where}.order", message=message, severity="warning")
        operation = view.operation(flow.trigger.system, backfill.operation)
        if operation is not None and operation.in_spec and operation.path.rstrip("/").endswith("}") and operation.paging is None:
            message = f"{operation.key} reads one record, and a backfill reads a list. Name the call that lists them."
            yield Fault(where=f"{where}.operation", message=message, spec=place_of(operation), severity="warning")
