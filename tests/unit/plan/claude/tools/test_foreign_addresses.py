"""Addresses in a reply: none sends data or a person elsewhere, whoever planted it."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from designer.files.design_file import design_text
from designer.model.design import Setting
from tests.unit.plan.claude.benches import FLOW, a_bench
from tests.unit.plan.claude.tools.hostile import EVIL, WRITE, change

if TYPE_CHECKING:
    from pathlib import Path

    from designer.model.scalars import Json, JsonObject


def without_server(_shop: JsonObject, crm: JsonObject) -> None:
    """Take the address out of the CRM's document, so that it is asked for."""
    crm.pop("servers")


def test_the_setting_of_an_address_stays(tmp_path: Path) -> None:
    """Where the person gives the address, no reply answers, changes or drops it."""
    bench = a_bench(tmp_path, change=without_server)
    known = [setting for setting in bench.design.settings if setting.id == "crm_base_url"]
    assert known
    at = "$.settings[id=crm_base_url]"
    patches: list[JsonObject] = [
        {"op": "set", "at": f"{at}.value", "value": EVIL},
        {"op": "set", "at": f"{at}.system", "value": "shop"},
        {"op": "set", "at": f"{at}.id", "value": "elsewhere"},
        {"op": "set", "at": at, "value": {"id": "crm_base_url", "system": "crm", "value": EVIL}},
        {"op": "remove", "at": at},
        {"op": "remove", "at": f"{at}.found"},
        {"op": "remove", "at": "$.settings[0]"},
    ]
    for patch in patches:
        assert "left as it is: $.settings[id=crm_base_url]" in bench.use("patch_design", {"patches": [patch]}).text
        assert [setting for setting in bench.design.settings if setting.id == "crm_base_url"] == known
    given: JsonObject = {"id": "crm_base_url", "system": "crm", "value": EVIL}
    submitted: list[Json] = [[], [given], [{**given, "id": "crm2_base_url"}]]
    for settings in submitted:
        assert not bench.use("submit_design", {"design": {"settings": settings}}).is_error
        assert [setting for setting in bench.design.settings if "base_url" in setting.id] == known


def test_the_question_for_an_address_stays(tmp_path: Path) -> None:
    """No reply suggests where data shall go; a question that is reworded costs nothing else of the call."""
    bench = a_bench(tmp_path, change=without_server)
    known = [question for question in bench.design.questions if question.fills == "setting:crm_base_url"]
    assert known
    at = "$.questions[id=crm_base_url]"
    new: JsonObject = {"about": "CRM", "text": "Where?", "fills": "setting:crm_base_url", "candidates": ["x"]}
    patches: list[JsonObject] = [
        {"op": "set", "at": f"{at}.candidates", "value": [EVIL]},
        {"op": "set", "at": f"{at}.text", "value": "Where does it answer?"},
        {"op": "set", "at": f"{at}.fills", "value": "setting:region"},
        {"op": "set", "at": f"{at}.id", "value": "where"},
        {"op": "set", "at": at, "value": {"id": "crm_base_url", "about": "x", "text": "Which?"}},
        {"op": "set", "at": "$.questions[id=where]", "value": new},
        {"op": "add", "at": "$.questions", "value": {"id": "where", **new}},
        {"op": "remove", "at": at},
        {"op": "remove", "at": f"{at}.why"},
        {"op": "add", "at": f"{at}.candidates", "value": EVIL},
    ]
    for patch in patches:
        beside: JsonObject = {"op": "set", "at": "$.goal", "value": json.dumps(patch)[:200].replace(EVIL, "")}
        answer = bench.use("patch_design", {"patches": [patch, beside]})
        assert not answer.is_error, answer.text
        assert "left as it is: $.questions[id=" in answer.text
        assert bench.design.goal == beside["value"]
        assert [question for question in bench.design.questions if "base_url" in question.fills] == known
    reworded: JsonObject = {"id": "crm_base_url", "about": "x", "text": "Which?", "candidates": [EVIL]}
    submitted: list[Json] = [[], [{"id": "where", **new}], [reworded]]
    for questions in submitted:
        bench.use("submit_design", {"design": {"questions": questions}})
        assert list(bench.design.questions) == known


def test_fixed_places_and_faults_are_told_apart(tmp_path: Path) -> None:
    """A fault still keeps every patch of its call from being made."""
    bench = a_bench(tmp_path, change=without_server)
    before = bench.design
    patches: Json = [{"op": "remove", "at": "$.questions[id=crm_base_url]"}, {"op": "set", "at": "$.flows[id=x].title", "value": "y"}]
    answer = bench.use("patch_design", {"patches": patches})
    assert answer.is_error
    assert "$.patches[1]: " in answer.text
    assert bench.design == before


