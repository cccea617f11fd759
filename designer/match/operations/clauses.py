"""The words of one clause by what they are in it: what is made, where it is put, what is told besides."""

from __future__ import annotations

from typing import Literal, NamedTuple

from designer.match.operations.business import business, stem

Part = Literal["made", "place", ""]

BESIDE = 0.45
"""What a noun counts behind a word that adds circumstances (`with`, `before`)."""
OBJECT = 1.35
"""What a noun counts right behind a verb: it is what is made."""
WHERE = 0.65
"""What a noun counts that tells where something is put."""
OBJECT_REACH = 3
"""So many words behind a verb are its object."""
INTO = frozenset({"into", "to", "in", "on", "onto", "under", "at", "inside", "within", "against"})
"""Words behind which it is told where something is put."""
APART = frozenset({"from", "of", "about", "per", "out", "off", "and"})
"""Words that end the object of a verb."""
HELPING = frozenset({"be", "is", "are", "been", "being", "get", "gets", "was", "were", "has", "have"})
LEADING = frozenset({"to", "please", "then", "and", "or", "should", "must", "will", "shall", "can", "we", "i", "you", "they", "also"})
"""Words behind which a word that may be noun or verb is a verb."""
HEAD = 1.35
"""What a noun counts that a clause behind it tells more of: `orders that customers place`."""
RELATIVE = frozenset({"that", "which", "who", "whose"})
PRONOUNS = frozenset({"them", "it", "him", "her", "this", "these", "those", "one"})


class Stress(NamedTuple):
    """How much a word counts, and what it is in its clause."""

    weight: float
    part: Part


def stresses(told: tuple[str, ...]) -> list[Stress]:
    """Return the stress of each word of a clause.

    `Put the file into the client's folder`: the file is made, the folder is a place. `A task is created in our project`: the task is
    made. `Copy the orders to invoices`: what is moved becomes what it is moved to, that is no place. A circumstance ends with its clause;
    `for every new employee` is none, it tells what the flow is about.
    """
    known = business()
    stress: list[Stress] = []
    beside, part, left, held = False, "", 0, False
    hears = False
    moves = any(word in known.moving for word in told)
    for at, word in enumerate(told):
        following = told[at + 1] if at + 1 < len(told) else ""
        before = told[at - 1] if at else ""
        if word in known.circumstances:
            beside, part = True, ""
        elif word in known.circumstances_unless:
            beside, part = following not in known.each, ""
        if not beside and before not in known.each and is_verb(word) and not is_noun_here(told, at):
            is_infinitive = before == "be" and at > 1 and told[at - 2] == "to"
            if (before in HELPING or word.endswith("ed")) and not is_infinitive:
                held = _subject(stress, told, at) or held
            hears = word in known.telling
            part, left = "" if hears else "made", OBJECT_REACH
        elif word in INTO and (held or part in {"place", "made"}):
            part = "made" if moves and not PRONOUNS & set(told[:at]) else "place"
            left = OBJECT_REACH
        elif word == "as":
            part, left = "made", OBJECT_REACH
        elif word in APART or word in INTO:
            part, hears = "", False
        elif word in PRONOUNS and part == "made":
            held, part = True, ""
        elif word not in known.unsaid:
            own = _stressed(beside=beside or hears, part=part if left > 0 else "")
            stress.append(own._replace(weight=own.weight * HEAD) if following in RELATIVE and not own.part else own)
            held = held or part == "made"
            left -= 1
            continue
        stress.append(Stress(BESIDE if beside else 1.0, ""))
    return stress


def _stressed(*, beside: bool, part: str) -> Stress:
    if beside:
        return Stress(BESIDE, "")
    if part == "made":
        return Stress(OBJECT, "made")
    return Stress(WHERE, "place") if part == "place" else Stress(1.0, "")


def is_noun_here(told: tuple[str, ...], at: int) -> bool:
    """Tell whether a word that may be noun or verb is a noun: `the existing page`, not `to page`."""
    return at > 0 and told[at] in business().record_words and told[at - 1] not in LEADING


def is_verb(word: str) -> bool:
    """Tell whether a word may be what is done."""
    known = business()
    return (
        word in known.moving
        or any(word in verbs for verbs in known.verbs.values())
        or (word.endswith("ed") and stem(word) in known.doing_stems)
    )


def _subject(stress: list[Stress], told: tuple[str, ...], verb: int) -> bool:
    """Mark the words right before a passive verb as what is made; tell whether there are any."""
    known = business()
    at, found = verb - 1, 0
    while at >= 0 and (told[at] in known.unsaid or told[at] in HELPING) and told[at] not in known.starts:
        at -= 1
    while at >= 0 and found < 2 and told[at] not in known.unsaid and not is_verb(told[at]):
        stress[at] = Stress(max(stress[at].weight, OBJECT), "made")
        at, found = at - 1, found + 1
    return found > 0
