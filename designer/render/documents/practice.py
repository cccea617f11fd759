"""How each style of starter is looked after: where failures are seen, how one is run again, how it is paused."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from designer.model.scalars import Style


PRODUCTS = {"duckdb": "DuckDB", "snowflake": "Snowflake", "bigquery": "BigQuery", "redshift": "Amazon Redshift"}
"""Warehouse products as their makers write them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Practice:
    """The actions a runbook names, for one style; all are ends of sentences."""

    start: tuple[str, ...]
    """The first things to do, in order."""
    see: str
    again: str
    pause: str
    credentials: str
    figures: tuple[tuple[str, str], ...]
    """The success figures of the style and how each is measured."""


PRACTICES: dict[Style, Practice] = {
    "nocode": Practice(
        start=(
            "Answer the open questions and collect the credentials: [SETUP.md](SETUP.md)",
            "Build the workflow on one platform: [Zapier](steps/zapier.md), [Make](steps/make.md) or [n8n](steps/n8n.md)",
            "Run 50 real records through it and compare them with [mapping.csv](mapping.csv)",
            "Tick off [CHECKLIST.md](CHECKLIST.md), then switch it on",
        ),
        see="the platform's history: Zap history, Make's scenario history and incomplete executions, n8n's executions",
        again="replay the run from the history once its cause is mended",
        pause="switch the Zap, scenario or workflow off; webhooks that arrive meanwhile are lost, so run the backfill afterwards",
        credentials="reconnect the account under Connections (Zapier, Make) or Credentials (n8n)",
        figures=(
            ("Built in less than 4 hours", "note the start and the first record that arrived right"),
            ("100 % right on 50 records", "take 50 real records, compare each mapped field with `mapping.csv`, count every difference"),
            ("No manual workaround left", "ask the person who does it by hand today, a week after the start"),
            ("$50-500 a month", "read the platform's usage page after a week and multiply (see `docs/cost.md`)"),
        ),
    ),
    "api": Practice(
        start=(),
        see="the dead letters",
        again="replay it once its cause is mended",
        pause="stop the process; deliveries that arrive meanwhile are repeated by the sender or come over with the backfill",
        credentials="put the new value into the environment and restart",
        figures=(
            (
                "Less than 1 minute from change to arrival",
                "change a record, read the time at which it stands in the other system; 20 times, the slowest counts",
            ),
            ("99.9 % uptime: at most 43 minutes down a month", "watch the health check from outside, every minute"),
            ("Recovers by itself", "kill the process and cut the target off while events come in: none is lost, none doubled"),
            ("$500-5K a month", "add hosting, monitoring and the hours of looking after it in the first month"),
        ),
    ),
    "warehouse": Practice(
        start=(
            "Answer the open questions with the teams: above",
            "Collect the credentials: [SETUP.md](SETUP.md)",
            "Follow the phases of [docs/roadmap.md](docs/roadmap.md)",
            "In each, bring its [extracts](docs/extracts.md) into the [model](docs/model.md)",
            "Grant access as [docs/access.md](docs/access.md) tells before the first dashboard ([docs/bi.md](docs/bi.md)) is shared",
        ),
        see="the log of the last load",
        again="run the extract again; it goes on from its last cursor",
        pause="switch the schedule off; the next load fetches what was missed as far as the cursor reaches back",
        credentials="put the new value into the environment of the load",
        figures=(
            ("All systems are connected", "every extract has loaded at least one row"),
            ("Data is less than 1 hour old", "compare the newest timestamp of each raw table with the clock, at the end of a working day"),
            ("99.9 % of the rows are right", "compare counts and sums of a closed month with each system's own report"),
            ("The dashboards are used", "each team has opened its own in the last week"),
            ("$2K-10K a month", "compare the first month's bill with `docs/cost.md`"),
        ),
    ),
}
