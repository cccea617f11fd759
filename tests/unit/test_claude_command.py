"""The command `design` with Claude: what it tells, writes and exits with, however the run ends."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Any

import pytest

from designer.cli.running import run
from designer.files.runs import read_run
from tests.builders import a_crm_document, a_shop_document
from tests.standin import StandIn

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

DESIGN = ["design", "--from", "brief.md", "--spec", "Shop=shop.json", "--spec", "CRM=crm.json", "--out", "out"]
TITLE = {"op": "set", "at": "$.title", "value": "New customers become contacts"}
START = "Claude (claude-opus-5-5) designs, for at most $2.00 and 20 rounds."
GO_ON = "Go on with it: `designer design"


def patched(*patches: dict[str, Any]) -> dict[str, Any]:
    """Return a reply that changes the design."""
    return {"content": [{"type": "tool_use", "name": "patch_design", "input": {"patches": list(patches)}}]}


def done(body: dict[str, Any]) -> dict[str, Any]:
    """Change the title, then end; the texts where they are asked for."""
    last = body["messages"][-1]["content"]
    if any("submit_narrative" in str(block.get("text", "")) for block in last):
        return {
            "content": [
                {"type": "tool_use", "name": "submit_narrative", "input": {"narrative": {"overview": "Customers become contacts."}}}
            ]
        }
    return patched(TITLE) if len(body["messages"]) == 1 else {"content": [{"type": "text", "text": "The design stands."}]}


@pytest.fixture
def answered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, str, str]]:
    """Return a function that designs with a service that answers by a script: exit code, standard output, standard error."""
    (tmp_path / "brief.md").write_text("When a customer is created in Shop, create a contact in CRM.\n")
    (tmp_path / "shop.json").write_text(json.dumps(a_shop_document()))
    (tmp_path / "crm.json").write_text(json.dumps(a_crm_document()))
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DESIGNER_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("ANTHROPIC_API_KEY", "sk-ant-none")

    def design(script: Any, *options: str) -> tuple[int, str, str]:
        with StandIn(script) as service:
            monkeypatch.setenv("ANTHROPIC_BASE_URL", service.url)
            code = run([*DESIGN, *options], "designer")
        told = capsys.readouterr()
        return code, told.out, told.err

    return design


def test_a_design_of_claudes_is_written_and_its_cost_told(answered: Callable[..., tuple[int, str, str]], tmp_path: Path) -> None:
    """`auto` asks Claude where a credential is; the last line on standard error tells what it took."""
    code, out, error = answered(done)
    assert code == 0
    assert "New customers become contacts" in out
    lines = error.splitlines()
    assert lines[1] == START
    assert lines[-1].startswith("Claude: 3 rounds, ")
    assert "Claude's design has no errors" in lines[-1]
    assert len(lines) == 3
    assert "planner: claude:claude-opus-5-5" in (tmp_path / "out/design.yaml").read_text()
    told = read_run("last")
    assert (told.ending, told.start.command) == ("accepted", " ".join(["designer", *DESIGN]))


def test_certain_fixes_of_what_claude_submitted_are_told(answered: Callable[..., tuple[int, str, str]]) -> None:
    """As those of the offline planner's draft are."""
    place = "$.flows[id=shop_customer_to_crm].steps[id=write_contact].mappings"
    slip = {"op": "add", "at": place, "value": {"target": "body.id", "sources": ["trigger:customer.id"]}}

    def slipping(body: dict[str, Any]) -> dict[str, Any]:
        return patched(slip, TITLE) if len(body["messages"]) == 1 else done(body)

    code, out, _ = answered(slipping)
    assert code == 0
    assert "Repaired: 1 certain fix\n" in out
    words = "remove this mapping"
    assert words in out
    code, out, _ = answered(slipping, "--format", "json")
    assert [(one["code"], one["words"]) for one in json.loads(out)["repaired"]] == [("MAP303", words)]


def test_a_run_out_of_rounds_writes_the_best_design_and_ends_with_1(answered: Callable[..., tuple[int, str, str]], tmp_path: Path) -> None:
    """With how to go on, for a person and in the JSON."""
    code, out, error = answered(done, "--max-rounds", "1", "--format", "json")
    assert code == 1
    assert (tmp_path / "out/design.yaml").exists()
    answer = json.loads(out)
    last = f"{GO_ON} --resume {answer['run']['id']}`"
    assert error.splitlines()[-1] == last
    assert (answer["run"]["ending"], answer["run"]["resume"]) == ("rounds", last.removeprefix("Go on with it: ").strip("`"))
    assert answer["run"]["message"] in error


def test_a_refusal_writes_the_best_design_and_ends_with_2(answered: Callable[..., tuple[int, str, str]], tmp_path: Path) -> None:
    """With what the service says of it, and what helps: the same words would be refused again."""
    refusal = {"stop_reason": "refusal", "stop_details": {"type": "refusal", "category": "cyber", "explanation": "Not this."}}
    code, out, error = answered([patched(TITLE), refusal])
    assert code == 2
    assert "New customers become contacts" in out
    assert (tmp_path / "out/design.yaml").exists()
    assert "Not this." in error
    assert "reword the brief, take another model with --model, or plan without Claude" in error.splitlines()[-1]
    assert "--resume" not in error


