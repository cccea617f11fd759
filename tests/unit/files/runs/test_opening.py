"""What is no file in a run's folder: it is told as unreadable, and nothing waits for it."""

from __future__ import annotations

import os
import signal
from typing import TYPE_CHECKING

import pytest

from designer.files.runs import best_of, exchanges, open_run, read_run, runs
from designer.model.run import Round, RunStart

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

START = RunStart(brief="brief.md", name="shop", planner="claude:m", provider="anthropic", model="m", started="2026-11-25T04:36:06+00:00")


@pytest.fixture(autouse=True)
def patience() -> Iterator[None]:
    """End a test that waits for a pipe, which would never end."""
    signal.alarm(20)
    yield
    signal.alarm(0)


@pytest.mark.parametrize("name", ["run.jsonl", "best.yaml", "001.request.json", "001.response.json"])
@pytest.mark.parametrize("kind", ["pipe", "device", "folder"])
def test_nothing_waits_for_what_is_no_file(name: str, kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The run is listed with what else is known of it."""
    monkeypatch.setenv("DESIGNER_HOME", str(tmp_path))
    log = open_run(START)
    log.response(log.request({"model": "m"}), {"content": []})
    log.round(Round(number=1))
    log.best("name: one\n")
    assert log.folder
    path = log.folder / name
    path.unlink()
    {"pipe": os.mkfifo, "device": lambda one: one.symlink_to("/dev/zero"), "folder": lambda one: one.mkdir()}[kind](path)
    assert [run.id for run in runs()] == [log.id]
    assert read_run("last").start.name == "shop"
    assert len(exchanges(log.id)) == (0 if "request" in name else 1)
    assert best_of(log.id) == ("" if "best" in name else "name: one\n")
