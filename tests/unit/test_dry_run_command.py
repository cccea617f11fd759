"""The command `design --dry-run` with Claude: prompt, size and cost are shown, and nothing is sent."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from designer.cli.running import run
from tests.builders import a_crm_document, a_shop_document

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

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
