"""Who sees what: a matrix of teams and tables, and what each sees masked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from designer.render.documents.grid import Grid
from designer.render.documents.words import code, codes, prose

if TYPE_CHECKING:
    from designer.model.warehouse import AccessRule, ModelTable, Warehouse


@dataclass(frozen=True, slots=True, kw_only=True)
class AccessView:
    """What `docs/access.md` prints."""

    matrix: Grid
    personal: Grid
    """Every column with personal data and the teams that see it in clear."""


def access_view(warehouse: Warehouse) -> AccessView:
    """Return the access rules of a warehouse."""
    teams = list(dict.fromkeys(rule.team for rule in warehouse.access))
    named = {rule.table for rule in warehouse.access}
    tables = [table for table in warehouse.tables if table.id in named or table.layer != "staging"]
    return AccessView(
        matrix=Grid(
            header=("Table", *(prose(team) for team in teams)),
            rows=tuple((code(table.id), *(_cell(warehouse, team, table) for team in teams)) for table in tables) if teams else (),
        ),
        personal=Grid(
            header=("Column", "In clear for", "Masked for"),
            rows=tuple(_personal_row(warehouse, table, column.name) for table in tables for column in table.columns if column.personal),
        ),
    )


def _rule(warehouse: Warehouse, team: str, table: ModelTable) -> AccessRule | None:
    return next((rule for rule in warehouse.access if rule.team == team and rule.table == table.id), None)


def _cell(warehouse: Warehouse, team: str, table: ModelTable) -> str:
    rule = _rule(warehouse, team, table)
    if rule is None:
        return "no"
    seen = codes(rule.columns, limit=8) if rule.columns else "all columns"
    return f"{seen}; masked: {codes(rule.masked, limit=8)}" if rule.masked else seen


def _personal_row(warehouse: Warehouse, table: ModelTable, column: str) -> tuple[str, ...]:
    rules = [rule for rule in warehouse.access if rule.table == table.id and (not rule.columns or column in rule.columns)]
    clear = [prose(rule.team) for rule in rules if column not in rule.masked]
    masked = [prose(rule.team) for rule in rules if column in rule.masked]
    return (code(f"{table.id}.{column}"), ", ".join(clear) or "nobody", ", ".join(masked) or "nobody")
