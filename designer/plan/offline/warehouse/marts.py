"""Marts: what the dashboards read, chosen by the words of the goals.

In a mart, the key columns group; every other number is summed over the rows of the group, every other value is the newest.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from designer.model.question import Question
from designer.model.transform import Copy, DateFormat
from designer.model.warehouse import Column, ModelTable
from designer.plan.offline.warehouse.vocabulary import core_tables, mentions, model

if TYPE_CHECKING:
    from designer.model.brief import Brief
    from designer.plan.offline.warehouse.core import Core
    from designer.plan.offline.warehouse.extracts import Extracted

MONTH = DateFormat(source="iso", target="%Y-%m-01")


def plan_marts(brief: Brief, core: Core) -> tuple[ModelTable, ...]:
    """Return the marts that the goals ask for and the core tables can fill; without a known goal all that can be filled."""
    if not core.tables:
        return ()
    able = [entry for entry in model()["mart"] if all(core.table(need) for need in entry["needs"])]
    asked = [entry for entry in able if mentions(wanted_text(brief), entry["words"])]
    made = (_mart(entry["id"], entry["grain"], core) for entry in asked or able)
    return tuple(table for table in made if table is not None)


def wanted_text(brief: Brief) -> str:
    """Return what the brief says it is for: goals and needs, else the whole."""
    told = [*brief.warehouse.goals, *(team.needs for team in brief.warehouse.teams)] if brief.warehouse else []
    return "\n".join((brief.goal, *told)) if told else brief.text


def wanted_tables(brief: Brief) -> frozenset[str]:
    """Return the core tables that the brief speaks of, among its data kinds first of all; customers where it speaks of none."""
    kinds = " ".join(brief.warehouse.data_kinds) if brief.warehouse else ""
    spoken = frozenset(table.id for table in core_tables() if mentions(f"{kinds} {wanted_text(brief)}", table.nouns))
    return spoken or frozenset({"customers"})


def missing_data(brief: Brief, sources: tuple[Extracted, ...]) -> tuple[Question, ...]:
    """Return what must be asked because a goal needs records that no extract holds."""
    nouns = {source.noun for source in sources}
    questions = [
        Question(
            id=f"goal_{entry['words'][0].replace(' ', '_')}",
            about=f"goal: {entry['words'][0]}",
            text=entry["question"],
            why=entry["why"],
            candidates=tuple(entry["candidates"]),
        )
        for entry in model()["missing"]
        if mentions(wanted_text(brief), entry["words"]) and not nouns & set(entry["nouns"])
    ]
    return (*questions, *_revenue_types(brief, sources))


def month_question(marts: tuple[ModelTable, ...]) -> tuple[Question, ...]:
    """Ask where a month ends when figures are told by month."""
    if not any("month" in table.keys for table in marts):
        return ()
    question = Question(
        id="time_zone",
        about="marts: month",
        text="In which time zone do a day and a month end?",
        why="The systems tell moments in UTC: what happens on the last evening of a month falls into the next one elsewhere.",
        candidates=("UTC", "that of the company's books"),
    )
    return (question,)


def _revenue_types(brief: Brief, sources: tuple[Extracted, ...]) -> tuple[Question, ...]:
    """Ask which records are the revenue when several kinds would be counted twice."""
    money = [source for source in sources if source.core and source.core.id == "transactions" and source.fields]
    if len(money) < 2 or not mentions(wanted_text(brief), ("revenue", "sales", "turnover", "income")):
        return ()
    names = tuple(f"{source.noun} of {source.system.name}" for source in money)
    question = Question(
        id="revenue_records",
        about="table revenue_by_month: record_type",
        text=f"Which of these count as revenue: {', '.join(names)}?",
        why="The same sale stands in several of them; summed together it is counted twice.",
        candidates=names,
    )
    return (question,)


def _mart(identifier: str, grain: str, core: Core) -> ModelTable | None:
    columns = {"revenue_by_month": _revenue, "events_by_month": _events, "customer_overview": _overview}[identifier](core)
    if columns is None:
        return None
    keys, values = columns
    return ModelTable(
        id=identifier,
        layer="mart",
        kind="other",
        grain=grain,
        rows="group",
        keys=tuple(column.name for column in keys),
        columns=(*keys, *values),
        tests=tuple(f"not_null:{column.name}" for column in keys if column.name in {"month", "customer_key"}),
        description=_DESCRIPTIONS[identifier],
    )


_DESCRIPTIONS = {
    "revenue_by_month": "Amounts summed by month, customer, kind of record and currency; never add amounts of two currencies or kinds",
    "events_by_month": "Tickets and the like counted by month, customer, kind and state",
    "customer_overview": "One row per customer with what all systems know, for lists and look-ups",
}

Columns = tuple[tuple[Column, ...], tuple[Column, ...]] | None


def _revenue(core: Core) -> Columns:
    table = core.table("transactions")
    names = {column.name for column in table.columns} if table else set()
    if not {"amount", "created_at"} <= names:
        return None
    keys = [_month("transactions"), *_customer(core, names), _same("transactions", "record_type")]
    keys += [_same("transactions", name) for name in ("currency", "status") if name in names]
    values = [
        _same("transactions", name, kind="decimal", description=f"Sum of {name}.")
        for name in ("amount", "amount_refunded")
        if name in names
    ]
    return tuple(keys), (*values, _count("transactions", "transaction_key"))


def _events(core: Core) -> Columns:
    table = core.table("events")
    names = {column.name for column in table.columns} if table else set()
    if "created_at" not in names:
        return None
    keys = [_month("events"), *_customer(core, names), _same("events", "record_type")]
    keys += [_same("events", name) for name in ("status", "priority") if name in names]
    return tuple(keys), (_count("events", "event_key"),)


def _overview(core: Core) -> Columns:
    table = core.table("customers")
    if table is None:
        return None
    key, *others = table.columns
    values = [
        Column(name=c.name, type=c.type, sources=(f"customers:{c.name}",), personal=c.personal, description=c.description) for c in others
    ]
    for name, column in (("transactions", "transaction_key"), ("events", "event_key")):
        found = core.table(name)
        if found and any(one.name == "customer_record_key" for one in found.columns):
            values.append(_count(name, column))
    return (Column(name=key.name, sources=(f"customers:{key.name}",), personal=key.personal, description=key.description),), tuple(values)


def _month(table: str) -> Column:
    return Column(
        name="month",
        type="date",
        sources=(f"{table}:created_at",),
        transform=MONTH,
        reason="days are grouped by their month",
        description="First day of the month.",
    )


def _customer(core: Core, names: set[str]) -> list[Column]:
    if core.table("customer_records") is None or "customer_record_key" not in names:
        return []
    return [
        Column(
            name="customer_key",
            sources=("customer_records:customer_key",),
            reason="met by customer_record_key",
            description="The customer.",
        )
    ]


def _same(table: str, name: str, *, kind: str = "text", description: str = "") -> Column:
    return Column(
        name=name, type="decimal" if kind == "decimal" else "text", sources=(f"{table}:{name}",), transform=Copy(), description=description
    )


def _count(table: str, key: str) -> Column:
    return Column(
        name=f"{table}_count", type="integer", sources=(f"{table}:{key}",), description=f"Number of rows of {table}.", reason="counted"
    )
