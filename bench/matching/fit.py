"""Fit the numbers of designer/match/data/weights.json on the cases of field matching.

    python bench/matching/fit.py [--write]

Two softmax models, each with the choice "none of these" at score 0: one over the features of a pair, one over what stands around it.
Every case is judged by numbers fitted only on cases that share no system with it; those judgements give the second model its inputs and
the confidence its steps.
"""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cases import ROOT, Case, normal, read_cases
from folds import Fold, folds
from softmax import Row, fit, row

from designer.match.fields.features import FEATURES
from designer.match.fields.neighbourhood import SECOND, probabilities, second_look
from designer.match.fields.ranking import Pairs, compare
from designer.match.fields.weights import Weights

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

OUT = ROOT / "designer" / "match" / "data" / "weights.json"
DECAY, SECOND_DECAY = 2.0, 0.3
"""How small the weights of both models are held."""
DECOY = 0.3
"""Weight of a required target that no source fills: our cases name many more of them than there are on an ordinary day."""
DOUBTFUL = 0.3
"""Weight of a target of which judges disagree."""
UNTOLD = 0.15
"""Weight of a target of which the case says nothing: most likely, nothing fills it."""
UNTOLD_PER_TOLD = 3
HARDEST = 11
"""So many compared sources of a target are fitted on, besides the right ones."""
INNER = 16
"""Folds within what is fitted on: each case gets its first scores, and is judged, by numbers that never saw its systems."""
BINS = 12

Seen = dict[int, tuple[float, ...]]
"""Features of the sources of one target, by the source's index, with a constant 1 at the end."""
Judged = tuple[float, bool, float]
"""The chance of a first choice, whether it is right, and how much that counts."""


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

    def __init__(self, rows: dict[str, list[Row]], decay: float) -> None:
        """Hold what may be fitted on, by case."""
        self._rows = rows
        self._decay = decay
        self._made: dict[tuple[str, ...], tuple[float, ...]] = {}

    def on(self, names: Iterable[str]) -> tuple[float, ...]:
        """Return the weights fitted on these cases, the constant term last."""
        names = tuple(names)
        if names not in self._made:
            self._made[names] = fit([one for name in names for one in self._rows[name]], decay=self._decay)
        return self._made[names]


@dataclass(frozen=True, slots=True, kw_only=True)
class Stages:
    """Both models, and by case how the second one of other folds judged it."""

    pair: Model
    neighbourhood: Model
    judged: dict[str, list[Judged]]

    def weights(self, names: Iterable[str]) -> Weights:
        """Return the numbers fitted on these cases."""
        names = tuple(names)
        return Weights(
            pair=self.pair.on(names),
            neighbourhood=self.neighbourhood.on(names),
            confidence=_steps([hit for name in names for hit in self.judged[name]]),
        )


def _staged(known: Sequence[ComparedCase], parts: Sequence[Fold], without: frozenset[str]) -> Stages:
    cases = {one.case.id: one for one in known}
    pair = Model({name: _first_rows(one, without) for name, one in cases.items()}, DECAY)
    unseen = {name: _second_seen(cases[name], pair.on(part.trained), without) for part in parts for name in part.held}
    neighbourhood = Model({name: _rows(one, unseen[name]) for name, one in cases.items()}, SECOND_DECAY)
    judged = {name: _judged(cases[name], unseen[name], neighbourhood.on(part.trained)) for part in parts for name in part.held}
    return Stages(pair=pair, neighbourhood=neighbourhood, judged=judged)


def _first_rows(one: ComparedCase, without: frozenset[str]) -> list[Row]:
    kept = [float(name not in without) for name in FEATURES]
    return _rows(one, [{i: (*map(float.__mul__, kept, seen), 1.0) for i, seen in row} for row in one.pairs.seen])


def _second_seen(one: ComparedCase, weights: Sequence[float], without: frozenset[str]) -> list[Seen]:
    kept = (*(float(name not in without) for name in SECOND), 1.0)
    scores = [{i: _dot(weights, (*seen, 1.0)) for i, seen in row} for row in one.pairs.seen]
    looked = second_look(one.pairs.sources, one.pairs.targets, scores)
    return [{i: tuple(map(float.__mul__, kept, seen)) for i, seen in row.items()} for row in looked] if without else list(looked)


def _rows(one: ComparedCase, seen: list[Seen]) -> list[Row]:
    """Return what is fitted on of a case; of the targets that it does not tell of, the first few that have choices."""
    told: list[Row] = []
    untold: list[Row] = []
    for target, choices in zip(one.pairs.targets, seen, strict=True):
        if not choices:
            continue
        known = _known(one.case, normal(target.path))
        right = known[0] if known else frozenset()
        good = {i for i in choices if normal(one.pairs.sources[i].path) in right}
        kept = [i for position, i in enumerate(choices) if position < HARDEST or i in good]
        made = row([choices[i] for i in kept], [i in good for i in kept], known[1] if known else UNTOLD)
        (told if known else untold).append(made)
    return told + untold[:: max(1, len(untold) // max(1, UNTOLD_PER_TOLD * len(told)))]


def _known(case: Case, target: str) -> tuple[frozenset[str], float] | None:
    """Return the right sources of a target and how much they count, `None` if the case says nothing of it."""
    if target in case.decoys:
        return frozenset(), DECOY
    told = next((one for one in case.told if one.target == target), None)
    return (told.sources, DOUBTFUL if told.doubtful else 1.0) if told else None


def _judged(one: ComparedCase, seen: list[Seen], weights: Sequence[float]) -> list[Judged]:
    """Return, for each target that the case tells of, what the first choice is worth: of a decoy, none is right."""
    sources = one.pairs.sources
    result = []
    for target, choices in zip(one.pairs.targets, seen, strict=True):
        known = _known(one.case, normal(target.path))
        if not known or not choices:
            continue
        chances = probabilities({i: _dot(weights, choice) for i, choice in choices.items()})
        best = min(chances, key=lambda i: (-chances[i], len(sources[i].keys), i))
        result.append((chances[best], normal(sources[best].path) in known[0], known[1]))
    return result


def _steps(judged: Sequence[Judged]) -> tuple[tuple[float, float], ...]:
    """Return rising steps from a probability to the share that was right: isotonic, by pooling neighbours that fall."""
    ordered = sorted(judged)
    size = max(1, len(ordered) // BINS)
    merged: list[_Pool] = []
    for start in range(0, len(ordered), size):
        merged.append(_Pool.of(ordered[start : start + size]))
        while len(merged) > 1 and merged[-2].share >= merged[-1].share:
            merged.append(merged.pop().joined(merged.pop()))
    return tuple((round(pool.chance / pool.weight, 4), round(pool.share, 4)) for pool in merged)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Pool:
    """Judgements side by side: the sums of their chances, of what was right, and of their weights."""

    chance: float
    right: float
    weight: float

    @classmethod
    def of(cls, judged: Sequence[Judged]) -> _Pool:
        return cls(
            chance=sum(chance * weight for chance, _, weight in judged),
            right=sum(weight for _, hit, weight in judged if hit),
            weight=sum(weight for *_, weight in judged),
        )

    @property
    def share(self) -> float:
        """Return the share that is right, with half a right and half a wrong one more: no pool is quite sure."""
        return (self.right + 0.5) / (self.weight + 1.0)

    def joined(self, other: _Pool) -> _Pool:
        return _Pool(chance=self.chance + other.chance, right=self.right + other.right, weight=self.weight + other.weight)


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
