"""The three blank forms: every question of a style is asked, a blank form says nothing, a filled line is read."""

from __future__ import annotations

import pytest

from designer.brief.forms import form
from designer.brief.lines import Line
from designer.brief.read import read_brief
from designer.brief.sections import key_of, parts_of
from designer.errors import BriefError
from designer.model.scalars import STYLES, Style

ASKED: dict[Style, set[str]] = {
    "nocode": {"problem", "today", "frequency", "volume", "when", "then", "mapping", "errors"},
    "api": {"frequency", "volume", "apis", "today", "authentication", "data_format", "rate_limits", "errors", "when", "then", "mapping"},
    "warehouse": {"goals", "teams", "data_kinds", "scale", "growth", "budget", "product", "frequency", "today"},
}


@pytest.mark.parametrize("style", STYLES)
def test_asks_every_question_of_its_style(style: Style) -> None:
    """Each question that a style needs is a line that the reader knows."""
    lines = tuple(Line(number, line) for number, line in enumerate(form(style).splitlines(), start=1))
    assert ASKED[style] <= {part.key for part in parts_of(lines)}
    assert "systems:" in form(style)
    assert f"style: {style}" in form(style)


@pytest.mark.parametrize("style", STYLES)
def test_every_heading_is_known(style: Style) -> None:
    """No heading of a form falls through the reader."""
    headings = [line.removeprefix("## ") for line in form(style).splitlines() if line.startswith("## ")]
    assert [heading for heading in headings if not key_of(heading)] == []


@pytest.mark.parametrize("style", STYLES)
def test_a_blank_form_is_refused(style: Style) -> None:
    """A form as it was printed holds no wish, and the message says what to do."""
    with pytest.raises(BriefError) as refusal:
        read_brief(form(style), path="brief.md")
    assert refusal.value.place == "brief.md"
    assert "placeholder" in refusal.value.fact
    assert refusal.value.next_step


def test_one_filled_line_is_enough() -> None:
    """A form with only When and Then filled gives the wish, and asks for the figures that were left open."""
    text = (
        form("api")
        .replace("[this happens in System A]", "an order is paid in Shopify")
        .replace("[do this in System B]", "create an invoice in Xero")
    )
    brief = read_brief(text)
    assert [(wish.source, wish.target, wish.when, wish.then) for wish in brief.wishes] == [
        ("Shopify", "Xero", "an order is paid in Shopify", "create an invoice in Xero")
    ]
    assert brief.style == "api"
    assert brief.wishes[0].pairs == ()
    assert brief.current_state == ""
    assert {question.id for question in brief.questions} == {"brief_errors", "brief_frequency", "brief_volume"}


def test_answers_inside_the_brackets_are_taken() -> None:
    """Who writes into the brackets instead of over them has answered too."""
    brief = read_brief(
        "Frequency: [every 10 minutes]\nWhen: [a deal is won in HubSpot]\nThen: [create a project in Asana]\nVolume: [e.g. 40 a day]"
    )
    assert brief.max_delay_seconds == 600
    assert brief.volume_per_day is None
    assert [(wish.source, wish.target) for wish in brief.wishes] == [("HubSpot", "Asana")]


def test_a_heading_ends_with_its_line() -> None:
    """What follows a title without a blank line between is no part of it, and reads as it would with one."""
    body = "When an employee is created in BambooHR, create a user in Okta.\nVolume: 20 a day\n"
    close, apart = (read_brief(f"# New hires become users\n{gap}{body}", path="brief.md", systems=()) for gap in ("", "\n"))
    assert close.title == "New hires become users"
    assert (close.title, close.volume, close.goal) == (apart.title, apart.volume, apart.goal)
    assert [(wish.when, wish.then) for wish in close.wishes] == [(wish.when, wish.then) for wish in apart.wishes]
