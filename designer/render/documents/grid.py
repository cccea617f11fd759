"""A table of a document: a header and rows, whose cells are Markdown already."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """Printed by the macro `table` of `templates/_shared/markdown.jinja`; a grid without rows is not printed."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...] = ()

    def __bool__(self) -> bool:
        """Tell whether there is a row."""
        return bool(self.rows)


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A heading, a line of prose under it, and what stands in it."""

    title: str
    words: str = ""
    grid: Grid = Grid(header=())
    items: tuple[str, ...] = ()
    """Printed as a list, by a checklist as boxes to tick."""
