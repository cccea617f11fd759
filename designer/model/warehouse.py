"""The nouns of the warehouse style: extracts, tables, identities, access, roadmap, cost."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Literal

from designer.model.scalars import Scalar
from designer.model.transform import Copy, Transform


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtractParameter:
    """A parameter that each call of an extract sends."""

    target: Annotated[str, "`path.<name>`, `query.<name>` or `header.<name>`."]
    value: Annotated[Scalar, "What is sent; empty if a setting holds it."] = None
    setting: Annotated[str, "Setting id whose value is sent."] = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Extract:
    """What is read from a system, and how it is known what is new. Without an operation a Question asks for it."""

    id: Annotated[str, "An identifier; the raw table's name."]
    system: Annotated[str, "System id."]
    operation: Annotated[str, "List operation, such as `GET /v1/customers`; empty: asked."] = ""
    file: Annotated[str, "File or pattern, for a system of files."] = ""
    items: Annotated[str, "Array of the answer that holds the records."] = ""
    primary_key: Annotated[tuple[str, ...], "Paths that name a record."] = ()
    cursor: Annotated[str, "Path that tells what is new; empty: the whole is read each time."] = ""
    cursor_parameter: Annotated[str, "Query parameter that takes the last value seen."] = ""
    nested: Annotated[tuple[str, ...], "Nested lists that become tables of their own."] = ()
    parameters: Annotated[tuple[ExtractParameter, ...], "Sent with each call, beside paging, cursor and sign-in."] = ()
    schedule: Annotated[str, "Five-field cron expression."] = ""
    records: Annotated[int | None, "Records that the list holds in all; empty: not said."] = None
    records_per_day: Annotated[int | None, "Records a day that are new or changed; empty: not said."] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column of a table and where it comes from."""

    name: Annotated[str, "Column name."]
    type: Annotated[Literal["text", "integer", "decimal", "boolean", "date", "timestamp", "json"], "Type of the column."] = "text"
    sources: Annotated[tuple[str, ...], "`<extract or table id>:<path>`."] = ()
    transform: Annotated[Transform, "What happens on the way."] = Copy()
    confidence: Annotated[float, "0 to 1."] = 1.0
    reason: Annotated[str, "Why."] = ""
    agreement: Annotated[
        Literal["agreed", "disputed", "alone", ""],
        "Whether the offline matcher fills it the same way, another way (`rivals`), or not at all; empty: only one planner was asked.",
    ] = ""
    rivals: Annotated[tuple[str, ...], "The sources that the offline matcher would take instead, where it is disputed."] = ()
    personal: Annotated[bool, "Holds personal data."] = False
    description: Annotated[str, "What it holds."] = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelTable:
    """A table of the warehouse's model."""

    id: Annotated[str, "Table name."]
    layer: Annotated[Literal["staging", "core", "mart"], "Layer of the model."] = "core"
    kind: Annotated[Literal["customer", "transaction", "event", "other"], "What it is about."] = "other"
    grain: Annotated[str, "What one row is, in words."] = ""
    rows: Annotated[
        Literal["copy", "union", "merge", "group"],
        "How rows come together: those of one source; of all sources one under another; rows that share a match key of the table's "
        "identity are one; grouped by the keys, numbers summed.",
    ] = "copy"
    keys: Annotated[tuple[str, ...], "Columns that name a row."] = ()
    columns: Annotated[tuple[Column, ...], "Its columns."] = ()
    tests: Annotated[tuple[str, ...], "`unique:<column>`, `not_null:<column>`, `accepted_values:<column>:a|b`."] = ()
    description: Annotated[str, "What it is for."] = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Survivorship:
    """Which system's value wins for an attribute."""

    attribute: Annotated[str, "Column of the identity's table."]
    order: Annotated[tuple[str, ...], "System ids, first wins."] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """How records of several systems are known to be one."""

    id: Annotated[str, "An identifier."]
    table: Annotated[str, "Table it makes."] = ""
    match_keys: Annotated[tuple[str, ...], "Columns by which records meet, strongest first."] = ()
    survivorship: Annotated[tuple[Survivorship, ...], "One row per attribute."] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AccessRule:
    """What a team may see."""

    team: Annotated[str, "Team."]
    table: Annotated[str, "Table id."]
    columns: Annotated[tuple[str, ...], "Columns; none: all."] = ()
    masked: Annotated[tuple[str, ...], "Columns shown masked."] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Phase:
    """One phase of the roadmap."""

    title: Annotated[str, "Its name."]
    systems: Annotated[tuple[str, ...], "System ids."] = ()
    weeks: Annotated[int, "How long."] = 0
    outcome: Annotated[str, "What is there at its end."] = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CostLine:
    """One line of the estimate with its arithmetic."""

    item: Annotated[str, "What costs."]
    usd_month: Annotated[float, "US dollars a month."]
    arithmetic: Annotated[str, "How the figure is made."] = ""
    source: Annotated[str, "Price's source and date."] = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Warehouse:
    """A warehouse as designed."""

    product: Annotated[Literal["duckdb", "snowflake", "bigquery", "redshift"], "Where it runs."] = "duckdb"
    product_reason: Annotated[str, "Why."] = ""
    extracts: Annotated[tuple[Extract, ...], "What is read."] = ()
    tables: Annotated[tuple[ModelTable, ...], "The model."] = ()
    identities: Annotated[tuple[Identity, ...], "Who is who."] = ()
    access: Annotated[tuple[AccessRule, ...], "Who sees what."] = ()
    freshness_minutes: Annotated[int, "How old the data may be."] = 60
    bi: Annotated[str, "Recommended tool for dashboards."] = ""
    bi_reason: Annotated[str, "Why."] = ""
    roadmap: Annotated[tuple[Phase, ...], "Which systems first."] = ()
    cost: Annotated[tuple[CostLine, ...], "The estimate."] = ()
    budget_usd_month: Annotated[float | None, "What the brief allows."] = None
    budget: Annotated[str, "What the brief says of money, where it is not in US dollars a month."] = ""
