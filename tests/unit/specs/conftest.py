"""Small documents written to a folder and read back as a catalog."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from designer.model.brief import SystemRef
from designer.model.description import DescriptionRef
from designer.specs.catalog import LoadedCatalog, load_catalog
from tests.unit.specs.documents import posting

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.fixture
def catalog_of(tmp_path: Path) -> Callable[..., LoadedCatalog]:
    """Return a function that reads documents (a dict as JSON, a text as it is) as one system called Shop."""

    def read(*documents: dict[str, Any] | str, name: str = "shop.json", **others: dict[str, Any] | str) -> LoadedCatalog:
        for file, document in others.items():
            path = tmp_path / file.replace("__", "/").replace("_json", ".json").replace("_yaml", ".yaml")
            path.parent.mkdir(exist_ok=True)
            path.write_text(document if isinstance(document, str) else json.dumps(document), encoding="utf-8")
        references = []
        for number, document in enumerate(documents):
            file = name if number == 0 else f"{number}-{name}"
            (tmp_path / file).write_text(document if isinstance(document, str) else json.dumps(document), encoding="utf-8")
            references.append(DescriptionRef(kind="openapi", path=file))
        return load_catalog([SystemRef(name="Shop", descriptions=tuple(references))], base=tmp_path)

    return read


@pytest.fixture
def fields_of(catalog_of: Callable[..., LoadedCatalog]) -> Callable[..., dict[str, Any]]:
    """Return a function that reads a schema as the body of `POST /things` and returns its fields by path."""

    def read(schema: Any, *, access: str = "write", version: str = "3.1.0", **schemas: Any) -> dict[str, Any]:
        catalog = catalog_of(posting(schema, version=version, **schemas))
        operation = catalog.operation("Shop", "POST /things")
        assert operation is not None
        assert operation.body is not None
        return {field.path: field for field in catalog.fields(operation.body, access=access)}  # type: ignore[arg-type]

    return read
