"""What looks like a fault and is none: each is left in peace."""

from __future__ import annotations

from dataclasses import replace

import pytest

from designer.check.run import check
from designer.model.design import Auth
from designer.specs.vendors.vendor_defaults import comes_unasked
from tests.unit.check.cases import STEP, Case
from tests.unit.check.cases.access import DESK_AUTH
from tests.unit.check.cases.mappings import ASKED, CONDITION, SEEN
from tests.unit.check.cases.planting import NEW
from tests.unit.check.cases.types import asked
from tests.unit.check.designs import DESK, GOOD, POLLING, catalog
from tests.unit.check.others import Altered


def codes(changes: dict[str, object], *, good: object = GOOD) -> set[str]:
    """Return the codes of what is found in a good design with these changes."""
    design = Case("", changes, "", "", good=good).bad  # type: ignore[arg-type]
    return {finding.code for finding in check(design, catalog()).findings}


def test_a_key_needs_no_scheme_by_name_where_its_header_tells_it() -> None:
    """Of two keys that the document declares, the one that is sent in the design's header signs in."""
    auth = Auth(kind="api_key", location="header", parameter="x-app", environment=("DESK_APP",))
    assert replace(DESK.systems[1], auth=auth).auth.scheme == ""
    changes: dict[str, object] = {
        DESK_AUTH: {"kind": "api_key", "location": "header", "parameter": "x-app", "environment": ["DESK_APP"]},
        f"{STEP}.operation": "POST /notes",
        f"{STEP}.mappings[0].target": "body.text",
    }
    found = Case("", changes, "", "", good=DESK).bad
    told = [finding.message for finding in check(found, catalog()).findings if finding.code == "AUTH614"]
    assert told == ['Desk\'s POST /notes takes "app" only together with user. Send `header.X-User` too.']


def test_a_text_that_may_hold_nothing_has_no_limit() -> None:
    """`maxLength: 0` is a slip of the document."""
    assert "TYPE411" not in codes({NEW: {"target": "body.slogan", "sources": ["trigger:data.name"]}})


def test_codes_of_one_standard_need_no_list_of_their_own() -> None:
    """A currency by ISO 4217 is among the currencies that the target lists, once it is in capitals."""
    lower = {"target": "body.currency", "sources": ["trigger:data.currency"], "transform": {"name": "upper"}}
    assert "TYPE408" not in codes({NEW: {"target": "body.currency", "sources": ["trigger:data.currency_code"]}})
    assert "TYPE408" not in codes({NEW: lower})


@pytest.mark.parametrize("asked", ["visit", "notes,visit", "*"])
def test_what_a_parameter_asks_for_is_returned(asked: str) -> None:
    """`embed=notes,visit` returns the visit, and `*` everything."""
    mapping = {"target": "query.embed", "transform": {"name": "constant", "value": asked}}
    assert "MAP308" not in codes({CONDITION: SEEN, ASKED: mapping}, good=POLLING)
    assert "MAP308" in codes({CONDITION: SEEN}, good=POLLING)


@pytest.mark.parametrize(
    ("call", "name", "comes"),
    [
        ("HubSpot's GET /crm/v3/objects/contacts/{contactId}", "email", True),
        ("HubSpot's GET /crm/v3/objects/deals", "dealname", True),
        ("HubSpot's GET /crm/v3/objects/deals", "hs_object_id", True),
        ("HubSpot's GET /crm/v3/objects/contacts", "phone", False),
        ("Shop's GET /contacts", "email", False),
    ],
)
def test_some_properties_come_unasked(call: str, name: str, *, comes: bool) -> None:
    """The vendor lists for each object what it returns though nothing asks for it."""
    assert comes_unasked(call, name) is comes


