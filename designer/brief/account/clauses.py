"""A statement cut into clauses, and which of them ask for something."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from designer.brief.askings import PAST, TALK
from designer.brief.verbs import ASKING, FORBIDS, IMPERATIVE, LEAD, OUT_OF_SCOPE, PURPOSE, SHALL, START_WHEN, TODAY, WANTS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from designer.brief.account.statements import Statement

MORE_ORDERS = (
    r"(?:use|try|retry|find|look up|search|keep|wait|ask|page|call|prefix|round|convert|match|map|name|treat|prefer|assume|default|fall back|ignore|skip|exclude|leave|include|limit|stop|repeat|group"
    r"|sort|split|join|combine|format|translate|strip|trim|count|check|verify|make sure|ensure|respect|follow|apply|carry|allow|do|don'?t|do not|never|nothing)"
)
ORDER = re.compile(rf"^(?:[-*•\s]*){LEAD}(?:{ASKING})?(?:always |then |just |please |simply |only )*{MORE_ORDERS}\b", re.IGNORECASE)
"""An order by a verb that starts no flow of its own."""
LIMIT = re.compile(
    r"\b(?:only (?!an?\b|the (?:first|second)\b)|never|unless|except(?: for)?|not for|not (?:the )?\w+s\b(?= (?:please|though)\b|[.,;)]|$)|no more than|at most|at least"
    r"|instead of|rather than|nur|außer|niemals|immer|always|nobody\b[^.;]*\b(?:may|should|must|can|shall)|not more than|(?:is|are|stays?|must stay) (?:not included|excluded|left out|out\b(?! of)|ignored|skipped))\b"
    r"|^(?:no|keine?r?) (?!need\b|problem\b|rush\b|idea\b|hurry\b|worries\b|changes?\b)\w+(?! (?:is|are|was|were|has|have)\b)|\bmay (?:only |not )?see\b",
    re.IGNORECASE,
)
"""Words that bound what is asked for."""
AS = re.compile(
    r"\b(?:as (?!(?:soon|well|possible|long|far|much|many|it|they|we|usual|before|if|is|of|in)\b)(?:the |its |an? |our )?[\w-]+(?: [\w-]+)?|prefix\w*|suffix\w*|assigned to|due on|due in|linked to|tagged (?:with|as)?)\b",
    re.IGNORECASE,
)
WISHED = re.compile(r"\b(?:we|i)(?:['’]d| would)? (?:also |really )?(?:want|need|like|love)\b", re.IGNORECASE)
ADDRESSED = re.compile(r"[\w.+-]+@[\w-]+\.\w|(?<![\w/])#[a-z][\w-]+")
"""Whoever names an address wants something sent there, or limits something to it."""
HABIT = re.compile(r"^(?:our |the )?[\w-]+ only (?!sees?\b|gets?\b|needs?\b|reads?\b)\w+s\b", re.IGNORECASE)
"""What somebody only does: `PayPal only releases our funds once ...`."""
QUOTES = re.compile(r"[\"“„`][^\"“”„`]*[\"”“`]")
DESCRIBES = frozenset({"today", "problem"})
"""Lines of the forms that tell how things are; only an order in them asks for anything."""
CUT = re.compile(
    rf"\s*(?:;|\s[-–—]\s|[()])\s*|\s*:\s+(?=\w)"
    rf"|,?\s+(?:and|but|then|und|aber)\s+(?=(?:then |also |please |just |only |never |not |no )*(?:{MORE_ORDERS}|{IMPERATIVE.pattern.partition('(?P<verb>')[2].partition(')')[0]})\b)"
    rf"|,\s+(?=(?:only|not|unless|except|never|due|assigned|instead|prefixed|and (?:i|we) want|i want|we want)\b)"
    rf"|,?\s+(?:and|but)\s+(?=(?:(?:i|we|they|it|he|she|the \w+(?: \w+)?) (?:want|need|should|must|may|shall|can|has to|have to)|only|not|never|no)\b)",
    re.IGNORECASE,
)
NEGLIGIBLE = re.compile(
    r"^(?:thanks?\b.*|thank you.*|cheers|no need .*|(?:we|i) (?:do not|don['’]?t) (?:need|mind|care|want)\b.*|i don['’]?t mind.*|nothing (?:else .*|fancy|special|big|urgent|complicated)\.?|(?:and )?(?:do not|don['’]?t) (?:do|send|change) anything else|(?:nothing|none|n/a|no)\.?|that(?: i|['’])s all.*|.*\b(?:is|are) out of scope.*"
    r"|nothing (?:is )?(?:more|else).*|(?:let me|feel free|call me|ping me|happy to|see you|ask me)\b.*)$",
    re.IGNORECASE,
)
"""What asks for nothing, however it begins."""


def clauses_of(statement: Statement) -> tuple[str, ...]:
    """Return the clauses of a statement; a condition stays with what it starts."""
    if statement.key == "teams":
        return (statement.text.strip(),)
    quoted = [match[0] for match in QUOTES.finditer(statement.text)]
    bare = QUOTES.sub("\x00", PURPOSE.sub("", statement.text)) if len(PURPOSE.sub("", statement.text)) == len(statement.text) else ""
    text = bare or PURPOSE.sub("", statement.text)
    parts = [part.strip(" ,.;:-–—") for part in CUT.split(text)]
    if bare:
        values = iter(quoted)
        parts = [re.sub("\x00", lambda _: next(values), part) for part in parts]
    return tuple(part for part in _with_conditions([part for part in parts if part]))


def asks(clause: str, statement: Statement) -> bool:
    """Tell whether a clause asks for something that a design can hold."""
    if NEGLIGIBLE.match(clause) or OUT_OF_SCOPE.search(clause) or clause.endswith("?") or PAST.match(clause):
        return False
    if HABIT.match(clause):
        return False
    ordered = IMPERATIVE.match(clause) is not None or ORDER.match(clause) is not None
    if statement.key in DESCRIBES or TODAY.search(clause):
        return ordered and statement.key not in DESCRIBES
    if TALK.match(clause) and not ordered:
        return False
    started = START_WHEN.match(clause) is not None and "," in clause
    started = started or (START_WHEN.match(clause) is not None and WISHED.search(clause) is not None)
    return (
        ordered
        or started
        or ADDRESSED.search(clause) is not None
        or any(pattern.search(clause) for pattern in (SHALL, FORBIDS, LIMIT, AS))
        or WANTS.match(clause) is not None
    )


def _with_conditions(parts: list[str]) -> Iterator[str]:
    """Yield the clauses, a lone condition joined to what follows it."""
    held = ""
    for part in parts:
        if held:
            yield f"{held}, {part}"
            held = ""
        elif START_WHEN.match(part) and "," not in part and len(part.split()) < 14 and not IMPERATIVE.search(part.partition(" ")[2]):
            held = part
        else:
            yield part
    if held:
        yield held
