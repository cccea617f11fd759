"""What was known of the documents of a design before: by its lock, by documents that say the same, or by documents that are named."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from designer.errors import DescriptionError, UsageError
from designer.model.description import DescriptionRef
from designer.pipeline.described import catalog_of, fetching
from designer.specs.objects.objects import LINES, TABLES

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from designer.model.brief import SystemRef
    from designer.model.design import Design
    from designer.model.drift import Lock
    from designer.model.scalars import DescriptionKind
    from designer.specs.catalog import LoadedCatalog

LAID = ("account", "overlay")
"""Kinds of description that are laid over a system's document, whichever that is."""


class Former(NamedTuple):
    """What was known: the lock, or documents where there is none; documents that say what the lock says; whether it is stale."""

    lock: Lock | None
    catalog: LoadedCatalog | None
    is_stale: bool


def former(design: Design, here: Design, lock: Lock | None, *, given: Sequence[str], tell: Callable[[str], None]) -> Former:
    """Return the lock with the documents that it was written from, where they are still at hand: whole ones rather than their slices.

    *here* is the design as seen from the working folder, *given* are the systems that have new documents. Where there is no lock, or it
    was written for other uses or by another reading of documents, the design's own documents take its place if they are as they were.
    """
    from designer.drift.lock_file import says_the_same  # noqa: PLC0415 - the rules load the matcher's types
    from designer.drift.locking import READING, lock_of  # noqa: PLC0415 - the same
    from designer.drift.uses import uses_of  # noqa: PLC0415 - the same

    is_stale = lock is not None and lock.uses != uses_of(design).digest
    own = _readable(here, tell)
    is_old = lock is None or is_stale or lock.reading != READING
    known = None if is_old and own is not None and _is_as_it_was(here, own, unless_told=bool(given) or lock is None) else lock
    if not given:
        return Former(known, own if known is None else None, is_stale)
    said = known or (lock_of(design, own) if own is not None else None)
    if said is None:
        raise UsageError("--spec", "neither a lock nor the design's own documents can be read", next_step="Name an old one: --old NAME=OLD")
    whole = _readable(with_documents(here, {name: _origin(here, name) for name in given}), tell)
    same = next((one for one in (whole, own) if one is not None and says_the_same(said, lock_of(design, one))), None)
    return Former(known, same, is_stale)


def named(here: Design, lock: Lock | None, earlier: Mapping[str, SystemRef], tell: Callable[[str], None]) -> Former:
    """Return documents that were named to be compared with instead of the lock."""
    from designer.drift.uses import uses_of  # noqa: PLC0415 - the rules load the matcher's types

    catalog = catalog_seen(with_documents(here, {name: documents_of(here, name, ref) for name, ref in earlier.items()}), tell)
    return Former(None, catalog, lock is not None and lock.uses != uses_of(here).digest)


def _is_as_it_was(design: Design, catalog: LoadedCatalog, *, unless_told: bool) -> bool:
    """Tell whether all documents have the hashes that the design holds; *unless_told* is the answer for those of which it holds none."""
    now = {ref.path: ref.sha256 for system in catalog.systems for ref in system.descriptions}
    told = [(ref.sha256, now.get(ref.path, "")) for system in design.systems for ref in system.descriptions]
    return all(held == present if held else unless_told for held, present in told)


def documents_of(design: Design, identifier: str, ref: SystemRef) -> tuple[DescriptionRef, ...]:
    """Return the documents that take the place of a system's own; what is laid over those is laid over these too."""
    own = next(one.descriptions for one in design.systems if one.id == identifier)
    laid = tuple(one for one in own if one.pointer or one.kind in LAID)
    if ref.descriptions:
        return (*ref.descriptions, *laid)
    first = next((one for one in own if one not in laid), None)
    if first is None:
        step = f"Name the new document: --spec {ref.name}=NEW"
        raise UsageError(f"--spec {ref.name}", "the design does not say where its document came from", next_step=step)
    return (DescriptionRef(kind=_kind(first.origin or first.path, first), path=first.origin or first.path), *laid)


def _origin(design: Design, identifier: str) -> tuple[DescriptionRef, ...]:
    """Return where a system's documents were cut from, as far as those files are still there."""
    own = next(one.descriptions for one in design.systems if one.id == identifier)
    return tuple(
        DescriptionRef(kind=_kind(one.origin, one), path=one.origin, pointer=one.pointer)
        if one.origin and "://" not in one.origin and Path(one.origin).is_file()
        else one
        for one in own
    )


def _kind(path: str, own: DescriptionRef) -> DescriptionKind:
    return "sample" if path.lower().endswith((*TABLES, *LINES)) else own.kind


def _readable(design: Design, tell: Callable[[str], None]) -> LoadedCatalog | None:
    try:
        return catalog_seen(design, tell)
    except DescriptionError:
        return None


def catalog_seen(design: Design, tell: Callable[[str], None]) -> LoadedCatalog:
    """Return what documents say whose paths are seen from the working folder."""
    return catalog_of(design, base=Path(), fetch=fetching(tell))


def with_documents(design: Design, documents: Mapping[str, tuple[DescriptionRef, ...]]) -> Design:
    """Return the design with other documents of some systems."""
    systems = tuple(dataclasses.replace(one, descriptions=documents.get(one.id, one.descriptions)) for one in design.systems)
    return dataclasses.replace(design, systems=systems)
