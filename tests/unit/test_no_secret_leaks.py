"""A secret in a brief or a design is told with its line, and stands afterwards on no screen and in no file of ours."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from designer.check.run import check
from designer.cli.running import run
from designer.errors import DesignerError
from designer.model.finding import Fix
from designer.repair import apply_fixes
from designer.show.console import Line, show, show_raw
from tests.builders import a_crm_document, a_shop_document
from tests.unit.check.designs import GOOD, catalog
from tests.unit.check.written import with_piece, write_design

if TYPE_CHECKING:
    from pathlib import Path

KEY = "sk_live_" + "51H8abCDefGhIjKlMnOpQr"
RANDOM = "9f8a7b6c5d4e3f2a1b0c9d8e"
PASSWORD = "tr0ub4dor" + "&3"
WISH = "When a customer is created in Shop, create a contact in CRM.\n"
BRIEFS = {
    "prose": (f"{WISH}\nThe key of Shop is {KEY}.\n", KEY, 3),
    "table": (f"{WISH}\n| what | value |\n|---|---|\n| API key | {RANDOM} |\n", RANDOM, 5),
    "front-matter": (f"---\nsettings:\n  crm_password: {PASSWORD}\n---\n{WISH}", PASSWORD, 3),
    "address": (f"{WISH}\nCRM answers at https://anna:{PASSWORD}@crm.example/api.\n", PASSWORD, 3),
    "header": (f"{WISH}\nSend `Authorization: Bearer {RANDOM}` with each call.\n", RANDOM, 3),
    "mapping": (f"{WISH}\n- token = {RANDOM}\n", RANDOM, 3),
    "next-line": (f"{WISH}\nAnna's access token:\n\n    {RANDOM}\n", RANDOM, 5),
    "escaped": (WISH + "\nKey: " + KEY.replace("_", "\\_") + "\n", KEY.rpartition("_")[2], 3),
    "quoted-mail": (f"> From: Anna\n> pw: {PASSWORD}\n\n{WISH}", PASSWORD, 2),
}
HIDDEN = "Take it out, have it replaced where it was issued"
CONSTANT = "- target: body.reference\n  transform:\n    name: constant\n    value: {}\n"
DESIGNS = {
    "constant": with_piece(CONSTANT.format(KEY)),
    "too-long-a-constant": with_piece(CONSTANT.format(KEY).replace("reference", "code")),
    "goal": with_piece("").replace("style: api\n", f"style: api\ngoal: Sync. The password of CRM is {RANDOM}.\n", 1),
    "comment": with_piece("").replace("style: api\n", f"style: api  # token: {RANDOM}\n", 1),
    "unreadable": with_piece("").replace("style: api\n", f"style: {KEY}\npassword: {PASSWORD}\n", 1),
    "no-yaml": with_piece("").replace("style: api\n", f"style: api\ntoken: {RANDOM}: [\n", 1),
}


def written(folder: Path) -> str:
    """Return the texts of all files below a folder, with their names."""
    return "\n".join(f"{path}\n{path.read_text(errors='replace')}" for path in sorted(folder.rglob("*")) if path.is_file())


@pytest.mark.parametrize("name", BRIEFS)
def test_a_brief_with_a_secret_is_refused_with_its_line(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nothing is written, by no option; the message says where it stands and what to do, not what it is."""
    text, secret, line = BRIEFS[name]
    monkeypatch.chdir(tmp_path)
    (tmp_path / "shop.json").write_text(json.dumps(a_shop_document()))
    (tmp_path / "crm.json").write_text(json.dumps(a_crm_document()))
    before = written(tmp_path)
    brief = tmp_path / "brief.md"
    brief.write_text(text)
    documents = ["--spec", "Shop=shop.json", "--spec", "CRM=crm.json"]
    for options in ([], ["--force"], ["--format", "json"], ["--dry-run"]):
        assert run(["design", "--from", "brief.md", *documents, "--out", "out", *options], "designer") == 2
        told = capsys.readouterr()
        assert told.err.startswith(f"error: brief.md:{line}: line {line} (")
        assert HIDDEN in told.err
        assert secret not in told.err + told.out
    brief.unlink()
    assert written(tmp_path) == before


@pytest.mark.parametrize("name", DESIGNS)
def test_a_design_with_a_secret_is_told_and_not_shown(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """In all forms of the check, when it is rendered by force, viewed, and where it cannot be read."""
    monkeypatch.chdir(tmp_path)
    write_design(tmp_path, DESIGNS[name])
    before = written(tmp_path)
    commands = [["check", "design.yaml", "--format", form] for form in ("text", "json", "sarif", "github")]
    for command in (*commands, ["render", "design.yaml", "--out", "out", "--force"], ["view", "design.yaml"]):
        assert run(command, "designer") in {1, 2}
        told = capsys.readouterr()
        assert "secret" in told.err + told.out or name in {"unreadable", "no-yaml"}
        assert not {KEY, RANDOM, PASSWORD} & {one for one in (KEY, RANDOM, PASSWORD) if one in told.err + told.out}
    assert written(tmp_path) == before


def test_an_address_with_a_key_is_no_document(capsys: pytest.CaptureFixture[str]) -> None:
    """What a design and the register keep of a document is its address."""
    address = f"https://api.shop.example/openapi.json?api_key={RANDOM}"
    for command in (["design", "--from", "brief.md", "--spec", f"Shop={address}"], ["specs", "add", "Shop", address]):
        assert run(command, "designer") == 2
        told = capsys.readouterr()
        assert "the address holds what looks like a secret" in told.err
        assert RANDOM not in told.err + told.out


def test_no_finding_quotes_a_secret() -> None:
    """Not in its message, and not in a fix that would write it: a scope that is a key is named by several rules."""
    design = apply_fixes(GOOD, [Fix(where="$.systems[0].auth.scopes", words="", value=[KEY])])
    findings = check(design, catalog()).findings
    assert {"AUTH603", "AUTH608", "AUTH609"} <= {finding.code for finding in findings}
    assert KEY not in repr(findings)
    assert any("***" in finding.message for finding in findings)


def test_an_error_quotes_no_secret() -> None:
    """Whatever raises it, and in all its parts."""
    wrong = DesignerError(f"https://anna:{PASSWORD}@shop.example", f"api key: {RANDOM}", next_step=f"Try {KEY}.")
    assert str(wrong) == "https://***@shop.example: api key: ***\nTry ***."


def test_nothing_printed_holds_a_secret(capsys: pytest.CaptureFixture[str]) -> None:
    """Lines and whole documents; what else stands there stays."""
    show([Line(f"The key is {KEY} for now")])
    show_raw(json.dumps({"value": KEY, "name": "Shop"}))
    assert capsys.readouterr().out == 'The key is *** for now\n{"value": "***", "name": "Shop"}\n'
