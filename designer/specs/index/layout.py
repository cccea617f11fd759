"""Which documents an index holds and where they come from, and the library made of them again."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import dataclass
from typing import TYPE_CHECKING

from designer.specs.documents.library import Document, Library, Overlaid, ReferenceProblem, neighbour, path_inside, plain_name
from designer.specs.documents.limits import LARGEST
from designer.specs.documents.recognise import is_openapi
from designer.specs.index.fingerprint import file_hash
from designer.specs.laying import address as laid_address

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from designer.model.description import DescriptionRef
    from designer.model.finding import Finding
    from designer.model.scalars import DescriptionKind
    from designer.model.spec import Enrichment, FieldProof

LAYOUT = "layout"
TOO_LARGE = "too large"


@dataclass(frozen=True, slots=True)
class Described:
    """A description, the file it names, and the hash of what the file holds; its bytes, if they had to be read for that."""

    ref: DescriptionRef
    path: Path
    sha256: str
    data: bytes | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadDocuments:
    """The descriptions of a system, read, and all laid over each other."""

    described: tuple[Described, ...]
    """In the order in which they were given, each with the kind that it turned out to be."""
    whole: tuple[Document, ...]
    laid: tuple[Document, ...]
    findings: tuple[Finding, ...] = ()
    """What was wrong with laying one over the other."""
    enrichments: tuple[Enrichment, ...] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """A document of an index, and how it came there."""

    sha256: str
    mentions: tuple[str, ...]
    is_openapi: bool
    origin: int
    """Number of the document that refers to this one; -1: it was given by name."""
    address: str = ""
    called: str = ""
    """What an object is called that tells no title: the beginning of its file's name. An OpenAPI document is called nothing."""
    proof: FieldProof = ""
    overlaid: tuple[tuple[str, int, str], ...] = ()
    """Places that overlays have changed: pointer, number of the description that is the overlay, pointer of its action."""


@dataclass(frozen=True, slots=True)
class Layout:
    """The documents by number, those given by name first."""

    documents: tuple[Entry, ...]
    whole: tuple[int, ...]
    """Those that describe the system, in the order in which they were named."""
    laid: tuple[int, ...]
    """Those laid at a pointer of the first one."""
    missing: tuple[tuple[int, str, str], ...]
    """References to files that could not be read: who refers, address, hash of what stands there all the same."""
    kinds: tuple[DescriptionKind, ...] = ()
    """What the descriptions turned out to be, in the order in which they were given."""

    def text(self) -> bytes:
        """Return the layout as JSON."""
        rows = [[e.sha256, e.mentions, e.is_openapi, e.origin, e.address, e.called, e.proof, e.overlaid] for e in self.documents]
        return json.dumps([rows, self.whole, self.laid, self.missing, self.kinds]).encode("utf-8", "surrogatepass")


def layout_of(
    library: Library,
    whole: Sequence[Document],
    laid: Sequence[Document],
    near: Sequence[tuple[Document, str, Document | None]],
    described: Sequence[Described],
) -> Layout:
    """Return the layout of a library that has read all that its documents refer to; *described* with the kinds that were found."""
    given_at = {one.ref.path: place for place, one in enumerate(described)}
    number = {file: number for number, file in enumerate(library.documents)}
    given = {document.file for document in (*whole, *laid)}
    origins = {found.file: (number[one.file], address) for one, address, found in reversed(near) if found and found.file not in given}
    return Layout(
        documents=tuple(
            Entry(
                one.sha256,
                tuple(sorted(one.mentions)),
                is_openapi(one.root),
                *origins.get(one.file, (-1, "")),
                called="" if is_openapi(one.root) else plain_name(one.file),
                proof=one.proof,
                overlaid=tuple((change.pointer, given_at[change.file], change.action) for change in one.overlaid),
            )
            for one in library.documents.values()
        ),
        whole=tuple(number[one.file] for one in whole),
        laid=tuple(number[one.file] for one in laid),
        missing=tuple((number[one.file], address, near_hash(one, address)) for one, address, found in near if found is None),
        kinds=tuple(one.ref.kind for one in described),
    )


def kept_layout(connection: sqlite3.Connection) -> Layout | None:
    """Return the layout that an index was written with, `None` where it cannot be read."""
    try:
        text = connection.execute("SELECT text FROM memo WHERE name = ?", (LAYOUT,)).fetchall()[0][0]
        rows, whole, laid, missing, kinds = json.loads(text.decode("utf-8", "surrogatepass"))
        entries = tuple(Entry(sha256, tuple(mentions), *rest) for sha256, mentions, *rest in rows)
        lost = tuple((origin, address, sha256) for origin, address, sha256 in missing)
        return Layout(entries, tuple(whole), tuple(laid), lost, tuple(kinds))
    except (sqlite3.Error, ValueError, TypeError, IndexError):
        return None


def library_of(layout: Layout, described: Sequence[Described]) -> Library | None:
    """Return the library of a kept index, without its roots; `None` where a file that its documents refer to is not what it was."""
    library = Library()
    if len(described) != len(layout.kinds):
        return None
    for one, kind in zip(described, layout.kinds, strict=True):
        if kind == "overlay":
            library.overlays[one.ref.path] = one.sha256
    for file, path in _given([one for one in described if one.ref.path not in library.overlays]).items():
        library.add(Document(file=file, root=None, path=path))
    for entry in layout.documents:
        near = _near(entry, list(library.documents.values())) if entry.origin >= 0 else None
        if near is not None:
            library.add(near)
    documents = list(library.documents.values())
    is_same = (
        len(documents) == len(layout.documents)
        and all(near_hash(documents[origin], address) == sha256 for origin, address, sha256 in layout.missing)
        and all(entry.called in ("", plain_name(one.file)) for one, entry in zip(documents, layout.documents, strict=True))
    )
    if not is_same:
        return None
    for document, entry in zip(documents, layout.documents, strict=True):
        document.sha256, document.mentions, document.proof = entry.sha256, frozenset(entry.mentions), entry.proof
        document.overlaid = tuple(Overlaid(pointer, described[place].ref.path, action) for pointer, place, action in entry.overlaid)
    for place, number in enumerate(layout.laid):
        library.laid[laid_address(place)] = documents[number]
        documents[number].is_beside = True
    return library


def _given(described: Sequence[Described]) -> dict[str, Path]:
    """Return the files given by name, those laid at a pointer last."""
    return {one.ref.path: one.path for one in in_reading_order(described)}


def in_reading_order(described: Sequence[Described]) -> list[Described]:
    """Return descriptions in the order in which they are read: those that describe a system first, then what is laid over them."""
    return sorted(described, key=lambda one: bool(one.ref.pointer) or one.ref.kind in ("account", "overlay"))


def near_hash(origin: Document, address: str) -> str:
    """Return the hash of the file that a document refers to, empty where none may be read."""
    try:
        return _hash(path_inside(origin, address))
    except ReferenceProblem:
        return ""


def _hash(path: Path | None) -> str:
    """Return the hash of a file; of one that is too large to be read only that it is."""
    try:
        if not path or not path.is_file():
            return ""
        return file_hash(path) if path.stat().st_size <= LARGEST else TOO_LARGE
    except OSError:
        return ""


def _near(entry: Entry, documents: list[Document]) -> Document | None:
    """Return a document that another refers to, if it is what it was."""
    origin = documents[entry.origin]
    try:
        path = path_inside(origin, entry.address)
    except ReferenceProblem:
        return None
    if _hash(path) != entry.sha256:
        return None
    near = Document(file=neighbour(origin.file, entry.address), root=None, path=path, folder=origin.folder)
    near.is_beside = True
    return near
