"""Whole flows, planned from a wish and two small documents: their steps, what holds them back, what keeps them from doubling."""

from __future__ import annotations

import copy
import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Protocol

import pytest

from designer.check.run import check
from designer.model.brief import Brief, SystemRef, Wish, WishedPair
from designer.model.description import DescriptionRef
from designer.plan.offline.planner import OfflinePlanner, with_shared_pairs
from designer.plan.offline.triggering import why_loaded
from designer.specs.catalog import load_catalog
from tests.builders import a_crm_document, a_shop_document

if TYPE_CHECKING:
    from pathlib import Path

    from designer.model.design import Condition, Design, Step

TEXT = {"type": "string"}
NEW = Wish(
    text="When a customer is created in Shop, create a contact in CRM.",
    when="a customer is created in Shop",
    then="create a contact in CRM",
    source="Shop",
    target="CRM",
)
KEPT = Wish(
    text="When a customer is created or updated in Shop, create or update the contact in CRM.",
    when="a customer is created or updated in Shop",
    then="create or update the contact in CRM",
    source="Shop",
    target="CRM",
)


class Plan(Protocol):
    """Plans wishes over the two documents, or over changed ones."""

    def __call__(
        self, *wishes: Wish, shop: dict[str, Any] | None = None, crm: dict[str, Any] | None = None, delay: int | None = None
    ) -> Design:
        """Return the design."""
        ...


@pytest.fixture
def plan(tmp_path: Path) -> Plan:
    """Return what plans from a Shop to a CRM."""

    def planned(*wishes: Wish, shop: dict[str, Any] | None = None, crm: dict[str, Any] | None = None, delay: int | None = None) -> Design:
        refs = []
        for name, document in (("Shop", shop or a_shop_document()), ("CRM", crm or a_crm_document())):
            (tmp_path / f"{name}.json").write_text(json.dumps(document), encoding="utf-8")
            refs.append(SystemRef(name=name, descriptions=(DescriptionRef(kind="openapi", path=f"{name}.json"),)))
        brief = Brief(name="shop-to-crm", style="api", systems=tuple(refs), wishes=wishes, max_delay_seconds=delay)
        catalog = load_catalog(brief.systems, base=tmp_path)
        return OfflinePlanner().plan(brief, catalog, checker=lambda design: check(design, catalog))

    return planned


def crm_with_updates() -> dict[str, Any]:
    """Return a CRM whose contacts can also be replaced and changed, the replacement told first."""
    document = a_crm_document()
    create = document["paths"]["/contacts"]["post"]
    where = [{"name": "id", "in": "path", "required": True, "schema": TEXT}]
    document["paths"]["/contacts/{id}"] = {
        method: {**copy.deepcopy(create), "operationId": f"{verb}Contact", "summary": f"{verb} a contact", "parameters": where}
        for method, verb in (("put", "Replace"), ("patch", "Change"))
    }
    return document


def steps_of(design: Design) -> dict[str, Step]:
    """Return the steps of the first flow by id, in their order."""
    return {step.id: step for step in design.flows[0].steps}


def compared(condition: Condition) -> list[tuple[str, str]]:
    """Return what a condition compares, and how."""
    return [(comparison.source, comparison.op) for group in condition.any for comparison in group.all]


def test_a_record_is_looked_for_before_it_is_created(plan: Plan) -> None:
    """A look-up that finds nothing lets the flow go on; one that finds the record keeps it from being created again."""
    steps = steps_of(plan(NEW))
    assert list(steps) == ["find_contact", "write_contact"]
    assert steps["find_contact"].on_none == "continue"
    assert compared(steps["write_contact"].condition) == [("find_contact:contacts[0].id", "empty")]


def test_a_record_that_is_there_is_changed_where_the_wish_says_so(plan: Plan) -> None:
    """By the call that changes only what is sent, though a replacing one stands before it in the document."""
    steps = steps_of(plan(KEPT, crm=crm_with_updates()))
    assert list(steps) == ["find_contact", "update_contact", "write_contact"]
    assert steps["update_contact"].operation == "PATCH /contacts/{id}"
    assert compared(steps["update_contact"].condition) == [("find_contact:contacts[0].id", "present")]
    assert compared(steps["write_contact"].condition) == [("find_contact:contacts[0].id", "empty")]
    assert {row.case: row.action for row in plan(KEPT, crm=crm_with_updates()).flows[0].lifecycle}["update"] == "act"


