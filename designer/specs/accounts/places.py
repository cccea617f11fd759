"""Where account metadata can be laid: the bodies and answers of calls, and the open members in them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from designer.names.text import singular, singulars, words
from designer.specs.documents.library import FORM, Library, Place, ReferenceProblem
from designer.specs.openapi.bodies import bodies_of, response_of
from designer.specs.openapi.document import slots_of
from designer.specs.openapi.source import Source
from designer.specs.schemas.keywords import plain_types
from designer.specs.schemas.shape import ShapeReader
from designer.specs.vendors.vendor_defaults import NUMBERED

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from designer.model.spec import Content
    from designer.specs.accounts.account import Purpose
    from designer.specs.documents.library import Document
    from designer.specs.openapi.document import Slot

Steps = tuple[str, ...]
"""Keys from a schema to one below it: `properties`, a name; `items`."""

ALIKE = 3
"""Names that an object has to share with another to be taken for it."""
DEEPEST = 8
"""Objects and lists that a member may lie below the body's root."""
MOST = 200
"""Places below one schema that are kept, those near its root: one that holds itself several times has any number."""
GENERIC = frozenset({"object", "objects", "sobject", "entity", "module", "table", "record", "type"})
"""Words of a path's parameter that stands for any object: `{objectType}`, `{sobjectName}`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """An object in a body or an answer over which metadata can be laid."""

    schema: Place
    """The schema of the body or answer."""
    steps: Steps
    purpose: Purpose
    method: str
    path: str
    is_body: bool

    @property
    def key(self) -> str:
        """Return the call as a design names it."""
        return f"{self.method} {self.path}"

    @property
    def member(self) -> str:
        """Return the path of the object in the body, empty if it is the body itself."""
        steps, path = list(self.steps), ""
        while steps:
            path = f"{path}.{steps.pop(1)}" if steps[0] == "properties" else f"{path}[]"
            steps.pop(0)
        return path.removeprefix(".")


def spots_in(
    library: Library, documents: Sequence[Document], members: Sequence[str], *, others: frozenset[str] = frozenset()
) -> list[Spot]:
    """Return every open object in the documents that bears one of the names; an empty name means whole bodies and answers.

    *others* are names of the object that the documents tell of: what names some of them in an answer is the object too.
    """
    finder = Finder(library, frozenset(members) - {""})
    alike = Finder(library, frozenset(), others=others)
    found: list[Spot] = []
    for document in documents:
        source = Source(system="", document=document, library=library, reader=ShapeReader(library))
        for slot in slots_of(source):
            for place, is_body in _schemas(source, slot):
                steps = [
                    *finder.below(place),
                    *(() if is_body else _most_alike(library, place, alike.below(place), others)),
                    *([()] if "" in members and (is_body or is_free(library, place)) else []),
                ]
                purpose: Purpose = purpose_of(slot.method, slot.path) if is_body else "read"
                found += [
                    Spot(schema=place, steps=one, purpose=purpose, method=slot.method, path=slot.path, is_body=is_body) for one in steps
                ]
    return found


def _most_alike(library: Library, place: Place, found: Sequence[Steps], others: frozenset[str]) -> list[Steps]:
    """Return those of the objects in an answer that share the most names: the user who owns a record has a name too."""
    shared = {steps: _shared(library, stepped(library, place, steps), others) for steps in found}
    most = max(shared.values(), default=0)
    return [steps for steps, count in shared.items() if count == most]


def _shared(library: Library, place: Place | None, others: frozenset[str]) -> int:
    properties = (part.value.get("properties") for part in parts_of(library, place)) if place else ()
    return len({name for one in properties if isinstance(one, dict) for name in one} & others)


def stepped(library: Library, place: Place, steps: Steps) -> Place | None:
    """Return the schema that steps lead to from *place*, references followed."""
    found, left = place, list(steps)
    while left:
        step = left.pop(0)
        name = left.pop(0) if step == "properties" else ""
        parts = [part for part in parts_of(library, found) if isinstance(part.value.get(step), dict)]
        inner = next((part.at(step, name) if name else part.at(step) for part in parts if not name or name in part.value[step]), None)
        if inner is None:
            return None
        found = inner
    return found


def _schemas(source: Source, slot: Slot) -> Iterator[tuple[Place, bool]]:
    """Yield the schemas of what a call is sent and of what it answers when all went well."""
    if not isinstance(slot.place.value, dict):
        return
    for content in bodies_of(source, slot.place, slot.item):
        yield from ((place, True) for place in _placed(source, content))
    responses = slot.place.value.get("responses")
    for status in responses if isinstance(responses, dict) else ():
        response = response_of(source, slot.place, slot.place.at("responses", status), status=status) if status.startswith("2") else None
        if response and response.content:
            yield from ((place, False) for place in _placed(source, response.content))


def _placed(source: Source, content: Content) -> Iterator[Place]:
    place = source.library.place(content.file, content.pointer) if FORM not in content.pointer else None
    if place is not None and isinstance(place.value, dict):
        yield place


ACTIONS = frozenset({
    "batch", "bulk", "create", "read", "update", "upsert", "delete", "archive", "unarchive", "search", "merge", "list", "scroll", "query",
    "count", "convert", "clone", "import",
})  # fmt: skip
"""Last names of a path that say what is done, not to what."""


def purpose_of(method: str, path: str) -> Purpose:
    """Return what a call's body is for: a POST to a collection makes a record, one to a record changes it."""
    if method in ("PUT", "PATCH"):
        return "update"
    *above, last = ["", *(segment for segment in path.split("/") if segment)]
    if method != "POST" or last.casefold().startswith("search"):
        return "read"
    if last.casefold() in ("create", "update", "upsert"):
        return "create" if last.casefold() == "create" else "update"
    holders = [segment for segment in above if "{" in segment and not _is_generic(segment)]
    if last.startswith("{"):
        return "create" if "{" in above[-1] or _is_generic(last) else "update"
    # What is posted below one record (`/issue/{id}/transitions`) is something else, or does something with it.
    return "read" if holders else "create"


