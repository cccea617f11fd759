"""Single answers of a system, kept in its index: what one run has worked out of the parts, the next one only reads."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from designer.specs.index.rows import packed_text, unpacked_text

if TYPE_CHECKING:
    from collections.abc import Callable

    from designer.specs.index.database import Database

MOST = 2_000
"""Answers kept under one name: a design asks for some dozens, one made to fill the disk for any number."""
MOST_NEW = 1_000
"""Names kept by one run: a design asks for some hundreds; a walk over a whole document asks for all, and another one does the same."""


class Remembered:
    """Answers by name, read from an index one by one and written to it all at once."""

    def __init__(self, database: Database) -> None:
        """Read from and write to *database*."""
        self._database = database
        self._new: dict[str, Callable[[], Any]] = {}
        self._groups: dict[str, dict[str, Any]] = {}
        self._grown: set[str] = set()

    def get(self, name: str) -> Any | None:
        """Return the plain values kept under *name*, `None` if there are none."""
        found = self._database.memo(name)
        return None if found is None else unpacked_text(found)

    def put(self, name: str, packed: Callable[[], Any]) -> None:
        """Keep the plain values that *packed* gives under *name* from the next `write` on; without one they are never made."""
        if len(self._new) < MOST_NEW:
            self._new[name] = packed

    def group(self, name: str) -> dict[str, Any]:
        """Return the answers that stand together under *name*; one added by `add` is there at once."""
        known = self._groups.get(name)
        if known is None:
            known = self._groups[name] = self.get(name) or {}
        return known

    def add(self, name: str, key: str, packed: Callable[[], Any]) -> None:
        """Add what *packed* gives to the answers under *name*, as long as there is room."""
        group = self.group(name)
        if len(group) < MOST and (name in self._grown or len(self._grown) < MOST_NEW):
            group[key] = packed()
            self._grown.add(name)

    def write(self) -> None:
        """Write what is new, if anything is."""
        fresh = {name: packed() for name, packed in self._new.items()} | {name: self._groups[name] for name in sorted(self._grown)}
        if fresh:
            self._database.remember((name, packed_text(values)) for name, values in fresh.items())
        self._new.clear()
        self._grown.clear()