def test_a_record_that_is_there_stays_where_the_wish_speaks_of_new_ones(plan: Plan) -> None:
    """Nothing is overwritten that nobody asked to overwrite."""
    design = plan(NEW, crm=crm_with_updates())
    assert list(steps_of(design)) == ["find_contact", "write_contact"]
    assert {row.case: row.action for row in design.flows[0].lifecycle} == {
        "create": "act",
        "update": "ignore",
        "delete": "ask",
        "merge": "ask",
    }


def test_a_parameter_of_many_words_is_a_filter_and_no_key(plan: Plan) -> None:
    """A customer's consent to mail finds many contacts, not the one."""
    shop, crm = a_shop_document(), a_crm_document()
    shop["components"]["schemas"]["Customer"]["properties"]["email_opt_in"] = TEXT
    crm["paths"]["/contacts"]["get"]["parameters"][0]["name"] = "email_opt_in"
    assert list(steps_of(plan(NEW, shop=shop, crm=crm))) == ["write_contact"]


def test_among_calls_of_the_same_name_the_one_with_the_fields_is_chosen(plan: Plan) -> None:
    """Words that hardly part two calls do not decide; what they can hold does."""
    crm = a_crm_document()
    create = crm["paths"].pop("/contacts")["post"]
    poor = copy.deepcopy(create)
    poor["requestBody"]["content"]["application/json"]["schema"] = {"type": "object", "properties": {"colour": TEXT, "weight": TEXT}}
    crm["paths"] = {"/a/contacts": {"post": {**poor, "operationId": "one"}}, "/b/contacts": {"post": {**create, "operationId": "two"}}}
    assert steps_of(plan(NEW, crm=crm))["write_contact"].operation == "POST /b/contacts"


def test_the_target_gives_its_own_id(plan: Plan) -> None:
    """An id that a body may carry is not filled with the source's id."""
    crm = a_crm_document()
    crm["components"]["schemas"]["Contact"]["properties"]["id"] = TEXT
    assert [mapping.target for mapping in steps_of(plan(NEW, crm=crm))["write_contact"].mappings] == [
        "body.email",
        "body.name",
        "body.phone_number",
    ]


def test_a_create_is_kept_from_doubling_by_the_pair_of_ids(plan: Plan) -> None:
    """Or by the key that the API takes, where it takes one."""
    link = plan(NEW)
    assert (steps_of(link)["write_contact"].idempotency.kind, steps_of(link)["write_contact"].idempotency.link) == (
        "link",
        link.links[0].id,
    )
    crm = a_crm_document()
    crm["paths"]["/contacts"]["post"]["parameters"] = [{"name": "Idempotency-Key", "in": "header", "schema": TEXT}]
    keyed = steps_of(plan(NEW, crm=crm))["write_contact"].idempotency
    assert (keyed.kind, keyed.header, keyed.sources) == ("header", "Idempotency-Key", ("run:event_id",))


@pytest.mark.parametrize("method", ["put", "patch"])
def test_a_change_of_one_record_may_be_repeated(plan: Plan, method: str) -> None:
    """Sent twice it leaves the same record, so no pair of ids is needed to keep it from doubling."""
    crm = crm_with_updates()
    crm["paths"] = {"/contacts/{id}": {method: crm["paths"]["/contacts/{id}"][method]}}
    changed = Wish(text="When a customer is updated in Shop, update the contact in CRM.", source="Shop", target="CRM")
    assert steps_of(plan(changed, crm=crm))["update_contact"].idempotency.kind == "natural"


def test_a_deletion_makes_nothing(plan: Plan) -> None:
    """It is called what it is, says nothing of what it does to a record that stays, and may be repeated."""
    crm = crm_with_updates()
    gone = {"parameters": crm["paths"]["/contacts/{id}"]["patch"]["parameters"], "responses": {"204": {"description": "gone"}}}
    crm["paths"] = {"/contacts/{id}": {"delete": {"summary": "Delete a contact", "operationId": "deleteContact", **gone}}}
    deleted = Wish(text="When a customer is deleted in Shop, delete the contact in CRM.", source="Shop", target="CRM")
    (step,) = (step for step in steps_of(plan(deleted, crm=crm)).values() if step.role == "write")
    assert (step.title, step.semantics, step.idempotency.kind) == ("Delete the contact in CRM", "", "natural")


