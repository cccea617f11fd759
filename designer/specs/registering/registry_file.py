"""The registry's file: read whole, changed under a lock by what it holds at that moment, written whole or not at all."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Any, NoReturn, get_args

from designer.errors import UsageError, WritingError
from designer.files.folders import data_folder
from designer.files.locking import locked
from designer.files.replacing import replace_file
from designer.files.text import reason
from designer.model.description import DescriptionRef
from designer.model.scalars import DescriptionKind
from designer.specs.registering.registered import KeptDocument, Registered

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

VERSION = 1
LONGEST_WAIT = 20.0
"""Seconds that a change waits for another process to be done with its own, which takes milliseconds."""
ROOM = "What stood there before is unharmed. Make room and rights there, or name another folder in DESIGNER_HOME."
TEXTS = ("address", "etag", "modified", "fetched")

Systems = tuple[Registered, ...]


def registry_path() -> Path:
    """Return where the registry lies; it need not exist."""
    return data_folder() / "systems.json"


def read_registry() -> Systems:
    """Return all systems, in the order of their names. Raises UsageError where the file is no registry."""
    path = registry_path()
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        return ()
    except OSError as fault:
        raise UsageError(
            str(path), f"the registry of systems cannot be read: {reason(fault)}",
            next_step="See that you may read it, or name another folder in DESIGNER_HOME.",
        ) from None  # fmt: skip
    return _decoded(data, path)


def change_registry(change: Callable[[Systems], Systems], *, after: Callable[[Systems], None]) -> Systems:
    """Write what *change* makes of the systems, do what comes *after*, and return it; no other process changes it meanwhile.

    Raises UsageError and WritingError, with the file as it was.
    """
    path = registry_path()
    try:
        with locked(path.with_suffix(".lock"), seconds=LONGEST_WAIT) as held:
            if not held:
                raise WritingError(str(path), "another process is changing it", next_step="Wait until it is done, and run this again.")
            systems = _changed(path, change)
            after(systems)
    except OSError as fault:
        raise WritingError(str(path), f"cannot be written: {reason(fault)}", next_step=ROOM) from None
    return systems


def _changed(path: Path, change: Callable[[Systems], Systems]) -> Systems:
    try:
        systems = tuple(sorted(change(read_registry()), key=lambda system: (system.name.casefold(), system.name)))
        replace_file(path, _encoded(systems))
    except WritingError as fault:
        raise WritingError(fault.place, fault.fact, next_step=ROOM) from None
    return systems


def _encoded(systems: Systems) -> bytes:
    told = {
        "version": VERSION,
        "systems": [{"name": one.name, "documents": [_document_told(each) for each in one.documents]} for one in systems],
    }
    return f"{json.dumps(told, indent=2, ensure_ascii=False)}\n".encode()


def _document_told(document: KeptDocument) -> dict[str, Any]:
    described = document.description
    told = {key: value for key, value in asdict(document).items() if value and key != "description"}
    laid = {key: value for key, value in (("pointer", described.pointer), ("object", described.object)) if value}
    return {"kind": described.kind, "path": described.path, "sha256": described.sha256, **laid, **told}


def _decoded(data: bytes, path: Path) -> Systems:
    try:
        told = json.loads(data)
    except (ValueError, RecursionError):
        _refuse(path, "is no JSON")
    if not isinstance(told, dict) or not isinstance(told.get("systems"), list):
        _refuse(path, "is no registry of systems")
    if told.get("version") != VERSION:
        raise UsageError(
            str(path), f"is a registry of version {told.get('version')!r}, and this designer reads version {VERSION}",
            next_step="Use the designer that wrote it, or move the file away and add the systems again.",
        )  # fmt: skip
    return tuple(_system(one, path) for one in told["systems"])


def _system(told: Any, path: Path) -> Registered:
    documents = told.get("documents") if isinstance(told, dict) else None
    if not documents or not isinstance(documents, list) or not isinstance(told.get("name"), str):
        _refuse(path, "holds a system without a name or documents")
    return Registered(name=told["name"], documents=tuple(_document(one, path, told["name"]) for one in documents))


def _document(told: Any, path: Path, name: str) -> KeptDocument:
    if not isinstance(told, dict) or not isinstance(told.get("path"), str) or told.get("kind") not in get_args(DescriptionKind):
        _refuse(path, f"holds a document of {name!r} without a path or a known kind")
    texts = {key: told[key] for key in TEXTS if isinstance(told.get(key), str)}
    digest, pointer, named = (told[key] if isinstance(told.get(key), str) else "" for key in ("sha256", "pointer", "object"))
    description = DescriptionRef(kind=told["kind"], path=told["path"], sha256=digest, pointer=pointer, object=named)
    return KeptDocument(description=description, **texts)


def _refuse(path: Path, fact: str) -> NoReturn:
    raise UsageError(
        str(path), f"{fact}, so the registered systems are not known",
        next_step=f"Mend the file, or move it away and add the systems again. Downloads lie unharmed in {path.parent / 'specs'}.",
    )  # fmt: skip