def test_a_run_that_came_to_nothing_tells_its_cost_too(answered: Callable[..., tuple[int, str, str]], tmp_path: Path) -> None:
    """Before the error, which says how to go on."""
    words = {"content": [{"type": "text", "text": "No."}]}
    code, out, error = answered([words, words])
    assert (code, out) == (2, "")
    lines = error.splitlines()
    assert lines[2].startswith("Claude: 2 rounds, ")
    assert lines[3].startswith("error: Claude: ")
    assert "--resume" in lines[4]
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(("provider", "variable"), [("anthropic", "ANTHROPIC_API_KEY"), ("foundry", "ANTHROPIC_FOUNDRY_API_KEY")])
def test_without_a_credential_claude_is_refused_before_anything_else(
    answered: Callable[..., tuple[int, str, str]], monkeypatch: pytest.MonkeyPatch, tmp_path: Path, provider: str, variable: str
) -> None:
    """The error alone: no start line, no document read; the next step names the variable and the other planner."""
    monkeypatch.delenv("ANTHROPIC_API_KEY")
    monkeypatch.setitem(sys.modules, "azure.identity", None)
    (tmp_path / "shop.json").write_text("never read")
    code, out, error = answered(done, "--planner", "claude", "--provider", provider)
    assert (code, out) == (2, "")
    assert [line.split(" ")[0] for line in error.splitlines()] == ["error:", "Set"]
    assert variable in error
    assert "--planner offline" in error


@pytest.mark.parametrize(
    ("provider", "credential"),
    [
        ("anthropic", "set ANTHROPIC_API_KEY to a key of yours."),
        ("bedrock", "set AWS_BEARER_TOKEN_BEDROCK, or sign in as the AWS command line does (`aws configure`, `aws sso login`)."),
        ("vertex", "sign in with `gcloud auth application-default login`, or set GOOGLE_APPLICATION_CREDENTIALS."),
        ("foundry", "set ANTHROPIC_FOUNDRY_API_KEY, or sign in with `az login`."),
    ],
)
def test_without_a_credential_the_offline_planner_says_which_one_is_wanted(
    answered: Callable[..., tuple[int, str, str]], monkeypatch: pytest.MonkeyPatch, provider: str, credential: str
) -> None:
    """That of the provider that was asked for."""
    monkeypatch.delenv("ANTHROPIC_API_KEY")
    model = ["--model", "us.anthropic.claude-opus-5-5"] if provider == "bedrock" else []
    code, _, error = answered(done, "--provider", provider, *model)
    assert (code, error) == (0, f"Planned offline: no credential for Claude is set. To let Claude design, {credential}\n")


def test_a_run_is_gone_on_with_by_its_id(answered: Callable[..., tuple[int, str, str]]) -> None:
    """What was answered before is told apart; a run that is not there is refused."""
    answered(done, "--max-rounds", "1")
    first = read_run("last")
    code, _, error = answered(done, "--resume", first.id)
    assert code == 0
    assert "after 1 kept of an earlier run" in error
    assert read_run("last").start.resumes == first.id
    code, _, error = answered(done, "--resume", "20200101-000000-none")
    assert code == 2
    assert "error: 20200101-000000-none: is no run" in error
    assert START not in error


def test_what_is_kept_is_told_once(answered: Callable[..., tuple[int, str, str]], capsys: pytest.CaptureFixture[str]) -> None:
    """The rounds of an earlier run are told as kept, without its id in each."""
    answered(done, "--max-rounds", "1")
    first = read_run("last").id
    answered(done, "--resume", first)
    assert run(["runs", "show"], "designer") == 0
    told = capsys.readouterr().out
    assert f"  goes on with {first}, whose replies are told as kept\n" in told
    assert "reply of the run" not in told


def test_an_unknown_models_price_is_said(answered: Callable[..., tuple[int, str, str]]) -> None:
    """It counts like the dearest; a model that ends soon is told at the start too."""
    _, _, error = answered(done, "--model", "claude-fable-5-2")
    assert error.splitlines()[1].endswith(" Its price is not known; that of claude-fable-5, the dearest, is counted.")
    _, _, error = answered(done, "--model", "claude-sonnet-4-5")
    assert "claude-sonnet-4-5 is served until 2026-11-30 only." in error.splitlines()[1]


def test_a_model_of_the_environment_is_taken_and_named_where_it_is_none(
    answered: Callable[..., tuple[int, str, str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """An option goes before it."""
    monkeypatch.setenv("DESIGNER_MODEL", "claude-sonnet-5-5")
    assert "Claude (claude-sonnet-5-5) designs" in answered(done)[2]
    assert "Claude (claude-haiku-5-5) designs" in answered(done, "--model", "claude-haiku-5-5")[2]
    monkeypatch.setenv("DESIGNER_MODEL", "the best")
    code, _, error = answered(done)
    assert code == 2
    assert error.startswith("error: DESIGNER_MODEL 'the best': is no id of a model\n")


def test_no_log_leaves_nothing_behind(answered: Callable[..., tuple[int, str, str]], tmp_path: Path) -> None:
    """And nothing to go on with is told."""
    code, _, error = answered(done, "--no-log", "--max-rounds", "1")
    assert code == 1
    assert "--resume" not in error
    assert not (tmp_path / "home").exists()


def test_a_log_that_cannot_be_written_is_told_once(answered: Callable[..., tuple[int, str, str]], tmp_path: Path) -> None:
    """The design is made all the same."""
    (tmp_path / "home").write_text("a file")
    code, _, error = answered(done)
    assert code == 0
    assert error.count("The run goes on, but cannot be resumed.") == 1