@pytest.mark.parametrize(("delay", "kind"), [(None, "webhook"), (60, "webhook"), (3600, "poll")])
def test_a_brief_that_allows_an_hour_is_polled_for(plan: Plan, delay: int | None, kind: str) -> None:
    """Nothing to register, nothing lost while the connector is down."""
    trigger = plan(NEW, delay=delay).flows[0].trigger
    assert trigger.kind == kind
    if kind == "poll":
        assert (trigger.operation, trigger.items, trigger.cursor.parameter) == ("GET /customers", "data[]", "updated_after")  # type: ignore[union-attr]


def test_a_condition_on_what_is_read_back_joins_that_of_the_step(plan: Plan) -> None:
    """An event that brings an id alone cannot be filtered; the record read afterwards can."""
    shop = a_shop_document()
    shop["components"]["schemas"]["Customer"]["properties"]["status"] = {"type": "string", "enum": ["active", "closed"]}
    event = shop["webhooks"]["customer.created"]["post"]["requestBody"]["content"]["application/json"]
    event["schema"] = {"type": "object", "required": ["customer_id"], "properties": {"customer_id": TEXT}}
    wish = Wish(text=NEW.text, when=NEW.when, then=NEW.then, source="Shop", target="CRM", conditions=("the status is active",))
    design = plan(wish, shop=shop)
    steps = steps_of(design)
    assert list(steps) == ["read_customer", "find_contact", "write_contact"]
    assert compared(design.flows[0].trigger.condition) == []
    assert compared(steps["find_contact"].condition) == [("read_customer:status", "equals")]
    assert compared(steps["write_contact"].condition) == [("read_customer:status", "equals"), ("find_contact:contacts[0].id", "empty")]


def test_the_sign_in_that_most_calls_accept_is_taken_with_its_scopes_alone(plan: Plan) -> None:
    """Not the one that is easiest where one call alone accepts it; and no scope that no call of the design needs."""
    crm = a_crm_document()
    crm["components"]["securitySchemes"] = {
        "token": {"type": "http", "scheme": "bearer"},
        "grant": {
            "type": "oauth2",
            "flows": {"clientCredentials": {"tokenUrl": "https://crm.example/token", "scopes": {"read": "", "write": "", "admin": ""}}},
        },
    }
    crm["security"] = []
    crm["paths"]["/contacts"]["get"]["security"] = [{"grant": ["read"]}]
    crm["components"]["securitySchemes"]["person"] = {**crm["components"]["securitySchemes"]["grant"]}
    crm["paths"]["/contacts"]["post"]["security"] = [{"person": ["admin"]}, {"grant": ["write"]}]
    crm["paths"]["/admin"] = {"get": {"security": [{"token": []}], "responses": {"204": {"description": "ok"}}}}
    crm["paths"]["/audit"] = {"get": {"security": [{"grant": ["admin"]}], "responses": {"204": {"description": "ok"}}}}
    auth = plan(NEW, crm=crm).systems[1].auth
    assert (auth.scheme, auth.kind, auth.scopes) == ("grant", "oauth2", ("read", "write"))


def test_field_pairs_hold_for_every_wish_between_the_same_systems() -> None:
    """A form gives them once; a wish with pairs of its own keeps them, and other systems are not concerned."""
    pairs, own = (WishedPair(sources=("full_name",), target="name"),), (WishedPair(sources=("phone",), target="phone_number"),)
    wishes = tuple(
        Wish(text="", source=source, target=target, pairs=given)
        for source, target, given in (("Shop", "CRM", pairs), ("Shop", "CRM", ()), ("CRM", "Shop", ()), ("Shop", "CRM", own))
    )
    assert [wish.pairs for wish in with_shared_pairs(wishes)] == [pairs, pairs, (), own]


def test_the_pair_of_ids_is_kept_by_the_call_that_creates(plan: Plan) -> None:
    """What another flow finds again is what was answered to the creation, whichever wish stands first in the brief."""
    changed = Wish(
        text="When a customer is updated in Shop, update the contact in CRM.",
        when="a customer is updated in Shop",
        then="update the contact in CRM",
        source="Shop",
        target="CRM",
    )
    for wishes in ((changed, NEW), (NEW, changed)):
        assert [link.keys[1] for link in plan(*wishes, crm=crm_with_updates()).links] == ["write_contact:id"]


def test_two_flows_of_one_event_have_ids_of_their_own(plan: Plan) -> None:
    """A system with one event for everything still gives two wishes two flows."""
    again = replace(NEW, text="When a customer is created in Shop, create a second contact in CRM.")
    assert len({flow.id for flow in plan(NEW, again).flows}) == 2