def is_about(path: str, name: str) -> bool | None:
    """Tell whether a path is about the object of this name; `None`: it is about any object, whichever its parameter names."""
    segments = [segment for segment in path.split("/") if segment]
    named = [segment.removesuffix(".json") for segment in segments if "{" not in segment and segment.casefold() not in ACTIONS]
    if named and _folded(name) in {_folded(named[-1]), _folded(NUMBERED.get(named[-1], ""))}:
        return True
    return None if any(_is_generic(segment) for segment in segments) else False


def subject_of(path: str, above: int) -> str:
    """Return the first name of a path after *above* segments, empty where it ends or a parameter stands there."""
    segments = [segment for segment in path.split("/") if segment]
    return segments[above] if len(segments) > above and "{" not in segments[above] else ""


def _folded(name: str) -> str:
    return "".join(map(singular, words(name)))


def _is_generic(segment: str) -> bool:
    told = singulars(segment)
    return "{" in segment and bool(told & GENERIC) and "id" not in told


class Finder:
    """Finds the open members of some names below a schema; what lies below a schema is looked through once."""

    def __init__(self, library: Library, names: frozenset[str] | None, *, others: frozenset[str] = frozenset()) -> None:
        """Look for members of these names, of any name where none are given, or for objects that name some of *others*."""
        self._library, self._names, self._others = library, names, others
        self._known: dict[tuple[tuple[str, str], int], tuple[Steps, ...]] = {}

    def below(self, place: Place, depth: int = 0) -> tuple[Steps, ...]:
        """Return where the members stand, seen from the schema at *place*; alternatives are not gone into."""
        if depth > DEEPEST or (self._names is not None and not self._names and not self._others):
            return ()
        key = (place.key, depth)
        if key not in self._known:
            self._known[key] = ()  # a schema on its own way
            found = tuple(dict.fromkeys(self._found(place, depth)))
            self._known[key] = found if len(found) <= MOST else tuple(sorted(found, key=len)[:MOST])
        return self._known[key]

    def _found(self, place: Place, depth: int) -> Iterator[Steps]:
        for part in parts_of(self._library, place):
            properties = part.value.get("properties")
            if isinstance(properties, dict) and len(self._others & properties.keys()) >= ALIKE:
                yield ()
                return
            for name in properties if isinstance(properties, dict) else ():
                inner, steps = part.at("properties", name), ("properties", name)
                if (self._names is None or name in self._names) and is_free(self._library, inner):
                    yield steps
                else:
                    yield from ((*steps, *more) for more in self.below(inner, depth + 1))
            if isinstance(part.value.get("items"), dict):
                yield from (("items", *more) for more in self.below(part.at("items"), depth + 1))


def parts_of(library: Library, place: Place, depth: int = 0) -> Iterator[Place]:
    """Yield the schemas that all hold at a place: what it refers to, what it is all of, itself."""
    try:
        found = library.follow(place)
    except ReferenceProblem:
        return
    if not isinstance(found.value, dict) or depth > DEEPEST:
        return
    yield found
    for index in range(len(found.value["allOf"]) if isinstance(found.value.get("allOf"), list) else 0):
        yield from parts_of(library, found.at("allOf", index), depth + 1)


def is_free(library: Library, place: Place) -> bool:
    """Tell whether a schema lets an object have any members, and names none: they are plain values or not told at all."""
    parts = list(parts_of(library, place))
    return bool(parts) and all(_leaves_open(part.value) for part in parts)


def _leaves_open(schema: dict[str, Any]) -> bool:
    types, _ = plain_types(schema)
    more = schema.get("additionalProperties")
    is_plain = not isinstance(more, dict) or not ({"$ref", "properties", "items", "allOf", "oneOf", "anyOf"} & more.keys())
    is_object = not types or types == ("object",)
    return is_object and more is not False and is_plain and not ({"properties", "items", "oneOf", "anyOf", "enum"} & schema.keys())


def wire_types(library: Library, place: Place) -> tuple[str, ...]:
    """Return the types that a document gives all members of an open object, none where it tells nothing."""
    more = (part.value.get("additionalProperties") for part in parts_of(library, place))
    return next((types for one in more if isinstance(one, dict) and (types := plain_types(one)[0])), ())
