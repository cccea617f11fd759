"""Two lists of fields as one scene: how rare each word is in it, and each field as it stands in it, weighed once for all its pairs."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from itertools import compress
from operator import not_
from typing import TYPE_CHECKING

from designer.match.inference.notations import country_notation
from designer.match.meaning.lexicon import lexicon, spelled
from designer.match.meaning.synonyms import senses
from designer.names.path import parse_path

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from designer.match.meaning.profile import Meaning, Profile

NUMERIC = frozenset({"integer", "number"})
REFERENCES = frozenset({"id", "key", "number", "code", "reference", "external", "uuid", "guid", "identifier", "no"})


class Rarity(dict[str, float]):
    """A number for each word; a word that neither list holds has that of the rarest."""

    def __init__(self, known: dict[str, float], rarest: float) -> None:
        """Hold these numbers."""
        super().__init__(known)
        self._rarest = rarest

    def __missing__(self, word: str) -> float:
        """Return the number of an unknown word."""
        return self._rarest


@dataclass(frozen=True, slots=True, kw_only=True)
class WordSet:
    """Some words and the square of their length as a vector of rarities."""

    words: frozenset[str]
    square: float


class WordSets(dict[frozenset[str], WordSet]):
    """Sets of words, each measured once: many fields share a container's words, or a leaf's."""

    def __init__(self, squares: Rarity) -> None:
        """Hold the squares of the words' rarities."""
        super().__init__()
        self._squares = squares

    def __missing__(self, words: frozenset[str]) -> WordSet:
        """Measure a set that is new."""
        self[words] = measured = WordSet(words=words, square=math.fsum(map(self._squares.__getitem__, words)))
        return measured


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """The words of a leaf's own name in their order with their rarities, and the sum of these."""

    text: str
    """All words in one."""
    words: tuple[str, ...]
    rarities: tuple[float, ...]
    weight: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """A field in a scene: what is the same in every pair that it stands in."""

    profile: Profile
    name: Name
    leaf: WordSet
    tokens: WordSet
    words: WordSet
    above: WordSet
    """Words of the path that the leaf does not say."""
    sense: WordSet
    """The senses of the leaf's words: `website` and `url` share one."""
    sense_words: tuple[frozenset[str], ...]
    """The senses of each of the leaf's words."""
    senses: WordSet
    """The senses of all words of the path."""
    listed: WordSet
    """Words of the innermost list that the field stands in."""
    reference: bool
    """It tells one record of a list or the record itself from its like: `id`, `orderKey`, `line_items[].id`."""
    notation: str
    """How a country is written, empty where it is none or the document does not tell."""
    described: WordSet
    bare: str
    """What the field is when the record's own name is left out of its leaf."""
    heads: frozenset[str]
    qualifiers: frozenset[str]
    """Without the words that name the records."""
    telling: frozenset[str]
    """Words that tell a generic field apart from others of its concept; none of a field that is not generic."""
    marked: frozenset[str]
    """Words of a role that is not the ordinary one."""
    opposable: bool
    """Some word has an opposite."""
    digits: str
    types: frozenset[str]
    is_numeric: bool
    depth: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """What both lists of fields have in common: how rare each word is, and which words only name the records themselves."""

    rarity: Rarity
    squares: Rarity
    """The squares of the rarities."""
    sets: WordSets
    entities: frozenset[str]
    """Words of the two titles (`contact`, `order`): in a field's name they say nothing new."""
    sources: int

    def weight(self, words: Collection[str]) -> float:
        """Return the sum of the rarities of some words; like all sums over sets here it is the same in whatever order they stand."""
        return math.fsum(map(self.rarity.__getitem__, words)) if words else 0.0

    def cosine(self, one: WordSet, two: WordSet) -> float:
        """Return how far two sets of words point the same way: 0 if they share none."""
        if one.words.isdisjoint(two.words):
            return 0.0
        return math.fsum(map(self.squares.__getitem__, one.words & two.words)) / math.sqrt(one.square * two.square)

    def covered(self, wanted: Name, given: frozenset[str]) -> float:
        """Return what share of the wanted words, by rarity, is given."""
        if not wanted.weight or given.isdisjoint(wanted.words):
            return 0.0
        return sum(compress(wanted.rarities, map(given.__contains__, wanted.words))) / wanted.weight

    def meant(self, wanted: Side, given: Side) -> float:
        """Return what share of the wanted leaf's words, by rarity, has a word of the same sense in the other leaf."""
        if not wanted.name.weight or wanted.sense.words.isdisjoint(given.sense.words):
            return 0.0
        there = given.sense.words
        lacking = map(there.isdisjoint, wanted.sense_words)
        return sum(compress(wanted.name.rarities, map(not_, lacking))) / wanted.name.weight

    def side(self, one: Profile) -> Side:
        """Return a field as it stands here."""
        meaning, known, measured = one.meaning, lexicon(), self.sets
        leaf = frozenset(meaning.leaf)
        types = frozenset(one.field.types) - {"object", "array"}
        bare = bare_head(meaning.leaf, meaning.head, self.entities)
        return Side(
            profile=one,
            name=self._name(meaning.leaf),
            leaf=measured[leaf],
            tokens=measured[frozenset(meaning.tokens)],
            words=measured[meaning.words],
            above=measured[meaning.words - leaf],
            sense=measured[senses(leaf)],
            sense_words=tuple(senses(frozenset({word})) for word in meaning.leaf),
            senses=measured[senses(meaning.words)],
            listed=measured[_listed(one.path)],
            reference=self._is_reference(one),
            notation=country_notation(one.field) if one.kind == "country" or meaning.head == "state" else "",
            described=measured[one.described],
            bare=bare,
            heads=frozenset({meaning.head, bare, *said_in_full(one, self.entities)}),
            qualifiers=meaning.qualifiers - self.entities,
            telling=_telling(meaning) - self.entities,
            marked=meaning.words & known.marked,
            opposable=not known.opposites.keys().isdisjoint(meaning.words),
            digits=next((word for word in meaning.leaf if word.isdigit()), "1"),  # no number counts as the first
            types=types,
            is_numeric=not types.isdisjoint(NUMERIC),
            depth=min(len(one.keys) / 6, 1.5),
        )

    def _is_reference(self, one: Profile) -> bool:
        leaf = set(one.meaning.leaf)
        own = leaf - self.entities - _listed(one.path)
        return bool(own) and own <= REFERENCES and not (set(one.field.types) & {"boolean"})

    def _name(self, leaf: tuple[str, ...]) -> Name:
        return Name(text="".join(leaf), words=leaf, rarities=tuple(map(self.rarity.__getitem__, leaf)), weight=self.weight(leaf))