def test_an_amount_in_cents_needs_no_currency() -> None:
    """Cents are hundredths, whatever else is sent."""
    scale = {"name": "scale", "factor": "0.01", "places": 2}
    currency = {"target": "body.currency", "sources": ["trigger:data.currency_code"]}
    cents = {"target": "body.balance", "sources": ["trigger:data.cents"], "transform": scale}
    assert "TYPE419" not in codes({NEW: cents, f"{STEP}.mappings[8]": currency})
    assert "TYPE419" not in codes({NEW: {"target": "body.balance", "sources": ["trigger:data.fee"], "transform": scale}})


def test_a_token_may_come_from_the_domain_of_the_api_itself() -> None:
    """A vendor that has moved its sign-in to the domain of its API is still the vendor; another domain is not."""
    moved = Altered(system=lambda found: found and replace(found, base_urls=("https://api.desk.test/v2",)))
    for host, told in (("auth.desk.test", 0), ("auth.desk.evil.test", 1)):
        design = Case("", {"$.systems[1].auth.token_url": f"https://{host}/token"}, "", "", good=DESK).bad
        assert [finding.code for finding in check(design, moved).findings].count("AUTH613") == told  # type: ignore[arg-type]


def test_a_country_in_full_or_abbreviated_may_be_a_code() -> None:
    """A document that takes a name or an abbreviation takes a code."""
    assert "TYPE418" not in codes({NEW: {"target": "body.home_country", "sources": ["trigger:data.country_code"]}})


def test_what_hangs_on_a_list_that_is_not_there_is_no_fault_of_its_own() -> None:
    """One wrong `items` of a poll is one finding: what is read below it is right as soon as the list is."""
    assert codes({"$.flows[0].trigger.items": "x[]"}, good=POLLING) == {"TRG508"}
    assert "TRG506" in codes({"$.flows[0].trigger.cursor.path": "nothing_of_this_name"}, good=POLLING)


def test_a_key_may_be_one_item_of_the_step_that_makes_the_pair() -> None:
    """A step that writes a record for each line keeps the line's id with the record's."""
    changes: dict[str, object] = {"$.links[0].keys": ["item:sku", "write:id"], f"{STEP}.for_each": "trigger:data.lines[]"}
    assert "OP242" not in codes(changes)


@pytest.mark.parametrize(
    ("asked", "is_told"), [("id", True), ("customer_id", True), ("data.id", True), ("external_id", False), ("owner.id", False)]
)
def test_another_id_may_be_empty_where_the_record_was_read(asked: str, is_told: bool) -> None:  # noqa: FBT001 - of the table
    """A record that is read back, or else ends the flow, has its own id; one that another system gave it can be missing."""
    reading = {"id": "one", "role": "read", "system": "shop", "operation": "GET /customers/{id}", "on_none": "stop"}
    reading["mappings"] = [{"target": "path.id", "sources": ["trigger:data.id"]}]  # type: ignore[assignment]
    writing = {"id": "write", "system": "crm", "operation": "POST /contacts", "semantics": "create"}
    writing["condition"] = {"any": [{"all": [{"source": f"one:{asked}", "op": "empty"}]}]}  # type: ignore[assignment]
    assert ("OP228" in codes({"$.flows[0].steps": [reading, writing]})) == is_told


@pytest.mark.parametrize(
    "changes",
    [
        asked("last_name = '{0}'", escape="backslash"),
        asked("last_name eq '{0}'", escape="doubled"),
        asked("last_name = {0}"),
        asked("number = '{0}'", source="trigger:data.number"),
        asked("id = '{0}'", source="trigger:data.id"),
        asked("since > '{0}'", source="run:time"),
        asked("called '{0}'", target="query.email"),
        {NEW: {"target": "body.reference", "sources": ["trigger:data.name"], "transform": {"name": "template", "text": "Name = '{0}'"}}},
    ],
)
def test_what_cannot_end_a_query_too_early(changes: dict[str, object]) -> None:
    """What is escaped, stands between no marks, holds none, or is no query."""
    assert "TYPE420" not in codes(changes)


@pytest.mark.parametrize(
    "text",
    [
        "last_name = '{0}'",
        'subject:"{0}"',
        "last_name like '%{0}%'",
        "contains(last_name,'{0}')",
        "select id from contact where name='{0}'",
    ],
)
def test_what_can_end_a_query_too_early(text: str) -> None:
    """In whichever language."""
    assert "TYPE420" in codes(asked(text))


