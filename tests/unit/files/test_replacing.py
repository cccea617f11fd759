"""A file of the user's is replaced wholly, and stays readable for those who could read it."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

import pytest

from designer.errors import WritingError
from designer.files.replacing import replace_file

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no modes of this kind")


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o664, 0o755])
def test_a_file_keeps_its_mode(mode: int, tmp_path: Path) -> None:
    """Another user, or the one of a container, reads it afterwards as before."""
    file = tmp_path / "design.yaml"
    file.write_text("old")
    file.chmod(mode)
    replace_file(file, b"new")
    assert file.read_bytes() == b"new"
    assert file.stat().st_mode & 0o777 == mode


def test_a_new_file_has_the_mode_of_any_other(tmp_path: Path) -> None:
    """The user's mask decides, which is as it was afterwards."""
    before = os.umask(0o027)
    try:
        replace_file(tmp_path / "baseline.json", b"{}")
        assert os.umask(0o027) == 0o027
    finally:
        os.umask(before)
    assert (tmp_path / "baseline.json").stat().st_mode & 0o777 == 0o640


def test_a_link_stays_one(tmp_path: Path) -> None:
    """What a link leads to is written, and the link is still there."""
    real, link = tmp_path / "real.yaml", tmp_path / "design.yaml"
    real.write_text("old")
    link.symlink_to(real)
    replace_file(link, b"new")
    assert link.is_symlink()
    assert real.read_bytes() == b"new"


def test_a_folder_is_not_replaced(tmp_path: Path) -> None:
    """What cannot be written is told, and nothing is left behind."""
    (tmp_path / "design.yaml").mkdir()
    with pytest.raises(WritingError):
        replace_file(tmp_path / "design.yaml", b"new")
    assert [path.name for path in tmp_path.iterdir()] == ["design.yaml"]
