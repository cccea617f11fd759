"""Faults for the rules of the family TRG."""

from __future__ import annotations

from designer.check.rules.triggers.proofs import PROOFS
from tests.unit.check.cases.planting import REMOVED, Case, trigger
from tests.unit.check.cases.written import written
from tests.unit.check.designs import POLLING

CASES = (
    Case(
        "TRG501",
        trigger(event="customer.create"),
        "$.flows[0].trigger.event",
        'Shop tells of no event "customer.create". Did you mean "customer.created"?',
    ),
    Case(
        "TRG501",
        trigger(operation=""),
        "$.flows[0].trigger.operation",
        "A poller needs the list operation that it calls, such as `GET /v1/customers`.",
        good=POLLING,
    ),
    Case(
        "TRG502",
        trigger(schedule="5 minutes"),
        "$.flows[0].trigger.schedule",
        '"5 minutes" is no cron expression of five fields. Write one such as `*/5 * * * *`.',
        good=POLLING,
    ),
    Case(
        "TRG503",
        trigger(verification=REMOVED),
        "$.flows[0].trigger.verification",
        f"Nothing proves that a delivery is genuine. Write as `scheme` of `verification` {PROOFS}.",
        "warning",
    ),
    Case(
        "TRG504",
        trigger(payload="partial"),
        "$.flows[0].trigger.payload",
        "The delivery holds only a part of the record. Add a step that reads the record before it is written.",
        "warning",
    ),
    Case(
        "TRG505",
        trigger(cursor=REMOVED),
        "$.flows[0].trigger.cursor",
        "The poller has no cursor, so it reads every record each time and cannot tell which are new.",
        "warning",
        POLLING,
    ),
    Case(
        "TRG506",
        {"$.flows[0].trigger.cursor.path": "creatd"},
        "$.flows[0].trigger.cursor.path",
        'Shop\'s GET /customers has no "creatd". Did you mean "created"?',
        good=POLLING,
    ),
    Case(
        "TRG506",
        {"$.flows[0].trigger.cursor.parameter": "update_since"},
        "$.flows[0].trigger.cursor.parameter",
        'Shop\'s GET /customers takes no query parameter "update_since". Did you mean "updated_since"?',
        good=POLLING,
    ),
    Case(
        "TRG507",
        trigger(registration=REMOVED),
        "$.flows[0].trigger.registration",
        "The design does not say how this webhook is switched on.",
        "warning",
    ),
    Case(
        "TRG508",
        trigger(items="customers[]"),
        "$.flows[0].trigger.items",
        "`customers[]` does not exist in the answer of GET /customers. Its lists are data[].",
        good=POLLING,
    ),
    Case(
        "TRG510",
        trigger(event_id=REMOVED),
        "$.flows[0].trigger.event_id",
        "Without the path of the delivery's own id, duplicates are known by a digest of their content. "
        "Name it as `event_id`; where the delivery has none, leave it empty.",
        "info",
    ),
    Case(
        "TRG511",
        trigger(operation="GET /shops/{shop}/customers"),
        "$.flows[0].trigger.operation",
        "GET /shops/{shop}/customers needs `path.shop`, and nothing fills it. Ask for it with a setting `shop_shop`.",
        "warning",
        POLLING,
    ),
    *written("triggers"),
)