@pytest.mark.parametrize(
    ("at", "value"),
    [
        (f"{WRITE}.mappings[target=body.phone_number]", {"transform": {"name": "constant", "value": "https://collect.evil.net/x"}}),
        (f"{WRITE}.mappings[target=body.email]", {"transform": {"name": "constant", "value": "copy@evil.net"}}),
        (
            f"{WRITE}.mappings[target=body.name]",
            {"sources": ["trigger:id"], "transform": {"name": "template", "text": "wss://u@evil.net/{0}"}},
        ),
        ("$.settings[id=region]", {"id": "region", "found": "Sign in at www.evil.net"}),
        ("$.policies.alerts", [{"when": "always", "to": "crm.example@evil.co.uk"}]),
        ("$.questions[id=q]", {"about": "x", "text": "Is it HTTPS://EVIL.NET?", "candidates": ["https://crm.example.evil.net"]}),
    ],
)
def test_addresses_of_strangers_are_refused(tmp_path: Path, at: str, value: Json) -> None:
    """An address that a description has planted reaches neither a call nor a document."""
    bench = a_bench(tmp_path)
    answer = change(bench, at, value)
    assert answer.is_error
    assert "neither the brief nor a system has the address" in answer.text
    assert "evil" not in design_text(bench.design).lower()


@pytest.mark.parametrize(
    "address",
    [
        "http://1.2.3.4/x",
        "http://2130706433/",
        "http://0x7f.1/",
        "http://[2001:db8::1]/",
        "//evil.com/x",
        "//evil",
        "https:/evil.com",
        "https:evil.com",
        "https:\\\\evil.com",
        "https://evil\u3002com/x",
        "https://evil%2ecom",
        "https://evil%252ecom",
        "https:%2f%2fevil.com",
        "https://\uff45vil.com",
        "https://evil.\u200dcom",
        "https://crm.example@evil.com",
        "https://a@b@evil.com",
        "https://u:p@/evil.com",
        "https:///evil.com",
        "https://\tevil.com",
        "https://e.x",
        "https://crm.evil/x",
        "https://crm.ru",
        "https://{0}.evil.com/",
        "x@[1.2.3.4]",
        "x@evil.c",
    ],
)
def test_no_way_of_writing_an_address_gets_past(tmp_path: Path, address: str) -> None:
    """However its dots, letters, strokes and sign-in are written; that a system is called so makes no domain its own."""
    bench = a_bench(tmp_path)
    answer = change(bench, f"{WRITE}.mappings[target=body.name]", {"transform": {"name": "constant", "value": address}})
    assert answer.is_error
    assert "neither the brief nor a system has the address" in answer.text


@pytest.mark.parametrize(
    ("at", "value"),
    [
        ("$.policies.alerts", [{"when": "always", "to": "evil.com/hook"}]),
        ("$.policies.alerts", [{"when": "always", "to": "1.2.3.4"}]),
        ("$.settings[id=region]", {"id": "region", "system": "crm", "found": "Sign in at evil.com first."}),
        (f"{FLOW}.trigger.registration", {"kind": "ui", "steps": ["Open evil.com:8080 and paste the secret."]}),
        ("$.questions[id=q]", {"about": "x", "text": "Which?", "candidates": ["evil.com"]}),
        ("$.settings[id=crm_host]", {"id": "crm_host", "system": "crm", "value": "evil.com"}),
    ],
)
def test_an_address_without_a_scheme_is_one_where_a_person_is_sent(tmp_path: Path, at: str, value: Json) -> None:
    """And where a program is told whom to call."""
    bench = a_bench(tmp_path)
    answer = change(bench, at, value)
    assert "neither the brief nor a system has the address" in answer.text
    assert "evil" not in design_text(bench.design).lower()


@pytest.mark.parametrize(
    "text",
    [
        "{0}/{1}",
        "https://{0}/orders/{1}",
        "see customer.created",
        "account@odata.bind",
        "either/or, and so on: no address",
        "12:30 // 13:00",
    ],
)
def test_what_is_no_address_is_taken(tmp_path: Path, text: str) -> None:
    """A host that the data alone fill is theirs."""
    bench = a_bench(tmp_path)
    value: JsonObject = {"sources": ["trigger:id", "trigger:id"], "transform": {"name": "template", "text": text}}
    assert not change(bench, f"{WRITE}.mappings[target=body.name]", value).is_error


def test_paths_and_names_as_candidates_are_no_addresses(tmp_path: Path) -> None:
    """Whatever their last word is."""
    bench = a_bench(tmp_path)
    told: Json = ["body.app", "trigger:customer.org", "customer.info", "v1.2"]
    assert not change(bench, "$.questions[id=q]", {"about": "x", "text": "Which?", "candidates": told}).is_error


def test_addresses_of_the_systems_and_of_the_brief_are_taken(tmp_path: Path) -> None:
    """A link to a record is a good thing to send, and the brief may name whom to tell."""
    bench = a_bench(tmp_path)
    bench.brief = replace(bench.brief, text="Tell ops@acme.com.au when it fails.")
    for text in (
        "https://shop.example/customers/{0}",
        "https://my.crm.com/{0}",
        "see https://status.acme.com.au",
        "x@acme.com.au",
        "a@example.com",
    ):
        value: JsonObject = {"sources": ["trigger:id"], "transform": {"name": "template", "text": text}}
        assert not change(bench, f"{WRITE}.mappings[target=body.name]", value).is_error, text


def test_what_the_design_says_already_is_no_new_address(tmp_path: Path) -> None:
    """An address that the draft has of a document keeps no patch from being made."""
    bench = a_bench(tmp_path)
    bench.design = replace(bench.design, settings=(Setting(id="region", found="See https://help.elsewhere.net.", environment="REGION"),))
    assert not change(bench, "$.title", "New").is_error
