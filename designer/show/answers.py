"""Answers of `map`, `search` and `rules` for a person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from designer.show.console import Line
from designer.show.safe import one_line
from designer.transforms.words import describe

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from designer.match.matches import FieldMatches
    from designer.model.spec import RankedOperation


def match_lines(matches: FieldMatches) -> Iterator[Line]:
    """Yield each proposed mapping with its confidence and reason, then what is required and has no source."""
    for mapping in matches.mappings:
        how = describe(mapping.transform, sources=mapping.sources)
        filled = ", ".join(mapping.sources) if mapping.transform.name == "copy" else how
        yield Line(f"{mapping.confidence:.2f}  {one_line(mapping.target)} <- {one_line(filled)}", hang=6)
        yield Line(f"      {one_line(mapping.reason)}", "quiet", hang=0)
    if not matches.mappings:
        yield Line("No field of the source fills one of the target.", "warning")
    for target in matches.unmapped_required:
        yield Line(f"----  {one_line(target)} is required and has no source", "open", hang=6)


def search_lines(found: Sequence[RankedOperation]) -> Iterator[Line]:
    """Yield the operations found, best first."""
    for ranked in found:
        operation = ranked.operation
        yield Line(f"{ranked.score:.2f}  {one_line(operation.key)}  {one_line(operation.summary)}", hang=6)
    if not found:
        yield Line("No operation holds one of these words.", "warning")
