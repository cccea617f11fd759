"""Wishes out of sentences: what is asked for, what was withdrawn again, what only tells how things are."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from designer.brief.askings import TALK, is_wish, only_tells, pair_known, tells_failure, tells_today
from designer.brief.clauses import Clauses, read_clauses
from designer.brief.completing import completed
from designer.brief.continuing import THERE, from_there, goes_on, out_of, says_where, told_before, with_place
from designer.brief.endings import ended, later_end, taken_apart
from designer.brief.evidence import with_evidence
from designer.brief.leads import joined, told_first, without_lead
from designer.brief.reading import Reading, extended, put_off, remember
from designer.brief.splitting import actions, apart
from designer.brief.verbs import (
    AGREED,
    ASIDE,
    BELONGS,
    DECLINED,
    FORBIDS,
    IMPERATIVE,
    KEEPS_EXISTING,
    LEAVES,
    LOOKUP,
    OUT_OF_SCOPE,
    SHALL,
    START_WHEN,
    UPDATES_IT,
    WHEREABOUTS,
    WINS,
)
from designer.brief.withdrawn import withdrawal
from designer.model.brief import Unread, Wish

if TYPE_CHECKING:
    from collections.abc import Sequence

    from designer.brief.sentences import Sentence
    from designer.brief.systems import SystemNames

PRONOUN = re.compile(r"\b(?:them|they|it|these|those|this|their|his|her)\b", re.IGNORECASE)


EACH_TO = re.compile(
    r"^(?P<what>(?:each|every|any|new|jede[rs]?)\s+[^→>=-]{2,40}?)\s*(?:→|->|=>)\s*(?P<made>[^→>=]{2,40}?)[\s.]*$", re.IGNORECASE
)
CHANGED_TWICE = re.compile(r"^(?:if|when|where)\s+(?:both|the two|the same|they|two)\b[^,]*,", re.IGNORECASE)
"""How the condition of a conflict begins: who wins then is a rule of the wish before, no wish of its own."""
BESIDE = re.compile(r"^(?:\w+,?\s+)?(?:can|could|should|shall|may) (?:we|i) (?:also|maybe|perhaps|even)\b", re.IGNORECASE)
"""How one asks a colleague whether something more could be done."""
MOST_WORDS_OF_NO = 6
"""A longer sentence that begins with `no` says more than that."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadWishes:
    """Wishes and what stood around them."""

    wishes: tuple[Wish, ...]
    today: tuple[str, ...] = ()
    errors: tuple[str, ...] = ()
    scope: tuple[str, ...] = ()
    dropped: tuple[str, ...] = ()
    """Systems that only a withdrawn wish named."""
    perhaps_two_way: tuple[int, ...] = ()
    """Lines of wishes that speak of two systems kept alike, without a direction."""
    unread: tuple[Unread, ...] = ()
    left: tuple[Sentence, ...] = ()
    """What was read as no wish and as nothing else."""
    guessed: tuple[Wish, ...] = ()
    """Wishes whose direction only the text around them tells."""
    beside: tuple[tuple[str, int], ...] = ()
    """Text and line of what is only asked about beside the wishes."""


def read_wishes(sentences: Sequence[Sentence], names: SystemNames, *, before: Sequence[Wish] = ()) -> ReadWishes:
    """Read the sentences in order; a later one can add to an earlier wish, or to one of *before*, or withdraw it."""
    reading = Reading(wishes=list(before))
    for sentence in taken_apart(told_first(joined(sentences))):
        _read_whole(replace(sentence, text=ASIDE.sub("", sentence.text)), names, reading)
    if not reading.wishes:
        for sentence in reading.beside:
            _read(sentence, names, reading)
        reading.beside.clear()
    if not reading.wishes:
        _take_from_background(reading, names)
    if not reading.wishes:
        for sentence in reading.happenings:
            _add(sentence, names, reading)
    guessed = with_evidence(reading.wishes[len(before) :], sentences, names)
    reading.wishes[len(before) :] = guessed.wishes
    reading.wishes[:] = [with_place(wish, names, reading) for wish in reading.wishes]
    if reading.keeps:
        reading.wishes[:] = [replace(wish, create_only=True) for wish in reading.wishes]
    return ReadWishes(
        wishes=completed(reading.wishes, ends=(reading.source, reading.target), names=names),
        left=tuple(reading.background),
        guessed=guessed.guessed,
        today=tuple(reading.today),
        errors=tuple(reading.errors),
        scope=tuple(reading.scope),
        dropped=tuple(reading.dropped),
        perhaps_two_way=tuple(reading.perhaps_two_way),
        unread=tuple(reading.unread),
        beside=tuple((sentence.text, sentence.line) for sentence in reading.beside),
    )


