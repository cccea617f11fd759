"""Intervals: the same each time, around the figure, wider for fewer cases."""

from __future__ import annotations

from statistics import fmean
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


def of_mean(cases: Sequence[float]) -> tuple[float, float]:
    """Return the bounds of a mean; the bounds of another figure beside it are its own."""
    import intervals

    mean, doubled = intervals.intervals(cases, lambda drawn: (fmean(drawn), 2 * fmean(drawn)))
    assert doubled == (2 * mean[0], 2 * mean[1])
    return mean


def test_an_interval_lies_around_the_figure_and_is_the_same_each_time() -> None:
    """Half of the cases are right: the bounds stand on both sides of a half, and a second look finds the same."""
    low, high = of_mean([0.0, 1.0] * 20)
    assert 0.3 < low < 0.5 < high < 0.7
    assert (low, high) == of_mean([0.0, 1.0] * 20)


def test_fewer_cases_tell_less() -> None:
    """Of five cases the interval is wider than of a hundred."""
    few, many = (of_mean([1.0, 0.0, 1.0, 0.0, 1.0] * times) for times in (1, 20))
    assert few[1] - few[0] > 2 * (many[1] - many[0])
