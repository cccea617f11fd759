"""What a brief asks for and a design does not hold, for a person who decides what becomes of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from designer.show.console import Line
from designer.show.safe import one_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from designer.model.design import BriefUse


def unused_lines(use: BriefUse) -> Iterator[Line]:
    """Yield the parts of the brief of which nothing came, each with its line; nothing where all of them are in the design."""
    if not use.unused:
        return
    yield Line(f"From the brief, not used ({len(use.unused)} of {use.parts} parts that ask for something)", "title")
    for one in use.unused:
        yield Line(f"  line {one.line}: {one_line(one.text)}", "warning", hang=4)
    yield Line("  Nothing in the design says these; add them to design.yaml, or say them in the brief in another way.", "quiet", hang=2)
    yield Line("")
