"""The part of a document that an interrupted download got, as it was sent, kept until the rest can be asked for."""

from __future__ import annotations

import contextlib
import json
import re
from dataclasses import asdict, dataclass
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from designer.specs.fetching.asking import Answer

OLD_ENOUGH = 60
"""Seconds after which a document's date tells one version from the next (RFC 9110, section 8.8.2.2)."""
SPAN = re.compile(r"bytes (\d+)-(\d+)/(\d+|\*)")


@dataclass(frozen=True, slots=True)
class Version:
    """What a server says of the version that it sends."""

    etag: str = ""
    modified: str = ""
    encoding: str = ""
    """How the body is packed: nothing, or `gzip`."""
    mark: str = ""
    """What `If-Range` may name it by; empty: nothing surely tells this version from another, so that no rest can be asked for."""


@dataclass(frozen=True, slots=True)
class Partial:
    """The beginning of a document in a folder of its own."""

    folder: Path

    @property
    def path(self) -> Path:
        """Return the file that holds the bytes."""
        return self.folder / "partial"

    @property
    def about(self) -> Path:
        """Return the file that tells which version they are of."""
        return self.folder / "partial.json"

    def version(self) -> Version | None:
        """Return the version of the bytes that are there, None if there are none to go on from."""
        try:
            told = json.loads(self.about.read_text(encoding="utf-8"))
            version = Version(**{key: str(value) for key, value in told.items()})
        except (OSError, ValueError, TypeError, AttributeError):
            return None
        return version if version.mark and self.size() else None

    def size(self) -> int:
        """Return how many bytes are there."""
        try:
            return self.path.stat().st_size
        except OSError:
            return 0

    def begin(self, version: Version) -> None:
        """Forget what was there, and note of which version the bytes to come are."""
        self.drop()
        self.folder.mkdir(parents=True, exist_ok=True)
        self.about.write_text(json.dumps(asdict(version)), encoding="utf-8")

    def drop(self) -> None:
        """Delete both files."""
        for file in (self.about, self.path):
            with contextlib.suppress(FileNotFoundError):
                file.unlink()


def version_of(answer: Answer) -> Version:
    """Return what an answer says of its version."""
    etag, modified = answer.header("ETag"), answer.header("Last-Modified")
    strong = etag if etag.startswith('"') else ""
    mark = strong or (modified if not etag and _is_settled(modified, answer.header("Date")) else "")
    return Version(etag, modified, _packing(answer.header("Content-Encoding")), mark)


def continues(answer: Answer, at: int, version: Version) -> bool:
    """Tell whether a 206 answer is the rest, from byte *at*, of the version that was begun."""
    span = SPAN.fullmatch(answer.header("Content-Range"))
    told = version_of(answer)
    same = told.mark in ("", version.mark) and told.encoding == version.encoding
    return bool(span) and same and int(span[1]) == at  # type: ignore[index]


def _packing(told: str) -> str:
    told = told.lower()
    return {"identity": "", "x-gzip": "gzip"}.get(told, told)


def _is_settled(modified: str, date: str) -> bool:
    try:
        return (parsedate_to_datetime(date) - parsedate_to_datetime(modified)).total_seconds() >= OLD_ENOUGH
    except (ValueError, TypeError):
        return False
