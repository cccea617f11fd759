"""What passes a mapping unchanged, what a name says, and what stands beside a field: shared by rules that read names and words."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from designer.model.design import source_parts
from designer.model.transform import (
    Cast,
    Coalesce,
    Copy,
    CountryCode,
    DateFormat,
    Default,
    EnumMap,
    First,
    Lookup,
    Lower,
    PhoneE164,
    Scale,
    Trim,
    Truncate,
    Upper,
)
from designer.names.path import PathError, child, format_path, is_path, parent, parse_path
from designer.names.text import words

if TYPE_CHECKING:
    from designer.check.lookup.view import MappingView, Spot, View
    from designer.model.scalars import Access
    from designer.model.spec import Field

CARRYING = (Copy, Cast, Default, Coalesce, First, Trim)
"""Transforms through which a value stays what it is: the same amount, the same moment, the same person's name."""

NAMED = frozenset({"known", "unknown"})
"""States of a spot whose name says something; the document need not tell of it."""
READING = (*CARRYING, Lower, Upper, Truncate, DateFormat, PhoneE164, CountryCode, EnumMap, Lookup, Scale)
"""Transforms that write a value anew and still tell the same: the same day, country, status."""


def carried(mapping: MappingView) -> tuple[Spot, ...]:
    """Return the sources whose value the target gets as it is; none where the transform makes another of them or an end is not known."""
    if mapping.target.state != "known" or not isinstance(mapping.mapping.transform, CARRYING):
        return ()
    return tuple(spot for spot in mapping.sources if spot.state == "known")


def told_by(mapping: MappingView) -> Spot | None:
    """Return the one field of a document that the target tells anew, in whatever notation; None where there is none or several."""
    if mapping.target.state not in NAMED or len(mapping.sources) != 1 or not isinstance(mapping.mapping.transform, READING):
        return None
    spot = mapping.sources[0]
    return spot if spot.state in NAMED and spot.content is not None else None


def plain_source(source: str) -> str:
    """Return a source with its path written without the quotation marks that it does not need."""
    if '"' not in source:
        return source
    origin, path = source_parts(source)
    return f"{origin}:{format_path(parse_path(path))}" if is_path(path) else source


def beside(view: View, spot: Spot, name: str, *, access: Access) -> Field | None:
    """Return the field *name* in the same object as the spot's, None where the document names none (an open object names nothing)."""
    if spot.content is None or spot.field.path.endswith("]"):
        return None
    found = view.catalog.field(spot.content, child(parent(spot.field.path), name), access=access)
    return None if found is None or (found.free_form and not found.types) else found


@lru_cache(maxsize=20_000)
def keys_of(path: str) -> tuple[str, ...]:
    """Return the names on the way to a field, its own last; none where the path cannot be read."""
    try:
        return tuple(segment.key for segment in parse_path(path) if segment.kind == "key")
    except PathError:
        return ()


@lru_cache(maxsize=20_000)
def leaf_words(path: str) -> tuple[str, ...]:
    """Return the words of a field's own name; none where the path cannot be read."""
    keys = keys_of(path)
    return words(keys[-1]) if keys else ()


def kind_of_value(field: Field) -> tuple[str, bool]:
    """Return what kind of value a field holds by its name, type and format (`money`, `email`), and whether that is certain.

    The dictionary is loaded by the first question.
    """
    from designer.match.meaning.kinds import kind_of  # noqa: PLC0415 - the dictionary costs some 30 ms, and few designs need it
    from designer.match.meaning.profile import meaning_of  # noqa: PLC0415

    meaning = meaning_of(keys_of(field.path))
    return kind_of(field, meaning.head if meaning.is_concept else "", meaning.leaf)
