"""Fit the numbers of designer/match/data/operation_weights.json on briefs whose operations are known, and say how they do elsewhere.

    python bench/matching/fit_operations.py [--write] [--misses]

A softmax over the operations of a system for each side of a case: by the words first, held near numbers set beforehand; then, over the
first few, by how well the fields of both sides cover each other. Every case is judged by numbers fitted on cases that share no system
with it.
"""

from __future__ import annotations

import argparse
import json
import math
import sys
from typing import TYPE_CHECKING

from briefs import read_brief_cases
from cases import ROOT
from choices import GROUPS, SET_BEFOREHAND, Choice, Group, Side, choices_of, score
from folds import FOLDS, folds
from softmax import fit_near, row

from designer.match.operations.covering import Heads, Seen, covering, first_of, looked_again
from designer.match.operations.weights import NAMES, OperationWeights

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from briefs import BriefCase
    from softmax import Row

OUT = ROOT / "designer" / "match" / "data" / "operation_weights.json"
DECAY, COVERING_DECAY = 2.0, 0.5
"""How near the numbers are held to those set beforehand."""
HARDEST = 25
"""So many operations of a side are fitted on besides the right ones."""
UNCOVERED = (1.0, 0.0, 0.0, 0.0)
"""What is known of the second look beforehand: the words' score stands."""
NOWHERE = 1000
"""The place of what was not even weighed."""


def fitted(choices: Sequence[Choice]) -> OperationWeights:
    """Return the numbers that make the right operations likeliest."""
    first = {group: _by_words(group, choices) for group in GROUPS}
    second = {group: _by_fields(group, choices, first) for group in GROUPS}
    return OperationWeights(read=first["read"], write=first["write"], read_covering=second["read"], write_covering=second["write"])


def _by_words(group: Group, choices: Sequence[Choice]) -> tuple[float, ...]:
    known = SET_BEFOREHAND[group]
    return fit_near([_hard(one, known) for one in choices if one.own.group == group and one.right], known, decay=DECAY)


def _hard(choice: Choice, known: Sequence[float]) -> Row:
    """Return the right operations and those that are hardest to tell from them."""
    numbers = choice.own.numbers
    wrong = sorted((at for at in range(len(numbers)) if at not in choice.right), key=lambda at: (-score(known, numbers[at]), at))
    kept = [*sorted(choice.right), *wrong[:HARDEST]]
    return row([numbers[at] for at in kept], [at in choice.right for at in kept], 1.0)


def _by_fields(group: Group, choices: Sequence[Choice], first: dict[Group, tuple[float, ...]]) -> tuple[float, ...]:
    return fit_near(list(_covered(group, choices, first)), UNCOVERED, decay=COVERING_DECAY)


def _covered(group: Group, choices: Sequence[Choice], first: dict[Group, tuple[float, ...]]) -> Iterator[Row]:
    for one in choices:
        if one.own.group != group:
            continue
        scores = _scores(first[group], one.own)
        seen = _seen(one, scores, _scores(first[one.other.group], one.other))
        if one.right & seen.keys():
            yield row([(scores[at], *numbers) for at, numbers in seen.items()], [at in one.right for at in seen], 1.0)


def _scores(weights: Sequence[float], side: Side) -> list[float]:
    return [score(weights, numbers) for numbers in side.numbers]


def _seen(choice: Choice, scores: Sequence[float], others: Sequence[float]) -> dict[int, Seen]:
    """Return the numbers of the second look, by the place of the operation."""
    first, beside = first_of(scores), first_of(others)
    own = [_heads(choice.own, at) for at in first]
    return dict(zip(first, covering(own, [_heads(choice.other, at) for at in beside], [others[at] for at in beside]), strict=True))


def _heads(side: Side, at: int) -> Heads:
    return side.heads.get(at, {})


def rank(choice: Choice, weights: OperationWeights) -> int:
    """Return the place of the first right operation, from 0."""
    by_group = {"read": (weights.read, weights.read_covering), "write": (weights.write, weights.write_covering)}
    words, fields = by_group[choice.own.group]
    scores = _scores(words, choice.own)
    again = looked_again(scores, _seen(choice, scores, _scores(by_group[choice.other.group][0], choice.other)), fields)
    best = max((again[at] for at in choice.right), default=-math.inf)
    return sum(point > best for point in again) if choice.right else NOWHERE


def cross_validated(cases: Sequence[BriefCase], choices: Sequence[Choice]) -> list[tuple[Choice, int]]:
    """Return each side with its rank under numbers fitted on cases that share no system with its own."""
    judged = []
    for part in folds(cases, FOLDS):
        held, trained = frozenset(part.held), frozenset(part.trained)
        weights = fitted([choice for choice in choices if choice.case in trained])
        judged += [(choice, rank(choice, weights)) for choice in choices if choice.case in held]
    return judged


def told(name: str, judged: Sequence[tuple[Choice, int]]) -> str:
    """Return a line of figures."""
    parts = []
    for label, groups in (("all", GROUPS), ("read", ("read",)), ("write", ("write",))):
        ranks = [place for choice, place in judged if choice.own.group in groups]
        count = max(len(ranks), 1)
        parts.append(f"{label} {len(ranks)}: R@1 {sum(r < 1 for r in ranks) / count:.3f} R@5 {sum(r < 5 for r in ranks) / count:.3f}")
    return f"{name:20} {'   '.join(parts)}\n"


def written(numbers: OperationWeights) -> str:
    """Return the data file's text."""
    return json.dumps({group: dict(zip(names, getattr(numbers, group), strict=True)) for group, names in NAMES.items()}, indent=1) + "\n"


def main() -> None:
    """Fit on all cases that may be fitted on, tell the figures, write the file if asked to."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true", help="write the data file")
    parser.add_argument("--misses", action="store_true", help="name the sides that are not first")
    options = parser.parse_args()
    cases = read_brief_cases()
    choices = choices_of(cases)
    numbers = fitted(choices)
    judged = cross_validated(cases, choices)
    sys.stdout.write(told("cross-validated", judged))
    for origin in sorted({choice.origin for choice in choices}):
        sys.stdout.write(told(f"  {origin}", [one for one in judged if one[0].origin == origin]))
    sys.stdout.write(told("fitted on the same", [(choice, rank(choice, numbers)) for choice in choices]))
    if options.misses:
        sys.stdout.writelines(f"  {place:4} {one.own.group:5} {one.case}\n" for one, place in judged if place)
    if options.write:
        OUT.write_text(written(numbers), encoding="utf-8")


if __name__ == "__main__":
    main()
