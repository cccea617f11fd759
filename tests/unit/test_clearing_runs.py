"""The command `designer runs clear`: what it deletes, after asking, and what it keeps."""

from __future__ import annotations

import io
import os
import sys
import time
from typing import TYPE_CHECKING

import pytest

from designer.cli.running import run
from designer.files.runs import run_ids
from tests.unit.logged import a_run

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder of the runs, in a home of the test's own."""
    monkeypatch.setenv("DESIGNER_HOME", str(tmp_path / "home"))
    return tmp_path / "home" / "runs"


def test_runs_are_deleted_after_asking(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """Only those that are older; where nobody can be asked, not without --yes."""
    old, new = a_run("2020-01-01T00:00:00+00:00"), a_run(time.strftime("%Y-%m-%dT%H:%M:%S+00:00", time.gmtime()))
    monkeypatch.setattr(sys, "stdin", io.StringIO(""))
    assert run(["runs", "clear", "--older-than", "30d"], "designer") == 2
    assert "would delete 1 run in" in capsys.readouterr().err
    monkeypatch.setattr(sys, "stdin", a_terminal("n\n"))
    assert run(["runs", "clear", "--older-than", "30d"], "designer") == 0
    assert "Nothing was deleted." in capsys.readouterr().out
    assert set(run_ids()) == {old.id, new.id}
    monkeypatch.setattr(sys, "stdin", a_terminal("y\n"))
    assert run(["runs", "clear", "--older-than", "30d"], "designer") == 0
    assert run_ids() == (new.id,)
    assert run(["runs", "clear", "--older-than", "1h"], "designer") == 0
    assert run(["runs", "clear", "--yes"], "designer") == 0
    assert run_ids() == ()
    assert capsys.readouterr().out.endswith("There is no run to delete.\n1 run deleted.\n")


def test_a_run_that_may_be_going_on_is_kept(home: Path) -> None:
    """It has no ending, and was written to a moment ago; an hour later it was killed."""
    log = a_run("2020-01-01T00:00:00+00:00", ending="")
    assert run(["runs", "clear", "--yes"], "designer") == 0
    assert run_ids() == (log.id,)
    for one in (home / log.id).iterdir():
        os.utime(one, (1, 1))
    assert run(["runs", "clear", "--yes"], "designer") == 0
    assert run_ids() == ()


def a_terminal(typed: str) -> io.StringIO:
    """Return an input at which a person sits."""
    typing = io.StringIO(typed)
    typing.isatty = lambda: True  # type: ignore[method-assign]
    return typing
