"""A run gone on with by its id alone: its log knows the brief, the documents and the other options."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from designer.cli.running import run
from designer.files.runs import read_run, run_ids, runs_folder
from tests.builders import a_crm_document, a_shop_document
from tests.standin import StandIn

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

BEGUN = ["design", "--from", "the brief.md", "--spec", "Shop=shop.json", "--spec", "CRM=crm.json", "--out", "out"]
TITLE = {"op": "set", "at": "$.title", "value": "New customers become contacts"}
PATCH = {"content": [{"type": "tool_use", "name": "patch_design", "input": {"patches": [TITLE]}}]}
DONE = {"content": [{"type": "text", "text": "The design stands."}]}


def done(body: dict[str, Any]) -> dict[str, Any]:
    """Change the title, then end."""
    return PATCH if len(body["messages"]) == 1 else DONE


@pytest.fixture
def asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, str, list[Any]]]:
    """Return a function that gives a command where a service answers: exit code, standard error, what was asked."""
    (tmp_path / "the brief.md").write_text("When a customer is created in Shop, create a contact in CRM.\n")
    (tmp_path / "shop.json").write_text(json.dumps(a_shop_document()))
    (tmp_path / "crm.json").write_text(json.dumps(a_crm_document()))
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DESIGNER_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("ANTHROPIC_API_KEY", "sk-ant-none")

    def give(*arguments: str) -> tuple[int, str, list[Any]]:
        with StandIn(done) as service:
            monkeypatch.setenv("ANTHROPIC_BASE_URL", service.url)
            code = run(arguments, "designer")
            return code, capsys.readouterr().err, list(service.bodies)

    return give


def changed(**members: str) -> None:
    """Change what the last run's log tells of its start."""
    file = runs_folder() / run_ids()[0] / "start.json"
    file.write_text(json.dumps({**json.loads(file.read_text()), **members}))


def test_an_id_alone_goes_on_with_all_options_of_the_run(asked: Callable[..., tuple[int, str, list[Any]]], tmp_path: Path) -> None:
    """Brief, documents, folder, model, effort; what is given now stands in the place of what was given then."""
    code, error, _ = asked(*BEGUN, "--model", "claude-sonnet-5-5", "--effort", "low", "--max-rounds", "1", "--no-narrative")
    first = read_run("last")
    assert code == 1
    assert error.splitlines()[-1] == f"Go on with it: `designer design --resume {first.id}`"
    code, error, bodies = asked("design", "--resume", "last", "--max-rounds", "3")
    assert code == 0, error
    caps = "--max-cost counts what the run took before, --max-rounds counts anew."
    assert f"Claude (claude-sonnet-5-5) designs, for at most $2.00 and 3 rounds. {caps}" in error
    assert [len(body["messages"]) for body in bodies] == [3], "the first reply is kept"
    second = read_run("last")
    assert second.start.resumes == first.id
    assert second.start.command == first.start.command.replace("--max-rounds 1", "--max-rounds 3")
    assert "planner: claude:claude-sonnet-5-5" in (tmp_path / "out/design.yaml").read_text()


def test_a_run_that_its_cost_ended_is_gone_on_with_for_more(asked: Callable[..., tuple[int, str, list[Any]]]) -> None:
    """The command that is told works as it stands."""
    code, error, _ = asked(*BEGUN, "--max-cost", "0.15", "--no-narrative")
    assert (code, read_run("last").ending) == (1, "cost")
    command = error.splitlines()[-1].removeprefix("Go on with it: `designer ").rstrip("`")
    assert command == f"design --resume {read_run('last').id} --max-cost 0.5"
    assert asked(*command.split())[0] == 0


