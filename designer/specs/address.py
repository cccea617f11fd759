"""What `designer map` maps: a file's object, a schema in it, the body or answer of an operation, an event's delivery."""

from __future__ import annotations

import os
from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING

from designer.errors import UsageError
from designer.model.brief import SystemRef
from designer.model.description import DescriptionRef
from designer.model.spec import Content
from designer.specs.catalog import load_catalog
from designer.specs.documents.recognise import is_openapi
from designer.specs.registry import registered

if TYPE_CHECKING:
    from pathlib import Path

    from designer.model.scalars import Access
    from designer.model.spec import Event, Field, Operation, SystemSpec
    from designer.specs.catalog import LoadedCatalog

SHOWN = 8
"""How many names a message lists."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """A place whose fields can be read: `read` as a source gives them, `write` as a target takes them."""

    text: str
    title: str
    """What the record is called: the name of its schema, or the noun of the path that it is read from or written to."""
    catalog: LoadedCatalog
    content: Content | None = None
    operation: Operation | None = None
    event: Event | None = None

    def fields(self, access: Access) -> tuple[Field, ...]:
        """Return the fields. Raises UsageError where the operation has no body to write, or no answer to read."""
        if self.event is not None:
            return self.catalog.event_fields(self.event)
        return self.catalog.fields(self.content_for(access), access=access)

    def field(self, path: str, access: Access) -> Field | None:
        """Return the field at *path*, however deep."""
        if self.event is not None:
            return self.catalog.event_field(self.event, path)
        return self.catalog.field(self.content_for(access), path, access=access)

    def content_for(self, access: Access) -> Content:
        """Return the schema meant: of an operation the request body when writing, the success response when reading."""
        if self.operation is None and self.content is not None:
            return self.content
        operation = self.operation
        found = (operation.body if access == "write" else operation.success) if operation else None
        if operation is None or found is None:
            part = "request body to write to" if access == "write" else "success response with fields to read"
            raise UsageError(self.text, f"this operation has no {part}", next_step="Name a schema instead: FILE#/components/schemas/NAME.")
        return found


def resolve_address(text: str, *, base: Path) -> Address:
    """Read FILE, FILE#/pointer, FILE::METHOD /path or FILE::EVENT name; a registered system's name may stand for FILE.

    Raises UsageError and DescriptionError.
    """
    file, separator, part = text.partition("::")
    pointer = ""
    if not separator:
        file, _, fragment = text.partition("#")
        pointer = f"#{fragment}" if fragment.strip("/") else ""
    known = None if os.path.exists(base / file) else registered(file)  # noqa: PTH110 - a name too long for any file is none
    descriptions = known.descriptions if known else (DescriptionRef(kind="openapi", path=file),)
    catalog = load_catalog([SystemRef(name=file, descriptions=descriptions)], base=base)
    if pointer:
        return _schema(text, file, pointer, catalog)
    if separator:
        return _part(text, part.strip(), catalog)
    return _whole(text, file, catalog)


def _whole(text: str, file: str, catalog: LoadedCatalog) -> Address:
    """A document that is one object needs no more to be named; one of many operations does."""
    spec = catalog.systems[0]
    if is_openapi(catalog.document(file, spec.descriptions[0].path).root):
        raise UsageError(text, "an OpenAPI document holds many things to map", next_step=_what_to_name(file, catalog))
    operation = spec.operations[0]
    return Address(text=text, title=spec.title, catalog=catalog, content=operation.success)


def _what_to_name(file: str, catalog: LoadedCatalog) -> str:
    spec = catalog.systems[0]
    operations = _main_operations(spec)
    named = dict.fromkeys(content.name for operation in operations for content in (operation.success, operation.body) if content)
    pointers = {pointer.rsplit("/", 1)[-1]: pointer for pointer in reversed(catalog.schema_pointers(file))}
    chosen = [pointers[name] for name in named if name in pointers] or list(pointers.values())
    lines = [f"{file}#/{pointer}" for pointer in chosen[:4]]
    lines += [f"{file}::{operation.key}" for operation in operations]
    lines += [f"{file}::EVENT {event.name}" for event in spec.events[:3]]
    return "Name one of them, for example:\n" + "\n".join(f"  {line}" for line in lines)


def _main_operations(spec: SystemSpec) -> list[Operation]:
    """Return operations that create and list what most other operations are about: those with the most paths below theirs."""
    paths = [operation.path for operation in spec.operations]
    creating = [one for one in spec.operations if one.method in ("POST", "PUT") and one.body and "{" not in one.path]
    listing = [one for one in spec.operations if one.method == "GET" and one.success]

    def rank(operation: Operation) -> tuple[int, int, int]:
        below = sum(path.startswith(f"{operation.path}/") for path in paths)
        return operation.path.count("{"), -below, operation.path.count("/")

    return [*sorted(creating, key=rank)[:4], *sorted(listing, key=rank)[:4]]


def _schema(text: str, file: str, pointer: str, catalog: LoadedCatalog) -> Address:
    document = catalog.systems[0].descriptions[0].path
    if catalog.place(file, document, pointer) is None:
        wanted = pointer.removeprefix("#/").rsplit("/", 1)[-1]
        known = catalog.schema_pointers(file)
        by_name = {one.rsplit("/", 1)[-1].lower(): one for one in reversed(known)}
        close = [by_name[name] for name in get_close_matches(wanted.lower(), by_name, n=5, cutoff=0.5)] or list(known[:SHOWN])
        step = "There are:\n" + "\n".join(f"  {file}#/{one}" for one in close) if close else "The document has no named schemas."
        raise UsageError(text, f"no {pointer} in {file}", next_step=step)
    parts = [part.replace("~1", "/").replace("~0", "~") for part in pointer.removeprefix("#/").split("/")]
    name = parts[-1]
    content = Content(system=file, file=document, pointer=pointer, name=name)
    return Address(text=text, title=_noun(parts[1]) if parts[0] == "paths" else name, catalog=catalog, content=content)


def _part(text: str, part: str, catalog: LoadedCatalog) -> Address:
    spec = catalog.systems[0]
    word, _, name = part.partition(" ")
    if word.upper() == "EVENT":
        return _event(text, name.strip(), catalog)
    operation = catalog.operation(spec.name, part)
    if operation is None:
        keys = [one.key for one in spec.operations]
        raise UsageError(text, f"no operation {part!r}", next_step=_did_you_mean(spec.name, _similar(part, keys)))
    names = (content.name for content in (operation.body, operation.success) if content)
    title = " ".join(dict.fromkeys([_noun(operation.path), *names]))
    return Address(text=text, title=title, catalog=catalog, operation=operation)


def _noun(path: str) -> str:
    """Return the last fixed part of a path that says something: `orders` of `/orders/{id}.json`."""
    fixed = [part for part in path.split("/") if part and not part.startswith("{")]
    return fixed[-1].partition(".")[0] if fixed else ""


def _event(text: str, name: str, catalog: LoadedCatalog) -> Address:
    spec = catalog.systems[0]
    event = catalog.event(spec.name, name)
    if event is None:
        known = [f"EVENT {one.name}" for one in spec.events]
        raise UsageError(text, f"no event {name!r}", next_step=_did_you_mean(spec.name, _similar(f"EVENT {name}", known)))
    return Address(text=text, title=event.summary or event.name, catalog=catalog, event=event)


def _similar(wanted: str, known: list[str]) -> list[str]:
    path = wanted.partition(" ")[2]
    same_path = [one for one in known if path and one.partition(" ")[2] == path]
    return same_path or get_close_matches(wanted, known, n=5, cutoff=0.5) or known[:SHOWN]


def _did_you_mean(file: str, names: list[str]) -> str:
    if not names:
        return "The document tells of none."
    return "Did you mean one of these?\n" + "\n".join(f"  {file}::{name}" for name in names)
