"""The style is chosen by stated thresholds, and the reason is kept."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest

from designer.brief.read import read_brief
from designer.model.brief import Brief, SystemRef, Wish
from designer.model.description import DescriptionRef
from designer.plan.offline.style import FEW_SYSTEMS, MODERATE_VOLUME, REAL_TIME_SECONDS, choose_style

TWO = (SystemRef(name="Shop"), SystemRef(name="Books"))
DESCRIBED = tuple(SystemRef(name=one.name, descriptions=(DescriptionRef(kind="openapi", path="a.yaml"),)) for one in TWO)
WISH = Wish(text="When an order is paid, create an invoice", source="Shop", target="Books")


@pytest.mark.parametrize(
    ("text", "style"),
    [
        (
            """Leads from Salesforce go into our email tool Mailchimp. Today that is manual hand-offs between teams: an export every Friday.
            New Salesforce leads should be in Mailchimp within 15 minutes, about 50 a day.""",
            "nocode",
        ),
        (
            "We need real-time inventory sync across three warehouses. When stock changes in Odoo, update it in Shopify within 10 seconds.",
            "api",
        ),
        ("One customer view over 25 systems with dashboards for sales, finance and support.", "warehouse"),
    ],
)
def test_the_practice_scenarios_come_out_right(text: str, style: str) -> None:
    """The lesson's three scenarios each get the style that the lesson gives them."""
    assert choose_style(read_brief(text)).style == style


@pytest.mark.parametrize(
    ("brief", "style"),
    [
        (Brief(name="a", systems=TWO, wishes=(WISH,), max_delay_seconds=REAL_TIME_SECONDS), "api"),
        (Brief(name="a", systems=TWO, wishes=(WISH,), max_delay_seconds=REAL_TIME_SECONDS + 1), "nocode"),
        (Brief(name="a", systems=TWO, wishes=(WISH,), volume_per_day=MODERATE_VOLUME + 1), "api"),
        (Brief(name="a", systems=TWO, wishes=(WISH,), volume_per_day=MODERATE_VOLUME), "nocode"),
        (Brief(name="a", systems=TWO, wishes=(WISH,), platform="make"), "nocode"),
        (Brief(name="a", systems=DESCRIBED, wishes=(WISH,), platform="n8n"), "nocode"),
        (Brief(name="a", systems=TWO, wishes=(WISH,)), "nocode"),
        (Brief(name="a", systems=DESCRIBED, wishes=(WISH,)), "api"),
        (Brief(name="a", systems=DESCRIBED, wishes=(WISH,), max_delay_seconds=900, volume_per_day=40), "nocode"),
    ],
)
def test_thresholds_decide(brief: Brief, style: str) -> None:
    """Delay, volume, platform and documents at hand decide, each at its stated threshold."""
    assert choose_style(brief).style == style


def test_without_a_limit_it_says_what_would_change_the_choice() -> None:
    """Documents in hand and no limit stated give an API integration that says when it would be no-code."""
    chosen = choose_style(Brief(name="a", systems=DESCRIBED, wishes=(WISH,)))
    assert chosen.style == "api"
    assert any("no-code if" in reason for reason in chosen.reasons)


@pytest.mark.parametrize(
    "text",
    [
        "Load HubSpot companies into a warehouse table.",
        "Keep a table of Stripe customers in the warehouse up to date.",
        "Copy Zendesk tickets to Snowflake every night.",
    ],
)
def test_loading_a_table_is_a_warehouse(text: str) -> None:
    """Records that only land in a table for reading are a warehouse, documents or not."""
    assert choose_style(read_brief(text, systems=DESCRIBED[:0])).style == "warehouse"


@pytest.mark.parametrize(
    "text",
    [
        "Stock of our three warehouses in Odoo must be in Shopify within 10 seconds.",
        "When goods leave the warehouse, ShipStation should tell Shopify in real time.",
    ],
)
def test_a_warehouse_of_goods_is_none_of_data(text: str) -> None:
    """Inventory and shelves are no data warehouse."""
    assert choose_style(read_brief(text)).style == "api"


def test_a_table_of_goods_is_no_warehouse_of_data() -> None:
    """What stands in the shelves is kept up to date, not laid down for reading."""
    assert choose_style(read_brief("Store the inventory of all shops in one table.")).style != "warehouse"
    assert choose_style(read_brief("Store the payments of all shops in one table.")).style == "warehouse"


def test_the_style_asked_for_wins_and_facts_against_it_are_asked_about() -> None:
    """A no-code wish with a real-time delay stays no-code, with a question that names the fact."""
    brief = Brief(name="a", style="nocode", systems=TWO, wishes=(WISH,), max_delay_seconds=5)
    chosen = choose_style(brief)
    assert chosen.style == "nocode"
    assert [(question.id, question.candidates) for question in chosen.questions] == [("style", ("nocode", "api"))]
    assert "5 s" in chosen.questions[0].text
    assert chosen.questions[0].text.endswith("?")


def test_nothing_is_asked_when_the_facts_agree() -> None:
    """A wished style that fits brings no question."""
    assert not choose_style(Brief(name="a", style="api", systems=TWO, wishes=(WISH,), max_delay_seconds=5)).questions
    assert not choose_style(Brief(name="a", style="nocode", systems=TWO, wishes=(WISH,), max_delay_seconds=900)).questions
    assert not choose_style(Brief(name="a", style="warehouse", systems=TWO)).questions


def test_several_flows_between_many_systems_are_no_warehouse() -> None:
    """More than three systems that act on each other are code, not a place for reading."""
    systems = tuple(SystemRef(name=name) for name in ("A", "B", "C", "D", "E", "F"))
    wishes = tuple(Wish(text="", source=one.name, target=other.name) for one, other in pairwise(systems))
    assert len(systems) > FEW_SYSTEMS
    assert choose_style(Brief(name="a", systems=systems, wishes=wishes)).style == "api"


def test_every_choice_gives_a_reason() -> None:
    """No style without a reason, not even for a brief that says nothing."""
    assert choose_style(Brief(name="a")).reasons


def test_who_wants_it_at_once_is_not_content_with_minutes() -> None:
    """Work by hand today speaks for no code only where nobody asks for the record at once."""
    text = "Today somebody copies each order into Books by hand. We want an invoice in Books{} an order is paid in Shop."
    reasons = [choose_style(replace(read_brief(text.format(when)), systems=DESCRIBED)) for when in (" when", " the moment")]
    assert [one.style for one in reasons] == ["nocode", "api"]
