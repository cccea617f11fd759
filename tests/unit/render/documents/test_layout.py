"""Every document is Markdown that a viewer lays out as meant."""

from __future__ import annotations

import itertools
import re
from typing import TYPE_CHECKING

import pytest

from tests.unit.render.documents.made import a_nocode_design, a_warehouse_design, an_api_design, printed

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from designer.model.design import Design

MAKERS = (an_api_design, a_nocode_design, a_warehouse_design)
UNESCAPED_BAR = re.compile(r"(?<!\\)\|")


def _without_fences(text: str) -> list[str]:
    parts = text.split("```")
    assert len(parts) % 2 == 1, "a fence is never closed"
    return [line for part in parts[::2] for line in part.splitlines()]


@pytest.mark.parametrize("make", MAKERS)
def test_documents_are_laid_out(make: Callable[[], Design], tmp_path: Path) -> None:
    """One title, no heaps of blank lines, one line break at the end, a blank line before each heading and table."""
    for path, text in printed(make(), tmp_path).items():
        if not path.endswith(".md"):
            continue
        assert "\n\n\n" not in text, path
        assert text.endswith("\n"), path
        assert not text.endswith("\n\n"), path
        lines = _without_fences(text)
        assert sum(line.startswith("# ") for line in lines) == 1, path
        for before, line in itertools.pairwise(lines):
            if line.startswith("#") or (line.startswith("|") and not before.startswith("|")):
                assert before == "", (path, line)


@pytest.mark.parametrize("make", MAKERS)
def test_table_rows_are_as_wide_as_their_header(make: Callable[[], Design], tmp_path: Path) -> None:
    """No text opens a cell of its own."""
    for path, text in printed(make(), tmp_path).items():
        width = 0
        for line in _without_fences(text):
            bars = len(UNESCAPED_BAR.findall(line)) if line.startswith("|") else 0
            assert not width or not bars or bars == width, (path, line)
            width = bars


def test_a_warehouse_without_flows_has_no_documents_of_flows(tmp_path: Path) -> None:
    """Files that would be empty are not written."""
    paths = printed(a_warehouse_design(), tmp_path)
    assert "docs/sequence.md" not in paths
    assert "docs/field-map.md" not in paths


def test_the_same_design_gives_the_same_bytes(tmp_path: Path) -> None:
    """Nothing depends on a clock, on chance or on the order of a set."""
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    assert printed(an_api_design(), tmp_path / "a") == printed(an_api_design(), tmp_path / "b")
