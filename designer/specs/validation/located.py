"""openapi-spec-validator's walk with places: each error learns where it stands, and a crash costs the part it happens in, no more."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import urljoin

from jsonschema_path import SchemaPath
from openapi_spec_validator import OpenAPIV2SpecValidator, OpenAPIV30SpecValidator, OpenAPIV31SpecValidator, OpenAPIV32SpecValidator

from designer.specs.documents.library import escape, steps_of
from designer.specs.validation.neighbours import Refused

if TYPE_CHECKING:
    from collections.abc import Iterator

    from designer.specs.validation.neighbours import Neighbours

VALIDATORS: dict[str, Any] = {
    "2.0": OpenAPIV2SpecValidator,
    "3.0": OpenAPIV30SpecValidator,
    "3.1": OpenAPIV31SpecValidator,
    "3.2": OpenAPIV32SpecValidator,
}
LONGEST_CHAIN = 50
RESOLVED = 100_000
"""Places that the validator remembers to have resolved; it forgets all by itself."""


class Located(NamedTuple):
    """What the walk met (an error it yields, or the exception that ended it), and the steps to the place by which it came there."""

    wrong: Exception
    steps: tuple[str | int, ...]
    keyword: str = ""
    """What it was about to judge there: `schema`, `default`, `parameters`."""


class Place(NamedTuple):
    """A value of the document or of a file beside it."""

    address: str
    pointer: str
    value: Any


class Seen(list[Any]):
    """What the walk has met: it asks a list again and again, which takes the square of the time."""

    def __init__(self) -> None:
        super().__init__()
        self._known: set[Any] = set()

    def append(self, item: Any) -> None:
        """Keep an id."""
        self._known.add(item)

    def __contains__(self, item: object) -> bool:
        return item in self._known


def walked(root: Any, version: str, neighbours: Neighbours) -> Iterator[Located]:
    """Yield all that the walk finds beyond the meta-schema: what operations, parameters, references and schemas must keep to."""
    path = SchemaPath.from_dict(root, base_uri=neighbours.address, handlers=neighbours, resolved_cache_maxsize=RESOLVED)  # type: ignore[arg-type]
    validator = VALIDATORS[version](path)
    registry = validator.keyword_validators_registry
    registry.keyword_validators = {name: _locating(name, kind) for name, kind in registry.keyword_validators.items()}
    for name, member in (("schema", "visited_schema_ids"), ("schema", "meta_checked_schema_ids"), ("operation", "operation_ids_registry")):
        if isinstance(getattr(registry[name], member, None), list):
            setattr(registry[name], member, Seen())
    for error in validator.root_validator(path):
        yield error if isinstance(error, Located) else Located(error, ())


def place_at(steps: tuple[str | int, ...], neighbours: Neighbours) -> Place:
    """Return the place to which steps lead that go through references; where the last one leads nowhere, the reference's own."""
    place = Place(neighbours.address, "#", neighbours.roots[neighbours.address])
    try:
        for step in steps:
            place = _followed(place, neighbours)
            place = Place(place.address, f"{place.pointer}/{escape(str(step))}", _member(place.value, step))
        return _followed(place, neighbours)
    except (Refused, LookupError, TypeError, ValueError):
        return place


def _locating(keyword: str, kind: Any) -> Any:
    """Return a keyword validator that tells where it was when it found an error, or broke."""

    class Locating(kind):  # type: ignore[misc]
        def __call__(self, *given: Any, **named: Any) -> Iterator[Any]:
            steps = next((tuple(one.parts) for one in given if isinstance(one, SchemaPath)), ())
            try:
                for error in super().__call__(*given, **named):
                    yield error if isinstance(error, Located) else Located(error, steps, keyword)
            except MemoryError:
                raise
            except Exception as wrong:  # noqa: BLE001 - whatever breaks the validator here shall not end the verdict on the rest
                yield Located(wrong, steps, keyword)

    return Locating


def _followed(place: Place, neighbours: Neighbours) -> Place:
    for _ in range(LONGEST_CHAIN):
        reference = place.value.get("$ref") if isinstance(place.value, dict) else None
        if not isinstance(reference, str):
            return place
        address, _, fragment = urljoin(place.address, reference).partition("#")
        value = neighbours.read(address)
        for step in steps_of(f"#{fragment}"):
            value = _member(value, step)
        place = Place(address, f"#{fragment}", value)
    raise LookupError(place.pointer)


def _member(value: Any, step: str | int) -> Any:
    return value[int(step)] if isinstance(value, list) else value[step]
