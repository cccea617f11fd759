"""Which of a design's writes are judged: any with the known operation, branches as one, a zone with the moment beside it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from designer.model.design import AllOf, Backfill, Comparison, Condition, Design, Mapping, Step
from designer.model.transform import Constant, DateFormat
from tests.unit.bench.evaluated import a_design, an_asked, fills, perfect
from tests.unit.bench.invented import a_case, told

BENCH = Path(__file__).resolve().parents[3] / "bench"


@pytest.fixture(autouse=True)
def _package(monkeypatch: pytest.MonkeyPatch) -> None:
    """Put the folder of the package on the path."""
    monkeypatch.syspath_prepend(str(BENCH))


def counted(design: Design, *pairs: Any) -> dict[str, int]:
    """Return the counts of a design, in the usual case or in one that tells of these pairs."""
    from evaluation.judging import judged

    asked = an_asked(known=a_case(told=tuple(replace(one, target=one.target.lower()) for one in pairs))) if pairs else an_asked()
    return judged(design, asked)


def write(*mappings: Mapping, operation: str = "POST /contacts", where: tuple[Comparison, ...] = (), **rest: Any) -> Step:
    """Return a write to the other system, under a condition."""
    condition = Condition(any=(AllOf(all=where),)) if where else Condition()
    return Step(
        id=rest.pop("id", f"write_{len(where)}"), system="other", operation=operation, mappings=mappings, condition=condition, **rest
    )


def compares(path: str, op: Any = "present", *values: str) -> Comparison:
    """Return a comparison of a field of the record."""
    return Comparison(source=f"read:{path}", op=op, values=values)


def branched(*steps: Step) -> Design:
    """Return a design of these writes."""
    return a_design(write="", between=steps)


def test_any_write_with_the_known_operation_is_right() -> None:
    """What must be written before (a list that the contact joins) makes the contact's own write no mistake."""
    before = write(fills("title", "read:list"), operation="POST /lists", id="before")
    assert counted(branched(before, write(*perfect())))["needs_right"] == 2
    assert counted(branched(write(*perfect()), before))["needs_right"] == 2
    assert counted(branched(before))["needs_right"] == 1


def test_any_read_with_the_known_operation_is_right() -> None:
    """A poller of a list that the case does not know may read each record by the call that it does."""
    design = a_design(*perfect())
    flow = design.flows[0]
    polled = replace(flow, trigger=replace(flow.trigger, kind="poll", operation="GET /changes", event=""))
    assert counted(replace(design, flows=(polled,)))["needs_right"] == 2


@pytest.mark.parametrize(("read", "right"), [("", 2), ("GET /people/{id}/notes", 1)])
def test_a_backfill_counts_only_where_nothing_else_reads(read: str, right: int) -> None:
    """Old records that are read rightly make up for no wrong call of the flow itself."""
    design = a_design(*perfect(), read=read)
    flow = replace(design.flows[0], backfill=Backfill(operation="GET /people"))
    assert counted(replace(design, flows=(flow,)))["needs_right"] == right


def test_the_write_with_the_known_operation_comes_first() -> None:
    """Where another write fills the same field in another way, wherever it stands, that one is not judged."""
    before = write(fills("Mail", "read:address.city"), operation="POST /lists", id="before")
    found = counted(branched(before, write(*perfect())))
    assert (found["right"], found["proposed"]) == (4, 4)


def test_branches_of_one_write_are_one() -> None:
    """Two writes that differ by their conditions are judged by the branch that the case tells of; the other costs nothing."""
    one = write(fills("At", "read:start.dateTime"), where=(compares("start.dateTime"),), id="timed")
    two = write(fills("At", "read:start.date"), where=(compares("start.date"),), id="whole_day")
    pair = told("At", {"start.dateTime"})
    for steps in ((one, two), (two, one)):
        found = counted(branched(*steps), replace(pair, rights=(frozenset({"start.datetime"}),)))
        assert (found["right"], found["proposed"]) == (1, 1)


