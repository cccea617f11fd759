"""The documents of the examples and the slices cut from them, by the judgement of openapi-spec-validator."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from tests.golden.regenerate import ROOT

if TYPE_CHECKING:
    from pathlib import Path

WRITTEN = sorted((ROOT / "examples").glob("*/specs/*.yaml"))
CUT = sorted((ROOT / "generated").glob("*/specs/*.json"))


def faults(document: dict[str, Any]) -> list[str]:
    """Return what is no valid OpenAPI, each with its place."""
    from openapi_spec_validator import OpenAPIV30SpecValidator, OpenAPIV31SpecValidator

    validator = OpenAPIV31SpecValidator if document["openapi"].startswith("3.1") else OpenAPIV30SpecValidator
    return [f"{'/'.join(map(str, error.path))}: {error.message[:120]}" for error in validator(document).iter_errors()]  # type: ignore[arg-type]


@pytest.mark.parametrize("path", WRITTEN, ids=lambda path: "/".join(path.parts[-3:]))
def test_an_examples_document_is_valid(path: Path) -> None:
    """What the examples describe is OpenAPI, so that what they show does not rest on a fault."""
    assert not faults(yaml.safe_load(path.read_text(encoding="utf-8")))


@pytest.mark.parametrize("path", CUT, ids=lambda path: "/".join(path.parts[-3:]))
def test_a_slice_of_a_valid_document_is_valid(path: Path) -> None:
    """Cutting out operations leaves no reference without its end."""
    assert not faults(json.loads(path.read_text(encoding="utf-8")))


def test_there_is_something_to_judge() -> None:
    """Each example has documents, and each golden record has slices."""
    assert len(WRITTEN) >= 7
    assert len(CUT) >= 7
