"""A flat list of fields as the tree that a person sees: an array and its items are one branch, deep parts are folded."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import TYPE_CHECKING

from designer.names.path import parent

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from designer.model.spec import Field


@dataclass(slots=True)
class Branch:
    """A field, its items' field if it is an array, and what stands below it."""

    name: str
    field: Field
    within: str = ""
    """The alternative of a schema that the container belongs to."""
    item: Branch | None = None
    children: list[Branch] = dataclasses.field(default_factory=list)

    @property
    def innermost(self) -> Branch:
        """Return the items' branch, through arrays of arrays; the branch itself if it is no array."""
        branch = self
        while branch.item:
            branch = branch.item
        return branch

    @property
    def below(self) -> list[Branch]:
        """Return the branches one level down: an array's are those of its items."""
        return self.innermost.children

    @property
    def size(self) -> int:
        """Return how many branches stand below at any depth."""
        count, waiting = 0, list(self.below)
        while waiting:
            count, waiting = count + len(waiting), [below for branch in waiting for below in branch.below]
        return count


def branches(fields: Sequence[Field]) -> list[Branch]:
    """Return the tree's first level; a field whose container is not listed stands there under its whole path."""
    roots: list[Branch] = []
    known: dict[str, Branch] = {}
    for one in fields:
        above = _nearest(one.path, known)
        name = one.path[len(above) :].removeprefix(".")
        holder = known.get(above)
        branch = Branch(name=name, field=one, within=holder.field.branch if holder else "")
        known[one.path] = branch
        if holder is None or not one.path:
            roots.append(branch)
        elif name == "[]" and holder.item is None:
            holder.item = branch
        else:
            holder.children.append(branch)
    return roots


def opened(roots: Sequence[Branch], *, lines: int, depth: int) -> set[str]:
    """Return the paths of the branches to open, so that the tree takes no more than so many lines; 0 lines: as many as it takes.

    Level by level, the smallest branch first; a mere envelope, the only one of its level, is opened whatever it holds.
    """
    opened: set[str] = set()
    level, told = list(roots), len(roots)
    for _ in range(1, depth):
        next_level: list[Branch] = []
        for branch in sorted(level, key=lambda one: len(one.below)):
            if branch.below and (not lines or told == 1 or told + len(branch.below) <= lines):
                opened.add(branch.field.path)
                told += len(branch.below)
                next_level += branch.below
        if not next_level:
            break
        level = next_level
    return opened


def walked(roots: Sequence[Branch], opened: Collection[str]) -> Iterator[tuple[Branch, tuple[bool, ...]]]:
    """Yield each branch below opened ones, with whether it and each branch above it is the last of its level, outermost first."""
    waiting = _level(roots, ())
    while waiting:
        branch, lasts = waiting.pop()
        yield branch, lasts
        if branch.field.path in opened:
            waiting += _level(branch.below, lasts)


def _level(branches: Sequence[Branch], above: tuple[bool, ...]) -> list[tuple[Branch, tuple[bool, ...]]]:
    """Return the branches of one level, the last one first."""
    return [(branch, (*above, at == len(branches) - 1)) for at, branch in enumerate(branches)][::-1]


def _nearest(path: str, known: dict[str, Branch]) -> str:
    above = parent(path)
    while above and above not in known:
        above = parent(above)
    return above
