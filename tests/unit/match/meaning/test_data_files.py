"""The data files of the dictionary as they are kept in the cache."""

from __future__ import annotations

import json
from importlib import resources
from typing import TYPE_CHECKING, Any

import pytest

from designer.match.meaning import data_files
from designer.match.meaning.data_files import PACKAGE, data, parse

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FILES = ("words.toml", "kinds.toml", "weights.json", "concepts/people.toml")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Return a cache's folder for the dictionary, from which all files are read anew."""
    monkeypatch.setenv("DESIGNER_CACHE", str(tmp_path))
    data_files._all_files.cache_clear()
    yield tmp_path / "words"
    data_files._all_files.cache_clear()


def _written(name: str) -> dict[str, Any]:
    return parse(name, resources.files(PACKAGE).joinpath(name).read_bytes())


@pytest.mark.parametrize("name", FILES)
def test_kept_and_written_are_the_same(folder: Path, name: str) -> None:
    """What is read a second time, from the cache, is what the file says."""
    assert data(name) == _written(name)
    data_files._all_files.cache_clear()
    assert len(list(folder.iterdir())) == 1
    assert data(name) == _written(name)


@pytest.mark.parametrize("broken", ["", "[]", "{}", '{"words.toml": '])
def test_what_is_broken_is_read_anew(folder: Path, broken: str) -> None:
    """A kept form that is cut off or of another shape is no reason to stop, and is replaced."""
    data("words.toml")
    (kept,) = folder.iterdir()
    kept.write_text(broken)
    data_files._all_files.cache_clear()
    assert data("words.toml") == _written("words.toml")
    assert json.loads(kept.read_text())["words.toml"] == _written("words.toml")


def test_a_cache_that_cannot_be_written_is_done_without(folder: Path) -> None:
    """A file stands where the folder would be."""
    folder.write_text("")
    assert data("kinds.toml") == _written("kinds.toml")
