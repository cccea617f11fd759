"""Lexical search over operations (BM25): the words of path, id, summary, tags and parameters, no meaning."""

from __future__ import annotations

import math
from collections import defaultdict
from typing import TYPE_CHECKING

from designer.model.spec import RankedOperation
from designer.names.text import singular, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from designer.model.spec import Operation

SATURATION = 1.2
LENGTH_WEIGHT = 0.6
WEIGHTS = (("summary", 3.0), ("operation_id", 2.0), ("path", 2.0), ("tags", 1.5))
DESCRIPTION_WEIGHT = 0.3
PARAMETER_WEIGHT = 0.5
METHOD_WEIGHT = 1.5
COLLECTION_WEIGHT = 3.0
METHODS = {"DELETE": "delete remove", "PUT": "update replace", "PATCH": "update change"}


class OperationIndex:
    """The words of a system's operations, weighed once."""

    def __init__(self, operations: Sequence[Operation]) -> None:
        """Index the operations of one system."""
        self._operations = operations
        self._texts = [_weights(operation) for operation in operations]
        self._lengths = [_length(operation) for operation in operations]
        self._average = (sum(self._lengths) / len(self._lengths) if self._lengths else 1) or 1
        self._holders: dict[str, list[int]] = {}
        for number, text in enumerate(self._texts):
            for word in text:
                self._holders.setdefault(word, []).append(number)

    def search(self, text: str, *, limit: int) -> tuple[RankedOperation, ...]:
        """Return the operations that share words with *text*, best first; equal ones in document order."""
        wanted = list(dict.fromkeys(_stems(text)))
        scores: defaultdict[int, float] = defaultdict(float)
        ideal = 0.0
        for word in wanted:
            rarity = self._rarity(word)
            ideal += rarity * (SATURATION + 1)
            for number in self._holders.get(word, ()):
                scores[number] += rarity * self._strength(number, word)
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
    text: defaultdict[str, float] = defaultdict(float)
    for attribute, weight in WEIGHTS:
        value = getattr(operation, attribute)
        _count(text, value if isinstance(value, str) else " ".join(value), weight)
    _count(text, method_words(operation), METHOD_WEIGHT)
    text["".join(_stems(_collection(operation.path)))] += COLLECTION_WEIGHT
    _count(text, operation.description[:300], DESCRIPTION_WEIGHT)
    _count(text, " ".join(parameter.name for parameter in operation.parameters if parameter.location == "query"), PARAMETER_WEIGHT)
    return dict(text)


def _collection(path: str) -> str:
    """Return the last part of a path that is no parameter: `/ContactGroups/{id}` is about groups of contacts, not contacts."""
    return next((step.removesuffix(".json") for step in reversed(path.split("/")) if step and "{" not in step), "")


def _length(operation: Operation) -> float:
    """Return how much a name says: words that are not asked for make an operation a more special one."""
    return float(len(set(_stems(f"{operation.path} {operation.summary}"))))


def method_words(operation: Operation) -> str:
    """Return the verbs that method and path stand for: a POST to a collection creates, one to a record changes it."""
    last = operation.path.rstrip("/").rsplit("/", 1)[-1]
    is_record = last.endswith("}")
    if operation.method == "GET":
        return "get read find" if is_record else "get read list"
    if operation.method == "POST":
        return "update change" if is_record else "create add" if last.removesuffix(".json").endswith("s") else ""
    return METHODS.get(operation.method, "")


def _count(text: defaultdict[str, float], value: str, weight: float) -> None:
    for word in set(_stems(value)):
        text[word] += weight


def _stems(text: str) -> Iterable[str]:
    """Return the words of a text, plurals as singulars."""
    return map(singular, words(text))
