"""The blank forms of the three styles."""

from __future__ import annotations

from typing import TYPE_CHECKING

from designer.assets import prompt_path

if TYPE_CHECKING:
    from designer.model.scalars import Style


def form(style: Style) -> str:
    """Return the blank form of a style, in Markdown."""
    return prompt_path(f"forms/{style}.md").read_text(encoding="utf-8")
