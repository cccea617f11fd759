"""The field mapping as a spreadsheet."""

from __future__ import annotations

import csv
from dataclasses import replace
from typing import TYPE_CHECKING

from tests.unit.render.documents.made import a_nocode_design, printed

if TYPE_CHECKING:
    from pathlib import Path


def test_the_csv_tells_where_two_planners_agree(tmp_path: Path) -> None:
    """In a column of its own, which a design of one planner has not."""
    design = a_nocode_design()
    flow = design.flows[0]
    assert "agreement" not in printed(design, tmp_path)["mapping.csv"].splitlines()[0]
    first, second, third, fourth = (mapping for mapping in flow.steps[1].mappings[:1] for _ in range(4))
    mappings = (
        replace(first, agreement="agreed"),
        replace(second, agreement="disputed", rivals=("trigger:a", "=trigger:b")),
        replace(third, agreement="disputed"),
        replace(fourth, agreement="alone"),
        first,
    )
    judged = replace(design, flows=(replace(flow, steps=(replace(flow.steps[1], mappings=mappings),)),))
    head, *rows = csv.reader(printed(judged, tmp_path)["mapping.csv"].splitlines())
    assert head[-1] == "agreement"
    told = ["both planners", "disputed: the matcher takes trigger:a + =trigger:b", "disputed: converted in another way", "Claude alone", ""]
    assert [row[-1] for row in rows] == told
