"""Folds: each case is held once, and no system stands on both sides."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.bench.invented import a_case

PAIRS = st.lists(st.tuples(st.integers(0, 12), st.integers(0, 12)), min_size=1, max_size=40)


def folded(pairs: list[tuple[int, int]], count: int = 5) -> tuple[list[Any], tuple[Any, ...]]:
    """Return cases of these systems and their folds."""
    import folds

    known = [a_case(f"case-{number}", systems=(f"s{one}", f"s{two}")) for number, (one, two) in enumerate(pairs)]
    return known, folds.folds(known, count)


@given(pairs=PAIRS)
def test_no_system_stands_on_both_sides(pairs: list[tuple[int, int]]) -> None:
    """Whatever the systems: each case is held once, and none that shares a system with a held one is fitted on."""
    known, parts = folded(pairs)
    systems = {case.id: case.systems for case in known}
    assert sorted(name for part in parts for name in part.held) == sorted(systems)
    assert len(parts) <= 5
    for part in parts:
        held = {system for name in part.held for system in systems[name]}
        assert not held & {system for name in part.trained for system in systems[name]}


def test_all_that_shares_no_system_is_fitted_on() -> None:
    """What is left out is left out for a shared system alone; the same cases give the same folds."""
    known, parts = folded([(0, 1), (0, 2), (3, 4), (5, 6), (5, 7), (6, 8)], count=3)
    for part in parts:
        held = {system for case in known if case.id in part.held for system in case.systems}
        assert part.trained == tuple(case.id for case in known if not case.systems & held)
    assert parts == folded([(0, 1), (0, 2), (3, 4), (5, 6), (5, 7), (6, 8)], count=3)[1]


@pytest.mark.corpus
def test_the_folds_of_the_known_cases_leave_enough_to_fit_on() -> None:
    """Of the cases that may be fitted on, each fold fits on half at least."""
    import cases
    import folds

    known = cases.read_cases()
    if not known:
        pytest.skip("no corpus with cases here")
    assert all(len(part.trained) >= len(known) / 2 for part in folds.folds(known))
