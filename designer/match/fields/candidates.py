"""The sources that are worth comparing with a target: those that share words, meaning or kind with it."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from designer.match.fields.scene import bare_head
from designer.match.meaning.kinds import compatible
from designer.match.meaning.lexicon import lexicon

if TYPE_CHECKING:
    from collections.abc import Sequence

    from designer.match.fields.scene import Scene
    from designer.match.meaning.profile import Profile

FEWEST = 12
"""So many sources at least are compared, if there are so many of a fitting kind."""
COMPARED = 40
"""So many sources at most are compared with one target in full."""


class SourceIndex:
    """Where each word and concept occurs among the sources."""

    def __init__(self, sources: Sequence[Profile], at: Scene) -> None:
        """Index the sources by word, concept and described word."""
        self._sources = sources
        self._at = at
        self._by_word: dict[str, list[int]] = defaultdict(list)
        self._by_head: dict[str, list[int]] = defaultdict(list)
        self._by_description: dict[str, list[int]] = defaultdict(list)
        for index, one in enumerate(sources):
            for word in sorted(one.meaning.words):
                self._by_word[word].append(index)
            for head in sorted(_heads(one, at)):
                self._by_head[head].append(index)
            for word in sorted(one.described):
                self._by_description[word].append(index)

    def for_target(self, target: Profile) -> list[int]:
        """Return the indexes of the sources to compare, most promising first; those whose kind can never fit are left out."""
        score: dict[int, float] = defaultdict(float)
        weight = self._at.rarity
        for word in sorted(target.meaning.words):
            gain = weight.get(word, 0.0) * (2.0 if word in target.meaning.leaf else 1.0)
            for index in self._by_word.get(word, ()):
                score[index] += gain
        for head in sorted(_heads(target, self._at)):
            for index in self._by_head.get(head, ()):
                score[index] += 12.0
            for other in sorted(_near(head)):
                for index in self._by_head.get(other, ()):
                    score[index] += 6.0
        for word in target.meaning.leaf:
            found = self._by_description.get(word, ())
            if len(found) <= len(self._sources) / 5:
                for index in found:
                    score[index] += weight.get(word, 0.0)
        fitting = [index for index in score if self._may_fill(self._sources[index], target)]
        fitting.sort(key=lambda index: (-score[index] + 0.5 * len(self._sources[index].keys), index))
        return self._filled(fitting[:COMPARED], target)

    def _filled(self, found: list[int], target: Profile) -> list[int]:
        """Where few sources share words with the target, add those whose values are of the same kind and type."""
        if len(found) >= FEWEST:
            return found
        known = set(found)
        types = set(target.field.types)
        alike = [
            index
            for index, source in enumerate(self._sources)
            if index not in known
            and source.kind == target.kind
            and bool(types & set(source.field.types))
            and source.arrays <= target.arrays
        ]
        alike.sort(key=lambda index: (_distance(self._sources[index], target), len(self._sources[index].keys), index))
        return found + alike[: FEWEST - len(found)]

    def _may_fill(self, source: Profile, target: Profile) -> bool:
        certain = source.kind_is_certain and target.kind_is_certain
        return not certain or compatible(source.kind, target.kind)


def _distance(source: Profile, target: Profile) -> float:
    """Return how unlike two leaves are spelled."""
    from rapidfuzz import fuzz  # noqa: PLC0415 - compiled, and only matching needs it

    return -float(fuzz.ratio("".join(source.meaning.leaf), "".join(target.meaning.leaf)))


def _heads(one: Profile, at: Scene) -> set[str]:
    return {one.meaning.head, bare_head(one.meaning.leaf, one.meaning.head, at.entities)}


def _near(head: str) -> frozenset[str]:
    concept = lexicon().concepts.get(head)
    return concept.near if concept else frozenset()
