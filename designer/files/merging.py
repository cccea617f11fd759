"""A person's edit and a new rendering to one text, three ways, as `git merge-file` does it."""

from __future__ import annotations

import subprocess
import tempfile
from pathlib import Path
from typing import NamedTuple

from designer.errors import WritingError

MOST_CONFLICTS = 127
"""`git merge-file` answers the number of conflicts, at most this; anything above is a failure (a file that is no text)."""
LABELS = ("yours", "last-generated", "new")


class Merged(NamedTuple):
    """The text of both, and whether conflict marks stand in it."""

    data: bytes
    has_conflicts: bool


def merge(mine: bytes, base: bytes, new: bytes) -> Merged:
    """Return the person's text with the difference from *base* to *new* laid on it. Raises WritingError without git."""
    with tempfile.TemporaryDirectory(prefix="designer-merge-") as name:
        folder = Path(name)
        paths = [folder / label for label in LABELS]
        for path, data in zip(paths, (mine, base, new), strict=True):
            path.write_bytes(data)
        labels = [part for label in LABELS for part in ("-L", label)]
        try:
            done = subprocess.run(  # noqa: S603 - paths of our own
                ["git", "merge-file", "-p", "--diff3", *labels, *map(str, paths)],  # noqa: S607 - the git on the user's path
                cwd=folder,
                capture_output=True,
                check=False,
            )
        except FileNotFoundError:
            raise WritingError(
                "git",
                "is not found, and files that you changed must be merged",
                next_step="Install git, or choose another folder with --out.",
            ) from None
    if done.returncode > MOST_CONFLICTS:
        return Merged(mine, has_conflicts=True)
    return Merged(done.stdout, has_conflicts=done.returncode > 0)
