"""The rate budget: how often schedules run, what a record costs, and the facts of the report."""

from __future__ import annotations

from dataclasses import replace

import pytest

from designer.check.budget.quotas import quotas
from designer.check.budget.rhythm import rhythm
from designer.check.run import check
from designer.model.design import AllOf, Comparison, Condition, Policies, RateLimit, Step
from designer.repair import with_certain_fixes
from tests.unit.check.designs import FLOW, GOOD, POLLING, WAREHOUSE, WRITE, catalog


@pytest.mark.parametrize(
    ("schedule", "runs", "gap"),
    [
        ("* * * * *", 1440, 1),
        ("*/5 * * * *", 288, 5),
        ("5/20 * * * *", 72, 20),
        ("0,30 8-17 * * *", 20, 30),
        ("0 3 * * *", 1, 1440),
        ("0 3 * * 1-5", 5 / 7, 1440),
        ("0 18 * * fri", 1 / 7, 10_080),
        ("50 23 * * *", 1, 1440),
        ("0 0 1 * *", 48 / 1461, 28 * 1440),
        ("0 0 29 2 *", 1 / 1461, 1461 * 1440),
        ("0 0 1,15 * 7", 290 / 1461, 1440),
    ],
)
def test_how_often_a_schedule_runs(schedule: str, runs: float, gap: int) -> None:
    """Runs are counted over two weeks, or over four years where days of the month count; either of day and weekday is enough."""
    found = rhythm(schedule)
    assert found is not None
    assert found.runs_per_day == pytest.approx(runs)
    assert found.shortest_gap == gap


@pytest.mark.parametrize("schedule", ["", "every hour", "0 0 30 2 *", "61 * * * *", "*/0 * * * *", "5-1 * * * *"])
def test_a_schedule_that_cannot_be_read_or_never_runs(schedule: str) -> None:
    """Nothing is reckoned with it."""
    assert rhythm(schedule) is None


@pytest.mark.parametrize(
    ("texts", "told"),
    [
        (("burst 3/s", "steady 60/m"), [(3, 1), (60, 60)]),
        (("daily 225/d",), [(225, 86_400)]),
        (("6 requests every 5 minutes",), [(6, 300)]),
        (("limit 10", "window 1s", "limit 500", "window 1h"), [(10, 1), (500, 3600)]),
        (("Gold", "limit 10", "ten-secondly", "5 requests per minute, per view"), []),
    ],
)
def test_what_a_quota_surely_tells(texts: tuple[str, ...], told: list[tuple[int, int]]) -> None:
    """Calls and seconds are read from the whole text, or it tells nothing."""
    assert list(quotas(texts)) == told


def _when(op: str, source: str = "trigger:data.state", *values: str) -> Condition:
    return Condition(any=(AllOf(all=(Comparison(source=source, op=op, values=values),)),))  # type: ignore[arg-type]


def _budget(*steps: Step, **policies: object) -> tuple[float | None, float | None, str]:
    design = replace(GOOD, flows=(replace(FLOW, steps=steps),), policies=Policies(volume_per_day=100, **policies))  # type: ignore[arg-type]
    found = next(one for one in check(design, catalog()).budget if one.system == "crm")
    return found.calls_per_day, found.most_per_day, found.arithmetic


def test_of_two_ways_that_exclude_each_other_one_is_counted() -> None:
    """Create where the value is missing, update where it is there: one call for each record, whichever."""
    create, update = replace(WRITE, condition=_when("empty")), replace(WRITE, id="update", condition=_when("present"))
    assert _budget(create, update) == (100, 100, "100 records a day x 1 call = 100 calls a day")


def test_values_that_exclude_each_other_make_one_call_at_most() -> None:
    """Nothing says that one of the values must come."""
    first = replace(WRITE, condition=_when("equals", "trigger:data.state", "active"))
    second = replace(WRITE, id="other", condition=_when("in", "trigger:data.state", "closed", "new"))
    assert _budget(first, second) == (None, 100, "100 records a day x at most 1 call = at most 100 calls a day")


def test_conditions_of_different_fields_add_up() -> None:
    """Both steps may run for one record."""
    first, second = replace(WRITE, condition=_when("present")), replace(WRITE, id="b", condition=_when("present", "trigger:data.email"))
    assert _budget(first, second)[:2] == (None, 200)


def test_what_comes_after_a_look_up_that_may_stop_is_not_certain() -> None:
    """The look-up itself is."""
    look_up = Step(id="find", role="lookup", system="crm", operation="GET /contacts", on_none="stop")
    assert _budget(look_up, WRITE) == (100, 200, "100 records a day x 1 to 2 calls = 100 to 200 calls a day")


