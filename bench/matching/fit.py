"""Fit the numbers of designer/match/data/weights.json on the cases of field matching.

    python bench/matching/fit.py [--write]

Two softmax models, each with the choice "none of these" at score 0: one over the features of a pair, one over what its neighbours and
rivals say. Every case is judged by numbers fitted only on cases that share no system with it; those judgements give the second model
its inputs and the confidence its steps. Plain Python in a fixed order: the same input gives the same file.
"""

from __future__ import annotations

import argparse
import json
import math
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cases import ROOT, Case, normal, read_cases
from folds import Fold, folds

from designer.match.fields.features import FEATURES
from designer.match.fields.ranking import SECOND, Pairs, compare, probabilities, second_pass
from designer.match.fields.weights import Weights

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

OUT = ROOT / "designer" / "match" / "data" / "weights.json"
ROUNDS = 12
AVERAGED = 4
RATE = 0.4
DECAY = 0.002
UNTOLD = 0.15
"""Weight of a target of which the case says nothing: most likely, nothing fills it."""
UNTOLD_PER_TOLD = 3
HARDEST = 11
"""So many compared sources of a target are fitted on, besides the right ones."""
INNER = 6
"""Folds within what is fitted on: each case gets its first scores, and is judged, by numbers that never saw its systems."""
BINS = 8
CAUTION = 3
"""Systems whose words the dictionary was not written beside are known less well: so many times the errors seen here are reckoned with."""

