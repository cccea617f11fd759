"""How alike two fields are: a few dozen numbers between 0 and 1, the same for fitting and for use."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING

from designer.match.fields.scene import bare_head, said_in_full
from designer.match.meaning.kinds import compatible
from designer.match.meaning.lexicon import lexicon
from designer.match.meaning.synonyms import senses
from designer.names.text import words

if TYPE_CHECKING:
    from collections.abc import Callable

    from designer.match.fields.scene import Scene, Side
    from designer.match.meaning.profile import Profile

FEATURES = (
    "same_leaf", "same_path", "same_concept", "same_bare_concept", "near_concept", "other_concept",
    "leaf_fuzzy", "token_cosine", "word_cosine", "leaf_cosine", "source_covered", "parent_cosine",
    "opposites", "digits_differ", "target_qualified", "source_qualified", "same_kind", "kinds_clash", "same_type",
    "castable", "target_in_description", "source_in_description", "values_shared", "source_depth",
    "deeper_array", "wider_array", "late", "own_id", "root_to_root",
    "generic_unsaid", "generic_extra", "source_marked", "target_marked", "target_depth",
    "list_cosine", "both_references", "one_reference", "notation_differs",
    "own_id_nested", "into_list_from_root", "leaf_sense", "path_sense", "target_meant", "source_meant",
)  # fmt: skip

KEEPERS = frozenset({"owner", "creator", "author", "assignee", "assigned", "by", "modifier", "editor"})
"""Words of the object that tells who keeps, made or changed a record."""
ID_WORDS = frozenset({
    "id", "key", "number", "code", "reference", "uuid", "guid", "identifier", "no", "external", "unique", "transaction", "document", "doc",
    "custom", "source", "remote", "legacy", "foreign",
})  # fmt: skip
"""Words that name a reference without telling whose it is."""
TOLD_APART = frozenset({"id", "code", "name", "money"})
"""Kinds of which a record holds many."""


def features(source: Side, target: Side, at: Scene) -> tuple[float, ...]:
    """Return the features of a pair in the order of FEATURES; what can only be told or not is a truth value, which counts 1."""
    given, wanted = source.profile, target.profile
    one, two = given.meaning, wanted.meaning
    same = one.head == two.head
    concept = one.is_concept and two.is_concept
    bare = not same and not source.heads.isdisjoint(target.heads)
    near = not same and not bare and concept and is_near(one.head, two.head)
    extra, lacking = source.qualifiers - two.qualifiers, target.qualifiers - one.qualifiers
    shares = not source.senses.words.isdisjoint(target.senses.words)  # without a sense in common they have no word in common
    shared_type = not source.types.isdisjoint(target.types) or (source.is_numeric and target.is_numeric)
    return (
        one.leaf == two.leaf,
        given.keys == wanted.keys,
        same and concept,
        bare,
        near,
        concept and not (same or bare or near),
        _ratio()(source.name.text, target.name.text) / 100,
        at.cosine(source.tokens, target.tokens),
        shares and at.cosine(source.words, target.words),
        shares and at.cosine(source.leaf, target.leaf),
        shares and at.covered(source.name, target.words.words),
        shares and at.cosine(source.above, target.above),
        _opposed(source, target),
        source.digits != target.digits,
        min(at.weight(lacking) / 10, 1.5),
        min(at.weight(extra) / 10, 1.5),
        bool(given.kind) and given.kind == wanted.kind,
        not compatible(given.kind, wanted.kind),
        shared_type,
        not shared_type and ("string" in source.types or "string" in target.types),
        at.covered(target.name, given.described),
        at.covered(source.name, wanted.described),
        _values_shared(given.values, wanted.values),
        source.depth,
        given.arrays > wanted.arrays,
        given.arrays < wanted.arrays,
        given.position / at.sources,
        one.head == "id" != two.head and target.bare == "id" and not extra,
        len(given.keys) == 1 and len(wanted.keys) == 1,
        _unsaid(target, source, at),
        _unsaid(source, target, at),
        not source.marked <= two.words,
        not target.marked <= one.words,
        target.depth,
        at.cosine(source.listed, target.listed),
        source.reference and target.reference,
        source.reference != target.reference,
        bool(source.notation) and bool(target.notation) and source.notation != target.notation,
        source.reference and len(given.keys) == 1 and len(wanted.keys) > 1,
        given.arrays == 0 and wanted.arrays > 0,
        shares and at.cosine(source.sense, target.sense),
        shares and at.cosine(source.senses, target.senses),
        shares and at.meant(target, source),
        shares and at.meant(source, target),
    )


def means_the_same(source: Profile, target: Profile, entities: frozenset[str]) -> bool:
    """Tell whether both are the same thing by name or concept, a record's own name in it left aside.

    A bare `id` is the id of another thing only where that thing is the record itself.
    """
    one, two = source.meaning, target.meaning
    if one.head == "id" and not one.qualifiers - entities:
        return two.head == "external_id" or not (two.words - one.words - entities - {"id"})
    return one.leaf == two.leaf or not _heads(source, entities).isdisjoint(_heads(target, entities))


def _heads(one: Profile, entities: frozenset[str]) -> frozenset[str]:
    meaning = one.meaning
    return frozenset({meaning.head, bare_head(meaning.leaf, meaning.head, entities), *said_in_full(one, entities)})


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


def is_linked(source: Profile, target: Profile, entities: frozenset[str]) -> bool:
    """Tell whether words, their senses, concepts or descriptions tie both together; standing alike alone is no reason to propose one.

    That both are ids ties them only where both are the record's own: a `card_id` is no `customer_id`, and no bare `id`.
    """
    one, two = source.meaning, target.meaning
    given, wanted = frozenset(one.leaf), frozenset(two.leaf)
    if not given.isdisjoint(ID_WORDS) and not wanted.isdisjoint(ID_WORDS) and "id" in given | wanted:
        left, right = senses(given - ID_WORDS - entities), senses(wanted - ID_WORDS - entities)
        if left != right and left.isdisjoint(right):
            return {one.head, two.head}.isdisjoint(lexicon().generic) and (one.head == two.head or _are_near(source, target))
    if senses(given) & senses(two.words) or senses(wanted) & senses(one.words) or one.head == two.head or _are_near(source, target):
        return True
    return bool(wanted & source.described or given & target.described)


def _are_near(source: Profile, target: Profile) -> bool:
    one, two = source.meaning, target.meaning
    return one.is_concept and two.is_concept and is_near(one.head, two.head)


def contradicts(source: Profile, target: Profile) -> bool:
    """Tell whether both are known concepts that differ, and one side's words are the opposite of the other's."""
    one, two = source.meaning, target.meaning
    if not (one.is_concept and two.is_concept) or one.head == two.head or is_near(one.head, two.head):
        return False
    return opposed(one.words, two.words)


@lru_cache(maxsize=20_000)
def is_near(one: str, two: str) -> bool:
    """Tell whether two concepts stand in for each other."""
    return two in lexicon().concepts[one].near


def _unsaid(one: Side, two: Side, at: Scene) -> float:
    """Return how much of what tells a generic field apart (a `payment method` name) the other does not say."""
    return min(at.weight(one.telling - two.words.words) / 5, 2.0) if one.telling else 0.0


@cache
def _ratio() -> Callable[[str, str], float]:
    """Return the function that tells how alike two texts are, from 0 to 100."""
    from rapidfuzz import fuzz  # noqa: PLC0415 - compiled, and only matching needs it

    return fuzz.ratio


def _opposed(source: Side, target: Side) -> bool:
    return bool(source.opposable and target.opposable) and opposed(source.words.words, target.words.words)


@lru_cache(maxsize=200_000)
def opposed(one: frozenset[str], two: frozenset[str]) -> bool:
    """Tell whether a word that only one side says has its opposite on the other side alone."""
    opposites = lexicon().opposites
    only_two = two - one
    return any(word in opposites and opposites[word] & only_two and not opposites[word] & one & two for word in one - two)


def _values_shared(one: frozenset[str], two: frozenset[str]) -> float:
    return len(one & two) / min(len(one), len(two)) if one and two else 0.0
