"""Comments of a YAML text that are for us: found where they are comments, not where a text merely holds their words."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import Any, NamedTuple

Spot = tuple[int, int]
"""A line and a column, from 0."""

WORDS = "designer:"
"""What a text must hold before anything is looked at."""
COMMENT = re.compile(r"(?:^|(?<=[ \t]))#[ \t]*designer:")


class Comment(NamedTuple):
    """A comment `# designer: ...`: its line, what it says, and whether it has the line for itself."""

    line: int
    said: str
    is_alone: bool


def comments_in(text: str) -> list[Comment]:
    """Return the comments of a text, the first of each line, in their order."""
    lines = enumerate(text.split("\n")) if WORDS in text else ()
    matches = [(number, match) for number, line in lines if WORDS in line for match in COMMENT.finditer(line)]
    inside = texts_in(text) if matches else []
    found: dict[int, Comment] = {}
    for number, match in matches:
        if number + 1 not in found and not is_inside((number, match.start()), inside):
            said, before = match.string[match.end() :], match.string[: match.start()]
            found[number + 1] = Comment(number + 1, said.strip(), not before.strip())
    return list(found.values())


def is_inside(at: Spot, spans: list[tuple[Spot, Spot]]) -> bool:
    """Tell whether a place lies in one of the texts that `texts_in` has found."""
    before = bisect_right(spans, at, key=lambda span: span[0])
    return before > 0 and at < spans[before - 1][1]


def texts_in(text: str) -> list[tuple[Spot, Spot]]:
    """Return where the quoted and block texts of a YAML text begin and end, in their order."""
    import yaml  # noqa: PLC0415 - only a design with such comments needs it

    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    scalars: list[Any] = [event for event in yaml.parse(text, Loader=loader) if isinstance(event, yaml.ScalarEvent) and event.style]
    return [((one.start_mark.line, one.start_mark.column), (one.end_mark.line, one.end_mark.column)) for one in scalars]
