"""Directed choices accept what the meta-schema accepts, and nothing else."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from designer.specs.documents.parse import parse
from designer.specs.validation.openapi_schemas import validator_of, version_of

INFO = {"title": "Orders", "version": "1"}
SCALARS = st.sampled_from([None, True, 0, 1.5, "", "x", "query", "path", "string", "apiKey", "http", "#/definitions/X"])
NAMES = st.sampled_from(
    [
        "$ref",
        "name",
        "in",
        "required",
        "schema",
        "type",
        "items",
        "content",
        "description",
        "example",
        "examples",
        "style",
        "scheme",
        "x-own",
        "properties",
        "additionalProperties",
        "allOf",
        "flow",
        "flows",
        "url",
        "default",
        "format",
        "enum",
        "bearerFormat",
        "openIdConnectUrl",
    ]
)
VALUES: st.SearchStrategy[Any] = st.recursive(
    SCALARS, lambda inner: st.lists(inner, max_size=2) | st.dictionaries(NAMES, inner, max_size=4), max_leaves=12
)
PARTS = {
    "2.0": ["definitions", "parameters", "responses", "securityDefinitions"],
    "3.0": ["schemas", "parameters", "responses", "requestBodies", "headers", "securitySchemes", "links", "callbacks", "examples"],
}


def undirected(version: str) -> Any:
    """Return a validator of the meta-schema as it is shipped."""
    spec = importlib.util.find_spec("openapi_spec_validator")
    assert spec is not None
    assert spec.origin is not None
    path = Path(spec.origin).parent / "resources" / "schemas" / f"v{version}" / "schema.json"
    return jsonschema_rs.validator_for(json.loads(path.read_text()), offline=True, validate_formats=False)


ORIGINAL = {version: undirected(version) for version in PARTS}


@pytest.mark.parametrize(("version", "part"), [(version, part) for version, parts in PARTS.items() for part in parts])
@settings(max_examples=40, deadline=None)
@given(value=VALUES)
def test_any_part_is_judged_alike(version: str, part: str, value: Any) -> None:
    """Whatever stands as a schema, a parameter, a response: both meta-schemas say the same of it."""
    head: dict[str, Any] = {"swagger": "2.0"} if version == "2.0" else {"openapi": "3.0.3"}
    document = head | {"info": INFO, "paths": {}}
    document |= {part: {"one": value}} if version == "2.0" else {"components": {part: {"one": value}}}
    assert validator_of(version).is_valid(document) == ORIGINAL[version].is_valid(document)


@pytest.mark.corpus
def test_real_documents_are_judged_alike(corpus: Path) -> None:
    """The documents of vendors too."""
    for path in sorted((corpus / "specs").iterdir()):
        root: Any = parse(path.read_bytes(), file=path.name)
        version = version_of(root)
        if version in ORIGINAL:
            assert validator_of(version).is_valid(root) == ORIGINAL[version].is_valid(root), path.name
