"""What a brief asks of one system: its nouns by how near they stand to the system's name, and what happens or is done."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from designer.match.meaning.lexicon import singular
from designer.match.operations.business import business, named, stem
from designer.match.operations.clauses import PRONOUNS
from designer.match.operations.doing import actions_of, verbs_of
from designer.match.operations.nearness import CLAUSE, Side, belonging, denies, in_its_place, mentions, spoken_words, stress_of
from designer.names.text import words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from designer.match.operations.business import Idiom
    from designer.match.operations.clauses import Part


SCHEDULE = re.compile(
    r"\b(?:nightly|hourly|daily|weekly|monthly|quarterly|(?:every|each|once an?|twice an?|per|at) "
    r"(?:\w+ )?(?:night|hour|day|week|month|quarter|morning|evening|noon|midnight|(?:mon|tues|wednes|thurs|fri|satur|sun)day)s?)\b",
    re.IGNORECASE,
)
BULK = re.compile(r"\b(?:bulk|batch(?:es|ed)?|in one go|all at once|in a single (?:call|request)|mass)\b", re.IGNORECASE)
QUOTED = re.compile(r"[\"\u201c\u201e][^\"\u201c\u201d\n]* [^\"\u201c\u201d\n]*[\"\u201d\u201c]")
"""Several words in quotation marks are what something is called, or what it holds: they name no record."""
SENTENCE = re.compile(r"(?<=[.!?])\s|\n")
START = 25
"""By so many of its first characters a text is found in a longer one."""
BY_SYNONYM = 0.6
BY_IDIOM = 0.9
OF_A_PHRASE = 0.5
"""What a word before the last of a synonym's words is worth: a `calendar` is less than a `calendar event`."""
LATER = 0.08
"""By so much a synonym counts less for each word before it in its row."""
ELSEWHERE = 0.5
"""What the rest of a brief counts beside the clause that tells of the system."""
FLOOR = 0.5
"""What is made belongs so much to the system that is written to, however near it stands to the other's name."""
ANTECEDENT = 0.7
"""What the record counts for which a pronoun stands."""
NEARLY = 0.6
"""So much of the weightiest word's weight a word has that a pronoun may stand for."""
OF_A_FIELD = 0.4
"""What a word counts that names a field rather than a record: a `title`, a `date`."""
SHORTEST_SPELLED = 5
"""A word of more letters may be a compound."""
SMALL = frozenset({"to", "do", "of", "out", "on", "or", "per", "in", "no", "at", "by", "for", "the", "a"})
"""Parts of compounds and of names that say nothing by themselves."""
ARTICLES = frozenset(
    {
        "a",
        "an",
        "the",
        "our",
        "their",
        "them",
        "it",
        "whoever",
        "this",
        "that",
        "him",
        "her",
        "someone",
        "every",
        "each",
        "all",
        "any",
        "into",
    }
)
"""Words behind which a noun follows: what stands before them is a verb, where it may be one."""
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
    """Of both, what is made or changed: the object of a verb."""
    place: dict[str, float]
    """Of both, where it is put: `the folder` into which a file goes, `the ticket` on which somebody comments."""
    pairs: frozenset[tuple[str, str]]
    """Neighbours in what is said or meant: `credit note`."""
    happenings: frozenset[str]
    verbs: dict[str, float]
    """What is asked of records (`create`, `update`, `delete`, `upsert`), the first verb counting most."""
    actions: dict[str, float]
    """What is done to a record that is there, in the first clause that says so above all."""
    is_bulk: bool
    """Many records shall go in one call."""
    is_scheduled: bool
    """A rhythm is told of: the records are gone through, not waited for."""
    done: frozenset[str]
    """Stems of all that is said: a call may be named by the very verb."""


@dataclass(slots=True, kw_only=True)
class Heard:
    """What was read so far; a second text adds to it."""

    said: dict[str, float]
    meant: dict[str, float]
    made: dict[str, float]
    place: dict[str, float]
    pairs: set[tuple[str, str]]

    def add(self, group: dict[str, float], word: str, weight: float, part: Part) -> None:
        """Add a word, and its part in the clause."""
        if word not in SMALL:
            _raise(group, word, weight)
            if part:
                _raise(self.made if part == "made" else self.place, word, weight)


