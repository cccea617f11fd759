"""What the registry knows of a system: its name, and each document with where it came from."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from designer.model.description import DescriptionRef


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptDocument:
    """One document of a registered system: a file of the user's own, or one that was downloaded."""

    description: DescriptionRef
    """With an absolute path, and the hash that the document had when it was kept."""
    address: str = ""
    """The https address it was downloaded from; empty: a file of the user's own, which is read where it lies."""
    etag: str = ""
    modified: str = ""
    """The server's `Last-Modified`, as it sent it."""
    fetched: str = ""
    """ISO day on which the server gave this document."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Registered:
    """A system that `specs add` made known."""

    name: str
    documents: tuple[KeptDocument, ...]

    @property
    def descriptions(self) -> tuple[DescriptionRef, ...]:
        """Return the documents as a brief's system holds them: absolute paths, and the addresses they were downloaded from."""
        return tuple(replace(one.description, origin=one.description.origin or one.address) for one in self.documents)

    @property
    def address(self) -> str:
        """Return where the first document was downloaded from, empty if it is a file of the user's own."""
        return self.documents[0].address

    @property
    def etag(self) -> str:
        """Return the first document's ETag."""
        return self.documents[0].etag

    @property
    def sha256(self) -> str:
        """Return the first document's hash, as it was when the document was kept."""
        return self.documents[0].description.sha256

    @property
    def fetched(self) -> str:
        """Return the day on which the first document was downloaded, ISO."""
        return self.documents[0].fetched


def same_name(one: str, other: str) -> bool:
    """Tell whether two names mean the same system: compared without case and without doubled spaces."""
    return folded_name(one) == folded_name(other)


def folded_name(name: str) -> str:
    """Return a name as names are compared."""
    return " ".join(name.casefold().split())
