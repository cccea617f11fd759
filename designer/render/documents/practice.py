"""How each style of starter is started and looked after: first steps, where failures are seen, how one is run again."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from designer.names.files import package_name
from designer.names.text import identifier

if TYPE_CHECKING:
    from designer.model.design import Design
    from designer.model.scalars import Style

PRODUCTS = {"duckdb": "DuckDB", "snowflake": "Snowflake", "bigquery": "BigQuery", "redshift": "Amazon Redshift"}
"""Warehouse products as their makers write them."""
PLATFORMS = {"zapier": "Zapier", "make": "Make", "n8n": "n8n"}
PACKAGE, FLOW = "{package}", "{flow}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Practice:
    """What documents say about the work with a starter; `{package}` and `{flow}` are filled by `practice`."""

    start: tuple[str, ...]
    """The first things to do, in order."""
    missing: tuple[str, ...]
    """What the design wants and this starter does not do yet."""
    see: str
    again: str
    pause: str
    settings: str
    """How to see which settings and credentials are missing."""
    waiting: str
    """What to do about a failure that passes by itself."""
    kept: str
    """What becomes of a failure that does not."""
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
        missing=("There is no file to import: the workflow is built by the steps in `steps/`",),
        see="the platform's history: Zap history, Make's scenario history and incomplete executions, n8n's executions",
        again="replay the run from the history once its cause is mended",
        pause="switch the Zap, scenario or workflow off; webhooks that arrive meanwhile are lost, so bring those records over afterwards",
        settings="SETUP.md tells where it is found",
        waiting="Wait, then replay the failed runs.",
        kept="the run is marked failed, somebody is told",
        figures=(
            ("Built in less than 4 hours", "note the start and the first record that arrived right"),
            ("100 % right on 50 records", "take 50 real records, compare each mapped field with `mapping.csv`, count every difference"),
            ("No manual workaround left", "ask the person who does it by hand today, a week after the start"),
            ("$50-500 a month", "read the platform's usage page after a week and multiply (see `docs/cost.md`)"),
        ),
    ),
    "api": Practice(
        start=(
            "Run it against stand-ins of the systems: `make demo`",
            "Run its tests: `make test`",
            "Copy `.env.example` to `.env`, fill it in ([SETUP.md](SETUP.md)) and load it: `set -a; . ./.env; set +a`",
            "See what is still missing: `.venv/bin/python -m {package} settings`",
            "See what a real event would send, without sending it: `.venv/bin/python -m {package} once EVENT.json{flow} --dry-run`",
            "Send one: the same without `--dry-run`; then tick off [CHECKLIST.md](CHECKLIST.md)",
        ),
        missing=(
            "It takes one event at a time from a file; it does not listen for webhooks or poll by itself",
            "It keeps no queue: an event whose run failed is run again by hand",
        ),
        see="what `.venv/bin/python -m {package} once` prints; it ends with exit code 1",
        again="`.venv/bin/python -m {package} once EVENT.json{flow}` with the same event, once the cause is mended",
        pause="stop whatever calls the connector, and keep the events that arrive meanwhile",
        settings="`.venv/bin/python -m {package} settings` lists what is missing; SETUP.md tells where it is found",
        waiting="Nothing to do at first: the call is repeated, later and later.",
        kept="the run stops with this message and is not repeated",
        figures=(
            (
                "Less than 1 minute from change to arrival",
                "change a record, read the time at which it stands in the other system; of 20 times the slowest counts",
            ),
            ("99.9 % uptime: at most 43 minutes down a month", "ask from outside, every minute, whether it answers"),
            (
                "Recovers by itself",
                "stop the target for ten minutes and kill the process once while events come in: none is lost, none doubled",
            ),
            ("$500-5K a month", "add hosting, monitoring and the hours of looking after it in the first month"),
        ),
    ),
    "warehouse": Practice(
        start=(
            "Answer the open questions with the teams",
            "Collect the credentials: [SETUP.md](SETUP.md)",
            "Follow the phases of [docs/roadmap.md](docs/roadmap.md)",
            "In each, bring its [extracts](docs/extracts.md) into the [model](docs/model.md)",
            "Grant access as [docs/access.md](docs/access.md) tells before the first dashboard ([docs/bi.md](docs/bi.md)) is shared",
        ),
        missing=("There is no SQL and no loader: these documents are what they are to be built from",),
        see="the log of the last load",
        again="run the extract again; it goes on from its last cursor",
        pause="switch the schedule off; the next load fetches what was missed as far as the cursor reaches back",
        settings="SETUP.md tells where it is found",
        waiting="Wait, then run the extract again; it goes on from its last cursor.",
        kept="the load stops with this message",
        figures=(
            ("All systems are connected", "every extract has loaded at least one row"),
            ("Data is less than 1 hour old", "compare the newest timestamp of each raw table with the clock, at the end of a working day"),
            ("99.9 % of the rows are right", "compare counts and sums of a closed month with each system's own report"),
            ("The dashboards are used", "each team has opened its own in the last week"),
            ("$2K-10K a month", "compare the first month's bill with `docs/cost.md`"),
        ),
    ),
}


def practice(design: Design) -> Practice:
    """Return the practice of a design's style, with the name of its package."""
    known = PRACTICES[design.style]
    start = [_filled(line, design) for line in known.start]
    if design.platform and design.style == "nocode":
        steps = f"steps/{design.platform}.md"
        start[1] = f"Build the workflow on {PLATFORMS[design.platform]}, as the brief asks: [{steps}]({steps})"
    return replace(
        known,
        start=tuple(start),
        see=_filled(known.see, design),
        again=_filled(known.again, design),
        settings=_filled(known.settings, design),
    )


def _filled(line: str, design: Design) -> str:
    """Put in the package's name and, where a command must choose, the first flow."""
    flow = f" --flow {identifier(design.flows[0].id)}" if len(design.flows) > 1 else ""
    return line.replace(PACKAGE, package_name(design.name)).replace(FLOW, flow)
