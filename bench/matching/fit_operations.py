"""Fit the numbers of designer/match/data/operation_weights.json on briefs whose operations are known, and say how they do elsewhere.

    python bench/matching/fit_operations.py --corpus FOLDER --cases FOLDER [--cases FOLDER …] [--write]

A softmax over the operations of a system for each side of a case; what is learned is kept near numbers set beforehand, which say what
speaks for an operation and what against it. Every side is judged by numbers fitted on the cases that share no system with it. Plain
Python in a fixed order: the same input gives the same file.
"""

from __future__ import annotations

import argparse
import json
import math
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from designer.cli.systems import systems_of
from designer.match.operations.features import FEATURES, GROUPS
from designer.match.operations.ranking import weigh_operations
from designer.pipeline.described import brief_of
from designer.plan.asking import asked_of
from designer.specs.catalog import load_catalog

OUT = Path(__file__).resolve().parents[2] / "designer" / "match" / "data" / "operation_weights.json"
ROUNDS = 60
RATE = 0.15
DECAY = 0.02
"""How strongly a number is drawn back to the one set beforehand, for each round and side."""
HARDEST = 25
"""So many operations of a side are fitted on besides the right ones."""
FOLDS = 8

WORDS = {
    "resource_said": 3.0, "others_said": 0.8, "tag_said": 1.0, "name_said": 1.0, "summary_said": 1.2, "description_said": 0.4,
    "schema_said": 0.8, "parameter_said": 0.2,
    "resource_meant": 2.4, "others_meant": 0.6, "tag_meant": 0.8, "name_meant": 0.8, "summary_meant": 0.9, "description_meant": 0.3,
    "schema_meant": 0.6, "parameter_meant": 0.1,
    "resource_filled": 2.0, "head": 1.2, "made": 0.8, "placed": -0.8, "below_place": 1.0, "pair": 1.0, "strange": -2.0, "unasked": -1.0,
    "central": 1.0,
    "parameters": -1.0, "parts": -0.3, "deprecated": -0.6, "generic": 0.5, "many": -1.0, "named_by_verb": 0.8, "action_asked": 1.8,
    "action_unasked": -1.5, "has_words": 0.0,
}  # fmt: skip
PRIOR = {
    "write": WORDS | {
        "collection_made": 2.4, "record_changed": 2.0, "post_record_changed": 1.6, "whole_collection": 0.8, "property": 0.0, "removed": 1.8,
        "removed_instead": -1.0, "no_body": -0.3, "post_record": 0.0,
        "searches": -3.0, "acts": 0.8, "deed_asked": 0.6, "deed_unasked": -0.8,
    },
    "read": WORDS
    | {"list": 0.8, "one": 0.9, "list_below": 0.0, "post": 0.0, "one_below": 0.0, "nothing_returned": -0.5, "list_scheduled": 0.8},
}  # fmt: skip
"""What is known beforehand: words in the resource say most, words that nobody asked for speak against it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One side of a case: the numbers of the operations that were weighed, and which are right."""

    case: str
    systems: frozenset[str]
    system: str
    group: str
    numbers: tuple[tuple[float, ...], ...]
    right: frozenset[int]
    """Empty: none of the right ones was weighed."""


def choices_of(folder: Path, corpus: Path) -> list[Choice]:
    """Read the sides of all cases of a folder whose operations stand in a document."""
    found: list[Choice] = []
    for path in sorted(folder.glob("*.yaml")):
        case = yaml.safe_load(path.read_text(encoding="utf-8"))
        if "warehouse" not in case["id"]:
            found += _of_case(case, [folder.resolve().parent, corpus])
    return found


def _of_case(case: dict[str, Any], roots: list[Path]) -> list[Choice]:
    named = frozenset(_short(case[side]["system"]) for side in ("source", "target"))
    with tempfile.TemporaryDirectory() as temporary:
        path = Path(temporary) / "brief.md"
        path.write_text(case["brief"].strip() + "\n", encoding="utf-8")
        specs = [f"{case[side]['system']}={_located(_document(case[side]), roots)}" for side in ("source", "target")]
        brief = brief_of(path, systems=systems_of(specs, []), style="auto")
        catalog = load_catalog(brief.systems, base=Path())
    found = []
    for side, role in (("source", "read"), ("target", "write")):
        right = {
            (one["method"].upper(), one["path"])
            for one in [*case[side]["operations"], *case[side].get("alternate_operations", [])]
            if one.get("in_spec", True)
        }
        if not right or not case[side].get("spec"):
            continue
        wish = next((one for one in brief.wishes if getattr(one, side) == case[side]["system"]), None)
        text, beside = asked_of(brief, wish, role)
        weighed = weigh_operations(catalog, case[side]["system"], text=text, beside=beside, role=role)
        keys = [(told.operation.method, told.operation.path) for told in weighed.told]
        found.append(
            Choice(
                case=case["id"],
                systems=named,
                system=_short(case[side]["system"]),
                group=GROUPS.get(role, "read"),
                numbers=weighed.numbers,
                right=frozenset(at for at, key in enumerate(keys) if key in right),
            )
        )
    return found


def _short(system: str) -> str:
    return system.split(maxsplit=1)[0].lower()


def _document(side: dict[str, Any]) -> str:
    described = side.get("spec") and any(one.get("in_spec", True) for one in side["operations"])
    return str(side["spec"] if described else side["object_schema"])


