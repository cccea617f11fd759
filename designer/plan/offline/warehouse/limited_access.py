"""What a team sees that may see some things and nothing else: the columns that it asks for, by their names; what is not found is asked."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from designer.model.question import Question
from designer.model.warehouse import AccessRule
from designer.names.text import identifier
from designer.plan.offline.warehouse.vocabulary import core_tables, mentions

if TYPE_CHECKING:
    from designer.model.brief import Team
    from designer.model.warehouse import Column, ModelTable

MONEY = ("amount", "money", "price", "revenue", "turnover", "sum", "total", "financial figure", "margin", "cost", "sale")
"""What is hidden by these words is every amount."""
NAMES = {"name", "first_name", "last_name", "company_name"}
MEANT = {
    "email": ("email", "mail address", "contact details", "newsletter", "mailing"),
    "phone": ("phone", "call", "contact details"),
    "address": ("address", "street", "postal", "shipping", "region"),
    "name": ("name", "customer", "contact", "client", "account", "contact details"),
}
"""Personal data and the words of a need that ask for it in clear."""

MAILED = re.compile(r"\be?-?mail address(?:es)?\b", re.IGNORECASE)
"""It is no postal address."""


def limited_rules(team: Team, tables: tuple[ModelTable, ...]) -> tuple[AccessRule, ...]:
    """Return the rules of a team that sees nothing else: core tables with the columns it asks for, and those that name a row."""
    parts = _parts(team.needs)
    rules = []
    for table in (table for table in tables if table.layer == "core"):
        asked = [column.name for column in table.columns if any(_is_asked(part, column, table) for part in parts)]
        if asked:
            names = [column.name for column in table.columns if column.name in {*asked, *table.keys}]
            rules.append(AccessRule(team=team.name, table=table.id, columns=tuple(names)))
    return tuple(rules)


def limited_questions(team: Team, tables: tuple[ModelTable, ...]) -> tuple[Question, ...]:
    """Ask for what a team may see and no column bears the name of: it is granted nothing for it."""
    core = tuple(table for table in tables if table.layer == "core")
    return tuple(
        Question(
            id=identifier(f"seen_{team.name}_{part}"),
            about=f"access: {team.name}",
            text=f"In which columns does “{part}” stand, which {team.name} may see?",
            why="No column of the model bears that name, and the team may see nothing else: nothing is granted for it yet.",
            line=team.line,
        )
        for part in _parts(team.needs)
        if not any(_is_asked(part, column, table) for table in core for column in table.columns)
    )


def as_asked(needs: str) -> str:
    """Return what a team needs, its mail addresses told apart from postal ones."""
    return MAILED.sub("email", needs)


def _parts(needs: str) -> tuple[str, ...]:
    return tuple(part.strip(" .") for part in re.split(r"\s*(?:[,;]|\band\b|\bund\b|&)\s*", as_asked(needs)) if part.strip(" ."))


def _is_asked(part: str, column: Column, table: ModelTable) -> bool:
    """Tell whether a column is what is asked for: by its own name, as money, as what personal data are called, or as part of its table."""
    if column.personal:
        return mentions(part, asking(column.name))
    if mentions(part, MONEY):
        return column.type == "decimal" or column.name == "currency"
    nouns = next((one.nouns for one in core_tables() if one.id == table.id), ())
    return mentions(part, (column.name.replace("_", " "),)) or mentions(part, (*nouns, table.id.replace("_", " ")))


def asking(column: str) -> tuple[str, ...]:
    """Return the words of a need that ask for a personal column in clear."""
    if column in NAMES:
        return MEANT["name"]
    kind = next((kind for kind in ("email", "phone", "address") if kind in column), "")
    if column in {"address_line_1", "address_line_2", "city", "postal_code"}:
        kind = "address"
    return MEANT.get(kind, (column.replace("_", " "),))
