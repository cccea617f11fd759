"""Faults for the rules of the family TYPE."""

from __future__ import annotations

from tests.unit.check.cases.planting import NEW, REMOVED, STEP, Case, added, constant

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
)
