"""What stands in for a value that is missing, told in two breaths: `No name? Use the email address.`; made one sentence."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from designer.brief.sentences import Sentence, sentences_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from designer.brief.sections import Part

ABSENT = re.compile(
    r"\bno \w|\b(?:is|are|was) (?:missing|empty|blank|not (?:set|filled|given|there))\b|\b(?:missing|empty|blank|without)\b", re.IGNORECASE
)
USES = re.compile(r"^(?:then |just |please |simply |we )*(?:use|take|fall back to|fill in|put|nimm|nehmen|verwende\w*)\b", re.IGNORECASE)
ASKED = re.compile(r"^(?:and |so |but )*(?:(?:what(?: happens| do we do| shall happen)?|how about) )?(?:if|when|with)?\s*", re.IGNORECASE)
LACKS = re.compile(r"^(?:there (?:is|are) )?no (?P<what>[\w-]+(?: [\w-]+)?)(?: (?:given|there|set|known))?$", re.IGNORECASE)
STANDS = re.compile(r"^(?P<what>[\w-]+(?: [\w-]+)?) (?P<state>missing|empty|blank)$", re.IGNORECASE)


def with_whole_fallbacks(sentences: Sequence[Sentence]) -> tuple[Sentence, ...]:
    """Return the sentences, a question for a missing value and its answer made one: `if it has no name, use the email address`."""
    found: list[Sentence] = []
    for sentence in sentences:
        before = found[-1] if found else None
        if before is not None and before.text.endswith("?") and (whole := _whole(before.text, sentence.text)):
            found[-1] = replace(before, text=whole)
        else:
            found.append(sentence)
    return tuple(found)


def fallbacks_asked(parts: Sequence[Part]) -> tuple[Sentence, ...]:
    """Return the fallbacks among a form's lines for errors, whose label is the question (`What if a customer has no name?`)."""
    return tuple(
        Sentence(whole, sentence.line)
        for part in parts
        if part.key == "errors" and part.label
        for sentence in sentences_of(part.lines)[:1]
        if (whole := _whole(part.label, sentence.text))
    )


def is_fallback(question: str, answer: str) -> bool:
    """Tell whether a question asks for a missing value and its answer says what stands in."""
    return bool(_whole(question, answer))


def _whole(question: str, answer: str) -> str:
    """Return question and answer as one sentence; empty where they tell no fallback."""
    asked = ASKED.sub("", question.strip().rstrip("? "), count=1)
    if not (ABSENT.search(asked) and USES.match(answer)):
        return ""
    if lacks := LACKS.match(asked):
        asked = f"it has no {lacks['what']}"
    elif stands := STANDS.match(asked):
        asked = f"the {stands['what'].lower()} is {stands['state']}"
    return f"If {asked}, {USES.sub(lambda match: match[0].lower(), answer)}"
