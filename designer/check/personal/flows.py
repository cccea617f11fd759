"""Where a design sends personal data: each mapping, and each column of the warehouse, that carries some."""

from __future__ import annotations

from typing import TYPE_CHECKING

from designer.check.personal.fields import can_hold, category_of, record_words
from designer.model.design import source_parts
from designer.model.finding import SENSITIVE, PersonalFlow
from designer.model.transform import Constant
from designer.names.path import is_path, join

if TYPE_CHECKING:
    from collections.abc import Iterator

    from designer.check.lookup.view import MappingView, Spot, StepView, View
    from designer.check.personal.fields import Category
    from designer.model.finding import PersonalCategory
    from designer.model.warehouse import Column, Warehouse

WAREHOUSE = "warehouse"
NO_RECORDS = ("setting", "table", "run")
"""Origins that hold what a person has set up, no data of records."""


def personal_flows(view: View) -> tuple[PersonalFlow, ...]:
    """Return every way that personal data takes, in the order of the design."""
    flows = (flow for step, mapping in view.mappings for flow in _of_mapping(step, mapping))
    return (*flows, *_of_warehouse(view))


def spot_category(spot: Spot, path: str) -> Category:
    """Return which personal data stands at a place of an answer, a delivery or a body."""
    call = spot.owner.partition("'s ")[2]
    return category_of(path, spot.field, record_words(spot.content.name if spot.content else "", call))


def _of_mapping(step: StepView, mapping: MappingView) -> Iterator[PersonalFlow]:
    if isinstance(mapping.mapping.transform, Constant) or mapping.target.state in {"nowhere", "missing"}:
        return
    filled = spot_category(mapping.target, mapping.target.path)
    told = [
        (origin, path, spot, spot_category(spot, spot.field.path or path))
        for source, spot in zip(mapping.mapping.sources, mapping.sources, strict=True)
        for origin, path in (source_parts(source),)
        if origin not in NO_RECORDS and spot.state not in {"nowhere", "missing"}
    ]
    is_told = any(read for *_, read in told)
    for origin, path, spot, read in told:
        category = _one_of(read, filled if read or not is_told else "", spot)
        if category:
            yield PersonalFlow(
                category=category,
                where=mapping.where,
                source=_system_of(step, spot, origin),
                source_path=path,
                target=step.system.name if step.system else step.step.channel or step.step.action,
                target_path=mapping.mapping.target,
            )


def _one_of(read: Category, filled: Category, source: Spot) -> Category:
    """Return the category of what is carried: what the source says; the target where it asks for more care or the source is mute.

    What somebody typed is told by the source alone, and no target makes a name of a moment or an id.
    """
    is_id = source.path.lower().endswith("id") and filled not in SENSITIVE
    if not filled or filled == "free text" or is_id or not can_hold(filled, source.field):
        return read
    return filled if not read or read == "free text" or (filled in SENSITIVE and read not in SENSITIVE) else read


def _system_of(step: StepView, spot: Spot, origin: str) -> str:
    if spot.owner and "'s " in spot.owner:
        return spot.owner.partition("'s ")[0]
    return spot.content.system if spot.content else step.flow.trigger.system or origin


def _of_warehouse(view: View) -> Iterator[PersonalFlow]:
    warehouse = view.design.warehouse
    if warehouse is None:
        return
    for i, table in enumerate(warehouse.tables):
        for j, column in enumerate(table.columns):
            where = f"$.warehouse.tables[{i}].columns[{j}]"
            for system, path, category in column_categories(view, warehouse, column):
                yield PersonalFlow(
                    category=category,
                    where=where,
                    source=system,
                    source_path=path,
                    target=WAREHOUSE,
                    target_path=f"{table.id}.{column.name}",
                )


def column_categories(view: View, warehouse: Warehouse, column: Column) -> Iterator[tuple[str, str, PersonalCategory]]:
    """Yield the system's name, the path and the category of each source that holds personal data and is read from a system."""
    if isinstance(column.transform, Constant):
        return
    extracts = {extract.id: extract for extract in warehouse.extracts}
    for source in column.sources:
        name, path = source_parts(source)
        extract = extracts.get(name)
        operation = view.operation(extract.system, extract.operation) if extract else None
        if extract is None or operation is None or operation.success is None or not is_path(join(extract.items, path)):
            continue
        content = operation.success
        field = view.catalog.field(content, join(extract.items, path), access="read")
        category = category_of(path, field, record_words(content.name, f"{operation.path} {extract.id}")) if field else ""
        if category:
            yield operation.system, path, category
