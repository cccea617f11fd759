"""A whole OpenAPI 3.x or Swagger 2.0 document to the system that it describes."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, NamedTuple

from designer.errors import DescriptionError
from designer.model.spec import SecurityNeed, SystemSpec
from designer.specs.openapi.operations import operation_at, path_operations
from designer.specs.openapi.security import schemes_of
from designer.specs.openapi.servers import base_urls_of
from designer.specs.openapi.source import members, text
from designer.specs.vendors.known_signin import as_known

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from designer.model.spec import Operation, SecurityScheme
    from designer.specs.documents.library import Place
    from designer.specs.openapi.source import Source

READ = ("3.0", "3.1", "3.2", "2.0")


class Slot(NamedTuple):
    """Where an operation stands, not yet read: its path item, references followed, and its own place."""

    method: str
    """Upper case."""
    path: str
    item: Place
    place: Place


def head_of(source: Source) -> SystemSpec:
    """Return what the document says as a whole, its operations and events left out.

    Raises DescriptionError where it is of no version that is read, or holds nothing.
    """
    root = source.root.value
    version = str(root.get("openapi", root.get("swagger", "")))
    if not version.startswith(READ):
        raise DescriptionError(
            source.document.file,
            f"OpenAPI version {version!r} is not read (3.0, 3.1, 3.2 and Swagger 2.0 are)",
            next_step="Convert the document, or look for another one.",
        )
    if not any(isinstance(root.get(key), dict) for key in ("paths", "webhooks", "x-webhooks", "components", "definitions")):
        raise DescriptionError(source.document.file, "an OpenAPI document without any path", next_step="Give the vendor's full document.")
    info = root.get("info")
    base_urls = tuple(base_urls_of(source))
    return SystemSpec(
        name=source.system,
        id="",
        title=text(info.get("title")) if isinstance(info, dict) else "",
        version=_version(info.get("version")) if isinstance(info, dict) else "",
        base_urls=base_urls,
        schemes=tuple(as_known(scheme, base_urls) for scheme in schemes_of(source)),
    )


def _version(given: Any) -> str:
    """Return the document's number of itself; YAML reads an unquoted `2.14` as a number and a date as a date."""
    return "" if given is None or isinstance(given, dict | list | bool) else str(given)


def slots_of(source: Source) -> Iterator[Slot]:
    """Yield where each operation stands, in document order."""
    for path, slot in members(source.root, "paths"):
        for method, item, place in path_operations(source, slot):
            yield Slot(method.upper(), path, item, place)


def operation_in(source: Source, slot: Slot, assumed: tuple[SecurityNeed, ...] = ()) -> Operation:
    """Return one operation; *assumed* is what `assumed_needs` says of its document."""
    operation = operation_at(source, slot.place, slot.item, method=slot.method, path=slot.path)
    return replace(operation, security=assumed) if assumed else operation


def assumed_needs(source: Source, schemes: tuple[SecurityScheme, ...], slots: Sequence[Slot]) -> tuple[SecurityNeed, ...]:
    """Return any of the ways to sign in, where a document declares some and forgets to say which operations need one."""
    if not schemes or "security" in source.root.value or any(_names_security(slot.place.value) for slot in slots):
        return ()
    return tuple(SecurityNeed(schemes=(scheme.name,)) for scheme in schemes)


def _names_security(operation: Any) -> bool:
    return isinstance(operation, dict) and bool(operation.get("security"))


def warn_of_missing_files(source: Source, operations: Sequence[Operation]) -> None:
    """Say once, in front of all, that a document is only the table of contents of files that were not given."""
    empty = [operation for operation in operations if not operation.responses and not operation.bodies]
    pointers = {operation.pointer for operation in empty}
    lost = [finding for finding in source.findings if finding.spec and finding.spec.pointer in pointers]
    if len(lost) * 2 > len(operations):
        source.warn(
            "SPEC104",
            source.root,
            f"{len(lost)} of {len(operations)} operations stand in files that are not there. "
            "Give the vendor's bundled document, or keep its whole folder beside this file.",
        )
        source.findings.insert(0, source.findings.pop())


def slot_of(source: Source, method: str, path: str) -> Slot | None:
    """Return where the operation of this method (upper case) and path stands."""
    paths = source.root.at("paths")
    found = path_operations(source, paths.at(path)) if path in paths.value else ()
    return next((Slot(method, path, item, place) for name, item, place in found if name.upper() == method), None)
