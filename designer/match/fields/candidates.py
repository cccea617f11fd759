"""The sources that are worth comparing with a target: those that share words, meaning or kind with it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import islice
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
        self._looks = [_Look.of(one) for one in sources]
        self._alike: dict[_Look, list[int]] = {}
        self._certain = [_certain_kind(one.profile) for one in sources]
        self._outward = [0.5 * len(one.profile.keys) for one in sources]
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
        wanted = _certain_kind(target.profile)
        never = {kind for kind in set(self._certain) if not compatible(kind, wanted)}
        fitting = [index for index in score if self._certain[index] not in never]
        fitting.sort(key=lambda index: (self._outward[index] - score[index], index))
        return self._filled(fitting[:COMPARED], target)

    def _filled(self, found: list[int], target: Side) -> list[int]:
        """Where few sources share words with the target, add those whose values are of a kind and type that fit, the outermost first."""
        if len(found) >= FEWEST:
            return found
        known = set(found)
        others = (index for index in self._alike_to(_Look.of(target)) if index not in known)
        return [*found, *islice(others, FEWEST - len(found))]

    def _alike_to(self, target: _Look) -> list[int]:
        """Return the sources that look like such a target, found once for all targets of that look."""
        if target not in self._alike:
            fitting = {look for look in set(self._looks) if look.may_fill(target)}
            alike = [index for index, look in enumerate(self._looks) if look in fitting]
            alike.sort(key=lambda index: (self._looks[index].kind != target.kind, self._outward[index], index))
            self._alike[target] = alike
        return self._alike[target]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Look:
    """What can be told of a field without its words."""

    types: frozenset[str]
    is_numeric: bool
    arrays: int
    kind: str

    @classmethod
    def of(cls, one: Side) -> _Look:
        return cls(types=one.types, is_numeric=one.is_numeric, arrays=one.profile.arrays, kind=one.profile.kind)

    def may_fill(self, target: _Look) -> bool:
        shared = bool(self.types & target.types) or (self.is_numeric and target.is_numeric)
        return shared and self.arrays <= target.arrays and compatible(self.kind, target.kind)


def _certain_kind(one: Profile) -> str:
    return one.kind if one.kind_is_certain else ""


def _near(head: str) -> frozenset[str]:
    concept = lexicon().concepts.get(head)
    return concept.near if concept else frozenset()
