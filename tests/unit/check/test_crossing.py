"""Crossed sources are known by their names, and what people have mapped never looks crossed."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
import yaml

from designer.check.evidence.crossing import Pair, crossed

CASES = sorted((Path(__file__).resolve().parents[3] / "bench" / "cases" / "fields" / "development").glob("*.yaml"))


def mapped(path: Path) -> list[Pair]:
    """Return the pairs of one source and one target that a case tells to be right."""
    told = yaml.safe_load(path.read_text(encoding="utf-8"))["pairs"]
    return [Pair(pair["source"], pair["target"]) for pair in told if isinstance(pair["source"], str)]


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_what_is_right_does_not_look_crossed(path: Path) -> None:
    """However differently two systems name things, none of the pairs that people have laid side by side is told."""
    assert list(crossed(mapped(path))) == []


def test_most_swaps_are_found() -> None:
    """Of all neighbours in these cases whose sources change places, more than four of five are told as crossed."""
    made = found = 0
    for path in CASES:
        pairs = mapped(path)
        for at, (one, other) in enumerate(pairwise(pairs)):
            if one.source == other.source:
                continue
            swapped = [*pairs[:at], Pair(other.source, one.target), Pair(one.source, other.target), *pairs[at + 2 :]]
            made += 1
            found += any({at, at + 1} & set(place) for place in crossed(swapped))
    assert made > 400
    assert found / made > 0.8
