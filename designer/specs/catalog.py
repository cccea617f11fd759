"""The Catalog: all systems of a run, their operations known at once, their schemas read when asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from designer.model.spec import Field
from designer.names.path import lies_in, normal
from designer.specs.contents import below
from designer.specs.documents.library import escape
from designer.specs.load import load_system
from designer.specs.schemas.selfcontained import DIALECT, self_contained
from designer.specs.slices.slice import slice_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from designer.model.brief import SystemRef
    from designer.model.finding import Finding
    from designer.model.scalars import Access, JsonObject
    from designer.model.spec import Content, Event, Operation, RankedOperation, SystemSpec
    from designer.specs.documents.library import Document, Place
    from designer.specs.system import System

SCHEMA_HOMES = (("components", "schemas"), ("definitions",), ("$defs",))


def load_catalog(systems: Sequence[SystemRef], *, base: Path, fetch: Callable[[str], Path] | None = None) -> LoadedCatalog:
    """Read the documents of all systems; paths are relative to *base*, addresses are read by *fetch*. Raises DescriptionError."""
    taken: set[str] = set()
    loaded = []
    for system in systems:
        identifier = _identifier(system.name, taken)
        taken.add(identifier)
        loaded.append(load_system(system, identifier=identifier, base=base, fetch=fetch))
    return LoadedCatalog(tuple(loaded))


def _identifier(name: str, taken: set[str]) -> str:
    from designer.names.files import file_stem  # noqa: PLC0415 - its tables of letters are only needed here
    from designer.names.text import identifier  # noqa: PLC0415 - the same

    wanted: str = file_stem(identifier(name.lower()))  # a product's capitals part no words: HubSpot is `hubspot`
    number = 1
    made = wanted
    while made in taken:
        number += 1
        made = f"{wanted}_{number}"
    return made


class LoadedCatalog:
    """The Catalog over opened systems."""

    def __init__(self, loaded: tuple[System, ...]) -> None:
        """Answer for these systems."""
        self._loaded = loaded
        self._by_name = {name: one for one in reversed(loaded) for name in (one.spec.id.lower(), one.spec.name.lower())}
        self._told: dict[tuple[str, str], tuple[Finding, ...]] = {}

    @property
    def systems(self) -> tuple[SystemSpec, ...]:
        """Return the systems in the order in which they were named."""
        return tuple(one.spec for one in self._loaded)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Return what was wrong in the descriptions themselves."""
        return tuple(finding for one in self._loaded for finding in one.findings)

    def system(self, name: str) -> SystemSpec | None:
        """Return the system of this name or id."""
        found = self._by_name.get(name.lower())
        return found.spec if found else None

    def operation(self, system: str, key: str) -> Operation | None:
        """Return the operation called *key*."""
        found = self._by_name.get(system.lower())
        method, _, path = key.strip().partition(" ")
        return found.operation(f"{method.upper()} {path.strip()}") if found else None

    def event(self, system: str, name: str) -> Event | None:
        """Return the event of this name."""
        found = self._by_name.get(system.lower())
        return found.event(name) if found else None

    def fields(self, content: Content, *, access: Access) -> tuple[Field, ...]:
        """Return the fields of a schema in document order, containers before their children."""
        one = self._by_name.get(content.system.lower())
        return one.contents.fields(content, access=access) if one else ()

    def members(self, content: Content, *, access: Access) -> tuple[Field, ...]:
        """Return the fields of a schema's first level alone."""
        one = self._by_name.get(content.system.lower())
        return one.contents.fields(content, access=access, levels=1) if one else ()

    def field(self, content: Content, path: str, *, access: Access) -> Field | None:
        """Return the field at *path*, however deep. Raises PathError where *path* is none."""
        one = self._by_name.get(content.system.lower())
        return one.contents.field(content, path, access=access) if one else None

    def remember(self) -> None:
        """Keep in the systems' indexes what was worked out in this run, so that the next one only reads it."""
        for one in self._loaded:
            one.remembered.write()

    def event_fields(self, event: Event) -> tuple[Field, ...]:
        """Return the fields of one delivery: envelope, then record; a field that both tell of is the record's."""
        told = self.fields(event.content, access="read") if event.content else ()
        paths = {field.path for field in told}
        return (*(field for field in event.envelope if field.path not in paths), *told)

    def event_field(self, event: Event, path: str) -> Field | None:
        """Return the field of a delivery at *path*, however deep."""
        wanted = normal(path)
        found = self.field(event.content, wanted, access="read") if event.content else None
        if found is not None or (event.content and event.content.prefix and below(event.content.prefix, wanted)):
            return found
        known = next((field for field in event.envelope if field.path == wanted), None)
        if known is not None:
            return known
        opened = next((field for field in event.envelope if field.free_form and lies_in(wanted, field.path)), None)
        return Field(path=wanted, free_form=True, pointer=opened.pointer) if opened else None

    def schema(self, content: Content) -> JsonObject:
        """Return the whole JSON Schema (draft 2020-12) of a content, self-contained."""
        one, place = self._place(content)
        return self_contained(one.library, place) if one and place else {"$schema": DIALECT}

    def slice(self, system: str, operations: Sequence[str], *, events: Sequence[str] = ()) -> JsonObject:
        """Return an OpenAPI document of these operations and events with all that they reach."""
        one = self._by_name.get(system.lower())
        if one is None:
            return {}
        wanted = [operation for key in operations if (operation := self.operation(system, key)) is not None]
        told = [event for name in events if (event := self.event(system, name)) is not None]
        return slice_of(one, wanted, told)

    def search(self, system: str, words: str, *, limit: int = 10) -> tuple[RankedOperation, ...]:
        """Return the operations of a system whose texts share words with *words*, best first."""
        one = self._by_name.get(system.lower())
        if one is None:
            return ()
        return one.search(words, limit=limit)

    def place(self, system: str, file: str, pointer: str) -> Place | None:
        """Return the place at a pointer of one of a system's documents."""
        one = self._by_name.get(system.lower())
        return one.library.place(file, pointer) if one else None

    def document(self, system: str, file: str) -> Document:
        """Return a document by the name it was given under."""
        return self._by_name[system.lower()].library.documents[file]

    def document_findings(self, system: str) -> tuple[Finding, ...]:
        """Return what is wrong with the documents of a system as such."""
        one = self._by_name.get(system.lower())
        return one.document_findings if one else ()

    def findings_of(self, operation: Operation) -> tuple[Finding, ...]:
        """Return what is wrong in the description of an operation, and in the schemas it reaches."""
        key = (operation.system, operation.key)
        one = self._by_name.get(operation.system.lower())
        if key not in self._told:
            self._told[key] = one.findings_of(operation) if one else ()
        return self._told[key]

    def dead_references(self, system: str) -> tuple[str, ...]:
        """Return the references of a system's documents that lead nowhere, each once."""
        return self._by_name[system.lower()].dead_references

    def schema_pointers(self, system: str) -> tuple[str, ...]:
        """Return where the named schemas of a system's first document stand, without `#/`, in document order."""
        one = self._by_name[system.lower()]
        root = one.library.documents[one.spec.descriptions[0].path].root
        return tuple(f"{'/'.join(home)}/{escape(name)}" for home in SCHEMA_HOMES for name in names_at(root, home))

    def _place(self, content: Content) -> tuple[System | None, Place | None]:
        return self._by_name.get(content.system.lower()), self.place(content.system, content.file, content.pointer)


def names_at(root: Any, home: tuple[str, ...]) -> tuple[str, ...]:
    """Return the keys of the object at *home*, none if there is no such object."""
    for step in home:
        root = root.get(step) if isinstance(root, dict) else None
    return tuple(root) if isinstance(root, dict) else ()
