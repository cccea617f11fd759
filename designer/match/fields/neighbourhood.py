"""What stands around a pair: whether what is beside it, in its list and in its block goes the same way, and which rivals it has."""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Sequence

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
Wanting = tuple[float, int]
"""How much a target wants a source, and the target's number."""
TopTwo = tuple[Wanting, Wanting]
NOBODY: Wanting = (-math.inf, -1)


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
    containers, lists, blocks = (_Place.seen(place, sources, targets, chances) for place in PLACES)
    top_two = _top_two(first)
    looked = []
    for number, row in enumerate(first):
        by_container, by_list, by_block = containers.support(number), lists.support(number), blocks.support(number)
        seen: dict[int, tuple[float, ...]] = {}
        for i, score in row.items():
            more, beside = _rivalry(score, top_two[i], number, targets)
            support = by_container[containers.of_source[i]] + by_list[lists.of_source[i]] + by_block[blocks.of_source[i]]
            seen[i] = (score, *support, more, beside, 1.0)
        looked.append(seen)
    return tuple(looked)


def _rivalry(score: float, top_two: TopTwo, number: int, targets: Sequence[Profile]) -> tuple[float, float]:
    """Return by how much another target wants the source more, and the same again if that one stands beside this."""
    (most, who), second = top_two
    if who == number:
        most, who = second
    if most <= score:
        return 0.0, 0.0
    more = min(most - score, MOST) / MOST
    return more, more if targets[who].parent == targets[number].parent else 0.0


def _top_two(first: Sequence[Scores]) -> dict[int, TopTwo]:
    """Return, for each source, the two targets that want it most; of two that want it alike the later one counts as the first."""
    found: dict[int, TopTwo] = defaultdict(lambda: (NOBODY, NOBODY))
    for number, row in enumerate(first):
        for i, score in row.items():
            most, second = found[i]
            if score >= most[0]:
                found[i] = ((score, number), most)
            elif score >= second[0]:
                found[i] = (most, (score, number))
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class _Place:
    """One way to say where a field stands, and what was drawn from where."""

    of_source: tuple[int, ...]
    """The number of each source's place."""
    of_target: tuple[int, ...]
    drawn: tuple[dict[int, float], ...]
    """For each target, the best chance in each place of the sources."""
    together: dict[int, dict[int, float]]
    """For each place of the targets, what all in it draw."""
    whole: dict[int, float]

    @classmethod
    def seen(
        cls, place: Callable[[Profile], Hashable], sources: Sequence[Profile], targets: Sequence[Profile], chances: Sequence[Scores]
    ) -> _Place:
        of_source, of_target = _numbered(map(place, sources)), _numbered(map(place, targets))
        drawn = tuple(_drawn(row, of_source) for row in chances)
        together: dict[int, dict[int, float]] = defaultdict(lambda: defaultdict(float))
        for where, best in zip(of_target, drawn, strict=True):
            for there, chance in best.items():
                together[where][there] += chance
        whole = {where: sum(sums.values()) for where, sums in together.items()}
        return cls(of_source=of_source, of_target=of_target, drawn=drawn, together=together, whole=whole)

    def support(self, number: int) -> dict[int, tuple[float, float]]:
        """Return, for each place that a target draws from, what speaks for a source there, and how much could."""
        own, together = self.drawn[number], self.together[self.of_target[number]]
        known = self.whole.get(self.of_target[number], 0.0) - sum(own.values())
        could = known / (known + 1.0)
        return {there: ((together[there] - chance) / (known + 1.0), could) for there, chance in own.items()}


def _numbered(places: Iterable[Hashable]) -> tuple[int, ...]:
    """Return a number for each place, the same for equal ones: numbers are found faster than the keys of a path."""
    numbers: dict[Hashable, int] = {}
    return tuple(numbers.setdefault(place, len(numbers)) for place in places)


def _drawn(chances: Scores, of_source: Sequence[int]) -> dict[int, float]:
    best: dict[int, float] = {}
    for i, chance in chances.items():
        there = of_source[i]
        if chance > best.get(there, -1.0):
            best[there] = chance
    return best


def _container(one: Profile) -> Hashable:
    return one.parent


def _list(one: Profile) -> Hashable:
    return one.path.rpartition("[]")[0]


def _block(one: Profile) -> Hashable:
    return one.keys[:1] if len(one.keys) > 1 else ()


PLACES: tuple[Callable[[Profile], Hashable], ...] = (_container, _list, _block)
