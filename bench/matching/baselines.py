"""Other ways to match fields, on the same lists of fields: equal names, spelling, rare words, COMA; each with one-to-one assignment."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from cases import normal
from rapidfuzz.distance import JaroWinkler
from scores import SHOWN, Answer, Proposal

from designer.match.meaning.lexicon import spelled

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from fit import ComparedCase

Ranking = dict[str, dict[str, float]]
"""By target path: the sources that are alike at all, and how much (0 to 1)."""
SOFT = 0.7
"""Leaves whose Jaro-Winkler similarity is lower are not alike."""


def exact_name(sources: Sequence[str], targets: Sequence[str]) -> Ranking:
    """Rank by the leaf's name, capitals aside; a whole path that is equal comes first."""
    by_leaf: dict[str, list[str]] = defaultdict(list)
    for source in sources:
        by_leaf[_leaf(source)].append(source)
    return {
        target: {source: 1.0 if normal(source) == normal(target) else 0.9 for source in by_leaf.get(_leaf(target), ())}
        for target in targets
    }


def jaro_winkler(sources: Sequence[str], targets: Sequence[str]) -> Ranking:
    """Rank by how alike the leaves are spelled."""
    leaves = [(_leaf(source), source) for source in sources]
    found: Ranking = {}
    for target in targets:
        wanted = _leaf(target)
        alike = ((source, JaroWinkler.similarity(leaf, wanted, score_cutoff=SOFT)) for leaf, source in leaves)
        found[target] = {source: score for source, score in alike if score}
    return found


def rare_words(sources: Sequence[str], targets: Sequence[str]) -> Ranking:
    """Rank by the cosine of TF-IDF vectors over the words of the whole path, cut and written out as the product does it."""
    texts = {path: Counter(spelled(path)) for path in (*sources, *targets)}
    found_in = Counter(word for words in texts.values() for word in words)
    vectors = {path: _vector(words, found_in, len(texts)) for path, words in texts.items()}
    holding: dict[str, list[str]] = defaultdict(list)
    for source in sources:
        for word in vectors[source]:
            holding[word].append(source)
    found: Ranking = {}
    for target in targets:
        alike: dict[str, float] = defaultdict(float)
        for word, weight in vectors[target].items():
            for source in holding.get(word, ()):
                alike[source] += weight * vectors[source][word]
        found[target] = dict(alike)
    return found


METHODS: dict[str, Callable[[Sequence[str], Sequence[str]], Ranking]] = {
    "TF-IDF over the words of the path": rare_words,
    "Jaro-Winkler on the leaf": jaro_winkler,
    "exact name": exact_name,
}


def paths_of(one: ComparedCase) -> tuple[list[str], list[str]]:
    """Return the paths that are compared: what can be read, and what can be written; each once."""
    return list(dict.fromkeys(field.path for field in one.pairs.sources)), list(dict.fromkeys(field.path for field in one.pairs.targets))


def answered(ranking: Ranking, sources: Sequence[str]) -> Answer:
    """Return a ranking as an answer: the surest pairs first, each source and each target once."""
    place = {source: number for number, source in enumerate(sources)}
    ranked = {
        normal(target): tuple(normal(source) for source in sorted(alike, key=lambda source: (-alike[source], place[source]))[:SHOWN])
        for target, alike in ranking.items()
    }
    pairs = sorted(
        (-round(score, 9), number, place[source], target, source)
        for number, (target, alike) in enumerate(ranking.items())
        for source, score in alike.items()
    )
    proposed: dict[str, Proposal] = {}
    used: set[str] = set()
    for score, _, _, target, source in pairs:
        if normal(target) not in proposed and source not in used:
            used.add(source)
            proposed[normal(target)] = Proposal(sources=frozenset({normal(source)}), confidence=-score)
    return Answer(ranked=ranked, proposed=proposed)


def above(answer: Answer, least: float) -> Answer:
    """Return an answer without the proposals that are less alike."""
    return Answer(ranked=answer.ranked, proposed={target: one for target, one in answer.proposed.items() if one.confidence >= least})


def _leaf(path: str) -> str:
    return normal(path).rpartition(".")[2]


def _vector(words: Counter[str], found_in: Counter[str], total: int) -> dict[str, float]:
    weights = {word: times * math.log(1 + total / found_in[word]) for word, times in words.items()}
    length = math.sqrt(sum(weight * weight for weight in weights.values()))
    return {word: weight / length for word, weight in weights.items()} if length else {}
