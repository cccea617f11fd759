"""Faults for the rules of the family SAFE that are about personal data."""

from __future__ import annotations

from tests.unit.check.cases.planting import REMOVED, STEP, Case
from tests.unit.check.designs import DESK, WAREHOUSE

CASES = (
    Case(
        "SAFE721",
        {"$.systems[1].base_url": "http://crm.example/api"},
        "$.systems[1].base_url",
        "Personal data (email, name) travels to or from CRM by http, in the clear. Use https.",
    ),
    Case(
        "SAFE721",
        {"$.systems[1].base_url": "http://crm/api"},
        "$.systems[1].base_url",
        "Personal data (email, name) travels to or from CRM by http, in the clear. Use https.",
        "warning",
    ),
    Case(
        "SAFE722",
        {f"{STEP}.mappings[3]": {"target": "query.account", "sources": ["trigger:data.email"]}},
        f"{STEP}.mappings[3].target",
        "CRM's POST /contacts is sent personal data (email) in its address, as `query.account`, where logs keep it. "
        "Send it in the body, or an id instead, if the API takes one.",
        "warning",
    ),
    Case(
        "SAFE722",
        {
            "$.flows[0].steps[1]": {
                "id": "find",
                "role": "lookup",
                "system": "crm",
                "operation": "GET /contacts",
                "mappings": [{"target": "query.email", "sources": ["trigger:data.email"]}],
            }
        },
        "$.flows[0].steps[1].mappings[0].target",
        "CRM's GET /contacts is sent personal data (email) in its address, as `query.email`, where logs keep it. "
        "Send it in the body, or an id instead, if the API takes one.",
        "info",
    ),
    Case(
        "SAFE723",
        {f"{STEP}.idempotency.sources[0]": "trigger:data.email"},
        f"{STEP}.idempotency.sources[0]",
        "The idempotency key is made of personal data (email, `trigger:data.email`), which then stands in headers, queues and logs. "
        "Use an id.",
        "warning",
    ),
    Case(
        "SAFE723",
        {"$.flows[0].ordering_key": "trigger:data.email"},
        "$.flows[0].ordering_key",
        "The order of deliveries is made of personal data (email, `trigger:data.email`), which then stands in headers, queues and logs. "
        "Use an id.",
        "warning",
    ),
    Case(
        "SAFE724",
        {f"{STEP}.mappings[1]": {"target": "body.iban", "sources": ["trigger:data.nickname"], "confidence": 0.7}},
        f"{STEP}.mappings[1]",
        "body.iban of Desk would be sent bank data of persons (`data.nickname` of Shop), which nobody has asked for in so many words. "
        "Leave it out, or accept it with `confidence: 1`.",
        "warning",
        DESK,
    ),
    Case(
        "SAFE725",
        {f"{STEP}.mappings[0].confidence": 0.9},
        STEP,
        "CRM's POST /contacts is sent personal data that a planner chose: email. Look through it, and accept each mapping that is wanted.",
        "info",
    ),
    Case(
        "SAFE726",
        {"$.warehouse.tables[0].columns[1].personal": REMOVED},
        "$.warehouse.tables[0].columns[1]",
        'The column stg_customers.email holds personal data (email: "email" of Shop). Mark it: `personal: true`.',
        "warning",
        WAREHOUSE,
    ),
)
