"""Compiled templates as they are kept in the cache."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from jinja2 import DictLoader, Environment

from designer.render.compiled import Compiled

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder in which compiled templates are kept."""
    monkeypatch.setenv("DESIGNER_CACHE", str(tmp_path))
    return tmp_path / "templates"


def _printed(text: str) -> str:
    environment = Environment(loader=DictLoader({"a.md": text}), bytecode_cache=Compiled())  # noqa: S701 - prints no HTML
    return environment.get_template("a.md").render(name="x")


def test_a_kept_template_prints_the_same(folder: Path) -> None:
    """Compiled once, loaded the second time."""
    assert [_printed("Hello {{ name }}"), _printed("Hello {{ name }}")] == ["Hello x", "Hello x"]
    assert len(list(folder.iterdir())) == 1


def test_a_changed_template_is_compiled_anew(folder: Path) -> None:
    """By its text, not by its name alone."""
    assert [_printed("Hello {{ name }}"), _printed("Bye {{ name }}")] == ["Hello x", "Bye x"]
    assert len(list(folder.iterdir())) == 2


def test_what_is_broken_is_compiled_anew(folder: Path) -> None:
    """Cut off, or changed in one place: a wrong code would end the process."""
    _printed("Hello {{ name }}")
    (kept,) = folder.iterdir()
    whole = kept.read_bytes()
    for broken in (b"", whole[:-1], whole[:40] + b"?" + whole[41:]):
        kept.write_bytes(broken)
        assert _printed("Hello {{ name }}") == "Hello x"
        assert kept.read_bytes() == whole


def test_a_cache_that_cannot_be_written_is_done_without(folder: Path) -> None:
    """A file stands where the folder would be."""
    folder.write_text("")
    assert _printed("Hello {{ name }}") == "Hello x"
