"""What the brief asks for and the design does not hold."""

from __future__ import annotations

from typing import TYPE_CHECKING

from designer.render.documents.words import prose

if TYPE_CHECKING:
    from designer.model.design import Design


def unused_views(design: Design) -> tuple[str, ...]:
    """Return each part of the brief of which nothing came, with its line."""
    return tuple(
        f"{prose(one.text, limit=300)} (line {one.line})" if one.line else prose(one.text, limit=300) for one in design.brief.unused
    )
