"""The sentences and form lines of a brief, each under the label that it answers."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from designer.brief.decode import repaired
from designer.brief.fallbacks import is_fallback
from designer.brief.front_matter import read_front_matter
from designer.brief.lines import numbered_lines, spoken_lines
from designer.brief.pairs import BULLET, cells, is_rule
from designer.brief.placeholders import is_placeholder, without_form_lines
from designer.brief.sections import parts_of
from designer.brief.sentences import sentences_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from designer.brief.lines import Line
    from designer.brief.sections import Part

NAMING = frozenset({"title", "style", "platform", "product", "source", "target", "systems", "apis"})
"""Lines of the forms that name the systems and the kind of integration: what they say is chosen before any flow is."""
BY_LINE = frozenset({"mapping", "when", "then", "teams"})
"""Their answers stand one on a line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """A sentence, or a line of a form with its label."""

    text: str
    line: int
    key: str = ""
    """The question of the form that it answers; empty: prose."""
    label: str = ""
    """The label as written, where it is part of what is said: `What if a customer has no name?`"""


def statements_of(text: str) -> tuple[Statement, ...]:
    """Return everything that a brief states, in the order of its lines."""
    body = read_front_matter(numbered_lines(repaired(text))).body
    found = [one for part in parts_of(spoken_lines(without_form_lines(body)).lines) if part.key not in NAMING for one in _of(part)]
    return tuple(sorted(found, key=lambda one: one.line))


def _of(part: Part) -> Iterator[Statement]:
    label = part.label if part.key == "errors" and re.match(r"what|if|when", part.label, re.IGNORECASE) else ""
    prose = []
    heads = {before.number for before, after in pairwise(part.lines) if is_rule(cells(after.text.strip()))}
    for line in part.lines:
        if line.number in heads:
            continue
        if part.key in BY_LINE or line.text.strip().startswith("|"):
            yield from _line(line, part.key)
        else:
            prose.append(line)
    asked = ""
    for sentence in sentences_of(prose):
        if not is_placeholder(sentence.text):
            told = asked if asked and is_fallback(asked, sentence.text) else label
            yield Statement(text=sentence.text, line=sentence.line, key=part.key, label=told)
        asked = sentence.text if sentence.text.endswith("?") else ""


def _line(line: Line, key: str) -> Iterator[Statement]:
    bare = BULLET.sub("", line.text).strip()
    row = cells(bare) if bare.startswith("|") else ()
    if not bare or is_placeholder(bare) or (row and (is_rule(row) or not any(row))):
        return
    yield Statement(text=" | ".join(cell for cell in row if cell) if row else bare, line=line.number, key=key)