def asked(text: str, *, system: str, others: Sequence[str], side: Side = "", beside: str = "") -> Asked:
    """Read a text for one system; nouns that stand by another system's name count less, those of *beside* half.

    *side*: whether the system is read or written to, so that a clause without a name can be told to be its own.
    """
    text, beside = QUOTED.sub(" ", text), QUOTED.sub(" ", beside)
    heard = Heard(said={}, meant={}, made={}, place={}, pairs=set())
    _hear(text, heard, system=system, others=others, side=side, share=1.0)
    if beside and beside != text:
        is_told = not mentions(spoken_words(text), (system,)) and mentions(spoken_words(beside), (system,))
        _hear(beside, heard, system=system, others=others, side=side, share=1.0 if is_told or not heard.said else ELSEWHERE)
    if side == "target" and others and PRONOUNS & set(spoken_words(text)):
        _hear_meant_by_pronoun(_before(text, beside) or beside or text, heard, system=system, others=others)
    names = (system, *others)
    clauses = _clauses(text, names)
    if side == "target" and beside:
        elsewhere = _clauses(_told_of(system, text, beside), names)
        clauses = elsewhere if verbs_of(elsewhere) or actions_of(elsewhere) else clauses
    doing = verbs_of(clauses) or verbs_of(_clauses(beside, names))
    stems = tuple(stem(word) for clause in clauses for word in clause)
    known = business()
    return Asked(
        said=heard.said,
        meant={word: weight for word, weight in heard.meant.items() if weight > heard.said.get(word, 0.0)},
        made=heard.made,
        place={word: weight for word, weight in heard.place.items() if weight > heard.made.get(word, 0.0)},
        pairs=frozenset(heard.pairs),
        happenings=happening_of(tuple(word for clause in clauses for word in clause)),
        verbs=doing,
        actions=actions_of(clauses),
        is_bulk=BULK.search(f"{text} {beside}") is not None,
        is_scheduled=SCHEDULE.search(f"{text} {beside}") is not None,
        done=frozenset(stems) - known.unsaid_stems,
    )


def _told_of(system: str, text: str, beside: str) -> str:
    """Return the sentences of *beside* that name a system, if the text itself does not."""
    if mentions(spoken_words(text), (system,)):
        return ""
    return " ".join(sentence for sentence in SENTENCE.split(beside) if mentions(spoken_words(sentence), (system,)))


def _hear_meant_by_pronoun(text: str, heard: Heard, *, system: str, others: Sequence[str]) -> None:
    """Add what the other side's clause is about: it is what `it` stands for."""
    told = Heard(said={}, meant={}, made={}, place={}, pairs=set())
    _hear(text, told, system=others[0], others=(system, *others[1:]), side="source", share=ANTECEDENT)
    for here, there in ((told.said, heard.said), (told.meant, heard.meant)):
        most = max(told.said.values(), default=0.0) * NEARLY
        for word, weight in here.items():
            if weight >= most:
                heard.add(there, word, weight, "made")


def _before(text: str, beside: str) -> str:
    """Return the sentence that leads to a text, or the one before it."""
    told = beside.partition(text[:START])[0] if text[:START] in beside else ""
    sentences = [sentence for sentence in SENTENCE.split(told) if len(words(sentence)) > 1]
    return sentences[-1] if sentences else ""


def _clauses(text: str, names: Sequence[str]) -> list[tuple[str, ...]]:
    """Return the words of each clause without the systems' names; clauses that say what shall not be done are left out."""
    found = []
    for clause in map(spoken_words, CLAUSE.split(text)):
        named_at = mentions(clause, names)
        if not denies(clause):
            found.append(tuple(word for at, word in enumerate(clause) if at not in named_at))
    return found


