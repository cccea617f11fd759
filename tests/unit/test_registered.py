"""A system that was added once is described in every brief that names it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from designer.cli.running import run

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

BRIEF = "# Contacts\n\nWhen a contact is created in Alpha, create a person in Beta.\n"


def described(noun: str, plural: str) -> dict[str, Any]:
    """Return a system that lists and makes one kind of record."""
    record = {
        "type": "object",
        "required": ["email"],
        "properties": {"email": {"type": "string"}, "name": {"type": "string"}, "id": {"type": "string", "readOnly": True}},
    }
    content = {"application/json": {"schema": {"$ref": "#/components/schemas/Record"}}}
    many = {"application/json": {"schema": {"type": "array", "items": {"$ref": "#/components/schemas/Record"}}}}
    return {
        "openapi": "3.0.3",
        "info": {"title": noun, "version": "1"},
        "servers": [{"url": "https://api.example/v1"}],
        "paths": {
            f"/{plural}": {
                "get": {
                    "summary": f"List {plural}",
                    "parameters": [{"name": "updated_since", "in": "query", "schema": {"type": "string", "format": "date-time"}}],
                    "responses": {"200": {"description": "ok", "content": many}},
                },
                "post": {
                    "summary": f"Create a {noun}",
                    "requestBody": {"content": content},
                    "responses": {"201": {"description": "ok", "content": content}},
                },
            }
        },
        "components": {"schemas": {"Record": record}},
    }


def test_a_brief_may_name_what_was_added(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """Without case; the design names the document, and a document given in the brief or by --spec holds before it."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DESIGNER_HOME", str(tmp_path / "home"))
    for name, noun, plural in (("alpha", "contact", "contacts"), ("BETA", "person", "people")):
        (tmp_path / f"{name}.json").write_text(json.dumps(described(noun, plural)))
        assert run(["specs", "add", name, f"{name}.json"], "designer") == 0
    (tmp_path / "brief.md").write_text(BRIEF)
    capsys.readouterr()
    assert run(["design", "--from", "brief.md", "--planner", "offline", "--out", "made", "--format", "json"], "designer") == 0
    answer = json.loads(capsys.readouterr().out)
    assert [(one["system"], one["method"], one["path"]) for one in answer["operations"] if one["role"] == "write"] == [
        ("Beta", "POST", "/people")
    ]
    (tmp_path / "other.json").write_text(json.dumps(described("person", "persons")))
    assert run(["design", "--from", "brief.md", "--out", "made2", "--format", "json", "--spec", "Beta=other.json"], "designer") == 0
    answer = json.loads(capsys.readouterr().out)
    assert {one["path"] for one in answer["operations"] if one["role"] == "write"} == {"/persons"}


def test_a_brief_without_any_document_says_how_to_add_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Both ways are told: for this run, and for good."""
    monkeypatch.setenv("DESIGNER_HOME", str(tmp_path / "home"))
    (tmp_path / "brief.md").write_text(BRIEF)
    assert run(["design", "--from", str(tmp_path / "brief.md")], "designer") == 2
    told = capsys.readouterr().err
    assert '--spec "Alpha=FILE"' in told
    assert 'designer specs add "Alpha"' in told


def test_a_map_may_name_what_was_added(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """A schema or an operation of a registered system, the way those of a file are named."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DESIGNER_HOME", str(tmp_path / "home"))
    (tmp_path / "documents").mkdir()
    (tmp_path / "documents/alpha.json").write_text(json.dumps(described("contact", "contacts")))
    assert run(["specs", "add", "Alpha", "documents/alpha.json"], "designer") == 0
    capsys.readouterr()
    assert run(["map", "alpha#/components/schemas/Record", "Alpha::POST /contacts", "--format", "json"], "designer") == 0
    pairs = {one["target"]: one["source"] for one in json.loads(capsys.readouterr().out)["mappings"]}
    assert pairs == {"email": ["email"], "name": ["name"]}
    assert run(["map", "beta::GET /x", "alpha::POST /contacts"], "designer") == 2
    assert "beta" in capsys.readouterr().err
