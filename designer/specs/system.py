"""One described system: its head known at once, its operations and events read from its documents when asked for, once."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

from designer.model.finding import Finding
from designer.model.spec import Enrichment, Event, Operation, RankedOperation, SecurityNeed, SystemSpec
from designer.specs.contents import Contents
from designer.specs.documents.broken import BrokenReferences, dead_references
from designer.specs.documents.library import FORM
from designer.specs.documents.parse import collection_paused
from designer.specs.index.lazy import Lazy
from designer.specs.index.packing import Packer
from designer.specs.index.reading import all_rows, count_rows, row_called, search
from designer.specs.index.remembered import Remembered
from designer.specs.index.rows import packed_text, unpacked_text
from designer.specs.objects.objects import object_operations
from designer.specs.openapi.document import operation_in, slot_of, warn_of_missing_files
from designer.specs.openapi.source import Source
from designer.specs.schemas.shape import ShapeReader

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from designer.model.description import DescriptionRef
    from designer.specs.documents.library import Document, Library
    from designer.specs.index.database import Database
    from designer.specs.index.layout import Layout

NOUNS: dict[str, type] = {"operations": Operation, "events": Event, "findings": Finding}
"""What one reading of all documents gives; each is kept in the index under its name."""


class System:
    """A system, its documents and its index."""

    def __init__(
        self, name: str, identifier: str, descriptions: Sequence[DescriptionRef], *, library: Library, database: Database, layout: Layout
    ) -> None:
        """Take the index of the documents in *library*, whose roots are there, parsed or in parts."""
        self.library, self.reader = library, ShapeReader(library)
        self._name, self._database, self._layout = name, database, layout
        self._documents = tuple(library.documents.values())
        self._packer = Packer(name, library.files)
        self.remembered = Remembered(database)
        self.contents = Contents(library, self.reader, packer=self._packer, remembered=self.remembered)
        self._heads = {number: self._head(number) for number in layout.whole}
        self._objects = [one for number in layout.whole if not self._is_openapi(number) for one in self._heads[number].operations]
        self._by_key = {one.key: one for one in self._objects}
        self._known: dict[str, tuple[Any, ...]] = {}
        self.spec = self._spec(identifier, tuple(descriptions))

    @property
    def whole(self) -> tuple[Document, ...]:
        """Return the documents that describe the system, in the order in which they were named."""
        return tuple(self._documents[number] for number in self._layout.whole)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Return all that is wrong in the documents."""
        return _once([*self._all("findings"), *self.document_findings])

    @cached_property
    def document_findings(self) -> tuple[Finding, ...]:
        """Return what is wrong with the documents as such: their shape, and the full verdicts that are kept."""
        laid = self._packer.unpack_all(Finding, self._memo("laid findings"))
        return (*laid, *(found for number in self._layout.whole for found in (*self._shape_findings(number), *self._verdict(number))))

    def operation(self, key: str) -> Operation | None:
        """Return the operation called *key*."""
        if key not in self._by_key and "operations" not in self._known:
            found = self._kept_operation(key)
            if found is not None:
                self._by_key[key] = found
        return self._by_key.get(key)

    def event(self, name: str) -> Event | None:
        """Return the event of this name."""
        return self._events.get(name)

    def _kept_operation(self, key: str) -> Operation | None:
        name = self._memo_name(f"operation {key}")
        kept = self.remembered.get(name)
        if kept is not None:
            return self._packer.unpack(Operation, kept)
        row = row_called(self._database, key)
        found = self._read(self._source(row.document), row.document, row.method, row.path) if row else None
        if found is not None and self._is_openapi(row.document if row else 0) and not any(FORM in one.pointer for one in found.bodies):
            # What a form's members are laid out as comes into being when the operation is read.
            self.remembered.put(name, lambda: self._packer.pack(found))
        return found

    def findings_of(self, operation: Operation) -> tuple[Finding, ...]:
        """Return what is wrong in the description of an operation, and in the schemas that it reaches."""
        name = self._memo_name(f"findings of {operation.key}")
        kept = self.remembered.get(name)
        if kept is not None:
            return self._packer.unpack_all(Finding, kept)
        found = self._findings_of(operation)
        self.remembered.put(name, lambda: [self._packer.pack(finding) for finding in found])
        return found

    def _findings_of(self, operation: Operation) -> tuple[Finding, ...]:
        place = self.library.place(operation.file, operation.pointer) if operation.pointer and operation.in_spec else None
        if place is None:
            return ()
        row = row_called(self._database, operation.key)
        source = self._source(row.document if row else 0)
        if row is not None:
            self._read(source, row.document, row.method, row.path)
        shape = [found for number in self._layout.whole for found in self._shape_findings(number) if _is_below(found, operation)]
        return _once([*source.findings, *self._broken.below(place, "operation"), *_beside(source.findings, shape)])

    def search(self, words: str, *, limit: int) -> tuple[RankedOperation, ...]:
        """Return the operations that share words with *words*, best first; equal ones in document order."""
        found = search(self._database, words, limit=limit)
        named = ((self._object(row.document, row.method) or self.operation(row.key), score) for row, score in found)
        return tuple(RankedOperation(operation=operation, score=score) for operation, score in named if operation is not None)

    def _spec(self, identifier: str, descriptions: tuple[DescriptionRef, ...]) -> SystemSpec:
        heads = [self._heads[number] for number in self._layout.whole]
        return replace(
            heads[0] if heads else SystemSpec(name=self._name, id=identifier),
            id=identifier,
            title=next((head.title for head in heads if head.title), ""),
            descriptions=descriptions,
            base_urls=tuple(dict.fromkeys(url for head in heads for url in head.base_urls if url.strip())),
            schemes=tuple({scheme.name: scheme for head in reversed(heads) for scheme in reversed(head.schemes)}.values())[::-1],
            operations=Lazy(lambda: self._all("operations"), count=lambda: count_rows(self._database)),
            events=Lazy(lambda: self._all("events")),
            enrichments=self._packer.unpack_all(Enrichment, self._memo("enrichments")),
        )

    def _head(self, number: int) -> SystemSpec:
        if not self._is_openapi(number):
            alone = sum(not self._is_openapi(one) for one in self._layout.whole) == 1
            return object_operations(self._source(number), alone=alone)
        return replace(self._packer.unpack(SystemSpec, self._memo(f"head {number}")[0]), name=self._name)

    def _source(self, number: int) -> Source:
        return Source(system=self._name, document=self._documents[number], library=self.library, reader=self.reader)

    def _is_openapi(self, number: int) -> bool:
        return self._layout.documents[number].is_openapi

    def _object(self, number: int, method: str) -> Operation | None:
        if self._is_openapi(number):
            return None
        return next((one for one in self._heads[number].operations if one.method == method), None)

    def _read(self, source: Source, number: int, method: str, path: str) -> Operation | None:
        if not self._is_openapi(number):
            return self._object(number, method)
        slot = slot_of(source, method, path)
        assumed = self._packer.unpack_all(SecurityNeed, self._memo(f"head {number}")[1:])
        found = operation_in(source, slot, assumed) if slot else None
        served = self._heads[number].base_urls
        is_elsewhere = found is not None and not found.base_urls and served[:1] != self.spec.base_urls[:1]
        return replace(found, base_urls=served) if found and is_elsewhere else found

    def _all(self, name: str) -> tuple[Any, ...]:
        """Return all operations, events or findings: as they were kept, else read now and kept."""
        if name not in self._known:
            kept = self._database.memo(self._memo_name(name))
            with collection_paused():
                self._restore(name, unpacked_text(kept)) if kept is not None else self._read_all()
            self._by_key = {operation.key: operation for operation in self._known.get("operations", ())} or self._by_key
        return self._known[name]

    def _read_all(self) -> None:
        from designer.specs.openapi.document import head_of, slots_of  # noqa: PLC0415 - beside its only use
        from designer.specs.openapi.events import events_of  # noqa: PLC0415 - the same
        from designer.specs.vendors.known_events import with_known_events  # noqa: PLC0415 - the same

        findings: list[Finding] = []
        operations: list[Operation] = []
        events: list[Event] = []
        rows = all_rows(self._database)
        for number in self._layout.whole:
            source = self._source(number)
            own = [row for row in rows if row.document == number]
            found = [one for row in own if (one := self._read(source, number, row.method, row.path)) is not None]
            if self._is_openapi(number):
                head_of(source), list(slots_of(source))  # for what they warn of
                warn_of_missing_files(source, found)
                events += events_of(source, found)
            operations += found
            findings += source.findings
        findings += [finding for document in self._documents for finding in self._broken.of(document)]
        first: dict[str, Event] = {}
        for event in events:
            first.setdefault(event.name, event)
        told = replace(self.spec, operations=tuple(operations), events=tuple(first.values()))
        self._known = {
            "operations": tuple(operations),
            "events": tuple(with_known_events(told, self.whole).events),
            "findings": _once(findings),
        }
        self._database.remember(self._kept())

    def _kept(self) -> Iterator[tuple[str, bytes]]:
        for name, nouns in self._known.items():
            # An object's own operations are named after its file, so they are made anew, in the same place.
            packed = [self._objects.index(noun) if noun in self._objects else self._packer.pack(noun) for noun in nouns]
            yield self._memo_name(name), packed_text(packed)
        yield self._memo_name("virtual"), packed_text([document.virtual for document in self._documents])

    def _restore(self, name: str, packed: list[dict[str, Any] | int]) -> None:
        noun = NOUNS[name]
        for document, virtual in zip(self._documents, self._memo(self._memo_name("virtual")), strict=False):
            document.virtual.update(virtual)
        self._known[name] = tuple(self._objects[one] if isinstance(one, int) else self._packer.unpack(noun, one) for one in packed)

    @cached_property
    def dead_references(self) -> tuple[str, ...]:
        """Return the references that lead nowhere, as the documents write them: many are a file cut off, or without its neighbours."""
        return tuple(sorted({reference for these in self._broken.dead.values() for reference in these}))

    @cached_property
    def _events(self) -> dict[str, Event]:
        return {event.name: event for event in reversed(self._all("events"))}

    @cached_property
    def _broken(self) -> BrokenReferences:
        dead = self._memo(self._memo_name("dead"))
        if len(dead) != len(self._documents):
            dead = [sorted(dead_references(self.library, document)) for document in self._documents]
            self._database.remember([(self._memo_name("dead"), packed_text(dead))])
        return BrokenReferences(self.library, {one.file: frozenset(these) for one, these in zip(self._documents, dead, strict=True)})

    def _shape_findings(self, number: int) -> tuple[Finding, ...]:
        return self._packer.unpack_all(Finding, self._memo(f"shape {number}")) if self._is_openapi(number) else ()

    def _verdict(self, number: int) -> tuple[Finding, ...]:
        from designer.specs.validation.verdict import corrected_hash, known_verdict, verdict_findings  # noqa: PLC0415 - few runs ask for a verdict

        document = self._documents[number]
        known = known_verdict(corrected_hash(document.sha256, [*self.library.overlays.values()]), folder=document.folder)
        return verdict_findings(known, file=document.file) if known else ()

    def _memo(self, name: str) -> Any:
        return unpacked_text(self._database.memo(name) or b"[]")

    def _memo_name(self, name: str) -> str:
        return f"{name} of {self._name}"


def _is_below(finding: Finding, operation: Operation) -> bool:
    place = finding.spec
    return place is not None and place.file == operation.file and f"{place.pointer}/".startswith(f"{operation.pointer}/")


def _beside(told: Sequence[Finding], shape: Sequence[Finding]) -> Iterator[Finding]:
    """Yield what the shape of the document shows at places of which the reader has not told already."""
    places = {finding.spec for finding in told}
    return (finding for finding in shape if finding.spec not in places)


def _once(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Keep the first finding of each place and code."""
    return tuple({(finding.code, finding.spec): finding for finding in reversed(list(findings))}.values())[::-1]
