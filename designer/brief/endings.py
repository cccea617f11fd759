"""What shall become of a record later: `close the task when the invoice is paid`, `if it is cancelled, remove it`; a wish of its own."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from designer.brief.clauses import read_clauses
from designer.brief.verbs import FAILING, IMPERATIVE, INNER_WHEN, KEEPS_EXISTING, LEAD, LOOKUP, START_WHEN, WINS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from designer.brief.sentences import Sentence
    from designer.brief.systems import SystemNames
    from designer.model.brief import Wish

_ENDS = (
    r"(?:close|cancel|remove|delete|deactivate|disable|archive|void|suspend|reopen|re-open|complete|resolve|revoke|unsubscribe|terminate|withdraw|release|finish"
    r"|lock|unlock|pause|resume|block|mark|(?:add|post|leave|write|append) (?:an? )?(?:internal |private |public )?(?:comment|note|reply)s?|schließe?|lösche?|storniere?|deaktiviere?)"
)
ENDS = re.compile(rf"^(?:it should |we |please |then |also |just |{LEAD})*(?:\w+,? (?:and|or) )?{_ENDS}\b", re.IGNORECASE)
"""An order that ends, stops or takes up again what an earlier wish made."""
HAPPENS = re.compile(
    r"\b(?:\w{3,}ed|paid|won|lost|left|leaves?|quits?|gone|over|withdrawn|ends?|expires?|lapses?|resigns?|cancels?|unsubscribes?|pays?|changes (?:to|his|her|their)|goes|comes)\b",
    re.IGNORECASE,
)
HAPPENING = re.compile(r"\s(?:is|are|was|were|gets?|has|have|becomes?|goes|changes|comes|must|should|shall)\b", re.IGNORECASE)
POINTS = re.compile(r"(?:it|they|this|that|he|she|\w+ed)\b", re.IGNORECASE)
POINTED = re.compile(r"\b(?:it|them|him|her)\b", re.IGNORECASE)
STANDS = re.compile(
    r"\b(?:already|exist\w*|not found|missing|empty|blank|both|twice|duplicates?|needed|required|possible|wanted)\b", re.IGNORECASE
)
"""What tells a state of things, a doubt or a limit, and nothing that happens."""
TURN = re.compile(
    rf"(?:\s*;\s+(?:and |but )?|,\s+(?:and |but )|\s+and\s+)(?=(?:(?:if|when|once|as soon as|should|wenn|falls)\s+[^,;]+?,\s+(?:then |please )?(?:\w+,? (?:and|or) )?{_ENDS}\b"
    rf"|{_ENDS}\s+(?:it|them|him|her|(?:the|that|this)\s+[\w'’-]+)\s+(?:again\s+)?(?:when|if|once|as soon as|after)\b))",
    re.IGNORECASE,
)
"""Where a sentence turns from what is made to what ends it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LaterEnd:
    """When something made before ends, and what is done then."""

    when: str
    then: str


def taken_apart(sentences: Iterable[Sentence]) -> list[Sentence]:
    """Return the sentences, cut where one turns from what is made to what ends it."""
    found: list[Sentence] = []
    for sentence in sentences:
        parts = TURN.split(sentence.text)
        found += [replace(sentence, text=part, opens=sentence.opens and not place) for place, part in enumerate(parts)]
    return found


def later_end(text: str, names: SystemNames) -> LaterEnd | None:
    """Return the condition and the order of a sentence that ends what an earlier wish made; None for any other sentence.

    It names no two systems: with two it is a wish by itself.
    """
    if len({one.name for one in names.mentions(text)}) > 1 or any(
        pattern.search(text) for pattern in (LOOKUP, WINS, FAILING, KEEPS_EXISTING)
    ):
        return None
    if not (START_WHEN.match(text) or (ENDS.match(text) and INNER_WHEN.search(text))):
        return None
    clauses = read_clauses(text, names)
    if not clauses.when or not ENDS.match(clauses.then) or not HAPPENS.search(clauses.when) or STANDS.search(clauses.when):
        return None
    return LaterEnd(when=clauses.when, then=clauses.then)


def ended(wish: Wish, text: str, *, line: int, when: str, then: str) -> Wish:
    """Return the wish that ends what *wish* made, between the same systems; what it only points at is named beside."""
    thing = HAPPENING.split(wish.when, maxsplit=1)[0].strip()
    order = IMPERATIVE.match(wish.then)
    made = wish.then[order.end() :].strip() if order else ""
    when = f"{when} ({thing})" if thing and POINTS.match(when) else when
    then = f"{then} ({made})" if made and POINTED.search(then) else then
    return replace(wish, text=text, when=when, then=then, line=line, pairs=(), conditions=(), lookups=(), fields=(), two_way=False)
