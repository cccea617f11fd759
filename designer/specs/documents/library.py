"""The documents of one system, and the places in them: pointers walked, `$ref`s followed, nothing read outside the spec's folder."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import unquote

from designer.errors import DescriptionError
from designer.files.text import reason
from designer.specs.documents.limits import refuse_large
from designer.specs.documents.mentions import references_of
from designer.specs.documents.parse import Parsed, parsed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from designer.model.spec import FieldProof
    from designer.specs.documents.scan import Spans

LONGEST_CHAIN = 50
LONGEST_REFERENCE = 4000
"""Characters of a `$ref`."""
FORM = "/x-form"
"""What ends the pointer of a schema that an operation's form parameters imply."""


class ReferenceProblem(Exception):  # noqa: N818 - it becomes a finding, it stops nothing
    """A `$ref` that leads nowhere, and why."""


class Document:
    """A parsed file and the name by which the user knows it."""

    __slots__ = ("file", "folder", "is_beside", "mentions", "overlaid", "path", "proof", "root", "sha256", "spans", "text", "virtual")

    def __init__(self, *, file: str, root: Any, path: Path | None = None, folder: Path | None = None, sha256: str = "") -> None:
        """Take a parsed value; *folder* is where its relative references may lead."""
        self.file = file
        self.root = root
        self.path = path
        self.folder = folder or (path.parent if path else None)
        self.sha256 = sha256
        self.mentions: frozenset[str] = frozenset()
        """References that it holds, and what only looks like one (in an example)."""
        self.virtual: dict[str, Any] = {}
        """Schemas that the document only implies (a form made of parameters), by the pointer they are known under."""
        self.is_beside = False
        """Whether it is reached from another one, which is the document of the contents that hold its fields."""
        self.proof: FieldProof = ""
        """What its fields rest on, where it is no vendor's document."""
        self.overlaid: tuple[Overlaid, ...] = ()
        """What OpenAPI Overlays have changed in it, in order."""
        self.text = ""
        self.spans: Spans = {}
        """Where the parts stand in the text, until the index is written."""


class Overlaid(NamedTuple):
    """A place of a document that an overlay has changed, and the file and pointer of the action that did."""

    pointer: str
    file: str
    action: str


class Place(NamedTuple):
    """A value and where it stands: document and JSON pointer with `#` in front."""

    document: Document
    pointer: str
    value: Any

    @property
    def key(self) -> tuple[str, str]:
        """Return what tells this place from all others of a system."""
        return self.document.file, self.pointer

    def at(self, *steps: str | int) -> Place:
        """Return the place some keys or indices below, which must exist."""
        value, pointer = self.value, self.pointer
        for step in steps:
            value = value[step]
            pointer = f"{pointer}/{escape(str(step))}"
        return Place(self.document, pointer, value)


def escape(step: str) -> str:
    """Write one step of a JSON pointer."""
    return step.replace("~", "~0").replace("/", "~1") if "~" in step or "/" in step else step


def steps_of(pointer: str) -> list[str]:
    """Read the steps of a JSON pointer, with or without `#`."""
    text = unquote(pointer.removeprefix("#"))
    return [step.replace("~1", "/").replace("~0", "~") for step in text.split("/")[1:]] if text.startswith("/") else []


