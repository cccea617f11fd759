"""Sources ranked for each target: first by the pair alone, then by what its neighbours and rivals take."""

from __future__ import annotations

from dataclasses import dataclass
from operator import mul
from typing import TYPE_CHECKING

from designer.match.fields.candidates import SourceIndex
from designer.match.fields.features import features
from designer.match.fields.neighbourhood import probabilities, second_look
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
    sides = [at.side(source) for source in given]
    index = SourceIndex(sides, at)
    seen = tuple(tuple((i, features(sides[i], side, at)) for i in index.for_target(side)) for side in map(at.side, wanted))
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
    *by_pair, constant = fitted.pair
    first = tuple({i: sum(map(mul, by_pair, seen)) + constant for i, seen in row} for row in pairs.seen)
    ranked = []
    for target, row in zip(pairs.targets, second_look(pairs.sources, pairs.targets, first), strict=True):
        chances = probabilities({i: sum(map(mul, fitted.neighbourhood, seen)) for i, seen in row.items()})
        order = sorted(chances, key=lambda i: (-chances[i], len(pairs.sources[i].keys), i))
        ranked.append(Ranked(target=target, sources=tuple((pairs.sources[i], fitted.sureness(chances[i])) for i in order)))
    return tuple(ranked)
