"""Names of thousands of characters and figures beyond any meaning are refused before anything is looked up by them."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

import pytest

from tests.unit.plan.claude.benches import FLOW, a_bench
from tests.unit.plan.claude.tools.hostile import WRITE, change

if TYPE_CHECKING:
    from pathlib import Path

    from designer.model.scalars import JsonObject

LONG = "a.b" * 2_000
READ: JsonObject = {"system": "crm", "name": "POST /contacts", "part": "request", "below": "", "find": "", "depth": 3}


def patch(at: str, value: Any) -> tuple[str, JsonObject]:
    """Return a call that sets one place."""
    return "patch_design", {"patches": [{"op": "set", "at": at, "value": value}]}


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        patch(f"{WRITE}.mappings[target=body.name]", {"sources": [f"trigger:{LONG}"]}),
        patch(f"{WRITE}.mappings[target=body.name].sources", [f"trigger:{LONG}"]),
        patch(f"{WRITE}.mappings[target=body.name].target", f"body.{LONG}"),
        patch(f"{WRITE}.operation", f"POST /{LONG}"),
        patch(f"{FLOW}.id", LONG),
        patch(f"$.{LONG}", 1),
        patch(f"$.flows[id={LONG}].title", "x"),
        ("read_schema", {**READ, "below": LONG}),
        ("read_schema", {**READ, "name": LONG}),
        ("read_schema", {**READ, "find": LONG}),
        ("search_operations", {"system": LONG, "words": "x", "limit": 5}),
        ("search_operations", {"system": "crm", "words": LONG, "limit": 5}),
        (LONG, {}),
    ],
)
def test_a_name_of_thousands_of_characters_takes_no_time(name: str, arguments: JsonObject, tmp_path: Path) -> None:
    """Neither a comparison with all names that are alike, nor a nest of thousands of members."""
    bench = a_bench(tmp_path)
    began = time.process_time()
    assert bench.use(name, arguments).is_error
    assert time.process_time() - began < 0.5


def test_a_long_text_is_taken(tmp_path: Path) -> None:
    """Prose is no name."""
    bench = a_bench(tmp_path)
    for at, value in (("$.goal", "All of it. " * 200), (f"{FLOW}.trigger.registration", {"kind": "ui", "steps": ["Open it. " * 100]})):
        assert not change(bench, at, value).is_error


@pytest.mark.parametrize(
    ("name", "value"), [("attempts", 10**14), ("attempts", -3), ("timeout_seconds", 10**9), ("longest_delay_seconds", 10**12)]
)
def test_figures_beyond_any_meaning_are_refused(name: str, value: int, tmp_path: Path) -> None:
    """A connector would try for ever."""
    bench = a_bench(tmp_path)
    answer = change(bench, f"$.policies.{name}", value)
    assert answer.is_error
    assert f"$.policies.{name}: " in answer.text
    assert "is more than can be meant" in answer.text