class Library:
    """All documents of one system: those named, and those that their references reach."""

    def __init__(self) -> None:
        """Start empty; `read` and `add` fill it."""
        self.documents: dict[str, Document] = {}
        self._by_path: dict[Path, Document] = {}
        self._near: dict[tuple[str, str], Document] = {}
        self._unreadable: dict[Path, str] = {}
        self._ways = 0
        self.laid: dict[str, Document] = {}
        """Object schemas laid at a pointer, by the address that stands for them in a `$ref`."""
        self.overlays: dict[str, str] = {}
        """The overlays that were applied to the documents, by file, with their hashes."""

    @property
    def files(self) -> tuple[str, ...]:
        """Return the names of all files, overlays last."""
        return (*self.documents, *self.overlays)

    def sha256_of(self, file: str) -> str:
        """Return the hash of what a file held when it was read."""
        return self.overlays[file] if file in self.overlays else self.documents[file].sha256

    def add(self, document: Document) -> Document:
        """Keep a document under its file name."""
        self.documents[document.file] = document
        if document.path is not None:
            self._by_path[document.path.resolve()] = document
        return document

    def read(self, file: str, path: Path) -> Document:
        """Read and keep a file. Raises DescriptionError."""
        data = read_bytes(file, path)
        return self.add(made(file, path, data, parsed(data, file=file)))

    def place(self, file: str, pointer: str) -> Place | None:
        """Return the place at a pointer, as it stands there: the last step's own `$ref` is not followed."""
        document = self.documents.get(file)
        if document is None:
            return None
        try:
            return self._walk(document, pointer)
        except ReferenceProblem:
            return None

    def follow(self, place: Place) -> Place:
        """Return the place that a chain of `$ref`s ends at. Raises ReferenceProblem."""
        for _ in range(LONGEST_CHAIN):
            reference = place.value.get("$ref") if isinstance(place.value, dict) else None
            if not isinstance(reference, str):
                return place
            place = self.target(place, reference)
        raise ReferenceProblem(f"{place.pointer}: a reference that leads back to itself")

    def only_referred(self, place: Place) -> Place:
        """Return the place that *place* is nothing but references to, itself where it says anything, or they lead nowhere."""
        start = place
        for _ in range(LONGEST_CHAIN):
            if not isinstance(place.value, dict) or len(place.value) != 1 or not isinstance(place.value.get("$ref"), str):
                return place
            try:
                place = self.target(place, place.value["$ref"])
            except ReferenceProblem:
                return start
        return start

    def target(self, place: Place, reference: str) -> Place:
        """Return the place that *reference*, written at *place*, names. Raises ReferenceProblem."""
        if len(reference) > LONGEST_REFERENCE:
            raise ReferenceProblem(f"{reference[:80]}… is {len(reference):,} characters long")
        address, _, fragment = reference.partition("#")
        document = self._document(place.document, address, reference) if address else place.document
        return self._walk(document, f"#{fragment}")

    def _walk(self, document: Document, pointer: str) -> Place:
        implied = virtual_home(document, pointer)
        if implied:
            return Place(document, implied, document.virtual[implied]).at(*steps_of(pointer.removeprefix(implied)))
        place = Place(document, "#", document.root)
        for step in steps_of(pointer):
            value = place.value
            if isinstance(value, dict) and step not in value and isinstance(value.get("$ref"), str):
                place = self._through(place)
                value = place.value
            place = _step(place, value, step, pointer)
        if pointer not in ("", "#") and not steps_of(pointer):
            raise ReferenceProblem(f"{pointer} names no place in its document")
        return place

    def _through(self, place: Place) -> Place:
        """Follow a reference on the way to another place: that way may lead through the same reference again."""
        if self._ways > LONGEST_CHAIN:
            raise ReferenceProblem(f"{place.pointer}: a reference that leads through itself")
        self._ways += 1
        try:
            return self.follow(place)
        finally:
            self._ways -= 1

    def _document(self, origin: Document, address: str, reference: str) -> Document:
        if address in self.laid:
            return self.laid[address]
        if "://" in address:
            raise ReferenceProblem(f"{reference} leads to the network; only files beside the document are read: save it there")
        near = self._near.get((origin.file, address))
        if near is not None:
            return near
        path = path_inside(origin, address, reference)
        known = self._by_path.get(path)
        if known is not None:
            self._near[origin.file, address] = known
            return known
        if path in self._unreadable:
            raise ReferenceProblem(self._unreadable[path])
        file = neighbour(origin.file, address)
        try:
            document = self.read(file, path)
        except DescriptionError as wrong:
            self._unreadable[path] = f"{reference}: {wrong.fact}"
            raise ReferenceProblem(self._unreadable[path]) from wrong
        document.folder, document.is_beside = origin.folder, True
        return document

    def read_neighbours(self) -> Iterator[tuple[Document, str, Document | None]]:
        """Read all files that references lead to; yield who refers, by which address, to what (`None`: it cannot be read)."""
        asked: set[tuple[str, str]] = set()
        waiting = list(self.documents.values())
        while waiting:
            origin = waiting.pop(0)
            for address in sorted({mention.partition("#")[0] for mention in origin.mentions}):
                if not address or "://" in address or address in self.laid or (origin.file, address) in asked:
                    continue
                asked.add((origin.file, address))
                count = len(self.documents)
                try:
                    found = self._document(origin, address, address)
                except ReferenceProblem:
                    yield origin, address, None
                    continue
                yield origin, address, found
                waiting += [found] if len(self.documents) > count else []


