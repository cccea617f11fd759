"""Every document of the corpus, opened twice: from the document, then from the index that the first opening left; both tell the same."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.corpus.golden_records import documents
from tests.corpus.walk import SYSTEM, opened, spread

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from designer.model.spec import Catalog

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
    warm = list(_told(opened(folder, document)))
    for number, (one, other) in enumerate(zip(cold, warm, strict=False)):
        assert one == other, f"{document}: what is told as number {number} differs"
    assert len(cold) == len(warm)


def _told(catalog: Catalog) -> Iterator[Any]:
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
        yield catalog.findings_of(operation)
        yield [response.content and catalog.fields(response.content, access="read") for response in operation.responses]
        yield [catalog.fields(body, access="write") for body in operation.bodies]
        yield operation.body and catalog.schema(operation.body)
        yield [(one.operation.key, one.score) for one in catalog.search(SYSTEM, operation.summary or operation.path, limit=5)]
    yield catalog.slice(SYSTEM, [operation.key for operation in chosen[:3]])
