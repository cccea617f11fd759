"""`designer drift`: what it compares, prints and writes, and the code it ends with."""

from __future__ import annotations

import contextlib
import io
import json
import shutil
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from designer.cli.running import run
from designer.drift.facts import facts_hash
from designer.drift.lock_file import lock_text, read_lock
from designer.model.drift import FieldFacts
from tests.builders import a_crm_document, a_shop_document

if TYPE_CHECKING:
    from pathlib import Path

BRIEF = "# Shop to CRM\n\nWhen a customer is created in Shop, create a contact in CRM.\n"


def _write(path: Path, document: dict[str, Any]) -> None:
    path.write_text(json.dumps(document))


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a working folder with two documents and the repository made of them, to be copied."""
    folder = tmp_path_factory.mktemp("made")
    (folder / "brief.md").write_text(BRIEF)
    _write(folder / "shop.json", a_shop_document())
    _write(folder / "crm.json", a_crm_document())
    with contextlib.chdir(folder), contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        arguments = ["design", "--from", "brief.md", "--planner", "offline", "--spec", "Shop=shop.json", "--spec", "CRM=crm.json"]
        assert run([*arguments, "--out", "out"], "designer") == 0
    return folder


@pytest.fixture
def desk(made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the working folder, entered."""
    folder = shutil.copytree(made, tmp_path / "desk")
    monkeypatch.chdir(folder)
    return folder


def _without_mail() -> dict[str, Any]:
    """Return the CRM's document after its `email` has become `mail`."""
    document = a_crm_document()
    contact = document["components"]["schemas"]["Contact"]
    contact["properties"]["mail"] = contact["properties"].pop("email")
    contact["required"] = ["mail"]
    return document


def _with_news() -> dict[str, Any]:
    """Return the CRM's document with a longer name, and a call and a field that nobody uses."""
    document = a_crm_document()
    contact = document["components"]["schemas"]["Contact"]["properties"]
    contact["name"]["maxLength"] = 120
    document["paths"]["/teams"] = {"get": {"responses": {"200": {"description": "ok"}}}}
    return document


