"""Faults for the rules of the family NC."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.unit.check.cases.planting import READ_BACK, STEP, Case
from tests.unit.check.designs import GOOD, POLLING

if TYPE_CHECKING:
    from designer.model.scalars import Json

SCHEDULE = "$.flows[0].trigger.schedule"
WHEN: Json = {"any": [{"all": [{"source": "trigger:data.state", "op": "equals", "values": ["active"]}]}]}
PHONE: Json = {"target": "body.reference", "sources": ["trigger:data.name"], "transform": {"name": "phone_e164"}}
AMOUNT: Json = {
    "target": "body.reference",
    "sources": ["trigger:data.number", "trigger:data.country"],
    "transform": {"name": "scale", "to": "string"},
}


def on(platform: str = "", **changes: object) -> dict[str, object]:
    """Return the changes that make a no-code design of it, for one platform or for all."""
    return {"$.style": "nocode", "$.platform": platform, **{f"$.{name}": value for name, value in changes.items()}}


CASES = (
    Case(
        "NC101",
        on("zapier"),
        SCHEDULE,
        "The free plan of Zapier polls every 15 minutes at most, and the schedule says every 5 minutes. "
        "Take a larger plan, or poll less often.",
        "info",
        POLLING,
    ),
    Case(
        "NC101",
        {**on(), SCHEDULE: "* * * * *"},
        SCHEDULE,
        "The smallest paid plan of Zapier polls every 2 minutes at most, and the schedule says every 1 minute. "
        "Take a larger plan, or poll less often.",
        "info",
        POLLING,
    ),
    Case(
        "NC102",
        on("zapier", policies={"volume_per_day": 4_000}),
        "$.policies.volume_per_day",
        "4,000 records a day x 30 days x 1 task = 120,000 a month on Zapier, whose largest plan known to us holds 100,000 "
        "(zapier.com/pricing, late 2025). Ask the vendor for its price, or choose style api.",
        "warning",
    ),
    Case(
        "NC103",
        {**on("zapier", policies={"volume_per_day": 400}), SCHEDULE: "0 3 * * *"},
        SCHEDULE,
        "A poll finds about 400 new records, and Zapier holds 100 and more of one poll until a person confirms them. "
        "Poll more often, or start customers by an event.",
        "warning",
        POLLING,
    ),
    Case(
        "NC104",
        {
            **on("make", policies={"volume_per_day": 3_000}),
            SCHEDULE: "0 3 * * *",
            "$.flows[0].steps": [{**READ_BACK, "mappings": [{"target": "path.id", "sources": ["trigger:id"]}]}],  # type: ignore[dict-item]
        },
        SCHEDULE,
        "A run handles about 3,000 records x 1 call: some 50 minutes at a second each, and Make ends a run after 40 minutes. "
        "Run customers more often.",
        "warning",
        POLLING,
    ),
    Case(
        "NC105",
        on("zapier", policies={"timeout_seconds": 120}),
        "$.policies.timeout_seconds",
        "The design waits 120 s for a call, and Zapier ends a step after 30 s. Expect its shorter time.",
        "info",
    ),
    Case(
        "NC106",
        {"$.platform": "make"},
        "$.platform",
        "The design names Make and has the style api, so Make is left out. Set `style: nocode`, or remove it.",
        "warning",
    ),
    Case("NC106", {"$.platform": "n8m"}, "$.platform", 'No instructions are made for the platform "n8m". Did you mean "n8n"?'),
    Case(
        "NC106",
        on("ifttt"),
        "$.platform",
        'No instructions are made for the platform "ifttt". Name one of zapier, make, n8n, or leave it out.',
    ),
    Case(
        "NC107",
        on("make"),
        "$.flows[0].trigger.verification",
        "Make does not check the signature of a delivery, as the design wants. "
        "Use the vendor's own trigger there, keep the address secret, or put a check before it.",
        "info",
    ),
    Case(
        "NC107",
        on(),
        "$.flows[0].trigger.verification",
        "Zapier and Make do not check the signature of a delivery, as the design wants. "
        "Use the vendor's own trigger there, keep the address secret, or put a check before it.",
        "info",
    ),
    Case(
        "NC108",
        on("zapier"),
        "$.flows[0].trigger",
        "The general poller of Zapier signs in with a user name and a password only, and Shop takes oauth2. "
        "It needs Zapier's own app for Shop, or another platform.",
        "info",
        POLLING,
    ),
    Case(
        "NC109",
        {**on(), "$.flows[0].trigger.kind": "stream"},
        "$.flows[0].trigger.kind",
        "No platform listens to a stream, so nothing starts customers. Choose style api, or let the stream call a webhook.",
        "warning",
    ),
    Case(
        "NC110",
        {**on("zapier"), f"{STEP}.condition": WHEN, "$.flows[0].steps[1]": READ_BACK},
        "$.flows[0].steps[1]",
        "read runs whether or not write did, and on Zapier nothing can follow a path. Move read before it, or repeat it in each path.",
        "warning",
    ),
    Case(
        "NC111",
        {**on("zapier"), f"{STEP}.for_each": "trigger:data.lines[]", "$.flows[0].steps[1]": READ_BACK},
        "$.flows[0].steps[1]",
        "read stands behind the loop of write, so on Zapier it runs once for each of its items. "
        "Move it before the loop, or into a flow of its own.",
        "warning",
    ),
    Case(
        "NC112",
        {**on("n8n"), f"{STEP}.condition": {"any": [{"all": [{"source": "trigger:data.email", "op": "changed"}]}]}},
        f"{STEP}.condition.any[0].all[0]",
        "n8n does not know what trigger:data.email was before. Keep the last value in a data table of n8n and compare.",
        "warning",
    ),
    Case(
        "NC113",
        {**on(), f"{STEP}.idempotency": {"kind": "link", "link": "pair"}},
        "$.links[0].stored",
        "Zapier, Make and n8n keep no pairs of ids by themselves. Make a table of the platform for pair, "
        "or store the id in a field: `stored: source_field` or `target_field`.",
        "info",
    ),
    Case(
        "NC114",
        on(),
        f"{STEP}.idempotency",
        "A ready-made step sends no header Idempotency-Key, so a repeat would double. "
        "Call POST /contacts by the platform's HTTP step, with the header.",
        "info",
    ),
    Case(
        "NC115",
        {**on("make"), f"{STEP}.mappings[7]": PHONE},
        f"{STEP}.mappings[7].transform",
        "Make has no function for telephone numbers: one without its country's prefix is sent without it. "
        "Let the source keep them in international notation.",
        "warning",
    ),
    Case(
        "NC116",
        {**on("n8n"), f"{STEP}.mappings[7]": AMOUNT},
        f"{STEP}.mappings[7].transform",
        "n8n multiplies by 0.01 whatever trigger:data.country is, and an amount in yen becomes a hundredth. "
        "Give those a path of their own.",
        "warning",
        GOOD,
    ),
    Case(
        "NC117",
        {
            **on("n8n"),
            f"{STEP}.condition": {
                "any": [
                    {"all": [{"source": "trigger:data.email", "op": "present"}, {"source": "trigger:data.name", "op": "present"}]},
                    {"all": [{"source": "trigger:data.vip", "op": "equals", "values": [True]}]},
                ]
            },
        },
        f"{STEP}.condition",
        "A filter of n8n joins its comparisons either all by and or all by or, and this condition needs both. "
        "Use one filter for each group, or an expression.",
        "info",
    ),
)
