"""The words of business.toml as they are looked up: records and their other names, idioms, actions, happenings."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Generic, TypeVar

from designer.match.meaning.data_files import data
from designer.match.meaning.lexicon import singular, spelled
from designer.names.text import words

GAP = "*"
"""In a phrase of business.toml: up to `GAP_WORDS` words of the text may stand here."""
GAP_WORDS = 4
SHORTEST_STEM = 3
ENDINGS = (("ying", 4), ("ing", 4), ("ied", 3), ("ed", 3), ("ment", 4), ("ion", 5), ("al", 5), ("e", 3))
"""Endings that a stem lacks, each with the letters that must be left."""

Phrase = tuple[str, ...]
Meaning = TypeVar("Meaning")


@dataclass(frozen=True, slots=True, kw_only=True)
class Idiom:
    """How people say something that systems name otherwise."""

    means: tuple[Phrase, ...]
    """Names of the record, the likeliest first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Business:
    """The words of business.toml."""

    synonyms: dict[str, tuple[tuple[int, Phrase], ...]]
    """For a phrase the other phrases of its rows, each with its place in the row."""
    record_words: frozenset[str]
    idioms: PhraseBook[Idiom]
    actions: PhraseBook[str]
    action_names: dict[str, frozenset[str]]
    """For each action the words by which operations name it."""
    doing: frozenset[str]
    """Stems of those that name no record besides."""
    action_intents: dict[str, tuple[str, ...]]
    """What an action is, where a system has no call of its own for it: a change, a removal; the likeliest first."""
    happenings: PhraseBook[str]
    """Phrases of several words."""
    happening_words: dict[str, frozenset[str]]
    happening_stems: dict[str, frozenset[str]]
    neutral: frozenset[str]
    """Words of events' names that tell nothing."""
    verbs: dict[str, frozenset[str]]
    verb_stems: dict[str, frozenset[str]]
    moving: frozenset[str]
    """Verbs by which a record of one system becomes one of another."""
    weak: frozenset[str]
    """Verbs that may mean anything: `make`, `get`, `want`."""
    reading: frozenset[str]
    """Verbs of reading, at the beginning of a search."""
    telling: frozenset[str]
    """Verbs whose object is who hears of it, not what is made."""
    deeds: dict[str, frozenset[str]]
    """Stems by which a call's name says what it does."""
    existing: PhraseBook[str]
    """What tells that a record is there already."""
    denials: frozenset[str]
    """Words of a clause that says what shall not be done."""
    doing_stems: frozenset[str]
    """Stems of all verbs and of all that happens."""
    fields: frozenset[str]
    """Words that name a field rather than a record."""
    unsaid_stems: frozenset[str]
    aside: frozenset[str]
    circumstances: frozenset[str]
    circumstances_unless: frozenset[str]
    each: frozenset[str]
    starts: frozenset[str]
    """Words that begin a clause which tells what starts the flow."""
    purposes: frozenset[str]
    pure_verbs: frozenset[str]
    """Words of doing that name no record."""
    unsaid: frozenset[str]
    generic: frozenset[str]
    """Words of path parameters that choose the kind of record: `{module}`, `{entity}`."""


class PhraseBook(Generic[Meaning]):
    """Phrases of several words, found in a text whatever the ending of its verbs."""

    def __init__(self) -> None:
        """Begin without phrases."""
        self._by_first: dict[str, list[tuple[Phrase, Meaning]]] = defaultdict(list)

    def add(self, phrase: str, meaning: Meaning) -> None:
        """Add a phrase; `*` in it stands for a few words of the text."""
        parts = tuple(part if part == GAP else stem(word) for part in phrase.split() for word in ((part,) if part == GAP else words(part)))
        self._by_first[parts[0]].append((parts, meaning))

    def found(self, stems: tuple[str, ...]) -> list[tuple[tuple[int, ...], Meaning]]:
        """Return the places of its words and the meaning of each phrase in a text of stems."""
        hits: list[tuple[tuple[int, ...], Meaning]] = []
        for start, word in enumerate(stems):
            held = [(_places(stems, start, parts), meaning) for parts, meaning in self._by_first.get(word, ())]
            hits.extend((places, meaning) for places, meaning in held if places)
        return hits


def _places(stems: tuple[str, ...], start: int, parts: Phrase) -> tuple[int, ...]:
    """Return where the words of a phrase stand that begins at *start*; nothing if it does not."""
    place, places = start, []
    for number, part in enumerate(parts):
        if part == GAP:
            continue
        reach = GAP_WORDS + 1 if number and parts[number - 1] == GAP else 1
        found = next((at for at in range(place, min(place + reach, len(stems))) if stems[at] == part), None)
        if found is None:
            return ()
        places.append(found)
        place = found + 1
    return tuple(places)


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """Return what words of one family share: `opts`, `opted`; `fulfilled`, `fulfillment`; `approve`, `approval`."""
    base = singular(word)
    for ending, left in ENDINGS:
        if base.endswith(ending) and len(base) - len(ending) >= left:
            base = base[: -len(ending)]
            if ending in {"ied", "ying"}:
                return f"{base}y"
            break
    twice = len(base) > SHORTEST_STEM and base[-1] == base[-2] and base[-1] != "s"
    return base[:-1] if twice else base


