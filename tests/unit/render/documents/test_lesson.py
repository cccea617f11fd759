"""Everything that the lesson asks of a style's design stands in its documents."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.unit.render.documents.made import a_nocode_design, a_warehouse_design, an_api_design, printed

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from designer.model.design import Design

LESSON = (
    (a_nocode_design, "workflow for Zapier, step by step", "steps/zapier.md", "### 1. Trigger"),
    (a_nocode_design, "workflow for Make, step by step", "steps/make.md", "### 1. Trigger"),
    (a_nocode_design, "workflow for n8n", "steps/n8n.md", "### 1. Trigger"),
    (a_nocode_design, "field mapping rules", "mapping.csv", "body.last_name"),
    (a_nocode_design, "transformations", "steps/zapier.md", "**Formatter by Zapier → Text → Lowercase**"),
    (a_nocode_design, "error handling", "steps/make.md", "## Error handling"),
    (a_nocode_design, "testing checklist", "CHECKLIST.md", "- [ ] "),
    (a_nocode_design, "monitoring", "steps/zapier.md", "## Monitoring"),
    (a_nocode_design, "success: hours", "CHECKLIST.md", "less than 4 hours"),
    (a_nocode_design, "success: accuracy", "CHECKLIST.md", "100 % right on 50 records"),
    (a_nocode_design, "success: no workaround", "CHECKLIST.md", "No manual workaround"),
    (a_nocode_design, "success: cost", "CHECKLIST.md", "$50-500 a month"),
    (an_api_design, "architecture diagram", "docs/architecture.md", "```mermaid\nflowchart LR"),
    (an_api_design, "endpoints of the source", "docs/endpoints.md", "### `GET /customers`"),
    (an_api_design, "endpoints of the target", "docs/endpoints.md", "### `POST /contacts`"),
    (an_api_design, "webhook set-up", "SETUP.md", "## Webhook: New customers become contacts"),
    (an_api_design, "data validation", "docs/architecture.md", "## Data validation"),
    (an_api_design, "error handling and retry", "docs/architecture.md", "## Errors and retries"),
    (an_api_design, "monitoring and alerting", "docs/architecture.md", "## Monitoring and alerting"),
    (an_api_design, "documentation", "README.md", "## What is here"),
    (an_api_design, "success: latency", "CHECKLIST.md", "Less than 1 minute"),
    (an_api_design, "success: uptime", "CHECKLIST.md", "99.9 % uptime"),
    (an_api_design, "success: recovery", "CHECKLIST.md", "Recovers by itself"),
    (an_api_design, "success: cost", "CHECKLIST.md", "$500-5K a month"),
    (a_warehouse_design, "architecture", "docs/architecture.md", 'subgraph store["Snowflake"]'),
    (a_warehouse_design, "ETL per system: the shop", "docs/extracts.md", "## Shop"),
    (a_warehouse_design, "ETL per system: the CRM", "docs/extracts.md", "## CRM"),
    (a_warehouse_design, "data model", "docs/model.md", "- Kind: customer"),
    (a_warehouse_design, "who is who", "docs/identities.md", "1. `email`"),
    (
        a_warehouse_design,
        "security and access control",
        "docs/access.md",
        "| `dim_customer` | all columns | all columns; masked: `email` |",
    ),
    (a_warehouse_design, "BI recommendation", "docs/bi.md", "**Metabase**"),
    (a_warehouse_design, "roadmap", "docs/roadmap.md", "| 1 | Shop first | 1-4 | Shop |"),
    (a_warehouse_design, "cost estimate", "docs/cost.md", "About **$480** a month"),
    (a_warehouse_design, "success: all connected", "CHECKLIST.md", "All systems are connected"),
    (a_warehouse_design, "success: freshness", "CHECKLIST.md", "less than 1 hour old"),
    (a_warehouse_design, "success: accuracy", "CHECKLIST.md", "99.9 % of the rows"),
    (a_warehouse_design, "success: dashboards", "CHECKLIST.md", "dashboards are used"),
    (a_warehouse_design, "success: cost", "CHECKLIST.md", "$2K-10K a month"),
)


@pytest.mark.parametrize(("make", "item", "path", "words"), LESSON, ids=[f"{make.__name__}: {item}" for make, item, _, _ in LESSON])
def test_each_item_of_the_lesson_is_there(make: Callable[[], Design], item: str, path: str, words: str, tmp_path: Path) -> None:
    """The documents of a style hold what the lesson says its design must contain."""
    assert words in printed(make(), tmp_path)[path], item
