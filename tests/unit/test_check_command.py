"""`designer check` on the command line: exit codes, choosing rules, baselines, fixes in the file, the four forms."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from designer.check.rule import RULES
from designer.cli.running import run
from designer.model.finding import Fix
from tests.conftest import ROOT
from tests.unit.check.written import with_piece, write_design

if TYPE_CHECKING:
    from pathlib import Path

    from designer.check.rule import Fault

WRONG = "- target: body.refrence  # for the books\n  sources: [trigger:data.id]\n"
COLOUR = "- target: body.custom.colour\n  sources: [trigger:data.extra.colour]\n"
FAX = "- target: body.reference\n  sources: [trigger:data.nickname]\n  when_empty: clear  # they said\n"
OPEN = "settings:\n  - id: folder\n    title: Folder\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the working folder."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def checked(folder: Path, text: str, *options: str) -> int:
    """Write a design and check it."""
    write_design(folder, text)
    return run(["check", "design.yaml", *options], "designer")


@pytest.mark.parametrize(
    ("text", "options", "code"),
    [
        (with_piece(""), [], 0),
        (with_piece(WRONG), [], 1),
        (with_piece(COLOUR), ["--fail-on", "warning"], 0),
        (with_piece("").replace("settings:\n", OPEN, 1), [], 0),
        (with_piece("").replace("settings:\n", OPEN, 1), ["--fail-on", "open"], 1),
        (with_piece("").replace("https://crm.example/api", "http://crm.example/api"), ["--fail-on", "error", "--select", "SAFE703"], 0),
        (with_piece("").replace("https://crm.example/api", "http://crm.example/api"), ["--fail-on", "warning"], 1),
        (with_piece(WRONG), ["--ignore", "MAP302"], 0),
        (with_piece(WRONG), ["--select", "TYPE,AUTH"], 0),
        (with_piece(WRONG), ["--select", "TYPE", "--select", "MAP3"], 1),
    ],
)
def test_the_exit_code_is_the_worst_finding_that_counts(
    capsys: pytest.CaptureFixture[str], folder: Path, text: str, options: list[str], code: int
) -> None:
    """In every form the same."""
    for form in ("text", "json", "sarif", "github"):
        assert checked(folder, text, "--format", form, *options) == code
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--select", "MPA302"], 'error: --select MPA302: there is no such rule\nDid you mean "MAP302"?\n'),
        (["--baseline", "none.json"], "error: none.json: there is no such file"),
        (["--baseline", "design.yaml"], "error: design.yaml:1: is no JSON, so it is no baseline\nWrite it anew with --write-baseline.\n"),
        (["--fail-on", "info"], "Invalid value for '--fail-on'"),
    ],
)
def test_what_cannot_be_done_is_refused(capsys: pytest.CaptureFixture[str], folder: Path, options: list[str], message: str) -> None:
    """With code 2, one message and nothing on standard output."""
    assert checked(folder, with_piece(WRONG), *options) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert message in captured.err


def test_a_baseline_is_written_and_counts_only_what_is_new(capsys: pytest.CaptureFixture[str], folder: Path) -> None:
    """Old findings are counted, new ones told, mended ones named."""
    assert checked(folder, with_piece(WRONG), "--write-baseline", "baseline.json") == 0
    assert "Written: baseline.json (1 finding)." in capsys.readouterr().out
    assert checked(folder, with_piece(WRONG), "--baseline", "baseline.json") == 0
    assert "Check: no errors (and 1 in the baseline)" in capsys.readouterr().out
    assert checked(folder, with_piece(COLOUR + WRONG.replace("refrence", "nickmane")), "--baseline", "baseline.json") == 1
    out = capsys.readouterr().out
    assert "Mended since the baseline: 1 finding" in out
    assert "body.nickmane" in out
    assert checked(folder, with_piece(COLOUR), "--baseline", "baseline.json", "--write-baseline", "baseline.json") == 0
    assert [entry["code"] for entry in json.loads((folder / "baseline.json").read_text())["findings"]] == ["MAP309"]


def test_a_secret_stays_out_of_the_baseline(capsys: pytest.CaptureFixture[str], folder: Path) -> None:
    """It ends with 1, says so, and never shows it."""
    text = with_piece("").replace("settings:\n", "settings:\n  - id: api_token\n    value: z9y8x7w6v5u4t3s2r1\n", 1)
    assert checked(folder, text, "--write-baseline", "baseline.json") == 1
    captured = capsys.readouterr()
    assert "is in no baseline." in captured.out
    for form in ("text", "json", "sarif", "github"):
        assert checked(folder, text, "--format", form, "--ignore", "AUTH") == 1
    assert "z9y8x7w6v5u4t3s2r1" not in captured.out + capsys.readouterr().out + (folder / "baseline.json").read_text()


def test_certain_fixes_are_made_in_the_file(capsys: pytest.CaptureFixture[str], folder: Path) -> None:
    """Comments stay, likely fixes are left to the person, and the report tells what was changed."""
    text = with_piece(FAX).replace("operation: POST /contacts\n", "operation: post /contacts  # as in the manual\n", 1)
    assert checked(folder, text, "--fix") == 0
    out = capsys.readouterr().out
    assert "Repaired: 2 certain fixes" in out
    mended = text.replace("post /contacts", "POST /contacts").replace("            when_empty: clear  # they said\n", "")
    assert (folder / "design.yaml").read_text() == mended
    assert run(["check", "design.yaml", "--fix"], "designer") == 0
    assert "Repaired" not in capsys.readouterr().out


def test_fixes_of_rules_that_do_not_count_are_not_made(capsys: pytest.CaptureFixture[str], folder: Path) -> None:
    """Neither of those left out, nor of those that a comment silences."""
    text = with_piece("").replace("operation: POST /contacts\n", "operation: post /contacts\n", 1)
    assert checked(folder, text, "--fix", "--ignore", "OP204") == 0
    silenced = text.replace("post /contacts\n", "post /contacts  # designer: ignore OP204 as in the manual\n", 1)
    assert checked(folder, silenced, "--fix") == 0
    assert (folder / "design.yaml").read_text() == silenced
    assert "Repaired" not in capsys.readouterr().out


def test_a_comment_goes_with_what_a_fix_removes(folder: Path) -> None:
    """Left standing, what silences a rule for a removed mapping would silence it for the next one; a plain note stays."""
    piece = "# designer: ignore MAP311 not sure yet\n# a note\n- target: body.id\n  sources: [trigger:data.id]\n"
    assert checked(folder, with_piece(piece), "--fix") == 0
    assert (folder / "design.yaml").read_text() == with_piece("# a note\n")


def test_one_fix_that_makes_things_worse_keeps_no_other_from_being_made(
    capsys: pytest.CaptureFixture[str], folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is left out, and the file says so by what it still holds."""
    text = with_piece(FAX).replace("operation: POST /contacts\n", "operation: post /contacts\n", 1)

    def worse(one: Fault) -> Fault:
        return replace(one, fix=Fix(where="$.flows[0].steps[0].mappings[1]", words="remove it", remove=True))

    rule = RULES["TYPE406"]
    monkeypatch.setitem(RULES, "TYPE406", replace(rule, check=lambda view: map(worse, rule.check(view))))
    assert checked(folder, text, "--fix") == 1
    assert "Repaired: 1 certain fix\n  OP204" in capsys.readouterr().out
    assert (folder / "design.yaml").read_text() == text.replace("post /contacts", "POST /contacts")


