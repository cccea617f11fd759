"""What a design fills its targets with, write by write or column by column, each source followed to the record that it is read from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cases import normal

from designer.model.design import source_parts, target_parts
from designer.model.transform import Coalesce, DateFormat, Lookup, Scale
from evaluation.aligning import plain
from evaluation.branches import branch_of, told_apart_by
from evaluation.operating import is_system

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from cases import Case

    from designer.model.design import Design, Flow, Mapping, Step
    from designer.model.transform import Transform
    from designer.model.warehouse import Column, Warehouse
    from evaluation.asking import Asked
    from evaluation.branches import Branch

LOOKED_UP = "lookup"
Place = tuple[str, str]
"""An origin and a plain path."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Filling:
    """How a design fills one target: plain paths, each source with the origin that it is read from."""

    target: str
    sources: tuple[Place, ...]
    transform: str
    value: str = ""
    """Of a constant."""
    zone: str = ""
    """In which a point in time is told, where one is."""
    confidence: float = 1.0
    asked: bool = False
    """A setting or a table without an answer has part in it."""
    branch: Branch | None = None
    """Writes that have it in common differ by their conditions alone."""
    told_apart_by: tuple[Place, ...] = ()
    """What the step's condition compares, and not those of all its branches."""


def fillings_of(design: Design, asked: Asked, known: Case) -> tuple[Filling, ...]:
    """Return what a design fills; writes that call the operation that the case means come first."""
    return tuple(_of_warehouse(design.warehouse, known) if design.warehouse else _of_flows(design, asked))


def _of_flows(design: Design, asked: Asked) -> Iterator[Filling]:
    right = frozenset(key for need in asked.needs if "write" in need.roles for key in need.right)
    names = [need.system for need in asked.needs if "write" in need.roles]
    writes = [(flow, step) for _, flow, step in design.steps() if step.role == "write" and _is_written(design, step, names)]
    writes.sort(key=lambda one: tuple(one[1].operation.split(" ", 1)) not in right)
    for flow, step in writes:
        yield from _of_step(design, flow, step)


def _is_written(design: Design, step: Step, names: Sequence[str]) -> bool:
    return not names or any(is_system(design, step.system, name) for name in names)


def _of_step(design: Design, flow: Flow, step: Step) -> Iterator[Filling]:
    branch = branch_of(flow, step)
    compared = tuple(place for source in told_apart_by(flow, step) for place in _resolved(flow, step, source, seen=frozenset()))
    for mapping in step.mappings:
        location, path = target_parts(mapping.target)
        if location in {"body", "path", "query"}:
            yield _of_mapping(design, flow, step, mapping, target=plain(path), branch=branch, compared=compared)


def _of_mapping(
    design: Design, flow: Flow, step: Step, mapping: Mapping, *, target: str, branch: Branch, compared: tuple[Place, ...]
) -> Filling:
    transform = mapping.transform
    read = tuple(_read(flow, step, mapping.sources, transform))
    looked_up = any(origin == LOOKED_UP for origin, _ in read)
    return Filling(
        target=target,
        sources=tuple((flow.id if origin == LOOKED_UP else origin, where) for origin, where in read),
        transform=LOOKED_UP if looked_up else transform.name,
        value=str(getattr(transform, "value", "")),
        zone=transform.timezone if isinstance(transform, DateFormat) else "",
        confidence=mapping.confidence,
        asked=_is_open(design, mapping.sources, transform),
        branch=branch,
        told_apart_by=compared,
    )


def _read(flow: Flow, step: Step, sources: Sequence[str], transform: Transform) -> Iterator[Place]:
    """Yield origin and plain path of each field that is read; parameters of a transform and settings are none."""
    for source in sources[:1] if isinstance(transform, Scale | Coalesce) else sources:
        yield from _resolved(flow, step, source, seen=frozenset())


def _resolved(flow: Flow, step: Step, source: str, *, seen: frozenset[str]) -> Iterator[Place]:
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
        )


def _extracted(warehouse: Warehouse, column: Column, *, seen: frozenset[str]) -> Iterator[Place]:
    for source in column.sources[:1] if isinstance(column.transform, Scale | Coalesce) else column.sources:
        origin, path = source_parts(source)
        table = next((one for one in warehouse.tables if one.id == origin), None)
        if table is None:
            yield origin, plain(path)
            continue
        below = next((one for one in table.columns if one.name == path), None)
        if below is not None and source not in seen:
            yield from _extracted(warehouse, below, seen=seen | {source})
