"""What a transform does, as Markdown: the words of transforms/ made harmless, the sources put in afterwards as they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from designer.model.transform import Copy
from designer.names.markdown import markdown_text
from designer.transforms.words import describe

if TYPE_CHECKING:
    from designer.model.transform import Transform

MARK = "zQ{}Qz"
"""A word that no escape touches and no vendor writes: it stands for a source while the words around it are escaped."""


def described(transform: Transform, *, sources: tuple[str, ...]) -> str:
    """Return what happens to *sources*, which are Markdown already."""
    if isinstance(transform, Copy):
        return "copied"
    marks = tuple(MARK.format(index) for index in range(len(sources)))
    text = markdown_text(describe(transform, sources=marks))
    for mark, source in zip(marks, sources, strict=True):
        text = text.replace(mark, source)
    return text
