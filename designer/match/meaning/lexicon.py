"""What the trade's words mean: concepts, abbreviations, opposites and kinds, read once from the data files beside this one."""

from __future__ import annotations

import json
import tomllib
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from typing import Any

from designer.names.text import singular as singular_by_ending
from designer.names.text import words

DATA = "designer.match.data"
SHORTEST_PART = 2
"""A compound is cut into parts of so many letters at least."""
SHORTEST_COMPOUND = 6
LONGEST_COMPOUND = 60
"""Letters; cutting takes time that grows with the square of them."""


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
    words_of: dict[str, frozenset[str]]
    longest: int
    abbreviations: dict[str, tuple[str, ...]]
    vocabulary: frozenset[str]
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
    known, spoken, kinds = data("concepts.toml"), data("words.toml"), data("kinds.toml")
    abbreviations = {short: words(long) for short, long in spoken["abbreviations"].items()}
    near: dict[str, set[str]] = {name: set(entry.get("near", ())) for name, entry in known.items()}
    for name, entry in known.items():
        for other in entry.get("near", ()):
            near[other].add(name)
    concepts = {name: Concept(id=name, kind=entry.get("kind", ""), near=frozenset(near[name])) for name, entry in known.items()}
    phrases: dict[tuple[str, ...], str] = {}
    for name, entry in known.items():
        for phrase in entry["words"]:
            phrases.setdefault(_written_out(words(phrase), abbreviations), name)
    words_of: dict[str, set[str]] = {name: set() for name in known}
    for phrase, name in phrases.items():
        words_of[name].update(phrase)
    every_word = {word for phrase in phrases for word in phrase} | set(spoken["compounds"]["words"])
    opposites: dict[str, set[str]] = {}
    for group in spoken["opposites"]["groups"]:
        for word in group:
            opposites.setdefault(word, set()).update(set(group) - {word})
    return Lexicon(
        concepts=concepts,
        phrases=phrases,
        words_of={name: frozenset(named) for name, named in words_of.items()},
        longest=max(len(phrase) for phrase in phrases),
        abbreviations=abbreviations,
        vocabulary=frozenset(every_word),
        vendors=frozenset(spoken["vendors"]["words"]),
        transparent_containers=frozenset(singular(word) for word in spoken["transparent"]["containers"]),
        transparent_leaves=frozenset(spoken["transparent"]["leaves"]),
        generic=frozenset(spoken["generic"]["concepts"]),
        roles=frozenset(spoken["roles"]["ordinary"]) | frozenset(spoken["roles"]["marked"]),
        marked=frozenset(spoken["roles"]["marked"]),
        title_words=frozenset(spoken["titles"]["words"]),
        opposites={word: frozenset(others) for word, others in opposites.items()},
        kind_endings={words(ending): kind for kind, endings in kinds["endings"].items() for ending in endings},
        kind_formats=dict(kinds["formats"]),
        compatible={kind: frozenset(others) | {kind} for kind, others in kinds["compatible"].items()},
    )


def data(name: str) -> dict[str, Any]:
    """Return a data file of the package, TOML or JSON by its ending."""
    text = resources.files(DATA).joinpath(name).read_text(encoding="utf-8")
    parsed: dict[str, Any] = tomllib.loads(text) if name.endswith(".toml") else json.loads(text)
    return parsed


@lru_cache(maxsize=50_000)
def spelled(name: str) -> tuple[str, ...]:
    """Return the words of a field's name, written out, cut and in the singular: `stateOrProvinces` is `state or province`."""
    return tuple(part for word in words(name) for part in _spelled_word(word))


@lru_cache(maxsize=50_000)
def _spelled_word(word: str) -> tuple[str, ...]:
    known = lexicon()
    return tuple(part for cut in _cut(word, known) for part in known.abbreviations.get(cut, (singular(cut),)))


@cache
def _plurals() -> frozenset[str]:
    return frozenset(data("words.toml")["plurals"]["kept"])


@lru_cache(maxsize=20_000)
def singular(word: str) -> str:
    """Return a plural noun in the singular, other words as they are, and those whose plural means something else."""
    return word if word in _plurals() else singular_by_ending(word)


def _written_out(phrase: tuple[str, ...], abbreviations: dict[str, tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(part for word in phrase for part in abbreviations.get(word, (singular(word),)))


def _cut(word: str, known: Lexicon) -> tuple[str, ...]:
    """Cut a compound into known words, the fewest that fill it; a word that is known or cannot be cut stays whole."""
    if not SHORTEST_COMPOUND <= len(word) <= LONGEST_COMPOUND or _is_known(word, known) or word in known.abbreviations:
        return (word,)
    best: list[tuple[str, ...] | None] = [()] + [None] * len(word)
    for end in range(SHORTEST_PART, len(word) + 1):
        for start in range(end - 1):
            head, part = best[start], word[start:end]
            if head is None or not _may_be_part(part, known):
                continue
            current = best[end]
            if current is None or len(head) + 1 < len(current):
                best[end] = (*head, part)
    return best[-1] or (word,)


def _is_known(word: str, known: Lexicon) -> bool:
    return word in known.vocabulary or singular(word) in known.vocabulary


def _may_be_part(part: str, known: Lexicon) -> bool:
    """Tell whether a part may stand in a compound: two letters only for the small words that join others."""
    if len(part) <= 2:
        return part in {"id", "at", "by", "or", "of", "on", "is", "to"}
    return _is_known(part, known)
