"""Patches of one call of which some have a fault: those that have none are made, so that nothing right is written twice."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.unit.plan.claude.benches import FLOW, a_bench

if TYPE_CHECKING:
    from pathlib import Path

WRITE = f"{FLOW}.steps[id=write_contact]"
TITLE: dict[str, Any] = {"op": "set", "at": "$.title", "value": "Contacts"}


def test_what_has_no_fault_is_made(tmp_path: Path) -> None:
    """A place that is not there, a value of another type, an unknown transform: each told with its place, the title set."""
    bench = a_bench(tmp_path)
    wrong = [
        {"op": "set", "at": f"{FLOW}.steps[id=nowhere].operation", "value": "POST /contacts"},
        {
            "op": "set",
            "at": f"{WRITE}.mappings[target=body.name]",
            "value": {"target": "body.name", "sources": ["trigger:x"], "transform": "shorten"},
        },
    ]
    answer = bench.use("patch_design", {"patches": [wrong[0], TITLE, wrong[1]]})
    told = answer.text.splitlines()
    assert told[:4] == [
        "1 patch made. Changed: title.",
        "Not made, for a fault of their own (send these alone again, mended):",
        f"$.patches[0]: nothing stands at `{FLOW}.steps[id=nowhere]`. There are: find_contact, write_contact.",
        f'{WRITE}.mappings[target=body.name].transform: "shorten" is a text. Write an object.',
    ]
    assert answer.is_error
    assert answer.design is bench.design
    assert bench.design.title == "Contacts"


def test_with_no_right_one_nothing_is_changed(tmp_path: Path) -> None:
    """All faults are told at once, and the design stays the same object."""
    bench = a_bench(tmp_path)
    before = bench.design
    wrong = [{"op": "set", "at": f"{FLOW}.steps[id={name}].operation", "value": "POST /contacts"} for name in ("a", "b")]
    answer = bench.use("patch_design", {"patches": wrong})
    assert answer.text.startswith("Nothing was changed: all faults must be mended first.")
    assert answer.text.count("nothing stands at") == 2
    assert answer.is_error
    assert bench.design is before


def test_a_place_with_numbers_is_known_as_the_one_with_names(tmp_path: Path) -> None:
    """The fault is told by names, the patch may have come by numbers."""
    bench = a_bench(tmp_path)
    at = f"{FLOW}.steps[1].mappings[0].transform"
    answer = bench.use("patch_design", {"patches": [TITLE, {"op": "set", "at": at, "value": {"name": "no_such"}}]})
    assert answer.text.startswith("1 patch made. Changed: title.\nNot made")
    assert bench.design.title == "Contacts"
