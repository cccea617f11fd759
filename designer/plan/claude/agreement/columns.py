"""The columns of a warehouse beside the offline matcher's: each held against the extract or table that it is filled from."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from designer.model.design import source_parts
from designer.model.spec import Field
from designer.model.transform import Constant, Part, SplitName
from designer.names.path import PathError, normal
from designer.plan.claude.agreement.offers import Offer, Targets, offers
from designer.plan.claude.agreement.records import Record, told
from designer.plan.claude.agreement.verdict import Choice, verdict
from designer.plan.offline.calls import noun_of
from designer.plan.offline.records import relative
from designer.plan.offline.selection import REVIEW

if TYPE_CHECKING:
    from collections.abc import Mapping as Map

    from designer.check.lookup.view import View
    from designer.model.transform import Transform
    from designer.model.warehouse import Column, Extract, ModelTable, Warehouse

TYPES: dict[str, tuple[tuple[str, ...], str]] = {
    "text": (("string",), ""),
    "integer": (("integer",), ""),
    "decimal": (("number",), ""),
    "boolean": (("boolean",), ""),
    "date": (("string",), "date"),
    "timestamp": (("string",), "date-time"),
    "json": (("object",), ""),
}
"""JSON types and formats of the columns."""


def judged_warehouse(view: View, warehouse: Warehouse, draft: Warehouse | None) -> Warehouse:
    """Return the warehouse with `agreement`, `rivals` and `confidence` of each column set anew."""
    records = {extract.id: record for extract in warehouse.extracts if (record := _extracted(view, extract)) is not None}
    records.update({table.id: _of_table(table) for table in warehouse.tables})
    before = {(table.id, column.name): column for table in (draft.tables if draft else ()) for column in table.columns}
    tables = []
    for table in warehouse.tables:
        targets = _targets(table)
        columns = tuple(_column(column, targets, records, before.get((table.id, column.name))) for column in table.columns)
        tables.append(replace(table, columns=columns))
    return replace(warehouse, tables=tuple(tables))


def _column(column: Column, targets: Targets, records: Map[str, Record], drafted: Column | None) -> Column:
    if not column.sources:
        same = drafted is not None and not drafted.sources and drafted.transform == column.transform
        sure = drafted.confidence if same and drafted else REVIEW if isinstance(column.transform, Constant) else 0.0
        return replace(column, agreement="", rivals=(), confidence=sure)
    sources = tuple(_plain(source) for source in column.sources)
    found, chance = _offered(column, sources, targets, records)
    if drafted is not None and drafted.sources:
        own = tuple(_plain(source) for source in drafted.sources)
        found += (Offer(sources=own, transform=drafted.transform, confidence=drafted.confidence, reason=drafted.reason),)
    judgement = verdict(Choice(sources=sources, transform=column.transform, chance=chance), found, alike=_alike)
    return replace(column, agreement=judgement.agreement, rivals=judgement.rivals, confidence=judgement.confidence)


def _alike(one: Transform, other: Transform) -> bool:
    """Tell whether two transforms say the same in a warehouse: it keeps the system's own values, and no document tells a column's unit."""
    if isinstance(one, SplitName) and isinstance(other, SplitName):
        return one.part == other.part
    return not isinstance(one, SplitName | Part) or isinstance(other, SplitName | Part)


def _offered(column: Column, sources: tuple[str, ...], targets: Targets, records: Map[str, Record]) -> tuple[tuple[Offer, ...], float]:
    """Return what the matcher would fill a column from: of each extract or table that it is filled from what it says there, as one."""
    parts, chances = [], []
    for origin in dict.fromkeys(source_parts(source)[0] for source in sources):
        record = records.get(origin)
        if record is None:
            return (), 0.0
        known = offers(record, targets)
        own = [source_parts(source)[1] for source in sources if source_parts(source)[0] == origin]
        chances += [known.chances.get((column.name, path), 0.0) for path in own]
        here = known.by_target.get(column.name)
        if here is not None:
            parts.append(
                Offer(
                    sources=tuple(f"{origin}:{path}" for path in here.sources),
                    transform=here.transform,
                    confidence=here.confidence,
                    reason=here.reason,
                    would_fill=here.would_fill,
                )
            )
    if not parts:
        return (), min(chances, default=0.0)
    whole = replace(
        parts[0],
        sources=tuple(source for part in parts for source in part.sources),
        confidence=min(part.confidence for part in parts),
        would_fill=all(part.would_fill for part in parts),
    )
    return (whole,), min(chances, default=0.0)


def _extracted(view: View, extract: Extract) -> Record | None:
    operation = view.operation(extract.system, extract.operation)
    if operation is None or operation.success is None:
        return None
    fields = relative(view.catalog.fields(operation.success, access="read"), extract.items)
    return Record(told=told(fields), fields=fields, noun=noun_of(operation), system=extract.system)


def _of_table(table: ModelTable) -> Record:
    fields = _fields(table)
    return Record(told=told(fields), fields=fields, noun=table.id, system="")


def _targets(table: ModelTable) -> Targets:
    return Targets.of(_fields(table), noun=table.id, are_columns=True)


def _fields(table: ModelTable) -> tuple[Field, ...]:
    return tuple(
        Field(path=column.name, types=TYPES[column.type][0], format=TYPES[column.type][1], description=column.description)
        for column in table.columns
    )


def _plain(source: str) -> str:
    origin, path = source_parts(source)
    try:
        return f"{origin}:{normal(path)}"
    except PathError:
        return source
