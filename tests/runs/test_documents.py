"""Documents made of real vendors' texts are still laid out as meant."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from designer.model.brief import Brief, SystemRef, Wish
from designer.model.description import DescriptionRef
from designer.model.finding import Report
from designer.plan.offline.planner import OfflinePlanner
from designer.specs.catalog import load_catalog
from tests.unit.render.documents.made import printed

if TYPE_CHECKING:
    from pathlib import Path

    from designer.model.design import Design
    from designer.model.scalars import Style

BAR = re.compile(r"(?<!\\)\|")
CODE_SPAN = re.compile(r"(?<!`)(`+)(?!`).*?(?<!`)\1(?!`)", re.DOTALL)
PAIRS = (
    (
        "Stripe",
        "stripe.json",
        "Invoice Ninja",
        "invoiceninja.yaml",
        "When a customer is created in Stripe, create a client in Invoice Ninja",
    ),
    ("Zendesk", "zendesk.yaml", "Jira", "jira.json", "When a ticket is created in Zendesk, create an issue in Jira"),
    ("Xero", "xero-accounting.yaml", "QuickBooks", "quickbooks-online.yaml", "When an invoice is created in Xero, create it in QuickBooks"),
)


def no_check(_: Design) -> Report:
    """Find nothing: the documents are looked at, not the design."""
    return Report()


@pytest.mark.corpus
@pytest.mark.parametrize("style", ["api", "nocode"])
@pytest.mark.parametrize(
    ("source", "source_spec", "target", "target_spec", "text"), PAIRS, ids=[f"{pair[0]} to {pair[2]}" for pair in PAIRS]
)
def test_real_texts_stay_in_their_places(
    style: Style, source: str, source_spec: str, target: str, target_spec: str, text: str, corpus: Path, tmp_path: Path
) -> None:
    """No description, error text or name of a vendor opens a cell, a fence, a heading or a tag."""
    systems = tuple(
        SystemRef(name=name, descriptions=(DescriptionRef(kind="openapi", path=f"specs/{spec}"),))
        for name, spec in ((source, source_spec), (target, target_spec))
    )
    catalog = load_catalog(systems, base=corpus)
    brief = Brief(name="sync", style=style, systems=systems, goal=text, wishes=(Wish(text=text, source=source, target=target),))
    design = OfflinePlanner().plan(brief, catalog, checker=no_check)
    for path, document in printed(design, tmp_path, catalog=catalog).items():
        if path.endswith(".md"):
            look_at(path, document)


def look_at(path: str, document: str) -> None:
    """Fail where a document is not laid out as its template means."""
    assert "\n\n\n" not in document, path
    fences = document.split("```")
    assert len(fences) % 2 == 1, path
    width = 0
    for line in "\n".join(fences[::2]).splitlines():
        bars = len(BAR.findall(line)) if line.startswith("|") else 0
        assert not width or not bars or bars == width, (path, line)
        width = bars
    outside = CODE_SPAN.sub("", "\n".join(fences[::2]).replace("\\`", "")).replace("<br>", "").replace("\\<", "")
    assert not re.search(r"<[a-z/]", outside), path
