"""What a brief says to find an operation by: the clause of the side that is meant, and the rest of what was said."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from designer.model.brief import Brief, Wish
    from designer.model.scalars import Role

SHORT = 1500
"""Characters of a brief whose every sentence is about its one wish."""
SOURCE_ROLES = frozenset({"read", "trigger", "extract"})


def asked_of(brief: Brief, wish: Wish | None, role: Role) -> tuple[str, str]:
    """Return the text of a wish that tells of a role, and what stands beside it; without a wish, the whole brief."""
    if wish is None:
        return brief.text[:SHORT], ""
    told = wish.when if role in SOURCE_ROLES else wish.then
    is_all = len(brief.wishes) == 1 and len(brief.text) <= SHORT
    return told or wish.text, brief.text if is_all else wish.text
