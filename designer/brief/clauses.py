"""The grammar of one wish: what starts it, what shall follow, from which system to which."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from designer.brief.ends import EACH, GIVEN, SENT_FROM, best_end, both_ends, weight
from designer.brief.limits import limits_of
from designer.brief.verbs import (
    BECOMES,
    BETWEEN,
    IMPERATIVE,
    INNER_WHEN,
    LEAD,
    LOOKUP,
    MAKE,
    MODAL,
    MOVE,
    POINTING,
    PURPOSE,
    SHALL,
    START_WHEN,
    TWO_WAY,
    WANTS,
)
from designer.names.text import words

if TYPE_CHECKING:
    from designer.brief.systems import Mention, SystemNames

# Words that name no record: a clause of these alone says nothing that an operation could be found by.
FILLER = frozenset(
    words(
        "a an the of to into in on for from with and or as by at it its them their they there this that these those each every any all new our your my "
        "is are be been being should must shall will would can could need needs has have also too then please so automatically up down out over onto "
        "via we i want one same who which whose again table warehouse system exist exists appear appears show shows known written copied created added sent"
    )
)
PREPOSITION = re.compile(
    r"\s*[,;]?\s*\b(?:into|onto|to|in|on|from|out of|for|as|with|at|of|via|nach|aus|von|im)\s+"
    r"(?:(?!(?:in|on|to|into|from|at|for|of|and|by|as|with|via)\s)[\w'’-]+\s+){0,3}$",
    re.IGNORECASE,
)
WANTED = re.compile(
    r"^[^,;]*?\S(?P<cut>\s+)(?=(?:we|i|they|you|there|it|he|she) (?:also )?(?:needs?|wants?|would like|'?d like|ha(?:ve|s) to|ought to|must|should|shall)\b)",
    re.IGNORECASE,
)
HAPPENED = re.compile(
    r"(?:this|that|it)\s+(?:happens|happened|occurs|is done|is the case|is so|has happened|takes place)(?P<cut>\s*,?\s+)(?=\S)",
    re.IGNORECASE,
)
"""A condition that only points back at what was told before."""
CLEAR = -1.5
"""A weight below which a system is the source by its preposition."""
POLITE = re.compile(rf"^{LEAD}", re.IGNORECASE)
TOLD_BEFORE = re.compile(r"^(?P<when>[^:]{8,}?):\s+(?P<then>\S.*)$", re.DOTALL)
ARROW = re.compile(r"\s*(?:→|[-=]+>|\s>\s|⇒|➜)\s*")
EMBEDDED = re.compile(r"[:,]\s*(?:and )?(?:what|how (?:much|many|likely|long|often|old)|who|whose|which)\b[^:;.]*$", re.IGNORECASE)
"""A list of what shall be told (`what it is worth, how likely it is, when we expect it`): its `when` is no condition."""
ITS_OWN = re.compile(rf"(?:{'|'.join([*MAKE, *MOVE, 'text'])})\b", re.IGNORECASE)
AND_THEN = re.compile(rf"[,;]?\s+and\s+(?:then\s+)?(?=(?:{'|'.join([*MAKE, *MOVE, 'text'])})\b)", re.IGNORECASE)
EACH_FIRST = re.compile(r"(?:each|every|any|all)\b", re.IGNORECASE)
ORDERED = re.compile(r"\s(?=(?:create|post|send|add|open|write|copy|update|make|put|notify|fill in|we want)\b)", re.IGNORECASE)
THING_NEXT = re.compile(r"\w+\s+(?:an?|the|one|its|their|his|her|our)\b", re.IGNORECASE)
DOES = re.compile(r"\b(?:we|they|you|i|he|she|it|who|people|somebody|someone|to|can|must|should|and|or|an?|the|our)\s+$", re.IGNORECASE)
"""Before a verb of these it is no order."""
ASIDE_COMMA = re.compile(r"\s*(?:i\.\s?e\.|that is\b|e\.\s?g\.|for example\b|such as\b|meaning\b)", re.IGNORECASE)
"""What follows such a comma explains what stands before it."""
LIKED = re.compile(r"^(?:i|we|they)(?:['’]d| would)? (?:like|want|need)\s+(?=\S+\s\S)", re.IGNORECASE)
HANGING = re.compile(r"(?:\s+\b(?:to|into|in|on|from|for|of|at|by|with|a|an|the|our|shared|new|about|over|aus)|:)+$", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Clauses:
    """A wish taken apart."""

    when: str = ""
    then: str = ""
    source: str = ""
    target: str = ""
    two_way: bool = False
    perhaps_two_way: bool = False
    weak: bool = False
    """The sentence names one system, and only its place says that this is the source."""
    conditions: tuple[str, ...] = ()
    lookups: tuple[str, ...] = ()


def read_clauses(text: str, names: SystemNames) -> Clauses:
    """Take a sentence apart; the systems stay empty where the grammar does not tell."""
    said = re.sub(r"\s*(?:\b(?:pls|please|thx|thanks|bitte)|[:;]-?\))?[\s.!;,?]*$", "", PURPOSE.sub("", text.strip()), flags=re.IGNORECASE)
    split = _conditional(said, names)
    clauses = _of_condition(*split, names) if split else _of_statement(said, names)
    two_way = _two_way(text, names)
    return replace(
        clauses,
        when=POLITE.sub("", clauses.when),
        then=POLITE.sub("", clauses.then),
        two_way=two_way,
        perhaps_two_way=not two_way and BETWEEN.search(text) is not None,
        conditions=limits_of(clauses.when or said, said, split=split is not None),
        lookups=tuple(part.strip() for part in re.split(r"(?<=[.;])\s+", text) if LOOKUP.search(part)),
    )


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
    if (
        (colon := TOLD_BEFORE.match(said))
        and IMPERATIVE.match(colon["then"])
        and names.mentions(colon["when"])
        and not names.is_name(colon["when"])
    ):
        return colon["when"], colon["then"]
    if arrow := _told_by_arrow(said, names):
        return arrow
    if (inner := INNER_WHEN.search(said)) and (IMPERATIVE.match(said) or WANTS.match(said) or SHALL.search(said[: inner.start()])):
        tail = said[inner.end() :].strip()
        tells_nothing = POINTING.match(tail) or EMBEDDED.search(said[: inner.start()])
        is_known = tells_nothing and not names.mentions(tail.partition(",")[0])
        return None if is_known else (tail, said[: inner.start()].strip())
    return None


def _told_by_arrow(said: str, names: SystemNames) -> tuple[str, str] | None:
    """Return the sides of `a chargeback comes in on Stripe -> somebody gets a task in Asana`: both name what happens in a system."""
    sides = ARROW.split(said)
    if len(sides) != 2 or any(len(side.split()) < 3 for side in sides) or IMPERATIVE.match(sides[0]):
        return None
    if IMPERATIVE.match(sides[1]):
        return sides[0].strip(), sides[1].strip()
    left, right = ({one.name for one in names.mentions(side)} for side in sides)
    return (sides[0].strip(), sides[1].strip()) if len(left) == 1 and len(right) == 1 and left != right else None


def _end_of_condition(rest: str, names: SystemNames) -> int | None:
    """Return where the action begins: after `then`, before a verb that orders, else at the comma nearest before the second system."""
    if match := re.search(r"[,;:]?\s+(?:then|dann)\b|\s*(?:→|->|=>|⇒|➜)\s*", rest, re.IGNORECASE):
        return match.start()
    if match := HAPPENED.match(rest) or WANTED.search(rest):
        return match.start("cut")
    commas = [
        match.start()
        for match in re.finditer(r"[,;:]\s|\s[–—-]\s", rest)
        if rest.count("(", 0, match.start()) == rest.count(")", 0, match.start()) and not ASIDE_COMMA.match(rest[match.end() :])
    ]
    each = EACH_FIRST.match(rest) and ORDERED.search(rest)
    if each and (not commas or each.start() < commas[0]):
        return each.start()
    if (order := _order_before(rest, commas, names)) is not None:
        return order
    for comma in commas:
        after = rest[comma + 1 :].lstrip(" –—-")
        if IMPERATIVE.match(after) or re.match(
            rf"(?:it|they|this|that|an?|the|we|i|you|he|she|someone|our)\b.{{0,60}}\b{MODAL}\b", after, re.IGNORECASE
        ):
            return comma
    return _end_by_system(rest, commas, names)


def _order_before(rest: str, commas: list[int], names: SystemNames) -> int | None:
    """Return where an order begins that stands before any comma: `someone is added in HR create a task in Work, due on ...`."""
    mentions = names.mentions(rest)
    for verb in ORDERED.finditer(rest):
        if commas and verb.start() > commas[0]:
            return None
        told = rest[: verb.start()]
        if mentions and verb.start() >= mentions[0].end and THING_NEXT.match(rest[verb.end() :]) and not DOES.search(told + " "):
            return verb.start() if told.count("(") == told.count(")") else None
    return None


def _end_by_system(rest: str, commas: list[int], names: SystemNames) -> int | None:
    """Return where the action begins for want of a verb that orders after a comma: told by the commas and the systems named."""
    mentions = names.mentions(rest)
    if commas and len({one.name for one in mentions}) > 1:
        second = next(one for one in mentions if one.name != mentions[0].name)
        return max((comma for comma in commas if comma < second.start), default=commas[0])
    if commas:
        return commas[0]
    verb = ORDERED.search(rest)
    if verb and mentions and verb.start() > mentions[0].end - 1:
        return verb.start()
    if (shall := SHALL.search(rest)) and mentions and shall.start() >= mentions[0].end:
        return mentions[0].end
    return None


def _of_condition(when: str, then: str, names: SystemNames) -> Clauses:
    before, after = names.mentions(when), names.mentions(then)
    source = best_end(when, before, towards=False) if before else ""
    others = tuple(one for one in after if one.name != source)
    if not source and len({one.name for one in after}) > 1:
        source, target = both_ends(then, after)
    elif others:
        target = best_end(then, others, towards=True)
    elif after:
        target = after[-1].name
    else:
        left = [one for one in before if one.name != source]
        target = best_end(when, tuple(left), towards=True) if left else ""
    return Clauses(when=when, then=then, source=source, target=target)


def _of_statement(said: str, names: SystemNames) -> Clauses:
    mentions = names.mentions(said)
    distinct = {one.name for one in mentions}
    if len(distinct) == 2 and (_two_way(said, names) or BETWEEN.search(said)):
        one, other = dict.fromkeys(mention.name for mention in mentions)
        return Clauses(when=said, then=said, source=one, target=other)
    if len(distinct) > 1:
        source, target = both_ends(said, mentions)
        first = min(next(one.start for one in mentions if one.name == name) for name in (source, target))
        from_first = next(one for one in mentions if one.start == first).name == source
        when, then = _halves(said, mentions, source=source, target=target, source_first=from_first)
        return Clauses(when=when, then=then, source=source, target=target)
    if mentions:
        found = weight(said, mentions[0], alone=True)
        towards = (
            found > 0
            or SENT_FROM.match(said) is not None
            or GIVEN.search(said[: mentions[0].start]) is not None
            or (found > -1 and WANTS.match(said) is not None)
        )
        when, then = _by_verb(said)
        weak = not towards and found > CLEAR
        return Clauses(
            when=when, then=then, weak=weak, source="" if towards else mentions[0].name, target=mentions[0].name if towards else ""
        )
    when, then = _by_verb(said)
    return Clauses(when=when, then=then)


def _halves(said: str, mentions: tuple[Mention, ...], *, source: str, target: str, source_first: bool) -> tuple[str, str]:
    """Return the part that tells the source and the part that tells the target, each with its nouns."""
    second_name = target if source_first else source
    first_name = source if source_first else target
    first_end = next(one.end for one in mentions if one.name == first_name)
    second = next(
        (one for one in mentions if one.name == second_name and one.start >= first_end),
        next(one for one in mentions if one.name == second_name),
    )
    cut = _cut(said, first_end, second, source_first=source_first)
    head, tail = re.sub(r"[\s,]+and$", "", said[:cut].strip(" ,;:→=->")), said[cut:].strip(" ,;")
    verb = IMPERATIVE.match(head)
    if source_first:
        when = HANGING.sub("", head[verb.end() :].strip() if verb else WANTS.sub("", head).strip())
        action = f"{verb['verb']} {tail}" if verb and not ITS_OWN.match(tail) else tail
        return when, action if _has_noun(action, names={target}) and not _moves(action) else _beside(action, _without(when, source))
    source_part, comma, rest = tail.partition(", ")
    then = f"{HANGING.sub('', head)}{comma}{rest}"
    if not _has_noun(source_part, names={source}):
        source_part = _beside(source_part, _without(then, target))
    return source_part, then if _has_noun(then, names={target}) else _beside(then, _without(source_part, source))


def _beside(text: str, said: str) -> str:
    return f"{text} ({said})" if said else text


def _cut(said: str, first_end: int, second: Mention, *, source_first: bool) -> int:
    """Return where the second half begins: at the verb between both systems, else at the preposition before the second."""
    between = said[first_end : second.start]
    if (
        not source_first
        and (found := EACH.search(said[: second.start]) or PREPOSITION.search(said[: second.start]))
        and found.start() >= first_end
    ):
        return found.start()
    if shall := (BECOMES.search(between) or SHALL.search(between)):
        return first_end + shall.start()
    if mark := re.search(r"[;:]\s|\s[–—-]\s|→|[-=]>", between):
        return first_end + mark.end()
    if source_first and WANTS.match(said) and (to_be := re.search(r"\s(?=to (?:be|have|get|become|appear|show)\b)", between)):
        return first_end + to_be.end()
    if source_first and (both := AND_THEN.search(between)):
        return first_end + both.end()
    found = PREPOSITION.search(said[: second.start])
    return found.start() if found and found.start() >= first_end - 1 else max(first_end, second.start)


def _by_verb(said: str) -> tuple[str, str]:
    """Split at the modal of a passive wish; an order is one clause."""
    shall = BECOMES.search(said) or SHALL.search(said)
    if WANTS.match(said) and not BECOMES.search(said):
        return "", said
    if shall and not IMPERATIVE.match(said) and shall.start() > 0:
        when = HANGING.sub("", LIKED.sub("", said[: shall.start()].strip(" ,;")))
        then = said[shall.start() :].strip()
        return when, then if BECOMES.match(then) else f"{then} ({when})"
    if (verb := IMPERATIVE.match(said)) and (towards := re.search(r":\s|\s(?:into|onto|to|in)\s", said[verb.end() :])):
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
