"""`designer specs enrich`, and the other ways to give account metadata and overlays: options, front matter, a design file."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from designer.brief.front_matter import read_front_matter
from designer.brief.lines import Line
from designer.cli.running import run
from designer.cli.systems import systems_of
from designer.errors import UsageError
from designer.model.description import DescriptionRef
from tests.unit.specs.accounts.answers import PROPERTIES, a_contacts_document, a_property

if TYPE_CHECKING:
    from pathlib import Path

CALL = "POST /objects/contacts"
FIX = {
    "overlay": "1.0.0",
    "info": {"title": "Corrections", "version": "1"},
    "actions": [
        {"target": "$.components.schemas.Contact.properties", "update": {"number": {"type": "integer"}}},
        {"target": "$.components.schemas.Lost", "remove": True},
    ],
}


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the working folder with a known system, saved properties and an overlay."""
    monkeypatch.setenv("DESIGNER_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("DESIGNER_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("COLUMNS", "150")
    monkeypatch.chdir(tmp_path)
    for name, value in (("crm", a_contacts_document()), ("saved", PROPERTIES), ("fix.overlay", FIX), ("other", a_contacts_document())):
        (tmp_path / f"{name}.json").write_text(json.dumps(value))
    assert run(["specs", "add", "CRM", "crm.json"], "designer") == 0
    return tmp_path


def told(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    """Return what a command prints; it must be done."""
    capsys.readouterr()
    assert run(list(arguments), "designer") == 0
    return capsys.readouterr().out


def refused(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    """Return the message of a command that must be refused."""
    capsys.readouterr()
    assert run(list(arguments), "designer") == 2
    return capsys.readouterr().err


def field_of(capsys: pytest.CaptureFixture[str], name: str) -> dict[str, Any] | None:
    """Return a field of what the call is sent, as `specs show` tells it."""
    body = json.loads(told(capsys, "specs", "show", "crm", CALL, "--format", "json"))["bodies"][0]
    return next((field for field in body["fields"] if field["path"] == name), None)


def test_it_tells_what_was_laid_where(capsys: pytest.CaptureFixture[str], desk: Path) -> None:
    """With counts; and the system's operations know the fields from then on, with their proof."""
    assert told(capsys, "specs", "enrich", "crm", "saved.json").splitlines()[:4] == [
        "CRM is enriched by HubSpot's properties: 8 fields, 7 custom, 2 with listed values, 2 read-only",
        f"  {desk / 'saved.json'}",
        "  at GET /objects/contacts answer.results[].properties",
        "  at POST /objects/contacts body.properties",
    ]
    tier = field_of(capsys, "properties.tier")
    assert tier is not None
    assert (tier["proof"], tier["file"], tier["pointer"]) == ("account", str(desk / "saved.json"), "#/results/1")
    shown = told(capsys, "specs", "show", "crm", CALL)
    assert "gold or free, by your account" in shown
    assert "HubSpot's properties: 8 fields" in told(capsys, "specs", "show", "crm")


@pytest.mark.usefixtures("desk")
def test_the_json_answer_holds_the_same(capsys: pytest.CaptureFixture[str]) -> None:
    """For programs: counts, places, findings."""
    answer = json.loads(told(capsys, "specs", "enrich", "crm", "saved.json", "fix.overlay.json", "--format", "json"))
    assert [(one["words"], one["fields"], one["changes"]) for one in answer["enrichments"]] == [
        ("HubSpot's properties", 8, 0),
        ("an OpenAPI Overlay", 0, 1),
    ]
    assert [finding["code"] for finding in answer["findings"]] == ["SPEC109"]
    assert answer["forgotten"] == []


@pytest.mark.usefixtures("desk")
def test_files_add_up_until_they_are_let_go_of(capsys: pytest.CaptureFixture[str]) -> None:
    """The same file is laid once; --clear lets go of all and leaves the documents."""
    told(capsys, "specs", "enrich", "crm", "fix.overlay.json")
    told(capsys, "specs", "enrich", "crm", "saved.json")
    told(capsys, "specs", "enrich", "crm", "saved.json")
    (system,) = json.loads(told(capsys, "specs", "list", "--format", "json"))
    assert [one["kind"] for one in system["documents"]] == ["openapi", "overlay", "account"]
    out = told(capsys, "specs", "enrich", "crm", "--clear")
    assert out.count("Forgotten: ") == 2
    assert "described by its documents alone" in out
    assert field_of(capsys, "properties.tier") is None


def test_a_new_document_keeps_what_was_laid_over_the_old_one(capsys: pytest.CaptureFixture[str], desk: Path) -> None:
    """The vendor's document is renewed by `specs add`, with or without a file."""
    told(capsys, "specs", "enrich", "crm", "saved.json", "--at", CALL)
    root = a_contacts_document()
    root["info"]["version"] = "2"
    (desk / "crm.json").write_text(json.dumps(root))
    assert "version 2" in told(capsys, "specs", "add", "crm")
    assert field_of(capsys, "properties.tier") is not None
    (desk / "crm2.json").write_text(json.dumps(root))
    out = told(capsys, "specs", "add", "crm", "crm2.json")
    assert f"takes the place of {desk / 'crm.json'}" in out
    assert "saved.json, unchanged" in out
    assert field_of(capsys, "properties.tier") is not None


def test_a_file_that_was_saved_again_is_read_again(capsys: pytest.CaptureFixture[str], desk: Path) -> None:
    """It stays where it is and is read there."""
    told(capsys, "specs", "enrich", "crm", "saved.json")
    assert field_of(capsys, "properties.new") is None
    (desk / "saved.json").write_text(json.dumps({"results": [*PROPERTIES["results"], a_property("new")]}))
    assert field_of(capsys, "properties.new") is not None


@pytest.mark.usefixtures("desk")
@pytest.mark.parametrize(
    ("arguments", "meant"),
    [
        (["nobody", "saved.json"], "Make it known first: designer specs add nobody"),
        (["crm"], "designer specs enrich crm fields.json"),
        (["crm", "lost.json"], "no such file"),
        (["crm", "other.json"], "is an OpenAPI document, no account metadata"),
        (["crm", "https://api.example/properties"], "Save the answer with curl, signed in"),
        (["crm", "saved.json", "--object", "deals"], "no call of"),
        (["crm", "saved.json", "--at", "#/nowhere"], "no such schema"),
    ],
)
def test_what_cannot_be_laid_changes_nothing(capsys: pytest.CaptureFixture[str], arguments: list[str], meant: str) -> None:
    """One error with the next step; the system is as it was."""
    before = told(capsys, "specs", "list", "--format", "json")
    assert meant in refused(capsys, "specs", "enrich", *arguments)
    assert told(capsys, "specs", "list", "--format", "json") == before


@pytest.mark.usefixtures("desk")
def test_specs_add_knows_an_overlay(capsys: pytest.CaptureFixture[str]) -> None:
    """By what it holds, as every command does."""
    told(capsys, "specs", "add", "crm", "fix.overlay.json", "--also")
    (system,) = json.loads(told(capsys, "specs", "list", "--format", "json"))
    assert [one["kind"] for one in system["documents"]] == ["openapi", "overlay"]


def test_a_document_is_judged_as_it_is_corrected(capsys: pytest.CaptureFixture[str], desk: Path) -> None:
    """By `specs validate`, each reading with a verdict of its own."""
    root = a_contacts_document()
    del root["info"]["version"]
    (desk / "crm.json").write_text(json.dumps(root))
    mend = {**FIX, "actions": [{"target": "$.info", "update": {"version": "1"}}]}
    (desk / "mend.json").write_text(json.dumps(mend))
    capsys.readouterr()
    assert run(["specs", "validate", "crm"], "designer") == 1
    told(capsys, "specs", "enrich", "crm", "mend.json")
    assert "crm.json: valid OpenAPI 3.1" in told(capsys, "specs", "validate", "crm")
    told(capsys, "specs", "enrich", "crm", "--clear")
    capsys.readouterr()
    assert run(["specs", "validate", "crm"], "designer") == 1


def test_options_take_them_too() -> None:
    """The place after the name may be a pointer, a call, or the object's name; what a file is shows in it."""
    (system,) = systems_of(
        ["CRM=crm.json", "CRM=fix.overlay.yaml"],
        ["CRM=props.json", "CRM:contacts=props.json", "CRM:POST /objects/contacts=props.json", "CRM:/components/schemas/A=a.json"],
    )
    assert [(one.kind, one.pointer, one.object) for one in system.descriptions] == [
        ("openapi", "", ""),
        ("openapi", "", ""),
        ("json-schema", "", ""),
        ("account", "", "contacts"),
        ("account", "POST /objects/contacts", ""),
        ("json-schema", "/components/schemas/A", ""),
    ]
    with pytest.raises(UsageError):
        systems_of([], ["CRM:?/x=props.json"])


def test_front_matter_takes_them_too() -> None:
    """Under `account` and `overlay`, alone or with the object or the place."""
    text = """---
systems:
  - name: CRM
    spec: crm.yaml
    overlay: fix.overlay.yaml
    account:
      - props.json
      - {path: deals.json, object: deals}
      - POST /objects/tasks=tasks.json
---
"""
    lines = tuple(Line(number=number, text=line) for number, line in enumerate(text.splitlines(), 1))
    (system,) = read_front_matter(lines).systems
    assert system.descriptions == (
        DescriptionRef(kind="openapi", path="crm.yaml"),
        DescriptionRef(kind="account", path="props.json"),
        DescriptionRef(kind="account", path="deals.json", object="deals"),
        DescriptionRef(kind="account", path="tasks.json", pointer="POST /objects/tasks"),
        DescriptionRef(kind="overlay", path="fix.overlay.yaml"),
    )


DESIGN = """
name: sync
style: api
systems:
  - id: crm
    name: CRM
    descriptions:
      - {kind: openapi, path: crm.json}
      - {kind: account, path: saved.json}
flows:
  - id: flow
    trigger: {kind: manual, system: crm}
    steps:
      - id: write
        system: crm
        operation: POST /objects/contacts
        mappings:
          - target: body.properties.tier
            transform: {name: constant, value: gold}
            proof: account
"""


def test_a_design_is_checked_against_them(capsys: pytest.CaptureFixture[str], desk: Path) -> None:
    """Wrong names, wrong values and fields that are only read are errors now; what the account tells is counted."""
    path = desk / "design.yaml"

    def findings(text: str) -> dict[str, Any]:
        path.write_text(text)
        capsys.readouterr()
        run(["check", str(path), "--format", "json"], "designer")
        answer = json.loads(capsys.readouterr().out)
        told: dict[str, Any] = {one["code"]: one for one in answer["findings"] if one["code"].startswith(("MAP", "TYPE", "SPEC"))}
        return {**told, **answer["coverage"]}

    good = findings(DESIGN)
    assert not {code for code in good if code.startswith(("MAP", "TYPE"))}
    assert good["mappings checked by account metadata"] == {"done": 1, "total": 1}
    wrong = findings(DESIGN.replace("properties.tier", "properties.tire"))["MAP302"]
    assert 'Did you mean "properties.tier"?' in wrong["message"]
    assert wrong["spec"]["file"].endswith("saved.json")
    assert "'gold', 'free'" in findings(DESIGN.replace("value: gold", "value: silver"))["TYPE407"]["message"]
    assert "read-only" in findings(DESIGN.replace("properties.tier", "properties.record_id"))["MAP303"]["message"]
    alone = findings(DESIGN.replace("      - {kind: account, path: saved.json}\n", ""))
    assert alone["MAP309"]["severity"] == "unverified"