def _hear(text: str, heard: Heard, *, system: str, others: Sequence[str], side: Side, share: float) -> None:
    """Add the words of a text, each by the clause that it stands in and by its nearness to the systems' names."""
    known = business()
    spoken = spoken_words(text)
    own, other = mentions(spoken, (system,)), mentions(spoken, others)
    stress = stress_of(text, len(spoken), own=own, other=other, side=side)
    near = [max(belonging(at, own, other), FLOOR if side == "target" and stress[at].part == "made" else 0.0) for at in range(len(spoken))]
    weights = [near[at] * stress[at].weight * in_its_place(spoken, at, own) * share for at in range(len(spoken))]
    idioms = _longest(known.idioms.found(tuple(map(stem, spoken))))
    inside = {at for places, idiom in idioms if len(places) > 1 for at in places if not _is_meant(spoken[at], idiom)}
    weighed: dict[str, tuple[float, Part]] = {}
    for at, word in enumerate(spoken):
        if at in own or at in other or word in known.unsaid or word in known.pure_verbs or word.isdigit() or _is_order(spoken, at):
            continue
        weight = weights[at] * (WITHIN_IDIOM if at in inside else 1.0)
        weight *= OF_A_FIELD if word in known.fields else 1.0
        weighed[word] = max(weighed.get(word, (0.0, "")), (weight, stress[at].part))
        for part in named(word) if len(word) > SHORTEST_SPELLED else (word,):
            heard.add(heard.said, part, weight, stress[at].part)
    heard.pairs.update(pair for pair in itertools.pairwise(spoken) if set(pair) & weighed.keys())
    for phrase, (weight, part) in _phrases(spoken, weighed).items():
        for rank, synonym in known.synonyms.get(phrase, ()):
            _mean(heard, synonym, weight * BY_SYNONYM * (1 - LATER * min(rank, 6)), part)
    for places, idiom in idioms:
        weight = max(weights[at] for at in places)
        held: Part = next((stress[at].part for at in places if stress[at].part), "")
        for rank, name in enumerate(idiom.means):
            _mean(heard, name, weight * BY_IDIOM * (1 - LATER * min(rank, 6)), held)


def _is_meant(word: str, idiom: Idiom) -> bool:
    """Tell whether a word of an idiom is itself what the idiom means: a `printed letter` is a letter."""
    return any(word in name for name in idiom.means)


def _longest(idioms: list[tuple[tuple[int, ...], Idiom]]) -> list[tuple[tuple[int, ...], Idiom]]:
    """Return the idioms that are no part of a longer one: `signs up for the webinar` is no `signs up`."""
    return [one for one in idioms if not any(set(one[0]) < set(other[0]) for other in idioms)]


def _is_order(spoken: tuple[str, ...], at: int) -> bool:
    """Tell whether a word that may be noun or verb is a verb here: `to page whoever is on call`, `please file every invoice`."""
    before, following = spoken[at - 1] if at else "", spoken[at + 1] if at + 1 < len(spoken) else ""
    ordered = before in {"", "to", "and", "please", "then", "should", "must", "will"}
    return ordered and following in ARTICLES - {"that"} and any(spoken[at] in verbs for verbs in business().verbs.values())


def _mean(heard: Heard, name: tuple[str, ...], weight: float, part: Part) -> None:
    """Add another name of a record."""
    for word in name:
        heard.add(heard.meant, word, weight if word == name[-1] else weight * OF_A_PHRASE, part)
    heard.pairs.update(itertools.pairwise(name))


def _raise(weights: dict[str, float], word: str, weight: float) -> None:
    weights[word] = max(weights.get(word, 0.0), weight)


def _phrases(spoken: tuple[str, ...], said: dict[str, tuple[float, Part]]) -> dict[str, tuple[float, Part]]:
    """Return single words and neighbours that may name a record together, with the weight of the weightier word."""
    phrases = dict(said)
    for one, two in itertools.pairwise(spoken):
        if two in said or one in said:
            phrases[f"{one} {two}"] = max(said.get(one, (0.0, "")), said.get(two, (0.0, "")))
    return phrases


def happening_of(name: tuple[str, ...]) -> frozenset[str]:
    """Return what an event's name, or a text, says that happened.

    A single word is compared as it stands, or by its stem where it is a participle: an `issue` is nothing that was `issued`.
    """
    known = business()
    spoken = tuple(singular(word) for word in name)
    single = {happening for word in spoken for happening in known.happening_words.get(word, ())}
    single |= {happening for word in spoken if word.endswith("ed") for happening in known.happening_stems.get(stem(word), ())}
    return frozenset(single) | {found for _, found in known.happenings.found(tuple(map(stem, spoken)))}
