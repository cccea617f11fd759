"""Which of the systems in a sentence is the source and which the target."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from designer.brief.verbs import BECOMES, IMPERATIVE, LEAD, MAKE, MOVE, SHALL, WANTS

if TYPE_CHECKING:
    from designer.brief.systems import Mention

# Up to three words may stand between a preposition and the system it belongs to, but no other preposition.
_WORDS = r"(?:(?!(?:in|on|to|into|from|at|for|of|and|by|as|with|via)\s)[\w'’-]+\s+){0,3}$"
FROM = re.compile(
    rf"\b(?:from|out of|aus|von|of|per|for (?:each|every|any|all|new)|based on|out|coming from|according to|(?:counted|reported|measured|recorded|known|told|listed|given|seen) (?:by|in)|leaves?|leaving)\s+{_WORDS}",
    re.IGNORECASE,
)
_VERBS = "|".join(sorted({*MAKE, *MOVE, "be", "get", "have", "see", "know"}))
TOWARDS = re.compile(
    rf"(?:\b(?:into|onto|to(?!\s+(?:{_VERBS})\b)|nach|towards|in die|ins|over to|zu)|→|->|=>|\s>\s|⇒|➜)\s*{_WORDS}", re.IGNORECASE
)
INSIDE = re.compile(rf"\b(?:in|on|inside|within|at|im|bei|via|using|through)\s+{_WORDS}", re.IGNORECASE)
REMOVED = re.compile(
    rf"\b(?:vanish\w*|disappear\w*|remov\w+|delet\w+|tak\w+ (?:[\w'’-]+ ){{0,3}}?(?:off|out)|unsubscrib\w+|drop\w*|eras\w+|purg\w+|wip\w+|strik\w+)\b[^,;.]*?\b(?:from|off|out of)\s+{_WORDS}",
    re.IGNORECASE,
)
"""Out of this system something shall go: it is where it happens, not where it comes from."""
PLACED = re.compile(
    r"\b(?:added|appended|put|written|entered|inserted|posted|logged|filed|booked|stored|recorded)\s+(?:at|to|in|into|on|under)\b[^,;.]*$",
    re.IGNORECASE,
)
LAID_INTO = re.compile(
    rf"^(?:an?|the|each|every|any|new)?\s*(?:[\w'’-]+\s+){{1,3}}?\w+(?:ed|ut|en)\s+(?:into|onto|to)\s+{_WORDS}", re.IGNORECASE
)
"""The subject itself is what was put there: `a contract dropped into the Box folder goes out`."""
APPOSED = re.compile(r"\s*(?:an?|the|our|my|its|called|named)?\s*", re.IGNORECASE)
"""Between a comma and a system's name: the name says once more what stands before the comma."""
PLACE_OF = re.compile(
    r"\b(?P<preposition>into|onto|to|in|on|from|out of)\s+(?:(?!(?:into|onto|to|in|on|from|of)\s)[\w'’-]+\s*){1,6}$", re.IGNORECASE
)
POSSESSED = re.compile(rf"\b(?:of|for)\s+{_WORDS}", re.IGNORECASE)
EACH = re.compile(
    r"\b(?:every|each|new|any|all|changed|updated|jede[nrs]?|neue[nrs]?)\s+(?:(?:new|or|and|changed|updated|existing|paid|open|\w+ed)\s+){0,4}$",
    re.IGNORECASE,
)
STAYS = re.compile(
    rf"(?<!\bit )\b(?:is|are|sits?|runs?|lives?|works?|happens?|stays?)\s+(?:done |kept |made |managed )?(?:in|on|with|at|through|by|via)\s+{_WORDS}",
    re.IGNORECASE,
)
NEEDS = re.compile(
    r"^\s*,?\s*(?:and|which|but|so it|so they)?\s*(?:therefore |thus |also )?(?:must|needs?|ha(?:s|ve) to|should|shall|wants?|ought to)\b",
    re.IGNORECASE,
)
"""What follows a place where somebody works: `payroll runs on A and needs the new address`; the news has to come there."""
ONCE = re.compile(
    r"\b(?:while|as long as|once|when(?:ever)?|as soon as|after|the (?:moment|day|minute|instant)|every time|each time|solange|während|sobald|wenn)\s[^,;:.]*$",
    re.IGNORECASE,
)
"""In a clause of time stands what has to happen first."""
HAS = re.compile(r"^\s+(?:ha(?:s|ve|d)|is|are|\w+s)\b", re.IGNORECASE)
TOLD_BY = re.compile(r"\b(?:who|whom|which|what|whose|how (?:many|much))\s+(?:[\w'’-]+\s+){0,2}$", re.IGNORECASE)
"""Before the system that knows: `people who A shows as gone`, `which jobs A has given out`."""
EACH_OF = re.compile(rf"\b(?:for|of|per|after|before|with|on|from)\s+(?:each|every)\b[^,;:.]*\b(?:in|on|from|of)\s+{_WORDS}", re.IGNORECASE)
"""What something is made for each of: `one mail ahead of each appointment in A`."""
GIVEN = re.compile(
    r"\b(?:gets?|receives?|needs?|becomes?|be given|is given)\s+(?:an?|their|his|her|its|one)\s+(?:own |new )?"
    r"(?:(?:login|log-in|account|user|seat|licen[cs]e|access|profile|record|card|entry|ticket|mail|message|number)\s+(?:for|in|on|at|with)\s+(?:the |our )?)?$",
    re.IGNORECASE,
)
"""What stands before the system in which somebody or something gets a record: `a new hire gets an Okta user`."""
SENT_FROM = re.compile(
    rf"^{LEAD}(?:write|send|mail|e-?mail|message|text|reply|answer|notify|remind|warn|inform|thank)\b[^,;:.]*?"
    r"\b(?:them|him|her|(?:the|our|each|every|that) (?:[\w-]+ )?(?:customer|client|buyer|member|guest|person|user|contact|owner|team|patient|tenant|donor)s?)"
    r"\b[^,;:.]*?\b(?:from|via|through|by|using)\s",
    re.IGNORECASE,
)
"""Somebody is written to `from A`: that is what the letter goes out of, not where its record comes from."""
KEPT_WITH = re.compile(r"\b(?:up to date|in sync|updated?|aligned|filled|current|fed)\s+(?:with|from)\b[^,;.]*$", re.IGNORECASE)
TO_BE = re.compile(r"\bto (?:be|get|have|appear|show up|turn up|land|end up|become|exist|go)\b", re.IGNORECASE)
"""Where the second half of `I want whoever ... to be taken off ...` begins."""
FOR_WHAT = re.compile(r"\b(?:for|of|about|per)\b", re.IGNORECASE)
A_NEW = re.compile(r"\ban?\s+new\s+$", re.IGNORECASE)
RECEIVES = re.compile(
    r"^(?:'s?\s+\w+\s*)?\s*(?:should|must|shall|needs? to|ought to|ha(?:s|ve) to|will|can)?\s*"
    r"(?:gets?(?!\s+\w+(?:ed|en)\b)|receive|receives|know|knows|learn|show|shows|be (?:updated|filled|told|informed|notified|given|sent|handed|fed)|mirror|reflect|follow|hold|contain|have(?! to\b))s?\b",
    re.IGNORECASE,
)


