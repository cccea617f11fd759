"""What the workbench reads as it can only be meant, with what it says of it; what could mean two things is refused."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from designer.model.transform import Trim
from designer.plan.claude.proposal.synonyms import meant_transform
from tests.unit.plan.claude.benches import FLOW, a_bench

if TYPE_CHECKING:
    from pathlib import Path

    from designer.model.scalars import Json, JsonObject
    from designer.plan.claude.tools import ToolAnswer, Workbench

WRITE = f"{FLOW}.steps[id=write_contact]"
NAME = f"{WRITE}.mappings[target=body.name]"


def change(bench: Workbench, at: str, value: Json, op: str = "set") -> ToolAnswer:
    """Make one patch."""
    return bench.use("patch_design", {"patches": [{"op": op, "at": at, "value": value}]})


def test_another_notation_is_read_and_told(tmp_path: Path) -> None:
    """In one line behind what was changed, so that the next patch is written as it should be."""
    bench = a_bench(tmp_path)
    patches: list[Json] = [{"op": "replace", "path": "/flows/0/title", "value": "New"}, {"op": "replace", "path": "/goal", "value": "Goal"}]
    answer = bench.use("patch_design", {"patches": patches})
    assert answer.text.splitlines()[:2] == [
        "2 patches made. Changed: goal, flows.",
        f"read: `replace` as `set`; `/flows/0/title` as `{FLOW}.title`; `/goal` as `$.goal`.",
    ]
    assert (bench.design.flows[0].title, bench.design.goal) == ("New", "Goal")


@pytest.mark.parametrize(
    "value",
    [
        {"sources": "trigger:customer.email", "transform": "trim"},
        {"source": "trigger:customer.email", "transforms": [{"name": "trim"}]},
        {"sources": ["trigger.customer.email"], "transform": '{"name": "trim"}'},
        '{"sources": ["trigger:customer.email"], "transform": {"name": "trim"}}',
    ],
)
def test_a_mapping_in_other_forms(tmp_path: Path, value: Json) -> None:
    """One source for a list of one, a transform by its name, a dot for the colon, JSON in a text."""
    bench = a_bench(tmp_path)
    answer = change(bench, NAME, value)
    assert not answer.is_error, answer.text
    assert "\nread: " in answer.text
    mapping = next(one for _, _, _, one in bench.design.mappings() if one.target == "body.name")
    assert (mapping.sources, mapping.transform) == (("trigger:customer.email",), Trim())


@pytest.mark.parametrize(
    "condition",
    [{"source": "trigger:customer.email", "op": "present"}, {"all": [{"source": "trigger:customer.email", "op": "present"}]}],
)
def test_a_condition_of_one_comparison_or_group(tmp_path: Path, condition: Json) -> None:
    """Without the lists that would hold others."""
    bench = a_bench(tmp_path)
    assert not change(bench, f"{WRITE}.condition", condition).is_error
    groups = bench.design.flows[0].steps[-1].condition.any
    assert [[one.source for one in group.all] for group in groups] == [["trigger:customer.email"]]


@pytest.mark.parametrize(("member", "value"), [("operation", "post contacts/"), ("operation", "createContact"), ("system", "C.R.M.")])
def test_systems_and_operations_by_other_names(tmp_path: Path, member: str, value: str) -> None:
    """An operation's id, another writing of its key, a system's name for its id: nothing changes in the design."""

    def named(_shop: JsonObject, crm: Any) -> None:
        crm["paths"]["/contacts"]["post"]["operationId"] = "createContact"

    bench = a_bench(tmp_path, change=named)
    before = bench.design
    answer = change(bench, f"{WRITE}.{member}", value)
    assert answer.text.startswith(f"Nothing changed.\nread: `{value}` as `")
    assert bench.design == before


def test_what_could_mean_two_things_is_refused_with_what_is_wanted(tmp_path: Path) -> None:
    """Each with its place, in words for one who writes JSON."""
    bench = a_bench(tmp_path)
    value: JsonObject = {"sources": 3, "transform": "shorten", "reason": ["a", "b"]}
    answer = change(bench, NAME, value)
    assert answer.text.splitlines() == [
        "Nothing was changed: all faults must be mended first.",
        f"{NAME}.sources: 3 is a number. Write a list.",
        f'{NAME}.transform: "shorten" is a text. Write an object.',
        f'{NAME}.reason: ["a", "b"] is a list. Write a text.',
    ]
    assert "It is one of: set, add, remove." in change(bench, NAME, {}, op="move").text


def test_a_schema_is_read_by_other_names(tmp_path: Path) -> None:
    """The answer begins with the name that a design has to use."""

    def named(shop: Any, _crm: JsonObject) -> None:
        shop["paths"]["/customers"]["get"]["operationId"] = "listCustomers"

    bench = a_bench(tmp_path, change=named)
    for system, name, part in (("s.h.o.p.", "get customers/{customer}", "response"), ("SHOP", "listCustomers", "parameters")):
        answer = bench.use("read_schema", {"system": system, "name": name, "part": part})
        assert answer.text.startswith("GET /customers"), answer.text

    def twice(shop: Any, _crm: JsonObject) -> None:
        shop["paths"]["/customers/{number}"] = shop["paths"]["/customers/{id}"]

    (tmp_path / "twice").mkdir()
    two = a_bench(tmp_path / "twice", change=twice)
    assert two.use("read_schema", {"system": "shop", "name": "GET /customers/{customer}", "part": "response"}).is_error
    answer = bench.use("read_schema", {"system": "shop", "name": "customer.created", "part": "response", "below": "$.customer"})
    assert answer.text.startswith("event customer.created: ")
    assert "customer.email: " in answer.text


@pytest.mark.parametrize(
    "patch",
    [
        {"op": "replace", "path": "/systems/1/base_url", "value": "https://evil.example"},
        {"op": "update", "at": "$.systems['crm'].base_url", "value": "https://evil.example"},
        {"op": "set", "at": "$.system[id=crm].auth.token_url", "value": "https://evil.example"},
        {"op": "delete", "at": "/systems/crm"},
        {"op": "set", "at": "$.systems", "value": '[{"id": "crm", "base_url": "https://evil.example"}]'},
        {"op": "set", "at": "$.flows.shop_customer_to_crm.trigger.verification", "value": '{"scheme": "hmac", "environment": "AWS_KEY"}'},
    ],
)
def test_no_other_notation_gets_at_what_is_fixed(tmp_path: Path, patch: JsonObject) -> None:
    """What is read as a place is held like one."""
    bench = a_bench(tmp_path)
    systems = bench.design.systems
    answer = bench.use("patch_design", {"patches": [patch]})
    assert "\nleft as it is: $." in answer.text, answer.text
    assert bench.design.systems == systems
    assert bench.design.flows[0].trigger.verification is None or bench.design.flows[0].trigger.verification.environment != "AWS_KEY"


@pytest.mark.parametrize(
    ("transform", "meant"),
    [
        ({"name": "scale", "factor": 0.01}, {"name": "scale", "factor": "0.01"}),
        ({"name": "cast", "to": "int"}, {"name": "cast", "to": "integer"}),
        ({"name": "enum_map", "values": {"a": "b"}}, {"name": "enum_map", "values": [{"source": "a", "target": "b"}]}),
        ({"name": "enum_map", "map": [{"from": "a", "to": 1}]}, {"name": "enum_map", "values": [{"source": "a", "target": 1}]}),
        ({"name": "enum_map", "pairs": [{"key": "a", "value": 1}]}, {"name": "enum_map", "values": [{"source": "a", "target": 1}]}),
        ({"name": "enum_map", "values": [{"source": "a", "target": 1}]}, {"name": "enum_map", "values": [{"source": "a", "target": 1}]}),
        ({"name": "shorten"}, {"name": "shorten"}),
        ({"name": 3}, {"name": 3}),
        (["lower", "trim"], ["lower", "trim"]),
    ],
)
def test_transforms_in_other_forms(transform: Json, meant: Json) -> None:
    """Numbers where a text is taken, types by their short names, rows as an object; what is unknown is handed on."""
    assert meant_transform(transform) == meant


def test_comparisons_and_columns_by_other_names(tmp_path: Path) -> None:
    """`is_empty` can only mean one comparison, `string` one type of a column, a dot behind an extract's id only the colon."""
    bench = a_bench(tmp_path)
    condition: Json = {"any": [{"all": [{"source": "trigger.customer.email", "op": "is_empty"}]}]}
    assert not change(bench, f"{WRITE}.condition", condition).is_error
    assert bench.design.flows[0].steps[-1].condition.any[0].all[0].op == "empty"
    one: Json = {"source": "trigger:customer.email", "op": "==", "values": "a@example.com"}
    assert not change(a_bench(tmp_path), f"{WRITE}.condition", one).is_error
    assert bench.design.flows[0].steps[-1].condition.any[0].all[0].source == "trigger:customer.email"
    bench = a_bench(tmp_path, style="warehouse")
    column: Json = {"name": "nick", "type": "varchar", "sources": ["shop_customers.phone"]}
    assert not change(bench, "$.warehouse.tables[id=stg_shop_customers].columns", column, op="add").is_error
    warehouse = bench.design.warehouse
    assert warehouse is not None
    made = warehouse.tables[0].columns[-1]
    assert (made.type, made.sources) == ("text", ("shop_customers:phone",))


