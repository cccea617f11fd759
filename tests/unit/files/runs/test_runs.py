"""The log of a run outlives a kill, stops no run, holds no secret and is the user's alone to read."""

from __future__ import annotations

import json
import os
import stat
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from designer.errors import UsageError
from designer.files.runs import as_logged, best_of, clear_runs, exchanges, open_run, read_run, runs
from designer.model.run import PromptUse, Round, Run, RunStart, Usage

if TYPE_CHECKING:
    from pathlib import Path

SYSTEM = PromptUse(id="system", version="1", sha256="aa")
REPAIR = PromptUse(id="repair", version="2", sha256="bb")
START = RunStart(
    brief="brief.md",
    name="Shop to ERP",
    planner="claude:claude-opus-5-5",
    provider="anthropic",
    model="claude-opus-5-5",
    started="2026-11-25T04:36:06+00:00",
    version="0.1.0",
    max_cost=2.0,
    max_rounds=20,
    prompts=(SYSTEM,),
    folder="/home/me/shop",
)
FIRST = Round(number=1, request_id="req_1", stop_reason="tool_use", usage=Usage(cache_write_tokens=9_000, output_tokens=500), usd=0.055)
SECOND = Round(
    number=2, usage=Usage(cache_read_tokens=9_000), usd=0.0018, tools=("patch_design",), errors=0, open=1, warnings=2, note="again"
)
KEY = "Zq8-horse-staple-Xw21"
"""No vendor writes keys so: it is known by its place in the environment alone."""


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder of the runs, in a home of the test's own."""
    monkeypatch.setenv("DESIGNER_HOME", str(tmp_path / "home"))
    return tmp_path / "home" / "runs"


def test_a_run_is_read_as_it_was_written() -> None:
    """Start, rounds, prompts sent later, ending, exchanges and the best design."""
    log = open_run(START)
    number = log.request({"model": "m", "messages": []})
    log.response(number, {"content": [{"type": "text", "text": "hello"}]})
    log.round(FIRST)
    log.prompt(REPAIR)
    lost = log.request({"model": "m", "messages": [1]})
    log.round(SECOND)
    log.best("name: one\n")
    log.best("name: two\n")
    log.ended("clean", "All is well.")
    started = RunStart(**{name: getattr(START, name) for name in START.__slots__} | {"prompts": (SYSTEM, REPAIR)})
    assert read_run("last") == Run(id=log.id, start=started, rounds=(FIRST, SECOND), ending="clean", message="All is well.")
    assert [(one.number, one.request, one.response) for one in exchanges(log.id)] == [
        (1, {"model": "m", "messages": []}, {"content": [{"type": "text", "text": "hello"}]}),
        (lost, {"model": "m", "messages": [1]}, None),
    ]
    assert best_of(log.id) == "name: two\n"


def test_where_a_run_was_begun_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its paths are seen from there."""
    monkeypatch.chdir(tmp_path)
    open_run(replace(START, folder=""))
    assert read_run("last").start.folder == str(tmp_path)


def test_an_id_is_time_and_name_and_no_two_are_alike(home: Path) -> None:
    """Two runs of one second are told apart; whatever the name is, it stays in the folder."""
    assert [open_run(START).id, open_run(START).id] == ["20261125-043606-shop-to-erp", "20261125-043606-shop-to-erp-2"]
    evil = open_run(RunStart(brief="b", name="../../evil\n$(rm)", planner="p", provider="p", model="m", started=START.started))
    assert evil.id == "20261125-043606-evil-rm"
    assert len(open_run(RunStart(brief="b", name="long-" * 99, planner="p", provider="p", model="m", started=START.started)).id) < 60
    assert {one.name for one in home.iterdir()} == {run.id for run in runs()}


def test_runs_are_told_newest_first_and_found_by_a_beginning() -> None:
    """`last` is the newest; a beginning that several have is refused, with one to choose."""
    old = open_run(START)
    new = open_run(RunStart(**{name: getattr(START, name) for name in START.__slots__} | {"started": "2026-11-26T01:02:03+00:00"}))
    assert [run.id for run in runs()] == [new.id, old.id]
    assert read_run("last").id == new.id
    assert read_run("20261125").id == old.id
    with pytest.raises(UsageError, match="2 runs begin so"):
        read_run("2026112")
    with pytest.raises(UsageError, match=f"Did you mean {old.id}"):
        read_run("20261125-043606-shop-to-epr")


def test_no_run_is_said_with_what_makes_one() -> None:
    """Before the first one."""
    with pytest.raises(UsageError, match="no run is kept yet"):
        read_run("last")
    assert runs() == ()


def test_only_the_user_can_read_it(home: Path) -> None:
    """Folders 0700, files 0600, whatever the umask."""
    before = os.umask(0)
    try:
        log = open_run(START)
        log.response(log.request({"a": "b"}), {"c": "d"})
        log.round(FIRST)
        log.best("name: x\n")
    finally:
        os.umask(before)
    folder = home / log.id
    assert {stat.S_IMODE(one.stat().st_mode) for one in (home, folder)} == {0o700}
    assert {stat.S_IMODE(one.stat().st_mode) for one in folder.iterdir()} == {0o600}
    assert len(list(folder.iterdir())) == 5


def test_a_line_that_was_cut_is_left_out(home: Path) -> None:
    """A kill in the middle of a line costs that line alone; the run has no ending then."""
    log = open_run(START)
    log.round(FIRST)
    log.round(SECOND)
    lines = home / log.id / "run.jsonl"
    lines.write_bytes(lines.read_bytes()[:-9])
    run = read_run("last")
    assert (run.rounds, run.ending) == ((FIRST,), "")


def test_a_run_without_a_round_is_a_run() -> None:
    """It was killed before its first reply."""
    open_run(START)
    assert read_run("last").rounds == ()


def test_what_is_no_run_is_passed_over(home: Path) -> None:
    """Folders of other programs, of a newer version, without a start."""
    log = open_run(START)
    for name, text in (("20261126-000000-newer", '{"brief": 1}'), ("20261127-000000-broken", "{"), ("notes", "{}")):
        (home / name).mkdir()
        (home / name / "start.json").write_text(text)
    (home / "20261128-000000-empty").mkdir()
    assert [run.id for run in runs()] == [log.id]


def test_a_log_that_cannot_be_begun_is_told_once_and_stops_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The run goes on without an id, so nothing can be resumed."""
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("DESIGNER_HOME", str(tmp_path / "file"))
    told: list[str] = []
    log = open_run(START, notice=told.append)
    assert (log.id, log.folder, log.request({"a": 1}), log.request({"a": 2})) == ("", None, 1, 2)
    log.round(FIRST)
    log.ended("clean", "")
    assert len(told) == 1
    assert "The run goes on, but cannot be resumed." in told[0]


