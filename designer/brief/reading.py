"""What a reader of wishes has in mind while it goes through a brief, and how a sentence adds to it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from designer.brief.clauses import read_clauses
from designer.brief.limits import LIMITS
from designer.brief.verbs import EXCLUDES, LEFT_BEHIND, LOOKUP, ONLY, TWO_WAY, WHEREABOUTS

if TYPE_CHECKING:
    from designer.brief.sentences import Sentence
    from designer.brief.systems import SystemNames
    from designer.model.brief import Unread, Wish


@dataclass
class Reading:
    """What was read so far, in the order of the brief."""

    wishes: list[Wish] = field(default_factory=list)
    source: str = ""
    target: str = ""
    place: str = ""
    """The system that `there` means."""
    placed: str = ""
    """The sentence that told of it."""
    left: str = ""
    """The system that is given up: what is wished for comes out of it."""
    started: str = ""
    """What happens in the source, as the sentence says that told both ends."""
    told: str = ""
    """What people do in a system, told before the wish that it starts."""
    happenings: list[Sentence] = field(default_factory=list)
    context: str = ""
    today: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    scope: list[str] = field(default_factory=list)
    dropped: list[str] = field(default_factory=list)
    background: list[Sentence] = field(default_factory=list)
    perhaps_two_way: list[int] = field(default_factory=list)
    unread: list[Unread] = field(default_factory=list)
    beside: list[Sentence] = field(default_factory=list)
    """What is only asked about, and names no system."""
    keeps: bool = False
    """What is already there must stay, said before any wish."""
    asked: int | None = None
    """Count of the wishes before the question that was just read."""
    question: str = ""
    """The question that was just read."""


def put_off(reading: Reading, asked: int) -> None:
    """Take back what was read since the question that a no answers."""
    if len(reading.wishes) > asked:
        left = {end for wish in reading.wishes[:asked] for end in (wish.source, wish.target)}
        gone = {end for wish in reading.wishes[asked:] for end in (wish.source, wish.target)} - left
        reading.dropped += sorted(gone)
        del reading.wishes[asked:]
    elif reading.beside:
        reading.beside.pop()


def extended(wish: Wish, text: str) -> Wish:
    """Add what a later sentence says: a look-up, a limit, both directions, more fields to write."""
    conditions = tuple(match[0].strip() for match in ONLY.finditer(text) if LIMITS.match(match[0]))
    conditions = conditions or ((text.rstrip(" ."),) if EXCLUDES.match(text) else ())
    return replace(
        wish,
        text=f"{wish.text} {text}",
        lookups=(*wish.lookups, text) if LOOKUP.search(text) else wish.lookups,
        conditions=(*wish.conditions, *conditions),
        two_way=wish.two_way or TWO_WAY.search(text) is not None,
    )


def remember(text: str, names: SystemNames, reading: Reading) -> None:
    """Keep the ends that a sentence tells without asking for anything: `we move from A to B`."""
    distinct = {one.name for one in names.mentions(text)}
    reading.context = text
    if len(distinct) == 1:
        reading.place, reading.placed = next(iter(distinct)), text
    reading.left = reading.left or left_behind(text, names)
    if len(distinct) > 1 and not WHEREABOUTS.search(text):
        clauses = read_clauses(text, names)
        reading.source, reading.target = clauses.source, clauses.target
        reading.started = clauses.when


def left_behind(text: str, names: SystemNames) -> str:
    """Return the system that a sentence says is given up, if it does."""
    return next((one.name for one in names.mentions(text) if LEFT_BEHIND.search(text[: one.start])), "")