def test_the_address_is_asked_for_where_only_old_records_are_called_for(plan: Plan) -> None:
    """A system that delivers by itself is called for the records that were there before; without an address nothing could be."""
    shop = {**a_shop_document(), "servers": []}
    design = plan(NEW, shop=shop)
    assert {step.system for step in design.flows[0].steps} == {"crm"}
    assert [setting.id for setting in design.settings] == ["shop_base_url"]


def test_a_body_that_nothing_fills_is_asked_about(plan: Plan) -> None:
    """A call that would send nothing is no silent success: a person tells what it shall send."""
    crm = a_crm_document()
    crm["components"]["schemas"]["Contact"] = {"type": "object", "properties": {"id": {"readOnly": True}, "hue": {"enum": ["red", "blue"]}}}
    asked = [question for question in plan(NEW, crm=crm).questions if question.about == "body of POST /contacts"]
    assert [(question.text, question.candidates) for question in asked] == [("What shall POST /contacts send to CRM?", ("body.hue",))]


def test_a_record_that_no_call_reads_is_named_after_its_event(plan: Plan) -> None:
    """All words of the event's name that tell no happening are the record's name."""
    shop = a_shop_document()
    shop["paths"] = {}
    shop["webhooks"] = {"gift_card.created": shop["webhooks"]["customer.created"]}
    wish = replace(NEW, text="When a gift card is created in Shop, create a contact in CRM.", when="a gift card is created in Shop")
    asked = [question.text for question in plan(wish, shop=shop).questions]
    assert "What shall happen in CRM when a gift card is deleted or merged in Shop?" in asked


def test_the_half_of_a_two_way_wish_that_is_not_designed_is_told(plan: Plan) -> None:
    """One direction is designed; what the other needs is asked, never passed over. With a wish for the way back nothing is missing."""
    back = replace(NEW, source="CRM", target="Shop", two_way=True)
    ids = [question.id for question in plan(replace(NEW, two_way=True)).questions]
    assert "shop_customer_to_crm_back" in ids
    assert not [question.id for question in plan(replace(NEW, two_way=True), back).questions if question.id.endswith("_back")]


def test_a_flow_tells_why_it_starts_as_it_does(plan: Plan) -> None:
    """An event is named with who told of it; a poller with the words that decided, its cursor and its parameter."""
    assert plan(NEW).architecture.reasons[-1] == (
        "Shop tells of customer.created by itself (its document describes the delivery), so nothing waits for the next poll"
    )
    rhythm = replace(NEW, text="Every Friday evening copy the new customers of Shop to CRM.")
    told = plan(rhythm).architecture.reasons[-1]
    assert told.startswith("GET /customers of Shop is asked on a schedule, since the brief wants it “Every Friday evening”")
    assert "only what changed since the last time is asked for (updated_after, by updated_at)" in told


def test_a_move_tells_how_the_old_records_come_along(plan: Plan) -> None:
    """Who changes systems wants what is there as well: the reason names the backfill."""
    assert "loaded once" not in plan(NEW).architecture.reasons[-1]
    brief = Brief(name="x", text="We are moving from Shop to CRM. Bring over every customer.")
    assert why_loaded(brief, plan(NEW).flows[0].backfill).startswith("; what is there already is loaded once by GET /customers")


def test_a_rhythm_decides_about_the_schedule(plan: Plan) -> None:
    """A brief that names its days is polled for on those days, although an event is known."""
    trigger = plan(replace(NEW, text="Every Friday evening copy the new customers of Shop to CRM.")).flows[0].trigger
    assert (trigger.kind, trigger.schedule) == ("poll", "0 18 * * 5")


def test_a_wish_that_names_no_system_is_asked_about(plan: Plan) -> None:
    """The documents decide about the direction for now, and a person is asked, the likelier way first."""
    bare = Wish(text="A new customer should become a contact.", when="A new customer", then="should become a contact")
    design = plan(bare)
    (question,) = [one for one in design.questions if one.id == "wish_0_direction"]
    assert [step.system for step in design.flows[0].steps if step.role == "write"] == ["crm"]
    assert question.candidates == ("from Shop to CRM", "from CRM to Shop")


