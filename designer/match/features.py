"""How alike two fields are: a few dozen numbers between 0 and 1, the same for fitting and for use."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from designer.match.kinds import compatible
from designer.match.lexicon import lexicon
from designer.names.text import words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from designer.match.profile import Meaning, Profile

FEATURES = (
    "same_leaf", "same_path", "same_concept", "same_bare_concept", "same_last_word", "near_concept", "other_concept",
    "leaf_fuzzy", "token_cosine", "word_cosine", "leaf_cosine", "target_covered", "source_covered", "parent_cosine",
    "opposites", "digits_differ", "target_qualified", "source_qualified", "same_kind", "kinds_clash", "same_type",
    "castable", "target_in_description", "source_in_description", "description_cosine", "values_shared", "source_depth",
    "deeper_array", "wider_array", "deprecated", "late", "title_cosine", "own_id", "root_to_root",
    "generic_unsaid", "generic_extra", "source_marked", "target_marked", "target_depth",
)  # fmt: skip

KEEPERS = frozenset({"owner", "creator", "author", "assignee", "assigned", "by", "modifier", "editor"})
"""Words of the object that tells who keeps, made or changed a record."""
TOLD_APART = frozenset({"id", "code", "name", "money"})
"""Kinds of which a record holds many."""
NUMERIC = frozenset({"integer", "number"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """What both lists of fields have in common: how rare each word is, and which words only name the records themselves."""

    rarity: dict[str, float]
    entities: frozenset[str]
    """Words of the two titles (`contact`, `order`): in a field's name they say nothing new."""
    sources: int
    commonest: float
    """Rarity of a word that neither list holds."""

    def weight(self, words: Iterable[str]) -> float:
        """Return the sum of the rarities of some words."""
        rarity, default = self.rarity, self.commonest
        return sum(rarity.get(word, default) for word in words)


def scene(sources: Sequence[Profile], targets: Sequence[Profile], entities: frozenset[str]) -> Scene:
    """Return the scene of two lists of fields."""
    count: Counter[str] = Counter()
    for one in (*sources, *targets):
        count.update(one.meaning.words | set(one.meaning.tokens))
    total = len(sources) + len(targets)
    rarity = {word: math.log(1 + total / (1 + times)) for word, times in count.items()}
    return Scene(rarity=rarity, entities=entities, sources=max(len(sources), 1), commonest=math.log(1 + total))


def features(source: Profile, target: Profile, at: Scene) -> tuple[float, ...]:
    """Return the features of a pair in the order of FEATURES."""
    one, two = source.meaning, target.meaning
    same = one.head == two.head
    bare_one, bare_two = bare_head(one.leaf, one.head, at.entities), bare_head(two.leaf, two.head, at.entities)
    concept = one.is_concept and two.is_concept
    bare = not same and bool({one.head, bare_one} & {two.head, bare_two})
    near = not same and not bare and concept and is_near(one.head, two.head)
    extra, lacking = one.qualifiers - two.qualifiers - at.entities, two.qualifiers - one.qualifiers - at.entities
    types_one, types_two = _scalar_types(source), _scalar_types(target)
    shared_type = bool(types_one & types_two) or (bool(types_one & NUMERIC) and bool(types_two & NUMERIC))
    depth = len(source.keys)
    return (
        float(one.leaf == two.leaf),
        float(source.keys == target.keys),
        float(same and concept),
        float(bare),
        float(same and not concept),
        float(near),
        float(concept and not (same or bare or near)),
        _fuzzy(one.leaf, two.leaf),
        _cosine(frozenset(one.tokens), frozenset(two.tokens), at),
        _cosine(one.words, two.words, at),
        _cosine(frozenset(one.leaf), frozenset(two.leaf), at),
        _covered(two.leaf, one.words, at),
        _covered(one.leaf, two.words, at),
        _cosine(one.words.difference(one.leaf), two.words.difference(two.leaf), at),
        float(_opposed(one.words, two.words)),
        float(_digits(one.leaf) != _digits(two.leaf)),
        min(at.weight(lacking) / 10, 1.5),
        min(at.weight(extra) / 10, 1.5),
        float(bool(source.kind) and source.kind == target.kind),
        float(not compatible(source.kind, target.kind)),
        float(shared_type),
        float(not shared_type and "string" in types_one | types_two),
        _covered(two.leaf, source.described, at) if source.described else 0.0,
        _covered(one.leaf, target.described, at) if target.described else 0.0,
        _cosine(source.described, target.described, at) if source.described and target.described else 0.0,
        _values_shared(source.values, target.values),
        min(depth / 6, 1.5),
        float(source.arrays > target.arrays),
        float(source.arrays < target.arrays),
        float(source.field.deprecated),
        source.position / at.sources,
        _cosine(source.title, target.title, at) if source.title and target.title else 0.0,
        float(one.head == "id" != two.head and bare_two == "id" and not extra),
        float(len(source.keys) == 1 and len(target.keys) == 1),
        _unsaid(two, one, at),
        _unsaid(one, two, at),
        float(bool((one.words - two.words) & lexicon().marked)),
        float(bool((two.words - one.words) & lexicon().marked)),
        min(len(target.keys) / 6, 1.5),
    )


