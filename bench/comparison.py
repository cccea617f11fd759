"""What the rows share: a comparison to be made, and where its documents and programs lie."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from documents import synthetic

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from documents import Document
    from measure import Budget, Subject


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Subjects that are run in turn; the first is what the others' ratios are to."""

    title: str
    subjects: tuple[Subject, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Bench:
    """Where things lie, and how much is run."""

    cache: Path
    """Kept between runs: fetched and made documents, programs of others."""
    work: Path
    """Gone after the run."""
    peers: Path
    why_no_peers: str
    budget: Budget
    quick: bool
    tell: Callable[[str], None]

    @property
    def small(self) -> Document:
        """Return a document of 25 KB: what a process is warmed up with, and the measure of what does not grow."""
        return synthetic("small", self.cache)

    @property
    def large(self) -> Document:
        """Return a document of 25 MB, the size of the largest that vendors publish."""
        return synthetic("large", self.cache)

    @property
    def warm(self) -> Path:
        """Return the designer's cache folder of all that is measured warm."""
        return self.work / "warm"
