"""What limits the records of a wish: states, values in quotation marks, `only if ...`."""

from __future__ import annotations

import re

from designer.brief.verbs import ONLY, STATEFUL

LIMITS = re.compile(r"only|nur|unless|except|where|(?:but )?(?:not|never) for|.* only$", re.IGNORECASE)
IF_ABSENT = re.compile(
    r"\bthere (?:is|are|was) (?:no\b|none|not)|\b(?:does|do)(?: not|n['’]t) (?:yet )?exist|\bnot (?:yet )?there\b", re.IGNORECASE
)
"""Whether a record is there already is asked of the target: it limits nothing that starts the flow."""
DOER = re.compile(r"\b(?:we|they|you|i|he|she|it|who|people|reps|users|customers|to|can|must|should)\s+$", re.IGNORECASE)
HAPPENS = re.compile(r"\b(?:are|is|have|has)(?: been)? (?:added|created|changed|updated|sent|made|written|entered|new)\b", re.IGNORECASE)
QUOTED_VALUE = re.compile(r"[\"“„][^\"”“]{1,40}[\"”“]")


def limits_of(when: str, said: str, *, split: bool) -> tuple[str, ...]:
    """Return what limits the records: states, `only ...`, `that are ...`; creation and change are no limit."""
    # A relative clause of the action speaks of the target's records; only a word that limits speaks of what starts the flow.
    begin = said.find(when) if split else 0
    matches = [match for match in ONLY.finditer(said) if not split or begin <= match.start() < begin + len(when) or LIMITS.match(match[0])]
    found = [_bare_limit(match[0]) for match in matches if not HAPPENS.search(match[0]) and not IF_ABSENT.search(match[0])]
    state = _state_in(when)
    told = any(STATEFUL.search(text) or QUOTED_VALUE.search(text) for text in found)
    if (state or QUOTED_VALUE.search(when)) and not told:
        found.insert(0, when if split else _state_phrase(when, state) if state else _quoted_phrase(when))
    return tuple(dict.fromkeys(text for text in found if text and len(text) > 4))


def _bare_limit(text: str) -> str:
    """Return a limit without what follows an arrow or the verb of the wish that it stands in."""
    return re.split(r"\s*(?:→|->|=>)|\s[-–—]\s|\s+(?:should|must|shall|ought to|ha(?:s|ve) to|needs? to)\b", text)[0].strip()


def _state_in(when: str) -> re.Match[str] | None:
    """Return the word of a state; what people do (`we open`) and what stands in quotation marks is none."""
    quoted = [match.span() for match in QUOTED_VALUE.finditer(when)]
    return next(
        (
            match
            for match in STATEFUL.finditer(when)
            if not any(begin <= match.start() < end for begin, end in quoted) and not DOER.search(when[: match.start()])
        ),
        None,
    )


def _state_phrase(when: str, state: re.Match[str]) -> str:
    """Return the state with up to four words of what it is said of, none beyond a mark or a verb of wishing."""
    rest = re.split(r"[,;:.()\"“”]|\s(?:in|on|at|from|to|with|by|should|must|shall)\s", when[state.end() :] + " ", maxsplit=1)[0]
    negated = re.search(r"(?:\bnot|n['’]t|\bnever)\s+(?:yet\s+)?$", when[: state.start()], re.IGNORECASE)
    return " ".join([*(["not"] if negated else []), state[0], *rest.split()[:4]])


def _quoted_phrase(when: str) -> str:
    """Return the value in quotation marks with up to four words before it, which name its field."""
    quoted = QUOTED_VALUE.search(when)
    return " ".join([*when[: quoted.start()].split()[-4:], quoted[0]]) if quoted else when
