"""Documents and operations to the tables of an index."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from designer.specs.documents.parts import frame_of, homes_of
from designer.specs.index.rows import encoded, packed_text
from designer.specs.index.words import verbs_of

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Mapping

    from designer.specs.documents.library import Document
    from designer.specs.index.rows import Row

BOUNDARY = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")


def write_document(connection: sqlite3.Connection, number: int, document: Document) -> None:
    """Write a document: its parts as they stand in its text, where that is known, and what is left without them."""
    connection.execute("INSERT INTO frame VALUES (?, ?)", (number, packed_text(frame_of(document.root))))
    for keys, members in homes_of(document.root):
        home = connection.execute("INSERT INTO home (document, keys) VALUES (?, ?)", (number, json.dumps(keys))).lastrowid
        rows = ((home, encoded(name), _part_text(document, keys, name, value)) for name, value in members.items())
        connection.executemany("INSERT INTO part (home, name, text) VALUES (?, ?, ?)", rows)


def write_operations(connection: sqlite3.Connection, rows: Mapping[str, Row]) -> None:
    """Write the operations under their keys, and the words that they are found by."""
    connection.executemany(
        "INSERT INTO operation VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        ((r.number, r.document, r.method, encoded(r.path), encoded(key), *map(_storable, r[4:])) for key, r in rows.items()),
    )
    columns = "rowid, name, path, summary, tags, description, parameters, verbs"
    connection.executemany(f"INSERT INTO word ({columns}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)", map(_words, rows.values()))  # noqa: S608 - fixed


def _words(row: Row) -> tuple[Any, ...]:
    """Return an operation's number and the texts that it is found by; SQLite parts words at all but letters and digits."""
    texts = (row.summary, row.tags, row.description, row.parameters)
    return (row.number, parted(row.operation_id), parted(row.path), *map(_storable, texts), verbs_of(row))


def _part_text(document: Document, keys: tuple[str, ...], name: str, value: Any) -> bytes:
    span = document.spans.get(keys, {}).get(name)
    return encoded(document.text[span[0] : span[1]]) if span else packed_text(value)


def _storable(text: str) -> str:
    return text if text.isascii() else text.encode("utf-8", "replace").decode()


def parted(text: str) -> str:
    """Part the words of `listCustomerInvoices`."""
    return BOUNDARY.sub(" ", _storable(text))
