"""What a sentence of a brief asks of one system: its nouns by how near they stand to the system's name, and what happens."""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from designer.match.meaning.lexicon import data, singular
from designer.names.text import words

if TYPE_CHECKING:
    from collections.abc import Sequence

CLAUSE = re.compile(r"(?<=[.,;:!?])\s|\n")
REACH = 4.0
"""At so many words from a system's name a noun counts half as belonging to it."""
BY_SYNONYM = 0.6
OF_A_PHRASE = 0.5
"""What a word before the last of a synonym's words is worth: a `calendar` is less than a `calendar event`."""
LATER = 0.05
"""By so much a synonym counts less for each word before it in its row."""
PLACE = 0.6
"""What a noun counts that with the system's name tells where (`in our Jira project`)."""
BESIDE = 0.45
"""What a noun counts behind a word that adds circumstances (`with`, `before`)."""
OBJECT = 1.35
"""What a noun counts right behind a verb of creating: it is what is made."""
OBJECT_REACH = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """The words that matter, with weights up to 1, and the actions and happenings that are told of."""

    said: dict[str, float]
    """Words as said, in the singular."""
    meant: dict[str, float]
    """Other words for the same records."""
    happenings: frozenset[str]
    verbs: frozenset[str]


def asked(text: str, *, system: str, others: Sequence[str]) -> Asked:
    """Read a sentence for one system; nouns that stand by another system's name count less."""
    spoken = tuple(singular(word) for word in words(text))
    own, other = _mentions(spoken, (system,)), _mentions(spoken, others)
    named = own | other
    business = _business()
    stress = _stress(text, len(spoken))
    said: dict[str, float] = defaultdict(float)
    for position, word in enumerate(spoken):
        if position in named or word in business.unsaid or word in business.pure_verbs or word.isdigit():
            continue
        said[word] = max(said[word], _belonging(position, own, other) * stress[position] * _place(spoken, position, own))
    meant: dict[str, float] = defaultdict(float)
    for phrase, weight in _phrases(spoken, said).items():
        for rank, synonym in business.synonyms.get(phrase, ()):
            likely = weight * BY_SYNONYM * (1 - LATER * min(rank, 5))
            for word in synonym:
                if word not in said:
                    meant[word] = max(meant[word], likely if word == synonym[-1] else likely * OF_A_PHRASE)
    return Asked(said=dict(said), meant=dict(meant), happenings=_happenings(spoken), verbs=_verbs(spoken))


def _mentions(spoken: tuple[str, ...], names: Sequence[str]) -> frozenset[int]:
    """Return where words of the names stand; words that also name records (`Invoice Ninja`) count only beside another of the name."""
    found: set[int] = set()
    business = _business()
    for name in names:
        parts = [singular(word) for word in words(name)]
        for position, word in enumerate(spoken):
            if word not in parts:
                continue
            beside = {spoken[i] for i in (position - 1, position + 1) if 0 <= i < len(spoken)} & (set(parts) - {word})
            if beside or (len(word) >= 3 and word not in business.record_words):
                found.add(position)
    return frozenset(found)


def _belonging(position: int, own: frozenset[int], other: frozenset[int]) -> float:
    """Return how much a word belongs to this system: by nearness of its name against that of the others."""
    if not own and not other:
        return 1.0
    near = max((1 / (1 + abs(position - mention) / REACH) for mention in own), default=0.3)
    far = max((1 / (1 + abs(position - mention) / REACH) for mention in other), default=0.3)
    return 0.2 + 0.8 * near * near / (near * near + far * far) * (0.5 + 0.5 * near)


def _place(spoken: tuple[str, ...], position: int, own: frozenset[int]) -> float:
    before = spoken[max(0, position - 4) : position]
    return PLACE if position - 1 in own and set(before) & {"in", "into", "to", "on", "inside"} else 1.0