def test_the_length_of_a_list_is_told_or_unknown() -> None:
    """A step that runs for each item costs as many calls as there are items; nobody guesses how many."""
    each = replace(WRITE, for_each="trigger:data.lines[]")
    assert _budget(each, items_per_record=2.5) == (250, 250, "100 records a day x 2.5 calls = 250 calls a day")
    assert _budget(WRITE, each) == (
        100,
        None,
        "100 records a day x 1 call and one for each item of a list, whose length is not told, so at least 100 calls a day",
    )


def test_what_is_told_counts_though_a_list_is_not() -> None:
    """A limit that the told calls alone exceed is told of; the unknown ones only add to them."""
    limit = RateLimit(system="crm", calls=50, seconds=86_400)
    steps = (WRITE, replace(WRITE, id="each", for_each="trigger:data.lines[]"))
    design = replace(GOOD, flows=(replace(FLOW, steps=steps),), policies=Policies(volume_per_day=100, rate_limits=(limit,)))
    assert [finding.severity for finding in check(design, catalog()).findings if finding.code == "RATE801"] == ["error"]


def test_flows_share_the_records_unless_they_say_how_many_are_theirs() -> None:
    """Of 100 records, 40 are told to go one way, so 60 go the other."""
    other = replace(FLOW, id="other", volume_per_day=40, steps=(WRITE, replace(WRITE, id="again")))
    design = replace(GOOD, flows=(FLOW, other), policies=Policies(volume_per_day=100))
    found = next(one for one in check(design, catalog()).budget if one.system == "crm")
    assert found.arithmetic == "40 records a day x 2 calls + 60 records a day x 1 call = 140 calls a day"
    shared = replace(design, flows=(FLOW, replace(other, volume_per_day=None)))
    found = next(one for one in check(shared, catalog()).budget if one.system == "crm")
    assert (found.calls_per_day, found.most_per_day) == (100, 200)


def test_the_report_tells_shares_and_catching_up() -> None:
    """Facts are told though nothing is wrong."""
    limits = (RateLimit(system="crm", calls=60, seconds=60, source="brief"), RateLimit(system="crm", calls=5_000, seconds=86_400))
    found = check(replace(GOOD, policies=Policies(volume_per_day=1_000, rate_limits=limits)), catalog())
    assert found.findings == ()
    assert found.budget[0].limits == ("60 calls a minute (brief): 1% used", "5,000 calls a day: 20% used")
    assert found.budget[0].catching_up == (
        "after an outage of 1 h: caught up in 15 minutes",
        "after an outage of 24 h: caught up in 6 hours",
    )


def test_polls_are_counted_page_by_page() -> None:
    """4,800 records a day in 24 runs are 200 a run, two pages of 100 each."""
    trigger = replace(POLLING.flows[0].trigger, operation="GET /invoices", schedule="0 * * * *")
    design = replace(POLLING, flows=(replace(POLLING.flows[0], trigger=trigger),), policies=Policies(volume_per_day=4_800))
    assert check(design, catalog()).budget[0].arithmetic == "24 polls a day x 2 pages = 48 calls a day"


def test_loads_of_a_warehouse_are_counted_too() -> None:
    """Where nobody tells how many records there are, a load takes one page at least."""
    assert (
        check(WAREHOUSE, catalog()).budget[0].arithmetic == "24 loads of customers a day, of one page at least, so at least 24 calls a day"
    )


@pytest.mark.parametrize("policies", [Policies(), Policies(attempts=3, rate_limits=(RateLimit(system="shop", calls=9, seconds=3600),))])
def test_what_a_document_allows_is_put_into_the_design(policies: Policies) -> None:
    """Repair adds the limits of the used calls to those that are there, and has nothing to add the second time."""
    trigger = replace(POLLING.flows[0].trigger, operation="GET /invoices")
    design = replace(POLLING, flows=(replace(POLLING.flows[0], trigger=trigger),), policies=policies)
    mended, report = with_certain_fixes(design, lambda one: check(one, catalog()))
    told = [
        RateLimit(system="shop", operation="GET /invoices", calls=calls, seconds=seconds, source="spec")
        for calls, seconds in ((2, 1), (60, 60))
    ]
    assert mended.policies == replace(policies, rate_limits=(*policies.rate_limits, *told))
    assert [one.words for one in report.repaired if one.code == "RATE805"] == ["Added 2 limits that the documents tell of."]
