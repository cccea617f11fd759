"""Random near-valid documents and torn bytes: nothing but a told refusal comes out, in bounded time. `fuzz.py` runs for longer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings

from tests.hostile.documents import ask_everything, design_with, documents, torn_bytes

if TYPE_CHECKING:
    from pathlib import Path

BOUNDED = {"derandomize": True, "database": None, "suppress_health_check": list(HealthCheck), "phases": [Phase.generate]}
SUFFIXES = ("s.json", "s.yaml", "s.csv", "s.jsonl")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return one folder for all examples."""
    return tmp_path_factory.mktemp("fuzz")


@settings(max_examples=200, deadline=4000, **BOUNDED)  # type: ignore[arg-type]
@given(document=documents())
def test_any_document_is_read_or_refused(folder: Path, document: dict[str, Any]) -> None:
    """Operations, fields, schemas, slice, search."""
    import json

    ask_everything(folder, json.dumps(document).encode("utf-8", "surrogatepass"))


@settings(max_examples=200, deadline=4000, **BOUNDED)  # type: ignore[arg-type]
@given(data=torn_bytes())
def test_any_bytes_are_read_or_refused(folder: Path, data: bytes) -> None:
    """As JSON, YAML, a table, records."""
    for name in SUFFIXES:
        ask_everything(folder, data, name)


@settings(max_examples=12, deadline=20_000, **BOUNDED)  # type: ignore[arg-type]
@given(document=documents())
def test_any_document_is_designed_with_or_refused(tmp_path_factory: pytest.TempPathFactory, document: dict[str, Any]) -> None:
    """Plan, check, render, write."""
    design_with(tmp_path_factory.mktemp("design"), document)