def _stress(text: str, length: int) -> list[float]:
    """Return how much each word counts by its place in the sentence: what is made most, circumstances least.

    A circumstance ends with its clause; `for every new employee` is none, it tells what the flow is about.
    """
    business = _business()
    stress: list[float] = []
    for clause in CLAUSE.split(text):
        told = [singular(word) for word in words(clause)]
        beside, since_verb = False, OBJECT_REACH + 1
        for position, word in enumerate(told):
            following = told[position + 1] if position + 1 < len(told) else ""
            if word in business.circumstances:
                beside = True
            elif word in business.circumstances_unless:
                beside = following not in business.each
            is_verb = word in business.verbs["create"] and (position == 0 or told[position - 1] not in business.each)
            since_verb = 0 if is_verb and not beside else since_verb + 1
            stress.append(BESIDE if beside else OBJECT if 0 < since_verb <= OBJECT_REACH else 1.0)
    return stress if len(stress) == length else [1.0] * length


def _phrases(spoken: tuple[str, ...], said: dict[str, float]) -> dict[str, float]:
    """Return single words and neighbours that may name a record together, with the weight of their last word."""
    phrases = dict(said)
    for one, two in itertools.pairwise(spoken):
        if two in said or one in said:
            phrases[f"{one} {two}"] = max(said.get(one, 0.0), said.get(two, 0.0))
    return phrases


def _happenings(spoken: tuple[str, ...]) -> frozenset[str]:
    told = set(spoken) | {f"{one} {two}" for one, two in itertools.pairwise(spoken)}
    return frozenset(name for name, phrases in _business().happenings.items() if told & phrases)


def _verbs(spoken: tuple[str, ...]) -> frozenset[str]:
    return frozenset(name for name, phrases in _business().verbs.items() if set(spoken) & phrases)


@dataclass(frozen=True, slots=True, kw_only=True)
class Business:
    """The words of business.toml as they are looked up."""

    synonyms: dict[str, tuple[tuple[int, tuple[str, ...]], ...]]
    """For a phrase the other phrases of its rows, each with its place in the row."""
    record_words: frozenset[str]
    happenings: dict[str, frozenset[str]]
    verbs: dict[str, frozenset[str]]
    aside: frozenset[str]
    circumstances: frozenset[str]
    circumstances_unless: frozenset[str]
    each: frozenset[str]
    pure_verbs: frozenset[str]
    """Words of doing that name no record."""
    unsaid: frozenset[str]


@cache
def _business() -> Business:
    known = data("business.toml")
    synonyms: dict[str, list[tuple[int, tuple[str, ...]]]] = defaultdict(list)
    for row in known["records"]["rows"]:
        for phrase in row:
            others = [other for other in row if other != phrase]
            synonyms[_phrase(phrase)].extend((rank, tuple(_phrase(other).split())) for rank, other in enumerate(others))
    record_words = frozenset(word for phrase in synonyms for word in phrase.split())
    doing = {_phrase(word) for group in (known["verbs"], known["happenings"]) for phrases in group.values() for word in phrases}
    return Business(
        synonyms={phrase: tuple(dict.fromkeys(others)) for phrase, others in synonyms.items()},
        record_words=record_words,
        pure_verbs=frozenset(doing) - record_words,
        happenings={name: frozenset(_phrase(phrase) for phrase in phrases) for name, phrases in known["happenings"].items()},
        verbs={name: frozenset(_phrase(phrase) for phrase in phrases) for name, phrases in known["verbs"].items()},
        aside=frozenset(_phrase(word) for word in known["aside"]["words"]),
        circumstances=frozenset(known["circumstances"]["words"]),
        circumstances_unless=frozenset(known["circumstances"]["mild"]),
        each=frozenset(known["circumstances"]["unless"]),
        unsaid=frozenset(_phrase(word) for word in known["unsaid"]["words"]),
    )


@lru_cache(maxsize=5000)
def _phrase(text: str) -> str:
    return " ".join(singular(word) for word in words(text))


def aside_words() -> frozenset[str]:
    """Return the words of paths that lead beside the plain reading and writing of a record."""
    return _business().aside


def happening_of(name: tuple[str, ...]) -> frozenset[str]:
    """Return what an event's name says that happened."""
    return _happenings(name)
