"""The sources that are worth comparing with a target: those that share words, meaning or kind with it."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from designer.match.meaning.kinds import compatible
from designer.match.meaning.lexicon import lexicon

if TYPE_CHECKING:
    from collections.abc import Sequence

    from designer.match.fields.scene import Scene, Side
    from designer.match.meaning.profile import Profile

FEWEST = 16
"""So many sources at least are compared, if there are so many of a fitting kind."""
COMPARED = 40
"""So many sources at most are compared with one target in full."""


class SourceIndex:
    """Where each word, concept, sense and described word occurs among the sources."""

    def __init__(self, sources: Sequence[Side], at: Scene) -> None:
        """Index the sources."""
        self._sources = sources
        self._at = at
        self._by_word: dict[str, list[int]] = defaultdict(list)
        self._by_sense: dict[str, list[int]] = defaultdict(list)
        self._by_head: dict[str, list[int]] = defaultdict(list)
        self._by_description: dict[str, list[int]] = defaultdict(list)
        for index, one in enumerate(sources):
            for word in sorted(one.words.words):
                self._by_word[word].append(index)
            for sense in sorted(one.sense.words - one.leaf.words):
                self._by_sense[sense].append(index)
            for head in sorted(one.heads):
                self._by_head[head].append(index)
            for word in sorted(one.described.words):
                self._by_description[word].append(index)

    def for_target(self, target: Side) -> list[int]:
        """Return the indexes of the sources to compare, most promising first; those whose kind can never fit are left out."""
        score: dict[int, float] = defaultdict(float)
        weight = self._at.rarity
        for word in sorted(target.words.words):
            gain = weight.get(word, 0.0) * (2.0 if word in target.leaf.words else 1.0)
            for index in self._by_word.get(word, ()):
                score[index] += gain
        for sense in sorted(target.sense.words - target.leaf.words):
            for index in self._by_sense.get(sense, ()):
                score[index] += weight.get(sense, 0.0)
        for head in sorted(target.heads):
            for index in self._by_head.get(head, ()):
                score[index] += 12.0
            for other in sorted(_near(head)):
                for index in self._by_head.get(other, ()):
                    score[index] += 6.0
        for word in target.name.words:
            found = self._by_description.get(word, ())
            if len(found) <= len(self._sources) / 5:
                for index in found:
                    score[index] += weight.get(word, 0.0)
        fitting = [index for index in score if self._may_fill(self._sources[index].profile, target.profile)]
        fitting.sort(key=lambda index: (-score[index] + 0.5 * len(self._sources[index].profile.keys), index))
        return self._filled(fitting[:COMPARED], target)

    def _filled(self, found: list[int], target: Side) -> list[int]:
        """Where few sources share words with the target, add those whose values are of a kind and type that fit, the outermost first."""
        if len(found) >= FEWEST:
            return found
        known = set(found)
        alike = [index for index, source in enumerate(self._sources) if index not in known and self._is_alike(source, target)]
        alike.sort(
            key=lambda index: (self._sources[index].profile.kind != target.profile.kind, len(self._sources[index].profile.keys), index)
        )
        return found + alike[: FEWEST - len(found)]

    def _is_alike(self, source: Side, target: Side) -> bool:
        one, two = source.profile, target.profile
        shared = bool(source.types & target.types) or (source.is_numeric and target.is_numeric)
        return shared and one.arrays <= two.arrays and compatible(one.kind, two.kind)

    def _may_fill(self, source: Profile, target: Profile) -> bool:
        certain = source.kind_is_certain and target.kind_is_certain
        return not certain or compatible(source.kind, target.kind)


def _near(head: str) -> frozenset[str]:
    concept = lexicon().concepts.get(head)
    return concept.near if concept else frozenset()
