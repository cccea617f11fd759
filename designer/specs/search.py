"""Lexical search over operations (BM25): the words of path, id, summary, tags and parameters, no meaning."""

from __future__ import annotations

import math
from collections import Counter
from typing import TYPE_CHECKING

from designer.model.spec import RankedOperation
from designer.names.text import words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from designer.model.spec import Operation

SATURATION = 1.2
LENGTH_WEIGHT = 0.5
WEIGHTS = (("summary", 3.0), ("operation_id", 2.0), ("path", 2.0), ("tags", 1.5))
DESCRIPTION_WEIGHT = 0.3
PARAMETER_WEIGHT = 0.5


class OperationIndex:
    """The words of a system's operations, weighed once."""

    def __init__(self, operations: Sequence[Operation]) -> None:
        """Index the operations of one system."""
        self._operations = operations
        self._texts = [_weights(operation) for operation in operations]
        self._lengths = [sum(text.values()) for text in self._texts]
        self._average = (sum(self._lengths) / len(self._lengths) if self._lengths else 1) or 1
        self._holders: dict[str, list[int]] = {}
        for number, text in enumerate(self._texts):
            for word in text:
                self._holders.setdefault(word, []).append(number)

    def search(self, text: str, *, limit: int) -> tuple[RankedOperation, ...]:
        """Return the operations that share words with *text*, best first; equal ones in document order."""
        wanted = list(dict.fromkeys(_stems(text)))
        scores: Counter[int] = Counter()
        ideal = 0.0
        for word in wanted:
            rarity = self._rarity(word)
            ideal += rarity * (SATURATION + 1)
            for number in self._holders.get(word, ()):
                scores[number] += rarity * self._strength(number, word)  # type: ignore[assignment]
        best = sorted(scores.items(), key=lambda entry: (-entry[1], entry[0]))[:limit]
        return tuple(RankedOperation(operation=self._operations[number], score=round(min(score / ideal, 1.0), 4)) for number, score in best)

    def _rarity(self, word: str) -> float:
        holders = len(self._holders.get(word, ()))
        return math.log(1 + (len(self._texts) - holders + 0.5) / (holders + 0.5))

    def _strength(self, number: int, word: str) -> float:
        weight = self._texts[number][word]
        length = 1 - LENGTH_WEIGHT + LENGTH_WEIGHT * self._lengths[number] / self._average
        return weight * (SATURATION + 1) / (weight + SATURATION * length)


def _weights(operation: Operation) -> dict[str, float]:
    text: Counter[str] = Counter()
    for attribute, weight in WEIGHTS:
        value = getattr(operation, attribute)
        _count(text, value if isinstance(value, str) else " ".join(value), weight)
    _count(text, operation.description[:300], DESCRIPTION_WEIGHT)
    _count(text, " ".join(parameter.name for parameter in operation.parameters if parameter.location == "query"), PARAMETER_WEIGHT)
    return dict(text)


def _count(text: Counter[str], value: str, weight: float) -> None:
    for word in set(_stems(value)):
        text[word] += weight  # type: ignore[assignment]


def _stems(text: str) -> Iterable[str]:
    """Yield the words of a text, plurals as singulars."""
    for word in words(text):
        if len(word) > 3 and word.endswith("ies"):
            yield f"{word[:-3]}y"
        elif len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
            yield word[:-1]
        else:
            yield word
