"""What prose tells of a warehouse: who needs what and may not see what, how much there is, how it grows, what it is for."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from designer.brief.figures import per_day
from designer.model.brief import Team

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from designer.brief.sentences import Sentence

TEAMS = (
    "controlling|controllers?|finance|accounting|accountants?|bookkeeping|support|customer (?:support|success|service|care)|help ?desk|marketing|sales|management|managers|leadership|the board"
    "|executives|human resources|hr|people team|operations|ops|product(?: team| management)?|legal|compliance|engineering|developers?|analysts?|data team|procurement|purchasing|logistics"
    "|warehouse team|ceo|cfo|coo|cmo|founders?|shareholders?|investors?|auditors?|vertrieb|buchhaltung|geschäftsführung|einkauf|kundendienst|personalabteilung"
)
NEED = r"(?:needs?|wants?|would like|looks? at|uses?|asks? for|must (?:only )?see|should (?:only )?see|may (?:only )?see|can see|gets?|sees?|braucht|brauchen|sieht|will|möchte)"
NOT = r"(?:(?:must|should|may|shall|can|do|does|is|are) ?(?:not|n't)(?: be)?(?: allowed to| able to)?|mustn't|shouldn't|can't|cannot|never|darf nicht|soll nicht|dürfen nicht)"
SEE = r"(?:see|look at|access|read|get|have access to|know|sehen)"
CLAUSE = re.compile(
    rf"(?:^|[,;:(]\s*|\b(?:and|but|while|und|aber)\s+)(?:(?:our|the|die|das)\s+)?(?P<team>{TEAMS})(?:\s+(?:team|department|people|staff|folks|colleagues))?\s+(?:(?P<hides>{NOT}\s+(?:\w+\s+)?{SEE})|(?P<needs>{NEED})|(?P<bare>(?=(?:only|just|nur)\b)))\s*",
    re.IGNORECASE,
)
BUT_NOT = re.compile(
    r"[,;]?\s*\b(?:but|except|without|and)\b\s+(?:(?:must|may|should) )?(?:not|never|no)?\s*(?:see |access to )?(?P<what>[^,.;]+)$",
    re.IGNORECASE,
)
HIDING = re.compile(r"\b(?:not|never|no|except|without)\b", re.IGNORECASE)
GROWTH = re.compile(
    r"\b(?:growing|grows?|growth|grown|wachs\w*|wachstum)\b[^,.;]*?\d[\d.,]*\s*(?:%|percent|prozent|x\b|times)[^,.;]*|\d[\d.,]*\s*(?:%|percent)\s*(?:growth|more|mehr)[^,.;]*",
    re.IGNORECASE,
)
SCALE = re.compile(
    r"(?:\b(?:about|around|roughly|approx\.?|ca\.?|some|over|more than|nearly|etwa|rund)\s+|~\s*)?\b\d[\d.,']*\s*(?:k|m|thousand|million|mio\.?|tsd\.?)?\+?\s+(?:[\w-]+\s+){0,2}?"
    r"(?:customers?|payments?|profiles?|products?|deals?|leads?|cases|issues|messages|e-?mails|calls|visits|bookings|shipments|subscriptions|clients?|patients?|members?|users?|accounts?|contacts?|companies|orders?|invoices?|transactions?|tickets?|records?|rows?|events?|subscribers?|employees|gb|tb|kunden|aufträge|bestellungen)\b(?:\s+(?:a|per|each)\s+\w+)?",
    re.IGNORECASE,
)
GOAL = re.compile(
    r"\b(?:dashboards?|reports?\b|reporting|kpis?|(?:one|single|unified|whole|complete|360)[\w\s-]{0,14}(?:view|picture)|overview|single source of truth|churn|forecasts?|auswertung\w*|(?:data )?marts?|(?:per|by|each|every) (?:customer|month|week|quarter|year|region|country|product|team))\b",
    re.IGNORECASE,
)
LIMITED = re.compile(r"\b(?:only|just|nur|nothing but)\b|^(?:may|can)\b", re.IGNORECASE)
"""Who may see something, or only something, sees nothing else."""
WANTS = re.compile(r"want|would like|will|möchte", re.IGNORECASE)
TODAY = re.compile(r"^(?:today|currently|right now|at the moment|heute|derzeit)\b", re.IGNORECASE)


def teams_of(sentences: Iterable[Sentence]) -> tuple[Team, ...]:
    """Return the teams that prose names with what they need or must not see; a team named twice is one."""
    found: dict[str, Team] = {}
    for sentence in sentences:
        text = sentence.text.rstrip(" .!?")
        clauses = list(CLAUSE.finditer(text))
        for number, match in enumerate(clauses):
            end = clauses[number + 1].start() if number + 1 < len(clauses) else len(text)
            said = text[match.end() : end].strip(" ,;.")
            if WANTS.match(match["needs"] or "") and GOAL.search(said):
                continue  # whoever asks for the whole view states a goal, no access of a team
            name = re.sub(r"^the ", "", match["team"], flags=re.IGNORECASE)
            team = found.setdefault(name.lower(), Team(name=name[:1].upper() + name[1:], line=sentence.line))
            told = _told(team, re.sub(r"^(?:only|just|nur)\s+", "", said), hides=match["hides"] is not None)
            only = match["hides"] is None and LIMITED.search(f"{match['needs'] or ''} {said}".strip()) is not None
            found[name.lower()] = replace(told, only=only or team.only)
    return tuple(found.values())


def _told(team: Team, said: str, *, hides: bool) -> Team:
    if hides:
        return Team(name=team.name, needs=team.needs, hidden=(*team.hidden, *_parts(said)), line=team.line)
    hidden: tuple[str, ...] = ()
    if (but := BUT_NOT.search(said)) and HIDING.search(but[0]):
        said, hidden = said[: but.start()].strip(" ,;"), _parts(but["what"])
    needs = "; ".join(part for part in (team.needs, said) if part)
    return Team(name=team.name, needs=needs, hidden=(*team.hidden, *hidden), line=team.line)


def _parts(text: str) -> tuple[str, ...]:
    return tuple(part for part in (bare.strip(" .") for bare in re.split(r"\s*(?:,|;|\bor\b|\band\b|\bund\b|\boder\b)\s*", text)) if part)


def growth_of(sentences: Iterable[Sentence]) -> str:
    """Return how fast it grows, as written."""
    return next((match[0].strip() for one in sentences if (match := GROWTH.search(one.text))), "")


def scale_of(sentences: Iterable[Sentence]) -> str:
    """Return how much there is, as written; a figure a day is a volume."""
    return "\n".join(
        dict.fromkeys(match[0].strip() for one in sentences for match in SCALE.finditer(one.text) if per_day(match[0]) is None)
    )


def goals_of(sentences: Sequence[Sentence]) -> tuple[str, ...]:
    """Return the sentences that tell what shall be seen."""
    return tuple(one.text for one in sentences if GOAL.search(one.text) and not TODAY.match(one.text))
