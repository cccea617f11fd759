"""What it costs a month, line by line with its arithmetic, from a dated file of list prices."""

from __future__ import annotations

from typing import TYPE_CHECKING

from designer.model.question import Question
from designer.model.warehouse import CostLine
from designer.plan.offline.warehouse.running import runs_a_day
from designer.plan.offline.warehouse.vocabulary import prices

if TYPE_CHECKING:
    from designer.plan.offline.warehouse.running import Running

DAYS = 30


def plan_cost(running: Running, *, systems: int, masks: bool) -> tuple[CostLine, ...]:
    """Return the lines of a month: computing, storage, loading, care."""
    hours, told = _busy_hours(running)
    lines = {"duckdb": _duckdb, "bigquery": _bigquery, "redshift": _redshift}
    own = _snowflake(running, hours, told, masks=masks) if running.product == "snowflake" else lines[running.product](running, hours, told)
    loading = (
        ()
        if running.product == "duckdb"
        else (_line("Machine that loads", prices()["runner"]["month"], prices()["runner"]["what"], "runner"),)
    )
    return (*own, *loading, _care(systems))


def budget_question(lines: tuple[CostLine, ...], budget: float | None) -> tuple[Question, ...]:
    """Ask what shall give way when the estimate is above the budget."""
    total = sum(line.usd_month for line in lines)
    if budget is None or total <= budget:
        return ()
    dearest = max(lines, key=lambda line: line.usd_month)
    question = Question(
        id="budget",
        about="warehouse: cost",
        text=f"The estimate is ${total:,.0f} a month and the budget ${budget:,.0f}: what shall give way?",
        why=f"The dearest line is {dearest.item.lower()} at ${dearest.usd_month:,.0f}.",
        candidates=("load less often", "start with fewer systems", "a larger budget"),
    )
    return (question,)


def _busy_hours(running: Running) -> tuple[float, str]:
    """Return the hours a month in which the warehouse computes, and how they are made."""
    assumed = prices()["assumed"]
    runs = runs_a_day(running.schedule)
    loading = runs * DAYS * assumed["minutes_a_run"] / 60
    reading = assumed["reading_hours_a_workday"] * assumed["workdays_a_month"]
    told = (
        f"{runs} loads a day x {DAYS} days x {assumed['minutes_a_run']} min"
        f" + {assumed['reading_hours_a_workday']} h of reading x {assumed['workdays_a_month']} workdays"
    )
    return loading + reading, f"({told}) = {loading + reading:,.0f} h"


def _duckdb(running: Running, _hours: float, _told: str) -> tuple[CostLine, ...]:
    price = prices()["duckdb"]
    return (
        _line("Machine for file, loads and dashboards", price["server_month"], price["server"], "duckdb"),
        _storage(running, price["storage_gb_month"], "duckdb"),
        _line("DuckDB, dlt, dbt and Streamlit", 0.0, "open source", "duckdb"),
    )


def _snowflake(running: Running, hours: float, told: str, *, masks: bool) -> tuple[CostLine, ...]:
    price = prices()["snowflake"]
    credit = price["credit_masking"] if masks else price["credit"]
    return (
        _line("Snowflake computing, size XS", hours * credit, f"{told} x 1 credit x ${credit:.2f}", "snowflake"),
        _storage(running, price["storage_tb_month"] / 1000, "snowflake"),
    )


def _bigquery(running: Running, _hours: float, _told: str) -> tuple[CostLine, ...]:
    price, assumed = prices()["bigquery"], prices()["assumed"]
    runs = runs_a_day(running.schedule) * DAYS
    tebibytes = runs * running.gigabytes * assumed["scans_a_run_share"] / 1024
    paid = max(0.0, tebibytes - price["free_tib_month"])
    told = (
        f"{runs} loads x {running.gigabytes:,.0f} GB x {assumed['scans_a_run_share']:.0%} read = {tebibytes:,.1f} TiB, "
        f"less {price['free_tib_month']} free, x ${price['scan_tib']:.2f}"
    )
    return _line("BigQuery queries", paid * price["scan_tib"], told, "bigquery"), _storage(running, price["storage_gb_month"], "bigquery")


def _redshift(running: Running, hours: float, told: str) -> tuple[CostLine, ...]:
    price = prices()["redshift"]
    return (
        _line(
            "Redshift Serverless computing",
            hours * price["base_rpu"] * price["rpu_hour"],
            f"{told} x {price['base_rpu']} RPU x ${price['rpu_hour']}",
            "redshift",
        ),
        _storage(running, price["storage_gb_month"], "redshift"),
    )


def _storage(running: Running, gb_month: float, product: str) -> CostLine:
    kept = running.gigabytes * (1 + running.yearly_growth)
    assumed = f" (assumed: {running.size_how})" if running.size_how else " (assumed)"
    size = f"{running.gigabytes:,.0f} GB{'' if running.size_is_told else assumed}"
    growth = f" + {running.yearly_growth:.0%} by the end of the year" if running.yearly_growth else ""
    return _line("Storage", kept * gb_month, f"({size}{growth}) x ${gb_month:.3f} per GB-month", product)


def _care(systems: int) -> CostLine:
    care = prices()["care"]
    hours = care["hours_base"] + care["hours_per_system"] * systems
    told = f"({care['hours_base']} h + {care['hours_per_system']} h x {systems} systems) x ${care['usd_hour']}"
    return _line("Care: watching, changed APIs, questions", hours * care["usd_hour"], told, "care")


def _line(item: str, usd: float, arithmetic: str, source: str) -> CostLine:
    return CostLine(item=item, usd_month=round(usd, 2), arithmetic=arithmetic, source=prices()[source]["source"])
