"""Fields that answer to words: those that are called so before those that lie there, take such a value or speak of it."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from designer.names.path import containers, leaf, lies_in, parent
from designer.names.text import singulars
from designer.plan.claude.context.described import told_apart
from designer.plan.claude.context.relevance import SMALL_WORDS
from designer.plan.claude.tools.fields import field_line

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from designer.model.spec import Field

MOST = 12
"""Lines of an answer."""
FEW_BY_TEXT = 4
"""So many fields that only speak of a word are told beside others that are called so."""
FEW_INSIDE = 3
"""Leaves of an object that are named instead of counted."""
SAME, NAMED, PLACED, VALUED, SPOKEN = range(5)
"""What a word meets: the whole name or path, a word of the name, the path, a value of the list, the description."""
STRENGTH = {SAME: 1.0, NAMED: 1.0, PLACED: 0.7, VALUED: 0.7, SPOKEN: 0.3}
"""What it counts that a word is met so, of what the word weighs."""
SHORT = 3
"""A word of no more characters is a part of too many others."""
SEPARATORS = re.compile(r"[\s,;`'\"]+")


@dataclass(frozen=True, slots=True, eq=False)
class Hit:
    """A field with how it answers."""

    field: Field
    ranks: Mapping[str, int]
    """How each word is met that is met at all."""
    order: int
    """The field's place in the document."""

    @property
    def rank(self) -> int:
        """Return how the word is met that is met best."""
        return min(self.ranks.values())

    @property
    def depth(self) -> int:
        """Return how many objects and lists deep the field lies."""
        return self.field.path.count(".") + self.field.path.count("[]")


def hit_lines(fields: Sequence[Field], text: str) -> list[str]:
    """Return the fields that answer to any of some words, best first, with how many are left out; none if no field does.

    Best is what meets most of the words, of which those count more that few fields meet, and whose path says little else. Of each word
    something is told: the outermost field that is called just so, or else the best one.
    """
    asked = _asked(text)
    hits = [hit for order, field in enumerate(fields) if (hit := _hit(field, asked, order))]
    worth = _worth(hits, asked, len(fields))
    hits = sorted(_outermost(hits) if len(hits) > MOST else hits, key=lambda hit: (-worth(hit), hit.depth, hit.order))
    named = [hit for hit in hits if hit.rank < SPOKEN]
    spoken = [hit for hit in hits if hit.rank == SPOKEN][: FEW_BY_TEXT if named else MOST]
    first = [_first(hits, word) for word in asked]
    kept = list(dict.fromkeys((*filter(None, first), *(hit for hit in hits if hit in named or hit in spoken))))[:MOST]
    shown = [hit for hit in hits if hit in kept]
    lines = [field_line(hit.field) + _inside(hit.field, fields) for hit in shown]
    lines += _kinds([hit.field for hit in shown], fields)
    left, by_text = len(hits) - len(shown), sum(hit.rank == SPOKEN and hit not in shown for hit in hits)
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
    ranks = {word: rank for word in asked if (rank := _rank(field, word)) is not None}
    return Hit(field, ranks, order) if ranks else None


def _worth(hits: Sequence[Hit], asked: Sequence[str], number: int) -> Callable[[Hit], float]:
    """Return how much a field answers to: the words that it meets, the rarer the more, less where its path says other things too."""
    met = {word: sum(word in hit.ranks for hit in hits) for word in asked}
    weights = {word: math.log(1 + number / count) for word, count in met.items() if count}
    words = {part for word in asked for part in singulars(word)}

    def worth(hit: Hit) -> float:
        own = singulars(hit.field.path)
        said = sum(any(_is_short_for(part, word) for word in words) for part in own) / max(len(own), 1)
        return sum(weights[word] * STRENGTH[rank] for word, rank in hit.ranks.items()) * (1 + said)

    return worth


def _outermost(hits: Sequence[Hit]) -> list[Hit]:
    """Leave out what answers only because it lies in an object that is called so: `below` tells it."""
    owners = {above for hit in hits for above in containers(hit.field.path)}
    objects = [hit.field.path for hit in hits if hit.rank <= NAMED and hit.field.path in owners]
    return [hit for hit in hits if hit.rank != PLACED or not any(lies_in(hit.field.path, path) for path in objects)]


def _first(hits: Sequence[Hit], word: str) -> Hit | None:
    """Return what must be told of a word: the outermost field that is called just so, else the best that has it in its path."""
    same = [hit for hit in hits if hit.ranks.get(word) == SAME]
    if same:
        return min(same, key=lambda hit: (hit.depth, hit.order))
    return next((hit for rank in (NAMED, PLACED) for hit in hits if hit.ranks.get(word) == rank), None)


def _rank(field: Field, word: str) -> int | None:
    path, name = field.path.lower(), leaf(field.path)
    parts, is_short = singulars(word), len(word) <= SHORT
    if word in {name.lower(), path, path.replace("[]", "")}:
        return SAME
    if parts and parts <= singulars(name):
        return NAMED
    if (parts and all(any(_is_short_for(own, part) for own in singulars(field.path)) for part in parts)) or (word in path and not is_short):
        return PLACED
    if any(word == str(value).lower() for value in field.enum):
        return VALUED
    if word in SMALL_WORDS or len(word) < SHORT:
        return None
    return SPOKEN if re.search(rf"(?<!\w){re.escape(word)}" + r"(?!\w)" * is_short, field.description.lower()) else None


def _is_short_for(part: str, word: str) -> bool:
    """Tell whether a part of a name is a word or its beginning: `Addr` of an address."""
    return part == word or (len(part) > SHORT and word.startswith(part))


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