def test_an_event_whose_content_the_account_decides_is_told_to_send_the_id(tmp_path: Path) -> None:
    """A vendor's automation rule sends what it is told to: the id, by which the whole record is read."""
    document = a_shop_document()
    del document["webhooks"]
    document["info"]["title"] = "Freshdesk"
    customers = document["paths"].pop("/customers/{id}"), document["paths"].pop("/customers")
    document["paths"] = {"/tickets": customers[1], "/tickets/{id}": customers[0]}
    refs = []
    for name, text in (("Freshdesk", document), ("CRM", a_crm_document())):
        (tmp_path / f"{name}.json").write_text(json.dumps(text), encoding="utf-8")
        refs.append(SystemRef(name=name, descriptions=(DescriptionRef(kind="openapi", path=f"{name}.json"),)))
    wish = Wish(
        text="When a ticket is created in Freshdesk, create a contact in CRM.",
        when="a ticket is created in Freshdesk",
        then="create a contact in CRM",
        source="Freshdesk",
        target="CRM",
    )
    catalog = load_catalog(tuple(refs), base=tmp_path)
    brief = Brief(name="freshdesk-to-crm", style="api", systems=tuple(refs), wishes=(wish,))
    design = OfflinePlanner().plan(brief, catalog, checker=lambda one: check(one, catalog))
    flow = design.flows[0]
    assert (flow.trigger.event, flow.trigger.payload, flow.trigger.record_id) == ("ticket.created", "id", "id")
    assert flow.trigger.registration.steps[-1] == "Let the delivery hold the id of the ticket as `id`"
    assert flow.steps[0].operation == "GET /tickets/{id}"
    assert not [finding for finding in check(design, catalog).findings if finding.severity == "error"]


@pytest.mark.parametrize(
    ("path", "summary", "then", "is_asked"),
    [
        ("/contacts", "Create a contact", "create a contact in CRM", True),
        ("/messages", "Send a message", "send a message in CRM", False),
        ("/contacts", "Create a contact", "unsubscribe the contact in CRM", False),
    ],
)
def test_what_follows_a_deletion_is_asked_of_kept_records_alone(plan: Plan, path: str, summary: str, then: str, *, is_asked: bool) -> None:
    """A message stays sent and what ends a record keeps none, so nobody is asked what becomes of them."""
    crm = a_crm_document()
    crm["paths"] = {path: {"post": {**crm["paths"]["/contacts"]["post"], "summary": summary, "operationId": summary.replace(" ", "")}}}
    design = plan(replace(NEW, then=then), crm=crm)
    assert bool([one for one in design.questions if one.id.endswith("lifecycle")]) == is_asked
    assert {row.action for row in design.flows[0].lifecycle if row.case in {"delete", "merge"}} == {"ask" if is_asked else "ignore"}


def test_an_event_that_no_document_describes_is_read_by_an_id_that_is_asked_for(plan: Plan) -> None:
    """Where the id stands is the one thing missing: the record's fields are known from the read."""
    shop = a_shop_document()
    del shop["webhooks"]
    topics = {
        "type": "object",
        "required": ["topic"],
        "properties": {"topic": {"type": "string", "enum": ["customer.created", "customer.deleted", "order.created"]}},
    }
    body = {"required": True, "content": {"application/json": {"schema": topics}}}
    shop["paths"]["/webhooks"] = {
        "post": {
            "operationId": "createWebhook",
            "summary": "Create a webhook",
            "requestBody": body,
            "responses": {"200": {"description": "ok"}},
        }
    }
    design = plan(NEW, shop=shop)
    flow = design.flows[0]
    assert (flow.trigger.event, flow.trigger.registration.operation) == ("customer.created", "POST /webhooks")
    assert flow.steps[0].operation == "GET /customers/{id}"
    (question,) = [one for one in design.questions if one.id == "shop_customer_created_id"]
    assert question.candidates == ("id", "data.id")


def test_a_call_that_asks_for_more_than_the_source_has_is_doubted_first(plan: Plan) -> None:
    """Four values that nobody has speak against it; the next best calls are the likely answers."""
    crm = a_crm_document()
    contact = crm["components"]["schemas"]["Contact"]
    lacking = ("registry_court", "blood_group", "hull_number", "gate_code", "wind_class")
    contact["properties"] |= dict.fromkeys(lacking, TEXT)
    contact["required"] = [*contact["required"], *lacking]
    crm["paths"]["/leads"] = {
        "post": {**copy.deepcopy(crm["paths"]["/contacts"]["post"]), "operationId": "createLead", "summary": "Create a lead"}
    }
    first = plan(NEW, crm=crm).questions[0]
    assert first.id == "crm_write_contact_call"
    assert first.candidates == ("POST /leads", "yes, POST /contacts")
    assert "requires 5 values" in first.why
    assert not [one for one in plan(NEW).questions if one.id.endswith("_call")]


