"""A folder into which nothing can be written is found before anybody has paid, and what a killed run has staged goes."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest

from designer.errors import WritingError
from designer.files.placing import STAGING, refuse_unwritable
from designer.files.tree import compare, write
from designer.model.artifact import Artifact

if TYPE_CHECKING:
    from pathlib import Path


class Room(NamedTuple):
    """What is left on a disk."""

    free: int


def test_a_link_that_leads_nowhere_is_told(tmp_path: Path) -> None:
    """Nothing could be renamed over it."""
    (tmp_path / "out").symlink_to(tmp_path / "nowhere" / "x")
    with pytest.raises(WritingError, match="is a link that leads nowhere") as raised:
        refuse_unwritable(tmp_path / "out")
    assert raised.value.next_step.startswith("Choose another folder with --out.")


def test_a_file_above_is_told(tmp_path: Path) -> None:
    """It is no folder in which one could be made."""
    (tmp_path / "file").write_text("x")
    with pytest.raises(WritingError, match="is a file, not a folder"):
        refuse_unwritable(tmp_path / "file" / "out")


@pytest.mark.parametrize("is_there", [False, True])
def test_a_folder_that_may_not_be_written_to_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, is_there: bool) -> None:
    """The folder itself, or the one in which it would be made."""
    folder = tmp_path / "out"
    if is_there:
        folder.mkdir()
    monkeypatch.setattr(os, "access", lambda *_: False)
    with pytest.raises(WritingError, match="may not be written to"):
        refuse_unwritable(folder)


def test_a_full_disk_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As far as it can be known: less room than the smallest repository takes."""
    monkeypatch.setattr(shutil, "disk_usage", lambda _: Room(free=4096))
    with pytest.raises(WritingError, match="the disk is full"):
        refuse_unwritable(tmp_path / "out")


def test_what_can_be_written_is_not_refused(tmp_path: Path) -> None:
    """A folder that is there, one that is not, one that a link leads to; nothing is made."""
    (tmp_path / "there").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "there")
    for folder in ("there", "link", "new", "new/deep/er"):
        refuse_unwritable(tmp_path / folder)
    assert sorted(one.name for one in tmp_path.iterdir()) == ["link", "there"]


def test_what_a_killed_run_has_staged_goes_at_the_next(tmp_path: Path) -> None:
    """What a run has staged that still goes on stays, and so does what is not ours."""
    gone: Any = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait()
    dead, alive, other = (tmp_path / f"{STAGING}{name}" for name in (f"{gone.pid}-abc", f"{os.getppid()}-abc", "abc"))
    for folder in (dead, alive, other):
        (folder / "new").mkdir(parents=True)
    write(compare([Artifact(path="a.txt", text="a")], tmp_path / "out"))
    assert sorted(one.name for one in tmp_path.iterdir()) == sorted(("out", alive.name, other.name))
