"""Text files read, with messages that a person understands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from designer.errors import DesignerError, UsageError, WritingError

if TYPE_CHECKING:
    from pathlib import Path

LARGEST = 16 * 1024 * 1024
"""Bytes of the largest brief or design that is read."""


def read_text(path: Path) -> str:
    """Return the text of a UTF-8 file. Raises UsageError if there is none, or if it is no text."""
    return decoded(read_bytes(path), place=str(path))


def read_bytes(path: Path) -> bytes:
    """Return what a brief or a design file holds. Raises UsageError if there is none."""
    try:
        if path.is_dir():
            raise UsageError(str(path), "is a folder, not a file", next_step="Name the file in it.")
        if path.stat().st_size > LARGEST:
            raise UsageError(str(path), f"is larger than {LARGEST // 1024 // 1024} MB", next_step="Name a brief or a design.yaml.")
        return path.read_bytes()
    except FileNotFoundError:
        raise UsageError(str(path), "there is no such file", next_step=_files_like(path)) from None
    except OSError as fault:
        raise UsageError(str(path), f"cannot be read: {reason(fault)}", next_step="See that you may read it.") from None


def decoded(data: bytes, *, place: str) -> str:
    """Return the bytes as text with line feeds as line ends, a byte order mark left out. Raises UsageError."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        line = data[: fault.start].count(b"\n") + 1
        raise UsageError(f"{place}:{line}", "is not UTF-8 text", next_step="Save the file as UTF-8.") from None
    if "\0" in text:
        raise UsageError(place, "is not text: it holds NUL bytes", next_step="Name a text file.")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def unwritable(path: Path, fault: OSError) -> DesignerError:
    """Return the message for a place that cannot be written."""
    return WritingError(
        str(path),
        f"cannot be written: {reason(fault)}",
        next_step="What stood there before is unharmed. Choose another place with --out, or make room and rights there.",
    )


def reason(fault: OSError) -> str:
    """Return what the system says, in lower case and without numbers."""
    return (fault.strerror or str(fault) or type(fault).__name__).lower()


def _files_like(path: Path) -> str:
    """Name a file of the same folder whose name is close."""
    import difflib  # noqa: PLC0415 - only a fault needs it

    try:
        names = sorted(entry.name for entry in path.parent.iterdir())
    except OSError:
        return f"There is no folder {path.parent} either."
    close = difflib.get_close_matches(path.name, names, n=1, cutoff=0.8)
    return f"Did you mean {path.parent / close[0]}?" if close else "See that the path is right, seen from the folder you are in."
