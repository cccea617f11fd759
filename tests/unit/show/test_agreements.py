"""How far two planners agree, as a person reads it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from designer.check.run import check
from designer.model.transform import Lower
from designer.show.agreements import agreement_lines, disputed_lines, judged_fields
from designer.show.covered import count_lines, covered_lines
from tests.unit.check.designs import FLOW, GOOD, MAPPINGS, WAREHOUSE, WRITE, catalog

if TYPE_CHECKING:
    from designer.model.design import Design, Mapping

DISPUTED = replace(
    MAPPINGS[0],
    sources=("trigger:data.mail",),
    transform=Lower(),
    confidence=0.4,
    status="proposed",
    agreement="disputed",
    rivals=("trigger:data.email",),
    reason="billing goes there",
)
ALONE = replace(MAPPINGS[2], confidence=0.3, status="proposed", agreement="alone")
AGREED = replace(MAPPINGS[6], agreement="agreed")


def design_of(*mappings: Mapping) -> Design:
    """Return the good design with these mappings."""
    return replace(GOOD, flows=(replace(FLOW, steps=(replace(WRITE, mappings=mappings),)),))


def told(design: Design, *, everything: bool = False) -> list[str]:
    """Return the lines of the count."""
    return [line.text for line in agreement_lines(design, everything=everything)]


def test_nothing_is_told_where_one_planner_was_asked() -> None:
    """An offline design has no line, no counts and no table."""
    assert told(GOOD) == []
    assert list(disputed_lines(GOOD)) == []
    assert not [count for count in check(GOOD, catalog()).coverage if "agreed" in count.name]


def test_the_count_is_one_line() -> None:
    """Agreed, disputed and alone are counted; a dispute that a person has settled is counted as accepted."""
    assert told(design_of(AGREED, DISPUTED, ALONE, MAPPINGS[1])) == [
        "Mappings: 1 agreed by Claude and the matcher, 1 disputed, 1 Claude alone"
    ]
    settled = replace(DISPUTED, status="accepted")
    assert told(design_of(AGREED, settled)) == ["Mappings: 1 agreed by Claude and the matcher, 1 disputed (1 accepted), 0 Claude alone"]
    counts = {count.name: (count.done, count.total) for count in check(design_of(AGREED, DISPUTED, ALONE), catalog()).coverage}
    assert [counts[f"mappings {word}"] for word in ("agreed", "disputed", "alone")] == [(1, 3), (1, 3), (1, 3)]


def test_every_field_is_told_on_request() -> None:
    """`check --all` tells each field, and what the matcher would take."""
    assert told(design_of(AGREED, DISPUTED, ALONE), everything=True)[1:] == [
        "  agreed 1.00  write > body.since",
        "  disputed 0.40  write > body.email (the matcher: trigger:data.email)",
        "  Claude alone 0.30  write > body.last_name",
    ]


def test_a_dispute_shows_both_choices_and_the_reason() -> None:
    """A person decides by what Claude takes, what the matcher takes, and why Claude takes it."""
    lines = [line.text for line in disputed_lines(design_of(DISPUTED, AGREED))]
    assert lines == [
        "1 field that Claude and the offline matcher fill differently",
        "  write > body.email",
        "      Claude   trigger:data.mail in lower case",
        "      matcher  trigger:data.email",
        "      reason   billing goes there",
        "",
    ]
    assert list(disputed_lines(design_of(replace(DISPUTED, status="accepted")))) == []


def test_what_claude_left_out_is_told() -> None:
    """The matcher's sure mappings that the design lacks stand below the disputes."""
    left = (("write", replace(MAPPINGS[0], confidence=0.93)),)
    assert [line.text for line in disputed_lines(design_of(AGREED), left)] == [
        "1 field that the matcher would fill and Claude left out",
        "  write > body.email <- trigger:data.email (0.93)",
        "",
    ]


def test_long_lists_are_cut_and_counted() -> None:
    """Ten are told; the rest is counted, with the command that tells it."""
    many = [replace(DISPUTED, target=f"body.x{number}") for number in range(12)]
    lines = [line.text for line in disputed_lines(design_of(*many), file="out/design.yaml")]
    assert lines[-2] == "  and 2 more; `designer check out/design.yaml --all` tells them"
    assert sum(" > " in line for line in lines) == 10


def test_columns_are_judged_like_mappings() -> None:
    """In a warehouse the columns are counted; `confidence: 1` settles one."""
    assert WAREHOUSE.warehouse is not None
    table = WAREHOUSE.warehouse.tables[0]
    columns = (
        replace(table.columns[0], agreement="agreed", confidence=0.9),
        replace(table.columns[1], agreement="disputed", rivals=("a:b",)),
    )
    design = replace(WAREHOUSE, warehouse=replace(WAREHOUSE.warehouse, tables=(replace(table, columns=columns),)))
    assert told(design) == ["Columns: 1 agreed by Claude and the matcher, 1 disputed (1 accepted), 0 Claude alone"]
    assert [one.is_settled for one in judged_fields(design)] == [False, True]


def test_the_counts_stand_in_a_line_of_their_own() -> None:
    """They are no part of what was held against documents."""
    report = check(design_of(AGREED, DISPUTED), catalog())
    assert not [line.text for line in count_lines(report) if "agreed" in line.text]
    assert [line.text for line in covered_lines(report, file="d", design=design_of(AGREED, DISPUTED)) if "agreed" in line.text] == [
        "Mappings: 1 agreed by Claude and the matcher, 1 disputed, 0 Claude alone"
    ]


def test_hostile_text_cannot_steer_the_terminal() -> None:
    """A reason comes from a model: escape codes and line feeds are gone."""
    bad = replace(DISPUTED, reason="a\x1b[31mred\nline", rivals=("trigger:x\u202ey",))
    text = "\n".join(line.text for line in (*disputed_lines(design_of(bad)), *agreement_lines(design_of(bad), everything=True)))
    assert "\x1b" not in text
    assert "\u202e" not in text
    assert "ared line" in text