def made_wish(text: str, line: int, clauses: Clauses) -> Wish:
    """Return a wish of these clauses."""
    return Wish(
        text=text,
        when=clauses.when,
        then=clauses.then,
        source=clauses.source,
        target=clauses.target,
        conditions=clauses.conditions,
        lookups=clauses.lookups,
        two_way=clauses.two_way,
        line=line,
    )


def wishes_of(when: str, then: str, *, text: str, line: int, names: SystemNames) -> tuple[Wish, ...]:
    """Return the wishes of a condition and its actions, one for each system that something is done in."""
    found = []
    for action in actions(then, names):
        clauses = read_clauses(f"When {when}, {action}", names) if when else read_clauses(action, names)
        if when:
            clauses = replace(clauses, when=when, then=action)
        found.append(made_wish(text, line, clauses))
    first = next((wish.source for wish in found if wish.source), "")
    return tuple(replace(wish, source=wish.source or first) for wish in found)


def _read_whole(sentence: Sentence, names: SystemNames, reading: Reading) -> None:
    """Read a sentence without what leads up to it; its wishes keep the whole text, since the lead may tell a time."""
    before, bare = len(reading.wishes), without_lead(sentence.text, names)
    _read_in_turn(replace(sentence, text=bare), names, reading)
    if bare != sentence.text:
        reading.wishes[before:] = [replace(wish, text=sentence.text) for wish in reading.wishes[before:]]


def _read_in_turn(sentence: Sentence, names: SystemNames, reading: Reading) -> None:
    """Read a sentence beside the one before it: an answer can put off what was asked."""
    text, asked, question = sentence.text, reading.asked, reading.question
    reading.asked, reading.question = None, ""
    if asked is not None and reading.wishes and LOOKUP.search(question) and (UPDATES_IT.match(text) or LEAVES.search(text)):
        if UPDATES_IT.match(text):
            known = extended(reading.wishes[-1], text)
            reading.wishes[-1] = replace(known, lookups=tuple(dict.fromkeys((*known.lookups, question))))
        else:
            _keep_existing(sentence, names, reading)
        return
    if asked is not None and AGREED.match(text) and reading.beside and reading.beside[-1].text == question:
        _read(reading.beside.pop(), names, reading)
        return
    if asked is not None and DECLINED.match(text) and len(text.split()) <= MOST_WORDS_OF_NO:
        put_off(reading, asked)
        return
    if text.endswith("?"):
        reading.asked, reading.question = len(reading.wishes), text
        if TALK.match(text) and IMPERATIVE.match(text) and (BESIDE.match(text) or not names.mentions(text)):
            reading.beside.append(sentence)
            return
    if KEEPS_EXISTING.search(text):
        _keep_existing(sentence, names, reading)
    else:
        _read(sentence, names, reading)


def _keep_existing(sentence: Sentence, names: SystemNames, reading: Reading) -> None:
    """Note that what is there stays as it is, for the wish that says so itself, else for the one before it."""
    before = len(reading.wishes)
    if len({one.name for one in names.mentions(sentence.text)}) > 1 or START_WHEN.match(sentence.text):
        _read(sentence, names, reading)
    if not reading.wishes:
        reading.keeps = True
        return
    for place in range(before, len(reading.wishes)) or [len(reading.wishes) - 1]:
        wish = reading.wishes[place]
        said = () if sentence.text in wish.lookups else (sentence.text,)
        reading.wishes[place] = replace(wish, create_only=True, lookups=(*wish.lookups, *said))


