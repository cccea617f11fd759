"""What stands around a pair: whether what is beside it, in its list and in its block goes the same way, and which rivals it has."""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Sequence

    from designer.match.meaning.profile import Profile

SECOND = (
    "first_score", "beside", "beside_known", "in_list", "in_list_known", "in_block", "in_block_known", "rival", "rival_beside",
)  # fmt: skip
"""What a pair is judged by at the second look. For each place (containers, innermost lists, outermost blocks): how much of what else
stands in the target's place is best filled from the source's place, and how much of it is filled at all. Then by how much another
target, and one beside this, wants the source more."""
MOST = 5.0
"""No rival counts for more log-odds than that."""

Scores = dict[int, float]
"""Log-odds of the sources of one target, by the source's index."""


def probabilities(scores: Scores) -> dict[int, float]:
    """Return the chance of each source to be the right one, where "none of them" has the score 0."""
    top = max((0.0, *scores.values()))
    powers = {i: math.exp(score - top) for i, score in scores.items()}
    whole = math.exp(-top) + sum(powers.values())
    return {i: power / whole for i, power in powers.items()}


def second_look(
    sources: Sequence[Profile], targets: Sequence[Profile], first: Sequence[Scores]
) -> tuple[dict[int, tuple[float, ...]], ...]:
    """Return, for each compared pair, the features of SECOND and a constant 1."""
    chances = [probabilities(scores) for scores in first]
    places = [_Place.seen(place, sources, targets, chances) for place in PLACES]
    top_two = _top_two(first)
    return tuple(_looked(number, row, targets, places, top_two) for number, row in enumerate(first))


def _looked(
    number: int, row: Scores, targets: Sequence[Profile], places: Sequence[_Place], top_two: dict[int, list[tuple[float, int]]]
) -> dict[int, tuple[float, ...]]:
    around = [place.around(number) for place in places]
    seen: dict[int, tuple[float, ...]] = {}
    for i, score in row.items():
        rival, who = next(((other, who) for other, who in top_two[i] if who != number), (score, number))
        more = min(max(rival - score, 0.0), MOST) / MOST
        beside = more if targets[who].parent == targets[number].parent else 0.0
        support = [value for place, known in zip(places, around, strict=True) for value in place.support(number, i, known)]
        seen[i] = (score, *support, more, beside, 1.0)
    return seen


def _top_two(first: Sequence[Scores]) -> dict[int, list[tuple[float, int]]]:
    """Return, for each source, the two targets that want it most."""
    wanted: dict[int, list[tuple[float, int]]] = defaultdict(list)
    for number, row in enumerate(first):
        for i, score in row.items():
            wanted[i].append((score, number))
    return {i: sorted(scores, reverse=True)[:2] for i, scores in wanted.items()}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Place:
    """One way to say where a field stands, and what was drawn from where."""

    of_source: tuple[Hashable, ...]
    of_target: tuple[Hashable, ...]
    drawn: tuple[dict[Hashable, float], ...]
    """For each target, the best chance in each place of the sources."""
    together: dict[Hashable, dict[Hashable, float]]
    """For each place of the targets, what all in it draw."""
    whole: dict[Hashable, float]

    @classmethod
    def seen(
        cls, place: Callable[[Profile], Hashable], sources: Sequence[Profile], targets: Sequence[Profile], chances: Sequence[Scores]
    ) -> _Place:
        of_source, of_target = tuple(map(place, sources)), tuple(map(place, targets))
        drawn = tuple(_drawn(row, of_source) for row in chances)
        together: dict[Hashable, dict[Hashable, float]] = defaultdict(lambda: defaultdict(float))
        for where, best in zip(of_target, drawn, strict=True):
            for there, chance in best.items():
                together[where][there] += chance
        whole = {where: sum(sums.values()) for where, sums in together.items()}
        return cls(of_source=of_source, of_target=of_target, drawn=drawn, together=together, whole=whole)

    def around(self, number: int) -> float:
        """Return how much is known of what else stands in the target's place."""
        return self.whole.get(self.of_target[number], 0.0) - sum(self.drawn[number].values())

    def support(self, number: int, source: int, known: float) -> tuple[float, float]:
        """Return what speaks for a source, and how much could."""
        there = self.of_source[source]
        given = self.together[self.of_target[number]].get(there, 0.0) - self.drawn[number].get(there, 0.0)
        return given / (known + 1.0), known / (known + 1.0)


def _drawn(chances: Scores, of_source: Sequence[Hashable]) -> dict[Hashable, float]:
    best: dict[Hashable, float] = {}
    for i, chance in chances.items():
        there = of_source[i]
        best[there] = max(best.get(there, 0.0), chance)
    return best


def _container(one: Profile) -> Hashable:
    return one.parent


def _list(one: Profile) -> Hashable:
    return one.path.rpartition("[]")[0]


def _block(one: Profile) -> Hashable:
    return one.keys[:1] if len(one.keys) > 1 else ()


PLACES: tuple[Callable[[Profile], Hashable], ...] = (_container, _list, _block)
