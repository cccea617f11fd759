"""What was written before: the answer to each call that must not be made twice, kept in a SQLite file.

Depends on: `values.py` and the standard library.
"""

from __future__ import annotations

import json
import sqlite3
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from .values import Json


class Links:
    """Answers by link and key; `:memory:` forgets them at the end."""

    def __init__(self, path: str = ":memory:") -> None:
        self._store = sqlite3.connect(path)
        self._store.execute("CREATE TABLE IF NOT EXISTS answers (link TEXT, key TEXT, answer TEXT, PRIMARY KEY (link, key))")

    def answer(self, link: str, key: str) -> tuple[Json] | None:
        """Return the answer kept for this key (in a tuple, as an answer may be null), or None."""
        row = self._store.execute("SELECT answer FROM answers WHERE link = ? AND key = ?", (link, key)).fetchone()
        return None if row is None else (cast("Json", json.loads(row[0])),)

    def keep(self, link: str, key: str, answer: Json) -> None:
        """Keep an answer; the first one stays."""
        with self._store:
            self._store.execute("INSERT OR IGNORE INTO answers VALUES (?, ?, ?)", (link, key, json.dumps(answer)))

    def close(self) -> None:
        """Close the file."""
        self._store.close()
