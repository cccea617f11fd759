"""What a warehouse brief tells in prose: teams, hours, counts, money."""

from __future__ import annotations

import pytest

from designer.brief.read import read_brief
from designer.model.warehouse import Column, ModelTable
from designer.plan.offline.deadlines import deadline_of
from designer.plan.offline.warehouse.access import access_questions, plan_access
from designer.plan.offline.warehouse.running import plan_running
from designer.plan.offline.warehouse.scale import records_told

BRIEF = (
    "We'd like Shop and CRM in BigQuery, one row per customer. Finance asks every week who pays late. "
    "A daily refresh before 7 am (Berlin) is enough. Around 120k customers, 900k payments so far, plus 2k payments a day. "
    "Marketing may see names and mail addresses, finance only amounts, sales only horoscopes, "
    "support should see tickets but no card details. "
    "A deleted customer has to vanish within 30 days. Budget is around 600 euros a month."
)
TABLES = (
    ModelTable(
        id="customers",
        layer="core",
        keys=("customer_key",),
        columns=(
            Column(name="customer_key", type="text"),
            Column(name="name", type="text", personal=True),
            Column(name="email", type="text", personal=True),
            Column(name="city", type="text", personal=True),
            Column(name="segment", type="text"),
        ),
    ),
    ModelTable(
        id="transactions",
        layer="core",
        keys=("transaction_key",),
        columns=(
            Column(name="transaction_key", type="text"),
            Column(name="amount", type="decimal"),
            Column(name="currency", type="text"),
            Column(name="status", type="text"),
        ),
    ),
)


def test_teams_see_what_they_may_and_nothing_else() -> None:
    """Each team of an enumeration gets its own columns; an ellipsis (`finance only amounts`) is a team too."""
    rules = {(rule.team, rule.table): rule.columns for rule in plan_access(read_brief(BRIEF), TABLES)}
    assert rules["Marketing", "customers"] == ("customer_key", "name", "email")
    assert rules["Finance", "transactions"] == ("transaction_key", "amount", "currency")
    assert ("Marketing", "transactions") not in rules
    assert ("Finance", "customers") not in rules


def test_what_no_column_holds_is_asked_and_not_granted() -> None:
    """A team that may see only what nobody knows sees nothing, and a question says so."""
    brief = read_brief(BRIEF)
    assert not [rule for rule in plan_access(brief, TABLES) if rule.team == "Sales"]
    assert [question.text for question in access_questions(brief, TABLES) if "Sales" in question.text] == [
        "In which columns does “horoscopes” stand, which Sales may see?"
    ]


def test_mail_addresses_are_no_postal_addresses() -> None:
    """Who needs mail addresses does not see the town."""
    brief = read_brief("We want a data warehouse.\n\n## Teams\n- Marketing: needs customers with names and mail addresses\n")
    (masked,) = (rule.masked for rule in plan_access(brief, TABLES) if rule.table == "customers")
    assert masked == ("city",)


def test_a_day_before_an_hour_is_early_enough_all_year() -> None:
    """Seven in Berlin is five of UTC in summer: the load starts two hours before, and the reason names the zone."""
    running = plan_running(read_brief(BRIEF))
    assert (running.freshness_minutes, running.schedule) == (1440, "0 3 * * *")
    assert "Berlin" in running.schedule_reason


@pytest.mark.parametrize(
    ("text", "hour"),
    [
        ("before 7 am Berlin time", 3),
        ("ready by 9:00 New York", 11),
        ("by 6 pm Tokyo", 7),
        ("before 8 o'clock in Mumbai", 0),
        ("before 6 am", 4),
        ("before 10 customers complain", None),
        ("by 3 people", None),
    ],
)
def test_hours_of_zones(text: str, hour: int | None) -> None:
    """An hour needs `am`, `o'clock` or minutes; without a zone it is read as UTC, which the reason says."""
    found = deadline_of(text)
    assert (found.start_hour if found else None) == hour
    assert found is None or ("no time zone" in found.reason) == (text == "before 6 am")


def test_counted_records_make_the_size() -> None:
    """Records that are there are counted, those of a day are not; the size says how it is made."""
    brief = read_brief(BRIEF)
    assert records_told(brief) == {"customer": 120_000, "payment": 900_000}
    running = plan_running(brief)
    assert running.gigabytes == pytest.approx(2.04)
    assert not running.size_is_told
    assert running.size_how == "1,020,000 records x 2 KB"


def test_money_of_another_currency_is_kept_as_said() -> None:
    """Euros are no dollars: the brief's words are kept, no figure is made of them."""
    wish = read_brief(BRIEF).warehouse
    assert wish is not None
    assert (wish.budget, wish.budget_usd_month) == ("Budget is around 600 euros a month", None)
