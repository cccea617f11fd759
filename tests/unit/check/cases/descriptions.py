"""Faults for the rules of the family SPEC."""

from __future__ import annotations

from tests.unit.check.cases.planting import Case, trigger
from tests.unit.check.designs import POLLING

CASES = (
    Case(
        "SPEC101",
        trigger(operation="GET /broken"),
        "$.flows[0].trigger.operation",
        "This reference cannot be followed: #/components/schemas/Lost names no place in its document.",
        "warning",
        POLLING,
    ),
    Case(
        "SPEC103",
        trigger(operation="GET /broken"),
        "$.flows[0].trigger.operation",
        "A parameter without a name is left out.",
        "warning",
        POLLING,
    ),
    Case(
        "SPEC105",
        trigger(operation="GET /old"),
        "$.flows[0].trigger.operation",
        "Shop marks GET /old as deprecated. Look for its successor with `designer search`.",
        "warning",
        POLLING,
    ),
    Case(
        "SPEC106",
        {"$.systems[2]": {"id": "erp", "name": "ERP", "kind": "file"}},
        "$.systems[2]",
        "No document describes ERP, so nothing about it can be checked. Give one with --spec or --object.",
        "unverified",
    ),
)
