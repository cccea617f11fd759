"""Faults for the rules of the family TYPE."""

from __future__ import annotations

from tests.unit.check.cases.planting import NEW, REMOVED, STEP, Case, added, constant
from tests.unit.check.designs import POLLING


def asked(text: str, source: str = "trigger:data.name", target: str = "query.filter", **more: object) -> dict[str, object]:
    """Return the change that puts a look-up with a template in the place of the step."""
    mapping = {"target": target, "sources": [source], "transform": {"name": "template", "text": text, **more}}
    find = {"id": "find", "role": "lookup", "system": "crm", "operation": "GET /contacts", "on_many": "first", "mappings": [mapping]}
    return {"$.flows[0].steps": [find]}


CASES = (
    Case(
        "TYPE401",
        added("body.reference", "trigger:data.labels[]"),
        NEW,
        "`trigger:data.labels[]` is a list, and `body.reference` takes one value. Use `first` or `join`, or `[0]` for its first item.",
    ),
    Case(
        "TYPE402",
        added("body.since", "trigger:data.number", transform={"name": "date_format"}),
        f"{NEW}.transform",
        "`date_format` reads a text as iso, and data.number is an integer.",
    ),
    Case(
        "TYPE403",
        added("body.reference", "trigger:data.number"),
        NEW,
        "`trigger:data.number` gives integer, and `body.reference` takes string. Write the number as text with `cast`.",
    ),
    Case(
        "TYPE403",
        added("body.score", "trigger:data.name"),
        NEW,
        "`trigger:data.name` gives string, and `body.score` takes integer. Use `cast` with `to: integer`, or a value list (`enum_map`).",
    ),
    Case(
        "TYPE403",
        added("body.tags", "trigger:data.name"),
        NEW,
        "`trigger:data.name` gives string, and `body.tags` takes array. Make it an item of the list with `body.tags[]`.",
    ),
    Case(
        "TYPE403",
        added("body.reference", "trigger:data.address"),
        NEW,
        "`trigger:data.address` gives object, and `body.reference` takes string. Map a field inside it, or another source.",
    ),
    Case(
        "TYPE403",
        added("body.rank", "trigger:data.amount"),
        NEW,
        "`trigger:data.amount` gives a number, and `body.rank` takes whole ones. Round it with `scale`, `places: 0` and `to: integer`.",
        "warning",
    ),
    Case(
        "TYPE404",
        {f"{STEP}.mappings[6].transform": {"name": "copy"}},
        f"{STEP}.mappings[6]",
        "`trigger:data.created` has the format date-time, and `body.since` takes date. Use `date_format`.",
    ),
    Case(
        "TYPE404",
        added("body.seen", "trigger:data.email"),
        NEW,
        "`trigger:data.email` has the format email, and `body.seen` takes date-time. Map another source.",
    ),
    Case(
        "TYPE405",
        added("body.seen", "trigger:data.joined"),
        NEW,
        "`body.seen` takes the format date-time; the document does not say how `trigger:data.joined` is written.",
        "unverified",
    ),
    Case(
        "TYPE406",
        added("body.reference", "trigger:data.nickname", when_empty="clear"),
        f"{NEW}.when_empty",
        "`body.reference` may not be null, so an empty source cannot clear it. Use `when_empty: omit`.",
    ),
    Case(
        "TYPE407",
        {f"{STEP}.mappings[5].transform": {"name": "copy"}},
        f"{STEP}.mappings[5]",
        "`body.status` does not take 'active', 'closed'; it takes 'on', 'off'.",
    ),
    Case(
        "TYPE407",
        {f"{STEP}.mappings[1].transform.value": "contatc"},
        f"{STEP}.mappings[1]",
        "`body.kind` does not take 'contatc'; it takes 'contact'. Did you mean \"contact\"?",
    ),
    Case(
        "TYPE408",
        {f"{STEP}.mappings[5]": {"target": "body.status", "sources": ["trigger:data.joined"]}},
        f"{STEP}.mappings[5]",
        "`body.status` takes only 'on', 'off', and its source may hold any string. Use `enum_map`.",
        "warning",
    ),
    Case(
        "TYPE409",
        {f"{STEP}.mappings[5].transform.values[1]": REMOVED},
        f"{STEP}.mappings[5].transform",
        "`trigger:data.state` can be 'closed', for which there is no row: such a record stops with an error.",
        "warning",
    ),
    Case(
        "TYPE409",
        {f"{STEP}.mappings[5].transform.values[1].source": "close"},
        f"{STEP}.mappings[5].transform",
        "`trigger:data.state` is never 'close'; it is one of 'active', 'closed'. Did you mean \"closed\"?",
        "warning",
    ),
    Case("TYPE410", constant("body.code", "abc"), NEW, "`body.code` takes what matches ^[A-Z]+$: 'abc'."),
    Case("TYPE410", constant("body.code", "ABCDEFGHIJ"), NEW, "`body.code` takes 8 characters at most: 'ABCDEFGHIJ'."),
    Case("TYPE410", constant("body.score", 101), NEW, "`body.score` takes no more than 100: '101'."),
    Case(
        "TYPE410",
        {f"{STEP}.mappings[6].transform": {"name": "constant", "value": "31.1.2026"}, f"{STEP}.mappings[6].sources": REMOVED},
        f"{STEP}.mappings[6]",
        "`body.since` takes the format date: '31.1.2026'.",
    ),
    Case(
        "TYPE410",
        added("body.rank", "trigger:data.vip", transform={"name": "cast", "to": "integer"}, when_empty="default", default="none"),
        NEW,
        "`body.rank` takes integer, not this: 'none'.",
    ),
    Case(
        "TYPE411",
        {f"{STEP}.mappings[2].transform": {"name": "copy"}},
        f"{STEP}.mappings[2]",
        "`body.last_name` takes 40 characters, and its source may have 80. Use `truncate`.",
        "warning",
    ),
    Case(
        "TYPE411",
        added("body.score", "trigger:data.number"),
        NEW,
        "`body.score` takes no number that its source can hold: their ranges do not meet.",
    ),
    Case(
        "TYPE412",
        {NEW: {"target": "body.balance", "sources": ["trigger:data.cents"]}},
        NEW,
        "`trigger:data.cents` counts hundredths of the currency's unit (cents), and `body.balance` the currency's own "
        "unit. Use `scale` with `factor: 0.01`.",
    ),
    Case(
        "TYPE412",
        {NEW: {"target": "body.balance", "sources": ["trigger:data.cents"], "transform": {"name": "scale", "factor": "0.1", "places": 2}}},
        NEW,
        "`trigger:data.cents` counts hundredths of the currency's unit (cents), and `body.balance` the currency's own "
        "unit: the factor is 0.01, not 0.1.",
    ),
    Case(
        "TYPE412",
        {
            NEW: {
                "target": "body.balance_cents",
                "sources": ["trigger:data.cents"],
                "transform": {"name": "scale", "factor": "0.01", "places": 0, "to": "integer"},
            }
        },
        NEW,
        "`trigger:data.cents` counts hundredths of the currency's unit (cents), and `body.balance_cents` hundredths of "
        "the currency's unit (cents): the factor 0.01 makes another amount of it. Use `copy`, or the factor 1.",
    ),
    Case(
        "TYPE412",
        {NEW: {"target": "body.balance", "sources": ["trigger:data.price"], "transform": {"name": "scale", "factor": "0.01", "places": 2}}},
        NEW,
        "`trigger:data.price` counts the currency's own unit, and `body.balance` the currency's own unit: the factor "
        "0.01 makes another amount of it. Use `copy`, or the factor 1.",
        "warning",
    ),
    Case(
        "TYPE402",
        {"$.flows[0].trigger.mappings[0]": {"target": "query.expand", "transform": {"name": "copy"}}},
        "$.flows[0].trigger.mappings[0].transform",
        "`copy` needs a source.",
        good=POLLING,
    ),
    Case(
        "TYPE408",
        {NEW: {"target": "body.currency", "sources": ["trigger:data.currency"]}},
        NEW,
        "`body.currency` takes only 'AUD', 'BRL', 'CAD', 'CHF', 'CNY' and 18 more, and its source may hold any string. Use `upper`.",
        "warning",
    ),
    Case(
        "TYPE419",
        {
            NEW: {"target": "body.balance", "sources": ["trigger:data.fee"], "transform": {"name": "scale", "factor": "0.01"}},
            f"{STEP}.mappings[8]": {"target": "body.currency", "sources": ["trigger:data.currency_code"]},
        },
        NEW,
        "`trigger:data.fee` counts the smallest unit of its currency, which is a hundredth in some alone (yen have none). "
        "Give `scale` the second source `trigger:data.currency_code`.",
        "warning",
    ),
    Case(
        "TYPE416",
        {NEW: {"target": "body.rank", "sources": ["trigger:data.amount"], "transform": {"name": "cast", "to": "integer"}}},
        f"{NEW}.transform",
        "`cast` stops on the first amount of `trigger:data.amount` that is not whole. Use `scale`: with `factor: 100` if the target counts "
        "in cents, else with `places: 0`.",
        "warning",
    ),
    Case(
        "TYPE412",
        {NEW: {"target": "body.rebate", "sources": ["trigger:data.discount"], "transform": {"name": "scale", "factor": "0.01"}}},
        NEW,
        "`trigger:data.discount` counts the currency's own unit, and `body.rebate` the currency's own unit: the factor "
        "0.01 makes another amount of it. Use `copy`, or the factor 1.",
        "warning",
    ),
    Case(
        "TYPE412",
        {NEW: {"target": "body.discount_percent", "sources": ["trigger:data.rate"]}},
        NEW,
        "`trigger:data.rate` counts a share of 1, and `body.discount_percent` percent. Use `scale` with `factor: 100`.",
        "warning",
    ),
    Case(
        "TYPE412",
        {NEW: {"target": "body.call_hours", "sources": ["trigger:data.call_minutes"]}},
        NEW,
        "`trigger:data.call_minutes` counts minutes, and `body.call_hours` hours. Use `scale` with `factor: 0.0166666667`.",
        "warning",
    ),
    Case(
        "TYPE413",
        {NEW: {"target": "body.touched", "sources": ["trigger:data.touched_ms"]}},
        NEW,
        "`trigger:data.touched_ms` holds milliseconds since 1970, and `body.touched` takes seconds since 1970. Use "
        "`date_format` with `source: unix_ms` and `target: unix_s`.",
        "warning",
    ),
    Case(
        "TYPE413",
        {NEW: {"target": "body.paid", "sources": ["trigger:data.paid_on"]}},
        NEW,
        "`trigger:data.paid_on` holds a text like `%d/%m/%Y`, and `body.paid` takes a text like `%d.%m.%Y`. Use "
        '`date_format` with `source: "%d/%m/%Y"` and `target: "%d.%m.%Y"`.',
        "warning",
    ),
    Case(
        "TYPE413",
        {
            f"{STEP}.mappings[6]": {
                "target": "body.since",
                "sources": ["trigger:data.paid_on"],
                "transform": {"name": "date_format", "target": "date"},
            }
        },
        f"{STEP}.mappings[6].transform",
        "`trigger:data.paid_on` holds a text like `%d/%m/%Y`, and `date_format` reads an ISO date-time. Give `source: %d/%m/%Y`.",
        "warning",
    ),
    Case(
        "TYPE413",
        {NEW: {"target": "body.paid", "sources": ["trigger:data.created"], "transform": {"name": "date_format", "target": "%d/%m/%Y"}}},
        f"{NEW}.transform",
        "`body.paid` takes a text like `%d.%m.%Y`, and `date_format` writes a text like `%d/%m/%Y`. Give `target: %d.%m.%Y`.",
        "warning",
    ),
    Case(
        "TYPE413",
        {f"{STEP}.mappings[6].transform": {"name": "date_format", "target": "%d/%m/%Y"}},
        f"{STEP}.mappings[6].transform",
        "`body.since` takes the format date, and `date_format` writes '31/01/2026'.",
    ),
    Case(
        "TYPE414",
        {NEW: {"target": "body.seen", "sources": ["trigger:data.visit.at"], "transform": {"name": "date_format"}}},
        NEW,
        "`trigger:data.visit.at` is a local time, whose zone `data.visit.timeZone` names; here it is read as UTC. Give "
        "`date_format` a `timezone` if all records share one, or map another field.",
        "warning",
    ),
    Case(
        "TYPE414",
        {NEW: {"target": "body.meeting.dateTime", "sources": ["trigger:data.visit.at"]}},
        NEW,
        "`body.meeting.dateTime` is a local time, and nothing says in which zone. Fill `body.meeting.timeZone`.",
        "warning",
    ),
    Case(
        "TYPE414",
        {
            NEW: {
                "target": "body.meeting.dateTime",
                "sources": ["trigger:data.start.at"],
                "transform": {"name": "date_format", "target": "%Y-%m-%dT%H:%M:%S"},
            },
            f"{STEP}.mappings[8]": {"target": "body.meeting.timeZone", "sources": ["trigger:data.start.timeZone"]},
        },
        NEW,
        "`body.meeting.dateTime` is told in UTC, while `body.meeting.timeZone` names the zone of each record. Send the "
        'constant "UTC" there.',
        "warning",
    ),
    Case(
        "TYPE414",
        {
            f"{STEP}.mappings[6]": {
                "target": "body.since",
                "sources": ["trigger:data.start.at"],
                "transform": {"name": "date_format", "target": "date"},
            }
        },
        f"{STEP}.mappings[6]",
        "`trigger:data.start.at` is an instant whose zone `data.start.timeZone` names; its day is told here as it is "
        "in UTC. Give `date_format` a `timezone` if all records share one, or map another field.",
        "warning",
    ),
    Case(
        "TYPE415",
        {NEW: {"target": "body.country", "sources": ["trigger:data.country"], "transform": {"name": "country_code"}}},
        NEW,
        "`body.country` takes what matches ^[a-z]{2}$; what `country_code` writes looks like 'DE'.",
        "warning",
    ),
    Case(
        "TYPE415",
        {NEW: {"target": "body.vat_number", "sources": ["trigger:data.vat"]}},
        NEW,
        "`body.vat_number` takes what matches ^[0-9]+$; `trigger:data.vat` looks like 'DE123456789'.",
        "warning",
    ),
    Case(
        "TYPE416",
        {NEW: {"target": "body.weight", "sources": ["trigger:data.price"]}},
        NEW,
        "`body.weight` takes 1 decimal place, and `trigger:data.price` may have 2 of them. Round it with `scale` and `places: 1`.",
        "warning",
    ),
    Case(
        "TYPE416",
        {
            NEW: {
                "target": "body.rank",
                "sources": ["trigger:data.cents"],
                "transform": {"name": "scale", "factor": "0.01", "to": "integer"},
            }
        },
        f"{NEW}.transform",
        "`scale` by 0.01 leaves fractions, and `to: integer` stops on them. Give `places: 0`.",
        "warning",
    ),
    Case(
        "TYPE417",
        {NEW: {"target": "body.topics[0]", "sources": ["trigger:data.name"]}},
        NEW,
        "`body.topics` takes 2 items at least, and this step makes 1.",
    ),
    Case(
        "TYPE417",
        {NEW: {"target": "body.topics", "sources": ["trigger:data.labels"]}},
        NEW,
        "`body.topics` takes 3 items, and its source may have 9.",
        "warning",
    ),
    Case(
        "TYPE417",
        {
            NEW: {"target": "body.topics[0]", "transform": {"name": "constant", "value": "a"}},
            f"{STEP}.mappings[8]": {"target": "body.topics[1]", "transform": {"name": "constant", "value": "a"}},
        },
        NEW,
        "`body.topics` takes each item once, and 'a' is sent twice.",
    ),
    Case(
        "TYPE411",
        {NEW: {"target": "body.short", "sources": ["trigger:data.token"]}},
        NEW,
        "`body.short` takes 8 characters, and its source has 32 at least.",
    ),
    Case(
        "TYPE410",
        {NEW: {"target": "body.discount_percent", "transform": {"name": "constant", "value": 100}}},
        NEW,
        "`body.discount_percent` takes less than 100: '100'.",
    ),
    Case(
        "TYPE410",
        {NEW: {"target": "body.balance", "transform": {"name": "constant", "value": 1.005}}},
        NEW,
        "`body.balance` takes multiples of 0.01: '1.005'.",
    ),
    Case(
        "TYPE409",
        {NEW: {"target": "body.active", "sources": ["trigger:data.state"], "transform": {"name": "bool_map"}}},
        f"{NEW}.transform",
        "`trigger:data.state` is never true; it is one of 'active', 'closed'.",
        "warning",
    ),
    Case(
        "TYPE407",
        {
            NEW: {"target": "body.status", "sources": ["trigger:data.vip"], "transform": {"name": "cast", "to": "string"}},
            f"{STEP}.mappings[5]": {"target": "body.reference", "sources": ["trigger:data.id"]},
        },
        NEW,
        "`body.status` does not take 'true', 'false'; it takes 'on', 'off'.",
    ),
    Case(
        "TYPE418",
        {NEW: {"target": "body.country_code", "sources": ["trigger:data.country_name"]}},
        NEW,
        "`body.country_code` takes a country code of two letters, and `trigger:data.country_name` is the name of a "
        "country. Use `country_code` with `to: alpha2`.",
        "warning",
    ),
    Case(
        "TYPE418",
        {NEW: {"target": "body.country_code", "sources": ["trigger:data.country"], "transform": {"name": "country_code", "to": "alpha3"}}},
        NEW,
        "`body.country_code` takes a country code of two letters, and what `country_code` writes is a country code of "
        "three letters. Use `country_code` with `to: alpha2`.",
        "warning",
    ),
    Case(
        "TYPE402",
        {NEW: {"target": "body.reference", "sources": ["trigger:data.lines[0].sku"], "transform": {"name": "first"}}},
        f"{NEW}.transform",
        "`first` needs a list, and data.lines[0].sku is one value.",
    ),
    Case(
        "TYPE410",
        {
            NEW: {
                "target": "body.active",
                "sources": ["trigger:data.state"],
                "transform": {"name": "bool_map", "truthy": ["active"], "when_true": "sure"},
            }
        },
        NEW,
        "`body.active` takes boolean, not this: 'sure'.",
    ),
    Case(
        "TYPE410",
        {NEW: {"target": "body.rank", "sources": ["trigger:data.number"], "transform": {"name": "default", "value": "none"}}},
        NEW,
        "`body.rank` takes integer, not this: 'none'.",
    ),
    Case(
        "TYPE414",
        {NEW: {"target": "body.seen", "sources": ["trigger:data.visit.at"]}},
        NEW,
        "`trigger:data.visit.at` is a local time, whose zone `data.visit.timeZone` names; `body.seen` takes an instant, with its offset. "
        "Give `date_format` a `timezone` if all records share one, or map another field.",
        "warning",
    ),
    Case(
        "TYPE413",
        added("body.seen", "trigger:data.opened"),
        NEW,
        "`trigger:data.opened` holds a text like `%Y-%m-%d %H:%M:%S`, and `body.seen` takes an ISO date-time. "
        'Use `date_format` with `source: "%Y-%m-%d %H:%M:%S"` and `target: iso`.',
        "warning",
    ),
    Case(
        "TYPE420",
        asked("name.lastName eq '{0}'"),
        "$.flows[0].steps[0].mappings[0].transform.escape",
        "A quotation mark in `trigger:data.name`, as in O'Brien, ends the text in which `query.filter` puts it: the query fails, or "
        "finds something else. Set `escape` of the template: `backslash` where the language writes \\' (SOQL, QuickBooks, JQL, Google), "
        "`doubled` where it writes '' (OData, SQL).",
        "warning",
    ),
)
