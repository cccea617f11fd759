"""Runs let go of: their folders, and nothing else that lies beside them."""

from __future__ import annotations

import contextlib
import shutil
from typing import TYPE_CHECKING

from designer.files.runs.places import runs_folder
from designer.files.runs.reading import run_ids

if TYPE_CHECKING:
    from collections.abc import Iterable


def clear_runs(identifiers: Iterable[str]) -> tuple[str, ...]:
    """Delete the folders of some runs, and return the ids of those that are gone; no link is followed."""
    known, gone = frozenset(run_ids()), []
    for identifier in identifiers:
        folder = runs_folder() / identifier
        if identifier in known and not folder.is_symlink():
            with contextlib.suppress(OSError):
                shutil.rmtree(folder)
                gone.append(identifier)
    return tuple(gone)
