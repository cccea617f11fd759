"""A system known by an object alone (JSON Schema, sample record, table): its schema, and two operations that stand for its endpoint."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from designer.errors import DescriptionError
from designer.model.spec import Content, Field, Operation, Parameter, Response, SystemSpec
from designer.specs.documents.library import Document, Library, made, plain_name, read_bytes
from designer.specs.documents.parse import Parsed, decode, parsed
from designer.specs.openapi.source import text
from designer.specs.schemas.keywords import type_of

if TYPE_CHECKING:
    from pathlib import Path

    from designer.model.description import DescriptionRef
    from designer.model.scalars import Json
    from designer.specs.openapi.source import Source


TABLES, LINES = (".csv", ".tsv"), (".jsonl", ".ndjson")
"""Endings of files that are read otherwise than by what stands in them."""


def object_document(
    library: Library, description: DescriptionRef, path: Path, *, data: bytes | None = None, found: Parsed | None = None
) -> Document:
    """Read a document of any kind; what shows records instead of describing them becomes the schema of one record.

    *data* is what the file holds, if it was read already, and *found* what was parsed out of it.
    """
    file = description.path
    data = read_bytes(file, path) if data is None else data
    ending = path.suffix.lower()
    if ending in TABLES:
        root = _table(data, file)
    elif ending in LINES:
        root = _described(_lines(data, file), file, kind="sample")
    else:
        return library.add(made(file, path, data, _described_document(found or parsed(data, file=file), file, kind=description.kind)))
    return library.add(made(file, path, data, Parsed(root, "", {})))


def _described_document(found: Parsed, file: str, *, kind: str) -> Parsed:
    root = _described(found.root, file, kind=kind)
    return found if root is found.root else Parsed(root, "", {})


def _table(data: bytes, file: str) -> Json:
    from designer.specs.objects.table import table_schema  # noqa: PLC0415 - most descriptions are no tables

    return table_schema(decode(data, file=file), file=file)


def _lines(data: bytes, file: str) -> list[Json]:
    """Return the records of a file that holds one JSON value a line."""
    records = []
    for number, line in enumerate(decode(data, file=file).splitlines(), 1):
        try:
            records += [json.loads(line)] if line.strip() else []
        except ValueError as wrong:
            raise DescriptionError(
                f"{file}, line {number}", f"not valid JSON: {wrong}", next_step="Write one JSON object a line."
            ) from wrong
    return records


def _described(root: Json, file: str, *, kind: str) -> Json:
    """Return the value as it is if it describes, else the schema of the records that it shows."""
    from designer.specs.objects.infer import infer_schema  # noqa: PLC0415 - most descriptions are no samples

    if isinstance(root, list):
        records = [record for record in root if isinstance(record, dict)]
        if not records:
            raise DescriptionError(file, "a list without any record", next_step="Give one record as a JSON object, or a list of them.")
        return infer_schema(records)
    if not isinstance(root, dict):
        fact = "empty" if root is None else f"a single {type_of(root)}, not an object"
        raise DescriptionError(file, fact, next_step="Give an OpenAPI document, a JSON Schema of an object, or a sample record.")
    if "openapi" in root or "swagger" in root:
        return root
    if kind == "sample" or not is_schema(root):
        return root if _is_foreign(root) else infer_schema([root])
    return root


def is_schema(root: dict[str, Json]) -> bool:
    """Tell whether an object is a JSON Schema rather than a record: by its words, and by what they hold."""
    if "$schema" in root or isinstance(root.get("properties"), dict):
        properties = root.get("properties")
        return (
            "$schema" in root or all(isinstance(one, dict | bool) for one in properties.values()) if isinstance(properties, dict) else True
        )
    listed = any(isinstance(root.get(word), list) for word in ("allOf", "oneOf", "anyOf"))
    return listed or "$ref" in root or "$defs" in root or "definitions" in root or root.get("type") in ("object", "array")


def _is_foreign(root: dict[str, Json]) -> bool:
    from designer.specs.documents.recognise import not_openapi  # noqa: PLC0415 - only for a record's look-alikes

    return not_openapi(root) is not None


def object_operations(source: Source, *, alone: bool) -> SystemSpec:
    """Return the system that an object makes: read and write it at an endpoint that only a person knows.

    *alone*: it is the only object of its system; otherwise each endpoint carries the object's name.
    """
    root = source.root.value
    name = text(root.get("title")) or plain_name(source.document.file)
    variable = "endpoint" if alone else f"{_plain(name)}_endpoint"
    content = Content(system=source.system, file=source.document.file, pointer="#", name=name)
    field = Field(path=variable, types=("string",), required=True, description="Path of the endpoint: no document names it.")
    endpoint = Parameter(location="path", name=variable, field=field)
    bare = {"system": source.system, "path": f"/{{{variable}}}", "parameters": (endpoint,), "in_spec": False, "file": content.file}
    read = Operation(method="GET", summary=f"Read {name}", responses=(Response(status="200", content=content),), **bare)  # type: ignore[arg-type]
    write = Operation(method="POST", summary=f"Write {name}", bodies=(content,), **bare)  # type: ignore[arg-type]
    return SystemSpec(name=source.system, id="", title=name, operations=(read, write))


def _plain(name: str) -> str:
    return "".join(letter if letter.isalnum() else "_" for letter in name.lower()).strip("_")
