"""A design held against new documents: what they change of what it uses, and how they are taken."""

from __future__ import annotations

import dataclasses
import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from designer.errors import UsageError
from designer.files.design_file import read_design, update_design
from designer.files.tree import compare as compare_tree
from designer.pipeline import DESIGN_FILE, report_of, repository, with_the_persons_text
from designer.pipeline.described import is_absolute
from designer.pipeline.former import catalog_seen, documents_of, former, named, with_documents

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from designer.files.changes import Changes
    from designer.files.design_file import DesignFile
    from designer.model.brief import SystemRef
    from designer.model.description import DescriptionRef
    from designer.model.design import Design, System
    from designer.model.drift import DriftReport
    from designer.specs.catalog import LoadedCatalog


@dataclass(frozen=True, slots=True, kw_only=True)
class Drifted:
    """A design file, what has changed of what it uses, and the documents that say so."""

    file: DesignFile
    report: DriftReport
    design: Design
    """The design as it names the new documents, seen from the working folder."""
    catalog: LoadedCatalog


@dataclass(frozen=True, slots=True, kw_only=True)
class Accepted:
    """What taking the new documents writes: a whole repository, or single files with their texts; nothing where errors stand in the way."""

    changes: Changes | None = None
    files: tuple[tuple[Path, str], ...] = ()
    is_refused: bool = False


def drift_file(
    path: Path,
    *,
    specs: Sequence[SystemRef] = (),
    earlier: Sequence[SystemRef] = (),
    tell: Callable[[str], None],
    is_accepting: bool = False,
) -> Drifted:
    """Compare what a design uses with new documents of some systems, or with what its own documents say now.

    A system of *specs* without a description is read from where its document came from. *earlier* names documents to compare with
    instead of the lock. Raises UsageError where there is nothing to compare with, unless the documents shall be accepted anyway.
    """
    from designer.drift.compare import compare  # noqa: PLC0415 - the rules load the matcher's types
    from designer.drift.lock_file import LOCK_FILE, read_lock  # noqa: PLC0415 - the same

    file = read_design(path)
    lock = read_lock(path.parent / LOCK_FILE)
    here = _seen_from_here(file.design, path.parent)
    given = {_owner(here, ref).id: ref for ref in specs}
    old = {_owner(here, ref).id: ref for ref in earlier}
    if lock is None and not given and not old and not is_accepting:
        step = f"Name a new document: --spec NAME=NEW. Or keep what the design uses today: designer drift {path} --accept"
        raise UsageError(str(path), f"has no {LOCK_FILE} beside it, so there is nothing to compare with", next_step=step)
    tell("Reading " + ", ".join(system.name for system in here.systems))
    newer = with_documents(here, {name: documents_of(here, name, ref) for name, ref in given.items()})
    catalog = catalog_seen(newer, tell)
    for name in given:
        _refuse_without_calls(here, newer, name, catalog)
    before = named(here, lock, old, tell) if old else former(file.design, here, lock, given=tuple(given), tell=tell)
    tell("Comparing")
    report = compare(
        before.lock,
        file.design,
        catalog,
        before.catalog,
        systems=tuple({**given, **old}),
        lines=file.lines,
        report_of=lambda those: report_of(file, those),
    )
    return Drifted(file=file, report=dataclasses.replace(report, is_stale=before.is_stale), design=newer, catalog=catalog)


def accepted(drifted: Drifted, *, tell: Callable[[str], None]) -> Accepted:
    """Return what taking the new documents changes: of a design in its own repository all of it, else the design file and its lock.

    A design that the new documents break is not taken over, nor a repository whose design has errors that no comment of it silences.
    """
    from designer.drift.lock_file import LOCK_FILE, lock_text  # noqa: PLC0415 - the rules load the matcher's types
    from designer.drift.locking import lock_of  # noqa: PLC0415 - the same

    file, design = drifted.file, drifted.design
    folder = file.path.parent
    if drifted.report.breaks:
        return Accepted(is_refused=True)
    tell("Rendering")
    if (folder / ".designer").is_dir():
        report = report_of(dataclasses.replace(file, design=design), drifted.catalog)
        if report.has_errors:
            return Accepted(is_refused=True)
        artifacts = tuple(with_the_persons_text(repository(design, drifted.catalog, report), file))
        return Accepted(changes=compare_tree(artifacts, folder, bases={DESIGN_FILE: file.text}))
    text = update_design(file.text, _seen_from(design, folder, drifted.catalog))
    lock = lock_text(lock_of(design, drifted.catalog))
    return Accepted(files=((file.path, text), (folder / LOCK_FILE, lock)))


def is_lock_stale(file: DesignFile) -> bool:
    """Tell whether a lock lies beside a design file that uses other things than the lock was written for."""
    from designer.drift.lock_file import LOCK_FILE, uses_in  # noqa: PLC0415 - few designs have one
    from designer.drift.uses import uses_of  # noqa: PLC0415 - the same

    known = uses_in(file.path.parent / LOCK_FILE)
    return bool(known) and known != uses_of(file.design).digest


def _owner(design: Design, ref: SystemRef) -> System:
    """Return the system that an option names. Raises UsageError."""
    wanted = ref.name.casefold()
    found = next((one for one in design.systems if wanted in {one.name.casefold(), one.id.casefold()}), None)
    if found is None:
        names = ", ".join(one.name for one in design.systems) or "none"
        raise UsageError(f"--spec {ref.name}", "the design has no such system", next_step=f"Its systems are: {names}.")
    return found


def _refuse_without_calls(former_design: Design, design: Design, name: str, catalog: LoadedCatalog) -> None:
    """Refuse as the new description of an API what describes no call: an error page, half a file, another file. Raises UsageError."""
    before, now = former_design.system(name), design.system(name)
    spec = catalog.system(now.name) if now else None
    had_calls = before is not None and any(ref.kind == "openapi" for ref in before.descriptions)
    if now is None or not had_calls or (spec and any(operation.in_spec for operation in spec.operations)):
        return
    place = ", ".join(ref.path for ref in now.descriptions) or now.name
    step = "Look into the file: it may hold an error page, or a part of the document alone."
    raise UsageError(place, f"describes no call of {now.name}, as its document before did", next_step=step)


def _seen_from_here(design: Design, base: Path) -> Design:
    """Return the design with paths as seen from the working folder: there a person opens what a message names."""
    return _moved(design, lambda ref: dataclasses.replace(ref, path=os.path.normpath(base / ref.path)))


def _seen_from(design: Design, folder: Path, catalog: LoadedCatalog) -> Design:
    """Return the design with paths as seen from its own folder, and the hashes of the documents as they are."""
    hashes = {ref.path: ref.sha256 for system in catalog.systems for ref in system.descriptions}
    hashed = dataclasses.replace(
        design,
        systems=tuple(
            dataclasses.replace(
                one, descriptions=tuple(dataclasses.replace(ref, sha256=hashes.get(ref.path, "")) for ref in one.descriptions)
            )
            for one in design.systems
        ),
    )
    return _moved(hashed, lambda ref: dataclasses.replace(ref, path=Path(os.path.relpath(ref.path, folder)).as_posix()))


def _moved(design: Design, move: Callable[[DescriptionRef], DescriptionRef]) -> Design:
    systems = tuple(
        dataclasses.replace(one, descriptions=tuple(ref if is_absolute(ref.path) else move(ref) for ref in one.descriptions))
        for one in design.systems
    )
    return dataclasses.replace(design, systems=systems)
