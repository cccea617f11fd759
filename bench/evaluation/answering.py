"""What a design answers to a case: what it fills each target with, and which targets it asks about."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from cases import normal
from scores import Answer, Proposal, is_right_constant

from designer.model.transform import Constant, DateFormat, EnumMap
from evaluation.aligning import SELECTOR, aligned, plain
from evaluation.fillings import fillings_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from cases import Case, Told

    from designer.model.design import Design
    from evaluation.asking import Asked
    from evaluation.fillings import Filling, Place

ZONE = re.compile(r"(?:^|[._])(?:\w*_)?(?:time_?zone|tz)$")
"""The last name of a path that holds a time zone."""


def answer_of(design: Design, asked: Asked, known: Case) -> tuple[Answer, frozenset[str]]:
    """Return the design's answer in the case's own paths, and the targets that it asks about."""
    fillings = fillings_of(design, asked, known)
    targets = aligned((one.target for one in fillings), _target_paths(known))
    sources = _aligned_sources(fillings, known)
    by_target: dict[str, list[Filling]] = defaultdict(list)
    for one in fillings:
        by_target[targets[one.target]].append(one)
    told = {one.target: one for one in known.told}
    proposed = {target: found for target, some in by_target.items() if (found := _picked(some, told.get(target), sources))}
    proposed |= dict(_in_its_zone(proposed, told, by_target))
    return Answer(ranked={}, proposed=proposed), frozenset(target for target, some in by_target.items() if any(one.asked for one in some))


def asks_about(design: Design, target: str, asks: frozenset[str]) -> bool:
    """Tell whether a design asks what a target shall hold: by a setting or table without an answer, or in a question's own words."""
    path = normal(target.removesuffix("(path)"))
    if any(f"{one}.".startswith(f"{path}.") or f"{path}.".startswith(f"{one}.") for one in asks):
        return True
    word = re.compile(rf"(?<![\w.]){re.escape(path)}(?![\w.]*\w)", re.IGNORECASE)
    told = (f"{one.about} {one.fills} {one.text}".replace("body.", "").replace("path.", "") for one in design.questions)
    return any(word.search(SELECTOR.sub("[]", text)) for text in told)


def _picked(fillings: Sequence[Filling], told: Told | None, sources: Mapping[Place, str]) -> Proposal | None:
    """Return what a target is filled with: by the first write that fills it, and of that write's branches by the one that is right.

    The case tells of one branch, so the others are no mistake; where none is right, the first is shown.
    """
    first = next((one for one in fillings if one.sources or one.transform == Constant.name), None)
    if first is None:
        return None
    branches = [one for one in fillings if one is first or (one.branch is not None and one.branch == first.branch)]
    proposals = [proposal for one in branches for proposal in _proposals(one, sources)]
    return next((one for one in proposals if told and _is_right(told, one)), proposals[0] if proposals else None)


def _proposals(filling: Filling, sources: Mapping[Place, str]) -> Iterator[Proposal]:
    """Yield what a filling may be read as: as it stands; a constant also as made of what the step's condition compares."""
    read = frozenset(sources[place] for place in filling.sources)
    whole = Proposal(sources=read, confidence=filling.confidence, transform=filling.transform, value=filling.value)
    if read or filling.transform == Constant.name:
        yield whole
    if not read and filling.transform == Constant.name:
        compared = [sources[place] for place in filling.told_apart_by]
        for some in dict.fromkeys([frozenset(compared), *(frozenset({one}) for one in compared)]):
            if some:
                yield replace(whole, sources=some, transform=EnumMap.name, value="")


def _is_right(told: Told, proposal: Proposal) -> bool:
    return proposal.sources in told.rights if told.rights else is_right_constant(told, proposal)


def _in_its_zone(
    proposed: Mapping[str, Proposal], told: Mapping[str, Told], by_target: Mapping[str, Sequence[Filling]]
) -> Iterator[tuple[str, Proposal]]:
    """Yield the zones that are constants beside a point in time brought to that very zone: together they tell the moment of the source."""
    for target, given in proposed.items():
        known = told.get(target)
        if known is None or not known.rights or given.sources or not ZONE.search(target):
            continue
        moments = (
            one.zone.casefold()
            for beside, some in by_target.items()
            if beside != target and beside.rpartition(".")[0] == target.rpartition(".")[0]
            if beside in told and beside in proposed and _is_right(told[beside], proposed[beside])
            for one in some
            if one.zone
        )
        if given.transform == Constant.name and given.value.casefold() in set(moments):
            yield target, replace(given, sources=known.rights[0], transform=DateFormat.name, value="")


def _target_paths(known: Case) -> frozenset[str]:
    return frozenset({plain(field.path) for field in known.targets} | {one.target for one in known.told} | known.decoys)


def _aligned_sources(fillings: Iterable[Filling], known: Case) -> dict[Place, str]:
    fields = {plain(field.path) for field in known.sources} | {path for one in known.told for path in one.sources}
    by_origin: dict[str, set[str]] = defaultdict(set)
    for filling in fillings:
        for origin, path in (*filling.sources, *filling.told_apart_by):
            by_origin[origin].add(path)
    return {(origin, path): place for origin, paths in sorted(by_origin.items()) for path, place in aligned(paths, fields).items()}
