"""The documents of a system, parsed, to the rows of an index: frames and parts, operations and their words."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from designer.specs.documents.recognise import is_openapi
from designer.specs.index.layout import LAYOUT, Layout, layout_of
from designer.specs.index.packing import Packer
from designer.specs.index.rows import Row, packed_text
from designer.specs.index.words import parameter_names
from designer.specs.index.writing import write_document, write_operations
from designer.specs.objects.objects import object_operations
from designer.specs.openapi.document import Slot, assumed_needs, head_of, slots_of
from designer.specs.openapi.source import Source
from designer.specs.schemas.shape import ShapeReader
from designer.specs.validation.meta_schema import meta_findings

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Sequence

    from designer.model.spec import Operation
    from designer.specs.documents.library import Library
    from designer.specs.index.layout import ReadDocuments

TEXT_LENGTH = 300
"""Letters of a description that are searched: what comes after is seldom about the operation."""


def filling(library: Library, system: str, read: ReadDocuments) -> tuple[Library, Layout, Callable[[sqlite3.Connection], None]]:
    """Return the library with all that its documents refer to, its layout, and what an index of it is filled by.

    Raises DescriptionError where a document is of no use as a whole.
    """
    whole = read.whole
    layout = layout_of(library, whole, read.laid, list(library.read_neighbours()), read.described)
    packer = Packer(system, library.files)
    reader = ShapeReader(library)
    memos: dict[str, bytes] = {LAYOUT: layout.text()}
    if read.findings or read.enrichments:
        memos["laid findings"] = packed_text([packer.pack(finding) for finding in read.findings])
        memos["enrichments"] = packed_text([packer.pack(one) for one in read.enrichments])
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
            write_document(connection, number, document)
            document.text, document.spans = "", {}
        write_operations(connection, rows)
        connection.executemany("INSERT INTO memo VALUES (?, ?)", memos.items())

    return library, layout, fill


def _average(rows: Sequence[Row]) -> float:
    lengths = [row.path.count("/") + row.summary.count(" ") for row in rows]
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


def _text(value: Any) -> str:
    return value.strip() if isinstance(value, str) else ""
