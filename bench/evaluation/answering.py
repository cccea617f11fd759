"""What a design answers to a case: which operations it chose, what it fills each target with, and which targets it asks about."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cases import normal
from scores import Answer, Proposal

from designer.model.design import source_parts, target_parts
from designer.model.transform import Coalesce, Constant, Lookup, Scale
from evaluation.aligning import SELECTOR, aligned, plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from briefs import Key, Need
    from cases import Case

    from designer.model.design import Design, Flow, Step
    from designer.model.transform import Transform
    from designer.model.warehouse import Column, Warehouse
    from evaluation.asking import Asked

LOOKED_UP = "lookup"


@dataclass(frozen=True, slots=True, kw_only=True)
class Filling:
    """How a design fills one target: plain paths, each source with the origin that it is read from."""

    target: str
    sources: tuple[tuple[str, str], ...]
    transform: str
    value: str
    confidence: float
    asked: bool
    """A setting or a table without an answer has part in it."""


def answer_of(design: Design, asked: Asked, known: Case) -> tuple[Answer, frozenset[str]]:
    """Return the design's answer in the case's own paths, and the targets that it asks about."""
    fillings = tuple(_of_warehouse(design.warehouse, known) if design.warehouse else _of_flows(design, asked))
    targets = aligned((one.target for one in fillings), _target_paths(known))
    sources = _aligned_sources(fillings, known)
    proposed: dict[str, Proposal] = {}
    asks: set[str] = set()
    for one in fillings:
        target = targets[one.target]
        if one.asked:
            asks.add(target)
        read = frozenset(sources[place] for place in one.sources)
        if read or one.transform == Constant.name:
            proposed.setdefault(target, Proposal(sources=read, confidence=one.confidence, transform=one.transform, value=one.value))
    return Answer(ranked={}, proposed=proposed), frozenset(asks)


def chosen(design: Design, need: Need) -> Key | None:
    """Return the first operation that the design uses for a need; a backfill counts where nothing else reads."""
    for _, system, key, purpose in design.operations():
        role = "read" if purpose == "backfill" else purpose
        if key and role in need.roles and _is(design, system, need.system):
            method, _, path = key.partition(" ")
            return method, path
    return None


def is_right(design: Design, need: Need, asked: Asked) -> bool:
    """Tell whether the operation of a need is right, or the event that starts a flow in its place; a warehouse may extract more."""
    starts = (flow.trigger for flow in design.flows if _is(design, flow.trigger.system, need.system))
    if "trigger" in need.roles and any(one.event.casefold() in asked.events for one in starts if one.event):
        return True
    if design.warehouse is not None and "extract" in need.roles:
        extracts = (extract for extract in design.warehouse.extracts if _is(design, extract.system, need.system))
        return any(tuple(extract.operation.split(" ", 1)) in need.right for extract in extracts)
    return chosen(design, need) in need.right


def asks_about(design: Design, target: str, asks: frozenset[str]) -> bool:
    """Tell whether a design asks what a target shall hold: by a setting or table without an answer, or in a question's own words."""
    path = normal(target.removesuffix("(path)"))
    if any(f"{one}.".startswith(f"{path}.") or f"{path}.".startswith(f"{one}.") for one in asks):
        return True
    word = re.compile(rf"(?<![\w.]){re.escape(path)}(?![\w.]*\w)", re.IGNORECASE)
    told = (f"{one.about} {one.fills} {one.text}".replace("body.", "").replace("path.", "") for one in design.questions)
    return any(word.search(SELECTOR.sub("[]", text)) for text in told)


def _is(design: Design, identifier: str, name: str) -> bool:
    system = design.system(identifier)
    return (system.name if system else identifier).casefold() == name.casefold()


def _target_paths(known: Case) -> frozenset[str]:
    return frozenset({plain(field.path) for field in known.targets} | {one.target for one in known.told} | known.decoys)


def _aligned_sources(fillings: Sequence[Filling], known: Case) -> dict[tuple[str, str], str]:
    fields = {plain(field.path) for field in known.sources} | {path for one in known.told for path in one.sources}
    by_origin: dict[str, set[str]] = defaultdict(set)
    for filling in fillings:
        for origin, path in filling.sources:
            by_origin[origin].add(path)
    return {(origin, path): place for origin, paths in sorted(by_origin.items()) for path, place in aligned(paths, fields).items()}


