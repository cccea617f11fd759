"""What a transform does, as Markdown: the words of transforms/ made harmless, the sources put in afterwards as they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from designer.names.markdown import markdown_text
from designer.transforms.words import describe

if TYPE_CHECKING:
    from designer.model.transform import Transform

MARKS = tuple(chr(0xE000 + index) for index in range(64))
"""Characters that no text of a vendor and no escape holds: they stand for the sources while the words are escaped."""


def described(transform: Transform, *, sources: tuple[str, ...]) -> str:
    """Return what happens to *sources*, which are Markdown already."""
    marks = MARKS[: len(sources)]
    text = markdown_text(describe(transform, sources=marks))
    for mark, source in zip(marks, sources, strict=False):
        text = text.replace(mark, source)
    return text
