"""What is asked of records: to make, change or remove them, or to do one thing to one that is there."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from designer.match.operations.business import business, stem
from designer.match.operations.clauses import INTO, is_noun_here, stresses

if TYPE_CHECKING:
    from collections.abc import Sequence

WEAK = 0.3
"""What a verb counts that may mean anything."""
LATER_VERB = 0.5
"""What a verb counts behind the first one."""
SHALL = frozenset({"should", "must", "shall", "to"})
THERE = INTO | {"a", "an", "there", "known", "available", "visible", "present"}
"""Words behind which `be` says that a record shall be there: `must be in their calendar`, `should be known to HubSpot`."""
SHALL_REACH = 3
EXISTING = 0.7
"""How surely a record is changed that the brief tells to be there already."""


def verbs_of(clauses: Sequence[tuple[str, ...]]) -> dict[str, float]:
    """Return what is asked of records; a verb behind another counts less, a record that is there already is changed."""
    known = business()
    verbs: dict[str, float] = {}
    weight = 1.0
    for clause in clauses:
        wished = _wished_from(clause)
        for at, word in enumerate(clause):
            found = [name for name, phrases in known.verbs.items() if word in phrases or stem(word) in known.verb_stems[name]]
            if _shall_be_there(clause, at):
                found = ["create"]
            if word == "move" and _leaves_for_a_system(clause):
                found = ["create"]
            if found and not (at and clause[at - 1] in known.each) and not is_noun_here(clause, at):
                if _sets_a_field(clause[at + 1 :]):
                    found = ["update"]
                told = weight * (LATER_VERB if at < wished else 1.0) * (WEAK if word in known.weak else 1.0)
                for name in found:
                    verbs[name] = max(verbs.get(name, 0.0), told)
                weight = weight if word in known.weak or at < wished else LATER_VERB
    stems = tuple(stem(word) for clause in clauses for word in clause)
    if "existing" in itertools.chain.from_iterable(clauses) or known.existing.found(stems):
        verbs["update"] = max(verbs.get("update", 0.0), EXISTING)
    return verbs


def _wished_from(clause: Sequence[str]) -> int:
    """Return where a clause begins to say what is wished: the verbs before tell of something else (`he moves it and I'd like …`)."""
    wishing = (
        at for at, word in enumerate(clause) if word in {"want", "wish"} or (word == "like" and at and clause[at - 1] in {"d", "would"})
    )
    return max(wishing, default=0)


def _shall_be_there(clause: Sequence[str], at: int) -> bool:
    """Tell whether a word says that a record shall be there: who is not yet is made."""
    following = clause[at + 1] if at + 1 < len(clause) else ""
    is_being = clause[at] == "exist" or (clause[at] == "be" and following in THERE)
    return is_being and bool(SHALL & set(clause[max(0, at - SHALL_REACH) : at]))


def actions_of(clauses: Sequence[tuple[str, ...]]) -> dict[str, float]:
    """Return the actions of the clauses; those of a later clause, or of one that tells when, count less."""
    known = business()
    actions: dict[str, float] = {}
    weight = 1.0
    for clause in clauses:
        found = known.actions.found(tuple(map(stem, clause)))
        for places, name in found:
            if name == "transition" and _leaves_for_a_system(clause):
                continue
            is_beside = known.starts & set(clause[: places[0]]) or stresses(clause)[places[0]].weight < 1
            told = weight * (LATER_VERB if is_beside else 1.0)
            actions[name] = max(actions.get(name, 0.0), told)
        if found or any(set(clause) & verbs for verbs in known.verbs.values()):
            weight = LATER_VERB
    return actions


def _leaves_for_a_system(clause: Sequence[str]) -> bool:
    """Tell whether something goes `to` what is no word any more: to the system whose name was left out."""
    last = len(clause) - 1
    return any(word in {"to", "into"} and (at == last or clause[at + 1] in {"as", "when", "with"}) for at, word in enumerate(clause))


def _sets_a_field(behind: Sequence[str]) -> bool:
    """Tell whether the object of a verb is a field of a record: who writes an end date changes what has one."""
    known = business()
    nouns = itertools.takewhile(lambda word: word not in INTO and word != "for" and word not in known.circumstances, behind)
    first = [word for word in nouns if word not in known.unsaid][:1]
    return bool(first) and first[0] in known.fields