def both_ends(text: str, mentions: tuple[Mention, ...]) -> tuple[str, str]:
    """Return source and target: what the words before and after each name tell, then the order."""
    if inner := _made_for(text, mentions):
        return inner
    weights: dict[str, float] = {}
    for place, mention in enumerate(mentions):
        found = weight(text, mention) + place * 0.5
        if abs(found) > abs(weights.get(mention.name, 0)) or mention.name not in weights:
            weights[mention.name] = found
    if between := _either_side(text, mentions):
        return between
    ordered = sorted(weights, key=lambda name: (weights[name], [one.name for one in mentions].index(name)))
    return ordered[0], ordered[-1]


def _made_for(text: str, mentions: tuple[Mention, ...]) -> tuple[str, str] | None:
    """Return the ends of `run a flow in A for the prospects in B`: what is wanted happens in the first."""
    verb = IMPERATIVE.match(text)
    if not (WANTS.match(text) or (verb and verb["verb"].lower() in MAKE)) or len({one.name for one in mentions}) != 2:
        return None
    first, last = mentions[0], mentions[-1]
    both_inside = all(INSIDE.search(text[: one.start].rsplit(",", 1)[-1]) for one in (first, last))
    return (last.name, first.name) if both_inside and FOR_WHAT.search(text[first.end : last.start]) else None


