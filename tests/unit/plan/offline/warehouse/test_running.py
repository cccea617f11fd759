"""Who sees what, where it runs, in which order, for how much."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from designer.model.brief import Team
from designer.plan.offline.warehouse.running import runs_a_day
from designer.plan.offline.warehouse.shape import age_words
from tests.unit.plan.offline.warehouse.conftest import CRM, DESK, SHOP

if TYPE_CHECKING:
    from designer.model.brief import WarehouseWish
    from designer.model.design import Design
    from designer.model.warehouse import AccessRule

    from .conftest import Plan


def the_rule(design: Design, team: str, table: str) -> AccessRule | None:
    """Return a team's rule for a table, if it has one."""
    assert design.warehouse
    return next((rule for rule in design.warehouse.access if (rule.team, rule.table) == (team, table)), None)


def test_personal_columns_are_masked_unless_a_team_needs_them(plan: Plan, wish: WarehouseWish) -> None:
    """Finance asks for addresses of mail and customers: it sees both, listed by name, and no telephone number."""
    rule = the_rule(plan(wish, Shop=SHOP), "Finance", "customers")
    assert rule
    assert "phone" in rule.masked
    assert not {"email", "name"} & set(rule.masked)
    assert {"email", "name"} <= set(rule.columns)


def test_a_team_that_wants_dashboards_sees_sums_only(plan: Plan, wish: WarehouseWish) -> None:
    """No single record is shown to it."""
    design = plan(wish, Shop=SHOP)
    assert the_rule(design, "Board", "revenue_by_month")
    assert the_rule(design, "Board", "customers") is None


def test_a_brief_without_teams_is_asked_for_them(plan: Plan, wish: WarehouseWish) -> None:
    """No rule is invented."""
    design = plan(replace(wish, teams=()), Shop=SHOP)
    assert design.warehouse
    assert design.warehouse.access == ()
    assert any(question.id == "teams" for question in design.questions)


@pytest.mark.parametrize(
    ("scale", "text", "product"),
    [
        ("20 GB", "", "duckdb"),
        ("2 TB", "", "snowflake"),
        ("2 TB", "We live in Google Cloud.", "bigquery"),
        ("2 TB", "We are an AWS house.", "redshift"),
        ("20 GB", "Load it into Snowflake.", "snowflake"),
        ("20 GB", "Start with DuckDB, later Snowflake.", "duckdb"),
    ],
)
def test_the_product_follows_the_brief_or_the_size(plan: Plan, wish: WarehouseWish, scale: str, text: str, product: str) -> None:
    """A named product wins, the first named of several; else the size decides, and the reason is kept."""
    design = plan(replace(wish, scale=scale), brief={"text": text}, Shop=SHOP)
    assert design.warehouse
    assert design.warehouse.product == product
    assert design.warehouse.product_reason


def test_the_cost_shows_its_arithmetic(plan: Plan, wish: WarehouseWish) -> None:
    """Each line has a source; masking takes Snowflake's dearer edition."""
    design = plan(wish, brief={"text": "Snowflake, please."}, Shop=SHOP)
    assert design.warehouse
    assert all(line.source and line.arithmetic for line in design.warehouse.cost)
    computing = design.warehouse.cost[0]
    assert "48 loads a day x 30 days x 2 min + 3 h of reading x 21 workdays) = 111 h x 1 credit x $3.00" in computing.arithmetic
    assert computing.usd_month == 333.0


def test_a_cost_above_the_budget_is_asked_about(plan: Plan, wish: WarehouseWish) -> None:
    """The question names both figures and the dearest line."""
    question = next(one for one in plan(wish, Shop=SHOP).questions if one.id == "budget")
    assert "$500" in question.text
    assert "care" in question.why
    assert not any(one.id == "budget" for one in plan(replace(wish, budget_usd_month=5000.0), Shop=SHOP).questions)


