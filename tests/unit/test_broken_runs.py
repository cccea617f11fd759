"""Logs that were cut off, edited by hand, or written by another program: told, never a traceback, and none hides another."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from designer.cli.running import run
from designer.files.runs import exchanges, read_run, run_ids
from tests.unit.logged import a_run

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder of the runs, in a home of the test's own."""
    monkeypatch.setenv("DESIGNER_HOME", str(tmp_path / "home"))
    return tmp_path / "home" / "runs"


def edited(name: str, value: object) -> Callable[[str], str]:
    """Return what puts another value into a document."""
    return lambda text: json.dumps({**json.loads(text), name: value})


FOREIGN = "is not what this version of the designer writes: another program or version wrote it, or it was edited"
CUT = "is cut off, or was edited: it is no JSON"
STARTS = [
    (lambda _: "", "is empty, so nothing can be told of that run"),
    (lambda text: text[:40], CUT),
    (lambda _: "[" * 100_000, FOREIGN),
    (lambda _: "[]", FOREIGN),
    (lambda _: "7", FOREIGN),
    (edited("brief", None), FOREIGN),
    (edited("started", 20261125), FOREIGN),
    (edited("max_cost", "much"), FOREIGN),
    (edited("max_cost", float("nan")), FOREIGN),
    (edited("max_rounds", []), FOREIGN),
    (edited("prompts", [{"id": 1, "version": "1", "sha256": ""}]), FOREIGN),
    (edited("prompts", "all"), FOREIGN),
    (edited("command", ["designer", "design"]), FOREIGN),
]
LINES = [
    ("not json", True),
    ('{"round": 7}', True),
    ('{"round": {"number": "1"}}', True),
    ('{"round": {"number": 1, "usd": "free"}}', True),
    ('{"round": {"number": 1, "usage": {"input_tokens": 1.5}}}', True),
    ('{"round": {"number": 1, "tools": [1]}}', True),
    ('{"prompt": {"id": []}}', True),
    ('{"ending": "bored"}', True),
    ('{"ending": []}', True),
    ("[]", True),
    ("[" * 100_000, True),
    ("", False),
]


@pytest.mark.parametrize(("change", "fact"), STARTS)
def test_a_broken_start_is_told_and_hides_no_other_run(
    capsys: pytest.CaptureFixture[str], home: Path, change: Callable[[str], str], fact: str
) -> None:
    """Place, fact and next step; the list tells the others; `last` is the last one that can be read."""
    good, bad = a_run(), a_run("2026-11-26T01:02:03+00:00")
    start = home / bad.id / "start.json"
    start.write_text(change(start.read_text()))
    assert run(["runs", "show", bad.id], "designer") == 2
    step = f"Design anew, without --resume; the folder {home / bad.id} can be deleted."
    assert capsys.readouterr().err == f"error: {start}: {fact}\n{step}\n"
    for options in ([], ["--format", "json"]):
        assert run(["runs", "list", *options], "designer") == 0
        told = capsys.readouterr()
        assert good.id in told.out
        assert told.err == f"note: the log of {bad.id} cannot be read; `designer runs show {bad.id}` says why\n"
    assert run(["design", "--resume", bad.id], "designer") == 2
    assert fact in capsys.readouterr().err
    assert read_run("last").id == good.id


def test_a_start_that_is_not_there_is_told_with_the_best_design(capsys: pytest.CaptureFixture[str], home: Path) -> None:
    """What was kept beside it is not lost; with no other run, `last` is that one."""
    log = a_run()
    log.best("name: shop-to-erp\n")
    (home / log.id / "start.json").unlink()
    assert run(["runs", "show", "last"], "designer") == 2
    told = capsys.readouterr().err
    assert "start.json: is not there, so nothing can be told of that run\n" in told
    assert f"Its best design lies in {home / log.id / 'best.yaml'}. Design anew" in told
    assert run_ids() == (log.id,)


@pytest.mark.parametrize(("line", "counts"), LINES)
def test_a_broken_line_costs_that_line_alone(capsys: pytest.CaptureFixture[str], home: Path, line: str, *, counts: bool) -> None:
    """The figures lack it, which is said; an empty line is none."""
    log = a_run()
    file = home / log.id / "run.jsonl"
    whole = file.read_text()
    assert run(["runs", "show"], "designer") == 0
    before = capsys.readouterr().out
    file.write_text(f"{line}\n{whole}")
    assert run(["runs", "show"], "designer") == 0
    told = capsys.readouterr().out
    note = f"1 line of {file} cannot be read: the figures lack what was told there.\n"
    assert (note in told) == counts
    assert told.replace(note, "") == before
    assert run(["runs", "list"], "designer") == 0


def test_a_broken_exchange_is_told(capsys: pytest.CaptureFixture[str], home: Path) -> None:
    """A reply that cannot be read is no reply that never came; after a request that cannot be read there is none."""
    log = a_run()
    for _ in range(3):
        log.response(log.request({"messages": []}), {"content": [], "stop_reason": "end_turn"})
    (home / log.id / "002.response.json").write_text('{"content": [')
    (home / log.id / "003.request.json").write_text("")
    assert [(one.number, one.response is None, bool(one.response)) for one in exchanges(log.id)] == [(1, False, True), (2, False, False)]
    assert run(["runs", "show", "--round", "2"], "designer") == 0
    assert "It cannot be read: its file was cut off, or edited." in capsys.readouterr().out
    assert run(["runs", "show", "--round", "3"], "designer") == 2
    assert f"error: --round 3: of the run {log.id}, 2 requests can be read\n" in capsys.readouterr().err


def test_half_a_character_in_a_reply_is_kept_as_it_is(home: Path) -> None:
    """No file can be made of it, but JSON can write it."""
    log = a_run()
    reply = {"content": [{"type": "text", "text": "half of one: \ud83d"}], "stop_reason": "end_turn"}
    log.response(log.request({"messages": []}), reply)  # type: ignore[arg-type]
    log.best("title: \ud83d\n")
    log.ended("silent", "It said \ud83d.")
    assert exchanges(log.id)[0].response == reply
    assert read_run(log.id).message == "It said \ud83d."
    assert (home / log.id / "best.yaml").read_text() == "title: \\ud83d\n"


def test_a_reply_whose_secret_was_left_out_says_so(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """It is not the reply that came, so that a run which is gone on with asks for it again."""
    monkeypatch.setenv("GATEWAY_TOKEN", "horse-battery-staple-42")
    log = a_run()
    for text in ("nothing", "horse-battery-staple-42"):
        log.response(log.request({"messages": []}), {"content": [{"type": "text", "text": text}], "stop_reason": "end_turn"})
    assert [bool((one.response or {}).get("is_masked")) for one in exchanges(log.id)] == [False, True]
    assert run(["runs", "show", "--round", "2"], "designer") == 0
    assert "A secret was left out of this reply (***)" in capsys.readouterr().out
