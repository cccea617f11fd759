"""Tables and cells of Markdown."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

NONE = "-"


def table(head: Sequence[str], lines: Iterable[Sequence[str]], *, left: Collection[str]) -> Iterator[str]:
    """Yield a table, its columns of numbers to the right, and an empty line."""
    yield _line(head)
    yield "|" + "|".join("---" if name in left else "---:" for name in head) + "|"
    yield from map(_line, lines)
    yield ""


def share_of(value: float | None) -> str:
    """Return a share, or that there is none."""
    return NONE if value is None else f"{value:.2f}"


def number_of(count: int, noun: str) -> str:
    """Return so many of something."""
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def cell(text: str) -> str:
    """Return a text that stands in one line and opens nothing."""
    return " ".join(text.split()).replace("|", "\\|").replace("<", "\\<")


def _line(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cells) + " |"
