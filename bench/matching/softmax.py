"""Fit a softmax over choices: weights that make the right ones likely. "None of these" may be a choice, with the score 0."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from scipy.optimize import minimize

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

ENOUGH = {"maxiter": 500, "ftol": 1e-12, "gtol": 1e-6}


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """Choices with their features, which are right (none: "none of these" is), and how much the row counts."""

    choices: NDArray[np.float64]
    right: NDArray[np.bool_]
    weight: float


def row(choices: Sequence[tuple[float, ...]], right: Sequence[bool], weight: float) -> Row:
    """Return a row of plain numbers."""
    return Row(choices=np.array(choices, dtype=np.float64), right=np.array(right, dtype=np.bool_), weight=weight)


def fit(rows: Sequence[Row], *, decay: float) -> tuple[float, ...]:
    """Return the weights with the greatest likelihood, held small by half of *decay* times their squares.

    "None of these" is a choice of every row. The last feature is always 1; its weight, the constant term, is free.
    """
    problem = _Problem(rows, decay)
    problem.decay[-1] = 0.0
    return _solved(problem)


def fit_near(rows: Sequence[Row], known: Sequence[float], *, decay: float) -> tuple[float, ...]:
    """Return the weights with the greatest likelihood, held near *known* ones; in every row one of the choices is right."""
    return _solved(_Problem(rows, decay, near=known))


def _solved(problem: _Problem) -> tuple[float, ...]:
    """Run limited-memory BFGS to the end; with three decimals kept, the result does not hang on the order of sums."""
    found = minimize(problem.loss, problem.near.copy(), jac=True, method="L-BFGS-B", options=ENOUGH)
    return tuple(round(float(value), 3) for value in found.x)


class _Problem:
    """All rows as one matrix, so that a step is a few products."""

    def __init__(self, rows: Sequence[Row], decay: float, *, near: Sequence[float] = ()) -> None:
        self._choices = np.concatenate([one.choices for one in rows])
        self._right = np.concatenate([one.right for one in rows])
        lengths = [len(one.right) for one in rows]
        self._starts = np.cumsum([0, *lengths[:-1]])
        self._row = np.repeat(np.arange(len(rows)), lengths)
        self._weights = np.array([one.weight for one in rows])
        self._any = np.array([bool(one.right.any()) for one in rows])
        size = int(self._choices.shape[1])
        self.near = np.array(near, dtype=np.float64) if len(near) else np.zeros(size)
        self.decay = np.full(size, decay)
        self._may_be_none = not len(near)

    def loss(self, weights: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        """Return the loss and its slope."""
        scores = self._choices @ weights
        top = np.maximum.reduceat(scores, self._starts)
        top = np.maximum(top, 0.0) if self._may_be_none else top
        powers, none = np.exp(scores - top[self._row]), np.exp(-top) if self._may_be_none else np.zeros_like(top)
        whole = none + np.add.reduceat(powers, self._starts)
        good = np.add.reduceat(np.where(self._right, powers, 0.0), self._starts)
        wanted = np.where(self._any, good, none)
        apart = weights - self.near
        loss = -(self._weights * np.log(np.maximum(wanted, 1e-300) / whole)).sum() + 0.5 * (self.decay * apart**2).sum()
        given = powers / whole[self._row]
        due = np.where(self._right, powers / np.maximum(good, 1e-300)[self._row], 0.0)
        slope = self._choices.T @ ((given - due) * self._weights[self._row]) + self.decay * apart
        return float(loss), slope
