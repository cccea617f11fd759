"""The first dashboards of each team, from the tables that it may see."""

from __future__ import annotations

from typing import TYPE_CHECKING

from designer.render.documents.grid import Grid
from designer.render.documents.words import code, listed, prose

if TYPE_CHECKING:
    from designer.model.warehouse import ModelTable, Warehouse

AMOUNTS = {"decimal", "integer"}
MOMENTS = {"date", "timestamp"}
GROUPS = ("status", "type", "country", "currency", "system", "category", "priority", "industry")
"""Words in the names of columns by which people split a figure."""


def dashboards(warehouse: Warehouse) -> Grid:
    """Return one row per team and table: what the first dashboard shows; the marts, where a team may see any."""
    tables = {table.id: table for table in warehouse.tables}
    rows = []
    for team in dict.fromkeys(rule.team for rule in warehouse.access):
        rules = [rule for rule in warehouse.access if rule.team == team and rule.table in tables]
        marts = [rule for rule in rules if tables[rule.table].layer == "mart"]
        rows += [(prose(team), code(rule.table), _shows(tables[rule.table], hidden=set(rule.masked))) for rule in marts or rules]
    if not rows:
        rows = [
            ("everybody who may", code(table.id), _shows(table, hidden=set())) for table in warehouse.tables if table.layer != "staging"
        ]
    return Grid(header=("Team", "Reads", "Shows first"), rows=tuple(rows))


def _shows(table: ModelTable, *, hidden: set[str]) -> str:
    columns = [column for column in table.columns if column.name not in hidden]
    moments = sorted((c.name for c in columns if c.type in MOMENTS), key=lambda name: ("month" not in name, "created" not in name))
    by_time = f" by {'' if 'month' in moments[0] else 'month of '}{code(moments[0])}" if moments else ""
    amounts = [c.name for c in columns if c.type in AMOUNTS and not c.name.endswith("id") and c.name not in table.keys]
    groups = [c.name for c in columns if c.type == "text" and not c.personal and any(word in c.name for word in GROUPS)]
    sums = f"sums of {listed(map(code, amounts[:3]))}" if amounts else "number of rows"
    return f"{sums}{by_time}" + (f", by {listed(map(code, groups[:3]))}" if groups else "")
