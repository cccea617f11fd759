"""What was laid over a system's documents, for a person: counted, with the places where it holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from designer.show.console import Line
from designer.show.safe import one_line

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from designer.model.spec import Enrichment
    from designer.specs.registering.enriching import Enriched

MOST_PLACES = 6


def enriched_lines(result: Enriched) -> Iterator[Line]:
    """Yield what `specs enrich` has laid over a system, and what does not fit."""
    name = one_line(result.system.name)
    for one in result.enrichments:
        yield Line(f"{name} is enriched by {one_line(one.words)}: {counted(one)}", "good")
        yield Line(f"  {one_line(one.file)}", "quiet")
        for place in one.places[:MOST_PLACES]:
            yield Line(f"  at {one_line(place)}", "quiet", hang=5)
        if len(one.places) > MOST_PLACES:
            yield Line(f"  and {len(one.places) - MOST_PLACES} more bodies and answers", "quiet")
    for finding in result.findings:
        yield Line(f"  {finding.code}  {one_line(finding.message)}", "warning", hang=4)
    for gone in result.forgotten:
        yield Line(f"  Forgotten: {one_line(gone)}", "quiet")
    if not result.enrichments:
        yield Line(f"{name} is described by its documents alone")


def enrichment_lines(enrichments: Sequence[Enrichment]) -> Iterator[Line]:
    """Yield one line for each file that is laid over a system."""
    for one in enrichments:
        yield Line(f"  {one_line(one.file)}", "quiet")
        yield Line(f"    {one_line(one.words)}: {counted(one)}", "quiet")


def counted(one: Enrichment) -> str:
    """Say in figures what a file adds."""
    if not one.fields:
        return f"{one.changes} {'place' if one.changes == 1 else 'places'} changed"
    parts = ((one.custom, "custom"), (one.enums, "with listed values"), (one.read_only, "read-only"), (one.required, "required to create"))
    told = [f"{count} {words}" for count, words in parts if count]
    return f"{one.fields} {'field' if one.fields == 1 else 'fields'}" + (f", {', '.join(told)}" if told else "")
