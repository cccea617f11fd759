"""Where the warehouse runs, how fresh it is, and what shows it: chosen by the brief's word or by stated thresholds."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from designer.brief.figures import delay_seconds
from designer.plan.offline.deadlines import deadline_of
from designer.plan.offline.warehouse.scale import records_told
from designer.plan.offline.warehouse.vocabulary import prices

if TYPE_CHECKING:
    from designer.model.brief import Brief

Product = Literal["duckdb", "snowflake", "bigquery", "redshift"]
PRODUCTS: tuple[Product, ...] = ("duckdb", "snowflake", "bigquery", "redshift")
TITLES: dict[Product, str] = {"duckdb": "DuckDB", "snowflake": "Snowflake", "bigquery": "BigQuery", "redshift": "Redshift"}

LARGE_GB = 500.0
LARGE_PER_DAY = 2_000_000
MANY_TEAMS = 8
# Ours: a single file on one machine reads hundreds of gigabytes well, but has one writer and no roles of its own.

SIZE = re.compile(r"(\d+(?:[.,]\d+)?)\s*(GB|TB|GiB|TiB|gigabytes?|terabytes?)\b", re.IGNORECASE)
GROWTH = re.compile(r"(\d+(?:[.,]\d+)?)\s*%")
NOT_OLDER = re.compile(r"older|\bfresh\b|within|less than|under|at most|no more|<|≤|latest", re.IGNORECASE)
TOOLS = ("Power BI", "Tableau", "Looker Studio", "Looker", "Metabase", "Superset", "Qlik", "Streamlit", "Sigma", "Mode", "Grafana")
DEFAULT_FRESHNESS = 60
"""The lesson's figure: data not older than an hour."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Running:
    """The choices, each with its reason."""

    product: Product
    product_reason: str
    bi: str
    bi_reason: str
    freshness_minutes: int
    schedule: str
    gigabytes: float
    size_is_told: bool
    size_how: str
    """How the size is made where only records are counted."""
    yearly_growth: float
    schedule_reason: str = ""
    """Why it runs at its hour, where the brief names one."""


