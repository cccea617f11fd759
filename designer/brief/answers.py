"""The answers of a form, also where they stand under another line than the one that asks for them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from designer.brief.figures import delay_seconds, per_day
from designer.brief.placeholders import is_placeholder, without_placeholders
from designer.brief.questions import Stated
from designer.brief.retrying import without_spans

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from designer.brief.sections import Part
    from designer.brief.sentences import Sentence

SIGN_IN = re.compile(
    r"\b(?:oauth ?2?|api[- ]?keys?|bearer|basic auth\w*|access tokens?|personal tokens?|service accounts?|jwt|client credentials|private app)\b",
    re.IGNORECASE,
)
CALLS = re.compile(r"\b\d[\d.,']*\s*k?\s*(?:api )?(?:requests?|calls?|req)\b|\brate[- ]limit\w*\b", re.IGNORECASE)
FORMAT = re.compile(r"\b(?:json|xml|csv|soap|graphql|form[- ]encoded|edi)\b", re.IGNORECASE)
# How it is without the wish: its times are not those that are asked for.
OTHERWISE = re.compile(r"\b(?:otherwise|because|right now|at the moment|sonst|weil)\b.*$", re.IGNORECASE | re.DOTALL)
# How often people do something today is no wish: `marketing asks every week who ...`.
PEOPLE_DO = re.compile(r"^(?:[\w'’-]+ ){1,4}?(?:asks?|wonders?|complains?|retypes?|types)\b", re.IGNORECASE)
# When something must be gone is no delay of a change.
GOES = re.compile(r"\b(?:vanish|deleted?|erased?|forgotten|gone|purged?|anonymi[sz]ed?|removed)\b[^.;]*\bwithin\b", re.IGNORECASE)
# Keys whose answers may hold a figure of another key: people answer where there is room.
FIGURED = ("frequency", "volume", "notes", "problem", "trigger", "today", "", "apis", "scale", "goals")


@dataclass(frozen=True, slots=True)
class Answer:
    """What a part says, and where."""

    key: str
    text: str
    line: int


def answers_of(parts: Sequence[Part], front: Iterable[tuple[str, str, int]], keys: dict[str, str]) -> tuple[Answer, ...]:
    """Return all answers that were given, front matter first; placeholders and empty lines are none."""
    found = [Answer(keys.get(key, key), value, line) for key, value, line in front]
    for part in parts:
        text = "\n".join(kept for line in part.lines if (kept := without_placeholders(line.text)) and not is_placeholder(kept))
        if part.key and text:
            first = next(line.number for line in part.lines if not is_placeholder(line.text))
            found.append(Answer(part.key, text.strip(), first))
    return tuple(found)


def told(answers: Iterable[Answer], key: str) -> str:
    """Return everything that was answered to one question."""
    return "\n".join(answer.text for answer in answers if answer.key == key)


def delays(answers: Iterable[Answer], sentences: Iterable[Sentence]) -> tuple[Stated, ...]:
    """Return the delays that the brief states, under whichever line."""
    found = [
        Stated(seconds, line, answer.line + offset)
        for answer in sorted(answers, key=lambda one: one.key != "frequency")
        if answer.key in FIGURED and answer.key not in {"today", "goals", "problem"}
        for offset, line in enumerate(answer.text.split("\n"))
        if (seconds := delay_seconds(_wanted(line))) is not None
    ]
    asked = [one for one in sentences if not (PEOPLE_DO.match(one.text) or GOES.search(one.text))]
    found += [Stated(seconds, one.text, one.line) for one in asked if (seconds := delay_seconds(_wanted(one.text))) is not None]
    return _once(found)


def volumes(answers: Iterable[Answer], sentences: Iterable[Sentence]) -> tuple[Stated, ...]:
    """Return the records a day that the brief states, under whichever line."""
    found: list[Stated] = []
    for answer in answers:
        for offset, line in enumerate(answer.text.split("\n")):
            amount = per_day(line) if answer.key in FIGURED else None
            if amount is None and answer.key == "volume":
                amount = _bare(line)
            if amount is not None:
                found.append(Stated(amount, line, answer.line + offset))
    found += [Stated(amount, one.text, one.line) for one in sentences if (amount := per_day(one.text)) is not None]
    return _once(found)


def prose_of(answers: Sequence[Answer], sentences: Sequence[Sentence], key: str, pattern: re.Pattern[str]) -> str:
    """Return the answer to a question; without one, whatever else in the brief speaks of it."""
    own = told(answers, key)
    if own:
        return own
    elsewhere = [
        line
        for answer in answers
        if answer.key not in {"mapping", "when", "then", "today"}
        for line in answer.text.split("\n")
        if pattern.search(line)
    ]
    return "\n".join(dict.fromkeys([*elsewhere, *(one.text for one in sentences if pattern.search(one.text))]))


def _wanted(text: str) -> str:
    """Return a text without how it is otherwise, and without how long a failed call is tried again: neither is the delay that is asked for."""
    return without_spans(OTHERWISE.sub("", text))


def _bare(line: str) -> int | None:
    """Read a lone figure under `Volume per day`, where the label names the period."""
    match = re.fullmatch(r"\s*(?:~|about|ca\.?|approx\.?|around)?\s*(\d[\d.,' ]*)\s*(k)?\s*", line, re.IGNORECASE)
    if match is None:
        return None
    return per_day(f"{match[1].strip()}{match[2] or ''} records a day")


def _once(stated: list[Stated]) -> tuple[Stated, ...]:
    return tuple({(one.value, one.line): one for one in stated}.values())
