"""Folds for judging on systems never seen: whole systems never stand on both sides of a fold."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence

FOLDS = 10


class Named(Protocol):
    """A case of any kind: its name, and the systems that it is about."""

    @property
    def id(self) -> str:
        """Return the name."""

    @property
    def systems(self) -> frozenset[str]:
        """Return the first words of the systems' names."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fold:
    """Cases that are judged together by numbers fitted on others; ids in the order of the cases."""

    held: tuple[str, ...]
    trained: tuple[str, ...]
    """Those that share no system with any held case."""


def folds(cases: Sequence[Named], count: int = FOLDS) -> tuple[Fold, ...]:
    """Return at most *count* folds in which each case is held once.

    Cases stand together by the system that most cases have; groups are then joined so that as few cases as possible are lost to
    fitting. A case that shares a system with a held one is in neither part of that fold.
    """
    times = Counter(system for case in cases for system in case.systems)
    by_hub: dict[str, list[Named]] = defaultdict(list)
    for case in cases:
        by_hub[min(case.systems, key=lambda system: (-times[system], system))].append(case)
    groups = [by_hub[hub] for hub in sorted(by_hub)]
    while len(groups) > count:
        one, two = min(combinations(range(len(groups)), 2), key=lambda pair: (_added(groups[pair[0]], groups[pair[1]], cases), pair))
        groups[one] = groups[one] + groups.pop(two)
    return tuple(_fold(group, cases) for group in groups)


def _fold(group: Sequence[Named], cases: Sequence[Named]) -> Fold:
    systems = _systems(group)
    names = {case.id for case in group}
    return Fold(
        held=tuple(case.id for case in cases if case.id in names),
        trained=tuple(case.id for case in cases if not case.systems & systems),
    )


def _added(one: Sequence[Named], two: Sequence[Named], cases: Sequence[Named]) -> int:
    """Return how much more is lost to fitting when both are judged together."""
    return _loss([*one, *two], cases) - _loss(one, cases) - _loss(two, cases)


def _loss(group: Sequence[Named], cases: Sequence[Named]) -> int:
    """Return for how many cases of the group how many cannot be fitted on."""
    systems = _systems(group)
    return len(group) * sum(bool(case.systems & systems) for case in cases)


def _systems(group: Sequence[Named]) -> frozenset[str]:
    return frozenset(system for case in group for system in case.systems)
