"""One process at a time: a lock on a file, which the system lets go of when its holder ends, however it ends."""

from __future__ import annotations

import contextlib
import sys
import time
from typing import IO, TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PAUSE = 0.05


@contextlib.contextmanager
def locked(path: Path, *, seconds: float) -> Iterator[bool]:
    """Hold the lock of *path* during the block, and tell whether it was had within *seconds*. Raises OSError where no file can be."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a+b") as file:
        held = _waited(file, seconds)
        try:
            yield held
        finally:
            if held:
                _release(file)


def _waited(file: IO[bytes], seconds: float) -> bool:
    end = time.monotonic() + seconds
    while not _taken(file):
        if time.monotonic() >= end:
            return False
        time.sleep(PAUSE)
    return True


if sys.platform == "win32":
    import msvcrt

    def _taken(file: IO[bytes]) -> bool:
        file.seek(0)
        try:
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

    def _release(file: IO[bytes]) -> None:
        file.seek(0)
        msvcrt.locking(file.fileno(), msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    def _taken(file: IO[bytes]) -> bool:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def _release(file: IO[bytes]) -> None:
        fcntl.flock(file, fcntl.LOCK_UN)
