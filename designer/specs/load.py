"""The documents of one system, whatever their kind, to a SystemSpec and the readers that answer for its schemas."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, TypeVar

from designer.errors import DescriptionError
from designer.model.spec import SystemSpec
from designer.specs.documents.broken import broken_references
from designer.specs.documents.library import Document, Library, ReferenceProblem, escape, steps_of
from designer.specs.documents.recognise import not_openapi
from designer.specs.objects.objects import object_document, object_operations
from designer.specs.openapi.source import Source, text
from designer.specs.schemas.shape import ShapeReader
from designer.specs.vendors.known_events import with_known_events

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from designer.model.brief import SystemRef
    from designer.model.description import DescriptionRef
    from designer.model.finding import Finding

Noun = TypeVar("Noun")


@dataclass(frozen=True, slots=True)
class LoadedSystem:
    """A system and what reads its schemas."""

    spec: SystemSpec
    library: Library
    reader: ShapeReader
    findings: tuple[Finding, ...]


def load_system(system: SystemRef, *, identifier: str, base: Path) -> LoadedSystem:
    """Read all documents of a system. Raises DescriptionError where one is of no use as a whole."""
    library = Library()
    reader = ShapeReader(library)
    findings: list[Finding] = []
    parts = []
    whole = [description for description in system.descriptions if not description.pointer]
    documents = [read_document(library, description, base=base) for description in whole]
    _lay_objects(system, documents, library, base=base)
    objects = [document for document in documents if not is_openapi(document.root)]
    for document in documents:
        source = Source(system=system.name, document=document, library=library, reader=reader, findings=findings)
        parts.append(_read_openapi(source) if is_openapi(document.root) else object_operations(source, alone=len(objects) == 1))
    spec = SystemSpec(
        name=system.name,
        id=identifier,
        title=next((part.title for part in parts if part.title), ""),
        descriptions=tuple(_hashed(description, library) for description in system.descriptions),
        base_urls=_unique(url for part in parts for url in part.base_urls),
        schemes=_first_of_each((scheme.name, scheme) for part in parts for scheme in part.schemes),
        operations=_first_of_each((operation.key, operation) for part in parts for operation in part.operations),
        events=_first_of_each((event.name, event) for part in parts for event in part.events),
    )
    spec = with_known_events(spec, documents)
    for document in tuple(library.documents.values()):
        findings.extend(broken_references(library, document))
    return LoadedSystem(spec=spec, library=library, reader=reader, findings=_once(findings))


def read_document(library: Library, description: DescriptionRef, *, base: Path) -> Document:
    """Read one document; a sample or a table becomes the schema that it shows. Raises DescriptionError."""
    file = description.path
    if "://" in file:
        raise DescriptionError(
            file,
            "only local files are read",
            next_step="Save the document beside the brief and name that file: curl -L -o system.json ADDRESS",
        )
    if description.kind in ("overlay", "account"):
        raise DescriptionError(
            file,
            f"a description of kind `{description.kind}` cannot be read",
            next_step="Give an OpenAPI document, a JSON Schema or a sample.",
        )
    path = base / file
    document = object_document(library, description, path)
    root = document.root
    if isinstance(root, dict) and not is_openapi(root):
        stranger = not_openapi(root)
        if stranger is not None:
            raise DescriptionError(file, stranger.fact, next_step=stranger.next_step)
    return document


def is_openapi(root: Any) -> bool:
    """Tell whether a document says that it is OpenAPI 3.x or Swagger 2.0."""
    return isinstance(root, dict) and (isinstance(root.get("openapi"), str | float) or "swagger" in root)


def _read_openapi(source: Source) -> SystemSpec:
    from designer.specs.openapi.document import (  # noqa: PLC0415 - an object schema alone needs none of it
        assumed_needs,
        head_of,
        operation_in,
        slots_of,
        warn_of_missing_files,
    )
    from designer.specs.openapi.events import events_of  # noqa: PLC0415 - the same

    head = head_of(source)
    assumed = assumed_needs(source, head.schemes)
    operations = tuple(operation_in(source, slot, assumed) for slot in slots_of(source))
    warn_of_missing_files(source, operations)
    return replace(head, operations=operations, events=events_of(source, operations))


def _lay_objects(system: SystemRef, documents: Sequence[Document], library: Library, *, base: Path) -> None:
    """Put each object schema at its pointer of the first document. Raises DescriptionError where there is no such place."""
    for description in system.descriptions:
        if not description.pointer:
            continue
        if not documents:
            raise DescriptionError(
                description.path,
                f"cannot be laid at {description.pointer}: {system.name} has no document of its own",
                next_step=f"Add --spec {system.name}=FILE, or leave the pointer out.",
            )
        laid = read_document(library, replace(description, pointer=""), base=base)
        address = f"object:{laid.file}"
        library.laid[address] = laid
        _replace(documents[0], description.pointer, {"$ref": f"{address}#"}, library)


def _replace(document: Document, pointer: str, value: dict[str, Any], library: Library) -> None:
    steps = steps_of(pointer)
    parent = "#" + "".join(f"/{escape(step)}" for step in steps[:-1])
    place = library.place(document.file, parent)
    try:
        holder = library.follow(place).value if place else None
    except ReferenceProblem:
        holder = None
    last = steps[-1] if steps else ""
    if isinstance(holder, dict) and last in holder:
        holder[last] = value
    elif isinstance(holder, list) and last.isdigit() and int(last) < len(holder):
        holder[int(last)] = value
    else:
        known = ", ".join(list(holder)[:8]) if isinstance(holder, dict) else ""
        raise DescriptionError(
            f"{document.file}{pointer if pointer.startswith('#') else '#' + pointer}",
            "no such place, so no object can be laid there",
            next_step=f"At {parent} there are: {known}."
            if known
            else "Give the JSON pointer of a schema, such as #/components/schemas/Customer.",
        )


def _hashed(description: DescriptionRef, library: Library) -> DescriptionRef:
    return replace(description, sha256=library.documents[description.path].sha256)


def _once(findings: list[Finding]) -> tuple[Finding, ...]:
    """Keep the first finding of each place and code."""
    return tuple({(finding.code, finding.spec): finding for finding in reversed(findings)}.values())[::-1]


def _unique(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value for value in values if text(value)))


def _first_of_each(pairs: Iterable[tuple[str, Noun]]) -> tuple[Noun, ...]:
    found: dict[str, Noun] = {}
    for name, noun in pairs:
        found.setdefault(name, noun)
    return tuple(found.values())
