"""What a rendering changes in a folder: counts and lists, or the whole difference."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING

from designer.show.console import Line
from designer.show.safe import safe

if TYPE_CHECKING:
    from collections.abc import Iterator

    from designer.files.changes import Change, Changes, Kind
    from designer.show.console import Tone

WORDS: dict[Kind, tuple[str, Tone]] = {
    "conflict": ("in conflict with your edits: settle the lines between <<<<<<< and >>>>>>>", "error"),
    "merged": ("merged with your edits", "warning"),
    "added": ("added", "good"),
    "changed": ("changed", "good"),
    "removed": ("removed, generated no longer", "warning"),
    "kept": ("kept as you changed it", "quiet"),
    "left_out": ("left out, as you deleted it", "quiet"),
}
MOST_LISTED = 12
BINARY = "(no text)"


def change_lines(changes: Changes, *, is_written: bool) -> Iterator[Line]:
    """Yield what was written, or would be: conflicts first, every file named unless there are many of a kind."""
    if not changes.has_effect:
        yield Line(f"{changes.folder}: nothing to change", "good")
    else:
        count = len(changes.of("added", "changed", "merged", "conflict", "removed"))
        yield Line(f"{'Written' if is_written else 'Would write'}: {changes.folder} ({count} {'file' if count == 1 else 'files'})", "good")
    for kind, (words, tone) in WORDS.items():
        found = changes.of(kind)
        if found and not (kind == "added" and changes.is_new):
            yield Line(f"  {words}:", tone)
            yield from (Line(f"    {change.path}") for change in found[:MOST_LISTED])
            if len(found) > MOST_LISTED:
                yield Line(f"    and {len(found) - MOST_LISTED} more")


def difference(changes: Changes) -> str:
    """Return a unified difference of the files that are there already, and the list of those that are new."""
    parts = [f"+ {change.path} ({_size(change.new)})\n" for change in changes.of("added")]
    parts += [_unified(change) for change in changes.of("changed", "merged", "conflict", "removed")]
    return safe("".join(parts))


def _unified(change: Change) -> str:
    old, new = _lines(change.old), _lines(change.new)
    return "".join(difflib.unified_diff(old, new, f"a/{change.path}", f"b/{change.path}" if change.new is not None else "/dev/null"))


def _lines(data: bytes | None) -> list[str]:
    if data is None:
        return []
    try:
        lines = data.decode().splitlines(keepends=True)
    except UnicodeDecodeError:
        return [f"{BINARY}\n"]
    return [line if line.endswith("\n") else f"{line}\n" for line in lines]


def _size(data: bytes | None) -> str:
    count = len(_lines(data))
    return f"{count} {'line' if count == 1 else 'lines'}"
