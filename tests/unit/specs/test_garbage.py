"""Whatever stands at any one place of a document, the rest is read: nothing but a told refusal stops the run."""

from __future__ import annotations

import copy
import json
from contextlib import suppress
from typing import TYPE_CHECKING, Any

import pytest

from designer.errors import DescriptionError
from tests.unit.specs.documents import document
from tests.unit.specs.test_slice import WHOLE
from tests.unit.specs.test_swagger import swagger

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from designer.specs.catalog import LoadedCatalog

GARBAGE = [None, True, 0.5, "x", [], [{}], {}, {"$ref": 5}, {"$ref": "#"}, {"$ref": "#/nowhere"}]
FORM = [{"name": "name", "in": "formData", "type": "string", "required": True}, {"$ref": "#/parameters/Limit"}]
PAGED = document(
    {"/things": {"get": {**WHOLE["paths"]["/nodes"]["get"], "callbacks": {"c": {"{$url}": {"post": WHOLE["paths"]["/nodes"]["post"]}}}}}},
    components=WHOLE["components"],
)
DOCUMENTS = {"3.1": WHOLE, "callbacks": PAGED, "2.0": swagger(parameters=FORM)}


def places(value: Any, steps: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """Yield the steps to every place of a document."""
    for key, item in value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ():
        yield (*steps, key)
        yield from places(item, (*steps, key))


def with_garbage(whole: Any, steps: tuple[str | int, ...], garbage: Any) -> Any:
    """Return the document with something else at one place."""
    changed = copy.deepcopy(whole)
    holder = changed
    for step in steps[:-1]:
        holder = holder[step]
    holder[steps[-1]] = garbage
    return changed


def read_all(catalog: LoadedCatalog) -> None:
    """Ask a catalog everything that it can be asked."""
    system = catalog.systems[0]
    for operation in system.operations:
        for content in (operation.body, operation.success):
            if content is not None:
                catalog.fields(content, access="write")
                catalog.field(content, "a.b[0].c", access="read")
                catalog.schema(content)
        catalog.findings_of(operation)
    for event in system.events:
        catalog.event_fields(event)
    keys, events = [operation.key for operation in system.operations], [event.name for event in system.events]
    json.dumps(catalog.slice("Shop", keys, events=events))


@pytest.mark.parametrize("name", DOCUMENTS)
def test_garbage_at_any_place(name: str, catalog_of: Callable[..., LoadedCatalog]) -> None:
    """Each place in turn, each kind of garbage in turn over the places."""
    for number, steps in enumerate(places(DOCUMENTS[name])):
        for turn in range(3):
            garbage = GARBAGE[(number * 3 + turn) % len(GARBAGE)]
            with suppress(DescriptionError):
                read_all(catalog_of(with_garbage(DOCUMENTS[name], steps, garbage)))
