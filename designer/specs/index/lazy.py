"""Sequences of nouns that are read when they are first walked."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Generic, TypeVar, overload

Noun = TypeVar("Noun")


class Lazy(Sequence[Noun], Generic[Noun]):
    """A sequence whose items are read at once, when the first of them is asked for."""

    __slots__ = ("_count", "_read")

    def __init__(self, read: Callable[[], tuple[Noun, ...]], *, count: Callable[[], int] | None = None) -> None:
        """Read by *read*, which answers from memory the second time; *count* tells the length at less cost."""
        self._read, self._count = read, count

    def __len__(self) -> int:
        return self._count() if self._count else len(self._read())

    @overload
    def __getitem__(self, index: int) -> Noun: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Noun]: ...
    def __getitem__(self, index: int | slice) -> Noun | Sequence[Noun]:
        return self._read()[index]

    def __iter__(self) -> Iterator[Noun]:
        return iter(self._read())

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and tuple(self) == tuple(other)

    def __hash__(self) -> int:
        return hash(self._read())
