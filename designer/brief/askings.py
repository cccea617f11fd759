"""Which sentences ask for something, and which only tell how things are or what can fail."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from designer.brief.clauses import read_clauses
from designer.brief.verbs import (
    BECOMES,
    BELONGS,
    CONTINUES,
    FAILING,
    FORBIDS,
    IMPERATIVE,
    PURPOSE,
    REMARK,
    SHALL,
    SOMEBODY,
    START_WHEN,
    START_WHILE,
    STATES,
    TODAY,
    TWO_WAY,
    WANTS,
)

if TYPE_CHECKING:
    from designer.brief.reading import Reading
    from designer.brief.systems import SystemNames

TALK = re.compile(
    r"^(?:can|could|would|will|shall|does|do|is|are|what|who|why|how|where)\b.*\?$|^(?:let me know|see you|talk|call me|looking forward|hope|sorry|please (?:let|call|see|find)"
    r"|i'?ll|we'?ll (?:talk|see|discuss)|does that|sounds|great|perfect|sure|fine|agreed|good point|meld dich)\b",
    re.IGNORECASE,
)
PAST = re.compile(
    r"\b(?:we|i|they|it|she|he|\w+) (?:tried|did|had|was|were|used to|looked|thought|talked|discussed|said|asked)\b", re.IGNORECASE
)
BY_PEOPLE = re.compile(
    r"\b(?:we|i|they|somebody|someone|people|(?:our|the) \w+)\s+(?:still |currently |always |usually |have to |must |then )+\w+\b.*\b(?:by hand|manually)\b",
    re.IGNORECASE,
)
"""Work that people do themselves in the present."""
MUST_BY_HAND = re.compile(
    r"\b(?:we|i|they|somebody|someone|people|(?:our|the) \w+)\s+(?:\w+\s+)?(?:has|have|needs?) to \w+\b[^.]*\b(?:by hand|manually|copy[- ]?(?:and[- ])?past\w*)\b",
    re.IGNORECASE,
)
"""Work that people have to do themselves: it is not asked for, however it sounds."""
ORDER_BY_ARROW = re.compile(r"^[^→>]{6,160}?\s*(?:→|[-=]+>|⇒|➜)\s*(?P<order>\S.*\s\S.*)$", re.DOTALL)
"""`Approved by the manager -> put the requester into the group`."""
IN_BRACKETS = re.compile(r"\([^)]*\)")
CLEFT = re.compile(
    r"^it is (?:in|on|at|with|through) [^,;.]{2,40} (?:that|where)\b(?!.*\b(?:must|should|shall|needs? to)\b)", re.IGNORECASE
)
"""A sentence that only tells where something happens."""
THING_FIRST = re.compile(
    r"^[\w-]+ (?:that|which|who|where) (?:[\w'’-]+ ){0,2}?(?:could|did|does|do|was|were|is|are|has|have|can|cannot|can['’]t|will|comes?|goes|gets?)\b",
    re.IGNORECASE,
)
"""A thing that bears the name of a verb: `Post that nobody could deliver comes back`."""
RECORDS = re.compile(r"\b(?:every|each|all|any|new|jede[nrs]?|neue[nrs]?)\b", re.IGNORECASE)


def is_wish(text: str, names: SystemNames, reading: Reading) -> bool:
    """Tell whether a sentence asks for a flow of its own."""
    if PAST.match(text) or (TALK.match(text) and not IMPERATIVE.match(text) and not START_WHEN.match(text)):
        return False
    asked = REMARK.sub("", PURPOSE.sub("", THING_FIRST.sub("", text) if IMPERATIVE.match(text) else text))
    if CLEFT.match(text):
        return False
    mentions = names.mentions(asked)
    distinct = {one.name for one in mentions}
    if START_WHEN.match(text):
        if START_WHILE.match(text) and not _asks_for(read_clauses(text, names).then):
            return False
        then = read_clauses(text, names).then
        if (
            len(distinct) == 1
            and START_WHEN.match(then)
            and not _asks_for(START_WHEN.sub("", then))
            and "," not in IN_BRACKETS.sub("", then)
        ):
            return False  # all of it is the condition: `After the stocktake the quantities are in A.`
        return bool(then) and (bool(distinct) or not reading.wishes)
    if (arrow := ORDER_BY_ARROW.match(text)) and IMPERATIVE.match(arrow["order"]):
        return True
    if _orders_something(text, names):
        return (bool(distinct) and not _same_ends(distinct, text, reading)) or not reading.wishes
    return _wishes_by_statement(text, asked, distinct, has_first=not reading.wishes and pair_known(names), place=reading.place)


def _asks_for(then: str) -> bool:
    return IMPERATIVE.match(then) is not None or SHALL.search(then) is not None or WANTS.match(then) is not None


def _wishes_by_statement(text: str, asked: str, distinct: set[str], *, has_first: bool, place: str) -> bool:
    """Tell whether a sentence without an order is a wish; *has_first*: one system is enough, since the other can be told."""
    if len(distinct) < 2 and FORBIDS.search(asked):
        return False
    if WANTS.match(text) and len(distinct) < 3:
        return len(distinct) > 1 or (bool(distinct) and has_first)
    if len(distinct) < 2 and STATES.match(text):
        return False
    if len(distinct) == 1 and BELONGS.search(text) and place:
        return True
    if SHALL.search(asked) or BECOMES.search(asked) or TWO_WAY.search(text) or RECORDS.match(text):
        return len(distinct) > 1 or (bool(distinct) and has_first)
    return len(distinct) > 1 and re.search(r"→|->|=>|\s>\s", text) is not None


def _orders_something(text: str, names: SystemNames) -> bool:
    """Tell whether a sentence begins with an order; a system that bears the name of a verb, like Close, gives none."""
    order = IMPERATIVE.match(text)
    return (
        order is not None
        and not THING_FIRST.match(text)
        and not any(one.start <= order.start("verb") < one.end for one in names.mentions(text, kinds=False))
    )


def _same_ends(distinct: set[str], text: str, reading: Reading) -> bool:
    """Tell whether an order only goes on with the wish before it: it names no other system and begins like an addition."""
    last = reading.wishes[-1] if reading.wishes else None
    return last is not None and distinct <= {last.source, last.target} and CONTINUES.match(text) is not None


def pair_known(names: SystemNames) -> bool:
    """Tell whether a wish that names one system leaves no doubt about the other."""
    return len(names.known) in {0, 2}


def orders(text: str) -> bool:
    """Tell whether a sentence gives an order for the time to come."""
    return IMPERATIVE.match(text) is not None and not re.search(
        r"\b(?:currently|at the moment|right now|these days|nowadays|derzeit|aktuell|momentan)\b", text, re.IGNORECASE
    )


def tells_today(text: str, names: SystemNames) -> bool:
    """Tell whether a sentence only says how things are done at present: `whenever somebody is hired we still create the login by hand`."""
    if not TODAY.search(PURPOSE.sub("", text)) or WANTS.match(text) or orders(text):
        return False
    return (
        not START_WHEN.match(text)
        or MUST_BY_HAND.search(text) is not None
        or (BY_PEOPLE.search(text) is not None and not SHALL.search(read_clauses(text, names).then))
    )


def tells_failure(text: str, names: SystemNames) -> bool:
    """Tell whether a sentence speaks of the connection failing, not of a record that does."""
    match = FAILING.search(text)
    if match is None:
        return False
    distinct = {one.name for one in names.mentions(text)}
    # "When a payment fails in Stripe, post to Slack" is a wish: a record fails, not the connection.
    return (
        not (len(distinct) > 1 and START_WHEN.match(text))
        or re.search(r"\b(?:down|unavailable|unreachable|offline|retr(?:y|ies))\b", text, re.IGNORECASE) is not None
    )


def only_tells(text: str, names: SystemNames, reading: Reading) -> bool:
    """Tell whether a When is followed by what people do themselves (`HR enters the last day in Gusto`): that starts the wish to come."""
    if reading.wishes or not START_WHEN.match(text) or len({one.name for one in names.mentions(text)}) != 1:
        return False
    clauses = read_clauses(text, names)
    then = clauses.then
    return (
        not names.mentions(clauses.when)
        and SOMEBODY.match(then) is not None
        and not (SHALL.search(then) or WANTS.match(then) or IMPERATIVE.match(then))
    )
