"""Real vendor documents, all of them: each loads, and the fields of operations all over it can be read and cut out."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from designer.model.brief import SystemRef
from designer.model.description import DescriptionRef
from designer.names.path import parse_path
from designer.specs.catalog import LoadedCatalog, load_catalog

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.corpus
MOST = 60
"""Operations of one document whose fields are read: evenly spaced over the document. All are listed."""


def load(folder: Path, file: str) -> LoadedCatalog:
    """Read one document as a system."""
    return load_catalog([SystemRef(name="Vendor", descriptions=(DescriptionRef(kind="openapi", path=file),))], base=folder)


def test_every_document_can_be_read_and_cut(corpus: Path, tmp_path: Path) -> None:
    """Fields have paths of their own that can be parsed; a part of each document reads like the whole."""
    files = sorted(path.name for path in (corpus / "specs").iterdir())
    assert files
    for file in files:
        catalog = load(corpus / "specs", file)
        system = catalog.systems[0]
        assert system.operations or system.events, file
        chosen = system.operations[:: max(1, len(system.operations) // MOST)]
        for operation in chosen:
            for content, access in ((operation.body, "write"), (operation.success, "read")):
                fields = catalog.fields(content, access=access) if content else ()  # type: ignore[arg-type]
                paths = [field.path for field in fields]
                assert len(set(paths)) == len(paths), f"{file}: {operation.key} has a path twice"
                assert all(parse_path(path) or not path for path in paths[:50]), f"{file}: {operation.key}"
        keys = [operation.key for operation in chosen[::3]]
        (tmp_path / "part.json").write_text(json.dumps(catalog.slice("Vendor", keys)))
        part = load(tmp_path, "part.json")
        for key in keys:
            assert _told(part, key) == _told(catalog, key), f"{file}: {key}"


def _told(catalog: LoadedCatalog, key: str) -> object:
    """Return what a catalog tells of an operation, as far as it does not depend on where the document lies."""
    operation = catalog.operation("Vendor", key)
    assert operation is not None
    body = catalog.fields(operation.body, access="write") if operation.body else ()
    success = catalog.fields(operation.success, access="read") if operation.success else ()
    fields = [(field.path, field.types, field.enum, field.required, field.nullable, field.branch) for field in (*body, *success)]
    return operation.operation_id, [parameter.target for parameter in operation.parameters], operation.security, operation.paging, fields
