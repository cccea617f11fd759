"""What a design holds of a clause in general: flows, mappings, figures, tables whose words it shares."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from designer.brief.account.held import stems
from designer.brief.account.kept_out import kept_out
from designer.brief.figures import delay_seconds, per_day
from designer.brief.retrying import attempts_in, span_seconds
from designer.brief.verbs import IMPERATIVE, SHALL, START_WHEN, WANTS

if TYPE_CHECKING:
    from designer.brief.account.held import Fact, Held
    from designer.brief.account.statements import Statement

PLACED = re.compile(r"\b(?:as|in|into|to|is|be|have|has|hold|contain|show|include|with|put|on|→|->|=>|=)\b|→|->|=>|\|", re.IGNORECASE)
MOST = 4
"""So many facts are told of a clause."""
FEW = 3
TITLE = 60
"""So many letters of a sentence must begin a flow's title: it was made of that sentence."""
TERM = re.compile(r"“([^”]+)”")
LEAVES_OUT = re.compile(
    r"^(?:please |but |and )*(?:do not|don['’]?t|never|not|no|skip|ignore|exclude|leave out|nobody|keine?r?)\b|\b(?:must|should|may|shall|can) ?(?:not|n['’]t|never)\b"
    r"|\b(?:not included|excluded|left out|stays? out|ignored|skipped)\b|\bnever\b",
    re.IGNORECASE,
)
"""A clause that says what shall not be: nothing that is made proves it."""
SHARE, HALF, WHOLE = 0.35, 0.5, 0.75
"""A clause that shares so much of its telling words with a flow is held by it; more of them where it tells a happening and names no system."""
TELLS = re.compile(r"\b(?:tell|mail|email|e-mail|notify|alert|inform|write to|ask|post to|page|message|ping|warn)\b", re.IGNORECASE)
RETRIES = re.compile(r"\b(?:retr(?:y|ies)|try(?:ing)? again|keep trying|repeat)\b", re.IGNORECASE)


def came_of(clause: str, statement: Statement, held: Held) -> tuple[str, ...]:
    """Return the facts of a design that share a clause's words, few and the likeliest first."""
    said = stems(clause) - held.systems or stems(clause)
    if not said:
        return ()
    found = [*_by_line(said, statement, held), *_policies(clause, held)]
    if found and statement.key == "mapping":
        return tuple(dict.fromkeys(found))
    found += kept_out(clause, held) if LEAVES_OUT.search(clause) else _made(clause, statement, said, held)
    found += [one.text for one in held.conditions if said & one.known_by and said & one.other]
    found += [one.text for one in held.questions if _quotes(clause, said, one)]
    return tuple(dict.fromkeys(found))[:MOST]


def _made(clause: str, statement: Statement, said: frozenset[str], held: Held) -> list[str]:
    """Return the flows, mappings and tables that a clause asks for; one that leaves something out asks for none of them."""
    names_system = bool(stems(clause) & held.systems)
    share = SHARE if names_system else WHOLE if START_WHEN.match(clause) else HALF
    least = max(1 if names_system or len(said) < FEW else 2, round(len(said) * share))
    begins = statement.text.lower()[:TITLE]
    starting = [one for one in held.flows if _starts(clause, said=stems(clause), held=held)]
    found = [one.text for one in starting if one.title.startswith(begins) or len(said & one.known_by) >= least]
    found += [one.text for one in held.mappings if said & one.known_by and (said & one.other or (not one.other and PLACED.search(clause)))]
    found += [one.text for one in held.tables if len(said & one.known_by) >= min(2, len(said))]
    return found


def _by_line(said: frozenset[str], statement: Statement, held: Held) -> list[str]:
    """Return the mappings and questions that name the line and share words with it: a whole brief in prose may stand on one line."""
    least = 1 if statement.key == "mapping" else 2
    return [
        one.text
        for one in (*held.mappings, *held.questions)
        if one.line
        and one.line == statement.line
        and (len(said & (one.known_by | one.other)) >= least or any(stems(term) and stems(term) <= said for term in TERM.findall(one.text)))
    ]


def _policies(clause: str, held: Held) -> list[str]:
    found = []
    policies = held.policies
    if (figure := per_day(clause)) is not None and figure == policies.volume_per_day:
        found.append(f"{figure:,} records a day")
    if (delay := delay_seconds(clause)) is not None and delay == policies.max_delay_seconds:
        found.append(f"a change may take {delay:,} s")
    if RETRIES.search(clause) and span_seconds(clause) is None and attempts_in(clause) is None:
        found.append(f"{policies.attempts} attempts of a call")
    if TELLS.search(clause):
        found += [f"told: {alert.to}" for alert in policies.alerts[:1] if alert.to and alert.to.lower() in clause.lower()]
    found += [f"limit: {one.calls} calls in {one.seconds} s" for one in policies.rate_limits if clause.strip(". ") in one.source]
    return found


def _starts(clause: str, *, said: frozenset[str], held: Held) -> bool:
    """Tell whether a clause speaks of a flow: an order, a happening, or a wish that names a system; `the name should be ...` speaks of a field."""
    if IMPERATIVE.match(clause) or START_WHEN.match(clause) or "→" in clause or "->" in clause:
        return True
    return bool(said & held.systems) and any(pattern.search(clause) for pattern in (SHALL, WANTS))


def _quotes(clause: str, said: frozenset[str], question: Fact) -> bool:
    bare = clause.strip(" .").lower()
    return (len(bare) > 8 and (bare in question.text.lower() or bare in question.title)) or (
        len(said) > 1 and len(said & question.known_by) >= max(2, round(len(said) * 0.7))
    )
