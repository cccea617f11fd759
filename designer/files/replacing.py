"""One file written whole or not at all: staged beside its place, then renamed over what stands there."""

from __future__ import annotations

import contextlib
import os
import tempfile
from pathlib import Path

from designer.files.text import unwritable

STAGED = ".new-"


def replace_file(path: Path, data: bytes) -> None:
    """Write a file that the user gave us to keep, for those to read who could. Raises WritingError, with what stood there unharmed."""
    try:
        put_file(path.resolve(), data, is_lasting=True)
    except OSError as fault:
        raise unwritable(path, fault) from None


def put_file(path: Path, data: bytes, *, is_lasting: bool) -> None:
    """Write a file; *is_lasting* waits until it would outlive a loss of power. Raises OSError, with what stood there unharmed."""
    temporary = ""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(prefix=STAGED, dir=path.parent)
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            if is_lasting:
                file.flush()
                os.fsync(file.fileno())
        if is_lasting:
            Path(temporary).chmod(_mode_of(path))
        Path(temporary).replace(path)
    finally:
        if temporary:
            with contextlib.suppress(OSError):
                Path(temporary).unlink()


def _mode_of(path: Path) -> int:
    """Return the mode of the file that stands there, or what a new one would have."""
    if path.exists():
        return path.stat().st_mode & 0o777
    mask = os.umask(0o077)  # it can only be read by setting it
    os.umask(mask)
    return 0o666 & ~mask