def test_a_fix_keeps_line_ends_and_the_byte_order_mark(folder: Path) -> None:
    """A file from another system stays one."""
    text = with_piece("").replace("operation: POST /contacts\n", "operation: post /contacts\n", 1)
    write_design(folder, "")
    data = b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode()
    (folder / "design.yaml").write_bytes(data)
    assert run(["check", "design.yaml", "--fix"], "designer") == 0
    assert (folder / "design.yaml").read_bytes() == data.replace(b"post /contacts", b"POST /contacts")


def test_a_file_that_cannot_be_written_is_left_as_it_is(
    capsys: pytest.CaptureFixture[str], folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """All or nothing: the message says that what stood there is unharmed."""
    text = with_piece("").replace("operation: POST /contacts\n", "operation: post /contacts\n", 1)

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("designer.files.replacing.put_file", full)
    assert checked(folder, text, "--fix") == 2
    assert "design.yaml: cannot be written: no space left on device" in capsys.readouterr().err
    assert (folder / "design.yaml").read_text() == text


def test_json_tells_what_counts_and_what_does_not(capsys: pytest.CaptureFixture[str], folder: Path) -> None:
    """The waived with reason and line; fixes in words, certain or likely."""
    text = with_piece(WRONG + COLOUR.replace("colour\n", "colour  # designer: ignore MAP309 seen there\n", 1) + FAX)
    assert checked(folder, text, "--format", "json") == 1
    answer: dict[str, Any] = json.loads(capsys.readouterr().out)
    by_code = {finding["code"]: finding for finding in answer["findings"]}
    assert by_code["MAP302"]["place"] == "flow customers > step write > body.refrence"
    assert by_code["MAP302"]["stable"] == "$.flows[customers].steps[write].mappings[body.refrence].target"
    assert (by_code["TYPE406"]["fix"], by_code["TYPE406"]["fix_is_certain"]) == ("leave the field out instead", True)
    waived = answer["waived"][0]
    assert (waived["code"], waived["by"], waived["reason"]) == ("MAP309", "comment", "seen there")
    assert text.splitlines()[waived["comment_line"] - 1].endswith("seen there")


def test_long_lists_are_cut_with_a_count_and_the_option_that_tells_all(capsys: pytest.CaptureFixture[str], folder: Path) -> None:
    """Thirty fields of an open object are ten and a count; --all tells each."""
    piece = "".join(COLOUR.replace("custom.colour", f"custom.colour{number}") for number in range(30))
    assert checked(folder, with_piece(piece)) == 0
    out = capsys.readouterr().out
    assert out.count("  MAP309  design.yaml:") == 10
    assert (
        "    MAP309  and 20 more like it: body.custom.colour10, body.custom.colour11, body.custom.colour12, ...\n  --all tells every one"
        in out
    )
    assert checked(folder, with_piece(piece), "--all") == 0
    assert capsys.readouterr().out.count("  MAP309  design.yaml:") == 30


def test_what_is_said_of_many_places_is_said_once(capsys: pytest.CaptureFixture[str], folder: Path) -> None:
    """The others of the same step are named below it."""
    piece = "".join(COLOUR.replace("custom.colour", f"custom.{name}") for name in ("hat", "shoe"))
    assert checked(folder, with_piece(piece)) == 0
    out = capsys.readouterr().out
    assert out.count("Not to be told from the documents") == 1
    assert re.search(r"\n    MAP309  design.yaml:\d+  body.custom.shoe \(likewise\)\n\n", out)


def test_what_is_silenced_stands_in_the_readme_of_the_starter(capsys: pytest.CaptureFixture[str], folder: Path) -> None:
    """With the reason; an error that a comment silences no longer stops rendering, and the comment survives it."""
    text = with_piece(WRONG.replace("# for the books", "# designer: ignore MAP302 they add it | next week"))
    write_design(folder, text)
    assert run(["render", "design.yaml", "--out", "out"], "designer") == 0
    assert "Check: no errors (and 1 waived)" in capsys.readouterr().out
    readme = (folder / "out/README.md").read_text()
    assert "## Findings that design.yaml silences" in readme
    assert "| `MAP302` |" in readme
    assert "They add it \\| next week. |" in readme
    assert "body.refrence  # designer: ignore MAP302 they add it | next week" in (folder / "out/design.yaml").read_text()


def test_tab_offers_rules(capsys: pytest.CaptureFixture[str], folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """By the beginning of their codes, in capitals or not, for `rules` and for the options of `check`."""
    del folder
    monkeypatch.setenv("_DESIGNER_COMPLETE", "complete_bash")
    for line in ("designer rules map30", "designer check design.yaml --select MAP30", "designer check --ignore map30"):
        monkeypatch.setenv("COMP_WORDS", line)
        monkeypatch.setenv("COMP_CWORD", str(len(line.split(" ")) - 1))
        with pytest.raises(SystemExit):
            run([], "designer")
        assert capsys.readouterr().out.upper().split()[:3] == ["MAP301", "MAP302", "MAP303"]


def test_the_page_of_the_check_names_options_that_there_are(capsys: pytest.CaptureFixture[str]) -> None:
    """docs/CHECK.md shows commands that can be typed."""
    page = (ROOT / "docs/CHECK.md").read_text(encoding="utf-8")
    named = {option for line in re.findall(r"designer check [^\n`]*", page) for option in re.findall(r"--[a-z-]+", line)}
    assert run(["check", "--help"], "designer") == 0
    shown = capsys.readouterr().out
    assert len(named) >= 4
    assert [option for option in sorted(named) if option not in shown] == []