@lru_cache(maxsize=50_000)
def named(text: str) -> tuple[str, ...]:
    """Return the words of a name, spelled; a plural's short form, too: `shipments` and `shipping` are the same."""
    return tuple(part for word in spelled(text) for part in spelled(word))


@cache
def business() -> Business:
    """Return the words of business.toml."""
    known = data("business.toml")
    synonyms: dict[str, list[tuple[int, Phrase]]] = defaultdict(list)
    for row in known["records"]["rows"]:
        for phrase in row:
            others = [other for other in row if other != phrase]
            synonyms[as_said(phrase)].extend((rank, named(other)) for rank, other in enumerate(others))
    for called, *names in known["called"]["rows"]:
        synonyms[as_said(called)].extend((rank, named(name)) for rank, name in enumerate(names))
    record_words = frozenset(word for phrase in synonyms for word in phrase.split())
    happenings, actions, idioms = PhraseBook[str](), PhraseBook[str](), PhraseBook[Idiom]()
    by_word: dict[str, set[str]] = defaultdict(set)
    by_stem: dict[str, set[str]] = defaultdict(set)
    existing = PhraseBook[str]()
    for phrase in known["clauses"]["existing"]:
        existing.add(phrase, phrase)
    for name, phrases in known["happenings"].items():
        for phrase in phrases:
            if " " in phrase:
                happenings.add(phrase, name)
            else:
                by_word[as_said(phrase)].add(name)
                by_stem[stem(phrase)].add(name)
    for name, action in known["actions"].items():
        for phrase in action["said"]:
            actions.add(phrase, name)
    for row in known["idioms"]["rows"]:
        for phrase in row["said"]:
            idioms.add(phrase, Idiom(means=tuple(named(name) for name in row["means"])))
    doing = {as_said(word) for phrases in known["verbs"].values() for word in phrases}
    doing |= {as_said(word) for phrases in known["happenings"].values() for word in phrases if " " not in word}
    acting = {stem(word) for action in known["actions"].values() for word in action["named"]}
    return Business(
        doing=frozenset(acting)
        - ({stem(word) for word in record_words} - {stem(word) for word in known["acting"]["words"]})
        - {stem(word) for group in known["deeds"].values() for word in group},
        synonyms={phrase: tuple(dict.fromkeys(others)) for phrase, others in synonyms.items()},
        record_words=record_words,
        idioms=idioms,
        actions=actions,
        action_names={name: frozenset(stem(word) for word in action["named"]) for name, action in known["actions"].items()},
        action_intents={name: tuple(action.get("else", ())) for name, action in known["actions"].items()},
        pure_verbs=frozenset(doing) - record_words,
        happenings=happenings,
        happening_words={word: frozenset(names) for word, names in by_word.items()},
        happening_stems={word: frozenset(names) for word, names in by_stem.items()},
        neutral=frozenset(known["events"]["neutral"]),
        verbs={name: frozenset(as_said(phrase) for phrase in phrases) for name, phrases in known["verbs"].items()},
        verb_stems={name: frozenset(stem(as_said(phrase)) for phrase in phrases) for name, phrases in known["verbs"].items()},
        moving=frozenset(known["clauses"]["moving"]),
        weak=frozenset(known["clauses"]["weak"]),
        reading=frozenset(known["clauses"]["reading"]),
        telling=frozenset(known["clauses"]["telling"]),
        deeds={name: frozenset(map(stem, named)) for name, named in known["deeds"].items()},
        existing=existing,
        denials=frozenset(known["clauses"]["denials"]),
        doing_stems=frozenset(stem(word) for word in doing),
        fields=frozenset(as_said(word) for word in known["fields"]["words"]),
        unsaid_stems=frozenset(stem(as_said(word)) for word in known["unsaid"]["words"]),
        aside=frozenset(as_said(word) for word in known["aside"]["words"]),
        circumstances=frozenset(known["circumstances"]["words"]),
        circumstances_unless=frozenset(known["circumstances"]["mild"]),
        each=frozenset(known["circumstances"]["unless"]),
        starts=frozenset(known["clauses"]["starts"]),
        purposes=frozenset(known["clauses"]["purposes"]),
        unsaid=frozenset(as_said(word) for word in known["unsaid"]["words"]),
        generic=frozenset(known["generic"]["words"]),
    )


@lru_cache(maxsize=5000)
def as_said(text: str) -> str:
    """Return a phrase as texts are read: lower case, in the singular."""
    return " ".join(singular(word) for word in words(text))
