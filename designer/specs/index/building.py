"""The documents of a system, parsed, to the rows of an index: frames and parts, operations and their words."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from designer.specs.documents.parts import frame_of, homes_of
from designer.specs.documents.recognise import is_openapi
from designer.specs.index.layout import LAYOUT, Layout, layout_of
from designer.specs.index.packing import Packer
from designer.specs.index.rows import Row, encoded, packed_text
from designer.specs.index.words import parameter_names, verbs_of
from designer.specs.objects.objects import object_operations
from designer.specs.openapi.document import Slot, assumed_needs, head_of, slots_of
from designer.specs.openapi.source import Source
from designer.specs.schemas.shape import ShapeReader
from designer.specs.validation.meta_schema import meta_findings

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Mapping, Sequence

    from designer.model.spec import Operation
    from designer.specs.documents.library import Document, Library

BOUNDARY = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|[\W_]+")
TEXT_LENGTH = 300
"""Letters of a description that are searched: what comes after is seldom about the operation."""


def filling(
    library: Library, system: str, whole: Sequence[Document], laid: Sequence[Document]
) -> tuple[Library, Layout, Callable[[sqlite3.Connection], None]]:
    """Return the library with all that its documents refer to, its layout, and what an index of it is filled by.

    Raises DescriptionError where a document is of no use as a whole.
    """
    layout = layout_of(library, whole, laid, list(library.read_neighbours()))
    packer = Packer(system, tuple(library.documents))
    reader = ShapeReader(library)
    memos: dict[str, bytes] = {LAYOUT: layout.text()}
    rows: dict[str, Row] = {}
    for number, document in zip(layout.whole, whole, strict=True):
        source = Source(system=system, document=document, library=library, reader=reader)
        if not is_openapi(document.root):
            for operation in object_operations(source, alone=True).operations:
                rows[f"{number} {operation.method}"] = _object_row(len(rows), number, operation)
            continue
        head, slots = head_of(source), list(slots_of(source))
        assumed = assumed_needs(source, head.schemes, slots)
        memos[f"head {number}"] = packed_text([packer.pack(head), *map(packer.pack, assumed)])
        shape = meta_findings(document.root, file=document.file)
        memos[f"shape {number}"] = packed_text([packer.pack(finding) for finding in shape])
        for slot in slots:
            rows.setdefault(f"{slot.method} {slot.path}", _row(len(rows), number, slot))
    memos["measures"] = json.dumps([len(rows), _average(list(rows.values()))]).encode()

    def fill(connection: sqlite3.Connection) -> None:
        for number, document in enumerate(library.documents.values()):
            _write_document(connection, number, document)
            document.text, document.spans = "", {}
        _write_operations(connection, rows)
        connection.executemany("INSERT INTO memo VALUES (?, ?)", memos.items())

    return library, layout, fill


def _average(rows: Sequence[Row]) -> float:
    lengths = [len(set(_spaced(f"{row.path} {row.summary}").lower().split())) for row in rows]
    return sum(lengths) / len(lengths) if sum(lengths) else 1.0


def _row(number: int, document: int, slot: Slot) -> Row:
    """Return what an operation is found by, taken from the document as it stands: no reference is followed."""
    value = slot.place.value if isinstance(slot.place.value, dict) else {}
    tags = value.get("tags")
    return Row(
        number=number,
        document=document,
        method=slot.method,
        path=slot.path,
        operation_id=_text(value.get("operationId")),
        summary=_text(value.get("summary")),
        tags=" ".join(tag for tag in tags if isinstance(tag, str)) if isinstance(tags, list) else "",
        description=_text(value.get("description"))[:TEXT_LENGTH],
        parameters=parameter_names(value.get("parameters")),
    )


def _object_row(number: int, document: int, operation: Operation) -> Row:
    return Row(number, document, operation.method, operation.path, "", operation.summary, "", "", "")


def _write_document(connection: sqlite3.Connection, number: int, document: Document) -> None:
    """Write a document: its parts as they stand in its text, where that is known, and what is left without them."""
    connection.execute("INSERT INTO frame VALUES (?, ?)", (number, _dumped(frame_of(document.root))))
    for keys, members in homes_of(document.root):
        home = connection.execute("INSERT INTO home (document, keys) VALUES (?, ?)", (number, json.dumps(keys))).lastrowid
        rows = ((home, encoded(name), _part_text(document, keys, name, value)) for name, value in members.items())
        connection.executemany("INSERT INTO part (home, name, text) VALUES (?, ?, ?)", rows)


def _write_operations(connection: sqlite3.Connection, rows: Mapping[str, Row]) -> None:
    """Write the operations under their keys, and the words that they are found by."""
    connection.executemany(
        "INSERT INTO operation VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        ((r.number, r.document, r.method, encoded(r.path), encoded(key), *map(_storable, r[4:])) for key, r in rows.items()),
    )
    columns = "rowid, name, path, summary, tags, description, parameters, verbs"
    connection.executemany(f"INSERT INTO word ({columns}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)", map(_words, rows.values()))  # noqa: S608 - fixed


def _words(row: Row) -> tuple[Any, ...]:
    """Return an operation's number and the texts that it is found by, words parted."""
    texts = (row.operation_id, row.path, row.summary, row.tags, row.description, row.parameters)
    return (row.number, *map(_spaced, texts), verbs_of(row))


def _object_row(number: int, document: int, operation: Operation) -> Row:
    return Row(number, document, operation.method, operation.path, "", operation.summary, "", "", "")


def _write_document(connection: sqlite3.Connection, number: int, document: Document) -> None:
    """Write a document: its parts as they stand in its text, where that is known, and what is left without them."""
    connection.execute("INSERT INTO frame VALUES (?, ?)", (number, _dumped(frame_of(document.root))))
    for keys, members in homes_of(document.root):
        home = connection.execute("INSERT INTO home (document, keys) VALUES (?, ?)", (number, json.dumps(keys))).lastrowid
        rows = ((home, encoded(name), _part_text(document, keys, name, value)) for name, value in members.items())
        connection.executemany("INSERT INTO part (home, name, text) VALUES (?, ?, ?)", rows)


def _write_operations(connection: sqlite3.Connection, rows: Mapping[str, Row]) -> None:
    """Write the operations under their keys, and the words that they are found by."""
    connection.executemany(
        "INSERT INTO operation VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        ((r.number, r.document, r.method, encoded(r.path), encoded(key), *map(_storable, r[4:])) for key, r in rows.items()),
    )
    connection.executemany(
        "INSERT INTO word (rowid, name, path, summary, tags, description, parameters, verbs) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (
            (r.number, *map(_spaced, (r.operation_id, r.path, r.summary, r.tags, r.description, r.parameters)), verbs_of(r))
            for r in rows.values()
        ),
    )


def _part_text(document: Document, keys: tuple[str, ...], name: str, value: Any) -> bytes:
    span = document.spans.get(keys, {}).get(name)
    return encoded(document.text[span[0] : span[1]]) if span else _dumped(value)


def _dumped(value: Any) -> bytes:
    return encoded(json.dumps(value, ensure_ascii=False, separators=(",", ":")))


def _text(value: Any) -> str:
    return value.strip() if isinstance(value, str) else ""


def _storable(text: str) -> str:
    return text if text.isascii() else text.encode("utf-8", "replace").decode()


def _spaced(text: str) -> str:
    """Part the words of `listCustomerInvoices` and `/customer_groups/{id}`."""
    return BOUNDARY.sub(" ", _storable(text))