def test_a_new_repository_has_a_lock_and_no_drift(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Held against the documents beside it, and against those it was cut from."""
    assert (desk / "out" / "design.lock").is_file()
    assert run(["drift", "out/design.yaml"], "designer") == 0
    assert "Drift: no errors; " in capsys.readouterr().out
    assert run(["drift", "out/design.yaml", "--spec", "Shop", "--spec", "crm"], "designer") == 0
    out = capsys.readouterr().out
    assert "held against design.lock" in out
    assert "Nothing else has changed in CRM's document." in out


def test_rendering_again_leaves_the_lock(desk: Path) -> None:
    """It is the same whether the design was made from whole documents or from the slices beside it."""
    before = (desk / "out" / "design.lock").read_bytes()
    assert run(["render", "out/design.yaml"], "designer") == 0
    assert (desk / "out" / "design.lock").read_bytes() == before


def test_a_document_that_breaks_the_design(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Ends with 1; each change has its place, what it was, what it is and the next step."""
    _write(desk / "new.json", _without_mail())
    assert run(["drift", "out/design.yaml", "--spec", "CRM=new.json"], "designer") == 1
    out = capsys.readouterr().out
    assert "field-removed  POST /contacts body.email  breaks MAP302" in out
    assert "Was: string email, required" in out
    assert "Likely `body.mail` takes its place" in out
    assert "crm.json#/components/schemas/Contact/properties/email" in out
    assert "field-required  POST /contacts body.mail  breaks MAP305" in out


def test_what_is_not_used_is_one_line(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Counted against the whole document, which is still where it was."""
    _write(desk / "new.json", _with_news())
    assert run(["drift", "out/design.yaml", "--spec", "CRM=new.json"], "designer") == 0
    assert "And 1 operation of CRM that this design does not use: 1 added." in capsys.readouterr().out
    (desk / "crm.json").unlink()
    assert run(["drift", "out/design.yaml", "--spec", "CRM=new.json"], "designer") == 0
    assert "What else changed in CRM's document is not counted" in capsys.readouterr().out


def test_json_is_one_document(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With the same changes, places and counts."""
    _write(desk / "new.json", _without_mail())
    assert run(["drift", "out/design.yaml", "--spec", "CRM=new.json", "--format", "json"], "designer") == 1
    answer = json.loads(capsys.readouterr().out)
    assert answer["breaks"] is True
    assert {(change["kind"], change["subject"], change["severity"]) for change in answer["changes"]} >= {
        ("field-removed", "POST /contacts body.email", "error"),
        ("field-required", "POST /contacts body.mail", "error"),
    }
    gone = next(change for change in answer["changes"] if change["kind"] == "field-removed")
    assert gone["affects"][0]["line"] > 0
    assert gone["new"] is None
    assert gone["old"]["pointer"] == "#/components/schemas/Contact/properties/email"


def test_github_is_told_at_the_lines_of_the_design(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """As workflow commands, errors first, the report below."""
    _write(desk / "new.json", _without_mail())
    assert run(["drift", "out/design.yaml", "--spec", "CRM=new.json", "--format", "github"], "designer") == 1
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("::error file=out/design.yaml,line=")
    assert not any(line.lstrip().startswith("::") for line in lines[3:])


def test_a_good_document_is_taken(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The slice, its hash and the lock are written anew; afterwards nothing drifts from it, and the check is content."""
    _write(desk / "new.json", _with_news())
    assert run(["drift", "out/design.yaml", "--spec", "CRM=new.json", "--accept"], "designer") == 0
    assert "design.lock" in capsys.readouterr().out
    assert '"maxLength": 120' in (desk / "out" / "specs" / "crm.json").read_text()
    assert '"max_length": 120' in (desk / "out" / "design.lock").read_text()
    assert "origin: new.json" in (desk / "out" / "design.yaml").read_text()
    assert run(["drift", "out/design.yaml", "--spec", "CRM=new.json"], "designer") == 0
    assert "note" not in capsys.readouterr().out.replace("notes", "")
    assert run(["check", "out/design.yaml"], "designer") == 0
    assert "SPEC104" not in capsys.readouterr().out


def test_a_document_that_breaks_the_design_is_not_taken(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Nothing is written."""
    _write(desk / "new.json", _without_mail())
    before = {path: path.read_bytes() for path in sorted((desk / "out").rglob("*")) if path.is_file()}
    assert run(["drift", "out/design.yaml", "--spec", "CRM=new.json", "--accept"], "designer") == 1
    assert "Not accepted: mend out/design.yaml first" in capsys.readouterr().err
    assert {path: path.read_bytes() for path in sorted((desk / "out").rglob("*")) if path.is_file()} == before


def test_an_edited_design_is_told_of(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """By drift and check alike; rendering writes the lock anew."""
    design = desk / "out" / "design.yaml"
    design.write_text(design.read_text().replace("trigger:customer.phone", "trigger:customer.updated_at", 1))
    run(["check", "out/design.yaml"], "designer")
    assert "note: design.lock was written before out/design.yaml was changed" in capsys.readouterr().err
    run(["drift", "out/design.yaml"], "designer")
    assert "was edited since design.lock was written" in capsys.readouterr().out


def test_a_lock_of_another_version_costs_no_false_alarm(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What it holds was read otherwise; documents that are as they were take its place."""
    path = desk / "out" / "design.lock"
    lock = read_lock(path)
    assert lock is not None
    system = lock.systems[1]
    operation = next(one for one in system.operations if one.key == "POST /contacts")
    facts = FieldFacts(types=("boolean",))
    fields = tuple(replace(one, facts=facts, hash=facts_hash(facts)) if one.at == "body.name" else one for one in operation.fields)
    operations = tuple(replace(one, fields=fields) if one is operation else one for one in system.operations)
    wrong = replace(lock, systems=(lock.systems[0], replace(system, operations=operations)))
    path.write_text(lock_text(wrong))
    run(["drift", "out/design.yaml"], "designer")
    assert "is now string, and was boolean" in capsys.readouterr().out
    path.write_text(lock_text(replace(wrong, reading="of another version")))
    assert run(["drift", "out/design.yaml"], "designer") == 0
    assert run(["drift", "out/design.yaml", "--spec", "CRM"], "designer") == 0
    assert "boolean" not in capsys.readouterr().out


def test_what_a_comment_silences_is_no_break(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The change is told, as one that may fail: the person has said that the rule does not hold here."""
    document = a_crm_document()
    document["components"]["schemas"]["Contact"]["properties"]["name"]["readOnly"] = True
    _write(desk / "new.json", document)
    assert run(["drift", "out/design.yaml", "--spec", "CRM=new.json"], "designer") == 1
    assert "read-only  POST /contacts body.name  breaks MAP303" in capsys.readouterr().out
    design = desk / "out" / "design.yaml"
    design.write_text(
        design.read_text().replace("- target: body.name\n", "- target: body.name  # designer: ignore MAP303 the vendor errs\n")
    )
    assert run(["drift", "out/design.yaml", "--spec", "CRM=new.json"], "designer") == 0
    assert "1 warning: may fail\n  read-only  POST /contacts body.name\n" in capsys.readouterr().out
    assert run(["drift", "out/design.yaml", "--spec", "CRM=new.json", "--accept"], "designer") == 0
    assert '"readOnly": true' in (desk / "out" / "specs" / "crm.json").read_text()
    assert run(["check", "out/design.yaml"], "designer") == 0


@pytest.fixture
def written_by_hand(desk: Path) -> Path:
    """Return a design of its own folder that names the whole documents, without a lock."""
    text = (desk / "out" / "design.yaml").read_text()
    for name in ("shop", "crm"):
        start = text.index(f"path: specs/{name}.json")
        end = text.index("origin:", start)
        text = text[:start] + f"path: ../{name}.json\n" + text[text.index("\n", end) + 1 :]
    (desk / "own").mkdir()
    (desk / "own" / "design.yaml").write_text(text.replace("name: shop-to-crm", "# mine\nname: shop-to-crm", 1))
    return desk / "own" / "design.yaml"


def test_without_a_lock_the_documents_are_compared(written_by_hand: Path, desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With nothing to compare the run is refused, and the message says what to do."""
    assert run(["drift", "own/design.yaml"], "designer") == 2
    assert "has no design.lock beside it" in capsys.readouterr().err
    _write(desk / "new.json", _without_mail())
    assert run(["drift", "own/design.yaml", "--spec", "CRM=new.json"], "designer") == 1
    assert "held against the documents before" in capsys.readouterr().out
    assert not (written_by_hand.parent / "design.lock").exists()


def test_a_document_that_changed_where_it_lies(written_by_hand: Path, desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With a lock, `drift` alone tells what it breaks."""
    assert run(["drift", "own/design.yaml", "--accept"], "designer") == 0
    text = written_by_hand.read_text()
    assert "# mine\n" in text
    assert text.count("sha256:") == 2
    assert (written_by_hand.parent / "design.lock").is_file()
    _write(desk / "crm.json", _without_mail())
    capsys.readouterr()
    assert run(["drift", "own/design.yaml"], "designer") == 1
    assert "field-removed  POST /contacts body.email" in capsys.readouterr().out


@pytest.mark.usefixtures("written_by_hand")
def test_an_old_document_may_be_named(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Instead of the lock."""
    _write(desk / "old.json", _with_news())
    assert run(["drift", "own/design.yaml", "--old", "CRM=old.json"], "designer") == 0
    out = capsys.readouterr().out
    assert "at most 80 characters, and was at most 120 characters" in out
    assert "And 1 operation of CRM that this design does not use: 1 removed." in out


@pytest.mark.parametrize(
    ("arguments", "fact"),
    [
        (["--spec", "Nobody=new.json"], "the design has no such system"),
        (["--spec", "CRM=missing.json"], "missing.json"),
        (["--spec", "=new.json"], "is not NAME=FILE"),
    ],
)
def test_what_cannot_be_compared_is_refused(desk: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], fact: str) -> None:
    """With the place and the next step."""
    _write(desk / "new.json", a_crm_document())
    assert run(["drift", "out/design.yaml", *arguments], "designer") == 2
    assert fact in capsys.readouterr().err


@pytest.mark.parametrize(
    "document", [{"message": "Not Found"}, {"openapi": "3.0.0", "info": {"title": "CRM", "version": "2"}, "paths": {}}]
)
@pytest.mark.parametrize("options", [[], ["--accept"]])
def test_what_describes_no_call_is_no_new_document(
    document: dict[str, Any], options: list[str], desk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """An error page, or half a document, is refused in one message, and nothing is taken over."""
    _write(desk / "new.json", document)
    before = {path: path.read_bytes() for path in desk.rglob("*") if path.is_file()}
    assert run(["drift", "out/design.yaml", "--spec", "CRM=new.json", *options], "designer") == 2
    told = capsys.readouterr().err
    assert "error: new.json: describes no call of CRM, as its document before did\nLook into the file" in told
    assert {path: path.read_bytes() for path in desk.rglob("*") if path.is_file()} == before
