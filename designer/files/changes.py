"""What rendering into a folder changes there: each file with its old and new text, and whose edit it keeps."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from pathlib import Path

Kind = Literal["added", "changed", "merged", "conflict", "removed", "kept", "left_out", "same"]
"""`kept` was changed by a person and nothing new is laid over it, `left_out` was deleted by a person and stays so."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One file of the tree. `new` is what shall stand there (nothing: it goes), `generated` what rendering alone gives."""

    path: str
    kind: Kind
    old: bytes | None = None
    new: bytes | None = None
    generated: bytes | None = None
    executable: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """All files of a rendering held against a folder, sorted by path."""

    folder: Path
    files: tuple[Change, ...] = ()
    stale: tuple[str, ...] = ()
    """Paths of the last rendering that are generated no longer."""
    is_new: bool = False
    """Nothing stands at the folder's place yet."""

    def of(self, *kinds: Kind) -> tuple[Change, ...]:
        """Return the files of some kinds."""
        return tuple(change for change in self.files if change.kind in kinds)

    @property
    def has_effect(self) -> bool:
        """Tell whether writing would change any file that a person sees."""
        return bool(self.of("added", "changed", "merged", "conflict", "removed"))
