"""One file of SQLite: made whole or not at all, read by any number of processes, made anew when it is broken."""

from __future__ import annotations

import contextlib
import os
import sqlite3
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from designer.files.kept import keep_within

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

TABLES = """
CREATE TABLE memo (name TEXT PRIMARY KEY, text BLOB) WITHOUT ROWID;
CREATE TABLE frame (document INTEGER PRIMARY KEY, text BLOB);
CREATE TABLE home (number INTEGER PRIMARY KEY, document INTEGER, keys TEXT);
CREATE TABLE part (number INTEGER PRIMARY KEY, home INTEGER, name BLOB, text BLOB);
CREATE TABLE operation (
  number INTEGER PRIMARY KEY, document INTEGER, method TEXT, path BLOB, key BLOB,
  operation_id TEXT, summary TEXT, tags TEXT, description TEXT, parameters TEXT
);
CREATE VIRTUAL TABLE word USING fts5 (
  name, path, summary, tags, description, parameters, verbs, content='', detail=column, tokenize='porter unicode61'
);
"""
INDEXES = ("CREATE UNIQUE INDEX part_by_name ON part (home, name)", "CREATE INDEX operation_by_key ON operation (key)")
QUICK = "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA locking_mode = EXCLUSIVE; PRAGMA temp_store = MEMORY;"
"""Nobody else sees the file while it is made, and one that is not whole is thrown away."""
MOST_KEPT = 2_000_000_000
"""Bytes of all indexes together; one is about as large as its documents."""
PATIENCE = 2.0
"""Seconds to wait for another process that writes."""


class Database:
    """The rows of one index."""

    def __init__(self, connection: sqlite3.Connection, *, anew: Callable[[], sqlite3.Connection]) -> None:
        """Read from *connection*; *anew* makes the same database once more where it turns out to be broken."""
        self._connection, self._anew = connection, anew

    def __del__(self) -> None:
        """Close the file."""
        self._connection.close()

    def rows(self, query: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """Return the rows of a query."""
        try:
            return self._connection.execute(query, values).fetchall()
        except sqlite3.DatabaseError:
            self._connection.close()
            self._connection = self._anew()
            return self._connection.execute(query, values).fetchall()

    def remember(self, texts: Iterable[tuple[str, bytes]]) -> None:
        """Keep texts for the next run. Where they cannot be kept, the next run works them out again."""
        with contextlib.suppress(sqlite3.Error), self._connection:
            self._connection.executemany("INSERT OR REPLACE INTO memo VALUES (?, ?)", texts)

    def memo(self, name: str) -> bytes | None:
        """Return a text that was kept."""
        found = self.rows("SELECT text FROM memo WHERE name = ?", (name,))
        return found[0][0] if found else None


def opened(path: Path) -> sqlite3.Connection | None:
    """Return the database at *path*, `None` if there is none that can be read."""
    if not path.is_file():
        return None
    try:
        connection = sqlite3.connect(path, timeout=PATIENCE, check_same_thread=False)  # whichever thread drops it closes it
        connection.execute("SELECT text FROM memo WHERE name = 'whole'").fetchall()[0]
    except (sqlite3.Error, IndexError):
        return None
    with contextlib.suppress(OSError):
        os.utime(path)  # the least recently used go first
    return connection


def made(path: Path | None, fill: Callable[[sqlite3.Connection], None]) -> sqlite3.Connection:
    """Make a database and return it: at *path* if that can be written, else in memory."""
    connection = _made_at(path, fill) if path else None
    if connection is None:
        connection = sqlite3.connect(":memory:", check_same_thread=False)
        _filled(connection, fill)
    return connection


def _made_at(path: Path, fill: Callable[[sqlite3.Connection], None]) -> sqlite3.Connection | None:
    temporary = ""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(prefix=".new-", dir=path.parent)
        os.close(handle)
        connection = sqlite3.connect(temporary, isolation_level=None)
        try:
            _filled(connection, fill)
        finally:
            connection.close()
        path.with_name(f"{path.name}-journal").unlink(missing_ok=True)  # of the file that stood here: it would be played into the new one
        Path(temporary).replace(path)
        keep_within(path.parent, path.suffix, MOST_KEPT)
        return sqlite3.connect(path, timeout=PATIENCE, check_same_thread=False)
    except (OSError, sqlite3.Error):
        return None
    finally:
        if temporary:
            with contextlib.suppress(OSError):
                Path(temporary).unlink()


def _filled(connection: sqlite3.Connection, fill: Callable[[sqlite3.Connection], None]) -> None:
    connection.executescript(f"{QUICK} BEGIN; {TABLES}")
    fill(connection)
    for index in INDEXES:
        connection.execute(index)
    connection.execute("INSERT INTO memo VALUES ('whole', x'')")
    connection.execute("COMMIT")
    connection.execute("PRAGMA journal_mode = DELETE")
