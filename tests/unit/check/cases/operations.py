"""Faults for the rules of the family OP."""

from __future__ import annotations

from tests.unit.check.cases.planting import NEW, READ_BACK, REMOVED, STEP, UNFILLED, Case, added, step
from tests.unit.check.cases.written import written

CASES = (
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
        "OP214",
        {"$.settings[1]": {"id": "Account", "value": "x"}},
        "$.settings[1].id",
        'The ids "account" and "Account" are one name in code. Rename this one.',
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
    Case(
        "OP216",
        added("body.tags[3000000]", "trigger:data.id"),
        f"{NEW}.target",
        "The path cannot be read: 'tags[3000000]', column 6: the items of a list are numbered up to 100 here.",
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
    *written("operations"),
)
