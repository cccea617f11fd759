"""Lexical search over operations: SQLite finds those that share words, BM25 over our own weights ranks them; no meaning."""

from __future__ import annotations

import math
from collections import defaultdict
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Protocol

from designer.names.text import singular, words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

SATURATION = 1.2
LENGTH_WEIGHT = 0.6
WEIGHTS = (("summary", 3.0), ("operation_id", 2.0), ("path", 2.0), ("tags", 1.5), ("description", 0.3), ("parameters", 0.5))
VERB_WEIGHT = 1.5
COLLECTION_WEIGHT = 3.0
VERBS = {"DELETE": "delete remove", "PUT": "update replace", "PATCH": "update change"}


class Told(Protocol):
    """What an operation is found by."""

    @property
    def method(self) -> str:
        """Upper case."""
        ...

    @property
    def path(self) -> str:
        """As the document writes it."""
        ...

    @property
    def summary(self) -> str:
        """One line."""
        ...


def query_words(text: str) -> tuple[str, ...]:
    """Return the words that are looked for, each once, as they are written."""
    return tuple(dict.fromkeys(words(text)))


def score_of(told: Told, wanted: Sequence[str], holders: Mapping[str, int], *, total: int, average: float) -> float:
    """Return how well an operation answers, 0 to 1 (BM25 over weighed places; 1: each word stands everywhere).

    *holders*: in how many of all *total* operations each word stands; *average*: words of a usual name.
    """
    weights = _weights(told)
    length = 1 - LENGTH_WEIGHT + LENGTH_WEIGHT * _length(told) / average
    score = ideal = 0.0
    for word in wanted:
        rarity = math.log(1 + (total - holders[word] + 0.5) / (holders[word] + 0.5))
        ideal += rarity * (SATURATION + 1)
        weight = weights.get(singular(word), 0.0)
        score += rarity * weight * (SATURATION + 1) / (weight + SATURATION * length) if weight else 0.0
    return round(min(score / ideal, 1.0), 4) if ideal else 0.0


def verbs_of(told: Told) -> str:
    """Return the verbs that method and path stand for: a POST to a collection creates, one to a record changes it."""
    last = told.path.rstrip("/").rsplit("/", 1)[-1]
    is_record = last.endswith("}")
    if told.method == "GET":
        return "get read find" if is_record else "get read list"
    if told.method == "POST":
        return "update change" if is_record else "create add" if last.removesuffix(".json").endswith("s") else ""
    return VERBS.get(told.method, "")


def parameter_names(parameters: Any) -> str:
    """Return the names of the query parameters that stand in an operation itself."""
    if not isinstance(parameters, list):
        return ""
    queries = (one for one in parameters if isinstance(one, dict) and one.get("in") == "query")
    return " ".join(str(one.get("name", "")) for one in queries)


def name_length(path: str, summary: str) -> float:
    """Return how much a name says: words that are not asked for make an operation a more special one."""
    return float(len(set(_stems(f"{path} {summary}"))))


def _weights(told: Any) -> dict[str, float]:
    text: defaultdict[str, float] = defaultdict(float)
    for attribute, weight in WEIGHTS:
        _count(text, getattr(told, attribute), weight)
    _count(text, verbs_of(told), VERB_WEIGHT)
    text["".join(_stems(_collection(told.path)))] += COLLECTION_WEIGHT
    return dict(text)


def _collection(path: str) -> str:
    """Return the last part of a path that is no parameter: `/ContactGroups/{id}` is about groups of contacts, not contacts."""
    return next((step.removesuffix(".json") for step in reversed(path.split("/")) if step and "{" not in step), "")


def _length(told: Told) -> float:
    return name_length(told.path, told.summary)


def _count(text: defaultdict[str, float], value: str, weight: float) -> None:
    for word in set(_stems(value)):
        text[word] += weight


@lru_cache(maxsize=10_000)
def _stems(text: str) -> tuple[str, ...]:
    """Return the words of a text, plurals as singulars."""
    return tuple(map(singular, words(text)))
