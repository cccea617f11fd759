"""A description named by its https address: the copy in the cache folder, held against the server's at most once a day."""

from __future__ import annotations

import contextlib
import hashlib
import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from designer.files.folders import cache_folder
from designer.files.kept import keep_text
from designer.files.locking import locked
from designer.files.text import unwritable
from designer.specs.fetching.address import web_address
from designer.specs.fetching.failures import UnreachableError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

FRESH = timedelta(days=1)
LONGEST_WAIT = 120.0
"""Seconds that one process waits for another that downloads the same document."""


class Copy(NamedTuple):
    """The copy of a document and what is known of it."""

    path: Path
    etag: str
    modified: str
    checked: datetime
    """When the server last said that it holds."""


def fetched(address: str, *, tell: Callable[[str], None], notice: Callable[[str], None] | None = None) -> Path:
    """Return the local copy of a document, downloaded if there is none, or if the server has another one since yesterday.

    Where no server can be reached the copy is used, and *notice* (else *tell*) is told of which day it is. The copy lies
    alone in its folder, so that references to files beside it lead nowhere. Raises DescriptionError and WritingError.
    """
    place = web_address(address).text
    folder = download_folder(place)
    known = _copy(folder)
    if known and _is_fresh(known):
        return known.path
    try:
        with alone(folder, place):
            known = _copy(folder)  # another process may have been quicker
            return known.path if known and _is_fresh(known) else _renewed(place, folder, known, tell)
    except UnreachableError as wrong:
        if known is None:
            raise
        (notice or tell)(f"{place}: {wrong.fact}. The copy of {known.checked.date().isoformat()} is used.")
        return known.path


def download_folder(address: str) -> Path:
    """Return the folder of the cache in which what comes from an address is worked on."""
    return cache_folder().absolute() / "downloads" / hashlib.sha256(address.encode()).hexdigest()[:32]


@contextlib.contextmanager
def alone(folder: Path, address: str) -> Iterator[None]:
    """Hold the folder of a download for one process. Raises UnreachableError where another one holds it for long."""
    try:
        lock = contextlib.ExitStack()
        held = lock.enter_context(locked(folder.with_suffix(".lock"), seconds=LONGEST_WAIT))
    except OSError as fault:
        raise unwritable(folder, fault) from None
    with lock:
        if not held:
            raise UnreachableError(address, "another process is downloading it", next_step="Wait until it is done.")
        yield


def ending(path: Path) -> str:
    """Return the ending that suits a document by its first character."""
    with path.open("rb") as file:
        start = file.read(1024).removeprefix(b"\xef\xbb\xbf").lstrip()
    return ".json" if start.startswith((b"{", b"[")) else ".yaml"


def _renewed(address: str, folder: Path, known: Copy | None, tell: Callable[[str], None]) -> Path:
    from designer.specs.fetching.download import download  # noqa: PLC0415 - a copy that is fresh needs none of it
    from designer.specs.fetching.telling import told_progress  # noqa: PLC0415 - the same

    etag, modified = (known.etag, known.modified) if known else ("", "")
    found = download(address, folder, etag=etag, modified=modified, progress=told_progress(address, tell), tell=tell)
    if found is None and known is not None:
        _note(folder, known.path, etag, modified)
        return known.path
    if found is None:
        raise UnreachableError(address, "the server says that nothing changed, and there is no copy", next_step="Run it again.")
    try:
        path = folder / "document" / f"document{ending(found.path)}"
        path.parent.mkdir(parents=True, exist_ok=True)
        found.path.replace(path)
        for old in path.parent.iterdir():
            if old != path:
                old.unlink()
    except OSError as fault:
        raise unwritable(folder, fault) from None
    _note(folder, path, found.etag, found.modified)
    return path


def _note(folder: Path, path: Path, etag: str, modified: str) -> None:
    told = {"file": path.name, "etag": etag, "modified": modified, "checked": datetime.now(UTC).isoformat()}
    keep_text(folder / "about.json", json.dumps(told))


def _copy(folder: Path) -> Copy | None:
    """Return the copy that is there; what cannot be read is none."""
    try:
        told = json.loads((folder / "about.json").read_text(encoding="utf-8"))
        path = folder / "document" / Path(told["file"]).name
        checked = datetime.fromisoformat(told["checked"]).astimezone(UTC)
        return Copy(path, str(told["etag"]), str(told["modified"]), checked) if path.is_file() else None
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _is_fresh(known: Copy) -> bool:
    return timedelta() <= datetime.now(UTC) - known.checked < FRESH