Seen = dict[int, tuple[float, ...]]
"""Features of the sources of one target, by the source's index, with a constant 1 at the end."""
Sparse = tuple[tuple[int, float], ...]
"""Which features are not 0, and their values."""
Row = tuple[tuple[Sparse, ...], frozenset[int], float]
"""Features of the choices, indexes of the right ones (none: nothing fills the target), weight."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparedCase:
    """A case with its compared pairs."""

    case: Case
    pairs: Pairs


def compared(case: Case) -> ComparedCase:
    """Compare the fields of a case."""
    return ComparedCase(case=case, pairs=compare(case.sources, case.targets, case.titles))


def fitted(known: Sequence[ComparedCase], *, without: Collection[str] = ()) -> Weights:
    """Return the numbers of both models and of the confidence; features *without* which it must do count nothing."""
    stages = _staged(known, folds([one.case for one in known], INNER), frozenset(without))
    return stages.weights(one.case.id for one in known)


def fitted_apart(known: Sequence[ComparedCase], parts: Sequence[Fold], *, without: Collection[str] = ()) -> tuple[Weights, ...]:
    """Return for each part numbers fitted without it, in one go: its cases still have a say in what the others' first scores are.

    That is cheaper by a factor than calling `fitted` for each part, and flatters a little: good for comparing, not for publishing.
    """
    stages = _staged(known, parts, frozenset(without))
    return tuple(stages.weights(part.trained) for part in parts)


class Model:
    """One of the two models over some cases; what was fitted on the same cases once is not fitted again."""

    def __init__(self, rows: dict[str, list[Row]], size: int) -> None:
        """Hold what may be fitted on, by case."""
        self._rows = rows
        self._size = size
        self._made: dict[tuple[str, ...], list[float]] = {}

    def on(self, names: Iterable[str]) -> list[float]:
        """Return the weights fitted on these cases, the constant term last."""
        names = tuple(names)
        if names not in self._made:
            self._made[names] = _model([row for name in names for row in self._rows[name]], self._size)
        return self._made[names]


@dataclass(frozen=True, slots=True, kw_only=True)
class Stages:
    """Both models, and by case how the second one of other folds judged it."""

    pair: Model
    neighbourhood: Model
    judged: dict[str, list[tuple[float, bool]]]

    def weights(self, names: Iterable[str]) -> Weights:
        """Return the numbers fitted on these cases."""
        names = tuple(names)
        return Weights(
            pair=tuple(round(value, 4) for value in self.pair.on(names)),
            neighbourhood=tuple(round(value, 4) for value in self.neighbourhood.on(names)),
            confidence=_steps([hit for name in names for hit in self.judged[name]]),
        )


def _staged(known: Sequence[ComparedCase], parts: Sequence[Fold], without: frozenset[str]) -> Stages:
    cases = {one.case.id: one for one in known}
    pair = Model({name: _first_rows(one, without) for name, one in cases.items()}, len(FEATURES) + 1)
    unseen = {name: _second_seen(cases[name], pair.on(part.trained)) for part in parts for name in part.held}
    neighbourhood = Model({name: _rows(one, unseen[name]) for name, one in cases.items()}, len(SECOND) + 1)
    judged = {name: _judged(cases[name], unseen[name], neighbourhood.on(part.trained)) for part in parts for name in part.held}
    return Stages(pair=pair, neighbourhood=neighbourhood, judged=judged)


def _first_rows(one: ComparedCase, without: frozenset[str]) -> list[Row]:
    kept = [float(name not in without) for name in FEATURES]
    return _rows(one, [{i: (*map(float.__mul__, kept, seen), 1.0) for i, seen in row} for row in one.pairs.seen])


def _second_seen(one: ComparedCase, weights: Sequence[float]) -> list[Seen]:
    scores = [{i: _dot(weights, (*seen, 1.0)) for i, seen in row} for row in one.pairs.seen]
    return list(second_pass(one.pairs, scores))


def _rows(one: ComparedCase, seen: list[Seen]) -> list[Row]:
    """Return what is fitted on of a case; of the targets that it does not tell of, the first few that have choices."""
    truth = one.case.truth
    told: list[Row] = []
    untold: list[Row] = []
    for target, choices in zip(one.pairs.targets, seen, strict=True):
        if not choices:
            continue
        right = truth.get(normal(target.path))
        good = {i for i in choices if right and normal(one.pairs.sources[i].path) in right}
        kept = [i for position, i in enumerate(choices) if position < HARDEST or i in good]
        row = (
            tuple(_sparse(choices[i]) for i in kept),
            frozenset(kept.index(i) for i in good),
            1.0 if right is not None else UNTOLD,
        )
        (untold if right is None else told).append(row)
    return told + untold[:: max(1, len(untold) // max(1, UNTOLD_PER_TOLD * len(told)))]


def _sparse(seen: tuple[float, ...]) -> Sparse:
    return tuple((k, float(value)) for k, value in enumerate(seen) if value)


def _model(data: list[Row], size: int) -> list[float]:
    """Return weights and constant term (last) that make the right choices likely.

    One row after the other in a fixed mixed order, each weight's steps shrinking with what it has seen; the later rounds are averaged.
    """
    weights, seen, kept = [0.0] * size, [1.0] * size, [0.0] * size
    order = sorted(range(len(data)), key=lambda number: (number * 7919) % len(data))
    for turn in range(ROUNDS):
        for number in order:
            gradient = _gradient(weights, *data[number])
            for k in range(size):
                slope = gradient[k] + (DECAY * weights[k] if k < size - 1 else 0.0)
                if slope:
                    seen[k] += slope * slope
                    weights[k] -= RATE * slope / math.sqrt(seen[k])
        if turn >= ROUNDS - AVERAGED:
            kept = [old + new / AVERAGED for old, new in zip(kept, weights, strict=True)]
    return kept


def _gradient(weights: list[float], choices: tuple[Sparse, ...], right: frozenset[int], share: float) -> list[float]:
    chances = probabilities({i: sum([weights[k] * value for k, value in seen]) for i, seen in enumerate(choices)})
    wanted = sum(chances[i] for i in right) if right else 1.0
    gradient = [0.0] * len(weights)
    for i, seen in enumerate(choices):
        due = chances[i] / wanted if i in right and wanted > 0 else 0.0
        error = (chances[i] - due) * share
        if abs(error) > 1e-4:
            for k, value in seen:
                gradient[k] += error * value
    return gradient


def _judged(one: ComparedCase, seen: list[Seen], weights: Sequence[float]) -> list[tuple[float, bool]]:
    """Return, for each told target that a source fills, the chance of the first choice and whether it is right."""
    truth, sources = one.case.truth, one.pairs.sources
    result = []
    for target, row in zip(one.pairs.targets, seen, strict=True):
        right = truth.get(normal(target.path))
        if not right:
            continue
        chances = probabilities({i: _dot(weights, choice) for i, choice in row.items()})
        best = min(chances, key=lambda i: (-chances[i], len(sources[i].keys), i), default=None)
        hit = best is not None and normal(sources[best].path) in right
        result.append((chances[best] if best is not None else 0.0, hit))
    return result


def _steps(judged: list[tuple[float, bool]]) -> tuple[tuple[float, float], ...]:
    """Return rising steps from a probability to the share that was right, by pooling neighbours that fall."""
    ordered = sorted(judged)
    size = max(1, len(ordered) // BINS)
    parts = [ordered[start : start + size] for start in range(0, len(ordered), size)]
    merged: list[tuple[float, float, int]] = []
    for part in parts:
        merged.append((sum(chance for chance, _ in part) / len(part), sum(hit for _, hit in part), len(part)))
        while len(merged) > 1 and merged[-2][1] / merged[-2][2] >= merged[-1][1] / merged[-1][2]:
            merged.append(_pooled(merged.pop(), merged.pop()))
    return tuple((round(chance, 4), _share(hits, count)) for chance, hits, count in merged)


def _pooled(one: tuple[float, float, int], two: tuple[float, float, int]) -> tuple[float, float, int]:
    whole = one[2] + two[2]
    return (two[0] * two[2] + one[0] * one[2]) / whole, two[1] + one[1], whole


def _share(hits: float, count: int) -> float:
    return round((hits + 0.7) / (hits + 0.7 + CAUTION * (count - hits + 0.3)), 4)


def _dot(weights: Sequence[float], seen: Sequence[float]) -> float:
    return sum(map(float.__mul__, weights, seen))


def main() -> None:
    """Fit on all cases that may be fitted on, and print or write the numbers."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true", help="write the data file; otherwise the numbers are printed")
    options = parser.parse_args()
    text = written(fitted([compared(case) for case in read_cases()]))
    if options.write:
        OUT.write_text(text, encoding="utf-8")
    else:
        sys.stdout.write(text)


def written(numbers: Weights) -> str:
    """Return the data file's text."""
    result = {
        "pair": dict(zip((*FEATURES, "constant"), numbers.pair, strict=True)),
        "neighbourhood": dict(zip((*SECOND, "constant"), numbers.neighbourhood, strict=True)),
        "confidence": numbers.confidence,
    }
    return json.dumps(result, indent=1) + "\n"


if __name__ == "__main__":
    main()
