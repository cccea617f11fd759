"""Files of the cache: written whole or not at all, and never a reason to stop."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

from designer.files.replacing import put_file


def keep_text(path: Path, text: str) -> bool:
    """Write a file of the cache. Return whether it could be kept."""
    return keep_bytes(path, text.encode())


def keep_bytes(path: Path, data: bytes) -> bool:
    """Write a file of the cache that is no text. Return whether it could be kept."""
    try:
        put_file(path, data, is_lasting=False)
    except OSError:
        return False
    return True


def keep_within(folder: Path, ending: str, most: int) -> None:
    """Delete files of a folder of the cache, the least recently used first, until those of this ending hold at most *most* bytes."""
    found = []
    with contextlib.suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            with contextlib.suppress(OSError):
                if entry.name.endswith(ending) and entry.is_file(follow_symlinks=False):
                    stat = entry.stat(follow_symlinks=False)
                    found.append((stat.st_mtime_ns, entry.path, stat.st_size))
    excess = sum(size for _, _, size in found) - most
    for _, path, size in sorted(found):
        if excess <= 0:
            return
        with contextlib.suppress(OSError):
            Path(path).unlink()
            excess -= size