def _of_flows(design: Design, asked: Asked) -> Iterator[Filling]:
    """Yield what the writes fill: those that call the operation that the case means come first."""
    right = frozenset(key for need in asked.needs if "write" in need.roles for key in need.right)
    names = [need.system for need in asked.needs if "write" in need.roles]
    writes = [(flow, step) for _, flow, step in design.steps() if step.role == "write" and _is_written(design, step, names)]
    writes.sort(key=lambda one: tuple(one[1].operation.split(" ", 1)) not in right)
    for flow, step in writes:
        yield from _of_step(design, flow, step)


def _is_written(design: Design, step: Step, names: Sequence[str]) -> bool:
    return not names or any(_is(design, step.system, name) for name in names)


def _of_step(design: Design, flow: Flow, step: Step) -> Iterator[Filling]:
    for mapping in step.mappings:
        location, path = target_parts(mapping.target)
        if location not in {"body", "path", "query"}:
            continue
        read = tuple(_read(flow, step, mapping.sources, mapping.transform))
        looked_up = any(origin == LOOKED_UP for origin, _ in read)
        yield Filling(
            target=plain(path),
            sources=tuple((flow.id if origin == LOOKED_UP else origin, where) for origin, where in read),
            transform=LOOKED_UP if looked_up else mapping.transform.name,
            value=str(getattr(mapping.transform, "value", "")),
            confidence=mapping.confidence,
            asked=_is_open(design, mapping.sources, mapping.transform),
        )


def _read(flow: Flow, step: Step, sources: Sequence[str], transform: Transform) -> Iterator[tuple[str, str]]:
    """Yield origin and plain path of each field that is read; parameters of a transform and settings are none."""
    for source in sources[:1] if isinstance(transform, Scale | Coalesce) else sources:
        yield from _resolved(flow, step, source, seen=frozenset())


def _resolved(flow: Flow, step: Step, source: str, *, seen: frozenset[str]) -> Iterator[tuple[str, str]]:
    """Yield what a source comes from: an item from its list, the answer of a look-up from what was looked up by."""
    origin, path = source_parts(source)
    if origin in {"setting", "table", "run", "trigger.headers"} or origin in seen:
        return
    if origin == "item":
        base, items = source_parts(step.for_each)
        yield base, plain(f"{items.removesuffix('[]')}[].{path}")
        return
    asked = next((one for one in flow.steps if one.id == origin and one.role == "lookup"), None)
    if asked is None:
        yield origin, plain(path)
        return
    for mapping in asked.mappings:
        for one in mapping.sources:
            yield from ((LOOKED_UP, where) for _, where in _resolved(flow, asked, one, seen=seen | {origin}))


def _is_open(design: Design, sources: Iterable[str], transform: Transform) -> bool:
    kind, _, name = transform.using.partition(":") if isinstance(transform, Lookup) else ("", "", "")
    table = design.table(name) if kind == "table" else None
    if table is not None and not table.rows:
        return True
    settings = (design.setting(path) for origin, path in map(source_parts, sources) if origin == "setting")
    return any(one is not None and one.value is None for one in settings)


def _of_warehouse(warehouse: Warehouse, known: Case) -> Iterator[Filling]:
    """Yield what the columns of the table hold that has most of the case's columns; what it reads is followed down to the extracts."""
    wanted = {one.target for one in known.told}
    best = max(warehouse.tables, key=lambda table: len(wanted & {normal(one.name) for one in table.columns}), default=None)
    for column in best.columns if best else ():
        yield Filling(
            target=normal(column.name),
            sources=tuple(_extracted(warehouse, column, seen=frozenset())),
            transform=column.transform.name,
            value=str(getattr(column.transform, "value", "")),
            confidence=column.confidence,
            asked=False,
        )


def _extracted(warehouse: Warehouse, column: Column, *, seen: frozenset[str]) -> Iterator[tuple[str, str]]:
    for source in column.sources[:1] if isinstance(column.transform, Scale | Coalesce) else column.sources:
        origin, path = source_parts(source)
        table = next((one for one in warehouse.tables if one.id == origin), None)
        if table is None:
            yield origin, plain(path)
            continue
        below = next((one for one in table.columns if one.name == path), None)
        if below is not None and source not in seen:
            yield from _extracted(warehouse, below, seen=seen | {source})
