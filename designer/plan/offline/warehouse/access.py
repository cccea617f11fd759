"""Which team sees which table, and what it sees masked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from designer.model.question import Question
from designer.model.warehouse import AccessRule
from designer.names.text import identifier
from designer.plan.offline.warehouse.limited_access import MONEY, as_asked, asking, limited_questions, limited_rules
from designer.plan.offline.warehouse.vocabulary import core_tables, mentions, model

if TYPE_CHECKING:
    from designer.model.brief import Brief, Team
    from designer.model.warehouse import Column, ModelTable
from designer.plan.offline.warehouse.vocabulary import CoreTable

SUMMED = ("dashboard", "report", "figure", "kpi", "summary", "overview")
"""Words of a need that sums satisfy: single records are then not shown."""
PERSONAL = {"personal data", "pii"}


def plan_access(brief: Brief, tables: tuple[ModelTable, ...]) -> tuple[AccessRule, ...]:
    """Return the rules of all teams: marts and core tables by their needs, personal columns masked unless they need them."""
    teams = brief.warehouse.teams if brief.warehouse else ()
    return tuple(rule for team in teams for rule in (limited_rules(team, tables) if team.only else _rules(team, tables)))


def _rules(team: Team, tables: tuple[ModelTable, ...]) -> tuple[AccessRule, ...]:
    return tuple(_rule(team, table) for table in _tables(team, tables))


def access_questions(brief: Brief, tables: tuple[ModelTable, ...]) -> tuple[Question, ...]:
    """Ask who reads when the brief names no team, and who may see personal data that no team may."""
    if brief.warehouse and brief.warehouse.teams:
        teams = brief.warehouse.teams
        hidden = tuple(_unknown(team, hidden) for team in teams for hidden in team.hidden if not _has_effect(hidden, tables))
        return (*hidden, *(question for team in teams if team.only for question in limited_questions(team, tables)))
    personal = any(column.personal for table in tables for column in table.columns if table.layer != "staging")
    if brief.warehouse is None and not personal:
        return ()
    question = Question(
        id="teams",
        about="brief: teams",
        text="Which teams shall read the warehouse, and what may each see?",
        why="Without it no access rule can be made"
        + (", and the tables hold personal data: nobody but the owner may read them until then." if personal else "."),
        candidates=("finance: transactions", "marketing: customers without e-mail and telephone", "support: events and their customers"),
    )
    return (question,)


def _unknown(team: Team, hidden: str) -> Question:
    return Question(
        id=identifier(f"hidden_{team.name}_{hidden}"),
        about=f"access: {team.name}",
        text=f"In which columns does “{hidden}” stand, which {team.name} must not see?",
        why="No column of the model bears that name, so nothing is masked for it yet; free texts can hold it too.",
        line=team.line,
    )


def _has_effect(hidden: str, tables: tuple[ModelTable, ...]) -> bool:
    """Tell whether what shall be hidden is a table or a column of the model, or personal data."""
    if hidden.lower() in PERSONAL or mentions(hidden, MONEY):
        return True
    return any(
        _is_about(hidden, table) or mentions(column.name.replace("_", " "), (hidden,)) for table in tables for column in table.columns
    )


def _is_about(hidden: str, table: ModelTable) -> bool:
    """Tell whether a mart as a whole is what shall be hidden: `revenue` hides the revenue by month."""
    whole = hidden.partition(" in ")[0]  # remarks in tickets are no tickets
    return any(mentions(whole, entry["words"]) for entry in model()["mart"] if entry["id"] == table.id)


def _tables(team: Team, tables: tuple[ModelTable, ...]) -> list[ModelTable]:
    """Return what a team reads: the marts and core tables that its needs speak of, else the marts, else all core tables.

    What must be hidden from it as a whole is none of them.
    """
    tables = tuple(table for table in tables if not any(_is_about(hidden, table) for hidden in team.hidden))
    marts = {entry["id"]: entry["words"] for entry in model()["mart"]}
    nouns = {table.id: (*table.nouns, *_own_words(table)) for table in core_tables()}
    spoken = [
        table
        for table in tables
        if table.layer != "staging"
        and mentions(team.needs, (*marts.get(table.id, ()), *nouns.get(table.id, ()), table.id.replace("_", " ")))
    ]
    if mentions(team.needs, SUMMED) and any(table.layer == "mart" for table in spoken):
        return [table for table in spoken if table.layer == "mart"]
    if any(table.id in {"transactions", "events"} for table in spoken):
        spoken += [table for table in tables if table.id == "customer_records"]
    return spoken or [table for table in tables if table.layer == "mart"] or [table for table in tables if table.layer == "core"]


def _own_words(table: CoreTable) -> tuple[str, ...]:
    """Return the column names that no other core table has: who needs the industry needs the companies."""
    others = {column.name for other in core_tables() if other is not table for column in other.columns}
    return tuple(column.name.replace("_", " ") for column in table.columns if column.name not in others)


def _rule(team: Team, table: ModelTable) -> AccessRule:
    masked = tuple(column.name for column in table.columns if _is_masked(team, column))
    in_clear = any(column.personal and column.name not in masked for column in table.columns)
    listed = tuple(column.name for column in table.columns) if in_clear else ()  # what is shown of a person is named, never implied
    return AccessRule(team=team.name, table=table.id, columns=listed, masked=masked)


def _is_masked(team: Team, column: Column) -> bool:
    said = column.name.replace("_", " ")
    if any(mentions(said, (hidden,)) or (hidden.lower() in PERSONAL and column.personal) for hidden in team.hidden):
        return True
    if column.type == "decimal" and any(mentions(hidden, MONEY) for hidden in team.hidden):
        return True
    return column.personal and not mentions(as_asked(team.needs), asking(column.name))
