"""What a sentence owes to those before it: the wish that it goes on with, the system that it means by `there`."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from designer.brief.askings import PAST, TALK
from designer.brief.clauses import read_clauses
from designer.brief.ends import STAYS
from designer.brief.evidence import LOOKED_UP
from designer.brief.figures import delay_seconds, per_day
from designer.brief.reading import extended
from designer.brief.verbs import (
    CONTINUES,
    IMPERATIVE,
    LOOKUP,
    SHALL,
    WANTS,
    WHEREABOUTS,
    WINS,
)

if TYPE_CHECKING:
    from designer.brief.reading import Reading
    from designer.brief.systems import SystemNames
    from designer.model.brief import Wish

ABOUT_IT = re.compile(r"\s+(?:them|it|these|those|him|her)\b", re.IGNORECASE)
ITSELF = re.compile(
    r"(?:such|it|them|these|those|(?:this|that) (?:happens|happened|occurs|is done|is the case|has happened|takes place))\b", re.IGNORECASE
)
THERE = re.compile(r"\b(?:there(?!\s+(?:is|are|was|were|has|have|will|should|must)\b)|dort|dorthin)\b", re.IGNORECASE)


def says_where(text: str, names: SystemNames, reading: Reading) -> bool:
    """Add an order about what was just wished (`raise them in PagerDuty`) to that wish, which then says what is done and where."""
    order = IMPERATIVE.match(text)
    if order is None or not reading.wishes:
        return False
    last = reading.wishes[-1]
    ends = {one.name for one in names.mentions(text)} - {last.source}
    target = next(iter(ends), "") or last.target
    about_it = ABOUT_IT.match(text[order.end() :]) is not None
    only_source = not ends and not names.mentions(text.partition(",")[0]) and not THERE.search(text)
    if any(LOOKED_UP.search(text[: one.start]) for one in names.mentions(text)):
        return False
    if len(ends) > 1 or last.target not in {"", target} or not last.source or not (only_source or (about_it and ends)):
        return False
    known = extended(last, text)
    is_vague = not last.target or WANTS.match(last.then) or WANTS.match(last.text)
    reading.wishes[-1] = replace(known, then=read_clauses(text, names).then or text, target=target) if is_vague else known
    return True


def from_there(wish: Wish, names: SystemNames, reading: Reading) -> Wish:
    """Return the wish with the source that its condition means by `there`."""
    others = [one.name for one in names.mentions(wish.then) if one.name != reading.place]
    if not reading.place or not others or not THERE.search(wish.when) or names.mentions(wish.when):
        return wish
    return replace(wish, source=reading.place, target=others[0])


def out_of(wish: Wish, left: str, names: SystemNames) -> Wish:
    """Return the wish turned so that it comes out of the system that is given up."""
    ends = {wish.source, wish.target} - {"", left}
    other = next(iter(ends), "") or next((name for name in names.known if name != left), "")
    if not left or wish.two_way or len(ends) > 1 or len(names.known) > 2 or not other:
        return wish
    return replace(wish, source=left, target=other)


def told_before(wish: Wish, names: SystemNames, reading: Reading) -> Wish:
    """Return the wish turned towards the one system it names, where the sentence before tells what happens in another."""
    stays = any(STAYS.search(reading.placed[: one.start]) for one in names.mentions(reading.placed))
    if reading.place in {"", wish.source} or stays or WHEREABOUTS.search(reading.placed) or wish.target:
        return wish
    return replace(wish, source=reading.place, target=wish.source)


def with_place(wish: Wish, names: SystemNames, reading: Reading) -> Wish:
    """Return the wish with its open end filled by the place that a sentence beside it names: `The ratings sit in Zendesk.`."""
    place = reading.place
    if place and place not in {wish.source, wish.target} and bool(wish.source) != bool(wish.target):
        wish = replace(wish, source=wish.source or place, target=wish.target or place)
    if place and place == wish.source and (not wish.when or ITSELF.match(wish.when) or _tells_target(wish, names)):
        wish = replace(wish, when=reading.placed.rstrip(" ."))
    return wish


def _tells_target(wish: Wish, names: SystemNames) -> bool:
    """Tell whether a When says nothing but where the thing is put."""
    return [one.name for one in names.mentions(wish.when, kinds=False)] == [wish.target]


def goes_on(text: str, names: SystemNames, reading: Reading) -> bool:
    """Tell whether a sentence that is no wish of its own adds to the last one."""
    last = reading.wishes[-1]
    distinct = {one.name for one in names.mentions(text)}
    if not distinct <= {last.source, last.target, ""} or TALK.match(text) or PAST.match(text):
        return False
    if delay_seconds(text) is not None or per_day(text) is not None:
        return False
    return (
        CONTINUES.match(text) is not None
        or WINS.search(text) is not None
        or IMPERATIVE.match(text) is not None
        or LOOKUP.search(text) is not None
        or SHALL.search(text) is not None
    )
