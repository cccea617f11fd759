"""Faults for the rules of the family SAFE."""

from __future__ import annotations

from tests.unit.check.cases.planting import EXTRACT, NEW, READ_BACK, REMOVED, STEP, Case, constant, step
from tests.unit.check.cases.written import written
from tests.unit.check.designs import WAREHOUSE

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
    *(
        Case("SAFE737", constant(f"header.{name}", "x"), f"{NEW}.target", message)
        for name, message in (
            ("host", "The header host belongs to the connection: the client sets it for each call. Leave it out."),
            (
                "Transfer-Encoding",
                "The header Transfer-Encoding belongs to the connection: the client sets it for each call. Leave it out.",
            ),
            ("X-KEY", "The header X-KEY carries the sign-in to CRM, set from `auth`. Leave it out."),
            ("Cookie", "The header Cookie signs a call in. Fill it from a setting with an environment variable, or leave it out."),
            (
                "Authorization",
                "The header Authorization signs a call in. Fill it from a setting with an environment variable, or leave it out.",
            ),
            ("X-A\r\nEvil: e", "'X-A\\r\\nEvil: e' is no name of a header: letters, digits and hyphens, without blanks and line ends."),
        )
    ),
    Case(
        "SAFE737",
        {f"{STEP}.idempotency.header": "Host"},
        f"{STEP}.idempotency.header",
        "The header Host belongs to the connection: the client sets it for each call. Leave it out.",
    ),
    Case(
        "SAFE737",
        {f"{STEP}.idempotency.header": "X\r\nEvil: e"},
        f"{STEP}.idempotency.header",
        "'X\\r\\nEvil: e' is no name of a header: letters, digits and hyphens, without blanks and line ends.",
    ),
    Case(
        "SAFE737",
        {"$.flows[0].trigger.mappings": [{"target": "header.Connection", "sources": ["setting:account"]}]},
        "$.flows[0].trigger.mappings[0].target",
        "The header Connection belongs to the connection: the client sets it for each call. Leave it out.",
    ),
    Case(
        "SAFE737",
        {f"{EXTRACT}.parameters": [{"target": "header.Host", "value": "x"}]},
        f"{EXTRACT}.parameters[0].target",
        "The header Host belongs to the connection: the client sets it for each call. Leave it out.",
        good=WAREHOUSE,
    ),
    *written("safety"),
)
