"""What a rendering changes, as a person reads it."""

from __future__ import annotations

from pathlib import Path

from designer.files.changes import Change, Changes
from designer.show.changes import change_lines, difference

CHANGES = Changes(
    folder=Path("out"),
    files=(
        Change(path="a.md", kind="changed", old=b"1\n2\n", new=b"1\nzwei\n"),
        Change(path="b.md", kind="conflict", old=b"x", new=b"y"),
        Change(path="c.md", kind="added", new=b"1\n2\n3\n"),
        Change(path="d.md", kind="left_out"),
        Change(path="e.md", kind="removed", old=b"old\n"),
        Change(path="f.md", kind="kept", old=b"", new=b""),
        Change(path="g.md", kind="same", old=b"", new=b""),
    ),
)


def test_changes_are_listed_conflicts_first() -> None:
    """Files that stay as they are are not."""
    assert [line.text for line in change_lines(CHANGES, is_written=True)] == [
        "Written: out (4 files)",
        "  in conflict with your edits: settle the lines between <<<<<<< and >>>>>>>:",
        "    b.md",
        "  added:",
        "    c.md",
        "  changed:",
        "    a.md",
        "  removed, generated no longer:",
        "    e.md",
        "  kept as you changed it:",
        "    f.md",
        "  left out, as you deleted it:",
        "    d.md",
    ]


def test_a_new_folder_is_told_in_one_line() -> None:
    """Its files are seen by opening it."""
    files = tuple(Change(path=f"{number}.md", kind="added", new=b"x") for number in range(30))
    lines = [line.text for line in change_lines(Changes(folder=Path("out"), files=files, is_new=True), is_written=False)]
    assert lines == ["Would write: out (30 files)"]


def test_nothing_to_change_is_said() -> None:
    """Rendering twice."""
    assert [line.text for line in change_lines(Changes(folder=Path("out")), is_written=True)] == ["out: nothing to change"]


def test_the_difference_is_a_unified_one() -> None:
    """New files are named with their length, all others shown line by line, also one that does not end with a line feed."""
    assert difference(CHANGES) == (
        "+ c.md (3 lines)\n"
        "--- a/a.md\n+++ b/a.md\n@@ -1,2 +1,2 @@\n 1\n-2\n+zwei\n"
        "--- a/b.md\n+++ b/b.md\n@@ -1 +1 @@\n-x\n+y\n"
        "--- a/e.md\n+++ /dev/null\n@@ -1 +0,0 @@\n-old\n"
    )
