"""The command `design --dry-run` with Claude: prompt, size and cost are shown, and nothing is sent."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from designer.cli.running import run
from tests.builders import a_crm_document, a_shop_document

if TYPE_CHECKING:
    from pathlib import Path

DRY = ["design", "--from", "brief.md", "--spec", "Shop=shop.json", "--spec", "CRM=crm.json", "--planner", "claude", "--dry-run"]


def desk(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Put a brief and two documents into a folder, and go there."""
    (folder / "brief.md").write_text("When a customer is created in Shop, create a contact in CRM.\n")
    (folder / "shop.json").write_text(json.dumps(a_shop_document()))
    (folder / "crm.json").write_text(json.dumps(a_crm_document()))
    monkeypatch.setenv("DESIGNER_CACHE", str(folder / "cache"))
    monkeypatch.chdir(folder)


def test_a_dry_run_with_claude_shows_prompt_size_and_cost_and_sends_nothing(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No key, no folder, no run; the figures come last."""
    desk(tmp_path, monkeypatch)
    assert run([*DRY, "--max-cost", "0.5"], "designer") == 0
    told = capsys.readouterr()
    assert told.out.startswith("System\n")
    assert "[patch_design]" in told.out
    assert "When a customer is created in Shop" in told.out
    assert "Nothing was sent. To claude-opus-5-5 would go about" in told.out
    assert "Whole run:  about $0.50 at most (--max-cost stops it there)." in told.out
    assert told.err == ""
    assert sorted(one.name for one in tmp_path.iterdir()) == ["brief.md", "cache", "crm.json", "shop.json"]


def test_a_dry_run_as_json_holds_the_request_as_it_would_be_sent(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same twice; the model of the environment, and what an unknown one is priced like."""
    desk(tmp_path, monkeypatch)
    monkeypatch.setenv("DESIGNER_MODEL", "claude-next-9")
    answers = []
    for _ in range(2):
        assert run([*DRY, "--format", "json", "--max-rounds", "1", "--max-cost", "100"], "designer") == 0
        answers.append(json.loads(capsys.readouterr().out))
    assert answers[0] == answers[1]
    (answer, _) = answers
    assert answer["request"]["model"] == "claude-next-9"
    assert answer["usd_per_million_tokens"]["priced_like"] == "claude-fable-5"
    assert sum(answer["tokens_estimated"][part] for part in ("tools", "system", "messages")) <= answer["tokens_estimated"]["all"]
    worst = answer["worst_case_usd"]
    assert worst["first_call"] == worst["run"] == worst["without_max_cost"] > 32_000 * 50 / 1e6


def test_a_cap_under_which_nothing_would_be_asked_is_told(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A run with it would end before its first call."""
    desk(tmp_path, monkeypatch)
    assert run([*DRY, "--max-cost", "0.05"], "designer") == 0
    told = capsys.readouterr().out
    assert "With --max-cost 0.05 nothing would be asked: that call needs $0.1" in told
    assert "Whole run" not in told
    assert run([*DRY, "--max-cost", "0.05", "--format", "json"], "designer") == 0
    assert json.loads(capsys.readouterr().out)["worst_case_usd"]["run"] == 0


def test_a_dry_run_without_a_key_says_how_the_prompt_is_seen(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`auto` plans offline there, and a dry run with Claude needs no key; a run that is none does not speak of it."""
    desk(tmp_path, monkeypatch)
    monkeypatch.setenv("HOME", str(tmp_path))
    auto = [*DRY[:-3], "--out", "out"]
    words = "`--planner claude --dry-run` needs none: it shows the prompt and the most that a run can cost."
    assert run([*auto, "--dry-run"], "designer") == 0
    assert words in capsys.readouterr().err
    assert run(auto, "designer") == 0
    told = capsys.readouterr().err
    assert "Planned offline" in told
    assert words not in told


@pytest.mark.parametrize(
    ("model", "words"), [("gpt-4", "Known are: claude-opus-5-5, "), ("cloude-opus-5-5", 'Did you mean "claude-opus-5-5"?')]
)
def test_a_model_whose_name_is_none_of_claudes_is_warned_of(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, model: str, words: str
) -> None:
    """Whatever is made of it: a gateway may call a Claude model so."""
    desk(tmp_path, monkeypatch)
    assert run([*DRY, "--model", model, "--format", "json"], "designer") == 0
    told = capsys.readouterr()
    assert told.err.startswith(f"--model {model}: that is no name of a Claude model")
    assert words in told.err
    assert json.loads(told.out)["request"]["model"] == model
    for fine in ("claude-next-9", "us.anthropic.claude-opus-5-5-v1:0"):
        assert run([*DRY, "--model", fine], "designer") == 0
        assert capsys.readouterr().err == ""


def test_a_brief_is_not_read_from_standard_input(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The refusal says what to do instead."""
    monkeypatch.chdir(tmp_path)
    assert run(["design", "--from", "-"], "designer") == 2
    told = capsys.readouterr().err
    assert told.startswith("error: --from -: a brief is read from a file, not from standard input\n")
    assert "`... > brief.md`" in told
