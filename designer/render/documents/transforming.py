"""What a transform does, as Markdown: the words of transforms/ made harmless, the sources put in afterwards as they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from designer.model.transform import Coalesce, Copy
from designer.names.markdown import markdown_text
from designer.transforms.words import describe

if TYPE_CHECKING:
    from designer.model.transform import Transform

MARK = "zQ{}Qz"
"""A word that no escape touches and no vendor writes: it stands for a source while the words around it are escaped."""


def what_happens(transform: Transform, *, sources: tuple[str, ...]) -> str:
    """Return what happens to *sources* where they stand beside, in a column of their own: one alone is called `it`."""
    match transform:
        case Copy():
            return "copied"
        case Coalesce():
            return "the first that is not empty"
        case _:
            return described(transform, sources=("it",) if len(sources) == 1 else sources)


def described(transform: Transform, *, sources: tuple[str, ...]) -> str:
    """Return what happens to *sources*, which are Markdown already."""
    marks = tuple(MARK.format(index) for index in range(len(sources)))
    text = markdown_text(describe(transform, sources=marks))
    for mark, source in zip(marks, sources, strict=True):
        text = text.replace(mark, source)
    return text
