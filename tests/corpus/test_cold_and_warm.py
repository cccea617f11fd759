"""Every document opened three times: itself, from the index the first left, with the answers the second kept; all tell the same."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.corpus.golden_records import documents
from tests.corpus.walk import SYSTEM, opened, spread

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from designer.model.spec import Operation
    from designer.specs.catalog import LoadedCatalog

pytestmark = pytest.mark.corpus
TREES = 12
"""Operations of one document, evenly spaced, whose trees of fields, schemas and slices are compared; all nouns are."""


@pytest.mark.parametrize("document", documents())
def test_a_warm_start_tells_what_a_cold_one_does(document: str, corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nouns, fields, schemas, slices, findings and search are equal, whichever way a document was opened."""
    folder = corpus / "specs"
    if not (folder / document).is_file():
        pytest.skip(f"this corpus has no {document}")
    monkeypatch.setenv("DESIGNER_CACHE", str(tmp_path / "cache"))
    cold = list(_told(opened(folder, document)))
    for opening in ("from the index", "from kept answers"):
        catalog = opened(folder, document)
        warm = list(_told(catalog))
        for number, (one, other) in enumerate(zip(cold, warm, strict=False)):
            assert one == other, f"{document}: what is told as number {number} differs {opening}"
        assert len(cold) == len(warm)
        catalog.remember()


def _told(catalog: LoadedCatalog) -> Iterator[Any]:
    """Yield all that a catalog tells of its system, in one order."""
    system = catalog.systems[0]
    yield system.title, system.base_urls, system.schemes, system.descriptions
    yield catalog.findings
    operations = list(system.operations)
    yield from operations
    for event in system.events:
        yield event
        yield catalog.event_fields(event)
    chosen = spread(operations, TREES)
    for operation in chosen:
        yield catalog.operation(SYSTEM, operation.key)
        yield [*_single(catalog, operation)]
        yield catalog.findings_of(operation)
        yield [response.content and catalog.fields(response.content, access="read") for response in operation.responses]
        yield [catalog.fields(body, access="write") for body in operation.bodies]
        yield operation.body and catalog.schema(operation.body)
        yield [(one.operation.key, one.score) for one in catalog.search(SYSTEM, operation.summary or operation.path, limit=5)]
    yield catalog.slice(SYSTEM, [operation.key for operation in chosen[:3]])


def _single(catalog: LoadedCatalog, operation: Operation) -> Iterator[Any]:
    """Yield what a check asks of one operation: first levels, fields by their paths, and one that is not there."""
    for content in (operation.body, operation.success):
        if content is not None:
            members = catalog.members(content, access="read")
            yield members
            yield [catalog.field(content, path, access="read") for path in (*(field.path for field in members), "no.such[].field")]
