"""What a free text tells of a warehouse, read once its style is chosen."""

from __future__ import annotations

from designer.brief.read import read_brief
from designer.brief.second_reading import with_warehouse
from designer.model.brief import SystemRef
from designer.plan.offline.style import choose_style

FREE = """We run gyms. What members paid is in Stripe, what they asked in Zendesk, and there are Mailchimp, Shopify and Xero.
Finance needs revenue per month, support must not see amounts, marketing needs members but not phone numbers.
About 30k members, growing 15% a year. Budget is $2000 a month.
Today two people copy numbers into a sheet."""


def test_a_free_text_gets_teams_growth_size_and_budget() -> None:
    """The first reading sees no word of a warehouse; the style is chosen by the number of systems."""
    brief = read_brief(FREE, systems=[SystemRef(name="Stripe"), SystemRef(name="Zendesk")])
    assert brief.warehouse is None
    assert choose_style(brief).style == "warehouse"
    wish = with_warehouse(brief).warehouse
    assert wish is not None
    assert [(team.name, team.needs, team.hidden) for team in wish.teams] == [
        ("Finance", "revenue per month", ()),
        ("Support", "", ("amounts",)),
        ("Marketing", "members", ("phone numbers",)),
    ]
    assert (wish.scale, wish.growth, wish.budget_usd_month) == ("About 30k members", "growing 15% a year", 2000.0)


def test_systems_that_only_the_prose_names_stay_beside_those_with_documents() -> None:
    """They have no document yet, and are asked for; nothing that was listed disappears."""
    brief = read_brief(FREE, systems=[SystemRef(name="Stripe"), SystemRef(name="Zendesk")])
    assert [system.name for system in brief.systems] == ["Stripe", "Zendesk", "Mailchimp", "Shopify", "Xero"]


def test_a_brief_that_says_it_is_read_as_it_is() -> None:
    """What the form answered is not read again."""
    brief = read_brief("Load Stripe and Zendesk into a data warehouse. Finance needs revenue.")
    assert with_warehouse(brief) is brief


def test_whoever_wants_the_whole_view_is_no_team() -> None:
    """It states the goal."""
    wish = with_warehouse(read_brief("The board wants one view of all customers over Stripe and Zendesk, with dashboards.")).warehouse
    assert wish is not None
    assert wish.teams == ()
    assert len(wish.goals) == 1


def test_systems_that_no_list_knows_are_named_by_their_place() -> None:
    """Without documents the brief still says which systems it needs them of."""
    names = [system.name for system in read_brief("When an order is placed in Shop, create a contact in CRM.").systems]
    assert names == ["Shop", "CRM"]
    assert [system.name for system in read_brief("Copy every new invoice from Moneta to Ledgerly.").systems] == ["Moneta", "Ledgerly"]
    assert read_brief("In January we want new hires in Germany to get a laptop.").systems == ()
