"""Whether a source is surely there: its own object says of it that it always is, and so does each object that it lies in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from designer.names.path import containers, leaf, lies_in, parent
from designer.names.text import words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from designer.check.lookup.view import Spot, View
    from designer.model.spec import Content, Field

OWN_ID = frozenset({"id", "uuid", "guid", "gid", "sid"})


def gaps(view: View, spot: Spot) -> tuple[Field, ...]:
    """Return the fields on the way to a source, itself the last, of which the document does not say that they are always there.

    Lists and their items are none: where there is no item, nothing is read from one.
    """
    if spot.field.required and not spot.field.nullable and not _is_deep(spot):
        return ()
    itself = () if spot.field.required and not spot.field.nullable else (spot.field,)
    return (*_above(view, spot), *itself)


def is_told(view: View, spot: Spot, gap: Field) -> bool:
    """Tell whether the document says of a field that it may be missing: of itself, or by naming others beside it that never are.

    An object that names some and not its own id, which every record has, tells what must be sent, and nothing of what is returned.
    """
    if spot.content is None or gap.nullable or "null" in gap.types:
        return True
    key = spot.content, parent(gap.path)
    if key not in view.telling:
        beside = _beside(view, *key)
        view.telling[key] = any(field.required for field in beside) and all(field.required for field in beside if is_own_id(field))
    return view.telling[key]


def _beside(view: View, content: Content, inside: str) -> list[Field]:
    """Return the fields that an object of a content holds itself."""
    fields = view.catalog.fields(content, access="read") if inside else view.catalog.members(content, access="read")
    below = f"{inside}." if inside else ""
    return [field for field in fields if field.path.startswith(below) and parent(field.path) == inside]


def is_own_id(field: Field) -> bool:
    """Tell whether a field is the id of the object that holds it, by its name."""
    return set(words(leaf(field.path))) <= OWN_ID and not field.path.endswith("]")


def _is_deep(spot: Spot) -> bool:
    return spot.content is not None and "." in spot.field.path.rpartition("]")[2].removeprefix(".")


def _above(view: View, spot: Spot) -> Iterator[Field]:
    """Yield the objects between the source and what is there whenever the record is, as far as they may be missing."""
    if spot.content is None or not _is_deep(spot):
        return
    for path in containers(spot.field.path):
        is_given = path == spot.given or lies_in(spot.given, path) or "]" in spot.field.path[len(path) :] or path.endswith("]")
        found = None if is_given else view.catalog.field(spot.content, path, access="read")
        if found is not None and found.types and (not found.required or found.nullable):
            yield found
