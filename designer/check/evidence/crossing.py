"""Which pairs of a source and a target fit crosswise, by their names alone: the words of their paths, and the concepts behind them."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from designer.check.evidence.passing import keys_of, leaf_words
from designer.names.text import words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

SAME, MEANT, HELD, SHARED, NEAR, AROUND = 10, 9, 8, 5, 3, 2
"""How well two names fit: the same; the same concept; one holds the other; a word of both last names; near in meaning; around them."""
VAGUE = frozenset({
    "id", "name", "title", "number", "type", "status", "date", "description", "reference", "body", "note", "category", "value", "code",
    "amount", "total", "active", "metadata", "state", "url", "external_id", "location",
})  # fmt: skip
"""Concepts that say little without the words around them."""
STRANGE = SHARED
"""The most that a pair may have in common that is taken for crossed."""
GAIN = 7
"""What both pairs must fit better crosswise: of some thousand pairs that people have mapped none looks crossed so, nor with one less."""


class Pair(NamedTuple):
    """A source and the target that it fills, as paths."""

    source: str
    target: str


def crossed(pairs: Sequence[Pair]) -> Iterator[tuple[int, int]]:
    """Yield the places of each two pairs that fit crosswise and not as they are."""
    seen: set[tuple[int, int]] = set()
    for one, other in (*_by_words(pairs), *_by_fit(pairs)):
        place = (min(one, other), max(one, other))
        if not {at for known in seen for at in known} & set(place):
            seen.add(place)
            yield place


def _by_words(pairs: Sequence[Pair]) -> Iterator[tuple[int, int]]:
    """Yield pairs whose targets are set apart by words that set their sources apart the other way round: `shipping` and `billing`."""
    spoken = [(path_words(pair.source), path_words(pair.target)) for pair in pairs]
    by_word: dict[str, list[int]] = {}
    for at, (source, target) in enumerate(spoken):
        for word in source - target:
            by_word.setdefault(word, []).append(at)
    for at, (source, target) in enumerate(spoken):
        for other in sorted({other for word in target - source for other in by_word.get(word, ()) if other > at}):
            their_source, their_target = spoken[other]
            mine, theirs = target - their_target, their_target - target
            if mine and theirs and mine <= their_source - source and theirs <= source - their_source:
                yield at, other


def _by_fit(pairs: Sequence[Pair]) -> Iterator[tuple[int, int]]:
    """Yield pairs that have little in common as they are, and fit much better crosswise.

    One of the two must then share a word of its last name or a concept, so only such are laid side by side.
    """
    now = [fit(pair.source, pair.target) for pair in pairs]
    strange = [at for at, known in enumerate(now) if known <= STRANGE]
    by_name: dict[str, list[int]] = {}
    for at in strange if len(strange) > 1 else ():
        for name in _names(pairs[at].source):
            by_name.setdefault(name, []).append(at)
    for one in strange:
        for other in sorted({other for name in _names(pairs[one].target) for other in by_name.get(name, ()) if other != one}):
            if pairs[one].source != pairs[other].source:
                across = fit(pairs[one].source, pairs[other].target) + fit(pairs[other].source, pairs[one].target)
                if across - now[one] - now[other] >= GAIN:
                    yield one, other


@lru_cache(maxsize=20_000)
def _names(path: str) -> frozenset[str]:
    """Return the words of a path's last name, and the concept that it means."""
    from designer.match.meaning.profile import meaning_of  # noqa: PLC0415 - the dictionary costs some 30 ms

    meaning = meaning_of(keys_of(path))
    return frozenset((*meaning.leaf, *((f"<{meaning.head}>",) if meaning.is_concept else ())))


@lru_cache(maxsize=20_000)
def path_words(path: str) -> frozenset[str]:
    """Return all words of a path's names."""
    return frozenset(word for key in keys_of(path) for word in words(key))


@lru_cache(maxsize=50_000)
def fit(source: str, target: str) -> int:
    """Return how much two names have in common, 0 to 10."""
    if leaf_words(source) == leaf_words(target):
        return SAME
    from designer.match.meaning.lexicon import lexicon  # noqa: PLC0415 - the dictionary costs some 30 ms
    from designer.match.meaning.profile import meaning_of  # noqa: PLC0415

    known = lexicon()
    one, two = meaning_of(keys_of(source)), meaning_of(keys_of(target))
    mine, theirs = frozenset(one.leaf), frozenset(two.leaf)
    if mine == theirs:
        return SAME
    concepts = one.is_concept and two.is_concept
    if concepts and one.head == two.head and one.head not in VAGUE:
        return MEANT
    if mine & theirs:
        return HELD if mine <= two.words and theirs <= one.words else SHARED
    if concepts:
        first, second = known.concepts[one.head], known.concepts[two.head]
        if two.head in first.near or one.head in second.near or first.near & second.near:
            return NEAR
    return AROUND if one.words & two.words else 0


def differ(source: str, target: str) -> bool:
    """Tell whether two names surely mean different things: both are concepts that say something by themselves."""
    from designer.match.meaning.profile import meaning_of  # noqa: PLC0415 - the dictionary costs some 30 ms

    one, two = meaning_of(keys_of(source)), meaning_of(keys_of(target))
    return one.is_concept and two.is_concept and not VAGUE & {one.head, two.head}
