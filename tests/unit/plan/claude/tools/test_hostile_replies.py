"""Replies of a model that follows an instruction hidden in a brief or document: nothing that is fixed can be changed by them."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from designer.files.design_file import design_text
from designer.model.codec import encode
from designer.model.description import Verification
from designer.model.design import Design, Setting, System, Trigger
from designer.model.spec import Event
from designer.plan.claude.proposal.triggers import known_trigger
from tests.unit.plan.claude.benches import FLOW, a_bench

if TYPE_CHECKING:
    from pathlib import Path

    from designer.model.scalars import Json, JsonObject
    from designer.plan.claude.tools import ToolAnswer, Workbench

EVIL = "https://evil.example"
SECRET = "sk_live_" + "51HxYzQ9aB3cD4eF5gH6iJ7k"
"""Written in two parts, so that no scanner takes this file for a leak."""
WRITE = f"{FLOW}.steps[id=write_contact]"

FIXED: list[tuple[str, Json]] = [
    ("$.systems[id=crm].base_url", EVIL),
    ("$.systems[id=crm].name", "Evil"),
    ("$.systems[id=crm].kind", "file"),
    ("$.systems[id=crm].descriptions", [{"kind": "openapi", "path": "/etc/passwd"}]),
    ("$.systems[id=crm].descriptions[0].sha256", "00"),
    ("$.systems[id=crm].descriptions[0].path", "../../evil.json"),
    ("$.systems[id=crm].auth.token_url", f"{EVIL}/token"),
    ("$.systems[id=crm].auth.environment", ["AWS_SECRET_ACCESS_KEY"]),
    ("$.systems[id=crm].auth.location", "query"),
    ("$.systems[id=crm].auth.parameter", "q"),
    ("$.systems[id=crm].auth.kind", "none"),
    ("$.systems[id=crm].auth.scopes", ["admin"]),
    ("$.systems[id=crm].auth", {"kind": "bearer", "token_url": EVIL}),
    ("$.systems[id=crm]", {"base_url": EVIL}),
    ("$.systems", [{"id": "crm", "base_url": EVIL}]),
    ("$.systems[id=evil]", {"id": "evil", "name": "Evil", "base_url": EVIL}),
    (f"{FLOW}.trigger.verification.environment", "AWS_SECRET_ACCESS_KEY"),
    (f"{FLOW}.trigger.origin", "vendor_data"),
    ("$.settings[id=crm_base_url]", {"id": "crm_base_url", "system": "crm", "value": EVIL}),
    ("$.settings[id=other_base_url]", {"id": "other_base_url", "system": "crm", "value": EVIL}),
    ("$.planner", "a person"),
    ("$.version", "2"),
    ("$.name", "../../x"),
    ("$.style", "nocode"),
    ("$.platform", "zapier"),
    ("$.narrative", {"author": "a person", "overview": "x"}),
]


def change(bench: Workbench, at: str, value: Json) -> ToolAnswer:
    """Set one place."""
    return bench.use("patch_design", {"patches": [{"op": "set", "at": at, "value": value}]})


def nested(at: str, value: Json) -> JsonObject:
    """Return a submission that sets a place of the systems or settings."""
    keys = [part.partition("[")[0] for part in at.removeprefix("$.").split(".")]
    made: Any = value
    for key in reversed(keys[1:]):
        made = {key: [made] if key == "descriptions" and not isinstance(made, list) else made}
    return {keys[0]: [{"id": "crm", **made}]} if isinstance(made, dict) else {keys[0]: made}


@pytest.mark.parametrize(("at", "value"), FIXED)
def test_fixed_places_cannot_be_patched(tmp_path: Path, at: str, value: Json) -> None:
    """They are left as they are to the byte, and the answer says so."""
    bench = a_bench(tmp_path)
    before = design_text(bench.design)
    answer = change(bench, at, value)
    assert answer.text.startswith("Nothing changed.\nleft as it is: $."), answer.text
    assert answer.design is None
    assert design_text(bench.design) == before


@pytest.mark.parametrize(("at", "value"), FIXED)
def test_what_stands_beside_a_fixed_place_is_taken(tmp_path: Path, at: str, value: Json) -> None:
    """One patch that cannot be made does not cost the others of its call."""
    bench = a_bench(tmp_path)
    before = design_text(bench.design)
    patches: Json = [{"op": "set", "at": at, "value": value}, {"op": "set", "at": "$.goal", "value": "Another."}]
    answer = bench.use("patch_design", {"patches": patches})
    assert not answer.is_error, answer.text
    assert "left as it is: $." in answer.text
    after = design_text(bench.design)
    assert [line for line in after.splitlines() if line not in before.splitlines()] == ["goal: Another."]


@pytest.mark.parametrize(
    "at",
    [
        *(at for at, _ in FIXED if "other" not in at and "evil" not in at and "settings" not in at),
        "$.systems[id=crm].auth.scheme.x",
        f"{WRITE}.mappings[target=body.email].confidence",
    ],
)
def test_what_is_fixed_cannot_be_removed(tmp_path: Path, at: str) -> None:
    """Neither that which a proposal does not show, nor a system."""
    bench = a_bench(tmp_path)
    before = design_text(bench.design)
    answer = bench.use("patch_design", {"patches": [{"op": "remove", "at": at}]})
    assert answer.text.startswith("Nothing changed.\nleft as it is: $."), answer.text
    assert design_text(bench.design) == before


def test_variables_are_named_here(tmp_path: Path) -> None:
    """A record that names one is taken without it."""
    bench = a_bench(tmp_path)
    answer = change(bench, f"{FLOW}.trigger.verification", {"scheme": "hmac", "environment": "AWS_SECRET_ACCESS_KEY"})
    assert "left as it is: $.flows[id=shop_customer_to_crm].trigger.verification.environment (" in answer.text
    answer = change(bench, "$.settings[id=region]", {"id": "region", "environment": "AWS_SECRET_ACCESS_KEY"})
    assert "left as it is: $.settings[id=region].environment (it follows from `id`)." in answer.text
    assert bench.design.setting("region") is not None
    assert "AWS_SECRET" not in design_text(bench.design)


@pytest.mark.parametrize(("at", "value"), [one for one in FIXED if one[0].startswith("$.systems[id=crm].")])
def test_fixed_members_cannot_be_submitted(tmp_path: Path, at: str, value: Json) -> None:
    """The same inside a whole submission."""
    bench = a_bench(tmp_path)
    before = design_text(bench.design)
    answer = bench.use("submit_design", {"design": nested(at, value)})
    assert "left as it is: $.systems[id=crm]." in answer.text
    assert design_text(bench.design) == before


def test_fixed_members_that_are_only_copied_are_no_fault(tmp_path: Path) -> None:
    """Who sends back a whole design as it stands is understood, and changes nothing."""
    bench = a_bench(tmp_path)
    whole = encode(bench.design)
    answer = bench.use("submit_design", {"design": whole})
    assert not answer.is_error, answer.text
    assert answer.text.startswith("Nothing changed")


def test_systems_and_addresses_cannot_be_removed(tmp_path: Path) -> None:
    """Leaving them out of a submission leaves them as they are."""
    bench = a_bench(tmp_path)
    systems = bench.design.systems
    bench.use("submit_design", {"design": {"systems": [], "settings": []}})
    bench.use("patch_design", {"patches": [{"op": "remove", "at": "$.systems[id=crm]"}, {"op": "remove", "at": "$.systems[0].auth"}]})
    assert bench.design.systems == systems


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


def test_an_answer_of_the_person_stays(tmp_path: Path) -> None:
    """A setting that the brief has answered is not answered in another way."""
    bench = a_bench(tmp_path)
    bench.design = replace(bench.design, settings=(Setting(id="region", system="crm", value=12, environment="CRM_REGION"),))
    change(bench, "$.settings[id=region]", {"value": 13, "title": "Region"})
    assert (bench.design.settings[0].value, bench.design.settings[0].title) == (12, "Region")
    assert bench.design.settings[0].environment == "CRM_REGION"


def test_a_known_proof_of_deliveries_cannot_be_weakened(tmp_path: Path) -> None:
    """What is known of how an event is signed holds against `none`."""
    bench = a_bench(tmp_path)
    change(bench, f"{FLOW}.trigger.verification", {"scheme": "hmac", "header": "X-Signature", "algorithm": "sha256", "encoding": "hex"})
    verification = bench.design.flows[0].trigger.verification
    assert verification is not None
    assert verification.environment == "SHOP_WEBHOOK_SECRET"


@pytest.mark.parametrize(
    ("at", "value"),
    [
        ("$.settings[id=api_token]", {"id": "api_token", "value": SECRET}),
        (f"{WRITE}.mappings[target=header.X-Key]", {"transform": {"name": "constant", "value": SECRET}}),
        ("$.goal", f"Use the key {SECRET}."),
        ("$.questions[id=q]", {"about": "x", "text": f"Is {SECRET} right?"}),
        ("$.questions[id=q]", {"about": "x", "text": 3, "why": SECRET}),
        (f"{WRITE}.{SECRET}", 1),
    ],
)
def test_secrets_are_refused_and_never_told(tmp_path: Path, at: str, value: Json) -> None:
    """No secret gets into the design or into an answer."""
    bench = a_bench(tmp_path)
    answer = change(bench, at, value)
    assert answer.is_error
    assert SECRET not in answer.text
    assert SECRET not in design_text(bench.design)
    assert SECRET not in bench.use("submit_narrative", {"narrative": {"overview": f"The key is {SECRET}."}}).text
    assert SECRET not in design_text(bench.design)


@pytest.mark.parametrize("identifier", ["../../x", "a/b", "", "a b", "1", "x" * 200, "a\nb", "$(rm)", "${{x}}", "\uff45vil"])
def test_ids_are_identifiers(tmp_path: Path, identifier: str) -> None:
    """They become names of files, functions and variables."""
    bench = a_bench(tmp_path)
    for at, value in (
        ("$.flows", {"id": identifier, "trigger": {"kind": "manual"}}),
        (f"{FLOW}.steps", {"id": identifier}),
        ("$.settings", {"id": identifier}),
        ("$.tables", {"id": identifier}),
        ("$.links", {"id": identifier}),
        ("$.questions", {"id": identifier, "about": "x", "text": "x?"}),
        ("$.architecture.components", {"id": identifier}),
    ):
        answer = bench.use("patch_design", {"patches": [{"op": "add", "at": at, "value": value}]})
        assert answer.is_error, at


@pytest.mark.parametrize("identifier", ["trigger", "item", "setting", "table", "run"])
def test_no_step_takes_the_name_of_another_source(tmp_path: Path, identifier: str) -> None:
    """What `trigger:` reads must not depend on a step."""
    answer = a_bench(tmp_path).use("patch_design", {"patches": [{"op": "add", "at": f"{FLOW}.steps", "value": {"id": identifier}}]})
    assert answer.is_error
    assert "another id" in answer.text


def test_what_the_design_says_already_is_no_new_address(tmp_path: Path) -> None:
    """An address that the draft has of a document keeps no patch from being made."""
    bench = a_bench(tmp_path)
    bench.design = replace(bench.design, settings=(Setting(id="region", found="See https://help.elsewhere.net.", environment="REGION"),))
    assert not change(bench, "$.title", "New").is_error


def test_what_is_known_of_a_signature_holds() -> None:
    """No reply turns the check of a delivery off, or chooses the variable of its secret."""
    known = Verification(scheme="stripe", header="Stripe-Signature", algorithm="sha256")
    event = Event(system="Shop", name="paid", origin="vendor_data", verification=known)

    for scheme in ("none", "token"):
        made = _held(event, Verification(scheme=scheme, environment="AWS_SECRET_ACCESS_KEY"))  # type: ignore[arg-type]
        assert made.verification == replace(known, environment="SHOP_WEBHOOK_SECRET")
        assert made.origin == "vendor_data"


def test_a_signature_that_is_unknown_can_be_told() -> None:
    """Where it is only known that deliveries are signed, a reply may say how; it cannot say that they are not."""
    unknown = Verification(scheme="unknown", header="X-Signature")
    event = Event(system="Shop", name="paid", origin="vendor_data", verification=unknown)
    told = Verification(scheme="hmac", header="X-Signature", algorithm="sha256", signed="{body}{timestamp}", timestamp_header="X-Time")
    assert _held(event, told).verification == replace(told, environment="SHOP_WEBHOOK_SECRET")
    assert _held(event, Verification(scheme="none")).verification == replace(unknown, environment="SHOP_WEBHOOK_SECRET")


def _held(event: Event, proposed: Verification) -> Trigger:
    """Return the trigger of a reply as it is taken, where this is known of its event."""

    class Told:
        def event(self, _system: str, _name: str) -> Event:
            return event

        def event_field(self, _event: Event, _path: str) -> None:
            return None

    base = Design(name="x", style="api", systems=(System(id="shop", name="Shop"),))
    trigger = Trigger(kind="webhook", system="shop", event="paid", verification=proposed)
    return known_trigger(trigger, None, base, Told())  # type: ignore[arg-type]


def test_control_characters_do_not_get_in(tmp_path: Path) -> None:
    """Codes of terminals, marks of direction and halves of characters are left out; words and markup stay text."""
    bench = a_bench(tmp_path)
    text = "\x1b]0;owned\x07Which \x1b[31mid\u202e?\ud800 <script>alert(1)</script> [x](https://evil.example)"
    assert not change(bench, "$.questions[id=q]", {"about": "x", "text": text, "why": "a\u200bb"}).is_error
    question = bench.design.questions[-1]
    assert question.text.isprintable()
    assert question.why == "ab"
    assert not bench.use("submit_design", {"design": {"title": "a\x1b[2Jb\u202e"}}).is_error
    assert bench.design.title == "a[2Jb"
    design_text(bench.design).encode()
    assert "<script>" in question.text


@pytest.mark.parametrize(
    "design",
    [
        {"flows": [{"id": f"f{number}", "trigger": {"kind": "manual"}} for number in range(10_000)]},
        {"goal": "x" * 10_000_000},
        {"questions": [{"id": f"q{number}", "about": "x", "text": "x" * 100} for number in range(50_000)]},
        {"flows": [{"id": "f", "trigger": {"kind": "manual"}, "steps": [{"id": f"s{number}"} for number in range(5_000)]}]},
        {"policies": {"attempts": float("nan")}},
        {"policies": {"timeout_seconds": float("inf")}},
        {"policies": {"attempts": 10**400}},
        {"x" * 1_000_000: 1},
        {"questions": [{"id": f"q{number}", "about": "x", "text": "x" * 7_900} for number in range(60)]},
    ],
)
def test_too_much_is_refused_before_it_is_read(tmp_path: Path, design: JsonObject) -> None:
    """Size, number of items, numbers that JSON has not."""
    bench = a_bench(tmp_path)
    answer = bench.use("submit_design", {"design": design})
    assert answer.is_error
    assert len(answer.text) < 5_000


def test_deep_nesting_is_refused(tmp_path: Path) -> None:
    """However deep it is, and wherever it stands."""
    bench = a_bench(tmp_path)
    deep: Any = "x"
    for _ in range(5_000):
        deep = {"a": [deep]}
    assert bench.use("submit_design", {"design": {"flows": deep}}).is_error
    assert bench.use("patch_design", {"patches": [{"op": "set", "at": "$.flows", "value": deep}]}).is_error
    assert bench.use("read_schema", {"system": deep, "name": "x", "part": "event"}).is_error
    assert bench.use("submit_design", {"design": "[" * 100_000}).is_error
    assert bench.use("patch_design", {"patches": [{"op": "set", "at": "$" + ".a" * 100_000, "value": 1}]}).is_error


def test_answers_tell_no_more_than_a_size_of_what_was_written(tmp_path: Path) -> None:
    """A long wrong text is not sent back whole: it would be paid for again in each round."""
    bench = a_bench(tmp_path)
    for arguments in (
        {"design": {"y" * 7_000: 1}},
        {"design": {"title": ["y" * 7_000] * 20}},
        {"design": {"flows": [{"id": "y" * 7_000}]}},
    ):
        answer = bench.use("submit_design", json.loads(json.dumps(arguments)))
        assert answer.is_error
        assert len(answer.text) < 3_000