def scene(sources: Sequence[Profile], targets: Sequence[Profile], entities: frozenset[str]) -> Scene:
    """Return the scene of two lists of fields."""
    count: Counter[str] = Counter()
    for one in (*sources, *targets):
        count.update(one.meaning.words | set(one.meaning.tokens) | senses(one.meaning.words))
    total = len(sources) + len(targets)
    rarity = {word: math.log(1 + total / (1 + times)) for word, times in count.items()}
    rarest = math.log(1 + total)
    squares = Rarity({word: number**2 for word, number in rarity.items()}, rarest**2)
    return Scene(rarity=Rarity(rarity, rarest), squares=squares, sets=WordSets(squares), entities=entities, sources=max(len(sources), 1))


def _telling(meaning: Meaning) -> frozenset[str]:
    known = lexicon()
    if meaning.is_concept and meaning.head not in known.generic:
        return frozenset()
    return meaning.words - known.roles - known.phrase_words(meaning.head)


@lru_cache(maxsize=20_000)
def _listed(path: str) -> frozenset[str]:
    segments = parse_path(path)
    last = max((number for number, segment in enumerate(segments) if segment.kind == "each"), default=0)
    key = next((segment.key for segment in reversed(segments[:last]) if segment.kind == "key"), "")
    return frozenset(spelled(key)) if key else frozenset()


@lru_cache(maxsize=20_000)
def bare_head(leaf: tuple[str, ...], head: str, entities: frozenset[str]) -> str:
    """Return what a leaf is when the record's own name is left out of it: `company_name` of a company is its `name`."""
    rest = tuple(word for word in leaf if word not in entities)
    if not rest or rest == leaf:
        return head
    return lexicon().phrases.get(rest, rest[-1] if len(rest) == 1 else " ".join(rest))


def said_in_full(one: Profile, entities: frozenset[str]) -> frozenset[str]:
    """Return what a field of the record itself is when the record's name is said with it: the `name` of a task is its subject."""
    if not one.meaning.words.difference(one.meaning.leaf) <= entities:
        return frozenset()
    phrases = lexicon().phrases
    return frozenset(phrases[full] for entity in entities if (full := (entity, *one.meaning.leaf)) in phrases)
