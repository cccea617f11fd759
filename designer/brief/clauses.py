"""The grammar of one wish: what starts it, what shall follow, from which system to which."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from designer.brief.verbs import (
    BECOMES,
    BETWEEN,
    IMPERATIVE,
    INNER_WHEN,
    LOOKUP,
    MAKE,
    MODAL,
    MOVE,
    ONLY,
    PURPOSE,
    SHALL,
    START_WHEN,
    STATEFUL,
    TWO_WAY,
)
from designer.names.text import words

if TYPE_CHECKING:
    from designer.brief.systems import Mention, SystemNames

# Words that name no record: a clause of these alone says nothing that an operation could be found by.
FILLER = frozenset(
    ["a", "an", "the", "of", "to", "into", "in", "on", "for", "from", "with", "and", "or", "as", "by", "at", "it", "its", "them", "their", "they", "there", "this", "that", "these", "those", "each", "every", "any", "all", "new", "our", "your", "my", "is", "are", "be", "been", "being", "should", "must", "shall", "will", "would", "can", "could", "need", "needs", "has", "have", "also", "too", "then", "please", "so", "automatically", "up", "down", "out", "over", "onto", "via", "we", "i", "want", "one", "same", "who", "which", "whose", "again", "table", "warehouse", "system", "exist", "exists", "appear", "appears", "show", "shows", "known", "written", "copied", "created", "added", "sent"]
)
FROM = re.compile(
    r"\b(?:from|out of|aus|von|of|for (?:each|every|any|all|new)|based on|out|coming from|leaves?|leaving)\s+(?:(?!(?:in|on|to|into|from|at|for|of|and|by|as|with|via)\s)[\w'’-]+\s+){0,3}$",
    re.IGNORECASE,
)
TOWARDS = re.compile(
    r"(?:\b(?:into|onto|to|nach|towards|in die|ins|over to|zu)|→|->|=>|⇒|➜)\s*(?:(?!(?:in|on|to|into|from|at|for|of|and|by|as|with|via)\s)[\w'’-]+\s+){0,3}$",
    re.IGNORECASE,
)
INSIDE = re.compile(
    r"\b(?:in|on|inside|within|at|im|bei|via|using|through)\s+(?:(?!(?:in|on|to|into|from|at|for|of|and|by|as|with|via)\s)[\w'’-]+\s+){0,3}$",
    re.IGNORECASE,
)
EACH = re.compile(
    r"\b(?:every|each|new|any|all|changed|updated|jede[nrs]?|neue[nrs]?)\s+(?:(?:new|or|and|changed|updated|existing|paid|open|\w+ed)\s+){0,4}$",
    re.IGNORECASE,
)
RECEIVES = re.compile(
    r"^(?:'s?\s+\w+\s*)?\s*(?:should|must|shall|needs? to|has to|will|can)?\s*(?:get|gets|receive|receives|know|knows|learn|show|shows|be (?:updated|filled|told|informed|notified)|mirror|reflect|hold|contain|have)s?\b",
    re.IGNORECASE,
)
PREPOSITION = re.compile(
    r"\s*[,;]?\s*\b(?:into|onto|to|in|on|from|out of|for|as|with|at|of|via|nach|aus|von|im)\s+(?:(?!(?:in|on|to|into|from|at|for|of|and|by|as|with|via)\s)[\w'’-]+\s+){0,3}$",
    re.IGNORECASE,
)


HAPPENS = re.compile(r"\b(?:are|is|have|has)(?: been)? (?:added|created|changed|updated|sent|made|written|entered|new)\b", re.IGNORECASE)
HANGING = re.compile(r"(?:\s+\b(?:to|into|in|on|from|for|of|at|by|with|a|an|the|our|shared|new))+$", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Clauses:
    """A wish taken apart."""

    when: str = ""
    then: str = ""
    source: str = ""
    target: str = ""
    two_way: bool = False
    perhaps_two_way: bool = False
    conditions: tuple[str, ...] = ()
    lookups: tuple[str, ...] = ()


def read_clauses(text: str, names: SystemNames) -> Clauses:
    """Take a sentence apart; the systems stay empty where the grammar does not tell."""
    said = PURPOSE.sub("", text.strip()).rstrip(" .!;,")
    split = _conditional(said, names)
    clauses = _of_condition(*split, names) if split else _of_statement(said, names)
    two_way = _two_way(text, names)
    return replace(
        clauses,
        two_way=two_way,
        perhaps_two_way=not two_way and BETWEEN.search(text) is not None,
        conditions=_conditions(clauses.when or said, said, split=split is not None),
        lookups=tuple(part.strip() for part in re.split(r"(?<=[.;])\s+", text) if LOOKUP.search(part)),
    )


def actions(then: str, names: SystemNames) -> tuple[str, ...]:
    """Split what shall follow into its actions: each has its own verb and its own system."""
    parts = re.split(r"\s*(?:,\s*(?:and|then|and then|und)|;|\band(?: also| then)?\b|\bthen\b|\bund\b)\s+", then)
    found: list[str] = []
    for part in parts:
        own = IMPERATIVE.match(part) and names.mentions(part)
        if found and not (
            own
            and names.mentions(found[-1])
            and {one.name for one in names.mentions(found[-1])} != {one.name for one in names.mentions(part)}
        ):
            start = then.index(found[-1])
            found[-1] = then[start : then.index(part, start + len(found[-1])) + len(part)]
        else:
            found.append(part)
    return tuple(found)


def _two_way(text: str, names: SystemNames) -> bool:
    return any(match["pair"] is None or len({one.name for one in names.mentions(match["pair"])}) > 1 for match in TWO_WAY.finditer(text))


def _conditional(said: str, names: SystemNames) -> tuple[str, str] | None:
    """Return condition and action of a sentence that has both."""
    if start := START_WHEN.match(said):
        rest = said[start.end() :]
        cut = _end_of_condition(rest, names)
        if cut is not None:
            action = re.sub(r"^\s*[,:;–—→-]*>?\s*(?:then|dann|so)?\b[\s,:]*", "", rest[cut:], flags=re.IGNORECASE)
            return rest[:cut].strip(" ,"), action
        return None
    if (inner := INNER_WHEN.search(said)) and (IMPERATIVE.match(said) or SHALL.search(said[: inner.start()])):
        tail = said[inner.end() :]
        return tail.strip(), said[: inner.start()].strip()
    return None


def _end_of_condition(rest: str, names: SystemNames) -> int | None:
    """Return where the action begins: after `then`, before a verb that orders, else at the comma nearest before the second system."""
    if match := re.search(r"[,;:]?\s+(?:then|dann)\b|\s*(?:→|->|=>|⇒|➜)\s*", rest, re.IGNORECASE):
        return match.start()
    commas = [match.start() for match in re.finditer(r"[,;:]\s|\s[–—-]\s", rest)]
    for comma in commas:
        after = rest[comma + 1 :].lstrip(" –—-")
        if IMPERATIVE.match(after) or re.match(
            rf"(?:it|they|this|that|an?|the|we|i|you|he|she|someone|our)\b.{{0,60}}\b{MODAL}\b", after, re.IGNORECASE
        ):
            return comma
    mentions = names.mentions(rest)
    if commas and len({one.name for one in mentions}) > 1:
        second = next(one for one in mentions if one.name != mentions[0].name)
        return max((comma for comma in commas if comma < second.start), default=commas[0])
    if commas:
        return commas[0]
    verb = next(
        (
            match
            for match in re.finditer(
                r"\s(?=(?:create|post|send|add|open|write|copy|update|make|put|notify|we want)\b)", rest, re.IGNORECASE
            )
        ),
        None,
    )
    if verb and mentions and verb.start() > mentions[0].end - 1:
        return verb.start()
    if (shall := SHALL.search(rest)) and mentions and shall.start() >= mentions[0].end:
        return mentions[0].end
    return None


def _of_condition(when: str, then: str, names: SystemNames) -> Clauses:
    before, after = names.mentions(when), names.mentions(then)
    source = _best(when, before, towards=False) if before else ""
    others = tuple(one for one in after if one.name != source)
    if not source and len({one.name for one in after}) > 1:
        source, target = _ends(then, after)
    elif others:
        target = _best(then, others, towards=True)
    elif after:
        target = after[-1].name
    else:
        left = [one for one in before if one.name != source]
        target = _best(when, tuple(left), towards=True) if left else ""
    return Clauses(when=when, then=then, source=source, target=target)


def _of_statement(said: str, names: SystemNames) -> Clauses:
    mentions = names.mentions(said)
    distinct = {one.name for one in mentions}
    if len(distinct) > 1:
        source, target = _ends(said, mentions)
        first = min(next(one.start for one in mentions if one.name == name) for name in (source, target))
        from_first = next(one for one in mentions if one.start == first).name == source
        when, then = _halves(said, mentions, source=source, target=target, source_first=from_first)
        return Clauses(when=when, then=then, source=source, target=target)
    if mentions:
        towards = _weight(said, mentions[0], alone=True) > 0
        when, then = _by_verb(said)
        return Clauses(when=when, then=then, source="" if towards else mentions[0].name, target=mentions[0].name if towards else "")
    when, then = _by_verb(said)
    return Clauses(when=when, then=then)


def _ends(text: str, mentions: tuple[Mention, ...]) -> tuple[str, str]:
    """Return source and target: what the words before and after each name tell, then the order."""
    weights: dict[str, float] = {}
    for place, mention in enumerate(mentions):
        weight = _weight(text, mention) + place * 0.5
        if abs(weight) > abs(weights.get(mention.name, 0)) or mention.name not in weights:
            weights[mention.name] = weight
    if between := _either_side(text, mentions):
        return between
    ordered = sorted(weights, key=lambda name: (weights[name], [one.name for one in mentions].index(name)))
    return ordered[0], ordered[-1]


def _either_side(text: str, mentions: tuple[Mention, ...]) -> tuple[str, str] | None:
    """Return the systems before and after the verb of a passive wish: what it says of the first happens in the second."""
    shall = BECOMES.search(text, mentions[0].end) or SHALL.search(text, mentions[0].end)
    if shall is None or IMPERATIVE.match(text):
        return None
    before = [one for one in mentions if one.end <= shall.start()]
    after = [one for one in mentions if one.start >= shall.end() and one.name != before[0].name]
    if not after or RECEIVES.match(text[before[-1].end :]) or any(FROM.search(text[: one.start]) for one in after):
        return None
    return before[0].name, after[-1].name


def _best(text: str, mentions: tuple[Mention, ...], *, towards: bool) -> str:
    sign = -1 if towards else 1
    return min(mentions, key=lambda one: (sign * _weight(text, one), one.start)).name


def _weight(text: str, mention: Mention, *, alone: bool = False) -> float:
    """Return how much a mention looks like the target: below zero it looks like the source."""
    before, after = text[: mention.start], text[mention.end :]
    verb = IMPERATIVE.match(text)
    makes = verb is not None and verb["verb"].lower() in MAKE
    bare = before.rsplit(",", 1)[-1]
    if TOWARDS.search(bare):
        return 3
    if RECEIVES.match(after):
        return 2.5 if not INSIDE.search(bare) else 0.5
    if re.search(
        r"\b(?:of|for)\s+(?:(?!(?:in|on|to|into|from|at|for|of|and|by|as|with|via)\s)[\w'’-]+\s+){0,3}$", bare, re.IGNORECASE
    ) and not FROM.search(bare):
        return -1.5
    if FROM.search(bare) or EACH.search(bare):
        return (
            -3 if not (makes and re.search(r"\bnew\s+$", bare, re.IGNORECASE) and re.search(r"\ban?\s+new\s+$", bare, re.IGNORECASE)) else 1
        )
    if INSIDE.search(bare):
        shall = SHALL.search(text)
        return (1 if shall and shall.start() < mention.start else -0.5) if not verb else (1 if makes or alone else 0)
    if verb:
        return 1 if makes and before[verb.end() :].strip().count(" ") <= 1 else -1
    return -0.5


def _halves(said: str, mentions: tuple[Mention, ...], *, source: str, target: str, source_first: bool) -> tuple[str, str]:
    """Return the part that tells the source and the part that tells the target, each with its nouns."""
    second_name = target if source_first else source
    first_name = source if source_first else target
    first_end = next(one.end for one in mentions if one.name == first_name)
    second = next(
        (one for one in mentions if one.name == second_name and one.start >= first_end),
        next(one for one in mentions if one.name == second_name),
    )
    cut = _cut(said, first_end, second)
    head, tail = said[:cut].strip(" ,;"), said[cut:].strip(" ,;")
    verb = IMPERATIVE.match(head)
    if source_first:
        when = head[verb.end() :].strip() if verb else head
        action = f"{verb['verb']} {tail}" if verb else tail
        return when, action if _has_noun(action, names={target}) and not _moves(action) else f"{action} ({_without(when, source)})"
    source_part, comma, rest = tail.partition(", ")
    return source_part, f"{head}{comma}{rest}"


def _cut(said: str, first_end: int, second: Mention) -> int:
    """Return where the second half begins: at the verb between both systems, else at the preposition before the second."""
    between = said[first_end : second.start]
    if shall := (BECOMES.search(between) or SHALL.search(between)):
        return first_end + shall.start()
    if semicolon := re.search(r"[;:]\s|\s[–—-]\s|→|->|=>", between):
        return first_end + semicolon.end() - 1
    found = PREPOSITION.search(said[: second.start])
    return found.start() if found and found.start() >= first_end - 1 else max(first_end, second.start)


def _by_verb(said: str) -> tuple[str, str]:
    """Split at the modal of a passive wish; an order is one clause."""
    shall = BECOMES.search(said) or SHALL.search(said)
    if shall and not IMPERATIVE.match(said) and shall.start() > 0:
        when = said[: shall.start()].strip(" ,;")
        then = said[shall.start() :].strip()
        return when, then if BECOMES.match(then) else f"{then} ({when})"
    if (verb := IMPERATIVE.match(said)) and (towards := re.search(r"\s(?:into|onto|to|in)\s", said[verb.end() :])):
        return said[verb.end() : verb.end() + towards.start()].strip(), said
    if verb and verb["verb"].lower() in MOVE:
        return said[verb.end() :].strip(), said
    return "", said


def _moves(action: str) -> bool:
    """Tell whether the action speaks of the same record, not of one that it names anew."""
    return not re.search(r"\b(?:as|becomes?|need(?:s)? an?|gets? an?|create|open|a new)\b", action, re.IGNORECASE)


def _has_noun(text: str, *, names: set[str]) -> bool:
    own = {word for name in names for word in words(name)}
    return bool(set(words(text)) - FILLER - own)


def _without(text: str, name: str) -> str:
    return HANGING.sub("", " ".join(re.sub(re.escape(name), "", text, flags=re.IGNORECASE).split()))


def _conditions(when: str, said: str, *, split: bool) -> tuple[str, ...]:
    """Return what limits the records: states, `only ...`, `that are ...`; creation and change are no limit."""
    found = [match[0].strip() for match in ONLY.finditer(said) if not HAPPENS.search(match[0])]
    if STATEFUL.search(when) and not any(STATEFUL.search(text) for text in found):
        found.insert(0, when if split else _state_phrase(when))
    return tuple(dict.fromkeys(text for text in found if text and len(text) > 4))


def _state_phrase(when: str) -> str:
    match = STATEFUL.search(when)
    if match is None:
        return when
    return " ".join([match[0], *when[match.end() :].split()[:4]])
