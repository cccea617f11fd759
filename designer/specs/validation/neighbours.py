"""The files beside a document that its references may reach; whatever else they name is refused."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit
from urllib.request import url2pathname

from designer.errors import DescriptionError
from designer.specs.documents.library import read_bytes
from designer.specs.documents.parse import parse

if TYPE_CHECKING:
    from pathlib import Path

    from designer.model.scalars import Json


class Refused(Exception):  # noqa: N818 - it becomes a part that could not be judged, it stops nothing
    """A reference that is not followed, and why."""


class Neighbours:
    """What the validator asks when a reference leaves the document: a mapping of address schemes to this one reader."""

    def __init__(self, path: Path, root: Json) -> None:
        """Take the document itself, by which its folder is known."""
        self.folder = path.parent.resolve()
        self.address = (self.folder / path.name).as_uri()
        self.roots: dict[str, Any] = {self.address: root}
        self.data: dict[str, bytes] = {}
        """What was read, by its path inside the folder; nothing where there was no file."""

    def __contains__(self, scheme: object) -> bool:
        """Take every scheme, or the validator would open the address by itself."""
        return True

    def __getitem__(self, scheme: str) -> Any:
        """Return the reader of all addresses."""
        return self.read

    @property
    def hashes(self) -> tuple[tuple[str, str], ...]:
        """Return path and hash of all that was asked for."""
        return tuple((name, hashlib.sha256(data).hexdigest() if data else "") for name, data in sorted(self.data.items()))

    def name_of(self, address: str) -> str:
        """Return the path inside the folder; empty for the document itself."""
        return "" if address == self.address else self._inside(address).relative_to(self.folder).as_posix()

    def read(self, address: str) -> Any:
        """Return the parsed file at an address. Raises Refused."""
        if address not in self.roots:
            self.roots[address] = self._read(address)
        return self.roots[address]

    def _read(self, address: str) -> Any:
        path = self._inside(address)
        name = path.relative_to(self.folder).as_posix()
        self.data[name] = b""
        if not path.is_file():
            raise Refused(f"there is no file {name} beside the document")
        try:
            self.data[name] = read_bytes(name, path)
            return parse(self.data[name], file=name)
        except DescriptionError as wrong:
            raise Refused(f"{name} cannot be read: {wrong.fact}") from wrong

    def _inside(self, address: str) -> Path:
        parts = urlsplit(address)
        if parts.scheme not in ("file", "") or parts.netloc not in ("", "localhost"):
            raise Refused(f"{address} leads to the network, which is not followed")
        path = (self.folder / url2pathname(parts.path)).resolve()
        if not path.is_relative_to(self.folder):
            raise Refused(f"{address} leads out of the document's folder, which is not followed")
        return path