def plan_running(brief: Brief) -> Running:
    """Return where it runs, how often it loads and what shows it."""
    told = SIZE.findall(f"{brief.warehouse.scale}\n{brief.volume}" if brief.warehouse else brief.volume) or SIZE.findall(brief.text)
    records = 0 if told else sum(records_told(brief).values())
    assumed = max(1.0, records * prices()["assumed"]["kb_a_record"] / 1_000_000) if records else float(prices()["assumed"]["gb_unknown"])
    gigabytes = max((_gigabytes(*match) for match in told), default=assumed)
    product, reason = _product(brief, gigabytes if told else 0.0)
    bi, bi_reason = _bi(brief, product)
    seconds = _oldest(brief)
    freshness = max(1, seconds // 60) if seconds else DEFAULT_FRESHNESS
    schedule = _schedule(freshness // 2 if _is_limit(brief) else freshness)
    deadline = deadline_of(f"{brief.frequency}\n{brief.text}") if runs_a_day(schedule) == 1 else None
    return Running(
        product=product,
        product_reason=reason,
        bi=bi,
        bi_reason=bi_reason,
        freshness_minutes=freshness,
        schedule=f"0 {deadline.start_hour} * * *" if deadline else schedule,
        schedule_reason=deadline.reason if deadline else "",
        gigabytes=gigabytes,
        size_is_told=bool(told),
        size_how=f"{records:,} records x {prices()['assumed']['kb_a_record']} KB" if records else "",
        yearly_growth=_growth(brief.warehouse.growth if brief.warehouse else ""),
    )


def _oldest(brief: Brief) -> int | None:
    """Return how old data may be, in seconds: as the brief's delay says, or its words about age."""
    if brief.max_delay_seconds:
        return brief.max_delay_seconds
    older = re.search(r"\bold(?:er than)?\b(.*)", brief.frequency, re.IGNORECASE)
    return delay_seconds(f"within {older[1].strip()}") if older else None


def _growth(text: str) -> float:
    """Return the yearly growth that a text states, as a share."""
    if percent := GROWTH.search(text):
        return float(percent[1].replace(",", ".")) / 100
    return next((share for word, share in (("doubl", 1.0), ("tripl", 2.0)) if word in text.lower()), 0.0)


def _is_limit(brief: Brief) -> bool:
    """Tell whether the delay is a limit, which a load at half of it keeps, rather than the rhythm of loading."""
    return not brief.frequency or NOT_OLDER.search(brief.frequency) is not None


def _gigabytes(count: str, unit: str) -> float:
    return float(count.replace(",", ".")) * (1000 if unit.lower().startswith("t") else 1)


def _product(brief: Brief, gigabytes: float) -> tuple[Product, str]:
    wish = brief.warehouse
    said = brief.text.replace(" ", "").lower()
    named = sorted((product for product in PRODUCTS if product in said), key=said.index)
    if named:
        return named[0], "the brief names it" + (f" first, {TITLES[named[1]]} after it" if len(named) > 1 else "")
    reasons = [
        reason
        for holds, reason in (
            (gigabytes >= LARGE_GB, f"{gigabytes:,.0f} GB are above {LARGE_GB:,.0f} GB"),
            ((brief.volume_per_day or 0) >= LARGE_PER_DAY, f"{brief.volume_per_day or 0:,} records a day are above {LARGE_PER_DAY:,}"),
            (bool(wish) and len(wish.teams if wish else ()) >= MANY_TEAMS, f"{MANY_TEAMS} teams or more read at once"),
        )
        if holds
    ]
    if not reasons:
        size = f"{gigabytes:,.0f} GB" if gigabytes else "the size that is told"
        return "duckdb", (
            f"{size} stays below {LARGE_GB:,.0f} GB and fewer than {MANY_TEAMS} teams read: one file costs nothing to start with; "
            "the same models run on a cloud warehouse by changing the profile"
        )
    if re.search(r"google|gcp|bigquery|\bGA4\b", brief.text, re.IGNORECASE):
        return "bigquery", f"{'; '.join(reasons)}; the brief already lives with Google"
    if re.search(r"\baws\b|amazon web services|\bs3\b|redshift", brief.text, re.IGNORECASE):
        return "redshift", f"{'; '.join(reasons)}; the brief already lives with AWS"
    return "snowflake", f"{'; '.join(reasons)}; it runs in each of the three clouds, grows by size of warehouse, and masks columns by role"


def _bi(brief: Brief, product: Product) -> tuple[str, str]:
    named = next((tool for tool in TOOLS if re.search(rf"\b{tool}\b", brief.text, re.IGNORECASE)), "")
    if named and named != "Mode":
        return named, "the brief names it"
    if re.search(r"\bmicrosoft (?:365|teams|fabric)|\boffice 365|\bazure\b", brief.text, re.IGNORECASE):
        return "Power BI", "the brief already lives with Microsoft, so sign-in and licences are there"
    if product == "bigquery":
        return "Looker Studio", "free, signs in with Google, reads BigQuery directly"
    if product == "duckdb":
        return (
            "Streamlit",
            "written in Python like the rest, reads the file directly, costs no licence; Metabase when people want to ask by themselves",
        )
    return "Metabase", "open source, asks questions without SQL, knows groups and row rules; no licence until a hosted plan is wanted"


def _schedule(minutes: int) -> str:
    """Return a cron expression that runs at least every so many minutes."""
    if minutes >= 1440:
        return "0 5 * * *"
    if minutes >= 60:
        hours = max(step for step in (1, 2, 3, 4, 6, 8, 12) if step * 60 <= minutes)
        return "0 * * * *" if hours == 1 else f"0 */{hours} * * *"
    step = max(step for step in (5, 10, 15, 20, 30) if step <= max(minutes, 5))
    return f"*/{step} * * * *"


def runs_a_day(schedule: str) -> int:
    """Return how often such a schedule runs in a day."""
    minute, hour, *_ = schedule.split()
    if minute.startswith("*/"):
        return 24 * 60 // int(minute[2:])
    if hour == "*":
        return 24
    return 24 // int(hour[2:]) if hour.startswith("*/") else 1
