"""Files of a run's folder, read where they are files: a pipe or a device there would never come to its end."""

from __future__ import annotations

import errno
import stat
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

MOST = 512 * 1024 * 1024
"""Bytes: a request of the longest conversation has some 10 MB."""


def bytes_of(path: Path) -> bytes:
    """Return what a file holds. Raises OSError, also for what is no file or larger than any of ours."""
    there = path.stat()
    if not stat.S_ISREG(there.st_mode):
        raise OSError(errno.EINVAL, "it is no file", str(path))
    if there.st_size > MOST:
        raise OSError(errno.EFBIG, "it is too large", str(path))
    return path.read_bytes()


def text_of(path: Path) -> str:
    """Return the text of a file. Raises OSError as `bytes_of`, and UnicodeDecodeError."""
    return bytes_of(path).decode("utf-8")
