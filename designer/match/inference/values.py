"""Values of two lists laid beside each other by what they mean."""

from __future__ import annotations

from collections import defaultdict
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from designer.match.meaning.data_files import data
from designer.model.transform import ValuePair
from designer.names.text import words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from designer.model.scalars import Scalar

SIMILAR = 0.88
"""Two names of a value that are so alike are one."""
SHORTEST_STEM = 5


def align(sources: Mapping[Scalar, str], targets: Mapping[Scalar, str]) -> tuple[ValuePair, ...]:
    """Return a row for each source value that has one clear counterpart; the others stay out.

    Both are the values with what each means in words: a number's label, else the value itself.
    """
    rows = []
    meant = {label: value for value, label in reversed(list(targets.items())) if value is not None}
    among = tuple(meant)
    for source, label in sources.items():
        found = None if source is None else _counterpart_in_words(label, among)
        if found is not None:
            rows.append(ValuePair(source=source, target=meant[str(found)]))
    return tuple(rows)


@lru_cache(maxsize=20_000)
def _counterpart_in_words(label: str, among: tuple[str, ...]) -> Scalar:
    return counterpart(label, among)


def same_meaning(word: str) -> frozenset[str]:
    """Return the values that mean the same as a word, in the sense that is told of first."""
    return next(iter(_meanings().get(word, ())), frozenset())


def counterpart(value: Scalar, among: Sequence[Scalar]) -> Scalar:
    """Return the value that means the same: by name, then by meaning, then by spelling; `None` if there is none."""
    said = spoken(value)
    if not said:
        return None
    for other in among:
        if spoken(other) == said:
            return other
    meanings = _meanings()
    for row in meanings.get(said, ()):
        for other in among:
            if spoken(other) in row:
                return other
    return _similar(said, among)


def spoken(value: Scalar) -> str:
    """Return the words of a value: `InProgress` and `in_progress` are the same."""
    return " ".join(words(str(value))) if value is not None else ""


def negation(word: str, among: Sequence[Scalar]) -> Scalar:
    """Return the value that stands for "not *word*"."""
    for other in data("values.toml")["negations"].get(word, ()):
        for value in among:
            if spoken(value) == other:
                return value
    return None


def is_negative(name: tuple[str, ...]) -> bool:
    """Tell whether the name of a yes-or-no field says no."""
    return bool(set(name) & _negative())


@cache
def _negative() -> frozenset[str]:
    return frozenset(data("values.toml")["negative"]["words"])


@cache
def _weak() -> frozenset[str]:
    return frozenset(data("values.toml")["weak"]["words"])


@cache
def _meanings() -> dict[str, list[frozenset[str]]]:
    found: dict[str, list[frozenset[str]]] = defaultdict(list)
    for row in data("values.toml")["meanings"]["rows"]:
        for value in row:
            found[value].append(frozenset(row))
    return dict(found)


def _similar(said: str, among: Sequence[Scalar]) -> Scalar:
    from rapidfuzz import fuzz  # noqa: PLC0415 - compiled, and only lists without equal names need it

    plain = said.replace(" ", "")
    stemmed = [value for value in among if _shares_stem(said, spoken(value))]
    if len(stemmed) == 1:
        return stemmed[0]
    ranked = sorted(((-fuzz.ratio(plain, spoken(value).replace(" ", "")) / 100, str(value), value) for value in among), key=lambda r: r[:2])
    return ranked[0][2] if ranked and -ranked[0][0] >= SIMILAR else None


def _shares_stem(one: str, two: str) -> bool:
    return any(
        left[:SHORTEST_STEM] == right[:SHORTEST_STEM] and not _is_turned(one, two)
        for left in one.split()
        for right in two.split()
        if min(len(left), len(right)) >= SHORTEST_STEM and not {left, right} & _weak()
    )


def _is_turned(one: str, two: str) -> bool:
    return is_negative(tuple(one.split())) != is_negative(tuple(two.split()))
