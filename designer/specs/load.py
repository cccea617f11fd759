"""The descriptions of one system to a System: out of its index where one is kept, else read and indexed."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from designer.errors import DescriptionError
from designer.specs.documents.library import Document, Library
from designer.specs.documents.limits import LARGEST
from designer.specs.documents.recognise import is_openapi, not_openapi
from designer.specs.index.database import Database, made, opened
from designer.specs.index.fingerprint import file_hash, index_path
from designer.specs.index.layout import Described, Layout, kept_layout, library_of
from designer.specs.index.reading import root_of
from designer.specs.laying import lay_objects
from designer.specs.system import System

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from designer.model.brief import SystemRef
    from designer.model.description import DescriptionRef


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
    hashed = (replace(one.ref, sha256=library.documents[one.ref.path].sha256) for one in described)
    return System(system.name, identifier, tuple(hashed), library=library, database=database, layout=layout)


def _made_anew(system: SystemRef, described: Sequence[Described], where: Path | None) -> sqlite3.Connection:
    """Make the index once more, of what the files hold now."""
    unread = [replace(one, data=None) for one in described]
    library, _, fill = _read(system, unread)
    return made(_kept_at(where, library, unread), fill)


def _kept_at(where: Path | None, library: Library, described: Sequence[Described]) -> Path | None:
    """Return *where* unless a file was changed after it was hashed: an index of other contents than its name says is not kept."""
    return where if all(library.documents[one.ref.path].sha256 == one.sha256 for one in described) else None


def _read(system: SystemRef, described: Sequence[Described]) -> tuple[Library, Layout, Callable[[sqlite3.Connection], None]]:
    """Read all documents, and return what an index of them is filled by."""
    from designer.specs.index.building import filling  # noqa: PLC0415 - a warm start reads no document

    library = Library()
    whole = [_read_document(library, one) for one in described if not one.ref.pointer]
    laid = [(one.ref.pointer, _read_document(library, one)) for one in described if one.ref.pointer]
    lay_objects(library, system.name, whole, laid)
    return filling(library, system.name, whole, [document for _, document in laid])


def _described(ref: DescriptionRef, base: Path, fetch: Callable[[str], Path] | None) -> Described:
    if "://" in ref.path and fetch is None:
        raise DescriptionError(
            ref.path, "only local files are read here", next_step="Save the document and name that file: curl -L -o system.json ADDRESS"
        )
    if ref.kind in ("overlay", "account"):
        raise DescriptionError(
            ref.path,
            f"a description of kind `{ref.kind}` cannot be read",
            next_step="Give an OpenAPI document, a JSON Schema or a sample.",
        )
    path = fetch(ref.path) if fetch and "://" in ref.path else base / ref.path
    read: list[bytes] = []
    try:
        is_readable = path.is_file() and path.stat().st_size <= LARGEST
        sha256 = file_hash(path, read=read.append) if is_readable else ""
    except OSError:
        sha256 = ""
    return Described(ref, path, sha256, next(iter(read), None))


def _read_document(library: Library, described: Described) -> Document:
    """Read one document; a sample or a table becomes the schema that it shows. Raises DescriptionError."""
    from designer.specs.objects.objects import object_document  # noqa: PLC0415 - a warm start reads no document

    document = object_document(library, described.ref, described.path, data=described.data)
    if isinstance(document.root, dict) and not is_openapi(document.root):
        stranger = not_openapi(document.root)
        if stranger is not None:
            raise DescriptionError(described.ref.path, stranger.fact, next_step=stranger.next_step)
    return document
