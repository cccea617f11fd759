"""Faults for the rules of the family SAFE."""

from __future__ import annotations

from tests.unit.check.cases.planting import READ_BACK, REMOVED, STEP, Case, step
from tests.unit.check.cases.written import written

CASES = (
    Case(
        "SAFE701",
        step(idempotency=REMOVED),
        f"{STEP}.idempotency",
        "A repeat makes the record twice. Send the header Idempotency-Key that it takes.",
        "warning",
    ),
    Case(
        "SAFE702",
        step(idempotency={"kind": "link", "link": "pairs"}),
        f"{STEP}.idempotency.link",
        'The design has no link "pairs". Did you mean "pair"?',
    ),
    Case(
        "SAFE702",
        {f"{STEP}.idempotency.header": "X-Request"},
        f"{STEP}.idempotency.header",
        "The document does not say that POST /contacts takes the header X-Request.",
        "unverified",
    ),
    Case(
        "SAFE703",
        {"$.systems[1].auth.token_url": "http://crm.example/token"},
        "$.systems[1].auth.token_url",
        "CRM is called by http, in the clear. Use https.",
        "warning",
    ),
    Case("SAFE704", {"$.flows[0].lifecycle[3]": REMOVED}, "$.flows[0].lifecycle", "It is not decided what happens on merge.", "warning"),
    Case(
        "SAFE705",
        step(
            operation="PUT /contacts/{id}",
            semantics="replace",
            mappings=[{"target": "path.id", "sources": ["trigger:data.id"]}, {"target": "body.email", "sources": ["trigger:data.email"]}],
        ),
        STEP,
        "PUT /contacts/{id} replaces the record, and would empty phone. Read it first and send all, or use a patch.",
        "warning",
    ),
    Case(
        "SAFE706",
        {
            "$.flows[1]": {
                "id": "back",
                "trigger": {"kind": "manual", "system": "crm"},
                "steps": [{"id": "back", "system": "shop", "operation": "POST /customers"}],
            }
        },
        "$.flows[1]",
        "This flow answers another one in the opposite direction, and nothing marks changes of our own. Set a link's `origin_marker`.",
        "warning",
    ),
    Case(
        "SAFE707",
        step(operation="POST /bulk", mappings=[{"target": "body.emails[]", "sources": ["trigger:data.email"]}]),
        STEP,
        'CRM\'s POST /bulk tells of failures in "errors" of a 2xx answer. Set `item_errors: errors`.',
        "warning",
    ),
    Case(
        "SAFE708",
        {"$.flows[0].steps[1]": {**READ_BACK, "system": "crm", "operation": "PUT /contacts/{id}"}},
        "$.flows[0].steps[1].operation",
        "PUT /contacts/{id} changes what it should only read. Use the operation that reads, most often a GET.",
    ),
    *written("safety"),
)
