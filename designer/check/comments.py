"""Comments of a YAML text that are for us: found where they are comments, not where a text merely holds their words."""

from __future__ import annotations

import re
from typing import Any, NamedTuple

WORDS = "designer:"
"""What a text must hold before anything is looked at."""
COMMENT = re.compile(r"(?:^|(?<=[ \t]))#[ \t]*designer:[ \t]*(?=(?P<said>[^\n]*))", re.MULTILINE)


class Comment(NamedTuple):
    """A comment `# designer: ...`: its line, what it says, and whether it has the line for itself."""

    line: int
    said: str
    is_alone: bool


def comments_in(text: str) -> list[Comment]:
    """Return the comments of a text, in their order."""
    matches = list(COMMENT.finditer(text)) if WORDS in text else []
    inside = _scalars(text) if matches else []
    found: dict[int, Comment] = {}
    for match in matches:
        line = text.count("\n", 0, match.start()) + 1
        before = text[text.rfind("\n", 0, match.start()) + 1 : match.start()]
        if line not in found and not any(start <= (line - 1, len(before)) < end for start, end in inside):
            found[line] = Comment(line, match["said"].strip(), not before.strip())
    return list(found.values())


def _scalars(text: str) -> list[tuple[tuple[int, int], tuple[int, int]]]:
    """Return where the quoted and block texts of a YAML text begin and end, as lines and columns from 0."""
    import yaml  # noqa: PLC0415 - only a design with such comments needs it

    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    scalars: list[Any] = [event for event in yaml.parse(text, Loader=loader) if isinstance(event, yaml.ScalarEvent) and event.style]
    return [((one.start_mark.line, one.start_mark.column), (one.end_mark.line, one.end_mark.column)) for one in scalars]