def test_readable_systems_come_first(plan: Plan, wish: WarehouseWish) -> None:
    """A system that holds customers and money and can be read today comes before unknown ones; the weeks fit the lesson's."""
    design = plan(wish, Unknown=None, Other=None, More=None, Still=None, Desk=DESK, Shop=SHOP, CRM=CRM)
    assert design.warehouse
    batches = [phase.systems for phase in design.warehouse.roadmap if phase.systems]
    assert batches[0] == ("shop", "desk", "crm")
    assert 8 <= sum(phase.weeks for phase in design.warehouse.roadmap) <= 17


def test_records_counted_twice_are_asked_about(plan: Plan, wish: WarehouseWish) -> None:
    """Orders and deals both look like revenue: a person says which is."""
    design = plan(replace(wish, data_kinds=("orders", "deals")), Shop=SHOP, CRM=CRM)
    question = next(one for one in design.questions if one.id == "revenue_records")
    assert question.candidates == ("order of Shop", "deal of CRM")


def test_whole_numbers_of_money_are_asked_about(plan: Plan, wish: WarehouseWish) -> None:
    """A document that gives amounts as whole numbers and does not say in what is not guessed at."""
    shop = {**SHOP, "paths": {**SHOP["paths"]}}
    order = {
        "type": "object",
        "properties": {"id": {"type": "string"}, "total_amount": {"type": "integer"}, "currency": {"type": "string"}},
    }
    answer = {"type": "object", "properties": {"data": {"type": "array", "items": order}}}
    shop["paths"]["/orders"] = {"get": {"responses": {"200": {"description": "ok", "content": {"application/json": {"schema": answer}}}}}}
    assert any(one.id == "money_unit" for one in plan(wish, Shop=shop).questions)
    assert not any(one.id == "money_unit" for one in plan(wish, Shop=SHOP).questions)


def test_the_same_brief_gives_the_same_design(plan: Plan, wish: WarehouseWish) -> None:
    """Nothing depends on chance or on the hour."""
    assert plan(wish, Shop=SHOP, CRM=CRM) == plan(wish, Shop=SHOP, CRM=CRM)


@pytest.mark.parametrize(("schedule", "runs"), [("*/30 * * * *", 48), ("0 * * * *", 24), ("0 */6 * * *", 4), ("0 5 * * *", 1)])
def test_runs_are_counted(schedule: str, runs: int) -> None:
    """A cron expression tells how often it runs in a day."""
    assert runs_a_day(schedule) == runs


@pytest.mark.parametrize(("minutes", "words"), [(1440, "1 day"), (120, "2 hours"), (60, "1 hour"), (45, "45 minutes")])
def test_ages_are_told_as_people_say_them(minutes: int, words: str) -> None:
    """The largest unit that divides a span tells it."""
    assert age_words(minutes) == words


def test_what_a_team_must_not_see_is_hidden_even_if_it_names_no_need(plan: Plan, wish: WarehouseWish) -> None:
    """Revenue hides the mart of that name and every amount; what no column tells is asked."""
    team = Team(name="Support", hidden=("revenue", "health remarks in tickets"))
    design = plan(replace(wish, teams=(team,)), Shop=SHOP, Desk=DESK)
    assert design.warehouse
    seen = {rule.table: rule for rule in design.warehouse.access}
    assert seen
    assert "revenue_by_month" not in seen
    amounts = {table.id: {column.name for column in table.columns if column.type == "decimal"} for table in design.warehouse.tables}
    assert all(amounts[name] <= set(rule.masked) for name, rule in seen.items())
    assert [question.about for question in design.questions if "health remarks" in question.text] == ["access: Support"]


def test_a_warehouse_without_a_title_is_called_by_what_comes_where(plan: Plan) -> None:
    """Systems and product as they write themselves."""
    brief = {"text": "Everything in one place on Snowflake."}
    assert plan(brief=brief, Shop=SHOP, CRM=CRM, Desk=DESK).title == "Shop, CRM and Desk in Snowflake"
    assert plan(brief=brief, Shop=SHOP).title == "Shop in Snowflake"
    assert plan(brief={**brief, "title": "One place"}, Shop=SHOP).title == "One place"