@pytest.mark.parametrize(("members", "semantics"), [({"id": TEXT, "version": TEXT}, "create"), ({"id": TEXT}, "upsert"), ({}, "upsert")])
def test_a_call_that_knows_a_record_by_id_and_version_alone_creates(plan: Plan, members: dict[str, Any], semantics: str) -> None:
    """Sent neither, it makes a record each time, whatever its name says of updating."""
    document = a_crm_document()
    call = document["paths"]["/contacts"]["post"]
    call["summary"], call["operationId"] = "Create or update a contact", "createOrUpdateContact"
    (content,) = call["requestBody"]["content"].values()
    schema = copy.deepcopy(content["schema"])
    while "$ref" in schema:
        name = schema["$ref"].rpartition("/")[2]
        schema = copy.deepcopy(document["components"]["schemas"][name])
    schema["properties"] = {**{key: value for key, value in schema["properties"].items() if key != "id"}, **members}
    content["schema"] = schema
    assert steps_of(plan(NEW, crm=document))["write_contact"].semantics == semantics


def crm_with_notes() -> dict[str, Any]:
    """Return a CRM in which a note can be added to a contact."""
    document = a_crm_document()
    where = [{"name": "contact-id", "in": "path", "required": True, "schema": TEXT}]
    document["paths"]["/contacts/{contact-id}/notes"] = {
        "post": {
            "operationId": "addNote",
            "summary": "Add a note to a contact",
            "parameters": where,
            "requestBody": {
                "content": {"application/json": {"schema": {"type": "object", "required": ["text"], "properties": {"text": TEXT}}}}
            },
            "responses": {"201": {"description": "made", "content": {"application/json": {"schema": {"type": "object"}}}}},
        }
    }
    return document


def test_a_later_flow_finds_the_record_by_the_kept_pair(plan: Plan) -> None:
    """What an earlier flow made is known by its pair of ids: nobody is asked for the one id of all records."""
    later = replace(
        NEW,
        text="When a customer is updated in Shop, add a note to the contact in CRM.",
        when="a customer is updated in Shop",
        then="add a note to the contact in CRM",
    )
    design = plan(NEW, later, crm=crm_with_notes())
    (step,) = [step for _, _, step in design.steps() if step.operation == "POST /contacts/{contact-id}/notes"]
    (known,) = [mapping for mapping in step.mappings if mapping.target == "path.contact-id"]
    assert getattr(known.transform, "using", "").removeprefix("link:") in {link.id for link in design.links}
    assert known.sources[0].startswith("trigger:")
    assert not [question for question in design.questions if "contact-id" in question.text]
    alone = plan(later, crm=crm_with_notes())
    assert [question for question in alone.questions if "contact-id" in question.text]


def test_a_change_that_would_send_nothing_is_not_planned(plan: Plan) -> None:
    """A call that changes a record and of whose body nothing is known is asked about, never made with an empty body."""
    document = a_crm_document()
    where = [{"name": "id", "in": "path", "required": True, "schema": TEXT}]
    document["paths"] = {
        "/contacts/{id}": {
            "put": {
                "operationId": "replaceContact",
                "summary": "Replace a contact",
                "parameters": where,
                "requestBody": {
                    "content": {"application/json": {"schema": {"type": "object", "properties": {"zodiac": {"type": "boolean"}}}}}
                },
                "responses": {"200": {"description": "ok"}},
            }
        }
    }
    design = plan(
        replace(NEW, then="replace the contact in CRM", text="When a customer is created in Shop, replace the contact."), crm=document
    )
    assert not design.flows
    assert [question.text for question in design.questions if question.candidates[:1] == ("PUT /contacts/{id}",)] == [
        "Which call of CRM does this, and what shall it send?"
    ]


def test_a_flow_is_called_by_whole_sentences(plan: Plan) -> None:
    """What a person said, where it is short; of what is long the sentences that fit; else what moves from where to where."""
    more = "It is what the colleagues of the sales department have wanted for a long time, to call whoever is new within one day."
    endless = f"{NEW.text.rstrip('.')}, which, since {more[0].lower()}{more[1:].rstrip('.')}, is of the greatest value to us."
    titles = [plan(replace(NEW, text=text)).flows[0].title for text in (NEW.text, f"{NEW.text} {more}", endless)]
    assert titles == [NEW.text, NEW.text, "Customer from Shop to CRM"]
