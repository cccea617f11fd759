"""One planted fault and more for each rule: what is changed in a good design, where it is found, and the exact message."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from designer.model.finding import Fix
from designer.repair import apply_fixes
from tests.unit.check.designs import GOOD, POLLING, WAREHOUSE

if TYPE_CHECKING:
    from designer.model.design import Design
    from designer.model.scalars import Json

STEP = "$.flows[0].steps[0]"
NEW = f"{STEP}.mappings[7]"
"""Where a mapping that is added stands."""
REMOVED = object()
UNFILLED = "Map a source to it, set a constant, or ask for it with a setting and a question."
TOLD_OF_SECRETS = "This looks like a secret. Take it out, put it into an environment variable, and have it replaced where it was issued."


@dataclass(frozen=True)
class Case:
    """A good design, what makes it bad, and the finding."""

    code: str
    changes: dict[str, object]
    where: str
    message: str
    severity: str = "error"
    good: Design = GOOD

    @property
    def bad(self) -> Design:
        """Return the good design with the fault planted."""
        fixes = [
            Fix(where=where, words="", remove=True) if value is REMOVED else Fix(where=where, words="", value=value)  # type: ignore[arg-type]
            for where, value in self.changes.items()
        ]
        return apply_fixes(self.good, fixes)


def added(target: str, *sources: str, **more: Json) -> dict[str, object]:
    """Return the change that adds a mapping."""
    return {NEW: {"target": target, "sources": list(sources), **more}}


def constant(target: str, value: Json) -> dict[str, object]:
    """Return the change that adds a constant."""
    return added(target, transform={"name": "constant", "value": value})


def step(**changes: object) -> dict[str, object]:
    """Return changes of the one step."""
    return {f"{STEP}.{name}": value for name, value in changes.items()}


def trigger(**changes: object) -> dict[str, object]:
    """Return changes of the trigger."""
    return {f"$.flows[0].trigger.{name}": value for name, value in changes.items()}


EXTRACT = "$.warehouse.extracts[0]"
TABLE = "$.warehouse.tables[1]"
READ_BACK: Json = {
    "id": "read",
    "role": "read",
    "system": "shop",
    "operation": "GET /customers/{id}",
    "mappings": [{"target": "path.id", "sources": ["trigger:data.id"]}],
}

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
    Case("OP201", step(operation="POST /contact"), f"{STEP}.operation", 'CRM has no POST /contact. Did you mean "POST /contacts"?'),
    Case("OP201", step(operation="POST /contacts/"), f"{STEP}.operation", 'CRM has no POST /contacts/. Did you mean "POST /contacts"?'),
    Case("OP201", step(operation=""), f"{STEP}.operation", "The step calls nothing. Name an operation, such as `POST /v1/customers`."),
    Case("OP202", step(operation="DELETE /contacts"), f"{STEP}.operation", "CRM's /contacts does not take DELETE. It takes GET, POST."),
    Case(
        "OP204",
        step(operation="post /contacts"),
        f"{STEP}.operation",
        "CRM writes this operation POST /contacts, not post /contacts.",
        "info",
    ),
    Case(
        "OP205",
        step(media_type="text/xml"),
        f"{STEP}.media_type",
        "CRM's POST /contacts does not take text/xml. It takes application/json.",
    ),
    Case("OP206", step(branch="Persn"), f"{STEP}.branch", 'The body of POST /contacts has no alternative "Persn". Did you mean "Person"?'),
    Case(
        "OP207",
        {f"{STEP}.mappings[3]": REMOVED},
        STEP,
        f"POST /contacts needs `query.account`, and nothing fills it. {UNFILLED}",
    ),
    Case("OP211", step(system="crn"), f"{STEP}.system", 'The design has no system "crn". Did you mean "crm"?'),
    Case(
        "OP212",
        added("body.reference", "setting:acount"),
        f"{NEW}.sources[0]",
        'The design has no setting "acount". Did you mean "account"?',
    ),
    Case("OP212", added("body.reference", "table:x"), f"{NEW}.sources[0]", 'The design has no table "x".'),
    Case(
        "OP212",
        added("body.reference", "triger:data.id"),
        f"{NEW}.sources[0]",
        '`triger:data.id` reads from "triger", which is no step before this one. Did you mean "trigger"?',
    ),
    Case(
        "OP213",
        {"$.flows[0].steps[1]": READ_BACK, **added("body.reference", "read:id")},
        f"{NEW}.sources[0]",
        '`read:id` reads the answer of "read" before that step has run. Put "read" in front of this step.',
    ),
    Case(
        "OP214",
        {"$.settings[1]": {"id": "account", "value": "x"}},
        "$.settings[1].id",
        'The id "account" is given 2 times. Rename this one.',
    ),
    Case(
        "OP215",
        added("body.reference", "trigger:data.id", transform={"name": "lookup", "using": "link:par"}),
        f"{NEW}.transform.using",
        'The design has no `link:par` to look values up in. Did you mean "link:pair"?',
    ),
    Case(
        "OP216",
        added("body.reference", "trigger:data..id"),
        f"{NEW}.sources[0]",
        "The path cannot be read: 'data..id', column 6: a name is expected here; write one that holds dots, brackets or quotes as \"...\".",
    ),
    Case("OP216", added("bdy.reference", "trigger:data.id"), f"{NEW}.target", '`bdy.reference` is no target. Did you mean "body"?'),
    Case(
        "OP217",
        {"$.questions[0]": {"id": "q", "about": "x", "text": "Which?", "fills": "setting:acount"}},
        "$.questions[0].fills",
        'The design has no `setting:acount` that an answer could fill. Did you mean "setting:account"?',
    ),
    Case(
        "OP218",
        {"$.systems[2]": {"id": "books", "name": "Books"}},
        "$.systems[2]",
        "Books takes part in nothing. Take it out, or say what shall happen with it.",
        "warning",
    ),
    Case(
        "OP219",
        {"$.flows": []},
        "$.flows",
        "The design has no flow, so nothing would happen. Answer the questions, or write one.",
        "open",
    ),
    Case(
        "MAP301",
        added("body.reference", "trigger:data.emial"),
        f"{NEW}.sources[0]",
        'Shop\'s customer.created has no "data.emial". Did you mean "data.email"?',
    ),
    Case("MAP301", added("body.reference", "run:clock"), f"{NEW}.sources[0]", 'The run has no "clock". There is nothing of that name.'),
    Case(
        "MAP301",
        trigger(record_id="data.ident"),
        "$.flows[0].trigger.record_id",
        'Shop\'s customer.created has no "data.ident". Did you mean "data.id"?',
    ),
    Case(
        "MAP302",
        added("body.last_nam", "trigger:data.name"),
        f"{NEW}.target",
        'CRM\'s POST /contacts has no "last_nam". Did you mean "last_name"?',
    ),
    Case(
        "MAP302",
        added("query.page", "trigger:data.name"),
        f"{NEW}.target",
        'CRM\'s POST /contacts has no "page". The call takes nothing of that name.',
    ),
    Case(
        "MAP302",
        step(operation="GET /contacts"),
        f"{STEP}.mappings[0].target",
        'CRM\'s GET /contacts has no "email": this call takes no body.',
    ),
    Case(
        "MAP303",
        added("body.id", "trigger:data.id"),
        f"{NEW}.target",
        'CRM\'s POST /contacts only returns "id"; it is read-only. Remove this mapping.',
    ),
    Case(
        "MAP304",
        added("body.reference", "trigger:data.password"),
        f"{NEW}.sources[0]",
        'Shop\'s customer.created never returns "data.password"; it can only be written.',
    ),
    Case(
        "MAP305",
        {f"{STEP}.mappings[0]": REMOVED},
        STEP,
        f"POST /contacts requires `body.email`, and nothing fills it. {UNFILLED}",
    ),
    Case(
        "MAP305",
        {f"{STEP}.mappings[1]": REMOVED},
        STEP,
        "POST /contacts requires `body.kind`, and nothing fills it. The only value allowed is 'contact'.",
    ),
    Case(
        "MAP305",
        added("body.address.street", "trigger:data.address.city"),
        STEP,
        f"POST /contacts requires `body.address.city`, and nothing fills it. {UNFILLED}",
    ),
    Case(
        "MAP305",
        {f"{STEP}.mappings[4]": {"target": "body.items[].count", "sources": ["trigger:data.lines[].quantity"]}},
        STEP,
        f"POST /contacts requires `body.items[].code`, and nothing fills it. {UNFILLED}",
    ),
    Case(
        "MAP305",
        {
            f"{STEP}.mappings[0]": REMOVED,
            "$.questions[0]": {"id": "q", "about": "body field email", "text": "Which?"},
        },
        STEP,
        "POST /contacts requires `body.email`, and a question asks what fills it.",
        "open",
    ),
    Case(
        "MAP314",
        {f"{STEP}.operation": "POST /bulk", f"{STEP}.mappings": []},
        STEP,
        "POST /bulk would send an empty body. Map a source to one of its fields.",
        "warning",
    ),
    Case(
        "MAP314",
        {
            f"{STEP}.operation": "POST /bulk",
            f"{STEP}.mappings": [],
            "$.questions[0]": {"id": "q", "about": "body of POST /bulk", "text": "What?"},
        },
        STEP,
        "POST /bulk would send an empty body, and a question asks what it shall send.",
        "open",
    ),
    Case(
        "MAP306",
        added("body.email", "trigger:data.email"),
        f"{NEW}.target",
        "`body.email` is filled 2 times in this step. Keep one, or join the sources with `coalesce` or `template`.",
    ),
    Case(
        "MAP306",
        added("body.items", "trigger:data.lines"),
        f"{NEW}.target",
        "`body.items` is filled as a whole, and `body.items[].code` inside it again. Keep one of the two.",
    ),
    Case(
        "MAP307",
        added("body.items[].count", "trigger:data.notes[].text", transform={"name": "cast", "to": "integer"}),
        NEW,
        "`body.items[]` is driven by two lists, `trigger:data.lines[]` and `trigger:data.notes[]`. "
        "Fill it from one, or make a step for each.",
    ),
    Case(
        "MAP309",
        added("body.custom.colour", "trigger:data.extra.colour"),
        NEW,
        'Not to be told from the documents: "data.extra.colour" of Shop\'s customer.created: the document lets this object hold anything; '
        '"custom.colour" of CRM\'s POST /contacts: the document lets this object hold anything.',
        "unverified",
    ),
    Case(
        "MAP309",
        added("body.custom.shoe_sise", "trigger:data.email"),
        NEW,
        'Not to be told from the documents: "custom.shoe_sise" of CRM\'s POST /contacts: the document lets this object hold anything. '
        'Did you mean "custom.shoe_size"?',
        "warning",
    ),
    Case(
        "MAP309",
        added("body.profile2", "trigger:data.extra.colour")
        | {f"{STEP}.mappings[8]": {"target": "body.reference", "sources": ["trigger:data.extra.size"]}},
        f"{STEP}.mappings[8]",
        'Not to be told from the documents: "data.extra.size" of Shop\'s customer.created: the document lets this object hold anything.',
        "unverified",
    ),
    Case(
        "MAP310",
        {
            **added("body.profile.first", "trigger:data.name"),
            f"{STEP}.mappings[8]": {"target": "body.profile.vat", "sources": ["trigger:data.id"]},
        },
        f"{STEP}.mappings[8].target",
        '"profile.vat" is only there in the alternative Company, but this step also fills members of Person.',
        "warning",
    ),
    Case("MAP311", added("body.reference", "trigger:data.fax"), NEW, 'Shop\'s customer.created marks "data.fax" as deprecated.', "info"),
    Case(
        "MAP312",
        {"$.settings[0].value": None, "$.questions[0]": {"id": "q", "about": "x", "text": "Which?", "fills": "setting:account"}},
        f"{STEP}.mappings[3]",
        "`query.account` waits for an answer: `setting:account` has no value yet.",
        "open",
    ),
    Case(
        "MAP312",
        {"$.settings[0].value": None},
        f"{STEP}.mappings[3]",
        "`query.account` is required, and `setting:account` has no value. Answer it, or let a question ask for it.",
    ),
    Case(
        "MAP313",
        {f"{STEP}.mappings[2].sources[0]": "trigger:data.nickname"},
        f"{STEP}.mappings[2]",
        "`body.last_name` is required, but its source may be empty. Add a default, or a condition that it is present.",
        "warning",
    ),
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
        "AUTH601",
        {"$.systems[1].auth.scheme": "keys"},
        "$.systems[1].auth.scheme",
        'CRM declares no security scheme "keys". Did you mean "key"?',
    ),
    Case(
        "AUTH601",
        {"$.systems[1].auth.kind": "bearer"},
        "$.systems[1].auth.kind",
        'CRM declares "key" as api_key, and the design signs in by bearer.',
    ),
    Case(
        "AUTH602",
        {"$.systems[1].auth": {"kind": "basic", "scheme": "basic", "environment": ["CRM_PASSWORD"]}},
        "$.systems[1].auth.scheme",
        'CRM\'s POST /contacts does not accept "basic". It accepts key.',
    ),
    Case(
        "AUTH602",
        {"$.systems[1].auth": REMOVED},
        "$.systems[1].auth.kind",
        "CRM's POST /contacts asks for a sign-in (key), and the design has none.",
    ),
    Case(
        "AUTH602",
        {"$.systems[0].auth": REMOVED},
        "$.systems[0].auth.kind",
        "Shop's POST /hooks asks for a sign-in (login), and the design has none.",
        "warning",
    ),
    Case(
        "AUTH603",
        {"$.systems[0].auth.scopes": []},
        "$.systems[0].auth.scopes",
        "Shop's POST /hooks needs the scope hooks.write, which is not asked for.",
        "warning",
    ),
    Case(
        "AUTH604",
        {"$.systems[0].auth.scopes[1]": "customers.write"},
        "$.systems[0].auth.scopes",
        "No used call of Shop needs the scope customers.write. Leave it out.",
        "warning",
    ),
    Case(
        "AUTH605",
        {"$.systems[1].base_url": "https://{tenant}.crm.example"},
        "$.systems[1].base_url",
        "The address of CRM's API is not complete: https://{tenant}.crm.example. Write it, or ask for it with a setting `crm_base_url`.",
    ),
    Case(
        "AUTH605",
        {"$.systems[1].base_url": "", "$.settings[1]": {"id": "crm_base_url", "system": "crm"}},
        "$.systems[1].base_url",
        "The address of CRM's API waits for an answer: `setting:crm_base_url`.",
        "open",
    ),
    Case(
        "AUTH606",
        {"$.settings[1]": {"id": "folder"}},
        "$.settings[1].value",
        'The setting "folder" has no value yet. No question asks for it yet.',
        "open",
    ),
    Case(
        "AUTH607",
        {"$.systems[1].auth.environment": []},
        "$.systems[1].auth.environment",
        "The design does not say which environment variables hold the credentials of CRM.",
        "warning",
    ),
    Case(
        "AUTH608",
        constant("body.reference", "sk_live_" + "a1b2c3d4e5f6g7h8"),
        f"{NEW}.transform.value",
        TOLD_OF_SECRETS,
    ),
    Case(
        "AUTH608",
        {"$.settings[0]": {"id": "api_token", "value": "a1b2c3d4e5f6g7h8i9"}},
        "$.settings[0].value",
        TOLD_OF_SECRETS,
    ),
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
        "Nothing proves that a delivery is genuine. Use the signature of the system, or a secret token in the address.",
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
        "`customers[]` does not exist in the answer of GET /customers. "
        "Its lists are data[], data[].lines[], data[].notes[], data[].labels[].",
        good=POLLING,
    ),
    Case(
        "TRG510",
        trigger(event_id=REMOVED),
        "$.flows[0].trigger.event_id",
        "Without the path of the delivery's own id, duplicates are known by their content alone.",
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
        {"$.systems[1].base_url": "http://crm.example/api"},
        "$.systems[1].base_url",
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
                "steps": [{"id": "hook", "system": "shop", "operation": "POST /hooks"}],
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
    Case(
        "WH901",
        {f"{EXTRACT}.operation": ""},
        EXTRACT,
        "The extract customers reads nothing yet. Name its list operation, such as `GET /v1/customers`, or a file.",
        "open",
        WAREHOUSE,
    ),
    Case(
        "WH902",
        {f"{EXTRACT}.primary_key[0]": "idd"},
        f"{EXTRACT}.primary_key[0]",
        'Shop\'s GET /customers has no "idd". Did you mean "id"?',
        good=WAREHOUSE,
    ),
    Case(
        "WH902",
        {f"{EXTRACT}.cursor_parameter": "since"},
        f"{EXTRACT}.cursor_parameter",
        'GET /customers takes no query parameter "since".',
        good=WAREHOUSE,
    ),
    Case(
        "WH903",
        {f"{EXTRACT}.primary_key": []},
        f"{EXTRACT}.primary_key",
        "The extract customers has no primary key, so its records double on each run.",
        "warning",
        WAREHOUSE,
    ),
    Case(
        "WH904",
        {f"{EXTRACT}.cursor": ""},
        f"{EXTRACT}.cursor",
        "The extract customers has no cursor, so it reads everything on each run.",
        "info",
        WAREHOUSE,
    ),
    Case(
        "WH905",
        {"$.warehouse.tables[0].columns[0].sources[0]": "customers:idd"},
        "$.warehouse.tables[0].columns[0].sources[0]",
        'Shop\'s GET /customers has no "idd". Did you mean "id"?',
        good=WAREHOUSE,
    ),
    Case(
        "WH905",
        {f"{TABLE}.columns[0].sources[0]": "stg_customer:id"},
        f"{TABLE}.columns[0].sources[0]",
        'There is no extract or table "stg_customer". Did you mean "stg_customers"?',
        good=WAREHOUSE,
    ),
    Case(
        "WH906",
        {f"{TABLE}.keys[0]": "ids"},
        f"{TABLE}.keys[0]",
        'The table customer has no column "ids". Did you mean "id"?',
        good=WAREHOUSE,
    ),
    Case(
        "WH906",
        {f"{TABLE}.tests": ["uniqe:id"]},
        f"{TABLE}.tests[0]",
        '"uniqe:id" is no test. Write `unique:<column>`, `not_null:<column>`, `accepted_values:<column>`.',
        good=WAREHOUSE,
    ),
    Case(
        "WH907",
        {f"{TABLE}.keys": []},
        f"{TABLE}.keys",
        "The table customer has no key, so nothing tells its rows apart.",
        "warning",
        WAREHOUSE,
    ),
    Case(
        "WH908",
        {"$.warehouse.access[0].table": "customers"},
        "$.warehouse.access[0].table",
        'The model has no table "customers". Did you mean "customer"?',
        good=WAREHOUSE,
    ),
    Case(
        "WH909",
        {"$.warehouse.budget_usd_month": 50},
        "$.warehouse.cost",
        "The estimate is $100 a month, and the brief allows $50. Leave a system for later, or choose a cheaper product.",
        "warning",
        WAREHOUSE,
    ),
    Case(
        "WH911",
        {"$.warehouse.tables[0].columns[1].transform": {"name": "date_format", "source": "ISO"}},
        "$.warehouse.tables[0].columns[1].transform",
        "`date_format` knows iso, date, unix_s, unix_ms and strftime patterns, not 'ISO'.",
        good=WAREHOUSE,
    ),
    Case(
        "WH910",
        {"$.warehouse.access[0].masked": []},
        "$.warehouse.access[0]",
        "Finance would see the personal data in email of customer. Mask it, or list the columns it may see.",
        "warning",
        WAREHOUSE,
    ),
)