@pytest.mark.parametrize("place", ["designer.files.tree.write", "designer.pipeline.designing.repository"])
def test_ctrl_c_when_the_design_is_done_but_not_yet_written_loses_nothing(
    asked: Callable[..., tuple[int, str, list[Any]]], monkeypatch: pytest.MonkeyPatch, tmp_path: Path, place: str
) -> None:
    """Cost and the command that writes it are told; nothing is asked for a second time."""

    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(place, interrupted)
        code, error, _ = asked(*BEGUN, "--no-narrative")
    lines = error.splitlines()
    assert code == 130
    assert lines[-3].startswith("Claude: 2 rounds, ")
    identifier = read_run("last").id
    assert lines[-2] == f"The design is kept; written without asking again: `designer design --resume {identifier}`"
    assert not (tmp_path / "out/design.yaml").exists()
    code, error, bodies = asked("design", "--resume", identifier)
    assert (code, bodies) == (0, [])
    assert "Claude: 2 rounds kept of an earlier run, nothing was asked anew. Claude's design" in error
    assert "New customers become contacts" in (tmp_path / "out/design.yaml").read_text()


def test_a_run_of_another_folder_is_gone_on_with_there(
    asked: Callable[..., tuple[int, str, list[Any]]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its paths would mean other files here; where its folder is gone it was moved, and they are taken as they are."""
    asked(*BEGUN, "--max-rounds", "1", "--no-narrative")
    identifier = read_run("last").id
    (tmp_path / "other").mkdir()
    monkeypatch.chdir(tmp_path / "other")
    code, error, _ = asked("design", "--resume", "last")
    place = f"error: --resume {identifier}: that run was begun in another folder, {tmp_path}"
    assert (code, error) == (2, f"{place}\nGo there: `cd {tmp_path} && designer design --resume {identifier}`.\n")
    monkeypatch.chdir(tmp_path)
    changed(folder="/moved/away")
    assert asked("design", "--resume", "last", "--max-rounds", "20")[0] == 0


@pytest.mark.parametrize("command", ["", "designer design --spec CRM=https://***@crm.example/openapi.json", "designer check x", "'"])
def test_a_log_that_does_not_tell_the_command_says_so(asked: Callable[..., tuple[int, str, list[Any]]], command: str) -> None:
    """An older version's, one whose command held a secret, another program's."""
    asked(*BEGUN, "--max-rounds", "1", "--no-narrative")
    changed(command=command)
    identifier = read_run("last").id
    code, error, bodies = asked("design", "--resume", "last")
    assert (code, bodies) == (2, [])
    fact = f"error: --resume {identifier}: its log does not tell the whole command that began it"
    assert error == f"{fact}\nGive all of it again: `designer design --from FILE ... --resume {identifier}`.\n"


def test_a_brief_that_is_gone_is_named(asked: Callable[..., tuple[int, str, list[Any]]], tmp_path: Path) -> None:
    """With the command that goes on with it where it lies elsewhere now."""
    asked(*BEGUN, "--max-rounds", "1", "--no-narrative")
    identifier = read_run("last").id
    (tmp_path / "the brief.md").rename(tmp_path / "new.md")
    code, error, _ = asked("design", "--resume", "last", "--max-rounds", "5")
    assert code == 2
    fact = f"error: --resume {identifier}: the brief of that run is not there any more: the brief.md"
    specs, options = "--spec Shop=shop.json --spec CRM=crm.json --out out", "--model claude-opus-5-5 --max-rounds 5 --no-narrative"
    command = f"designer design --from FILE {specs} {options} --resume {identifier}"
    assert error == f"{fact}\nPut it back. Where it only lies elsewhere now, name it: `{command}`.\n"


def test_neither_brief_nor_run_is_refused(asked: Callable[..., tuple[int, str, list[Any]]]) -> None:
    """With how a brief is had."""
    code, error, _ = asked("design")
    blank = "Make a blank one with `designer new api > brief.md` (or nocode, warehouse), fill it in"
    step = f"{blank}, then `designer design --from brief.md`."
    assert (code, error) == (2, f"error: designer design: no brief is given (--from)\n{step}\n")
    assert asked("design", "--resume", "last")[1].startswith("error: last: no run is kept yet\n")
