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


def intervals(cases: Sequence[Drawn], figures: Callable[[Sequence[Drawn]], Sequence[float]]) -> list[tuple[float, float]]:
    """Return for each figure between which bounds LEVEL of those lie that as many cases give, drawn with replacement.

    The draws are the same each time, and the same for all figures.
    """
    draw = random.Random(SEED)  # noqa: S311 - the same numbers in each run are what is wanted
    every = [figures(draw.choices(cases, k=len(cases))) for _ in range(DRAWS)]
    outside = round(DRAWS * (1 - LEVEL) / 2)
    columns = [sorted(column) for column in zip(*every, strict=True)]
    return [(column[outside], column[-1 - outside]) for column in columns]
