"""Findings put together for reading: those of one place under its name, and of many alike the first few."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from designer.check.reporting.places import place_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from designer.model.design import Design
    from designer.model.finding import Finding

DEEPEST = 2
"""Words of a place that make a group: the flow and the step."""
NAMED = 3
"""So many places of what is not told are named."""


@dataclass(frozen=True, slots=True)
class Told:
    """A finding with its place in words, below its group's; or how many like it follow untold.

    *is_likewise*: it says of its place what the one before said of another, and no more.
    """

    finding: Finding
    place: str
    more: int = 0
    is_likewise: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """The findings of one place, such as a step; a place with one finding has no title of its own."""

    title: str
    told: tuple[Told, ...]


def grouped_findings(findings: Sequence[Finding], design: Design, *, most: int) -> Iterator[Group]:
    """Yield the groups in the order of the file; of one rule *most* are told in all, and the others counted (0: all told)."""
    by_place: dict[tuple[str, ...], list[tuple[Finding, tuple[str, ...]]]] = {}
    for finding in sorted(findings, key=lambda one: one.line):
        words = place_words(design, finding.where)
        by_place.setdefault(_container(words), []).append((finding, words))
    left = Counter({finding.code: most for finding in findings})
    for container, members in by_place.items():
        has_title = len(members) > 1 and container != ()
        told = [Told(finding, " > ".join(words[len(container) if has_title else 0 :])) for finding, words in members]
        shown = _cut(told, left) if most else iter(told)
        yield Group(" > ".join(container) if has_title else "", tuple(_compared(shown)))


def _container(words: tuple[str, ...]) -> tuple[str, ...]:
    is_step = len(words) > 1 and words[0].startswith("flow ") and words[1].startswith("step ")
    return words[: DEEPEST if is_step else 1]


def _cut(told: Sequence[Told], left: Counter[str]) -> Iterator[Told]:
    """Yield what may still be told of each rule, and once for each rule how many of it are not."""
    untold: dict[str, list[Told]] = {}
    for one in told:
        if left[one.finding.code] > 0:
            left[one.finding.code] -= 1
            yield one
        else:
            untold.setdefault(one.finding.code, []).append(one)
    for rest in untold.values():
        yield rest[0] if len(rest) == 1 else Told(rest[0].finding, _places(rest), more=len(rest))


def _compared(told: Iterator[Told]) -> Iterator[Told]:
    before = ("", "")
    for one in told:
        form = (one.finding.code, _form(one))
        yield replace(one, is_likewise=form == before and not one.more)
        before = form


def _form(told: Told) -> str:
    """Return the message without the name of its place: what two findings of one rule may have in common."""
    name = told.place.rpartition(" > ")[2]
    path = name.partition(".")[2]
    message = told.finding.message.replace(name, "...") if name else told.finding.message
    return message.replace(path, "...") if path else message


def _places(rest: Sequence[Told]) -> str:
    """Name the first few places of those not told."""
    named = list(dict.fromkeys(one.place for one in rest if one.place))
    return ", ".join(named[:NAMED]) + (", ..." if len(named) > NAMED else "")