@pytest.mark.parametrize(
    ("text", "wanted"),
    [("last_name eq '{0}'", "doubled"), ('profile.name eq "{0}"', "backslash"), ("select Id from Contact where Name = '{0}'", "backslash")],
)
def test_the_rule_of_the_language_is_offered(text: str, wanted: str) -> None:
    """OData doubles its marks; SCIM and SOQL write a backslash before them."""
    found = check(Case("", asked(text), "", "").bad, catalog()).findings
    assert [finding.fix.value for finding in found if finding.code == "TYPE420" and finding.fix] == [wanted]


def looked_up(*, find: dict[str, object] | None = None, **write: object) -> dict[str, object]:
    """Return the change that puts a look-up for a contact before the step that makes one."""
    found = {"id": "find", "role": "lookup", "system": "crm", "operation": "GET /contacts", "on_many": "fail", **(find or {})}
    found["mappings"] = [{"target": "query.email", "sources": ["trigger:data.email"]}]
    made = {"id": "write", "system": "crm", "operation": "POST /contacts", "semantics": "upsert", **write}
    return {"$.flows[0].steps": [found, made]}


@pytest.mark.parametrize(
    "changes",
    [
        looked_up(condition={"any": [{"all": [{"source": "find:contacts[0].id", "op": "empty"}]}]}),
        looked_up(mappings=[{"target": "body.reference", "sources": ["find:contacts[0].id"]}]),
        looked_up(find={"on_none": "stop"}),
        looked_up(operation="POST /bulk"),
        looked_up(operation="PUT /contacts/{id}", semantics="replace"),
    ],
)
def test_a_found_record_that_reaches_the_write(changes: dict[str, object]) -> None:
    """By a field or a condition; where the flow goes on with what was found alone; where another kind of record is made."""
    assert "OP251" not in codes(changes)


def test_a_found_record_may_reach_the_write_through_a_step_between() -> None:
    """What is read by the found id decides as well."""
    between = {"id": "whole", "role": "read", "system": "crm", "operation": "GET /contacts"}
    steps = looked_up(mappings=[{"target": "body.reference", "sources": ["whole:contacts[0].code"]}])["$.flows[0].steps"]
    assert isinstance(steps, list)
    reading = {**between, "mappings": [{"target": "query.email", "sources": ["find:contacts[0].email"]}]}
    assert "OP251" not in codes({"$.flows[0].steps": [steps[0], reading, steps[1]]})
    assert "OP251" in codes({"$.flows[0].steps": [steps[0], between, steps[1]]})


def test_an_id_in_the_body_makes_an_update() -> None:
    """With the id that was found the call changes the record; a call that says it creates promises no more."""
    offer: dict[str, object] = {f"{STEP}.operation": "POST /offers", f"{STEP}.semantics": "upsert"}
    titled = {"target": "body.title", "sources": ["trigger:data.name"]}
    known = {"target": "body.id", "sources": ["trigger:data.number"], "transform": {"name": "cast"}}
    assert "SAFE716" in codes({**offer, f"{STEP}.mappings": [titled]})
    assert "SAFE716" not in codes({**offer, f"{STEP}.mappings": [titled, known]})
    assert "SAFE716" not in codes({**offer, f"{STEP}.mappings": [titled], f"{STEP}.semantics": "create"})


def test_whether_there_is_a_value_is_always_known() -> None:
    """A field that may be missing fills a required flag; without the transform it is no flag."""
    present = {"target": "body.active", "sources": ["trigger:data.visit.at"], "transform": {"name": "present"}}
    assert not codes({NEW: present}) & {"MAP313", "TYPE401", "TYPE402", "TYPE403", "TYPE406", "TYPE407"}
    assert codes({NEW: {**present, "transform": {"name": "copy"}}}) & {"TYPE403", "TYPE404", "TYPE413"}
