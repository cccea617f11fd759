"""The evaluation end to end: Claude's planner against a stand-in, replies that are kept, and a run by hand from its start to its row."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.standin import StandIn

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parents[3]
BENCH = ROOT / "bench"
CASE = "zendesk-to-jira"
REPLIES = ROOT / "tests" / "cassettes" / "replies" / "nocode"
ROUNDS = len(list(REPLIES.glob("*.yaml")))
WHO = "a model outside the API, from the requests alone"


@pytest.fixture(autouse=True)
def _package(monkeypatch: pytest.MonkeyPatch) -> None:
    """Put the folder of the package on the path."""
    monkeypatch.syspath_prepend(str(BENCH))


def test_claude_is_judged_against_a_stand_in_by_its_address_alone(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A stand-in's address needs no key; the row says that no model answered, and holds the tokens of each round."""
    from evaluation import __main__ as command

    with StandIn(REPLIES) as service:
        monkeypatch.setenv("ANTHROPIC_BASE_URL", service.url)
        assert command.main(["--case", CASE, "--planner", "claude", "--format", "json"]) == 0
        assert (service.refused, service.unspent) == ([], 0)
    (row,) = json.loads(capsys.readouterr().out)
    assert (row["case"], row["how"]["kind"], row["ending"], row["message"]) == (CASE, "stand-in", "clean", "")
    assert (row["rounds"], len(row["by_round"]), row["counts"]["needs_right"]) == (ROUNDS, ROUNDS, row["counts"]["needs"])
    assert sum(one["input"] + one["cache_write"] for one in row["by_round"]) == row["fresh_tokens"] > 0
    assert sum(one["cache_read"] for one in row["by_round"]) == row["cached_tokens"] > 0
    assert row["prompts"]


