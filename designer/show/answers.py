"""Answers of `map`, `search` and `rules` for a person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from designer.show.console import Line, row
from designer.show.fitting import cells, padded, plain, shortened
from designer.show.safe import one_line
from designer.transforms.scalars import text
from designer.transforms.words import describe

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from designer.match.fields.matches import FieldMatches
    from designer.model.spec import RankedOperation
    from designer.show.console import Tone

SCORE = 6
"""Columns that a score takes."""
OPEN = 5
"""So many open objects are named at most."""
LEAST = 24
"""Columns that words take at least beside a path."""


def match_lines(matches: FieldMatches) -> Iterator[Line]:
    """Yield each proposed mapping with its confidence and reason, then what is required and has no source."""
    for mapping in matches.mappings:
        how = describe(mapping.transform, sources=mapping.sources)
        filled = ", ".join(mapping.sources) if mapping.transform.name == "copy" else how
        yield Line(f"{mapping.confidence:.2f}  {one_line(mapping.target)} <- {one_line(filled)}", hang=6)
        yield Line(f"      {one_line(mapping.reason)}", "quiet", hang=0)
        if mapping.unmapped:
            values = ", ".join(map(text, mapping.unmapped))
            yield Line(f"      without counterpart: {one_line(values)}", "warning", hang=0)
    if not matches.mappings:
        yield Line("No field of the source fills one of the target.", "warning")
    for target in matches.unmapped_required:
        yield Line(f"----  {one_line(target)} is required and has no source", "open", hang=6)
    yield from _open("source", matches.open_sources)
    yield from _open("target", matches.open_targets)


def _open(side: str, paths: Sequence[str]) -> Iterator[Line]:
    """Name the objects whose fields no document names: much may lie there that is not mapped."""
    if paths:
        named = ", ".join(map(one_line, paths[:OPEN])) + (f" and {len(paths) - OPEN} more" if len(paths) > OPEN else "")
        yield Line(f"Open in the {side} (the document names no fields there): {named}", "open", hang=6)


def search_lines(found: Sequence[RankedOperation], *, columns: int) -> Iterator[Line]:
    """Yield the operations found, best first: score, method, path, and what each does, below it on a narrow screen."""
    if not found:
        yield Line("No operation holds one of these words.", "warning")
        return
    paths = [one_line(ranked.operation.path) for ranked in found]
    methods = max(len(ranked.operation.method) for ranked in found)
    wide = min(max(map(cells, paths)), columns * 3 // 5)
    for ranked, path in zip(found, paths, strict=True):
        does = plain(ranked.operation.summary or ranked.operation.description)
        head: list[tuple[str, Tone]] = [(f"{ranked.score:.2f}  ", "quiet"), (f"{ranked.operation.method:<{methods}}  ", "good")]
        space = columns - SCORE - methods - 2 - max(wide, cells(path)) - 2
        if space >= LEAST:
            yield row(*head, (padded(path, wide), ""), (f"  {shortened(does, space)}" if does else "", "quiet"))
        else:
            yield row(*head, (path, ""), hang=SCORE)
            if does:
                yield Line(" " * SCORE + shortened(does, columns - SCORE), "quiet", hang=0)