def _either_side(text: str, mentions: tuple[Mention, ...]) -> tuple[str, str] | None:
    """Return the systems before and after the verb of a passive wish: what it says of the first happens in the second."""
    shall = BECOMES.search(text, mentions[0].end) or SHALL.search(text, mentions[0].end)
    if WANTS.match(text):
        shall = TO_BE.search(text, mentions[0].end) or shall
    if shall is None or IMPERATIVE.match(text):
        return None
    before = [one for one in mentions if one.end <= shall.start()]
    after = [one for one in mentions if one.start >= shall.end() and one.name != before[0].name]
    if (
        not after
        or RECEIVES.match(text[before[-1].end :])
        or any(told.search(text[: one.start]) for one in after for told in (FROM, EACH_OF))
        or _known_from(text, after)
    ):
        return None
    return before[0].name, after[-1].name


def _known_from(text: str, after: list[Mention]) -> bool:
    return any(TOLD_BY.search(text[: one.start]) and HAS.match(text[one.end :]) for one in after)


def best_end(text: str, mentions: tuple[Mention, ...], *, towards: bool) -> str:
    """Return the mention that looks most like the target, or else like the source."""
    sign = -1 if towards else 1
    return min(mentions, key=lambda one: (sign * weight(text, one), one.start)).name


def weight(text: str, mention: Mention, *, alone: bool = False) -> float:
    """Return how much a mention looks like the target: below zero it looks like the source."""
    before, after = text[: mention.start], text[mention.end :]
    verb = IMPERATIVE.match(text)
    makes = verb is not None and verb["verb"].lower() in MAKE
    bare = _clause(before)
    if clear := _told_by_verb(text, before, bare, after, alone=alone):
        return clear
    if TOWARDS.search(bare):
        return 3
    if RECEIVES.match(after):
        return 2.5 if not INSIDE.search(bare) else 0.5
    if POSSESSED.search(bare) and not FROM.search(bare):
        return -1.5
    if FROM.search(bare) or EACH.search(bare):
        return 1 if makes and A_NEW.search(bare) else -3
    if INSIDE.search(bare):
        return _inside(text, before, verb, makes=makes or alone)
    if verb:
        return 1 if makes and before[verb.end() :].strip().count(" ") <= 1 else -1
    return -0.5


def _clause(before: str) -> str:
    """Return what stands before a mention in its own clause."""
    head, comma, tail = before.rpartition(",")
    if not comma or not APPOSED.fullmatch(tail):
        return tail
    led = PLACE_OF.search(head)
    return f"{led['preposition']} " if led else f"{head} {tail}"


def _told_by_verb(text: str, before: str, bare: str, after: str, *, alone: bool) -> float:
    """Return the weight of a mention whose side a verb tells, whatever preposition stands before it; 0: no verb tells it."""
    asked_there = NEEDS.match(after) or (alone and "," in after and SHALL.search(after))
    if asked_there and STAYS.search(bare):
        return 3
    if ONCE.search(before) and not ONCE.match(before.lstrip()):
        return -4
    if TOLD_BY.search(before) and (RECEIVES.match(after) or HAS.match(after)):
        return -3
    if EACH_OF.search(before):
        return -2
    if KEPT_WITH.search(bare):
        return -3
    if REMOVED.search(bare):
        return 3
    if IMPERATIVE.match(text) is None and LAID_INTO.search(before):
        return -2
    return 2.5 if (WANTS.match(text) or SHALL.search(text)) and PLACED.search(before) else 0


def _inside(text: str, before: str, verb: re.Match[str] | None, *, makes: bool) -> float:
    """Weigh a system in which something is: the place right after an order, or after the verb of a passive wish, is the target."""
    if verb is None:
        shall = SHALL.search(text)
        return 1 if shall and shall.start() < len(before) else -0.5
    if len(before[verb.end() :].split()) <= 2:  # "Show in A what is open in B"
        return 2
    return 1 if makes else 0
