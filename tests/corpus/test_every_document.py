"""Every document of the corpus: no operation and no event is lost, every field is walked, and the counts are the golden ones."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import jsonschema_rs
import pytest

from tests.corpus import raw
from tests.corpus.golden_records import differences, documents, record_of
from tests.corpus.walk import SYSTEM, Walk, opened, spread, walk_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from designer.model.spec import Catalog

pytestmark = pytest.mark.corpus
EACH = [pytest.param(name, marks=pytest.mark.xdist_group(name)) for name in documents()]


class Read(NamedTuple):
    """A document that was opened and walked once, for all tests of it."""

    path: Path
    catalog: Catalog
    walk: Walk


@pytest.fixture(scope="module", params=EACH)
def read(request: pytest.FixtureRequest, corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Read]:
    """Open and walk one document of the corpus, in a cache of the test's own."""
    path = corpus / "specs" / request.param
    if not path.is_file():
        pytest.skip(f"this corpus has no {request.param}")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DESIGNER_CACHE", str(tmp_path_factory.getbasetemp() / "cache"))
        catalog = opened(path.parent, path.name)
        yield Read(path, catalog, walk_of(catalog, path.parent))


def test_there_is_a_golden_record_of_every_document(corpus: Path) -> None:
    """A document that nobody counted would never be missed."""
    assert documents() == sorted(path.name for path in (corpus / "specs").iterdir())


def test_no_operation_is_lost_or_invented(read: Read) -> None:
    """The operations are those that a plain look into the document finds, in its order."""
    assert [operation.key for operation in read.walk.operations] == raw.operation_keys(read.path)


def test_no_event_is_lost(read: Read) -> None:
    """Each webhook and each callback is an event; it may go by the name that its deliveries have instead of its key."""
    told = [event for event in read.catalog.systems[0].events if event.origin in ("webhook", "callback")]
    assert len(told) == len(raw.webhook_names(read.path) | raw.callback_names(read.path) | raw.marked_names(read.path))


def test_the_fields_are_what_the_document_says(read: Read) -> None:
    """Pointers resolve, containers stand before what they hold, no path stands twice, no member is lost, `required` is the document's."""
    assert not read.walk.problems, "\n".join(read.walk.problems[:20])


def test_the_counts_are_the_golden_ones(read: Read) -> None:
    """Nothing is read otherwise than it was; `python tests/corpus/regenerate.py` writes the counts anew."""
    golden = record_of(read.path.name).read_text(encoding="utf-8")
    assert read.walk.golden == golden, "\n".join([f"{read.path.name} is read otherwise:", *differences(golden, read.walk)])


def test_a_schema_is_one_that_a_validator_takes(read: Read) -> None:
    """What is exported of bodies and answers compiles, with every reference inside it."""
    for operation in spread(list(read.catalog.systems[0].operations), 6):
        for content in (operation.body, operation.success):
            if content is not None:
                jsonschema_rs.validator_for(read.catalog.schema(content))  # it raises where it cannot


def test_a_part_names_its_operations_and_no_others(read: Read) -> None:
    """A slice of three operations is a document of its own that opens, with the same keys."""
    keys = [operation.key for operation in spread(list(read.catalog.systems[0].operations), 3)]
    paths = read.catalog.slice(SYSTEM, keys)["paths"] if keys else {}
    assert isinstance(paths, dict)
    found = {f"{method.upper()} {path}" for path, item in paths.items() for method in item if method in raw.METHODS}  # type: ignore[union-attr]
    assert set(keys) == found