@lru_cache(maxsize=20_000)
def bare_head(leaf: tuple[str, ...], head: str, entities: frozenset[str]) -> str:
    """Return what a leaf is when the record's own name is left out of it: `company_name` of a company is its `name`."""
    rest = tuple(word for word in leaf if word not in entities)
    if not rest or rest == leaf:
        return head
    return lexicon().phrases.get(rest, rest[-1] if len(rest) == 1 else " ".join(rest))


def means_the_same(source: Profile, target: Profile, entities: frozenset[str]) -> bool:
    """Tell whether both are the same thing by name or concept, a record's own name in it left aside.

    A bare `id` is the id of another thing only where that thing is the record itself.
    """
    one, two = source.meaning, target.meaning
    if one.head == "id" and not one.qualifiers - entities:
        return two.head == "external_id" or not (two.words - one.words - entities - {"id"})
    bare_one, bare_two = bare_head(one.leaf, one.head, entities), bare_head(two.leaf, two.head, entities)
    return one.leaf == two.leaf or bool({one.head, bare_one} & {two.head, bare_two})


def is_of_the_keeper(source: Profile, target: Profile) -> bool:
    """Tell whether the source tells of who keeps or made the record, not of the record: the owner's e-mail is not the contact's."""
    above = {word for key in source.parent for word in words(key)}
    return bool(above & KEEPERS - target.meaning.words)


def is_about_another(source: Profile, target: Profile, entities: frozenset[str]) -> bool:
    """Tell whether the target says of whom or what it is, and the source does not: an emergency contact, a supervisor's number.

    For ids, codes, names and amounts every such word counts, for other kinds only those that mark the one beside the ordinary.
    """
    known = lexicon()
    lacking = target.meaning.words - source.meaning.words - entities - known.phrase_words(target.meaning.head)
    if target.kind in TOLD_APART:
        return bool(lacking - known.roles) or bool(lacking & known.marked)
    return bool(lacking & known.marked)


def contradicts(source: Profile, target: Profile) -> bool:
    """Tell whether both are known concepts that differ, and one side's words are the opposite of the other's."""
    one, two = source.meaning, target.meaning
    if not (one.is_concept and two.is_concept) or one.head == two.head or is_near(one.head, two.head):
        return False
    return _opposed(one.words, two.words)


@lru_cache(maxsize=20_000)
def is_near(one: str, two: str) -> bool:
    """Tell whether two concepts stand in for each other."""
    return two in lexicon().concepts[one].near


def _unsaid(one: Meaning, two: Meaning, at: Scene) -> float:
    """Return how much of what tells a generic field apart (a `payment method` name) the other does not say."""
    known = lexicon()
    if one.is_concept and one.head not in known.generic:
        return 0.0
    lacking = one.words - two.words - at.entities - known.roles - known.phrase_words(one.head)
    return min(at.weight(lacking) / 5, 2.0)


def _scalar_types(one: Profile) -> frozenset[str]:
    return frozenset(one.field.types) - {"object", "array"}


@lru_cache(maxsize=200_000)
def _fuzzy(one: tuple[str, ...], two: tuple[str, ...]) -> float:
    from rapidfuzz import fuzz  # noqa: PLC0415 - compiled, and only matching needs it

    return float(fuzz.ratio("".join(one), "".join(two))) / 100


def _cosine(one: frozenset[str], two: frozenset[str], at: Scene) -> float:
    shared = one & two
    if not shared:
        return 0.0
    square = at.rarity
    default = at.commonest
    both = sum(square.get(word, default) ** 2 for word in shared)
    first = sum(square.get(word, default) ** 2 for word in one)
    second = sum(square.get(word, default) ** 2 for word in two)
    return both / math.sqrt(first * second)


def _covered(wanted: Iterable[str], given: frozenset[str], at: Scene) -> float:
    """Return what share of the wanted words, by rarity, is given."""
    whole = at.weight(wanted)
    return at.weight(word for word in wanted if word in given) / whole if whole else 0.0


@lru_cache(maxsize=200_000)
def _opposed(one: frozenset[str], two: frozenset[str]) -> bool:
    opposites = lexicon().opposites
    only_two = two - one
    return any(word in opposites and opposites[word] & only_two and not opposites[word] & one & two for word in one - two)


def _digits(leaf: tuple[str, ...]) -> str:
    """Return the number in a name; none counts as the first."""
    return next((word for word in leaf if word.isdigit()), "1")


def _values_shared(one: frozenset[str], two: frozenset[str]) -> float:
    return len(one & two) / min(len(one), len(two)) if one and two else 0.0
