"""What this program keeps in its cache: counted, and cleared without touching anything else that lies there."""

from __future__ import annotations

import contextlib
import os
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from designer.files.folders import cache_folder

if TYPE_CHECKING:
    from collections.abc import Iterator

KEPT = ("indexes", "verdicts", "downloads", "stamps")
"""The folders of the cache that are this program's."""
OURS = re.compile(r"\.new-\w+|(?:[0-9a-f]{8,}[-.])*[0-9a-f]{16,}(?:[-.]\w+)*", re.IGNORECASE)
"""Names of our files: a hash, with what marks its kind behind it; and those that a killed run left half-written."""


@dataclass(frozen=True, slots=True)
class Kept:
    """How much one folder of the cache holds."""

    name: str
    files: int
    size: int
    """Bytes."""


def kept_in_cache() -> tuple[Kept, ...]:
    """Return how much there is of each kind."""
    return tuple(_counted(name, [entry.stat(follow_symlinks=False).st_size for entry in _entries(name)]) for name in KEPT)


def clear_cache() -> tuple[Kept, ...]:
    """Delete all of it and return what was deleted.

    The cache may be any folder (`DESIGNER_CACHE`), so only files that bear a name of ours are deleted; no link is followed.
    """
    return tuple(_cleared(name) for name in KEPT)


def keep_within(name: str, most: int) -> None:
    """Delete files of one folder of the cache, the least recently used first, until it holds no more than *most* bytes."""
    found = []
    for entry in _entries(name):
        with contextlib.suppress(OSError):
            stat = entry.stat(follow_symlinks=False)
            found.append((stat.st_mtime_ns, entry.path, stat.st_size))
    excess = sum(size for _, _, size in found) - most
    for _, path, size in sorted(found):
        if excess <= 0:
            return
        with contextlib.suppress(OSError):
            os.unlink(path)  # noqa: PTH108 - an entry of a scan, not a path
            excess -= size


def _cleared(name: str) -> Kept:
    sizes = []
    for entry in tuple(_entries(name)):
        with contextlib.suppress(OSError):
            size = entry.stat(follow_symlinks=False).st_size
            os.unlink(entry.path)  # noqa: PTH108 - an entry of a scan, not a path
            sizes.append(size)
    with contextlib.suppress(OSError):
        (cache_folder() / name).rmdir()
    return _counted(name, sizes)


def _entries(name: str) -> Iterator[os.DirEntry[str]]:
    """Yield our files in one folder of the cache; none where the folder is a link to another place."""
    folder = cache_folder() / name
    if folder.is_symlink():
        return
    with contextlib.suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            if OURS.fullmatch(entry.name) and entry.is_file(follow_symlinks=False):
                yield entry


def _counted(name: str, sizes: list[int]) -> Kept:
    return Kept(name, len(sizes), sum(sizes))
