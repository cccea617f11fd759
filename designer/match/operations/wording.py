"""What a brief asks of one system: its nouns by how near they stand to the system's name, and what happens or is done."""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from designer.match.meaning.lexicon import singular, spelled
from designer.match.operations.business import as_said, business, stem
from designer.names.text import words

if TYPE_CHECKING:
    from collections.abc import Sequence

Side = Literal["source", "target", ""]

CLAUSE = re.compile(r"(?<=[.,;:!?])\s|\s[-\u2013\u2014]+>?\s|\n|\s(?=(?:so that|then|and then)\b)")
REACH = 4.0
"""At so many words from a system's name a noun counts half as belonging to it."""
BY_SYNONYM = 0.6
BY_IDIOM = 0.9
OF_A_PHRASE = 0.5
"""What a word before the last of a synonym's words is worth: a `calendar` is less than a `calendar event`."""
LATER = 0.08
"""By so much a synonym counts less for each word before it in its row."""
PLACE = 0.6
"""What a noun counts that with the system's name tells where (`in our Jira project`)."""
BESIDE = 0.45
"""What a noun counts behind a word that adds circumstances (`with`, `before`)."""
OBJECT = 1.35
"""What a noun counts right behind a verb of creating: it is what is made."""
OBJECT_REACH = 3
PURPOSE = 0.3
"""What a noun counts in a clause that tells what it is good for."""
OTHER_SIDE = 0.35
"""What a clause without a system's name counts that by its first word tells of the other side."""
ELSEWHERE = 0.5
"""What the rest of a brief counts beside the clause that tells of the system."""
WITHIN_IDIOM = 0.4
"""What is left of a word that is part of an idiom: `money back` asks for no money."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """The words that matter, with weights up to 1, and the actions and happenings that are told of."""

    said: dict[str, float]
    """Words as said, in the singular."""
    meant: dict[str, float]
    """Other words for the same records."""
    made: dict[str, float]
    """Of both, those that stand right behind a verb: what is made or changed."""
    pairs: frozenset[tuple[str, str]]
    """Neighbours in what is said or meant: `credit note`."""
    happenings: frozenset[str]
    verbs: frozenset[str]
    actions: frozenset[str]
    done: frozenset[str]
    """Stems of all that is said: a call may be named by the very verb."""


@dataclass(slots=True)
class Heard:
    """What was read so far; a second text adds to it."""

    said: dict[str, float]
    meant: dict[str, float]
    made: dict[str, float]
    pairs: set[tuple[str, str]]


def asked(text: str, *, system: str, others: Sequence[str], side: Side = "", beside: str = "") -> Asked:
    """Read a text for one system; nouns that stand by another system's name count less, those of *beside* half.

    *side*: whether the system is read or written to, so that a clause without a name can be told to be its own.
    """
    heard = Heard(said=defaultdict(float), meant=defaultdict(float), made=defaultdict(float), pairs=set())
    _hear(text, heard, system=system, others=others, side=side, share=1.0)
    if beside and beside != text:
        _hear(beside, heard, system=system, others=others, side=side, share=ELSEWHERE if heard.said else 1.0)
    spoken = tuple(singular(word) for word in words(text))
    stems = tuple(stem(word) for word in spoken)
    verbs = _verbs(spoken)
    return Asked(
        said=dict(heard.said),
        meant={word: weight for word, weight in heard.meant.items() if weight > heard.said.get(word, 0.0)},
        made=dict(heard.made),
        pairs=frozenset(heard.pairs),
        happenings=frozenset(name for _, _, name in business().happenings.found(stems)),
        verbs=verbs or _verbs(tuple(singular(word) for word in words(beside))),
        actions=frozenset(name for _, _, name in business().actions.found(stems)),
        done=frozenset(stems) - {stem(word) for word in business().unsaid},
    )


def _hear(text: str, heard: Heard, *, system: str, others: Sequence[str], side: Side, share: float) -> None:
    """Add the words of a text, each by the clause that it stands in and by its nearness to the systems' names."""
    known = business()
    spoken = tuple(singular(word) for word in words(text))
    stems = tuple(stem(word) for word in spoken)
    own, other = _mentions(spoken, (system,)), _mentions(spoken, others)
    stress = _stress(text, len(spoken), own=own, other=other, side=side)
    weights = [_belonging(at, own, other) * stress[at][0] * _place(spoken, at, own) * share for at in range(len(spoken))]
    idioms = known.idioms.found(stems)
    inside = {at for start, end, _ in idioms for at in range(start, end + 1) if start != end}
    weighed: dict[str, float] = {}
    for at, word in enumerate(spoken):
        if at in own or at in other or word in known.unsaid or word in known.pure_verbs or word.isdigit():
            continue
        weight = weights[at] * (WITHIN_IDIOM if at in inside and word not in known.record_words else 1.0)
        weighed[word] = max(weighed.get(word, 0.0), weight)
        for part in spelled(word) if len(word) > 5 else (word,):
            _raise(heard.said, part, weight)
            if stress[at][1]:
                _raise(heard.made, part, weight)
    heard.pairs.update(pair for pair in itertools.pairwise(spoken) if set(pair) & weighed.keys())
    made = {spoken[at] for at in range(len(spoken)) if stress[at][1]}
    for phrase, weight in _phrases(spoken, weighed).items():
        for rank, synonym in known.synonyms.get(phrase, ()):
            is_made = phrase.rpartition(" ")[2] in made
            _mean(heard, synonym, weight * BY_SYNONYM * (1 - LATER * min(rank, 6)), made=is_made)
    for start, end, idiom in idioms:
        weight = max(weights[start : end + 1])
        for rank, name in enumerate(idiom.means):
            _mean(heard, name, weight * BY_IDIOM * (1 - LATER * min(rank, 6)), made=any(stress[at][1] for at in range(start, end + 1)))


