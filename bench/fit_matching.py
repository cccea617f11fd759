"""Fit the numbers of designer/match/data/weights.json on mapping cases, and say how they do on systems they were not fitted on.

    python bench/fit_matching.py --corpus FOLDER [--write]

Two softmax models, each with the choice "none of these" at score 0: one over the features of a pair, one over what its neighbours and
rivals say. Every case is judged by numbers fitted only on cases that share no system with it; those judgements also give the second
model its inputs and the confidence its steps. Plain Python in a fixed order: the same input gives the same file.
"""

from __future__ import annotations

import argparse
import json
import math
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from designer.match.fields.features import FEATURES
from designer.match.fields.ranking import SECOND, Pairs, compare, probabilities, second_pass
from designer.specs.address import resolve_address

OUT = Path(__file__).resolve().parent.parent / "designer" / "match" / "data" / "weights.json"
ROUNDS = 12
AVERAGED = 4
RATE = 0.4
DECAY = 0.002
UNTOLD = 0.15
"""Weight of a target of which the case says nothing: most likely, nothing fills it."""
UNTOLD_PER_TOLD = 3
HARDEST = 11
"""So many compared sources of a target are fitted on, besides the right ones."""
BINS = 8
CAUTION = 3
"""Systems whose words the dictionary was not written beside are known less well: so many times the errors seen here are reckoned with."""

Row = tuple[list[tuple[float, ...]], frozenset[int], float]
"""Features of the choices, indexes of the right ones (none: nothing fills the target), weight."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A case with its compared pairs: for each told target the paths that are right."""

    id: str
    systems: frozenset[str]
    pairs: Pairs
    truth: dict[str, frozenset[str]]


def normal(path: str) -> str:
    """Return a path as the cases compare it."""
    return re.sub(r'"([^".]+)"', r"\1", path.strip()).rstrip("[]").lower()


def address(corpus: Path, side: dict[str, Any]) -> str:
    """Return what `designer map` is given for one side of a case."""
    if side.get("object_schema"):
        return str(corpus / side["object_schema"])
    if side["schema"] == "@request":
        operation = side["operations"][0]
        return f"{corpus / side['spec']}::{operation['method'].upper()} {operation['path']}"
    return f"{corpus / side['spec']}{side['schema']}"


def read_case(path: Path, corpus: Path) -> Case:
    """Read a case and compare its fields."""
    case = yaml.safe_load(path.read_text(encoding="utf-8"))
    source = resolve_address(address(corpus, case["source"]), base=Path("/"))
    target = resolve_address(address(corpus, case["target"]), base=Path("/"))
    pairs = compare(source.fields("read"), target.fields("write"), (source.title, target.title))
    truth: dict[str, set[str]] = {}
    for pair in case["pairs"]:
        right = truth.setdefault(normal(pair["target"]), set())
        for one in [pair["source"], *pair.get("alternates", [])] if pair["source"] is not None else []:
            right.update(normal(name) for name in ([one] if isinstance(one, str) else one))
    systems = frozenset(case[side]["system"].split()[0].lower() for side in ("source", "target"))
    return Case(id=case["id"], systems=systems, pairs=pairs, truth={k: frozenset(v) for k, v in truth.items()})


