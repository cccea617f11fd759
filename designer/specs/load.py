"""The descriptions of one system to a System: out of its index where one is kept, else read and indexed."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from designer.errors import DescriptionError
from designer.specs.documents.limits import LARGEST
from designer.specs.index.database import Database, made, opened
from designer.specs.index.fingerprint import file_hash, index_path
from designer.specs.index.layout import Described, Layout, kept_layout, library_of
from designer.specs.index.reading import root_of
from designer.specs.system import System

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from designer.model.brief import SystemRef
    from designer.model.description import DescriptionRef
    from designer.specs.documents.library import Library


def load_system(system: SystemRef, *, identifier: str, base: Path, fetch: Callable[[str], Path] | None = None) -> System:
    """Open a system. Raises DescriptionError where one of its documents is of no use as a whole.

    *fetch* returns the local copy of what stands at an address; without it only files are read.
    """
    described = tuple(_described(ref, base, fetch) for ref in system.descriptions)
    where = index_path(described) if all(one.sha256 for one in described) else None
    connection = opened(where) if where else None
    layout = kept_layout(connection) if connection else None
    library = library_of(layout, described) if layout else None
    if connection is None or layout is None or library is None:
        if connection is not None:
            connection.close()  # an open file cannot be replaced everywhere
        library, layout, fill = _read(system, described)
        place = _kept_at(where, library, described)
        database = Database(made(place, fill), anew=lambda: made(place, fill))
    else:
        database = Database(connection, anew=lambda: _made_anew(system, described, where))
        for number, document in enumerate(library.documents.values()):
            document.root = root_of(database, number)
    kinds = layout.kinds
    hashed = [replace(one.ref, kind=kind, sha256=library.sha256_of(one.ref.path)) for one, kind in zip(described, kinds, strict=True)]
    # Whatever is laid over a document comes after it.
    hashed.sort(key=lambda ref: ref.kind in ("account", "overlay"))
    return System(system.name, identifier, tuple(hashed), library=library, database=database, layout=layout)


def _made_anew(system: SystemRef, described: Sequence[Described], where: Path | None) -> sqlite3.Connection:
    """Make the index once more, of what the files hold now."""
    unread = [replace(one, data=None) for one in described]
    library, _, fill = _read(system, unread)
    return made(_kept_at(where, library, unread), fill)


def _kept_at(where: Path | None, library: Library, described: Sequence[Described]) -> Path | None:
    """Return *where* unless a file was changed after it was hashed: an index of other contents than its name says is not kept."""
    return where if all(library.sha256_of(one.ref.path) == one.sha256 for one in described) else None


def _read(system: SystemRef, described: Sequence[Described]) -> tuple[Library, Layout, Callable[[sqlite3.Connection], None]]:
    """Read all documents, and return what an index of them is filled by."""
    from designer.specs.gathering import gathered  # noqa: PLC0415 - a warm start reads no document
    from designer.specs.index.building import filling  # noqa: PLC0415 - the same

    library, read = gathered(system.name, described)
    return filling(library, system.name, read)


def _described(ref: DescriptionRef, base: Path, fetch: Callable[[str], Path] | None) -> Described:
    if "://" in ref.path and fetch is None:
        raise DescriptionError(
            ref.path, "only local files are read here", next_step="Save the document and name that file: curl -L -o system.json ADDRESS"
        )
    path = fetch(ref.path) if fetch and "://" in ref.path else base / ref.path
    read: list[bytes] = []
    try:
        is_readable = path.is_file() and path.stat().st_size <= LARGEST
        sha256 = file_hash(path, read=read.append) if is_readable else ""
    except OSError:
        sha256 = ""
    return Described(ref, path, sha256, next(iter(read), None))
