"""Fields that answer to words: those that are called so before those that lie there, take such a value or speak of it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from designer.names.path import leaf, lies_in, parent
from designer.names.text import singulars
from designer.plan.claude.context.described import told_apart
from designer.plan.claude.tools.fields import field_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from designer.model.spec import Field

MOST = 12
"""Lines of an answer."""
FEW_BY_TEXT = 4
"""So many fields that only speak of a word are told beside others that are called so."""
FEW_INSIDE = 3
"""Leaves of an object that are named instead of counted."""
SAME, NAMED, PLACED, VALUED, SPOKEN = range(5)
"""What a word meets: the whole name or path, a word of the name, the path, a value of the list, the description."""
SHORT = 3
"""A word of no more characters is a part of too many others."""
SEPARATORS = re.compile(r"[\s,;`'\"]+")


class Hit(NamedTuple):
    """A field with how it answers: less is better, in all members but the field."""

    missed: int
    """Words that meet neither its name nor its path."""
    rank: int
    depth: int
    order: int
    field: Field


def hit_lines(fields: Sequence[Field], text: str) -> list[str]:
    """Return the fields that answer to any of some words, best first, with how many are left out; none if no field does.

    First stands what is called just so, the outermost for each word; then what answers to most of them.
    """
    asked = _asked(text)
    hits = sorted(hit for order, field in enumerate(fields) if (hit := _hit(field, asked, order)))
    hits = _outermost(hits) if len(hits) > MOST else hits
    exact = [min((hit for hit in hits if _rank(hit.field, word) == SAME), key=_nearest, default=None) for word in asked]
    first = list(dict.fromkeys(hit for hit in exact if hit))
    named = [*first, *(hit for hit in hits if hit.rank < SPOKEN and hit not in first)]
    spoken = [hit for hit in hits if hit.rank == SPOKEN]
    shown = [*named, *spoken[: FEW_BY_TEXT if named else MOST]][:MOST]
    lines = [field_line(hit.field) + _inside(hit.field, fields) for hit in shown]
    lines += _kinds([hit.field for hit in shown], fields)
    left, by_text = len(hits) - len(shown), len(spoken) - sum(hit.rank == SPOKEN for hit in shown)
    if left:
        told = " that only their descriptions speak of" if left == by_text else f", {by_text} by their descriptions" if by_text else ""
        lines.append(f"… and {left} more{told}. Ask with other words, or with `below`.")
    return lines


def named_so(fields: Iterable[Field], text: str) -> tuple[Field, ...]:
    """Return the fields whose name or path answers to any of some words."""
    asked = _asked(text)
    return tuple(field for field in fields if (hit := _hit(field, asked, 0)) and hit.rank < VALUED)


def _asked(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(word.lower() for word in SEPARATORS.split(text) if word))


def _hit(field: Field, asked: Sequence[str], order: int) -> Hit | None:
    ranks = [rank for word in asked if (rank := _rank(field, word)) is not None]
    if not ranks:
        return None
    found = sum(rank < VALUED for rank in ranks)
    return Hit(len(asked) - found, min(ranks), field.path.count(".") + field.path.count("[]"), order, field)


def _outermost(hits: Sequence[Hit]) -> list[Hit]:
    """Leave out what answers only because it lies in an object that is called so: `below` tells it."""
    objects = [hit.field.path for hit in hits if hit.rank <= NAMED and not hit.field.is_leaf]
    return [hit for hit in hits if hit.rank != PLACED or not any(lies_in(hit.field.path, path) for path in objects)]


def _nearest(hit: Hit) -> tuple[int, int]:
    return hit.depth, hit.order


def _rank(field: Field, word: str) -> int | None:
    path, name = field.path.lower(), leaf(field.path)
    parts, is_short = singulars(word), len(word) <= SHORT
    if word in {name.lower(), path, path.replace("[]", "")}:
        return SAME
    if parts and parts <= singulars(name):
        return NAMED
    if (parts and parts <= singulars(field.path)) or (word in path and not is_short):
        return PLACED
    if any(word == str(value).lower() for value in field.enum):
        return VALUED
    return SPOKEN if re.search(rf"(?<!\w){re.escape(word)}" + r"(?!\w)" * is_short, field.description.lower()) else None


def _inside(field: Field, fields: Iterable[Field]) -> str:
    """Return what lies in an object or list: the names of a few leaves, of more how many."""
    inside = [one.path[len(field.path) :] for one in fields if one.is_leaf and lies_in(one.path, field.path)]
    if len(inside) > FEW_INSIDE:
        return f" … {len(inside)} fields, ask with `below`"
    return f" … with {', '.join(f'`{path}`' for path in inside)}" if inside else ""


def _kinds(shown: Sequence[Field], fields: Sequence[Field]) -> list[str]:
    """Return the members that tell items apart of lists from which something is shown."""
    known = {field.path for field in shown}
    kinds = [field for field in told_apart(fields) if field.path not in known]
    return [f"told apart by {field_line(field)}" for field in kinds if any(lies_in(one.path, parent(field.path)) for one in shown)]
