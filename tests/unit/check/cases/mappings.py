"""Faults for the rules of the family MAP."""

from __future__ import annotations

from tests.unit.check.cases.planting import NEW, REMOVED, STEP, UNFILLED, Case, added, step, trigger
from tests.unit.check.designs import POLLING

CONDITION, ASKED = "$.flows[0].trigger.condition", "$.flows[0].trigger.mappings[0]"
SEEN = {"any": [{"all": [{"source": "trigger:visit.at", "op": "present"}]}]}
CASES = (
    Case(
        "MAP301",
        added("body.reference", "trigger:data.emial"),
        f"{NEW}.sources[0]",
        'Shop\'s customer.created has no "data.emial". Did you mean "data.email"?',
    ),
    Case(
        "MAP301",
        added("body.reference", "trigger:data.lines[0].id"),
        f"{NEW}.sources[0]",
        'Shop\'s customer.created has no "data.lines[0].id". Did you mean "data.lines[0].line_id"?',
    ),
    Case(
        "MAP301",
        added("body.reference", "item:id"),
        f"{NEW}.sources[0]",
        "`item:id` reads the item of a loop, and this step has no `for_each`.",
    ),
    Case("MAP301", added("body.reference", "run:clock"), f"{NEW}.sources[0]", 'The run has no "clock". It has time and event_id.'),
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
        "MAP324",
        added("body.lifetime_value", "trigger:data.number"),
        f"{NEW}.target",
        'CRM\'s POST /contacts keeps "lifetime_value" itself; its document says: "Read-only". Remove this mapping.',
        "warning",
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
        "MAP307",
        {
            f"{STEP}.mappings[4].sources": ["trigger:data.notes[].text"],
            NEW: {"target": "body.items[].count", "sources": ["trigger:data.lines[].quantity"]},
            f"{STEP}.mappings[8]": {"target": "body.items[].name", "sources": ["trigger:data.lines[].sku"]},
        },
        f"{STEP}.mappings[4]",
        "`body.items[]` is driven by two lists, `trigger:data.lines[]` and `trigger:data.notes[]`. "
        "Fill it from one, or make a step for each.",
    ),
    Case(
        "MAP322",
        {
            NEW: {"target": "body.deals[].number", "sources": ["trigger:data.id"]},
            f"{STEP}.mappings[8]": {"target": "body.deals[].parts[].code", "sources": ["trigger:data.lines[].sku"]},
        },
        STEP,
        "`body.deals[]` gets an item for each of `trigger:data.lines[]`, each with the same `body.deals[].number`. "
        "Write `body.deals[0]` for `body.deals[]` in every target: one item then holds them all.",
        "warning",
    ),
    Case(
        "MAP308",
        {CONDITION: SEEN},
        f"{CONDITION}.any[0].all[0].source",
        'Shop\'s GET /customers returns "visit.at" only if the parameter `embed` asks for it. Fill `query.embed` in the step that reads.',
        "warning",
        POLLING,
    ),
    Case(
        "MAP308",
        {CONDITION: SEEN, ASKED: {"target": "query.embed", "transform": {"name": "constant", "value": "notes"}}},
        f"{CONDITION}.any[0].all[0].source",
        'Shop\'s GET /customers returns "visit.at" only if the parameter `embed` asks for it, and it asks for notes alone. Add it there.',
        "warning",
        POLLING,
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
        "MAP312",
        {"$.settings[0].value": None, "$.settings[0].environment": "CRM_ACCOUNT"},
        f"{STEP}.mappings[3]",
        "`query.account` waits for the environment variable CRM_ACCOUNT: `setting:account` has no value of its own.",
        "open",
    ),
    Case(
        "MAP313",
        {f"{STEP}.mappings[2].sources[0]": "trigger:data.nickname"},
        f"{STEP}.mappings[2]",
        "`body.last_name` is required, but its source may be empty. Add a default, or a condition that it is present.",
        "warning",
    ),
    Case(
        "MAP305",
        {
            NEW: {"target": "body.addresses[kind=home].street", "sources": ["trigger:data.name"]},
            f"{STEP}.mappings[8]": {"target": "body.addresses[kind=work].city", "sources": ["trigger:data.address.city"]},
        },
        STEP,
        "POST /contacts requires `body.addresses[kind=home].city`, and nothing fills it. Map a source to it, set a "
        "constant, or ask for it with a setting and a question.",
    ),
    Case(
        "MAP305",
        {
            NEW: {"target": "body.payment.by", "transform": {"name": "constant", "value": "card"}},
            f"{STEP}.mappings[8]": {"target": "body.payment.note", "sources": ["trigger:data.name"]},
        },
        STEP,
        "POST /contacts requires `body.payment.number`, and nothing fills it. Map a source to it, set a constant, or "
        "ask for it with a setting and a question.",
    ),
    Case(
        "MAP315",
        {NEW: {"target": "body.delegate.note", "sources": ["trigger:data.name"]}},
        STEP,
        "`body.delegate` may be Member, Guest, and is complete as none: Member lacks `body.delegate.number`; Guest "
        "lacks `body.delegate.mail`. Name the one that is meant with `branch`.",
        "warning",
    ),
    Case(
        "MAP316",
        {
            NEW: {"target": "body.payment.by", "transform": {"name": "constant", "value": "card"}},
            f"{STEP}.mappings[8]": {"target": "body.payment.iban", "sources": ["trigger:data.id"]},
        },
        f"{STEP}.mappings[8].target",
        '"payment.iban" is only there in the alternative Transfer, but `body.payment.by` says that it is Card.',
    ),
    Case(
        "MAP316",
        {f"{STEP}.branch": "Member", NEW: {"target": "body.delegate.mail", "sources": ["trigger:data.email"]}},
        f"{NEW}.target",
        '"delegate.mail" is only there in the alternative Guest, but the step\'s `branch` is Member.',
    ),
    Case(
        "MAP317",
        {
            f"{STEP}.mappings[2]": {"target": "body.last_name", "sources": ["trigger:data.first_name"]},
            NEW: {"target": "body.first_name", "sources": ["trigger:data.last_name"]},
        },
        f"{STEP}.mappings[2]",
        "`body.last_name` is filled from `trigger:data.first_name`, and `body.first_name` from `trigger:data.last_name`. Are they swapped?",
        "warning",
    ),
    Case(
        "MAP318",
        {NEW: {"target": "body.first_name", "sources": ["trigger:data.last_name"]}},
        NEW,
        "`body.first_name` is filled from `trigger:data.last_name`, and both sides have both names. Did you mean "
        "`trigger:data.first_name`?",
        "warning",
    ),
    Case(
        "MAP318",
        {NEW: {"target": "body.phone", "sources": ["trigger:data.email"]}},
        NEW,
        "`body.phone` is filled from `trigger:data.email`, and both sides have both names. Did you mean `trigger:data.phone`?",
        "warning",
    ),
    Case(
        "MAP319",
        {NEW: {"target": "body.reference", "sources": ["trigger:data.id"], "proof": "account"}},
        f"{NEW}.proof",
        "`proof: account` claims that account metadata shows `body.reference` or its source, and none does. Remove the claim.",
        "warning",
    ),
    Case(
        "MAP320",
        {NEW: {"target": "body.owner_id", "transform": {"name": "constant", "value": "u123"}}},
        NEW,
        "`body.owner_id` is an id that each account has for itself, and here it is the same in all. Make it a setting.",
        "info",
    ),
    Case(
        "MAP317",
        {
            NEW: {"target": "body.phone", "sources": ["trigger:data.address.city"]},
            f"{STEP}.mappings[8]": {"target": "body.address.city", "sources": ["trigger:data.phone"]},
        },
        NEW,
        "`body.phone` is filled from `trigger:data.address.city`, and `body.address.city` from `trigger:data.phone`. Are they swapped?",
        "warning",
    ),
    Case(
        "MAP313",
        {f"{STEP}.mappings[2].sources": REMOVED, f"{STEP}.mappings[2].transform": {"name": "constant", "value": ""}},
        f"{STEP}.mappings[2]",
        "`body.last_name` is required, and what it is given is empty. Give it a value, a source or a setting.",
    ),
    Case(
        "MAP321",
        {NEW: {"target": "body.reminder.text", "sources": ["trigger:data.name"]}},
        STEP,
        "`body.reminder` needs one of `body.reminder.on`, `body.reminder.after` with `body.reminder.unit`, and none is complete.",
    ),
    Case(
        "MAP321",
        {NEW: {"target": "body.reminder.after", "transform": {"name": "constant", "value": 3}}},
        STEP,
        "`body.reminder` needs one of `body.reminder.on`, `body.reminder.after` with `body.reminder.unit`, and none is complete.",
    ),
    Case(
        "MAP313",
        {f"{STEP}.mappings[2].sources": ["item:text"], f"{STEP}.for_each": "trigger:data.notes[]"},
        f"{STEP}.mappings[2]",
        "`body.last_name` is required, but its source may be empty for all that its document tells. Add a default, or a condition that it "
        "is present.",
        "unverified",
    ),
    Case(
        "MAP313",
        {f"{STEP}.mappings[2].sources": ["trigger:data.company.name"]},
        f"{STEP}.mappings[2]",
        "`body.last_name` is required, but its source may be empty. Add a default, or a condition that it is present.",
        "warning",
    ),
    Case(
        "MAP323",
        added("body.nickname", "trigger:data.number", status="proposed", agreement="disputed", rivals=["trigger:data.name"]),
        NEW,
        "`body.nickname` is filled from `trigger:data.number`, and the offline matcher would take `trigger:data.name`. "
        "Set `status: accepted` if that is right, or take the other's sources.",
        "warning",
    ),
    Case(
        "MAP323",
        added("body.nickname", "trigger:data.name", status="proposed", agreement="disputed"),
        NEW,
        "`body.nickname` is filled from `trigger:data.name` by `copy`, and the offline matcher would convert the same value in another "
        "way. Set `status: accepted` if that is right, or change the transform.",
        "warning",
    ),
    Case(
        "MAP313",
        {NEW: {"target": "body.reference", "transform": {"name": "constant", "value": ""}}},
        NEW,
        "`body.reference` is given an empty value, so it is never sent. Give it a value, or remove this mapping.",
        "warning",
    ),
)