def made(file: str, path: Path, data: bytes, found: Parsed) -> Document:
    """Return the document of a file's bytes and what was parsed out of them."""
    document = Document(file=file, root=found.root, path=path, sha256=hashlib.sha256(data).hexdigest())
    document.mentions = references_of(found)
    document.text, document.spans = found.text, found.spans
    return document


def plain_name(file: str) -> str:
    """Return what an object that tells no title is called after its file: `customer` of `samples/customer.v2.json`."""
    return PurePosixPath(file).name.split(".")[0]


def virtual_home(document: Document, pointer: str) -> str:
    """Return where the implied schema stands that a pointer leads into, empty if it leads into none."""
    home = pointer[: pointer.find(FORM) + len(FORM)] if FORM in pointer else ""
    return home if home in document.virtual else ""


def read_bytes(file: str, path: Path) -> bytes:
    """Return a file's bytes. Raises DescriptionError."""
    try:
        size = path.stat().st_size
        if path.exists() and not path.is_file() and not path.is_dir():
            raise DescriptionError(file, "a pipe or device, not a file", next_step="Save the document to a file and name that.")
        refuse_large(size, file)
        return path.read_bytes()
    except FileNotFoundError:
        raise DescriptionError(file, "no such file", next_step=_alternatives(path)) from None
    except IsADirectoryError:
        raise DescriptionError(file, "a folder, not a document", next_step=_alternatives(path / "x")) from None
    except OSError as wrong:
        raise DescriptionError(file, f"cannot be read: {reason(wrong)}", next_step="See that you may read it.") from wrong


def _alternatives(path: Path) -> str:
    if not path.parent.is_dir():
        return f"The folder {path.parent} does not exist either."
    from difflib import get_close_matches  # noqa: PLC0415 - only for a message

    names = sorted(entry.name for entry in path.parent.iterdir() if entry.suffix in (".json", ".yaml", ".yml", ".csv"))
    close = get_close_matches(path.name, names, n=3) or names[:5]
    return f"In that folder: {', '.join(close)}." if close else "See that the path is right, seen from the folder you are in."


def _step(place: Place, value: Any, step: str, pointer: str) -> Place:
    if isinstance(value, dict) and step in value:
        return place.at(step)
    if isinstance(value, list) and re.fullmatch(r"[0-9]{1,9}", step) and int(step) < len(value):
        return place.at(int(step))
    raise ReferenceProblem(f"{pointer} names no place in its document")


def path_inside(origin: Document, address: str, reference: str = "") -> Path:
    """Return the file at an address written in a document. Raises ReferenceProblem where it lies outside the document's folder."""
    if origin.path is None or origin.folder is None:
        raise ReferenceProblem(f"{reference or address} leads to another file, and this document has no folder")
    try:
        path = (origin.path.parent / unquote(address)).resolve()
    except (OSError, ValueError) as wrong:
        raise ReferenceProblem(f"{reference or address} names no file") from wrong
    if not path.is_relative_to(origin.folder.resolve()):
        raise ReferenceProblem(f"{reference or address} leads out of the document's folder, which is not followed")
    return path


def neighbour(file: str, address: str) -> str:
    """Return the name of a file beside *file*, as a user would write it."""
    parts: list[str] = []
    for part in (PurePosixPath(file).parent / unquote(address)).parts:
        if part == ".." and parts and parts[-1] != "..":
            parts.pop()
        else:
            parts.append(part)
    return str(PurePosixPath(*parts))
