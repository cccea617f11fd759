"""The rules of the check for a person: all by family, one family, or one rule with its example."""

from __future__ import annotations

from typing import TYPE_CHECKING

from designer.check.examples import example_of
from designer.check.rulebook import families, family_title
from designer.show.console import Line, row
from designer.show.report import TONES
from designer.show.rule_texts import MEANINGS, context_lines, piece_lines, piece_words, silencing

if TYPE_CHECKING:
    from collections.abc import Iterator

    from designer.check.examples import Example
    from designer.check.rulebook import Entry
    from designer.show.console import Tone

SEVERITY = 10
"""Columns of a severity."""


def family_lines(prefix: str = "") -> Iterator[Line]:
    """Yield the rules by family with severity and title: all, or those whose codes begin with *prefix*."""
    for family, entries in families().items():
        shown = [entry for entry in entries if entry.code.startswith(prefix)]
        if shown:
            yield Line(f"{family}  {family_title(family)}", "title")
            wide = max(len(entry.code) for entry in shown)
            for entry in shown:
                severity = (f"  {entry.severity:<{SEVERITY}}", TONES[entry.severity])
                yield row((f"  {entry.code:<{wide}}", "type"), severity, (f"  {entry.title}", ""), hang=wide + 2)
            yield Line("")
    yield Line("`designer rules CODE` explains one: advice, example, how to silence it.", "quiet")


def rule_lines(entry: Entry) -> Iterator[Line]:
    """Yield one rule: advice, severity, a wrong piece of a design with the message, the right one, how to silence it."""
    tone = TONES[entry.severity]
    yield row((entry.code, "title"), (f"  {entry.severity}", tone), (f" ({MEANINGS[entry.severity]})", "quiet"))
    for paragraph in entry.advice.split("\n\n"):
        yield Line(" ".join(paragraph.split()), hang=0)
        yield Line("")
    example = example_of(entry.code)
    if example:
        yield from _example_lines(example)
    comment = silencing(entry.code)
    if comment:
        yield Line(f"Silence it at one place with a comment: {comment}", "quiet")
        yield Line(f"Leave it out of a run: --ignore {entry.code}", "quiet")
    elif entry.family != "IGN":
        yield Line("It cannot be silenced.", "quiet")


def _example_lines(example: Example) -> Iterator[Line]:
    if example.document:
        yield from _piece("In the document" if example.has_pieces else "Such as", example.document.splitlines(), "")
    if example.also:
        yield from _piece("Where the design also holds", context_lines(example), "")
    what = f" ({piece_words(example)})" if piece_words(example) else ""
    if example.has_pieces:
        yield from _piece(f"Wrong{what}", piece_lines(example, example.bad), "bad")
    yield Line("The check tells", "title")
    yield Line(f"  {example.says}", hang=0)
    yield Line("")
    if example.has_pieces:
        yield from _piece("Right", piece_lines(example, example.good), "good")


def _piece(title: str, lines: list[str], tone: Tone) -> Iterator[Line]:
    yield Line(title, "title")
    yield from (Line(f"  {line}", tone) for line in lines)
    yield Line("")
