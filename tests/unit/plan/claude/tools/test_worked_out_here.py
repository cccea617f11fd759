"""What follows from the documents and from what is known is set beside a reply: confidence, variables, scopes, prices, proofs."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from designer.model.question import Question
from designer.model.transform import Trim
from designer.plan.claude.proposal.accepting import patched_design
from tests.unit.plan.claude.benches import FLOW, a_bench

if TYPE_CHECKING:
    from pathlib import Path

    from designer.model.design import Mapping
    from designer.model.scalars import Json, JsonObject
    from designer.plan.claude.tools import ToolAnswer, Workbench

WRITE = f"{FLOW}.steps[id=write_contact]"


def patch(bench: Workbench, op: str, at: str, *value: Json) -> ToolAnswer:
    """Make one patch."""
    one: JsonObject = {"op": op, "at": at, **({"value": value[0]} if value else {})}
    return bench.use("patch_design", {"patches": [one]})


def mapping(bench: Workbench, target: str) -> Mapping:
    """Return the mapping of the write."""
    return next(one for _, _, step, one in bench.design.mappings() if step.id == "write_contact" and one.target == target)


def test_confidence_is_set_here(tmp_path: Path) -> None:
    """What the model claims of its own certainty does not count; what it leaves as drafted keeps its figure."""
    bench = a_bench(tmp_path, is_judged=True)
    sure = mapping(bench, "body.phone_number")
    claims: JsonObject = {"confidence": 1.0, "status": "accepted", "proof": "sandbox", "agreement": "agreed"}
    answer = bench.use(
        "patch_design",
        {
            "patches": [
                {"op": "set", "at": f"{WRITE}.mappings[target=body.name]", "value": {"sources": ["trigger:customer.email"], **claims}},
                {
                    "op": "set",
                    "at": f"{WRITE}.mappings[target=body.phone_number]",
                    "value": {"sources": ["trigger:customer.phone"], **claims},
                },
            ]
        },
    )
    assert not answer.is_error
    changed = mapping(bench, "body.name")
    assert (changed.confidence, changed.status, changed.proof, changed.agreement) == (0.3, "proposed", "spec", "disputed")
    same = mapping(bench, "body.phone_number")
    assert (same.confidence, same.status, same.proof) == (sure.confidence, sure.status, sure.proof)


def test_the_sign_in_may_be_another_of_the_document(tmp_path: Path) -> None:
    """Kind and variables follow from the scheme; one that the document does not declare is refused."""

    def more_schemes(_shop: JsonObject, crm: Any) -> None:
        schemes = crm["components"]["securitySchemes"]
        schemes["login"] = schemes["admin"] = {"type": "http", "scheme": "basic"}
        crm["security"].append({"login": []})

    bench = a_bench(tmp_path, change=more_schemes)
    assert "It declares: key, login, admin." in patch(bench, "set", "$.systems[id=crm].auth.scheme", "oauth").text
    refused = patch(bench, "set", "$.systems[id=crm].auth.scheme", "admin")
    assert refused.is_error
    assert "do not take 'admin' alone; they take 'key'" in refused.text
    assert not patch(bench, "set", "$.systems[id=crm].auth.scheme", "login").is_error
    auth = bench.design.systems[1].auth
    assert (auth.kind, auth.scheme, auth.environment) == ("basic", "login", ("CRM_USERNAME", "CRM_PASSWORD"))


def test_what_is_known_of_an_event_fills_a_new_trigger(tmp_path: Path) -> None:
    """Payload, how it is switched on and who told of it need not be looked up; what the proposal says itself stays."""

    def more_events(shop: Any, _crm: JsonObject) -> None:
        shop["webhooks"]["customer.updated"] = shop["webhooks"]["customer.created"]

    bench = a_bench(tmp_path, change=more_events)
    new: JsonObject = {"kind": "webhook", "system": "shop", "event": "customer.updated", "record_id": "customer.id"}
    assert not patch(bench, "set", f"{FLOW}.trigger", new).is_error
    trigger = bench.design.flows[0].trigger
    assert (trigger.payload, trigger.origin, trigger.record_id) == ("full", "webhook", "customer.id")
    assert trigger.registration.kind == "unknown"


def test_settings_get_their_variable_here(tmp_path: Path) -> None:
    """A new setting is named in the environment by its id."""
    bench = a_bench(tmp_path)
    patch(bench, "add", "$.settings", {"id": "crm_region", "system": "crm", "value": 12, "type": "integer"})
    assert bench.design.settings[-1].environment == "CRM_REGION"
    assert bench.design.settings[-1].value == 12


def test_warehouse_prices_follow_the_product(tmp_path: Path) -> None:
    """They are of the dated table, whatever a reply says; personal columns stay personal while they read the same."""
    bench = a_bench(tmp_path, style="warehouse")
    answer = bench.use(
        "patch_design",
        {
            "patches": [
                {"op": "set", "at": "$.warehouse.product", "value": "snowflake"},
                {
                    "op": "set",
                    "at": "$.warehouse.tables[id=stg_shop_customers].columns[name=phone]",
                    "value": {"sources": ["shop_customers:phone"]},
                },
            ]
        },
    )
    assert not answer.is_error
    warehouse = bench.design.warehouse
    assert warehouse is not None
    assert any("Snowflake" in line.item for line in warehouse.cost)
    phone = next(column for column in warehouse.tables[0].columns if column.name == "phone")
    assert phone.personal
    assert "$.warehouse.cost" in patch(bench, "set", "$.warehouse.cost", [{"item": "all", "usd_month": 1}]).text


def test_columns_given_anew_lose_nothing(tmp_path: Path) -> None:
    """What is personal stays so while it is read from the same place, before any fix; description and budget stay too."""
    bench = a_bench(tmp_path, style="warehouse")
    warehouse = bench.design.warehouse
    assert warehouse is not None
    base = replace(bench.design, warehouse=replace(warehouse, budget_usd_month=250.0))
    number, table = next((at, one) for at, one in enumerate(warehouse.tables) if one.id == "customers")
    before = next(column for column in table.columns if column.name == "first_name")
    value: JsonObject = {"name": "first_name", "sources": list(before.sources), "transform": {"name": "trim"}}
    at = "$.warehouse.tables[id=customers].columns[name=first_name]"
    made = patched_design([{"op": "set", "at": at, "value": value}], base=base, catalog=bench.catalog, brief=bench.brief).design
    assert made is not None
    assert made.warehouse is not None
    after = next(column for column in made.warehouse.tables[number].columns if column.name == "first_name")
    assert before.personal
    assert before.description
    assert after == replace(before, transform=Trim(), reason="", confidence=after.confidence)
    assert made.warehouse.budget_usd_month == 250.0


def test_scopes_follow_the_calls(tmp_path: Path) -> None:
    """The least that the operations need, worked out anew with each change."""

    def scoped(_shop: JsonObject, crm: Any) -> None:
        flows = {"clientCredentials": {"tokenUrl": "https://crm.example/token", "scopes": {"read": "", "write": ""}}}
        crm["components"]["securitySchemes"]["key"] = {"type": "oauth2", "flows": flows}
        crm["paths"]["/contacts"]["get"]["security"] = [{"key": ["read"]}]
        crm["paths"]["/contacts"]["post"]["security"] = [{"key": ["write"]}]

    bench = a_bench(tmp_path, change=scoped)
    assert bench.design.systems[1].auth.scopes == ("read", "write")
    patch(bench, "remove", f"{FLOW}.steps[id=find_contact]")
    assert bench.design.systems[1].auth.scopes == ("write",)


def test_a_question_keeps_its_line_of_the_brief(tmp_path: Path) -> None:
    """A reply does not tell it, and no patch may lose it."""
    bench = a_bench(tmp_path)
    bench.design = replace(bench.design, questions=(Question(id="q", about="x", text="Which?", line=7),))
    assert not patch(bench, "set", "$.questions[id=q].text", "Which one?").is_error
    assert (bench.design.questions[0].text, bench.design.questions[0].line) == ("Which one?", 7)
