"""Faults for the rules of the family RATE."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.unit.check.cases.planting import READ_BACK, STEP, Case
from tests.unit.check.designs import GOOD, POLLING

if TYPE_CHECKING:
    from designer.model.scalars import Json

LIMIT = "$.policies.rate_limits[0]"
INVOICES: dict[str, object] = {"$.flows[0].trigger.operation": "GET /invoices"}


def told(system: str, calls: int, seconds: int, **policies: float) -> dict[str, object]:
    """Return the change that tells a limit and further policies."""
    limit: Json = {"system": system, "calls": calls, "seconds": seconds, "source": "brief"}
    return {"$.policies": {"rate_limits": [limit], **policies}}


CASES = (
    Case(
        "RATE801",
        told("crm", 1_000, 86_400, volume_per_day=4_000),
        LIMIT,
        "4,000 records a day x 1 call = 4,000 calls a day go to CRM, and it allows 1,000 calls a day: the queue grows for ever. "
        "Send several records with one call, call less, or ask for a larger quota.",
    ),
    Case(
        "RATE801",
        {
            **told("crm", 2, 60, volume_per_day=1_200, items_per_record=3),
            f"{STEP}.for_each": "trigger:data.lines[]",
        },
        LIMIT,
        "1,200 records a day x 3 calls = 3,600 calls a day go to CRM, and it allows 2 calls a minute, which is 2,880 a day: "
        "the queue grows for ever. Send several records with one call, call less, or ask for a larger quota.",
    ),
    Case(
        "RATE801",
        {
            **told("crm", 1_000, 86_400, volume_per_day=4_000),
            f"{STEP}.condition": {"any": [{"all": [{"source": "trigger:data.email", "op": "present"}]}]},
        },
        LIMIT,
        "4,000 records a day x at most 1 call = at most 4,000 calls a day go to CRM, and it allows 1,000 calls a day: "
        "if most records need the longest way, the queue grows. "
        "Send several records with one call, call less, or ask for a larger quota.",
        "warning",
    ),
    Case(
        "RATE802",
        told("shop", 200, 86_400),
        "$.flows[0].trigger.schedule",
        "Shop is asked 288 times a day, and it allows 200 calls a day. Poll less often.",
        good=POLLING,
    ),
    Case(
        "RATE803",
        told("crm", 60, 60, volume_per_day=4_000, peak_per_minute=200),
        LIMIT,
        "200 records a minute at the peak x 1 call = 200 calls a minute to CRM, which allows 60 calls a minute: "
        "each minute of the peak takes 3.3 minutes to work off.",
        "warning",
    ),
    Case(
        "RATE803",
        told("crm", 10, 60, volume_per_day=10_000),
        LIMIT,
        "If a fifth of the 10,000 records of a day come in one hour, they make 2,000 calls to CRM, which allows 10 calls a minute: "
        "the last one waits 2.3 hours. Say the peak with `peak_per_minute`.",
        "info",
    ),
    Case(
        "RATE804",
        told("crm", 1_000, 86_400, volume_per_day=900),
        LIMIT,
        "900 records a day x 1 call = 900 calls a day to CRM leave 100 of 1,000 free: "
        "the backlog of an outage of 1 h takes 9 hours, that of 24 h 9 days. "
        "Send several records with one call, call less, or ask for a larger quota.",
        "warning",
    ),
    Case(
        "RATE804",
        told("crm", 900, 86_400, volume_per_day=900),
        LIMIT,
        "900 records a day x 1 call = 900 calls a day to CRM leave 0 of 900 free, so what an outage leaves behind is never worked off. "
        "Send several records with one call, call less, or ask for a larger quota.",
    ),
    Case(
        "RATE805",
        INVOICES,
        "$.policies.rate_limits",
        "Shop's document allows 2 calls a second for GET /invoices, 60 calls a minute for GET /invoices, and the design does not say so.",
        "info",
        POLLING,
    ),
    Case(
        "RATE806",
        {
            **INVOICES,
            "$.policies": {"rate_limits": [{"system": "shop", "operation": "GET /invoices", "calls": 90, "seconds": 60}]},
        },
        f"{LIMIT}.calls",
        "The design says 90 calls in 60 seconds, the document of GET /invoices says 60. Take the lower one, or find out which is newer.",
        "warning",
        POLLING,
    ),
    Case(
        "RATE806",
        {"$.policies": {"rate_limits": [{"system": "shop", "calls": calls, "seconds": 60} for calls in (90, 60)]}},
        "$.policies.rate_limits[1].calls",
        "The same limit is said to be 90 and 60 calls in 60 seconds. Keep the one that is right.",
        "warning",
        POLLING,
    ),
    Case(
        "RATE807",
        {"$.policies": {"volume_per_day": 4_000}},
        "$.policies.rate_limits",
        "Nobody tells how many calls CRM allows, so this is not held against a limit: 4,000 records a day x 1 call = 4,000 calls a day. "
        "Write the limit of your plan into `rate_limits`.",
        "info",
    ),
    Case(
        "RATE808",
        {**told("shop", 5_000, 86_400), "$.flows[0].steps[0]": READ_BACK},
        "$.policies.volume_per_day",
        "How many records come a day is not told. Shop allows 5,000 calls a day and gets 1 call for each: up to 5,000 records a day fit.",
        "info",
    ),
    Case(
        "RATE809",
        {"$.policies": {"max_delay_seconds": 120}},
        "$.flows[0].trigger.schedule",
        "The shortest time between two runs is 5 minutes, and a change may take 2 minutes. Run it more often.",
        "warning",
        POLLING,
    ),
    Case(
        "RATE809",
        {"$.policies": {"max_delay_seconds": 30}, "$.flows[0].trigger.schedule": "* * * * *"},
        "$.flows[0].trigger.schedule",
        "The shortest time between two runs is 1 minute, and a change may take 30 seconds. "
        "No schedule is that quick: start the flow by an event.",
        "warning",
        POLLING,
    ),
    Case(
        "RATE810",
        {**INVOICES, "$.flows[0].trigger.mappings": [{"target": "query.limit", "transform": {"name": "constant", "value": 1}}]},
        "$.flows[0].trigger.mappings",
        "Pages of 1 record cost GET /invoices a call each; it gives up to 100 at once. Ask for larger pages.",
        "warning",
        POLLING,
    ),
    Case(
        "RATE811",
        {"$.flows[0].backfill": {"operation": "GET /customers", "quota_share": 25}},
        "$.flows[0].backfill.quota_share",
        "`quota_share` is 25. Give a share above 0 and up to 1.",
    ),
    Case(
        "RATE811",
        {
            **told("crm", 1_000, 86_400, volume_per_day=600),
            "$.flows[0].backfill": {"operation": "GET /customers", "quota_share": 0.5},
        },
        "$.flows[0].backfill.quota_share",
        "The daily records take 60% of 1,000 calls a day to CRM, the backfill 50%: together more than there is. Give it 0.4 at most.",
        "warning",
    ),
    Case(
        "RATE811",
        {
            **told("crm", 1_000, 86_400, volume_per_day=100),
            "$.flows[0].backfill": {"operation": "GET /customers", "quota_share": 0.5, "records": 40_000},
        },
        "$.flows[0].backfill.quota_share",
        "40,000 records x 1 call at 50% of 1,000 calls a day to CRM take 80 days. Give it a larger share, or fewer records.",
        "warning",
    ),
    Case("RATE812", told("crm", 0, 60), f"{LIMIT}.calls", "`calls` is 0. Give a figure above zero."),
    Case(
        "RATE812",
        {"$.policies": {"first_delay_seconds": 90}},
        "$.policies.longest_delay_seconds",
        "The longest delay, 60 s, is shorter than the first, 90 s. Let it be the longer one.",
        "warning",
    ),
    Case(
        "RATE813",
        {"$.policies": {"rate_limits": [{"system": "crm", "operation": "POST /contact", "calls": 5, "seconds": 1}]}},
        f"{LIMIT}.operation",
        'The design does not call POST /contact of crm, so this limit holds for nothing. Did you mean "POST /contacts"?',
        "warning",
    ),
    Case(
        "RATE814",
        {"$.policies": {"attempts": 1}},
        "$.policies.attempts",
        "With one attempt, each call that a system refuses for its limit (429) or a short outage becomes a dead letter. Allow some more.",
        "warning",
        GOOD,
    ),
)
