"""What this program keeps in its cache: counted, and cleared without touching anything else that lies there."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
from dataclasses import dataclass
from typing import TYPE_CHECKING

from designer.files.folders import cache_folder

if TYPE_CHECKING:
    from collections.abc import Iterator

KEPT = ("indexes", "verdicts", "downloads", "stamps", "words", "templates")
"""The folders of the cache that are this program's."""
FILE = re.compile(r"\.new-\w+|(?:[0-9a-f]{8,}-)*[0-9a-f]{32,}(?:[-.]\w+)*", re.IGNORECASE)
"""Names of our files: a hash, with what marks its kind behind it; and those that a killed run left half-written."""
FOLDER = re.compile(r"[0-9a-f]{32}")
"""Names of our folders, one for each address that a document was downloaded from."""
BESIDE = (".lock", "-wal", "-shm", "-journal")
"""Ends of files that only go with another one."""


@dataclass(frozen=True, slots=True)
class Kept:
    """How much one folder of the cache holds."""

    name: str
    count: int
    size: int
    """Bytes."""


def kept_in_cache() -> tuple[Kept, ...]:
    """Return how much there is of each kind."""
    return tuple(_counted(name, [(entry.name, _size(entry)) for entry in _entries(name)]) for name in KEPT)


def clear_cache() -> tuple[Kept, ...]:
    """Delete all of it and return what was deleted.

    The cache may be any folder (`DESIGNER_CACHE`), so only what bears a name of ours is deleted; no link is followed.
    """
    return tuple(_cleared(name) for name in KEPT)


def _cleared(name: str) -> Kept:
    gone = []
    for entry in tuple(_entries(name)):
        with contextlib.suppress(OSError):
            size = _size(entry)
            shutil.rmtree(entry.path) if entry.is_dir(follow_symlinks=False) else os.unlink(entry.path)  # noqa: PTH108 - an entry of a scan, not a path
            gone.append((entry.name, size))
    with contextlib.suppress(OSError):
        (cache_folder() / name).rmdir()
    return _counted(name, gone)


def _entries(name: str) -> Iterator[os.DirEntry[str]]:
    """Yield what is ours in one folder of the cache; nothing where the folder is a link to another place."""
    folder = cache_folder() / name
    if folder.is_symlink():
        return
    with contextlib.suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            is_file = FILE.fullmatch(entry.name) and entry.is_file(follow_symlinks=False)
            is_folder = name == "downloads" and FOLDER.fullmatch(entry.name) and entry.is_dir(follow_symlinks=False)
            if is_file or is_folder:
                yield entry


def _size(entry: os.DirEntry[str]) -> int:
    """Return the bytes of a file, or of all files in a folder; what is gone meanwhile has none."""
    with contextlib.suppress(OSError):
        if not entry.is_dir(follow_symlinks=False):
            return entry.stat(follow_symlinks=False).st_size
        with os.scandir(entry.path) as entries:
            return sum(_size(inner) for inner in entries)
    return 0


def _counted(name: str, told: list[tuple[str, int]]) -> Kept:
    return Kept(name, sum(not file.endswith(BESIDE) for file, _ in told), sum(size for _, size in told))
