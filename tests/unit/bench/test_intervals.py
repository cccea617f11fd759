"""Intervals: the same each time, around the figure, wider for fewer cases."""

from __future__ import annotations

from statistics import fmean


def test_an_interval_lies_around_the_figure_and_is_the_same_each_time() -> None:
    """Half of the cases are right: the bounds stand on both sides of a half, and a second look finds the same."""
    import intervals

    low, high = intervals.interval([0.0, 1.0] * 20, fmean)
    assert 0.3 < low < 0.5 < high < 0.7
    assert (low, high) == intervals.interval([0.0, 1.0] * 20, fmean)


def test_fewer_cases_tell_less() -> None:
    """Of five cases the interval is wider than of a hundred; of none it is nothing."""
    import intervals

    few, many = (intervals.interval([1.0, 0.0, 1.0, 0.0, 1.0] * times, fmean) for times in (1, 20))
    assert few[1] - few[0] > 2 * (many[1] - many[0])
    assert intervals.interval([], fmean) == (0.0, 0.0)
