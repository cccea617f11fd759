"""A system made known: its documents found, opened, and only then kept."""

from __future__ import annotations

import contextlib
import hashlib
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from designer.errors import DescriptionError, UsageError
from designer.files.replacing import replace_file
from designer.model.brief import SystemRef
from designer.model.description import DescriptionRef
from designer.specs.catalog import load_catalog
from designer.specs.documents.library import read_bytes
from designer.specs.documents.recognise import is_openapi
from designer.specs.fetching.address import is_address, web_address
from designer.specs.fetching.failures import UnreachableError
from designer.specs.fetching.fetched import alone, download_folder, ending
from designer.specs.objects.objects import LINES, TABLES
from designer.specs.registering.places import drop_all_but, folder_of, name_taken, quoted
from designer.specs.registering.registered import KeptDocument, Registered, same_name
from designer.specs.registering.registry_file import change_registry, read_registry

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from designer.model.scalars import DescriptionKind
    from designer.model.spec import SystemSpec
    from designer.specs.vendors.vendor_addresses import Published

Change = Literal["added", "updated", "unchanged"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """What `specs add` did: the system as it is registered now, what its documents hold, and what became of each of them."""

    system: Registered
    title: str
    version: str
    operations: int
    events: int
    only_objects: bool
    """No document describes a call: they are schemas, samples or tables of objects."""
    dead: int
    """References that lead nowhere."""
    changes: tuple[Change, ...]
    """One for each document of the system."""
    replaced: tuple[str, ...] = ()
    """Paths and addresses that described the system before and do no more."""
    missing: tuple[str, ...] = ()
    """Parts of what a vendor publishes that were not found at their addresses, each with what was wrong."""
    published: Published | None = None
    """Set when the vendor's published addresses were taken."""


class Wanted(NamedTuple):
    """A document that the system shall have: a path or an https address, and what is kept of it already."""

    source: str
    known: KeptDocument | None
    is_renewed: bool = True
    """False: it stays as it is, and no server is asked."""


class Candidate(NamedTuple):
    """A document that may be kept: where it can be read now, and whether it is a download that is not in its place yet."""

    document: KeptDocument
    readable: Path
    change: Change
    is_download: bool = False


def added(name: str, given: str, *, also: bool, tell: Callable[[str], None]) -> Added:
    """Make a system known; see `designer.specs.registry.add_system`."""
    taken = name_taken(name)
    before = next((one for one in read_registry() if same_name(one.name, taken)), None)
    vendor = None if given or before else _published(taken)
    called = before.name if before else taken
    with contextlib.ExitStack() as held:
        wanted = _wanted(before.documents if before else (), given, vendor, also=also)
        candidates, missing = _candidates(wanted, held, tell, are_parts=vendor is not None)
        tell(f"Reading {called}")
        spec, dead = _opened(called, candidates)
        candidates = [_of_its_kind(one, spec) for one in candidates]
        operations, events = len(spec.operations), len(spec.events)
        only_objects = bool(operations) and not any(operation.in_spec for operation in spec.operations)
        system, replaced = _kept(called, candidates)
    return Added(
        system=system,
        title=spec.title,
        version=spec.version,
        operations=operations,
        events=events,
        only_objects=only_objects,
        dead=dead,
        changes=tuple(one.change for one in candidates),
        replaced=replaced,
        missing=missing,
        published=vendor,
    )


def _candidates(
    wanted: Sequence[Wanted], held: contextlib.ExitStack, tell: Callable[[str], None], *, are_parts: bool
) -> tuple[list[Candidate], tuple[str, ...]]:
    """Get all documents. One of a vendor's many parts may have moved since its address was written down: the others are of use."""
    found: list[Candidate] = []
    missing: list[DescriptionError] = []
    for one in wanted:
        try:
            found.append(held.enter_context(_candidate(one, tell)))
        except UnreachableError:
            raise
        except DescriptionError as wrong:
            if not are_parts:
                raise
            missing.append(wrong)
    if not found:
        raise missing[0]
    return found, tuple(f"{wrong.place}: {wrong.fact}" for wrong in missing)


def _wanted(known: Sequence[KeptDocument], given: str, vendor: Published | None, *, also: bool) -> list[Wanted]:
    if not given:
        return [Wanted(source_of(one), one) for one in known] or [Wanted(one, None) for one in (vendor.addresses if vendor else ())]
    source = web_address(given).text if is_address(given) else str(Path(given).absolute())
    same = next((one for one in known if source_of(one) == source), None)
    if not also:
        # What the user has laid over the system's documents holds for a new one too.
        laid = [Wanted(source_of(one), one, is_renewed=False) for one in known if is_laid_over(one) and one is not same]
        return [Wanted(source, same), *laid]
    others = [Wanted(source_of(one), one, is_renewed=one is same) for one in known]
    return others if same else [*others, Wanted(source, None)]


def is_laid_over(document: KeptDocument) -> bool:
    """Tell whether a document is an overlay or account metadata, which says something of the others."""
    return document.description.kind in ("account", "overlay")


def source_of(document: KeptDocument) -> str:
    """Return what a document is known by: its address, or its path if it is a file of the user's own."""
    return document.address or document.description.path


def _published(name: str) -> Published:
    """Return what the vendor of this name publishes. Raises UsageError where nothing can be fetched."""
    from designer.specs.registering.vendor_names import vendor_like  # noqa: PLC0415 - only where no address was given
    from designer.specs.vendors.vendor_addresses import published  # noqa: PLC0415 - the same

    vendor = published(name)
    if vendor is None:
        raise UsageError(
            name, "is neither registered nor among the systems whose published address is known",
            next_step=f"{vendor_like(name)}Give a file or an https address: designer specs add {quoted(name)} openapi.yaml",
        )  # fmt: skip
    if not vendor.addresses:
        raise UsageError(name, f"{vendor.name} publishes no document that could be fetched", next_step=vendor.instead)
    return vendor


@contextlib.contextmanager
def _candidate(wanted: Wanted, tell: Callable[[str], None]) -> Iterator[Candidate]:
    """Give a document while what it needs is held. Raises UsageError and DescriptionError."""
    known = wanted.known
    if known and not wanted.is_renewed:
        yield Candidate(known, Path(known.description.path), "unchanged")
    elif is_address(wanted.source):
        with _downloaded(wanted.source, known, tell) as found:
            yield found
    else:
        path = Path(wanted.source)
        digest = hashlib.sha256(read_bytes(wanted.source, path)).hexdigest()
        kind: DescriptionKind = "sample" if path.suffix.lower() in (*TABLES, *LINES) else "openapi"
        description = replace(known.description, sha256=digest) if known else DescriptionRef(kind=kind, path=wanted.source, sha256=digest)
        change: Change = "added" if known is None else "unchanged" if known.description.sha256 == digest else "updated"
        yield Candidate(KeptDocument(description=description), path, change)


@contextlib.contextmanager
def _downloaded(address: str, known: KeptDocument | None, tell: Callable[[str], None]) -> Iterator[Candidate]:
    """Give a downloaded document while its folder is held, or the one that is there if the server has no other."""
    from designer.specs.fetching.download import download  # noqa: PLC0415 - a file of the user's own needs none of it
    from designer.specs.fetching.telling import told_progress  # noqa: PLC0415 - the same

    there = known if known and _is_whole(known) else None
    etag, modified = (there.etag, there.modified) if there else ("", "")
    folder = download_folder(address)
    with alone(folder, address):
        found = download(address, folder, etag=etag, modified=modified, progress=told_progress(address, tell), tell=tell)
        if there and (found is None or found.sha256 == there.description.sha256):
            told = there
            if found:
                found.path.unlink(missing_ok=True)
                told = replace(there, etag=found.etag, modified=found.modified)
            yield Candidate(told, Path(there.description.path), "unchanged")
        elif found:
            kept = KeptDocument(
                description=DescriptionRef(kind="openapi", path=str(found.path), sha256=found.sha256),
                address=address,
                etag=found.etag,
                modified=found.modified,
                fetched=datetime.now(UTC).date().isoformat(),
            )
            try:
                yield Candidate(kept, found.path, "updated" if known else "added", is_download=True)
            finally:
                found.path.unlink(missing_ok=True)
        else:
            raise DescriptionError(address, "the server answered 304: nothing changed, but nothing was here", next_step="Run it again.")


def _is_whole(document: KeptDocument) -> bool:
    """Tell whether the file is there as it was downloaded."""
    try:
        return hashlib.sha256(Path(document.description.path).read_bytes()).hexdigest() == document.description.sha256
    except OSError:
        return False


def _opened(name: str, candidates: Sequence[Candidate]) -> tuple[SystemSpec, int]:
    """Open the documents together. Raises DescriptionError, told of the address where a document was downloaded."""
    described = tuple(replace(one.document.description, path=str(one.readable)) for one in candidates)
    try:
        catalog = load_catalog([SystemRef(name=name, descriptions=described)], base=Path())
        for one in candidates:
            if one.is_download:
                _refuse_sample(one, catalog.document(name, str(one.readable)).root)
    except DescriptionError as wrong:
        address = next((one.document.address for one in candidates if one.is_download and str(one.readable) in wrong.place), "")
        raise DescriptionError(address or wrong.place, wrong.fact, next_step=wrong.next_step) from None
    return catalog.systems[0], len(catalog.dead_references(name))


def _of_its_kind(candidate: Candidate, spec: SystemSpec) -> Candidate:
    """Return a candidate with the kind that its document turned out to be: an overlay is known by what it holds."""
    kind = next((one.kind for one in spec.descriptions if one.path == str(candidate.readable)), candidate.document.description.kind)
    return candidate._replace(document=replace(candidate.document, description=replace(candidate.document.description, kind=kind)))


def _refuse_sample(candidate: Candidate, root: Any) -> None:
    """A file may be a schema or a sample record; what a server sends and is no OpenAPI is more likely a message of its own."""
    if not is_openapi(root):
        step = "Give the address of the OpenAPI document. A JSON Schema or a sample record is saved first, and named as a file."
        raise DescriptionError(candidate.document.address, "is no OpenAPI document", next_step=step)


def _kept(name: str, candidates: Sequence[Candidate]) -> tuple[Registered, tuple[str, ...]]:
    """Put the downloads in place and the system into the registry, at once as far as other processes can see."""
    replaced: list[str] = []

    def with_system(systems: tuple[Registered, ...]) -> tuple[Registered, ...]:
        before = next((one for one in systems if same_name(one.name, name)), None)
        free = _free_places(folder_of(name), candidates)
        documents = tuple(_placed(one, free) for one in candidates)
        now = {source_of(one) for one in documents}
        replaced.extend(source_of(one) for one in (before.documents if before else ()) if source_of(one) not in now)
        return (*(one for one in systems if one is not before), Registered(name=name, documents=documents))

    def tidied(systems: tuple[Registered, ...]) -> None:
        system = next(one for one in systems if one.name == name)
        drop_all_but(folder_of(name), {Path(one.description.path).name for one in system.documents if one.address})

    systems = change_registry(with_system, after=tidied)
    return next(one for one in systems if one.name == name), tuple(replaced)


def _free_places(folder: Path, candidates: Sequence[Candidate]) -> Iterator[Path]:
    """Yield where downloads may be put, without their endings: nowhere where a document lies that stays as it is."""
    taken = {Path(one.document.description.path).with_suffix("") for one in candidates if not one.is_download}
    places = (folder / (f"document-{number}" if number > 1 else "document") for number in count(1))
    return (place for place in places if place not in taken)


def _placed(candidate: Candidate, free: Iterator[Path]) -> KeptDocument:
    """Return a document at the place where it stays; a file of the user's own stays where it is."""
    document = candidate.document
    if not candidate.is_download:
        return document
    path = next(free).with_suffix(ending(candidate.readable))
    replace_file(path, candidate.readable.read_bytes())
    return replace(document, description=replace(document.description, path=str(path)))
