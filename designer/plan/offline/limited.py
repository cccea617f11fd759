"""The fields that a brief limits a wish to: which matches are among them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from designer.names.path import leaf
from designer.names.text import words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from designer.match.fields.matches import FieldMapping
    from designer.model.brief import Wish

FILLER = {"the", "a", "an", "of", "and", "field", "all", "their", "its", "customer", "customers"}


def limited(found: Sequence[FieldMapping], wish: Wish, *, required: frozenset[str], sent: Iterable[str] = ()) -> tuple[FieldMapping, ...]:
    """Return the matches that the person's list names, and those into what the document requires; all, if there is no list.

    What is *sent* already, or said by a pair, is left out of the list.

    A name means the field of just that name, else all fields that bear its words, else those that bear its last word.
    """
    if not wish.fields:
        return tuple(found)
    done = {_said(leaf(path.partition(":")[2])) for path in sent} | {_said(name) for pair in wish.pairs for name in pair.sources}
    wanted = [said for name in wish.fields if (said := _said(name)) and said not in done]
    kept = {id(mapping) for mapping in found if mapping.target in required}
    for said in wanted:
        kept |= {id(mapping) for mapping in _named(found, said)}
    return tuple(mapping for mapping in found if id(mapping) in kept)


def _named(found: Sequence[FieldMapping], said: tuple[str, ...]) -> Sequence[FieldMapping]:
    alike = [mapping for mapping in found if len(mapping.sources) == 1 and "".join(said) in _leaves(mapping)]
    bearing = [mapping for mapping in found if set(said) <= _words(mapping)]
    return _nearest(alike or bearing or [mapping for mapping in found if said[-1] in _words(mapping)])


def _leaves(mapping: FieldMapping) -> set[str]:
    return {"".join(_said(leaf(path))) for path in (mapping.target, *mapping.sources)}


def _nearest(found: Sequence[FieldMapping]) -> list[FieldMapping]:
    """Return each source's match that lies nearest to the root: what is listed once is sent once."""
    nearest: dict[tuple[str, ...], FieldMapping] = {}
    for mapping in sorted(found, key=lambda one: (one.target.count("."), -one.confidence, one.target)):
        nearest.setdefault(tuple(mapping.sources), mapping)
    return list(nearest.values())


def _words(mapping: FieldMapping) -> set[str]:
    return {word for path in (mapping.target, *mapping.sources) for word in _said(path)}


def _said(text: str) -> tuple[str, ...]:
    """Return the singular words of a name; `e-mail` is one word."""
    plain = [_singular(word) for word in words(text.lower().replace("e-mail", "email") if "-" in text else text)]
    return tuple(word for word in plain if word not in FILLER)


def _singular(word: str) -> str:
    return word[:-1] if word.endswith("s") and not word.endswith(("ss", "us", "is")) and len(word) > 3 else word
