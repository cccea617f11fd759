"""What the trade's words mean: concepts, abbreviations, opposites and kinds, read once from the data files beside this one."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import chain

from designer.match.meaning.compounds import cut
from designer.match.meaning.data_files import data
from designer.names.text import singular as singular_by_ending
from designer.names.text import words

AREAS = (
    "people", "reaching", "places", "companies", "employment", "selling", "marketing", "money", "accounting", "goods", "delivery",
    "work", "calendar", "messages", "documents", "time", "records",
)  # fmt: skip
"""The files of concepts, one for each area of the trade."""
ID_NAMES = frozenset({"id", "uuid", "guid", "identifier", "uid", "gid"})
SHORT = 3
"""Words of so many letters are too often part of another word by chance."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Concept:
    """A thing that business records hold, whatever it is called."""

    id: str
    kind: str = ""
    near: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """The words of all data files in the form in which they are looked up."""

    concepts: dict[str, Concept]
    phrases: dict[tuple[str, ...], str]
    alone: frozenset[tuple[str, ...]]
    """Phrases that mean their concept only where they are the whole of a field's own name: a `position`, not a `desktop position`."""
    words_of: dict[str, frozenset[str]]
    longest: int
    abbreviations: dict[str, tuple[str, ...]]
    vocabulary: frozenset[str]
    short_parts: frozenset[str]
    """Words of three letters and less that compounds are cut into."""
    vendors: frozenset[str]
    transparent_containers: frozenset[str]
    transparent_leaves: frozenset[str]
    title_words: frozenset[str]
    generic: frozenset[str]
    """Concepts that say little without the words around them: an `id`, a `name`, a `status`."""
    roles: frozenset[str]
    """Words that tell which of several like things is meant, the ordinary one among them."""
    marked: frozenset[str]
    """Words of roles that are not the ordinary one."""
    owners: frozenset[str]
    """Words that in front of another tell only whose it is: those of roles, and the names of records."""
    address_words: frozenset[str]
    """Words of containers that hold an address."""
    opposites: dict[str, frozenset[str]]
    kind_endings: dict[tuple[str, ...], str]
    kind_formats: dict[str, str]
    compatible: dict[str, frozenset[str]]

    def phrase_words(self, concept: str) -> frozenset[str]:
        """Return all words by which a concept is named."""
        return self.words_of.get(concept, frozenset())


@cache
def lexicon() -> Lexicon:
    """Return the lexicon of the data files."""
    spoken, kinds = data("words.toml"), data("kinds.toml")
    known = entries()
    abbreviations = {short: tuple(long.split()) for short, long in spoken["abbreviations"].items()}
    written = _WrittenOut(abbreviations)
    phrases, alone = _phrases(known, written)
    words_of: dict[str, set[str]] = {name: set() for name in known}
    for phrase, name in phrases.items():
        words_of[name].update(phrase)
    roles = frozenset(spoken["roles"]["ordinary"]) | frozenset(spoken["roles"]["marked"])
    return Lexicon(
        concepts=_concepts(known),
        phrases=phrases,
        alone=alone,
        words_of={name: frozenset(named) for name, named in words_of.items()},
        longest=max(map(len, phrases)),
        abbreviations=abbreviations,
        vocabulary=frozenset().union(*words_of.values(), spoken["compounds"]["words"], spoken["compounds"]["whole"]),
        short_parts=frozenset(spoken["compounds"]["short"]),
        vendors=frozenset(spoken["vendors"]["words"]),
        transparent_containers=frozenset(singular(word) for word in spoken["transparent"]["containers"]),
        transparent_leaves=frozenset(spoken["transparent"]["leaves"]),
        generic=frozenset(spoken["generic"]["concepts"]),
        roles=roles,
        marked=frozenset(spoken["roles"]["marked"]),
        owners=roles | frozenset(spoken["records"]["words"]),
        address_words=frozenset(spoken["addresses"]["words"]),
        title_words=frozenset(spoken["titles"]["words"]),
        opposites=_opposites(spoken["opposites"]["groups"]),
        kind_endings={written.phrase(ending): kind for kind, endings in kinds["endings"].items() for ending in endings},
        kind_formats=dict(kinds["formats"]),
        compatible={kind: frozenset(others) | {kind} for kind, others in kinds["compatible"].items()},
    )


