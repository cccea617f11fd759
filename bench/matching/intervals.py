"""How far a figure might have come out otherwise: whole cases drawn again, since what is wrong in a case is often wrong together."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

DRAWS = 1000
LEVEL = 0.95
SEED = 20_260

Drawn = TypeVar("Drawn")


def interval(cases: Sequence[Drawn], figure: Callable[[Sequence[Drawn]], float]) -> tuple[float, float]:
    """Return between which bounds LEVEL of the figures lie that as many cases give, drawn with replacement; always the same draws."""
    if not cases:
        return 0.0, 0.0
    draw = random.Random(SEED)  # noqa: S311 - the same numbers in each run are what is wanted
    figures = sorted(figure(draw.choices(cases, k=len(cases))) for _ in range(DRAWS))
    outside = round(DRAWS * (1 - LEVEL) / 2)
    return figures[outside], figures[-1 - outside]
