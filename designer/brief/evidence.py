"""Source and target of a wish that names neither, or of a brief no sentence of which was read as a wish: told by what stands around it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from designer.brief.ends import FROM, NEEDS, ONCE, RECEIVES, STAYS, TOWARDS
from designer.brief.verbs import IMPERATIVE, SHALL, WANTS
from designer.model.brief import Wish

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from designer.brief.sentences import Sentence
    from designer.brief.systems import Mention, SystemNames

LOOKED_UP = re.compile(
    r"\b(?:look(?:ed)? (?:it |them |this |that |him |her )?up|check|see|find out|read|ask)\s+(?:in|on|at|from)\s+(?:the |our )?$",
    re.IGNORECASE,
)
"""Before a system in which something is only looked up."""
ASKS = re.compile(
    rf"{SHALL.pattern}|\b(?:please|pls|kindly|bitte|want|wants|wish|need|needs|would like|missing|let|make|so that|help us|see (?:to it )?that)\b|(?:[,;:–—?]|->|→)\s+[a-z]+ (?:it|them|an?|the|each|every|that|him|her)\b"
    r"|^[A-Z][a-z]+ (?:it|them|an?|the|each|every|him|her)\b",
    re.IGNORECASE,
)
"""What asks for something, whatever the verb."""
AWAITS = re.compile(r"^(?:'s|’s)?\s+(?:[\w'’-]+ ){0,2}?(?:once|until|unless|only|knows?|waits?|lacks?|misses)\b", re.IGNORECASE)
OFFERS = re.compile(
    r"^,?\s+(?:has|offers?|comes with|takes|accepts) (?:an?|the) (?:[\w-]+ )?(?:API|import|upload|interface|inbox)\b", re.IGNORECASE
)
CLAUSE = re.compile(r"\s*[,;]\s+(?:and\s+|but\s+|while\s+)?|\s+(?:and|but|while)\s+(?=(?:the|our|we|\w+s)\s)|\s[–—-]\s")
POINTS = re.compile(r"(?:it|them|these|those|that|this)\b", re.IGNORECASE)
PLAIN = 2.0
WEAK = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Guessed:
    """Wishes, and those among them whose direction was guessed."""

    wishes: tuple[Wish, ...]
    guessed: tuple[Wish, ...] = ()


def with_evidence(wishes: Sequence[Wish], sentences: Sequence[Sentence], names: SystemNames) -> Guessed:
    """Return the wishes, those between two systems of which neither is named with the direction that the brief's other clauses tell."""
    if len(names.known) != 2:  # with more systems, or fewer, a wish that names none can mean any
        return Guessed(wishes=tuple(wishes))
    texts = [sentence.text for sentence in sentences]
    found, guessed = [], []
    for wish in wishes:
        directed = _looked_up(wish, texts, names)
        if not wish.source and not wish.target and all(ends := likely_ends(texts, names)):
            told = next((text for text in texts if ends[0] in {one.name for one in names.mentions(text)}), "")
            when = told.rstrip(" .!?") if told and (not wish.when or POINTS.match(wish.when)) else wish.when
            directed = replace(wish, when=when, source=ends[0], target=ends[1])
            guessed.append(directed)
        found.append(directed)
    return Guessed(wishes=tuple(found), guessed=tuple(guessed))


def last_resort(left: Sequence[Sentence], names: SystemNames) -> Wish | None:
    """Return the wish of a brief between two systems that asks for something in words that no rule reads; None: it asks for nothing."""
    if len(names.known) != 2:
        return None
    asking = [sentence for sentence in left if ASKS.search(sentence.text) and not sentence.text.endswith("?")]
    named = dict.fromkeys(one.name for sentence in left for one in names.mentions(sentence.text))
    if not asking or not named:
        return None
    asked = next((one for one in reversed(asking) if names.mentions(one.text)), asking[-1])
    ends = likely_ends((sentence.text for sentence in left), names)
    first = next(iter(named))
    source, target = ends if all(ends) else (first, next(name for name in names.known if name != first))
    told = next((one.text for one in left if one is not asked and source in {m.name for m in names.mentions(one.text)}), "")
    return Wish(text=asked.text, when=told.rstrip(" .!?"), then=asked.text.rstrip(" .!"), source=source, target=target, line=asked.line)


def _looked_up(wish: Wish, texts: Iterable[str], names: SystemNames) -> Wish:
    """Return a wish that names one system with the other as its source, where that one is only looked into."""
    if bool(wish.source) == bool(wish.target):
        return wish
    other = next(name for name in names.known if name not in {wish.source, wish.target})
    looked = any(one.name == other and LOOKED_UP.search(text[: one.start]) for text in texts for one in names.mentions(text))
    return replace(wish, source=other, target=wish.source or wish.target) if looked else wish


def likely_ends(texts: Iterable[str], names: SystemNames) -> tuple[str, str]:
    """Return source and target among two systems, by the clauses that name them; two empty texts where nothing tells them apart."""
    weights: dict[str, float] = {}
    for text in texts:
        for clause in _clauses(text, names):
            for mention in names.mentions(clause):
                weights[mention.name] = weights.get(mention.name, 0.0) + _weight(clause, mention)
    named = names.known if len(names.known) == 2 else tuple(weights)
    if len(named) != 2 or not weights:
        return "", ""
    one, other = named
    if weights.get(one, 0.0) == weights.get(other, 0.0):
        return "", ""
    return (one, other) if weights.get(one, 0.0) < weights.get(other, 0.0) else (other, one)


def _clauses(text: str, names: SystemNames) -> list[str]:
    """Return the clauses of a sentence, if that puts its systems apart; else the sentence."""
    parts = CLAUSE.split(text)
    return parts if all(len({one.name for one in names.mentions(part)}) < 2 for part in parts) else [text]


def _weight(clause: str, mention: Mention) -> float:
    """Return how much a clause makes its system the target: below zero the source, where something happens."""
    before, after = clause[: mention.start], clause[mention.end :]
    if LOOKED_UP.search(before):
        return -PLAIN
    if ONCE.search(before):
        return -PLAIN
    if OFFERS.match(after) or STAYS.search(before) or AWAITS.match(after) or RECEIVES.match(after) or NEEDS.match(after):
        return PLAIN
    if TOWARDS.search(before):
        return PLAIN if IMPERATIVE.match(clause) or SHALL.search(clause) else -WEAK
    if FROM.search(before):
        return -PLAIN
    return PLAIN if IMPERATIVE.match(clause) or WANTS.match(clause) or SHALL.search(before) else -WEAK