def test_a_disk_that_fills_up_is_told_once_and_stops_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """What was written before stays readable."""
    told: list[str] = []
    log = open_run(START, notice=told.append)
    name = log.id
    log.round(FIRST)
    monkeypatch.setattr(os, "write", lambda _handle, data: len(data) - 1)
    log.round(SECOND)
    log.best("name: x\n")
    log.ended("clean", "")
    monkeypatch.undo()
    assert len(told) == 1
    assert "no space left on device" in told[0]
    assert log.folder is None
    assert not best_of(name)


def test_nothing_is_kept_where_no_log_is_wanted(home: Path) -> None:
    """Not even the folder."""
    log = open_run(START, keeps=False, notice=pytest.fail)
    log.response(log.request({"a": 1}), {"b": 2})
    log.round(FIRST)
    log.ended("clean", "")
    assert not home.exists()


def test_no_secret_is_written(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither one that looks like one, nor one by its member's name, nor a value of the environment, in any file."""
    monkeypatch.setenv("ANTHROPIC_API_KEY", KEY)
    monkeypatch.setenv("ANTHROPIC_CUSTOM_HEADERS", f"x-team: blue\nx-pass: {KEY[::-1]}")
    shaped = "sk_live_" + "4eC39HqLyjWDarjtT1zdp7dc"
    text = f"key {shaped} and {KEY} and {KEY[::-1]}"
    log = open_run(RunStart(brief=f"{KEY}.md", name="x", planner="p", provider="p", model="m"))
    number = log.request({"messages": [{"role": "user", "content": [{"type": "text", "text": text}]}], "password": "hunter2!xy"})
    log.response(number, {"content": [{"type": "tool_use", "input": {"deep": [{"api_key": "a1B2c3D4e5F6g7H8"}, text]}}]})
    log.round(Round(number=1, note=text))
    log.best(f"goal: {text}\n")
    log.ended("failed", text)
    told = "".join(one.read_text() for one in (home / log.id).iterdir())
    for secret in (KEY, KEY[::-1], shaped, "hunter2!xy", "a1B2c3D4e5F6g7H8"):
        assert secret not in told


def test_what_the_service_sealed_goes_back_as_it_was() -> None:
    """A signature looks random, and a run could not be resumed without it."""
    seal = "EqQBCkYIBxgCKkDa8bc123XYZ987Qw3rTy6"
    blocks = [{"type": "thinking", "thinking": "hm", "signature": seal}, {"type": "redacted_thinking", "data": f"token: {seal}"}]
    assert as_logged({"content": blocks}) == {"content": blocks}
    assert as_logged({"signature": f"signature: {seal}"}) != {"signature": f"signature: {seal}"}


def test_a_body_that_was_logged_is_logged_the_same_again() -> None:
    """A resumed run holds its requests against those of the log."""
    body = {"system": [{"text": "password: hunter2!xy and sk_live_" + "4eC39HqLyjWDarjtT1zdp7dc"}], "n": 1, "flag": True, "none": None}
    assert as_logged(as_logged(body)) == as_logged(body) == as_logged(json.loads(json.dumps(body)))


def test_only_runs_are_cleared(home: Path, tmp_path: Path) -> None:
    """Nothing beside them, and no link is followed."""
    log, kept = open_run(START), open_run(START)
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "start.json").write_text("{}")
    (home / "20261125-000000-link").symlink_to(tmp_path / "mine")
    (home / "notes").mkdir()
    assert clear_runs([log.id, "20261125-000000-link", "notes", "../../mine", "20261125-000000-none"]) == (log.id,)
    assert {one.name for one in home.iterdir()} == {kept.id, "notes", "20261125-000000-link"}
    assert (tmp_path / "mine" / "start.json").exists()