def rows(case: Case, seen: list[dict[int, tuple[float, ...]]]) -> list[Row]:
    """Return what is fitted on of a case; of the targets that it does not tell of, the first few that have choices."""
    told: list[Row] = []
    untold: list[Row] = []
    for target, choices in zip(case.pairs.targets, seen, strict=True):
        if not choices:
            continue
        right = case.truth.get(normal(target.path))
        indexes = list(choices)
        good = {i for i in indexes if right and normal(case.pairs.sources[i].path) in right}
        kept = [i for position, i in enumerate(indexes) if position < HARDEST or i in good]
        row = ([choices[i] for i in kept], frozenset(kept.index(i) for i in good), 1.0 if right is not None else UNTOLD)
        (untold if right is None else told).append(row)
    return told + untold[:: max(1, len(untold) // max(1, UNTOLD_PER_TOLD * len(told)))]


def fit(data: list[Row], size: int) -> list[float]:
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


def _gradient(weights: list[float], choices: list[tuple[float, ...]], right: frozenset[int], share: float) -> list[float]:
    scores = [sum(map(float.__mul__, weights, seen)) for seen in choices]
    chances = probabilities(dict(enumerate(scores)))
    wanted = sum(chances[i] for i in right) if right else 1.0
    gradient = [0.0] * len(weights)
    for i, seen in enumerate(choices):
        due = chances[i] / wanted if i in right and wanted > 0 else 0.0
        error = (chances[i] - due) * share
        if abs(error) > 1e-4:
            for k, value in enumerate(seen):
                if value:
                    gradient[k] += error * value
    return gradient


def first_seen(case: Case) -> list[dict[int, tuple[float, ...]]]:
    """Return the pair features with a constant 1 at the end."""
    return [{i: (*seen, 1.0) for i, seen in row} for row in case.pairs.seen]


def scored(case: Case, weights: list[float]) -> list[dict[int, float]]:
    """Return the first model's scores of a case."""
    return [{i: sum(map(float.__mul__, weights, seen)) for i, seen in row.items()} for row in first_seen(case)]


def main() -> None:
    """Fit, judge, print and, if asked, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", type=Path, required=True)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    cases = [read_case(path, options.corpus) for path in sorted((options.corpus / "cases").glob("*.yaml"))]
    pair_rows = {case.id: rows(case, first_seen(case)) for case in cases}
    unseen = {case.id: second_pass(case.pairs, scored(case, _fit_without(case, cases, pair_rows, len(FEATURES) + 1))) for case in cases}
    second_rows = {case.id: rows(case, list(unseen[case.id])) for case in cases}
    judged: list[tuple[str, float, bool, bool]] = []
    for case in cases:
        weights = _fit_without(case, cases, second_rows, len(SECOND) + 1)
        judged.extend(_judged(case, unseen[case.id], weights))
    for group in ("api", "warehouse"):
        print(group, "on systems not fitted on:", _told(judged, group))  # noqa: T201 - a script's own output
    pair = fit([row for case in cases for row in pair_rows[case.id]], len(FEATURES) + 1)
    neighbourhood = fit([row for case in cases for row in second_rows[case.id]], len(SECOND) + 1)
    fitted = []
    for case in cases:
        fitted.extend(_judged(case, second_pass(case.pairs, scored(case, pair)), neighbourhood))
    print("api, fitted on itself:", _told(fitted, "api"))  # noqa: T201 - the same
    result = {
        "pair": {name: round(value, 4) for name, value in zip((*FEATURES, "constant"), pair, strict=True)},
        "neighbourhood": {name: round(value, 4) for name, value in zip((*SECOND, "constant"), neighbourhood, strict=True)},
        "confidence": steps([(chance, hit) for _, chance, hit, _ in judged]),
    }
    if options.write:
        OUT.write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")
    else:
        pass


def _fit_without(case: Case, cases: list[Case], data: dict[str, list[Row]], size: int) -> list[float]:
    """Fit on the cases that share no system with *case*."""
    return fit([row for other in cases if not other.systems & case.systems for row in data[other.id]], size)


def _judged(case: Case, seen: Any, weights: list[float]) -> list[tuple[str, float, bool, bool]]:
    """Return, for each told target that a source fills: group, chance of the first choice, whether it and one of five is right."""
    result = []
    group = "warehouse" if "warehouse" in case.id else "api"
    for target, row in zip(case.pairs.targets, seen, strict=True):
        right = case.truth.get(normal(target.path))
        if not right:
            continue
        chances = probabilities({i: sum(map(float.__mul__, weights, one)) for i, one in row.items()})
        order = sorted(chances, key=lambda i: (-chances[i], len(case.pairs.sources[i].keys), i))
        hits = [normal(case.pairs.sources[i].path) in right for i in order[:5]]
        result.append((group, chances[order[0]] if order else 0.0, bool(hits and hits[0]), any(hits)))
    return result


def _told(judged: list[tuple[str, float, bool, bool]], group: str) -> str:
    own = [one for one in judged if one[0] == group]
    sure = [one for one in own if one[1] >= 0.8]
    return (
        f"targets {len(own)} R@1 {sum(o[2] for o in own) / len(own):.3f} R@5 {sum(o[3] for o in own) / len(own):.3f} "
        f"p>=.8 {len(sure) / len(own):.2f} of them right {sum(o[2] for o in sure) / max(1, len(sure)):.3f}"
    )


def steps(judged: list[tuple[float, bool]]) -> list[list[float]]:
    """Return rising steps from a probability to the share that was right, by pooling neighbours that fall."""
    ordered = sorted(judged)
    size = max(1, len(ordered) // BINS)
    pools = [[sum(c for c, _ in part) / len(part), sum(h for _, h in part), len(part)] for part in _parts(ordered, size)]
    merged: list[list[float]] = []
    for pool in pools:
        merged.append(list(pool))
        while len(merged) > 1 and merged[-2][1] / merged[-2][2] >= merged[-1][1] / merged[-1][2]:
            last, before = merged.pop(), merged.pop()
            whole = before[2] + last[2]
            merged.append([(before[0] * before[2] + last[0] * last[2]) / whole, before[1] + last[1], whole])
    return [[round(chance, 4), round((hits + 0.7) / (hits + 0.7 + CAUTION * (count - hits + 0.3)), 4)] for chance, hits, count in merged]


def _parts(ordered: list[tuple[float, bool]], size: int) -> list[list[tuple[float, bool]]]:
    return [ordered[start : start + size] for start in range(0, len(ordered), size)]


if __name__ == "__main__":
    main()
