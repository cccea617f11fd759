"""What was written before: the answer to each call that must not be made twice, kept in a SQLite file.

Depends on: `records.py`, `values.py` and the standard library.
"""

from __future__ import annotations

import json
import sqlite3
from typing import TYPE_CHECKING, cast

from .records import get
from .values import text

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from .records import Step
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

    def finder(self, link: str, path: Sequence[Step]) -> Callable[[Json], Json]:
        """Return the way from one system's id to the other's: what stands at *path* in the answer kept for the id."""

        def find(value: Json) -> Json:
            kept = self.answer(link, text(value))
            return None if kept is None else get(kept[0], *path)

        return find

    def close(self) -> None:
        """Close the file."""
        self._store.close()