def test_a_key_is_made_up_for_a_stand_in_only(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """An address elsewhere gets the user's own credential or none; a key that is set stays."""
    from evaluation.running import Workplace, environment

    place = Workplace(folder=tmp_path)
    monkeypatch.setenv("ANTHROPIC_BASE_URL", "https://127.0.0.1.example/v1")
    assert "ANTHROPIC_API_KEY" not in environment(place)
    monkeypatch.setenv("ANTHROPIC_BASE_URL", "http://127.0.0.1:8787")
    assert environment(place)["ANTHROPIC_API_KEY"]
    monkeypatch.setenv("ANTHROPIC_API_KEY", "mine")
    assert environment(place)["ANTHROPIC_API_KEY"] == "mine"


def test_kept_replies_are_a_row_that_says_who_wrote_them(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Examples with kept replies are designed anew by them; a case without any has no such row."""
    from evaluation import __main__ as command
    from evaluation import kept, running

    def made(*_: Any, more: dict[str, str], **__: Any) -> Any:
        assert more["ANTHROPIC_BASE_URL"].startswith("http://127.0.0.1:")
        return running.Made(design=None, findings={}, run=None, exit_code=2, message="", seconds=0.0)

    monkeypatch.setattr(kept, "made", made)
    options = ["--planner", "kept", "--case", CASE, "--case", "asana-task-to-pipedrive-activity", "--keep", str(tmp_path)]
    assert command.main([*options, "--format", "json"]) == 0
    (row,) = json.loads(capsys.readouterr().out)
    told = tomllib.loads((REPLIES / "made.toml").read_text(encoding="utf-8"))
    assert (row["case"], row["planner"], row["how"]["kind"], row["how"]["cache"]) == (CASE, "claude", "by hand", "at once")
    assert row["how"]["by"].startswith(told["by"])


@pytest.fixture
def by_hand(tmp_path: Path) -> Iterator[Any]:
    """Return the command of a run by hand, in a folder of its own; whatever still runs is stopped."""
    folder = tmp_path / "run"
    environment = {**os.environ, "DESIGNER_CACHE": str(tmp_path / "cache")}

    def said(what: str, *words: str) -> tuple[int, str]:
        done = subprocess.run(
            [sys.executable, str(BENCH / "evaluation" / "by_hand.py"), what, "--folder", str(folder), *words],
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        return done.returncode, done.stdout or done.stderr

    yield said
    said("stop")


def test_a_run_by_hand_goes_from_its_start_to_its_row(by_hand: Any, tmp_path: Path) -> None:
    """Each request is shown, each reply taken, the score told only after the end, and the row kept with who answered."""
    code, told = by_hand("start", "--case", CASE, "--seconds", "180")
    for number in range(1, ROUNDS + 1):
        name = f"{number:03d}"
        assert code == 0, told
        assert told.startswith(f"ANSWER {tmp_path}/run/{name}.request.md in "), told
        if number == 1:
            assert by_hand("score")[0] == 2
        shutil.copyfile(REPLIES / f"{name}.yaml", tmp_path / "run" / "half")
        (tmp_path / "run" / "half").rename(tmp_path / "run" / f"{name}.reply.yaml")
        code, told = by_hand("wait", "--seconds", "180")
    assert (code, told.split()[0]) == (3, "ENDED")
    code, told = by_hand("score", "--record", "--by", WHO, "--into", str(tmp_path / "rows"))
    assert code == 0, told
    assert "right operation of" in told
    row = json.loads(next((tmp_path / "rows").glob("*.json")).read_text(encoding="utf-8"))
    assert (row["case"], row["how"]["by"], row["how"]["cache"], row["rounds"]) == (CASE, WHO, "at once", ROUNDS)
    reads = [one["cache_read"] for one in row["by_round"]]
    assert reads == [sum(one["input"] + one["cache_write"] for one in row["by_round"][:number]) for number in range(ROUNDS)]


def test_a_reply_that_cannot_be_sent_is_to_be_mended_and_a_run_can_be_stopped(by_hand: Any, tmp_path: Path) -> None:
    """The fault is told, the run waits; stopped, it has ended and can be scored."""
    assert by_hand("start", "--case", CASE, "--seconds", "180")[0] == 0
    (tmp_path / "run" / "001.reply.yaml").write_text("content: [{type: tool_use, name: check_design}]\n", encoding="utf-8")
    code, told = next(found for _ in range(20) if (found := by_hand("wait", "--seconds", "1"))[0] != 1)
    assert (code, told.split()[0]) == (0, "MEND")
    assert "input" in (tmp_path / "run" / "001.problem.txt").read_text(encoding="utf-8")
    assert by_hand("stop") == (0, "stopped\n")
    assert by_hand("wait", "--seconds", "180")[0] == 3
    assert by_hand("score")[0] == 0


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("one\nTraceback (most recent call last):\n  File {root}/designer/x.py\nKeyError: 'x'\n", "KeyError: 'x'"),
        ("design error: {folder}/brief.md: names no systems\nName two.", "design error: brief.md: names no systems Name two."),
        ("", ""),
    ],
)
def test_a_row_keeps_what_broke_in_a_few_words_and_no_folder(tmp_path: Path, said: str, kept: str) -> None:
    """A row is read on other machines."""
    from evaluation.running import Workplace, left

    place = Workplace(folder=tmp_path)
    place.said.write_text(said.format(root=ROOT, folder=tmp_path), encoding="utf-8")
    found = left(place, exit_code=2, seconds=0.0)
    assert (found.message, found.design) == (kept, None)


def test_a_case_that_is_not_there_is_told_with_what_is_missing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nothing is begun; without the corpus it is said how it is found."""
    from evaluation import __main__ as command
    from evaluation import asking
    from evaluation.hand.serving import started

    monkeypatch.setattr(asking, "CORPUS", tmp_path / "nowhere")
    assert command.main(["--case", "no-such-case"]) == 2
    assert "no case is called no-such-case; no corpus is at " in capsys.readouterr().err
    assert "set DESIGNER_CORPUS" in started(tmp_path / "run", "no-such-case", model="")
    assert not (tmp_path / "run").exists()
    monkeypatch.setattr(asking, "CORPUS", tmp_path)
    assert "DESIGNER_CORPUS" not in started(tmp_path / "run", "no-such-case", model="")


def test_a_run_that_took_hours_is_counted_as_if_replies_had_come_at_once(tmp_path: Path) -> None:
    """What was let go of meanwhile is read from the cache; what the requests hold together stays the same, and the price is less."""
    from evaluation.hand.recounting import counted_at_once

    from designer.model.run import Round, Run, RunStart, Usage

    first = [{"type": "text", "text": "word " * 6000, "cache_control": {"type": "ephemeral"}}]
    more = [{"type": "text", "text": "word " * 600, "cache_control": {"type": "ephemeral"}}]
    for number, content in ((1, first), (2, first + more)):
        body = {"model": "claude-opus-5-5", "max_tokens": 100, "messages": [{"role": "user", "content": content}]}
        (tmp_path / f"{number:03d}.request.json").write_text(json.dumps(body), encoding="utf-8")
    slow = (Usage(cache_write_tokens=8576, output_tokens=50), Usage(cache_write_tokens=9437, output_tokens=60))
    start = RunStart(brief="b", name="n", planner="claude:claude-opus-5-5", provider="anthropic", model="claude-opus-5-5")
    run = Run(id="r", start=start, rounds=tuple(Round(number=place, usage=one, usd=1.0) for place, one in enumerate(slow, 1)))
    found = counted_at_once(run, tmp_path)
    one, two = (one.usage for one in found.rounds)
    assert one.cache_read_tokens == 0
    assert two.cache_read_tokens == one.cache_write_tokens > 8000
    assert 0 < two.fresh_tokens < 1000
    assert (one.output_tokens, two.output_tokens) == (50, 60)
    assert found.usd < run.usd


def test_each_row_that_is_kept_says_who_answered_and_how_it_was_counted() -> None:
    """Rows by hand in the repository are read as they lie there; none claims to be the service's."""
    from evaluation.report import CACHE
    from evaluation.rows import read_rows

    for row in read_rows(BENCH / "evaluation" / "by_hand_rows"):
        assert (row.how.kind, bool(row.how.by), bool(row.how.day), row.how.cache in CACHE) == ("by hand", True, True, True), row.case
        assert len(row.by_round) == row.rounds > 0, row.case
        assert row.prompts, row.case