def entries() -> dict[str, dict[str, str]]:
    """Return the concepts as the data files hold them; their lists are texts, see `listed`."""
    return {name: entry for area in AREAS for name, entry in data(f"concepts/{area}.toml").items()}


def listed(text: str) -> list[str]:
    """Return the entries of a list that is written as one text: `zip, zip code`."""
    return text.split(", ") if text else []


def _concepts(known: dict[str, dict[str, str]]) -> dict[str, Concept]:
    """Return the concepts; what one is near to is near to it."""
    near: dict[str, set[str]] = {name: set(listed(entry.get("near", ""))) for name, entry in known.items()}
    for name, entry in known.items():
        for other in listed(entry.get("near", "")):
            near[other].add(name)
    return {name: Concept(id=name, kind=entry.get("kind", ""), near=frozenset(near[name])) for name, entry in known.items()}


def _phrases(known: dict[str, dict[str, str]], written: _WrittenOut) -> tuple[dict[tuple[str, ...], str], frozenset[tuple[str, ...]]]:
    """Return each phrase's concept, and which phrases mean it only where they are the whole of a name.

    A record's bare name (`customer`) means its id there, and nothing at the end of a longer name.
    """
    phrases: dict[tuple[str, ...], str] = {}
    alone: set[tuple[str, ...]] = set()
    for name, entry in known.items():
        found = [written.phrase(phrase) for phrase in listed(entry.get("words", ""))]
        bare = [written.phrase(phrase) for phrase in listed(entry.get("alone", ""))]
        phrases.update(dict.fromkeys(found, name))
        phrases.update(dict.fromkeys(bare, name))
        alone.update(bare)
        if entry.get("kind") == "id":
            alone.update(phrase for phrase in found if len(phrase) == 1 and phrase[0] not in ID_NAMES)
    return phrases, frozenset(alone)


def _opposites(groups: list[list[str]]) -> dict[str, frozenset[str]]:
    opposites: dict[str, set[str]] = {}
    for group in groups:
        for word in group:
            opposites.setdefault(word, set()).update(set(group) - {word})
    return {word: frozenset(others) for word, others in opposites.items()}


@lru_cache(maxsize=50_000)
def spelled(name: str) -> tuple[str, ...]:
    """Return the words of a field's name, written out, cut and in the singular: `stateOrProvinces` is `state or province`."""
    return tuple(part for word in words(name) for part in _spelled_word(word))


@lru_cache(maxsize=50_000)
def _spelled_word(word: str) -> tuple[str, ...]:
    known = lexicon()
    return tuple(written for part in _cut(word, known) for written in _expanded(part, known))


def _expanded(word: str, known: Lexicon) -> tuple[str, ...]:
    one = singular(word)
    return known.abbreviations.get(word) or known.abbreviations.get(one) or (one,)


@cache
def _plurals() -> frozenset[str]:
    return frozenset(data("words.toml")["plurals"]["kept"])


@lru_cache(maxsize=20_000)
def singular(word: str) -> str:
    """Return a plural noun in the singular, other words as they are, and those whose plural means something else."""
    return word if word in _plurals() else singular_by_ending(word)


class _WrittenOut(dict[str, tuple[str, ...]]):
    """Words of the data files as `spelled` gives those of a name: short forms written out, plurals in the singular, nothing cut."""

    def __missing__(self, word: str) -> tuple[str, ...]:
        one = singular(word)
        self[word] = known = self.get(one) or (one,)
        return known

    def phrase(self, text: str) -> tuple[str, ...]:
        """Return the words of a phrase."""
        return tuple(chain.from_iterable(map(self.__getitem__, text.split())))


def _cut(word: str, known: Lexicon) -> tuple[str, ...]:
    """Cut a compound into known words; a word that is known itself stays whole."""
    if _is_known(word, known) or word in known.abbreviations or singular(word) in known.abbreviations:
        return (word,)
    return cut(word, lambda part: may_be_part(part, known))


def _is_known(word: str, known: Lexicon) -> bool:
    return word in known.vocabulary or singular(word) in known.vocabulary


def may_be_part(part: str, known: Lexicon) -> bool:
    """Tell whether a part may stand in a compound: three letters and less only where they are listed, others if they are known."""
    return part in known.short_parts if len(part) <= SHORT else _is_known(part, known)
