"""Bad input: one clear message on standard error, code 2, nothing written, no traceback."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple

import pytest

from designer.cli.running import run
from tests.builders import a_crm_document, a_shop_document

if TYPE_CHECKING:
    from pathlib import Path

BRIEF = "When a customer is created in Shop, create a contact in CRM.\n"
FILES = {
    "brief.md": BRIEF,
    "word.md": "sync\n",
    "empty.md": "",
    "latin.md": "",
    "page.html": "<!doctype html>\n<html><body>Sign in</body></html>\n",
    "tab.yaml": "openapi: 3.0.3\ninfo:\n\ttitle: x\n",
    "half.json": '{"openapi": "3.0.3", "info": {"title": "x"',
    "broken.yaml": "name: a\nstyle: api\nflows:\n  - id: [\n",
    "wrong.yaml": "name: a\nstyle: apy\nsystms: []\n",
    "tab-design.yaml": "name: a\n\tstyle: api\n",
    "taken/thesis.tex": "mine\n",
    "starter/design.yaml": 'version: "1"\nname: a\nstyle: api\nsystems:\n'
    "  - {id: shop, name: Shop, descriptions: [{kind: openapi, path: specs/shop.json}]}\n",
}
DESIGN = ["design", "--from", "brief.md", "--spec", "Shop=shop.json", "--spec", "CRM=crm.json"]


class Case(NamedTuple):
    """Arguments, and the whole of standard error."""

    name: str
    arguments: list[str]
    error: str


CASES = [
    Case("no-brief", ["design", "--from", "breif.md"], "error: breif.md: there is no such file\nDid you mean brief.md?\n"),
    Case(
        "brief-is-a-folder",
        ["design", "--from", "taken"],
        "error: taken: is a folder, not a file\nName the file in it.\n",
    ),
    Case(
        "one-word",
        ["design", "--from", "word.md"],
        "error: word.md: the brief is one word, “sync”.\n"
        "Write what shall happen, as in: When a deal is won in HubSpot, create a project in Asana. `designer new nocode` prints a form.\n",
    ),
    Case(
        "empty",
        ["design", "--from", "empty.md"],
        "error: empty.md: the brief is empty.\n"
        "Write what shall happen, as in: When a deal is won in HubSpot, create a project in Asana. `designer new nocode` prints a form.\n",
    ),
    Case(
        "no-document",
        ["design", "--from", "brief.md"],
        "error: brief.md: no document describes any of its systems\n"
        'Give the OpenAPI document of each: --spec "Shop=FILE" --spec "CRM=FILE"\n'
        'Or add each once, for all briefs: designer specs add "Shop" [FILE]; designer specs add "CRM" [FILE]\n',
    ),
    Case(
        "html",
        ["design", "--from", "brief.md", "--spec", "Shop=page.html", "--spec", "CRM=crm.json"],
        "error: page.html: an HTML page, not an OpenAPI document\n"
        "Save the document itself: open the raw file on a code host, or look for a link named openapi.json or openapi.yaml.\n",
    ),
    Case(
        "tab",
        ["design", "--from", "brief.md", "--spec", "Shop=shop.json", "--spec", "CRM=tab.yaml"],
        "error: tab.yaml, line 3, column 1: a tab stands where YAML indents\n"
        "Replace the tab by spaces: YAML allows none in front of a key.\n",
    ),
    Case(
        "spec-without-name",
        ["design", "--from", "brief.md", "--spec", "shop.json"],
        "error: --spec shop.json: is not NAME=FILE\nWrite for example --spec Stripe=FILE\n",
    ),
    Case(
        "object-pointer",
        ["design", "--from", "brief.md", "--object", "CRM:?Deal=deal.json"],
        "error: --object CRM:?Deal=deal.json: is not NAME:POINTER=FILE\n"
        "Write for example --object CRM:/components/schemas/Deal=deal.json, or --object CRM:deals=deal-fields.json\n",
    ),
    Case(
        "planner",
        [*DESIGN, "--planner", "magic"],
        "error: designer design: Invalid value for '--planner': 'magic' is not one of 'auto', 'offline', 'claude'.\n"
        "See `designer design --help`.\n",
    ),
    Case(
        "provider",
        [*DESIGN, "--provider", "other"],
        "error: designer design: Invalid value for '--provider': 'other' is not one of 'anthropic', 'bedrock', 'vertex', 'foundry'.\n"
        "See `designer design --help`.\n",
    ),
    Case(
        "no-model-of-bedrock",
        [*DESIGN, "--provider", "bedrock", "--model", "claude-opus-5-5"],
        "error: --provider bedrock: has no model claude-opus-5-5\n"
        "Write its id as Bedrock has it, for example --model us.anthropic.claude-opus-5-5, or the address of an inference profile.\n",
    ),
    Case(
        "no-cost",
        [*DESIGN, "--max-cost", "0"],
        "error: --max-cost 0: is not between 0.01 and 1,000 US dollars\n"
        "Write for example --max-cost 2, or --planner offline for no cost.\n",
    ),
    Case(
        "no-number-of-dollars",
        [*DESIGN, "--max-cost", "nan"],
        "error: --max-cost nan: is not between 0.01 and 1,000 US dollars\n"
        "Write for example --max-cost 2, or --planner offline for no cost.\n",
    ),
    Case(
        "no-rounds",
        [*DESIGN, "--max-rounds", "-1"],
        "error: --max-rounds -1: is not between 1 and 200\nWrite for example --max-rounds 20.\n",
    ),
    Case(
        "no-model",
        [*DESIGN, "--model", "the best one"],
        "error: --model 'the best one': is no id of a model\nWrite for example --model claude-sonnet-5-5.\n",
    ),
    Case(
        "resume-offline",
        [*DESIGN, "--planner", "offline", "--resume", "last"],
        "error: --resume: goes on with a run of Claude, and --planner offline was asked for\nLeave one of them out.\n",
    ),
    Case(
        "no-run",
        ["runs", "show", "last"],
        "error: last: no run is kept yet\nA run is kept when Claude designs: `designer design --planner claude`.\n",
    ),
    Case(
        "no-age",
        ["runs", "clear", "--older-than", "long"],
        "error: --older-than long: is no length of time\nWrite hours, days or weeks: 12h, 30d, 8w.\n",
    ),
    Case(
        "style",
        [*DESIGN, "--style", "big"],
        "error: designer design: Invalid value for '--style': 'big' is not one of 'auto', 'nocode', 'api', 'warehouse'.\n"
        "See `designer design --help`.\n",
    ),
    Case(
        "out-is-taken",
        [*DESIGN, "--out", "taken"],
        "error: taken: holds files that were not generated here (thesis.tex)\n"
        "Choose another folder with --out, or empty this one. Nothing was written.\n",
    ),
    Case("out-is-a-file", [*DESIGN, "--out", "brief.md"], "error: brief.md: is a file, not a folder\nChoose another folder with --out.\n"),
    Case(
        "out-below-a-file",
        [*DESIGN, "--planner", "offline", "--out", "brief.md/out"],
        "error: brief.md/out: cannot be written: not a directory\n"
        "What stood there before is unharmed. Choose another place with --out, or make room and rights there.\n",
    ),
    Case(
        "no-design",
        ["check", "nothing.yaml"],
        "error: nothing.yaml: there is no such file\nSee that the path is right, seen from the folder you are in.\n",
    ),
    Case(
        "half-a-design",
        ["check", "broken.yaml"],
        "error: broken.yaml:5:1: the file ends in the middle (while parsing a flow node, did not find expected node content)\n"
        "See whether its end was lost; restore it from git or a copy.\n",
    ),
    Case(
        "wrong-design",
        ["render", "wrong.yaml"],
        "error: wrong.yaml: is no design, 2 faults:\n"
        '  wrong.yaml:2: $.style: "apy" is not taken. Did you mean "api"?\n'
        '  wrong.yaml:3: $.systms: there is no property "systms" here. Did you mean "systems"?\n'
        "Mend the file; `designer schema` prints all that a design may hold.\n",
    ),
    Case(
        "tab-in-a-design",
        ["check", "tab-design.yaml", "--format", "json"],
        "error: tab-design.yaml:2:1: a tab indents this line\nYAML takes spaces only: two for each level.\n",
    ),
    Case(
        "no-document-of-a-design",
        ["check", "starter/design.yaml"],
        "error: starter/specs/shop.json: no such file\nThe folder starter/specs does not exist either.\n",
    ),
    Case("no-words", ["search", "shop.json", " "], 'error: WORDS: there are none\nSay what the operation does: "create a customer".\n'),
    Case("no-rule", ["rules", "wrong"], "error: wrong: there is no such rule\n`designer rules` lists all.\n"),
    Case("no-command", ["desing"], "error: designer: No such command 'desing'. Did you mean 'design'?\nSee `designer --help`.\n"),
    Case("no-argument", ["map", "a"], "error: designer map: Missing argument 'TARGET'.\nSee `designer map --help`.\n"),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_bad_input_is_refused(case: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """Place, fact and next step; the folder is as it was."""
    files = {**FILES, "shop.json": json.dumps(a_shop_document()), "crm.json": json.dumps(a_crm_document())}
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DESIGNER_HOME", str(tmp_path / "home"))
    assert run(case.arguments, "designer") == 2
    captured = capsys.readouterr()
    assert captured.err == case.error
    assert captured.out == ""
    assert {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*") if path.is_file()} == set(files)


def test_an_unknown_system_becomes_a_question_and_a_known_one_is_still_checked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A brief that names a system without a document is no reason to stop; it is said what is missing."""
    (tmp_path / "crm.json").write_text(json.dumps(a_crm_document()))
    (tmp_path / "brief.md").write_text("When a ticket is created in Zendesk, create a contact in CRM.\n")
    monkeypatch.chdir(tmp_path)
    run(["design", "--from", "brief.md", "--spec", "CRM=crm.json", "--planner", "offline", "--out", "out"], "designer")
    captured = capsys.readouterr()
    assert "Zendesk" in captured.out
    assert "Traceback" not in captured.err
