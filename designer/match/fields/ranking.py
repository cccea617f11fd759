"""Sources ranked for each target: first by the pair alone, then by what its neighbours and rivals take."""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass
from operator import mul
from typing import TYPE_CHECKING

from designer.match.fields.candidates import SourceIndex
from designer.match.fields.features import features
from designer.match.fields.scene import scene
from designer.match.fields.weights import weights
from designer.match.meaning.lexicon import lexicon, spelled
from designer.match.meaning.profile import profile

if TYPE_CHECKING:
    from collections.abc import Sequence

    from designer.match.fields.scene import Scene
    from designer.match.fields.weights import Weights
    from designer.match.meaning.profile import Profile
    from designer.model.spec import Field

SECOND = ("first_score", "neighbours", "rival", "family_known")


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranked:
    """The sources compared with one target, best first, each with the calibrated chance to be the right one."""

    target: Profile
    sources: tuple[tuple[Profile, float], ...]

    @property
    def best(self) -> tuple[Profile, float] | None:
        """Return the first source and its chance."""
        return self.sources[0] if self.sources else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Pairs:
    """The compared pairs of two lists: for each target, its sources by index and what was seen of each."""

    at: Scene
    sources: tuple[Profile, ...]
    targets: tuple[Profile, ...]
    seen: tuple[tuple[tuple[int, tuple[float, ...]], ...], ...]


def compare(sources: Sequence[Field], targets: Sequence[Field], titles: tuple[str, str]) -> Pairs:
    """Compare the leaves of both lists, as far as a pair is worth it."""
    given = tuple(profile(field, position) for position, field in enumerate(sources) if _holds_value(field) and not field.write_only)
    wanted = tuple(profile(field, position) for position, field in enumerate(targets) if _holds_value(field) and not field.read_only)
    at = scene(given, wanted, _entities_of(titles))
    index = SourceIndex(given, at)
    sides = [at.side(source) for source in given]
    seen = tuple(tuple((i, features(sides[i], side, at)) for i in index.for_target(side.profile)) for side in map(at.side, wanted))
    return Pairs(at=at, sources=given, targets=wanted, seen=seen)


def _holds_value(field: Field) -> bool:
    """Tell whether a value can be read or written here: a leaf, or a container that may also be a plain value."""
    return bool(field.path) and (field.is_leaf or bool(set(field.types) - {"object", "array"}))


def _entities_of(titles: tuple[str, str]) -> frozenset[str]:
    """Return the words of the titles that name the records."""
    unsaid = lexicon().title_words
    return frozenset(word for title in titles for word in spelled(title) if word not in unsaid and not word.isdigit())


def rank(pairs: Pairs, fitted: Weights | None = None) -> tuple[Ranked, ...]:
    """Return each target's sources, best first, weighed by the numbers of the data file or by others."""
    fitted = fitted or weights()
    first = tuple({i: _dot(fitted.pair, seen) for i, seen in row} for row in pairs.seen)
    ranked = []
    for target, row in zip(pairs.targets, second_pass(pairs, first), strict=True):
        scores = {i: _dot(fitted.neighbourhood, seen) for i, seen in row.items()}
        chances = probabilities(scores)
        order = sorted(chances, key=lambda i: (-chances[i], len(pairs.sources[i].keys), i))
        ranked.append(Ranked(target=target, sources=tuple((pairs.sources[i], fitted.sureness(chances[i])) for i in order)))
    return tuple(ranked)


def probabilities(scores: dict[int, float]) -> dict[int, float]:
    """Return the chance of each source to be the right one, where "none of them" has the score 0."""
    top = max((0.0, *scores.values()))
    powers = {i: math.exp(score - top) for i, score in scores.items()}
    whole = math.exp(-top) + sum(powers.values())
    return {i: power / whole for i, power in powers.items()}


def second_pass(pairs: Pairs, first: Sequence[dict[int, float]]) -> tuple[dict[int, tuple[float, ...]], ...]:
    """Return, for each compared pair, the features of SECOND and a constant 1.

    `neighbours`: how much of what stands beside the target is best filled from what stands beside the source.
    `rival`: by how much another target wants this source more. `family_known`: whether the target has neighbours at all.
    """
    chances = [probabilities(scores) for scores in first]
    families: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for number, target in enumerate(pairs.targets):
        families[target.parent].append(number)
    drawn = [_by_parent(row, pairs.sources) for row in chances]
    together: dict[tuple[str, ...], dict[tuple[str, ...], float]] = {}
    for parent, numbers in families.items():
        sums: dict[tuple[str, ...], float] = defaultdict(float)
        for number in numbers:
            for source_parent, chance in drawn[number].items():
                sums[source_parent] += chance
        together[parent] = sums
    wanted: dict[int, list[float]] = defaultdict(list)
    for row in first:
        for i, score in row.items():
            wanted[i].append(score)
    top_two = {i: sorted(scores, reverse=True)[:2] for i, scores in wanted.items()}
    result: list[dict[int, tuple[float, ...]]] = []
    for number, (target, row) in enumerate(zip(pairs.targets, first, strict=True)):
        sums = together[target.parent]
        others = sum(sums.values()) - sum(drawn[number].values())
        seen: dict[int, tuple[float, ...]] = {}
        for i, score in row.items():
            parent = pairs.sources[i].parent
            support = sums[parent] - drawn[number].get(parent, 0.0)
            best = top_two[i]
            rival = best[0] if best[0] != score or len(best) == 1 else best[1]
            seen[i] = (score, support / (others + 1.0), min(max(rival - score, 0.0), 5.0) / 5, float(others > 1.0), 1.0)
        result.append(seen)
    return tuple(result)


def _by_parent(chances: dict[int, float], sources: Sequence[Profile]) -> dict[tuple[str, ...], float]:
    best: dict[tuple[str, ...], float] = {}
    for i, chance in chances.items():
        parent = sources[i].parent
        best[parent] = max(best.get(parent, 0.0), chance)
    return best


def _dot(fitted: tuple[float, ...], seen: tuple[float, ...]) -> float:
    whole: float = sum(map(mul, fitted, seen))
    return whole + (fitted[-1] if len(fitted) > len(seen) else 0.0)
