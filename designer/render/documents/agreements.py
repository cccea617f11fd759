"""How far two planners agree on a field, in the words of the documents."""

from __future__ import annotations

from typing import TYPE_CHECKING

from designer.render.documents.words import NONE, codes

if TYPE_CHECKING:
    from designer.model.design import Mapping
    from designer.model.warehouse import Column


def agreement_words(chosen: Mapping | Column) -> str:
    """Return what the offline matcher says of a planner's choice, with the sources that it would take instead."""
    if chosen.agreement == "disputed":
        return f"**disputed**: the matcher takes {codes(chosen.rivals)}" if chosen.rivals else "**disputed**: converted in another way"
    return {"agreed": "both planners", "alone": "Claude alone"}.get(chosen.agreement, NONE)
