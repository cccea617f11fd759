"""What a registered system's documents leave open or tell wrongly, filled by account metadata and overlays that the user has."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from designer.errors import DescriptionError, UsageError
from designer.model.brief import SystemRef
from designer.model.description import DescriptionRef
from designer.specs.catalog import load_catalog
from designer.specs.registering.adding import is_laid_over
from designer.specs.registering.places import quoted
from designer.specs.registering.registered import KeptDocument, Registered, same_name
from designer.specs.registering.registry_file import change_registry, read_registry

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from designer.model.finding import Finding
    from designer.model.spec import Enrichment, SystemSpec

LAID = frozenset({"SPEC109", "SPEC110"})
"""What may be wrong with laying one file over another."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Enriched:
    """What `specs enrich` did: the system as it is registered now, and what each of the files has come to."""

    system: Registered
    enrichments: tuple[Enrichment, ...]
    """Of the files that were given, in their order."""
    findings: tuple[Finding, ...] = ()
    forgotten: tuple[str, ...] = ()
    """Files that were laid over the system before and are no more."""


def enriched(name: str, files: Sequence[str], *, named: str, at: str, clear: bool, tell: Callable[[str], None]) -> Enriched:
    """Lay files over a registered system; see `designer.specs.registry.enrich_system`."""
    before = _known(name)
    given = [_described(file, named=named, at=at) for file in files]
    paths = {one.path for one in given}
    kept = [one for one in before.documents if one.description.path not in paths and not (clear and is_laid_over(one))]
    if not any(not is_laid_over(one) for one in kept):
        raise UsageError(
            before.name,
            "has no document left over which a file could be laid",
            next_step=f"Give one: designer specs add {quoted(name)} FILE",
        )
    tell(f"Reading {before.name}")
    spec, findings = _opened(before.name, [*(one.description for one in kept), *given])
    told = {one.path: one for one in spec.descriptions}
    laid = tuple(KeptDocument(description=replace(one, kind=told[one.path].kind, sha256=told[one.path].sha256)) for one in given)
    _refuse_documents(laid, before.name)
    system = _registered(before.name, (*kept, *laid))
    gone = tuple(one.description.path for one in before.documents if one not in kept and one.description.path not in paths)
    added = {one.file: one for one in spec.enrichments}
    return Enriched(
        system=system, enrichments=tuple(added[one.path] for one in given if one.path in added), findings=findings, forgotten=gone
    )


def _known(name: str) -> Registered:
    found = next((one for one in read_registry() if same_name(one.name, name)), None)
    if found is None:
        raise UsageError(
            name, "no system of this name is registered, so there is no document to lay a file over",
            next_step=f"Make it known first: designer specs add {quoted(name)} [FILE]",
        )  # fmt: skip
    return found


def _described(file: str, *, named: str, at: str) -> DescriptionRef:
    """Return a file as it is first read: as account metadata, unless it says that it is something else."""
    if "://" in file:
        step = "Save the answer with curl, signed in, and name that file: this program holds no key."
        raise UsageError(file, "only files are laid over a system", next_step=step)
    return DescriptionRef(kind="account", path=str(Path(file).absolute()), pointer=at, object=named)


def _opened(name: str, described: Sequence[DescriptionRef]) -> tuple[SystemSpec, tuple[Finding, ...]]:
    catalog = load_catalog([SystemRef(name=name, descriptions=tuple(described))], base=Path())
    findings = tuple(one for one in catalog.document_findings(name) if one.code in LAID)
    return catalog.systems[0], findings


def _refuse_documents(laid: Sequence[KeptDocument], name: str) -> None:
    stranger = next((one for one in laid if not is_laid_over(one)), None)
    if stranger is not None:
        path = stranger.description.path
        raise DescriptionError(path, "describes a system of its own", next_step=f"designer specs add {quoted(name)} {path} --also")


def _registered(name: str, documents: tuple[KeptDocument, ...]) -> Registered:
    """Write the system down, unless it was let go of meanwhile."""

    def with_files(systems: tuple[Registered, ...]) -> tuple[Registered, ...]:
        if not any(same_name(one.name, name) for one in systems):
            raise UsageError(name, "was removed meanwhile", next_step=f"Add it again: designer specs add {quoted(name)} [FILE]")
        return tuple(replace(one, documents=documents) if same_name(one.name, name) else one for one in systems)

    systems = change_registry(with_files, after=lambda _: None)
    return next(one for one in systems if same_name(one.name, name))
