"""The first dashboards of each team, from the tables that it may see."""

from __future__ import annotations

from typing import TYPE_CHECKING

from designer.render.documents.grid import Grid
from designer.render.documents.words import code, codes, listed, prose

if TYPE_CHECKING:
    from designer.model.warehouse import ModelTable, Warehouse

AMOUNTS = {"decimal", "integer"}
MOMENTS = {"date", "timestamp"}


def dashboards(warehouse: Warehouse) -> Grid:
    """Return one row per team and table: what the first dashboard shows."""
    tables = {table.id: table for table in warehouse.tables}
    rows = [
        (prose(rule.team), code(rule.table), _shows(tables[rule.table], hidden=set(rule.masked)))
        for rule in warehouse.access
        if rule.table in tables
    ]
    if not rows:
        rows = [
            ("everybody who may", code(table.id), _shows(table, hidden=set())) for table in warehouse.tables if table.layer != "staging"
        ]
    return Grid(header=("Team", "Reads", "Shows first"), rows=tuple(dict.fromkeys(rows)))


def _shows(table: ModelTable, *, hidden: set[str]) -> str:
    columns = [column for column in table.columns if column.name not in hidden and column.name not in table.keys]
    moment = next((column.name for column in columns if column.type in MOMENTS), "")
    by_time = f" by month of {code(moment)}" if moment else ""
    amounts = [column.name for column in columns if column.type in AMOUNTS and not column.name.endswith("id")]
    groups = [
        c.name
        for c in columns
        if c.type == "text"
        and not c.personal
        and any(word in c.name for word in ("status", "type", "country", "currency", "system", "source"))
    ]
    told = [f"number of rows{by_time}"]
    told += [f"sum of {codes(amounts, limit=2)}{by_time}"] if amounts else []
    told += [f"share by {codes(groups, limit=2)}"] if groups else []
    return listed(told)