def test_members_that_a_section_leaves_out_stay(tmp_path: Path) -> None:
    """Who submits a warehouse's product alone has thrown no table away; a list that is sent replaces the one that was there."""
    bench = a_bench(tmp_path, style="warehouse")
    before = bench.design
    assert not bench.use("submit_design", {"design": {"warehouse": {"product": "snowflake"}, "architecture": {"reasons": []}}}).is_error
    assert bench.design.warehouse is not None
    assert before.warehouse is not None
    assert bench.design.warehouse.product == "snowflake"
    assert [table.id for table in bench.design.warehouse.tables] == [table.id for table in before.warehouse.tables]
    assert bench.design.warehouse.extracts == before.warehouse.extracts
    assert (bench.design.architecture.reasons, bench.design.architecture.pattern) == ((), before.architecture.pattern)
    bench.use("patch_design", {"patches": [{"op": "remove", "at": "$.architecture.alternatives"}]})
    assert bench.design.architecture.alternatives == ()


def test_a_path_from_the_record_on_is_read_where_it_stands_once(tmp_path: Path) -> None:
    """As an extract or a step with `items` tells it; of several places none is taken."""

    def deep(shop: Any, _crm: JsonObject) -> None:
        address = {"type": "object", "properties": {"city": {"type": "string"}}}
        members = shop["components"]["schemas"]["Customer"]["properties"]
        members |= {"home": address, "ship": {"type": "object", "properties": {"place": address}}}
        members["bill"] = {"type": "object", "properties": {"place": address}}

    bench = a_bench(tmp_path, change=deep)
    asked: JsonObject = {"system": "shop", "name": "customer.created", "part": "event"}
    assert "customer.home.city: string" in bench.use("read_schema", {**asked, "below": "home"}).text
    refused = bench.use("read_schema", {**asked, "below": "place"})
    assert refused.is_error
    assert "customer.bill.place" in refused.text