def test_a_second_write_of_another_call_or_list_is_no_branch() -> None:
    """What the first write with the known operation fills stands; a write that runs over a list is another one."""
    one = write(fills("At", "read:start.date"), id="one")
    two = write(fills("At", "read:moment"), where=(compares("moment"),), id="two", for_each="read:guests[]")
    assert counted(branched(one, two), told("At", {"moment"}))["right"] == 0


@pytest.mark.parametrize(
    ("conditions", "right"),
    [
        (((compares("day"),), (compares("day", "empty"),)), 1),
        (((compares("day"), compares("kind", "equals", "a")), (compares("day", "empty"), compares("kind", "equals", "a"))), 1),
        (((compares("kind", "equals", "a"),), (compares("kind", "equals", "b"),)), 0),
        (((compares("day"),),), 0),
    ],
)
def test_a_constant_that_a_condition_decides_comes_from_what_is_compared(conditions: tuple[Any, ...], right: int) -> None:
    """Told by two writes, one for days and one for hours, a flag is made of the day; a filter of the whole flow decides nothing."""
    steps = [
        write(fills("IsWholeDay", transform=Constant(value=place == 0)), where=where, id=f"w{place}")
        for place, where in enumerate(conditions)
    ]
    assert counted(branched(*steps), told("IsWholeDay", {"day"}, kind="format"))["right"] == right


def test_what_all_branches_compare_alike_decides_no_constant() -> None:
    """Both writes are for one kind of record: the kind does not make the flag that tells them apart."""
    kind = compares("kind", "equals", "a")
    branches = (("one", True, (compares("day"), kind)), ("two", False, (compares("day", "empty"), kind)))
    steps = [write(fills("IsWholeDay", transform=Constant(value=value)), where=where, id=name) for name, value, where in branches]
    assert counted(branched(*steps), told("IsWholeDay", {"kind"}))["right"] == 0


def test_a_constant_under_a_condition_is_still_a_constant() -> None:
    """Where the case knows a constant, the branch that writes it is right."""
    steps = (
        write(fills("Kind", transform=Constant(value="firm")), where=(compares("firm"),), id="firm"),
        write(fills("Kind", transform=Constant(value="person")), where=(compares("firm", "empty"),), id="person"),
    )
    assert counted(branched(*steps))["constants_right"] == 1


@pytest.mark.parametrize(
    ("zone", "moment", "right"),
    [
        ("UTC", ("read:start.at", DateFormat(timezone="UTC")), 2),
        ("Europe/Berlin", ("read:start.at", DateFormat(timezone="Europe/Berlin")), 2),
        ("Europe/Berlin", ("read:start.at", DateFormat(timezone="UTC")), 1),
        ("UTC", ("read:start.at", None), 1),
        ("UTC", ("read:end.at", DateFormat(timezone="UTC")), 0),
    ],
)
def test_a_zone_is_right_with_the_moment_that_is_brought_to_it(zone: str, moment: tuple[str, Any], right: int) -> None:
    """A moment told in UTC beside `UTC` is the source's moment beside the source's zone; another zone, or another moment, is not."""
    design = a_design(fills("start.at", moment[0], transform=moment[1]), fills("start.timeZone", transform=Constant(value=zone)))
    pairs = (told("start.at", {"start.at"}, kind="format"), told("start.timezone", {"start.zone"}))
    assert counted(design, *pairs)["right"] == right


def test_a_constant_beside_a_moment_that_is_no_zone_stays_wrong() -> None:
    """Only a field that holds a time zone is excused."""
    design = a_design(fills("start.at", "read:start.at", transform=DateFormat()), fills("start.name", transform=Constant(value="UTC")))
    assert counted(design, told("start.at", {"start.at"}, kind="format"), told("start.name", {"start.zone"}))["right"] == 1
