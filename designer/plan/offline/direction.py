"""The direction of a wish that names no system: the way in which both documents fit its words best."""

from __future__ import annotations

from textwrap import shorten
from typing import TYPE_CHECKING

from designer.match.operations.events import rank_events
from designer.match.operations.ranking import rank_operations
from designer.model.question import Question

if TYPE_CHECKING:
    from designer.model.brief import Wish
    from designer.model.scalars import Role
    from designer.model.spec import Catalog, SystemSpec


def likelier(wish: Wish, catalog: Catalog, pair: tuple[SystemSpec, SystemSpec]) -> tuple[SystemSpec, SystemSpec]:
    """Return the two systems, the one first whose events and reads fit the condition while the other's writes fit the action."""
    first, second = pair
    there, back = _fit(wish, catalog, first, second), _fit(wish, catalog, second, first)
    return pair if there >= back else (second, first)


def direction_question(wish: Wish, source: str, target: str, *, number: int) -> Question:
    """Return the question about a direction that only the documents told."""
    return Question(
        id=f"wish_{number}_direction",
        about=f"brief, line {wish.line}" if wish.line else "brief",
        text=f"Does this go from {source} to {target}: “{shorten(wish.text, width=120, placeholder=' …')}”?",
        why="The sentence names no system; it is designed the way in which the words fit both documents better.",
        candidates=(f"from {source} to {target}", f"from {target} to {source}"),
        line=wish.line,
    )


def _fit(wish: Wish, catalog: Catalog, source: SystemSpec, target: SystemSpec) -> float:
    start, end = wish.when or wish.text, wish.then or wish.text
    events = rank_events(catalog, source.name, text=start)
    told = max((found.score for found in events[:1]), default=0.0)
    return max(told, _best(catalog, source, start, "read")) + _best(catalog, target, end, "write")


def _best(catalog: Catalog, system: SystemSpec, text: str, role: Role) -> float:
    return max((found.score for found in rank_operations(catalog, system.name, text=text, role=role, limit=1)), default=0.0)
