"""Changes to disk, wholly or not at all: everything is staged on the same file system first, then renamed into place.

A new tree is one rename. In an existing one each file is a rename over the old one, of which a copy is kept until all are
done: a failure puts them back. Ctrl-C while staging leaves nothing behind; during the renames it waits until they are done. The last
rendering is renamed after the files, so that even a killed run is mended by the next one.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import tempfile
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Any

from designer.errors import WritingError
from designer.files.text import unwritable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from designer.files.changes import Changes

BASE = ".designer/base"
"""Where the last rendering is kept inside the repository."""
STAGING = ".designer-staging-"


LEAST_ROOM = 1_000_000
"""Bytes that the smallest repository takes, each file of it on blocks of its own."""


def place(changes: Changes) -> None:
    """Write all changes. Raises WritingError with the tree as it was."""
    folder = changes.folder
    try:
        root = folder if folder.exists() else _existing_parent(folder)
        clear_staged(root)
        staging = Path(tempfile.mkdtemp(prefix=f"{STAGING}{os.getpid()}-", dir=root))
    except OSError as fault:
        raise unwritable(folder, fault) from None
    try:
        _stage(changes, staging / "new")
        with _uninterrupted():
            _move_tree(staging / "new", folder) if changes.is_new else _move_files(changes, staging, folder)
    except OSError as fault:
        raise unwritable(Path(fault.filename) if fault.filename else folder, fault) from None
    finally:
        shutil.rmtree(staging, ignore_errors=True)


def refuse_unwritable(folder: Path) -> None:
    """Raise WritingError where it can be known beforehand that nothing can be written there: before anybody has paid for it."""
    choose = "Choose another folder with --out. Nothing was asked or written."
    try:
        if folder.is_symlink() and not folder.exists():
            raise WritingError(str(folder), f"is a link that leads nowhere ({folder.readlink()})", next_step=choose)
        root = folder if folder.exists() else _existing_parent(folder)
        if not root.is_dir():
            raise WritingError(str(folder), f"cannot be made: {root} is a file, not a folder", next_step=choose)
        if not os.access(root, os.W_OK | os.X_OK):
            raise WritingError(str(folder), f"cannot be written: {root} may not be written to", next_step=choose)
        if shutil.disk_usage(root).free < LEAST_ROOM:
            raise WritingError(str(folder), "cannot be written: the disk is full", next_step=choose)
    except OSError as fault:
        raise unwritable(folder, fault) from None


def clear_staged(root: Path) -> None:
    """Delete what a run that was killed while it wrote has left staged here; that of a run that goes on stays."""
    for entry in root.glob(f"{STAGING}*-*"):
        number = entry.name.removeprefix(STAGING).partition("-")[0]
        if number.isdecimal() and entry.is_dir() and not entry.is_symlink() and not _is_running(int(number)):
            shutil.rmtree(entry, ignore_errors=True)


def _is_running(process: int) -> bool:
    """Tell whether a process may be running; where that cannot be asked without harm, it may."""
    if os.name != "posix":
        return True
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True


def _stage(changes: Changes, new: Path) -> None:
    for change in changes.files:
        if change.new is not None and change.kind not in {"same", "kept"}:
            _put(new / change.path, change.new, executable=change.executable)
        if change.generated is not None:
            _put(new / BASE / change.path, change.generated, executable=False)
    (new / BASE).mkdir(parents=True, exist_ok=True)


def _put(path: Path, data: bytes, *, executable: bool) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    if executable:
        mode = path.stat().st_mode
        path.chmod(mode | (mode & 0o444) >> 2)


def _move_tree(new: Path, folder: Path) -> None:
    folder.parent.mkdir(parents=True, exist_ok=True)
    new.rename(folder)


def _move_files(changes: Changes, staging: Path, folder: Path) -> None:
    """Rename every staged file into place, with what stood there kept aside; on a failure put all back, last first."""
    new, aside = staging / "new", staging / "old"
    files = sorted(path.relative_to(new).as_posix() for path in new.rglob("*") if path.is_file())
    files.sort(key=lambda path: path.startswith(f"{BASE}/"))
    gone = [change.path for change in changes.of("removed")] + [f"{BASE}/{path}" for path in changes.stale]
    done: list[tuple[Path, Path | None]] = []
    try:
        for path in files:
            done.append((folder / path, _replace(new / path, folder / path, aside / path)))  # noqa: PERF401 - what is done must be known if the next one fails
        for path in gone:
            (aside / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).rename(aside / path)
            done.append((folder / path, aside / path))
    except BaseException:
        for place_of, kept in reversed(done):
            kept.replace(place_of) if kept else place_of.unlink()
        _drop_empty(folder, files)
        raise
    (folder / BASE).mkdir(parents=True, exist_ok=True)
    _drop_empty(folder, gone)


def _replace(new: Path, place_of: Path, aside: Path) -> Path | None:
    """Put a file in place, where another may stand, and return a copy of that; at no moment is neither of them there."""
    kept = None
    if place_of.exists():
        aside.parent.mkdir(parents=True, exist_ok=True)
        kept = Path(shutil.copy2(place_of, aside))
        new.chmod(kept.stat().st_mode | new.stat().st_mode)
    place_of.parent.mkdir(parents=True, exist_ok=True)
    new.replace(place_of)
    return kept


def _drop_empty(folder: Path, paths: list[str]) -> None:
    """Remove folders that hold nothing any more."""
    for parent in sorted({parent for path in paths for parent in Path(path).parents if parent.parts}, key=str, reverse=True):
        with contextlib.suppress(OSError):
            (folder / parent).rmdir()


def _existing_parent(folder: Path) -> Path:
    """Return the nearest folder above that exists: what is staged there can be renamed to *folder*."""
    return next(parent for parent in folder.absolute().parents if parent.exists())


@contextlib.contextmanager
def _uninterrupted() -> Iterator[None]:
    """Hold Ctrl-C back until the block is done."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    held: list[int] = []

    def hold(number: int, _: Any) -> None:
        held.append(number)

    before = signal.signal(signal.SIGINT, hold)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
    if held:
        raise KeyboardInterrupt