def _mean(heard: Heard, name: tuple[str, ...], weight: float, *, made: bool) -> None:
    """Add another name of a record."""
    for word in name:
        worth = weight if word == name[-1] else weight * OF_A_PHRASE
        _raise(heard.meant, word, worth)
        if made:
            _raise(heard.made, word, worth)
    heard.pairs.update(itertools.pairwise(name))


def _raise(weights: dict[str, float], word: str, weight: float) -> None:
    weights[word] = max(weights.get(word, 0.0), weight)


def _mentions(spoken: tuple[str, ...], names: Sequence[str]) -> frozenset[int]:
    """Return where words of the names stand; words that also name records (`Invoice Ninja`) count only beside another of the name."""
    found: set[int] = set()
    record_words = business().record_words
    for name in names:
        parts = [singular(word) for word in words(name)]
        for position, word in enumerate(spoken):
            if word not in parts:
                continue
            beside = {spoken[i] for i in (position - 1, position + 1) if 0 <= i < len(spoken)} & (set(parts) - {word})
            if beside or (len(word) >= 3 and word not in record_words):
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


def _stress(text: str, length: int, *, own: frozenset[int], other: frozenset[int], side: Side) -> list[tuple[float, bool]]:
    """Return how much each word counts by its place, and whether it is what a verb makes.

    A circumstance ends with its clause; `for every new employee` is none, it tells what the flow is about.
    """
    stress: list[tuple[float, bool]] = []
    for clause in CLAUSE.split(text):
        told = [singular(word) for word in words(clause)]
        here = range(len(stress), len(stress) + len(told))
        named = bool(own & set(here)) or bool(other & set(here))
        share = _share(told, side, named=named)
        stress.extend((share * weight, made) for weight, made in _in_clause(told))
    return stress if len(stress) == length else [(1.0, False)] * length


def _share(told: list[str], side: Side, *, named: bool) -> float:
    """Return what a clause counts by its first word."""
    known = business()
    first = told[0] if told else ""
    if first in known.purposes:
        return PURPOSE
    if named or not side:
        return 1.0
    starts = first in known.starts
    return OTHER_SIDE if starts != (side == "source") and (starts or _orders(told)) else 1.0


def _orders(told: list[str]) -> bool:
    """Tell whether a clause begins with an order or says what shall be."""
    verbs = business().verbs
    return bool(told) and (any(told[0] in known for known in verbs.values()) or bool({"should", "must", "shall", "need"} & set(told)))


def _in_clause(told: list[str]) -> list[tuple[float, bool]]:
    known = business()
    stress: list[tuple[float, bool]] = []
    beside, since_verb = False, OBJECT_REACH + 1
    for position, word in enumerate(told):
        following = told[position + 1] if position + 1 < len(told) else ""
        before = told[position - 1] if position else ""
        if word in known.circumstances:
            beside = True
        elif word in known.circumstances_unless:
            beside = following not in known.each
        is_verb = (word in known.verbs["create"] or word in known.verbs["update"]) and (not position or before not in known.each)
        since_verb = 0 if is_verb and not beside else since_verb + (word not in known.unsaid)
        made = 0 < since_verb <= OBJECT_REACH and not beside
        stress.append((BESIDE if beside else OBJECT if made else 1.0, made))
    return stress


def _phrases(spoken: tuple[str, ...], said: dict[str, float]) -> dict[str, float]:
    """Return single words and neighbours that may name a record together, with the weight of their last word."""
    phrases = dict(said)
    for one, two in itertools.pairwise(spoken):
        if two in said or one in said:
            phrases[f"{one} {two}"] = max(said.get(one, 0.0), said.get(two, 0.0))
    return phrases


def _verbs(spoken: tuple[str, ...]) -> frozenset[str]:
    return frozenset(name for name, phrases in business().verbs.items() if set(spoken) & phrases)


def aside_words() -> frozenset[str]:
    """Return the words of paths that lead beside the plain reading and writing of a record."""
    return business().aside


def happening_of(name: tuple[str, ...]) -> frozenset[str]:
    """Return what an event's name says that happened."""
    return frozenset(found for _, _, found in business().happenings.found(tuple(stem(singular(word)) for word in name)))


__all__ = ["Asked", "Side", "as_said", "aside_words", "asked", "happening_of"]