def _located(name: str, roots: list[Path]) -> Path:
    return next(root / name for root in roots if (root / name).exists())


def scores(weights: list[float], numbers: tuple[tuple[float, ...], ...]) -> list[float]:
    """Return the score of each operation."""
    return [sum(map(float.__mul__, weights, row)) for row in numbers]


def fit(group: str, choices: list[Choice]) -> list[float]:
    """Return the numbers of a group that make the right operations likeliest, near those set beforehand."""
    prior = [PRIOR[group][name] for name in FEATURES[group]]
    weights = list(prior)
    rows = [_hard(choice, prior) for choice in choices if choice.group == group and choice.right]
    speed = [0.0] * len(weights)
    for _ in range(ROUNDS):
        slope = [0.0] * len(weights)
        for numbers, right in rows:
            _add_slope(weights, numbers, right, slope)
        for at, known in enumerate(prior):
            toward = slope[at] / max(len(rows), 1) - DECAY * (weights[at] - known)
            speed[at] = 0.9 * speed[at] + RATE * toward
            weights[at] += speed[at]
    return weights


def _hard(choice: Choice, prior: list[float]) -> tuple[tuple[tuple[float, ...], ...], frozenset[int]]:
    """Return the right operations and those that are hardest to tell from them."""
    points = scores(prior, choice.numbers)
    order = sorted((at for at in range(len(points)) if at not in choice.right), key=lambda at: (-points[at], at))
    kept = [*sorted(choice.right), *order[:HARDEST]]
    return tuple(choice.numbers[at] for at in kept), frozenset(range(len(choice.right)))


def _add_slope(weights: list[float], numbers: tuple[tuple[float, ...], ...], right: frozenset[int], slope: list[float]) -> None:
    points = scores(weights, numbers)
    most = max(points)
    likely = [math.exp(point - most) for point in points]
    total, good = sum(likely), sum(likely[at] for at in right)
    for at, row in enumerate(numbers):
        share = (likely[at] / good if at in right else 0.0) - likely[at] / total
        if abs(share) > 1e-6:
            for place, number in enumerate(row):
                if number:
                    slope[place] += share * number


def rank(weights: list[float], choice: Choice) -> int:
    """Return the place of the first right operation, from 0."""
    points = scores(weights, choice.numbers)
    best = max((points[at] for at in choice.right), default=-math.inf)
    return sum(point > best for point in points) if choice.right else len(points) + 5


def folds_of(choices: list[Choice]) -> list[frozenset[str]]:
    """Return the systems of each fold, dealt out in the order of their names."""
    systems = sorted({choice.system for choice in choices})
    return [frozenset(systems[start::FOLDS]) for start in range(FOLDS)]


def cross_validated(choices: list[Choice]) -> list[tuple[Choice, int]]:
    """Return each side with its rank under numbers fitted on cases that share no system with its own."""
    judged = []
    for held in folds_of(choices):
        learned = [choice for choice in choices if not choice.systems & held]
        weights = {group: fit(group, learned) for group in FEATURES}
        judged += [(choice, rank(weights[choice.group], choice)) for choice in choices if choice.system in held]
    return judged


def told(name: str, judged: list[tuple[Choice, int]]) -> str:
    """Return a line of figures."""
    parts = []
    for label, group in (("all", None), ("read", "read"), ("write", "write")):
        ranks = [place for choice, place in judged if group in {None, choice.group}]
        count = max(len(ranks), 1)
        parts.append(f"{label} {len(ranks)}: R@1 {sum(r < 1 for r in ranks) / count:.3f} R@5 {sum(r < 5 for r in ranks) / count:.3f}")
    return f"{name:24} " + "   ".join(parts)


def main() -> None:
    """Fit, tell the figures, write the file if asked to."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", type=Path, required=True, help="folder of specs and schemas")
    parser.add_argument("--cases", type=Path, action="append", required=True, help="folder of cases, may be given again")
    parser.add_argument("--write", action="store_true", help="write the numbers into the package")
    parser.add_argument("--misses", action="store_true", help="name the sides that are not first")
    given = parser.parse_args()
    folders = [choices_of(folder, given.corpus) for folder in given.cases]
    choices = [choice for found in folders for choice in found]
    beforehand = [(choice, rank([PRIOR[choice.group][name] for name in FEATURES[choice.group]], choice)) for choice in choices]
    judged = cross_validated(choices)
    weights = {group: fit(group, choices) for group in FEATURES}
    fitted = [(choice, rank(weights[choice.group], choice)) for choice in choices]
    print(told("set beforehand", beforehand))  # noqa: T201 - the script's answer
    print(told("cross-validated", judged))  # noqa: T201 - the same
    for folder, found in zip(given.cases, folders, strict=True):
        print(told(f"  {folder.parent.name}/{folder.name}", [one for one in judged if one[0] in found]))  # noqa: T201 - the same
    print(told("fitted on the same", fitted))  # noqa: T201 - the same
    if given.misses:
        for choice, place in judged:
            if place:
                print(f"  {place:4} {choice.group:5} {choice.case} ({choice.system})")  # noqa: T201 - the same
    if given.write:
        rounded = {group: {name: round(w, 4) for name, w in zip(FEATURES[group], weights[group], strict=True)} for group in FEATURES}
        OUT.write_text(json.dumps(rounded, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
