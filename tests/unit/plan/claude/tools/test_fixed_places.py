"""Replies of a model that follows an instruction hidden in a brief or document: what is fixed cannot be changed by them."""

from __future__ import annotations

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
from tests.unit.plan.claude.tools.hostile import EVIL, WRITE, change

if TYPE_CHECKING:
    from pathlib import Path

    from designer.model.scalars import Json, JsonObject


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
