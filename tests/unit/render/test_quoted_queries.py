"""Values in queries between quotation marks: the starter's own tests hold it to a name with all that could end one."""

from __future__ import annotations

import ast
from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import parse_qs

import httpx2
import pytest

from designer.model.design import Mapping
from designer.model.finding import Report
from designer.model.transform import Template
from designer.render.code.fitting import MARKED
from designer.render.documents.nocode import make_values, n8n_values, zapier_values
from designer.render.run import render
from designer.render.runtime import runtime
from tests.unit.render.orders import an_order_design

if TYPE_CHECKING:
    from pathlib import Path

QUERY = "select * from Invoice where Customer = '{0}'"


def a_starter(escape: str, tmp_path: Path) -> dict[str, str]:
    """Return the files of a starter whose look-up asks by a query."""
    design, catalog = an_order_design(tmp_path)
    flow = design.flows[0]
    asked = Mapping(target="query.reference", sources=("trigger:order.last_name",), transform=Template(text=QUERY, escape=escape))  # type: ignore[arg-type]
    steps = (replace(flow.steps[0], mappings=(asked,)), *flow.steps[1:])
    changed = replace(design, flows=(replace(flow, steps=steps), *design.flows[1:]))
    return {artifact.path: artifact.text for artifact in render(changed, catalog, Report())}


@pytest.mark.parametrize(
    ("escape", "sent"),
    [
        ("backslash", r"""select * from Invoice where Customer = 'O\'Brien & "Sons" \\ 100%'"""),
        ("doubled", """select * from Invoice where Customer = 'O''Brien & "Sons" \\ 100%'"""),
    ],
)
def test_the_starters_own_test_asks_for_a_name_with_marks(escape: str, sent: str, tmp_path: Path) -> None:
    """Its sample event holds such a name, and its test of the mapping holds the query that is sent, escaped by the language's rule."""
    files = a_starter(escape, tmp_path)
    assert f"escape={escape!r}" in files["src/orders_to_books/mappings.py"].replace('"', "'")
    (expected,) = [line for line in files["tests/test_mappings.py"].splitlines() if "select * from Invoice" in line]
    assert repr(sent) in expected or _read(expected) == sent
    assert 'O\'Brien & \\"Sons\\" \\\\ 100%' in files["events/paid_orders.json"]


def test_without_a_rule_the_sample_is_the_documents_own(tmp_path: Path) -> None:
    """Nothing is promised, so nothing is tried."""
    assert "O'Brien" not in a_starter("", tmp_path)["events/paid_orders.json"]


def test_the_address_keeps_what_has_a_meaning_there() -> None:
    """`&`, `%` and `'` arrive as they were asked for: the call encodes them."""
    query = runtime("transforms").template(QUERY, MARKED, escape="backslash")
    address = httpx2.Request("GET", "https://books.example/v1/query", params={"query": query}).url
    assert parse_qs(address.query.decode()) == {"query": [query]}


@pytest.mark.parametrize("escape", ["backslash", "doubled"])
def test_platforms_are_told_the_same(escape: str) -> None:
    """As an expression of n8n, a formula of Make and a step of Zapier's Formatter."""
    transform = Template(text=QUERY, escape=escape)  # type: ignore[arg-type]
    written = "\\'" if escape == "backslash" else "''"
    assert ".replace(/" in n8n_values.expression(transform, ("$json.name",), design=None)  # type: ignore[arg-type]
    assert f'"/\'/g"; "{written}")' in make_values.formula(transform, ("1.name",), design=None)  # type: ignore[arg-type]
    assert f"`'` becomes `{written}`" in zapier_values.formatting(transform, ("Name",), design=None).value  # type: ignore[arg-type]


def _read(line: str) -> str:
    """Return the text of the line's literal, whichever way it is quoted."""
    literal = line.strip().removesuffix(",").partition(": ")[2].rstrip("})")
    value = ast.literal_eval(literal)
    assert isinstance(value, str)
    return value
