"""The When and Then lines of a form become wishes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from designer.brief.figures import delay_seconds
from designer.brief.pairs import BULLET
from designer.brief.placeholders import is_placeholder, without_placeholders
from designer.brief.wishes import wishes_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from designer.brief.sections import Part
    from designer.brief.systems import SystemNames
    from designer.model.brief import Wish

AT_ONCE = re.compile(r"\b(?:as (?:soon|fast|quickly) as possible|asap|at once)\b", re.IGNORECASE)
ONLY_A_TIME = 5
"""A trigger of so few words that tells a time (`as soon as possible`) tells no event."""


def form_wishes(parts: Sequence[Part], names: SystemNames) -> tuple[Wish, ...]:
    """Return a wish for each When with its Thens; a Then alone is an order."""
    found: list[Wish] = []
    when, line = "", 0
    for part in parts:
        if part.key == "when":
            when, line = _clause(part, "when"), part.line
        elif part.key == "then":
            for text in _actions(part):
                found += wishes_of(when, text, text=f"When {when}, then {text}" if when else text, line=line or part.line, names=names)
    if when and not found and not _only_tells_a_time(when, names):
        found += wishes_of("", when, text=when, line=line, names=names)
    return tuple(found)


def _only_tells_a_time(when: str, names: SystemNames) -> bool:
    told = delay_seconds(when) is not None or AT_ONCE.search(when) is not None
    return told and len(when.split()) <= ONLY_A_TIME and not names.mentions(when)


def _actions(part: Part) -> tuple[str, ...]:
    """Return the actions of a Then: one, or one for each bullet."""
    lines = [without_placeholders(line.text) for line in part.lines]
    lines = [line for line in lines if line and not is_placeholder(line)]
    if any(BULLET.match(line) for line in lines):
        return tuple(_bare(BULLET.sub("", line), "then") for line in lines)
    return (_bare(" ".join(lines), "then"),) if lines else ()


def _clause(part: Part, word: str) -> str:
    text = without_placeholders(" ".join(line.text.strip() for line in part.lines))
    return "" if is_placeholder(text) else _bare(text, word)


def _bare(text: str, word: str) -> str:
    return re.sub(rf"^\s*(?:{word}|if|whenever|wenn|dann)\b[\s,:]*", "", text.strip(), flags=re.IGNORECASE).rstrip(" .")
