"""A vendor's document that would steer a terminal, a workflow or a reader of Markdown: the four forms of a report tell it as text."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from designer.cli.running import run
from tests.unit.check.written import with_piece, write_design

if TYPE_CHECKING:
    from pathlib import Path

FIELD = "em\x1b[2Jail\r\n::error::owned\u202e <img src=x onerror=alert(1)> `code` [click](https://evil.example) ##[add-mask]x"
KEY = json.dumps(FIELD)
ESCAPES = ("\x1b", "\u202e")


@pytest.fixture
def design(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """Return a design that fills a deprecated, read-only field with a hostile name, and reads one that is not there."""
    monkeypatch.chdir(tmp_path)
    target = json.dumps(f'body."{FIELD}"')
    piece = f"- target: {target}\n  sources: [{json.dumps('trigger:data.' + json.dumps(FIELD, ensure_ascii=False))}]\n"
    path = write_design(tmp_path, with_piece(piece))
    crm = tmp_path / "crm.yaml"
    field = f"        {KEY}: {{type: string, readOnly: true, deprecated: true}}\n"
    crm.write_text(
        crm.read_text().replace(
            "        email: {type: string, format: email}\n", field + "        email: {type: string, format: email}\n", 1
        )
    )
    return path.name


def printed(capsys: pytest.CaptureFixture[str], design: str, form: str) -> str:
    """Return what the check prints in a form; the design has errors."""
    assert run(["check", design, "--format", form], "designer") == 1
    out = capsys.readouterr().out
    assert "owned" in out
    return out


@pytest.mark.parametrize("form", ["text", "json", "sarif", "github"])
def test_nothing_steers_the_terminal(capsys: pytest.CaptureFixture[str], design: str, form: str) -> None:
    """No escape code and no mark that turns text around; in JSON both are written as JSON's own escapes."""
    out = printed(capsys, design, form)
    assert [code for code in ESCAPES if code in out] == []
    assert "\r" not in out


def test_text_stays_on_its_lines(capsys: pytest.CaptureFixture[str], design: str) -> None:
    """No line begins with what the vendor wrote."""
    assert not any(line.lstrip().startswith("::") for line in printed(capsys, design, "text").splitlines())


def test_github_reads_no_command_of_the_vendor(capsys: pytest.CaptureFixture[str], design: str) -> None:
    """Only ours begin a line, and the older form is broken up."""
    out = printed(capsys, design, "github")
    begun = [line for line in out.splitlines() if line.lstrip().startswith("::")]
    assert begun
    assert all(
        line.startswith(("::error file=design.yaml,line=", "::warning file=design.yaml,line=", "::notice file=design.yaml,line="))
        for line in begun
    )
    assert all(line.count(",title=") == 1 and "\r" not in line for line in begun)
    assert "##[" not in out


def test_sarif_links_to_our_places_alone(capsys: pytest.CaptureFixture[str], design: str) -> None:
    """Text in brackets before text in parentheses is no link there."""
    log: dict[str, Any] = json.loads(printed(capsys, design, "sarif"))
    texts = [result["message"]["text"] for result in log["runs"][0]["results"]]
    assert any("owned" in text for text in texts)
    assert not any("](http" in text for text in texts)


def test_json_tells_the_place_as_the_design_has_it(capsys: pytest.CaptureFixture[str], design: str) -> None:
    """A program gets the text whole; it is escaped, not cut."""
    answer: dict[str, Any] = json.loads(printed(capsys, design, "json"))
    assert any("\x1b[2J" in finding["place"] for finding in answer["findings"])
