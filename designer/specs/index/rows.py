"""The rows and texts of an index, as they are written and read."""

from __future__ import annotations

import json
from typing import Any, NamedTuple


class Row(NamedTuple):
    """An operation, not read: where it stands and what it is found by."""

    number: int
    document: int
    method: str
    path: str
    operation_id: str
    summary: str
    tags: str
    description: str
    parameters: str

    @property
    def key(self) -> str:
        """Return the operation as a design names it."""
        return f"{self.method} {self.path}"


def encoded(text: str) -> bytes:
    """Return a text of a document as bytes: SQLite takes no half of a surrogate pair."""
    return text.encode("utf-8", "surrogatepass")


def decoded(data: bytes) -> str:
    """Return the text that `encoded` made *data* of."""
    return data.decode("utf-8", "surrogatepass")


def packed_text(values: Any) -> bytes:
    """Return packed nouns, or plain values, as the text of a memo."""
    return encoded(json.dumps(values, ensure_ascii=False, separators=(",", ":")))


def unpacked_text(data: bytes) -> Any:
    """Return the values that `packed_text` made *data* of."""
    return json.loads(decoded(data))