def _read(sentence: Sentence, names: SystemNames, reading: Reading) -> None:
    text = sentence.text
    if not (START_WHEN.match(text) and not reading.wishes) and (left := withdrawal(text, tuple(reading.wishes), names)) is not None:
        reading.wishes[:] = left.wishes
        reading.dropped += left.dropped
        return
    if OUT_OF_SCOPE.search(text) and not (START_WHEN.match(text) or IMPERATIVE.match(text)):
        reading.scope.append(text)
    elif tells_failure(text, names):
        reading.errors.append(text)
    elif WINS.search(text) and reading.wishes and CHANGED_TWICE.match(text):
        reading.wishes[-1] = extended(reading.wishes[-1], text)
    elif tells_today(text, names):
        reading.today.append(text)
        remember(text, names, reading)
    elif only_tells(text, names, reading):
        reading.happenings.append(sentence)
        remember(text, names, reading)
        reading.told = START_WHEN.sub("", text).rstrip(" .")
    elif (end := later_end(text, names)) and reading.wishes and reading.wishes[-1].target:
        reading.wishes.append(ended(reading.wishes[-1], text, line=sentence.line, when=end.when, then=end.then))
    elif is_wish(text, names, reading):
        if not says_where(text, names, reading):
            _add(sentence, names, reading)
    elif (each := EACH_TO.match(text)) and reading.wishes and reading.wishes[-1].target and not names.mentions(text):
        last = reading.wishes[-1]
        reading.wishes[-1] = replace(last, when=f"{each['what']} in {last.source}", then=f"create {each['made']} in {last.target}")
    elif reading.wishes and goes_on(text, names, reading):
        reading.wishes[-1] = extended(reading.wishes[-1], text)
    else:
        reading.background.append(sentence)
        remember(text, names, reading)


def _add(sentence: Sentence, names: SystemNames, reading: Reading) -> None:
    parts = apart(sentence.text, names)
    if len(parts) > 1:
        for part in parts:
            _add(replace(sentence, text=part), names, reading)
        return
    clauses = read_clauses(sentence.text, names)
    if clauses.perhaps_two_way:
        reading.perhaps_two_way.append(sentence.line)
    split = actions(clauses.then, names) if START_WHEN.match(sentence.text) and clauses.then else ()
    if len(split) > 1:
        reading.wishes += wishes_of(clauses.when, clauses.then, text=sentence.text, line=sentence.line, names=names)
        return
    wish = made_wish(sentence.text, sentence.line, clauses)
    if not names.mentions(sentence.text):
        wish = replace(wish, when=wish.when or reading.started, source=reading.source, target=reading.target)
    if not wish.target and reading.place != wish.source and THERE.search(sentence.text):
        wish = replace(wish, target=reading.place)
    if not wish.target and reading.place and wish.source and reading.place != wish.source and BELONGS.search(sentence.text):
        wish = replace(wish, source=reading.place, target=wish.source)
    if not wish.source and wish.target and reading.place not in {"", wish.target} and PRONOUN.search(sentence.text):
        wish = replace(wish, source=reading.place)
    if clauses.weak:
        wish = told_before(wish, names, reading)
    wish = out_of(from_there(wish, names, reading), reading.left, names)
    if not wish.when and reading.told:
        wish = replace(wish, when=reading.told)
    if LOOKUP.search(reading.context):
        wish = replace(wish, lookups=(*wish.lookups, reading.context))
    reading.wishes.append(wish)


def _only_lists(text: str, names: SystemNames) -> bool:
    """Tell whether two systems are only named beside each other: `Shop and CRM are our systems`."""
    first, *others = names.mentions(text)
    other = next(one for one in others if one.name != first.name)
    return re.fullmatch(r"\s*(?:,|/|&|\+|and|or|und|oder)\s*(?:the\s+|our\s+)?", text[first.end : other.start], re.IGNORECASE) is not None


def _take_from_background(reading: Reading, names: SystemNames) -> None:
    """Without any clear wish, take the sentence that names two systems, or else what is done by hand today."""
    for sentence in reading.background:
        if (
            len({one.name for one in names.mentions(sentence.text)}) != 2
            or WHEREABOUTS.search(sentence.text)
            or _only_lists(sentence.text, names)
        ):
            continue
        clauses = read_clauses(sentence.text, names)
        if clauses.source and clauses.target and not TALK.match(sentence.text):
            reading.wishes.append(made_wish(sentence.text, sentence.line, clauses))
            return
    for sentence in reading.background:
        if not names.mentions(sentence.text) and pair_known(names) and SHALL.search(sentence.text) and not FORBIDS.search(sentence.text):
            clauses = read_clauses(sentence.text, names)
            reading.wishes.append(made_wish(sentence.text, sentence.line, clauses))
            return
    for text in reading.today:
        clauses = read_clauses(text, names)
        if clauses.source and clauses.target:
            reading.wishes.append(made_wish(text, 0, clauses))
            return
