"""What kind of value stands in a field: an address of mail, a day, an amount; and which kinds never fill each other."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from designer.match.meaning.lexicon import lexicon

if TYPE_CHECKING:
    from designer.model.spec import Field

NUMERIC = frozenset({"integer", "number"})
COUNTED = frozenset({"country", "currency", "language", "timezone"})
"""Kinds for which some systems keep numbered lists of their own."""
NAMED_BY_WORDS = frozenset({"code", "name", "text", "number"})
"""Kinds that a name alone makes likely, not certain."""


def kind_of(field: Field, concept: str, leaf: tuple[str, ...]) -> tuple[str, bool]:
    """Return the kind of a field's value (empty: not known) and whether that is certain enough to veto another.

    A format counts most, then types that allow one kind only, then the concept, then the last words of the name.
    """
    known = lexicon()
    by_format = known.kind_formats.get(field.format, "")
    if by_format:
        return by_format, True
    types = frozenset(field.types)
    if types == {"boolean"}:
        return "flag", True
    named = known.concepts[concept].kind if concept in known.concepts else _by_ending(leaf)
    if named in COUNTED and leaf[-1:] == ("id",) and not _fits(named, types):
        return "id", False
    if named == "flag" and types & NUMERIC and field.enum and set(field.enum) <= {0, 1}:
        return "flag", True
    if not _fits(named, types):
        return ("number", True) if types and types <= NUMERIC else ("", False)
    if not named and field.enum:
        return "status", False
    if not named and types and types <= NUMERIC:
        return "number", False
    return named, bool(named) and named not in NAMED_BY_WORDS


def _by_ending(leaf: tuple[str, ...]) -> str:
    endings = lexicon().kind_endings
    return next((endings[leaf[-length:]] for length in (3, 2, 1) if leaf[-length:] in endings), "")


def _fits(kind: str, types: frozenset[str]) -> bool:
    """Tell whether the declared types can hold such a value: an address of mail is no number, a flag no list."""
    if not types:
        return True
    if kind in {"email", "url", "name", "text", "country", "currency", "language", "timezone"}:
        return "string" in types
    if kind == "flag":
        return bool(types & {"boolean", "string", "integer"})
    return bool(types & {"string", "integer", "number"})


@lru_cache(maxsize=2_000)
def compatible(source: str, target: str) -> bool:
    """Tell whether a value of one kind may fill a field of another; an unknown kind is no hindrance."""
    if not source or not target or source == target:
        return True
    return target in lexicon().compatible.get(source, frozenset({target})) or source in lexicon().compatible.get(target, frozenset())
