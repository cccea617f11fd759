"""The rows of an index to what a catalog asks: documents whose parts are read when looked at, operations by key and by words."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from designer.specs.documents.parts import PartedObject
from designer.specs.index.rows import Row, decoded, encoded, unpacked_text
from designer.specs.index.words import query_words, score_of

if TYPE_CHECKING:
    from designer.specs.index.database import Database

COLUMNS = "number, document, method, path, operation_id, summary, tags, description, parameters"
WEIGHTS = "2.0, 2.0, 3.0, 1.5, 0.3, 0.5, 1.5"
"""Of the columns of `word`, for the first choice: operation id, path, summary, tags, description, parameters, verbs."""
CHOSEN = 100
"""Operations that are ranked closely; more share some word."""


def root_of(database: Database, document: int) -> Any:
    """Return the root of a document, its parts not read yet."""
    frame = unpacked_text(database.rows("SELECT text FROM frame WHERE document = ?", (document,))[0][0])
    for number, keys in database.rows("SELECT number, keys FROM home WHERE document = ?", (document,)):
        holder = frame
        *outer, last = json.loads(keys)
        for key in outer:
            holder = holder[key]
        holder[last] = _home(database, number)
    return frame


def _home(database: Database, home: int) -> PartedObject:
    def names() -> tuple[str, ...]:
        rows = database.rows("SELECT name FROM part WHERE home = ? ORDER BY number", (home,))
        return tuple(decoded(name) for (name,) in rows)

    def read(name: str) -> Any:
        rows = database.rows("SELECT text FROM part WHERE home = ? AND name = ?", (home, encoded(name)))
        if not rows:
            raise KeyError(name)
        return unpacked_text(rows[0][0])

    return PartedObject(names, read)


def all_rows(database: Database) -> tuple[Row, ...]:
    """Return all operations, in document order."""
    return tuple(_row(values) for values in database.rows(f"SELECT {COLUMNS} FROM operation ORDER BY number"))  # noqa: S608 - no value in it


def row_called(database: Database, key: str) -> Row | None:
    """Return the operation called *key*."""
    found = database.rows(f"SELECT {COLUMNS} FROM operation WHERE key = ?", (encoded(key),))  # noqa: S608 - the same
    return _row(found[0]) if found else None


def count_rows(database: Database) -> int:
    """Return how many operations there are."""
    return int(database.rows("SELECT count(*) FROM operation")[0][0])


def search(database: Database, text: str, *, limit: int) -> list[tuple[Row, float]]:
    """Return the operations that share words with *text* and their scores, best first; equal ones in document order."""
    wanted = query_words(text)
    if not wanted or limit < 1:
        return []
    columns = ", ".join(f"operation.{name}" for name in COLUMNS.split(", "))
    rows = database.rows(
        f"SELECT {columns} FROM word JOIN operation ON operation.number = word.rowid WHERE word MATCH ? "  # noqa: S608 - the same
        f"ORDER BY bm25(word, {WEIGHTS}) LIMIT ?",
        (" OR ".join(f'"{word}"' for word in wanted), max(CHOSEN, 2 * limit)),
    )
    holders = {word: int(database.rows("SELECT count(*) FROM word WHERE word MATCH ?", (f'"{word}"',))[0][0]) for word in wanted}
    total, average = json.loads(database.memo("measures") or b"[0, 1]")
    scored = [(row, score_of(row, wanted, holders, total=total, average=average)) for row in map(_row, rows)]
    return sorted((found for found in scored if found[1] > 0), key=lambda found: (-found[1], found[0].number))[:limit]


def _row(values: tuple[Any, ...]) -> Row:
    number, document, method, path, *rest = values
    return Row(number, document, method, decoded(path), *rest)
