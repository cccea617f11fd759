"""The cache is counted and cleared without harm to what else lies in its folder."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from designer.files.cache import KEPT, clear_cache, kept_in_cache

if TYPE_CHECKING:
    from pathlib import Path

HASH = "0123456789abcdef" * 2


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder with files of a person's own, which is also the cache."""
    monkeypatch.setenv("DESIGNER_CACHE", str(tmp_path))
    for name in ("letter.txt", "downloads/film.mkv", "indexes/notes.sqlite", "verdicts/deep/0123456789abcdef0123.json"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("mine")
    for name in (f"indexes/{HASH[:12]}-{HASH}.sqlite", f"indexes/{HASH[:12]}-{HASH}.sqlite-wal", f"verdicts/{HASH}.json", f"stamps/{HASH}"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("12345")
    (tmp_path / f"downloads/{HASH}/document").mkdir(parents=True)
    (tmp_path / f"downloads/{HASH}/document/document.json").write_text("1234567")
    (tmp_path / f"downloads/{HASH}/about.json").write_text("123")
    (tmp_path / f"downloads/{HASH}.lock").write_text("")
    (tmp_path / f"downloads/{HASH}/document/link").symlink_to(tmp_path / "letter.txt")
    return tmp_path


def test_only_our_own_files_are_counted(home: Path) -> None:
    """By kind, with their bytes."""
    assert {kept.name: (kept.count, kept.size) for kept in kept_in_cache() if kept.count} == {
        "indexes": (1, 10),
        "verdicts": (1, 5),
        "downloads": (1, 10 + len(str(home / "letter.txt"))),
        "stamps": (1, 5),
    }


def test_clearing_leaves_what_is_not_ours(home: Path) -> None:
    """Even where the cache is a home folder; folders of ours that are empty go."""
    assert sum(kept.count for kept in clear_cache()) == 4
    left = sorted(path.relative_to(home).as_posix() for path in home.rglob("*") if path.is_file())
    assert left == ["downloads/film.mkv", "indexes/notes.sqlite", "letter.txt", "verdicts/deep/0123456789abcdef0123.json"]
    assert not (home / "stamps").exists()
    assert not any(kept.count for kept in kept_in_cache())


@pytest.mark.parametrize("kind", KEPT)
def test_no_link_is_followed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str) -> None:
    """Neither a folder that is a link to another place, nor a file that is one."""
    elsewhere, cache = tmp_path / "elsewhere", tmp_path / "cache"
    elsewhere.mkdir()
    (elsewhere / HASH).write_text("mine")
    cache.mkdir()
    monkeypatch.setenv("DESIGNER_CACHE", str(cache))
    (cache / kind).symlink_to(elsewhere)
    clear_cache()
    assert (elsewhere / HASH).read_text() == "mine"
    (cache / kind).unlink()
    (cache / kind).mkdir()
    (cache / kind / HASH).symlink_to(elsewhere / HASH)
    clear_cache()
    assert (elsewhere / HASH).read_text() == "mine"


def test_no_cache_holds_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """And none is made by looking."""
    monkeypatch.setenv("DESIGNER_CACHE", str(tmp_path / "none"))
    assert not any(kept.count for kept in (*kept_in_cache(), *clear_cache()))
    assert not (tmp_path / "none").exists()
