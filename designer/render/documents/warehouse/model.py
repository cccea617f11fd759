"""The model: every table with its grain, keys, columns and where they come from, and its tests in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from designer.model.design import source_parts
from designer.render.documents.agreements import agreement_words
from designer.render.documents.grid import Grid
from designer.render.documents.transforming import what_happens
from designer.render.documents.words import NONE, code, codes, listed, prose, sentence

if TYPE_CHECKING:
    from designer.model.warehouse import Column, ModelTable, Warehouse

LAYERS = {
    "core": "Core: customers, transactions, events",
    "mart": "Marts: what the dashboards read",
    "staging": "Staging: one table per extract, names and types made the same",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelTableView:
    """One table of the model."""

    name: str
    kind: str
    grain: str
    keys: str
    description: str
    origin: str
    """The only extract or table that all columns come from; empty if there are several."""
    columns: Grid
    tests: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LayerView:
    """A layer and its tables."""

    title: str
    tables: tuple[ModelTableView, ...]


def layer_views(warehouse: Warehouse) -> tuple[LayerView, ...]:
    """Return the layers that have tables; staging, the longest and least read, comes last."""
    layers = ((title, [table for table in warehouse.tables if table.layer == layer]) for layer, title in LAYERS.items())
    return tuple(LayerView(title=title, tables=tuple(_table(table) for table in tables)) for title, tables in layers if tables)


def _table(table: ModelTable) -> ModelTableView:
    origins = {source_parts(source)[0] for column in table.columns for source in column.sources}
    origin = next(iter(origins)) if len(origins) == 1 else ""
    return ModelTableView(
        name=code(table.id),
        kind=table.kind,
        grain=prose(table.grain) or "**not told**",
        keys=codes(table.keys) or "**none**",
        description=sentence(prose(table.description, limit=300)),
        origin=code(origin) if origin else "",
        columns=Grid(
            header=("Column", "Type", "From", "What happens", "Sure", "Note"),
            rows=tuple(_column(column, is_alone=bool(origin)) for column in table.columns),
        ),
        tests=tuple(test_words(test) for test in table.tests),
    )


def _column(column: Column, *, is_alone: bool) -> tuple[str, ...]:
    sources = tuple(code(source_parts(source)[1]) if is_alone else source_words(source) for source in column.sources)
    notes = ["**personal data**"] if column.personal else []
    notes += [text.rstrip(".") for text in (prose(column.description), prose(column.reason)) if text]
    notes += [agreement_words(column)] if column.agreement else []
    return (
        code(column.name),
        column.type,
        "<br>".join(sources) or NONE,
        what_happens(column.transform, sources=sources),
        f"{column.confidence:.0%}",
        "; ".join(notes) or NONE,
    )


def source_words(source: str) -> str:
    """Return a column's source: `` `email` of `stripe_customers` ``."""
    origin, path = source_parts(source)
    return f"{code(path)} of {code(origin)}" if path else code(origin)


def test_words(test: str) -> str:
    """Return a table's test in words."""
    kind, _, rest = test.partition(":")
    column, _, values = rest.partition(":")
    match kind:
        case "unique":
            return f"{code(column)} is unique"
        case "not_null":
            return f"{code(column)} is never empty"
        case "accepted_values":
            return f"{code(column)} holds {listed(map(code, values.split('|')), last='or')} and nothing else"
        case _:
            return code(test)
