"""The commands: what they print, where, and the code they end with."""

from __future__ import annotations

import contextlib
import io
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from designer import __version__
from designer.cli.running import run
from designer.files.design_file import design_schema
from designer.model.finding import Finding, Report
from tests.builders import a_crm_document, a_shop_document
from tests.conftest import ROOT

if TYPE_CHECKING:
    from designer.model.design import Design

BRIEF = """\
# Shop to CRM

When a customer is created in Shop, create a contact in CRM.
"""


def lay_out(folder: Path) -> None:
    """Put a brief and the documents of two systems into a folder."""
    (folder / "brief.md").write_text(BRIEF)
    (folder / "shop.json").write_text(json.dumps(a_shop_document()))
    (folder / "crm.json").write_text(json.dumps(a_crm_document()))


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the working folder: a brief and the documents of two systems."""
    lay_out(tmp_path)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a repository made once, to be copied."""
    folder = tmp_path_factory.mktemp("made")
    lay_out(folder)
    with contextlib.chdir(folder), contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        assert designed("--out", "out") == 0
    return folder / "out"


@pytest.fixture
def out(made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a repository in the folder `out` of the working folder, without the brief and documents it was made from."""
    monkeypatch.chdir(tmp_path)
    return shutil.copytree(made, tmp_path / "out")


def test_the_version_is_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    """Also beside other options."""
    assert run(["--version"], "designer") == 0
    assert capsys.readouterr().out == f"designer {__version__}\n"


def test_without_a_command_help_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    """Every command is named in it."""
    assert run([], "designer") == 0
    out = capsys.readouterr().out
    assert all(f"  {name} " in out for name in ("new", "design", "check", "render", "map", "search", "rules", "schema", "view"))


@pytest.mark.parametrize("name", ["new", "design", "check", "render", "map", "search", "rules", "schema", "view"])
def test_every_command_has_help(capsys: pytest.CaptureFixture[str], name: str) -> None:
    """With a usage line of its own."""
    assert run([name, "--help"], "designer") == 0
    assert capsys.readouterr().out.startswith(f"Usage: designer {name} ")


def test_design_is_a_command_of_its_own(capsys: pytest.CaptureFixture[str]) -> None:
    """`design --from ...` is `designer design --from ...`."""
    assert run(["--help"], "design") == 0
    out = capsys.readouterr().out
    assert out.startswith("Usage: design [OPTIONS]")
    assert "designer design" not in out


@pytest.mark.parametrize("style", ["nocode", "api", "warehouse"])
def test_a_blank_brief_is_printed(capsys: pytest.CaptureFixture[str], style: str) -> None:
    """Nothing but the form, so that it can be redirected into a file."""
    assert run(["new", style], "designer") == 0
    captured = capsys.readouterr()
    assert len(captured.out.splitlines()) > 10
    assert captured.err == ""


def test_the_schema_is_one_json_document(capsys: pytest.CaptureFixture[str]) -> None:
    """The one that design files are held against."""
    assert run(["schema"], "designer") == 0
    assert json.loads(capsys.readouterr().out) == design_schema()


@pytest.mark.usefixtures("desk")
def test_search_finds_an_operation_by_words(capsys: pytest.CaptureFixture[str]) -> None:
    """As JSON with the members that the contract names, best first."""
    assert run(["search", "crm.json", "create a contact", "--format", "json"], "designer") == 0
    captured = capsys.readouterr()
    found: list[dict[str, Any]] = json.loads(captured.out)
    assert {**found[0], "score": 0} == {
        "method": "POST",
        "path": "/contacts",
        "operation_id": "createContact",
        "summary": "Create a contact",
        "score": 0,
    }
    assert run(["search", "crm.json", "create a contact", "--limit", "1"], "designer") == 0
    assert capsys.readouterr().out.split("  ", 1)[1] == "POST  /contacts  Create a contact\n"


@pytest.mark.usefixtures("desk")
def test_map_maps_the_fields_of_two_objects(capsys: pytest.CaptureFixture[str]) -> None:
    """JSON holds mappings, candidates and what stays unmapped; text is for a person."""
    addresses = ["shop.json#/components/schemas/Customer", "crm.json::POST /contacts"]
    assert run(["map", *addresses, "--format", "json"], "designer") == 0
    answer: dict[str, Any] = json.loads(capsys.readouterr().out)
    assert sorted(answer) == ["candidates", "mappings", "open_sources", "open_targets", "unmapped_required"]
    by_target = {mapping["target"]: mapping for mapping in answer["mappings"]}
    assert sorted(by_target["email"]) == ["confidence", "reason", "source", "target", "transform"]
    assert by_target["email"]["source"] == ["email"]
    assert by_target["email"]["transform"] == {"name": "copy"}
    assert run(["map", *addresses], "designer") == 0
    assert "email <- email" in capsys.readouterr().out


def test_map_tells_what_no_document_names(capsys: pytest.CaptureFixture[str], desk: Path) -> None:
    """Nothing can be proposed inside an open object, and nothing at all for an object without fields: both are said."""
    (desk / "open.json").write_text('{"type": "object", "properties": {"email": {"type": "string"}, "extra": {"type": "object"}}}')
    (desk / "empty.json").write_text('{"type": "object"}')
    assert run(["map", "shop.json#/components/schemas/Customer", "open.json"], "designer") == 0
    assert "Open in the target (the document names no fields there): extra\n" in capsys.readouterr().out
    assert run(["map", "empty.json", "open.json"], "designer") == 2
    assert capsys.readouterr().err.startswith("error: empty.json: no field is named there, so there is nothing to map\n")


def designed(*options: str) -> int:
    """Run `designer design` on the desk's brief."""
    specs = ["--spec", "Shop=shop.json", "--spec", "CRM=crm.json"]
    return run(["design", "--from", "brief.md", *specs, *options], "designer")


def test_a_design_is_written_and_told(capsys: pytest.CaptureFixture[str], desk: Path) -> None:
    """The repository stands in generated/<name>; the summary says what was chosen, on standard output."""
    assert designed() == 0
    captured = capsys.readouterr()
    (folder,) = (desk / "generated").iterdir()
    assert {"design.yaml", "README.md", "specs", ".designer"} <= {path.name for path in folder.iterdir()}
    assert "POST /contacts in CRM" in captured.out
    assert f"Written: generated/{folder.name}" in captured.out
    assert (
        captured.err == "Planned offline: no credential for Claude is set. To let Claude design, set ANTHROPIC_API_KEY to a key of yours.\n"
    )


def test_a_brief_that_decides_nothing_gets_no_repository(capsys: pytest.CaptureFixture[str], desk: Path) -> None:
    """The questions are told and kept in design.yaml; no starter is written that could do nothing."""
    (desk / "brief.md").write_text("Shop and CRM are our systems, and both are fine.\n", encoding="utf-8")
    assert designed("--out", "out") == 0
    assert sorted(path.name for path in (desk / "out").iterdir()) == [".designer", "design.yaml"]
    told = capsys.readouterr().out
    assert "What shall happen, and when?" in told
    assert "No repository, because no flow could be decided" in told


@pytest.mark.usefixtures("desk")
def test_a_design_as_json_is_one_document_of_the_contracts_members(capsys: pytest.CaptureFixture[str]) -> None:
    """Members, their order and the names of systems as they were given."""
    assert designed("--planner", "offline", "--out", "out", "--format", "json") == 0
    captured = capsys.readouterr()
    answer: dict[str, Any] = json.loads(captured.out)
    assert captured.err == ""
    assert list(answer) == [
        "style", "reasons", "planner", "design", "repository", "operations", "operation_candidates", "mappings", "left_out", "findings",
        "questions", "brief", "repaired", "cost_usd", "run",
    ]  # fmt: skip
    assert any("tells of customer.created" in reason for reason in answer["reasons"])
    assert all(list(question) == ["about", "text", "why", "candidates", "fills"] for question in answer["questions"])
    assert answer["design"] == "out/design.yaml"
    assert answer["repository"] == "out"
    assert {"system": "CRM", "method": "POST", "path": "/contacts", "role": "write"} in answer["operations"]
    assert {found["system"] for found in answer["operation_candidates"]} == {"Shop", "CRM"}
    assert all(len(found["candidates"]) <= 5 for found in answer["operation_candidates"])
    assert all(list(mapping)[:2] == ["flow", "step"] for mapping in answer["mappings"])
    assert {(mapping["agreement"], *mapping["rivals"]) for mapping in answer["mappings"]} == {("",)}
    assert answer["left_out"] == []
    members = ["code", "fix", "fix_is_certain", "line", "message", "place", "severity", "spec", "stable", "where"]
    assert all(sorted(finding) == members for finding in answer["findings"])
    assert (answer["planner"], answer["cost_usd"], answer["run"]) == ("offline", 0, None)


def test_a_dry_run_writes_nothing(capsys: pytest.CaptureFixture[str], desk: Path) -> None:
    """It tells what would be written."""
    assert designed("--dry-run") == 0
    assert "Would write: generated/" in capsys.readouterr().out
    assert not (desk / "generated").exists()


def test_the_same_run_twice_gives_the_same_bytes(capsys: pytest.CaptureFixture[str], desk: Path) -> None:
    """And says that there is nothing to change."""
    assert designed("--out", "a") == designed("--out", "b") == 0
    trees = [{path.relative_to(desk / name): path.read_bytes() for path in (desk / name).rglob("*") if path.is_file()} for name in "ab"]
    assert trees[0] == trees[1]
    capsys.readouterr()
    assert designed("--out", "a") == 0
    assert "a: nothing to change" in capsys.readouterr().out


def test_an_answer_is_written_where_the_question_says_and_counts_everywhere(capsys: pytest.CaptureFixture[str], desk: Path) -> None:
    """The end of a design and the starter's README say how; the check then asks for and counts what is left, and no more."""
    (desk / "brief.md").write_text(
        "When a customer is updated in Shop, update the contact in CRM. Only customers who like it get one.\n", encoding="utf-8"
    )
    assert designed("--out", "out") == 0
    told = capsys.readouterr().out
    assert "2 questions to answer" in told
    assert "To answer a question: write in out/design.yaml what it fills" in told
    assert "then `designer check out/design.yaml` and `designer render out/design.yaml`." in told
    readme = (desk / "out/README.md").read_text()
    assert "then `designer check design.yaml` and `designer render design.yaml`." in readme
    assert "`ask` leaves it open" in readme


def test_a_design_file_is_checked_where_it_lies(capsys: pytest.CaptureFixture[str], out: Path) -> None:
    """A starter's design needs nothing but its own specs; a wrong claim ends with 1 and is told with its line."""
    assert run(["check", "out/design.yaml"], "designer") == 0
    assert "no errors" in capsys.readouterr().out
    file = out / "design.yaml"
    text = file.read_text().replace("target: body.email", "target: body.emial")
    file.write_text(text)
    line = next(number for number, written in enumerate(text.splitlines(), 1) if "body.emial" in written)
    assert run(["check", "out/design.yaml", "--format", "json"], "designer") == 1
    answer: dict[str, Any] = json.loads(capsys.readouterr().out)
    members = ["agreement", "budget", "coverage", "design", "findings", "gone", "personal", "repaired", "scopes", "unasked", "waived"]
    assert sorted(answer) == members
    errors = [finding for finding in answer["findings"] if finding["severity"] == "error"]
    assert line in {finding["line"] for finding in errors}
    assert any("email" in finding["message"] for finding in errors)


def test_a_persons_comment_in_the_design_survives_rendering(capsys: pytest.CaptureFixture[str], out: Path) -> None:
    """Edit design.yaml, render in place: the change is in the repository, the comment still in the file."""
    file = out / "design.yaml"
    edited = file.read_text().replace("style: ", "# agreed with sales\nstyle: ", 1)
    edited = edited.replace("title: Shop to CRM", "title: Customers of the shop")
    file.write_text(edited)
    assert run(["render", "out/design.yaml", "--dry-run"], "designer") == 0
    assert "Customers of the shop" in capsys.readouterr().out
    assert run(["render", "out/design.yaml"], "designer") == 0
    assert file.read_text() == edited
    assert "Customers of the shop" in (out / "README.md").read_text()


def test_what_a_comment_silences_stays_silenced_when_the_design_is_made_again(capsys: pytest.CaptureFixture[str], desk: Path) -> None:
    """The comment stays in the file, and the finding is counted as waived by both commands and in the README."""
    assert designed("--out", "out") == 0
    capsys.readouterr()
    out = desk / "out"
    assert run(["check", "out/design.yaml", "--format", "json"], "designer") == 0
    finding = next(one for one in json.loads(capsys.readouterr().out)["findings"] if one["severity"] == "warning")
    file = out / "design.yaml"
    lines = file.read_text().splitlines()
    lines[finding["line"] - 1] += f"  # designer: ignore {finding['code']} as agreed"
    file.write_text("\n".join(lines) + "\n")
    readmes = []
    for command in (lambda: designed("--out", "out"), lambda: run(["render", "out/design.yaml"], "designer")):
        assert command() == 0
        assert "waived)" in capsys.readouterr().out
        assert f"# designer: ignore {finding['code']} as agreed" in file.read_text()
        readmes.append((out / "README.md").read_text())
    assert readmes[0] == readmes[1]
    assert "| As agreed. |" in readmes[0]


def test_a_design_that_cannot_be_repaired_is_written_alone(
    capsys: pytest.CaptureFixture[str], desk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """So that a person can mend it: it finds its documents from where it lies, and is rendered there once it is right."""
    error = Finding(code="MAP201", severity="error", where="$.flows[0].steps[0]", message="Nothing fits.")

    def hopeless(design: Design, *_: object, **__: object) -> tuple[Design, Report]:
        return design, Report(findings=(error,))

    with monkeypatch.context() as patched:
        patched.setattr("designer.repair.repair", hopeless)
        assert designed("--out", "deep/out") == 1
    out = capsys.readouterr().out
    assert "Not rendered, because the design has errors" in out
    assert re.search(r"MAP201  deep/out/design.yaml:\d+  flow \w+ > step \w+", out)
    written = {path.relative_to(desk / "deep/out").as_posix() for path in (desk / "deep/out").rglob("*") if path.is_file()}
    assert {path for path in written if not path.startswith(".designer/base/")} == {"design.yaml", ".designer/design.schema.json"}
    assert run(["check", "deep/out/design.yaml"], "designer") == 0
    assert run(["render", "deep/out/design.yaml"], "designer") == 0
    assert (desk / "deep/out/README.md").exists()
    assert run(["check", "deep/out/design.yaml"], "designer") == 0


def test_errors_stop_no_rendering_that_is_forced(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The code still says that there are errors."""
    error = Finding(code="MAP201", severity="error", where="$", message="Nothing fits.")
    monkeypatch.setattr("designer.repair.repair", lambda design, *_, **__: (design, Report(findings=(error,))))
    assert designed("--out", "out", "--force") == 1
    assert (desk / "out/README.md").exists()


def test_designing_again_keeps_an_edited_design_and_says_what_follows(capsys: pytest.CaptureFixture[str], desk: Path, made: Path) -> None:
    """The other files were rendered from the proposal; rendering brings them in line with the person's design."""
    shutil.copytree(made, desk / "out")
    design = desk / "out/design.yaml"
    edited = design.read_text().replace("title: Shop to CRM", "title: Customers of the shop")
    design.write_text(edited)
    assert designed("--out", "out") == 0
    assert design.read_text() == edited
    assert "`designer render out/design.yaml` brings the other files in line" in capsys.readouterr().out
    assert run(["render", "out/design.yaml"], "designer") == 0
    assert "Customers of the shop" in (desk / "out/README.md").read_text()


def test_a_rendering_that_meets_an_edit_ends_with_1(capsys: pytest.CaptureFixture[str], out: Path) -> None:
    """The file is named; what a person wrote stands in it."""
    title = (out / "README.md").read_text().splitlines()[0]
    (out / "README.md").write_text((out / "README.md").read_text().replace(title, "# Mine", 1))
    design = out / "design.yaml"
    design.write_text(design.read_text().replace("title: Shop to CRM", "title: Customers of the shop"))
    assert run(["render", "out/design.yaml"], "designer") == 1
    assert "in conflict with your edits" in capsys.readouterr().out
    assert "# Mine" in (out / "README.md").read_text()


def test_a_design_with_errors_is_not_rendered_unless_forced(capsys: pytest.CaptureFixture[str], out: Path) -> None:
    """It ends with 1 either way."""
    file = out / "design.yaml"
    file.write_text(file.read_text().replace("target: body.email", "target: body.emial"))
    assert run(["render", "out/design.yaml", "--out", "again"], "designer") == 1
    assert "Not rendered" in capsys.readouterr().out
    assert not (out.parent / "again").exists()
    assert run(["render", "out/design.yaml", "--out", "again", "--force"], "designer") == 1
    assert (out.parent / "again/design.yaml").exists()


def test_the_rules_are_listed_and_each_tells_its_advice(capsys: pytest.CaptureFixture[str]) -> None:
    """The first line in the list, the whole by its code, in capitals or not."""
    assert run(["rules"], "designer") == 0
    listed = capsys.readouterr().out
    assert "\nMAP  Mappings: what is read and what is filled\n  MAP301  error       Read only what the source returns.\n" in listed
    assert run(["rules", "map"], "designer") == 0
    family = capsys.readouterr().out.splitlines()
    assert family[0] == "MAP  Mappings: what is read and what is filled"
    assert all(line.startswith("  MAP3") for line in family[1:-2])
    assert run(["rules", "map301"], "designer") == 0
    assert capsys.readouterr().out.splitlines() == [
        "MAP301  error (stops rendering)",
        "Read only what the source returns.",
        "",
        "The path must stand in the schema of the delivery or of the earlier call's answer.",
        "",
        "Wrong (a mapping)",
        "  target: body.reference",
        "  sources: [trigger:data.emial]",
        "",
        "The check tells",
        '  Shop\'s customer.created has no "data.emial". Did you mean "data.email"?',
        "",
        "Right",
        "  target: body.reference",
        "  sources: [trigger:data.email]",
        "",
        "Silence it at one place with a comment: # designer: ignore MAP301 reason",
        "Leave it out of a run: --ignore MAP301",
    ]
    assert run(["rules", "auth608"], "designer") == 0
    assert capsys.readouterr().out.endswith("It cannot be silenced.\n")


def test_rules_as_json_are_one_list(capsys: pytest.CaptureFixture[str]) -> None:
    """All, or a family, or one: each with its example."""
    assert run(["rules", "--format", "json"], "designer") == 0
    every = json.loads(capsys.readouterr().out)
    assert run(["rules", "MAP301", "--format", "json"], "designer") == 0
    assert json.loads(capsys.readouterr().out) == [entry for entry in every if entry["code"] == "MAP301"]
    assert all(sorted(entry) == ["advice", "code", "example", "family", "family_title", "severity", "title"] for entry in every)


@pytest.mark.usefixtures("out")
def test_the_view_shows_what_templates_may_print(capsys: pytest.CaptureFixture[str]) -> None:
    """One JSON document."""
    assert run(["view", "out/design.yaml"], "designer") == 0
    assert json.loads(capsys.readouterr().out)["name"]


@pytest.mark.usefixtures("desk")
def test_a_terminal_without_unicode_is_no_reason_to_fail() -> None:
    """Text shows what it can, JSON escapes the rest."""
    document = a_crm_document()
    document["paths"]["/contacts"]["post"]["summary"] = "Kontakt \N{RIGHTWARDS ARROW} für Zürich"
    Path("crm.json").write_text(json.dumps(document))
    command = [sys.executable, "-m", "designer", "search", "crm.json", "kontakt"]
    environment = {**os.environ, "PYTHONIOENCODING": "ascii", "PYTHONPATH": str(ROOT)}
    text = subprocess.run(command, env=environment, capture_output=True, text=True, check=True).stdout
    assert "Kontakt ? f?r Z?rich" in text
    answer = subprocess.run([*command, "--format", "json"], env=environment, capture_output=True, text=True, check=True).stdout
    assert json.loads(answer)[0]["summary"] == "Kontakt \N{RIGHTWARDS ARROW} für Zürich"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no device that is always full")
@pytest.mark.parametrize("command", ["schema", "rules", "--help"])
def test_an_answer_that_cannot_be_written_is_one_error(command: str) -> None:
    """A full disk is told in one message; the code is not that of a design with errors."""
    with Path("/dev/full").open("w") as full:
        done = subprocess.run([sys.executable, "-m", "designer", command], stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert done.returncode == 2
    assert done.stderr.startswith("error: standard output: No space left on device\n")
    assert "Traceback" not in done.stderr


def test_a_reader_that_goes_away_ends_the_command_quietly() -> None:
    """`designer schema | head -1`."""
    command = f"{sys.executable} -m designer schema | head -1"
    done = subprocess.run(["sh", "-c", command], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.stdout == "{\n"
    assert done.stderr == ""


def test_a_reader_that_went_away_is_no_design_with_errors() -> None:
    """`designer schema | true`: the exit code is a shell's own for it, not the 1 of a design that has errors."""
    command = f"({sys.executable} -m designer schema; echo $? >&2) | true"
    done = subprocess.run(["sh", "-c", command], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.stderr == "141\n"
