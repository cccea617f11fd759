"""What stands before a wish and is no part of it: a heading, a time of day, a question that a Then answers."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from designer.brief.verbs import IMPERATIVE, SHALL, START_WHEN, START_WHILE, WANTS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from designer.brief.sentences import Sentence
    from designer.brief.systems import SystemNames

# `Post-mortems: once an incident is resolved, ...`: three words at most name the matter.
HEADED = re.compile(r"^(?P<head>[\w'’&/-]+(?: [\w'’&/-]+){0,2}):\s+(?P<rest>\S.*)$", re.DOTALL)
_DAY = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day"
_PART = r"(?:morning|noon|afternoon|evening|night)"
TIMED = re.compile(
    rf"^(?:(?:every|each|once (?:an?|per|every)|twice (?:a|per))\s+(?:(?:week|working |business |work)?days?|{_DAY}s?(?:\s+{_PART})?|{_PART}|hour|week|month|quarter|year)"
    rf"|nightly|hourly|daily|weekly|monthly|overnight|on {_DAY}s)"
    r"(?:\s+(?:at|around|by)\s+(?:\d{1,2}(?:[:.]\d\d)?\s*(?:am|pm|o'?clock|h)?|midnight|noon|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)(?:\s+(?:am|pm|o'?clock))?)?"
    r"\s*[,:]?\s+(?P<rest>\S.*)$",
    re.IGNORECASE | re.DOTALL,
)
ROLE = re.compile(
    r"^(?:[A-Z]{2,}-\d+[.:]?\s+)?as (?:(?:an?|the) )?(?:[\w'’-]+ ){1,5}?(?=(?:i|we)(?:['’]d| would)? (?:want|like|need)\b)|^as (?:an?|the) [^,]{2,40},\s+(?=(?:i|we)\b)",
    re.IGNORECASE,
)
"""How a user story begins: who wants it starts nothing."""
SET_UP = re.compile(
    r"^(?:(?:please|kindly|can you|could you)\s+)?(?:(?:set|arrange|build|configure|organi[sz]e) (?:it|this|that|things|something)(?: up)?|make (?:it|sure)|see to it)"
    r"\s+(?:so )?that\s+(?=\S+\s\S)",
    re.IGNORECASE,
)
"""What only asks that something be done: `please set it up so that ...`."""
LED = re.compile(
    r"^(?P<lead>(?:in|on|at|by|from|within|before|during|around|until|every|each|(?:\w+ ){1,2}(?:minutes?|hours?|days?|weeks?|months?) (?:before|after|ahead of))\s[^,;:]{2,60}),\s+"
    r"(?P<rest>\S.*)$",
    re.IGNORECASE | re.DOTALL,
)
"""A time or a circumstance before an order: `On the 20th, kindly push every row`."""
PLACE_FIRST = re.compile(
    r"^(?:(?P<where>(?:(?:over )?in|into|on|from|to)\s+(?:[\w'’-]+\s+){0,2}?)(?P<place>[^,;:]{2,40}),\s+|(?P<label>[^,;:.]{2,40}):\s+)(?:(?:please|pls|kindly|bitte)\s+)?(?P<rest>\S.*)$",
    re.IGNORECASE | re.DOTALL,
)
"""An order behind its place: `In A, please write ...`, `A: make the person`."""
REQUEST = re.compile(r"^(?:can|could|shall|may) (?P<what>[^?]+?) (?:please )?be (?P<done>[^?]+)\?$", re.IGNORECASE)
"""A wish asked as a question: `Could the figure be put into A?`."""
ANSWERED = re.compile(r"^(?:then|so|dann)\b[\s,:]*", re.IGNORECASE)
ASKED = re.compile(
    r"^(?:can|could|would|will|shall|should|may|does|do|did|is|are|was|what|who|why|how|where|which|when|if|and|but|or|any|ok|right)\b",
    re.IGNORECASE,
)
TOLD_FIRST = re.compile(
    r"^(?P<told>(?:[\w'’-]+ ){2,}[^;]*?)(?:;|,\s+so|,\s+therefore|(?<= has an API):|(?<= offers an API):|(?<= have an API):)\s+(?P<order>(?:(?:please|pls|kindly|bitte)\s+)?\S.*)$",
    re.IGNORECASE | re.DOTALL,
)
FEWEST_WORDS = 3


def without_lead(text: str, names: SystemNames) -> str:
    """Return the sentence without a heading or a time of day before its order; a system's name before a colon is no heading."""
    if (headed := HEADED.match(text)) and not names.mentions(headed["head"]) and _asks(headed["rest"]) and not _asks(headed["head"]):
        text = headed["rest"]
    text = SET_UP.sub("", ROLE.sub("", text))
    if (request := REQUEST.match(text)) and len({one.name for one in names.mentions(text)}) > 1 and names.mentions(request["what"]):
        return f"{request['what']} should be {request['done']}"
    if order := _with_place_inside(text, names):
        return order
    if (led := LED.match(text)) and IMPERATIVE.match(led["rest"]) and not names.mentions(led["lead"]):
        return led["rest"]
    timed = TIMED.match(text)
    return timed["rest"] if timed and (IMPERATIVE.match(timed["rest"]) or WANTS.match(timed["rest"])) else text


def _with_place_inside(text: str, names: SystemNames) -> str:
    """Return an order that stands behind its place with the place behind its verb; empty for another sentence."""
    led = PLACE_FIRST.match(text)
    order = IMPERATIVE.match(led["rest"]) if led else None
    place = names.is_name(led["place"] or led["label"]) if led else ""
    if led is None or order is None or not place:
        return ""
    verb, rest = order["verb"], led["rest"][order.end() :].strip()
    return f"{verb} {(led['where'] or 'in ').strip()} {place} {rest}"


def told_first(sentences: Sequence[Sentence]) -> list[Sentence]:
    """Return the sentences, those cut in two that first tell something and then order: `Designers work in A; copy each remark`."""
    found: list[Sentence] = []
    for sentence in sentences:
        cut = TOLD_FIRST.match(sentence.text)
        if cut and IMPERATIVE.match(cut["order"]) and _only_tells(cut["told"]):
            found += [replace(sentence, text=cut["told"]), replace(sentence, text=cut["order"], opens=False)]
        else:
            found.append(sentence)
    return found


def _only_tells(text: str) -> bool:
    return START_WHILE.match(text) is not None or not (_asks(text) or WANTS.match(text))


def joined(sentences: Sequence[Sentence]) -> list[Sentence]:
    """Return the sentences, `Bug closed? Then tell the customer.` made one: the question is the condition."""
    found: list[Sentence] = []
    for sentence in sentences:
        before = found[-1] if found else None
        if (
            before is not None
            and before.text.endswith("?")
            and not ASKED.match(before.text)
            and len(before.text.split()) >= FEWEST_WORDS
            and ANSWERED.match(sentence.text)
        ):
            condition = re.sub(r"^(?:if|when)\s+", "", before.text.rstrip("? "), flags=re.IGNORECASE)
            found[-1] = replace(before, text=f"When {condition}, then {ANSWERED.sub('', sentence.text)}")
        else:
            found.append(sentence)
    return found


def _asks(text: str) -> bool:
    """Tell whether a text is a wish by its beginning, or by a verb of wishing in a sentence of some length."""
    return (
        START_WHEN.match(text) is not None or IMPERATIVE.match(text) is not None or (SHALL.search(text) is not None and "," not in text[:8])
    )
