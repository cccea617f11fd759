"""Artifacts held against a folder: what is added, changed, merged with a person's edits, removed or left alone."""

from __future__ import annotations

from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from designer.errors import WritingError
from designer.files.changes import Change, Changes
from designer.files.merging import merge
from designer.files.placing import BASE, STAGING, place
from designer.files.text import reason

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from designer.files.changes import Kind
    from designer.model.artifact import Artifact

MARK = b"<<<<<<< yours"
"""Left in a file by an earlier merge: the conflict is still to be settled."""


def compare(artifacts: Iterable[Artifact], folder: Path, *, bases: Mapping[str, str] | None = None, complete: bool = True) -> Changes:
    """Return what writing these artifacts would change in *folder*; nothing is written.

    *bases* gives the text that an artifact was made from where that is not the last rendering (a design.yaml that was read
    and is written back). An incomplete set of artifacts removes nothing. Raises WritingError if the folder holds files and
    was never generated.
    """
    wanted = {artifact.path: artifact for artifact in _safe(artifacts, folder)}
    refuse_foreign(folder)
    old_bases = _bases(folder)
    given = {path: text.encode() for path, text in (bases or {}).items()}
    files = [_change(artifact, folder, {**old_bases, **given}.get(path)) for path, artifact in sorted(wanted.items())]
    stale = sorted(set(old_bases) - set(wanted)) if complete else []
    files += [change for path in stale for change in _no_longer(path, folder, old_bases[path])]
    return Changes(
        folder=folder, files=tuple(sorted(files, key=lambda change: change.path)), stale=tuple(stale), is_new=not folder.exists()
    )


def write(changes: Changes) -> None:
    """Bring the folder to what *changes* says, wholly or not at all. Raises WritingError; the old tree is then as it was."""
    place(changes)


def _change(artifact: Artifact, folder: Path, base: bytes | None) -> Change:
    new = artifact.text.encode()
    old = _read(folder / artifact.path)
    kind, text = _outcome(old, base, new)
    return Change(path=artifact.path, kind=kind, old=old, new=text, generated=new, executable=artifact.executable)


def _outcome(old: bytes | None, base: bytes | None, new: bytes) -> tuple[Kind, bytes | None]:
    if old is None:
        return ("added", new) if base is None else ("left_out", None)
    if old == new:
        return "same", new
    if old == base:
        return "changed", new
    if base == new:
        return ("conflict" if MARK in old else "kept"), old
    merged = merge(old, base or b"", new)
    return ("conflict" if merged.has_conflicts else "merged"), merged.data


def _no_longer(path: str, folder: Path, base: bytes) -> list[Change]:
    """A file that is generated no longer goes if it is as it was generated, and stays if a person changed it."""
    old = _read(folder / path)
    if old is None:
        return []
    if old == base:
        return [Change(path=path, kind="removed", old=old)]
    return [Change(path=path, kind="kept", old=old, new=old)]


def _read(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return None
    except IsADirectoryError:
        raise WritingError(
            str(path), "is a folder where a file must be written", next_step="Move it away, or choose another --out."
        ) from None
    except OSError as fault:
        raise WritingError(str(path), f"cannot be read: {reason(fault)}", next_step="Choose another folder with --out.") from None


def _bases(folder: Path) -> dict[str, bytes]:
    """Return the last rendering by path."""
    root = folder / BASE
    if not root.is_dir():
        return {}
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in sorted(root.rglob("*")) if path.is_file()}


def refuse_foreign(folder: Path) -> None:
    """Raise WritingError if the folder holds files and was never generated here."""
    try:
        is_there = folder.exists()
    except OSError as fault:
        raise WritingError(str(folder), f"cannot be a folder: {reason(fault)}", next_step="Choose another folder with --out.") from None
    if is_there and not folder.is_dir():
        raise WritingError(str(folder), "is a file, not a folder", next_step="Choose another folder with --out.")
    if (folder / BASE).is_dir() or not folder.is_dir():
        return
    try:
        strangers = sorted(entry.name for entry in folder.iterdir() if not entry.name.startswith(STAGING))
    except OSError as fault:
        raise WritingError(str(folder), f"cannot be read: {reason(fault)}", next_step="Choose another folder with --out.") from None
    if strangers:
        raise WritingError(
            str(folder),
            f"holds files that were not generated here ({', '.join(strangers[:3])}{', ...' if len(strangers) > 3 else ''})",
            next_step="Choose another folder with --out, or empty this one. Nothing was written.",
        )


def _safe(artifacts: Iterable[Artifact], folder: Path) -> list[Artifact]:
    """Return the artifacts, each of which must lie inside the folder, once, and not where git or the last rendering is kept."""
    result: list[Artifact] = []
    seen: set[str] = set()
    for artifact in artifacts:
        parts = PurePosixPath(artifact.path).parts
        inside = str(PurePosixPath(artifact.path)) == artifact.path and not artifact.path.startswith("/") and ".." not in parts
        if not parts or not inside or any(letter in artifact.path for letter in '\\:*?"<>|\0\n') or parts[0] == ".git":
            raise WritingError(artifact.path, "is no path inside the repository", next_step="Nothing was written. Please report this.")
        if artifact.path.startswith(f"{BASE}/") or artifact.path.casefold() in seen:
            raise WritingError(artifact.path, "would be written twice", next_step="Nothing was written. Please report this.")
        seen.add(artifact.path.casefold())
        result.append(artifact)
    for artifact in result:
        _refuse_links(artifact.path, folder)
        parents = [str(parent) for parent in PurePosixPath(artifact.path).parents]
        if any(parent.casefold() in seen for parent in parents):
            raise WritingError(artifact.path, "lies below a path that is a file", next_step="Nothing was written. Please report this.")
    return result


def _refuse_links(path: str, folder: Path) -> None:
    """A link that a person put into the tree may lead inside it, never out of it."""
    place_of = folder / path
    if not place_of.resolve().is_relative_to(folder.resolve()):
        raise WritingError(
            str(place_of), "leads out of the folder by a link", next_step="Replace the link by a folder, or choose another --out."
        )
