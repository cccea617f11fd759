"""A design as the model reads it: each line a place that a patch can name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from designer.model.codec import encode
from designer.plan.claude.proposal.addressing import at_place, steps_of
from designer.plan.claude.proposal.drafting import draft_text
from tests.unit.plan.claude.benches import FLOW, a_bench

if TYPE_CHECKING:
    from pathlib import Path

    from designer.model.scalars import JsonObject


def test_every_place_of_the_text_is_in_the_design(tmp_path: Path) -> None:
    """Places can be pasted into a patch."""
    for style in ("api", "warehouse"):
        bench = a_bench(tmp_path, style=style)
        tree = encode(bench.design)
        places = [line.partition(": ")[0] for line in draft_text(bench.design).splitlines() if line.startswith("$.")]
        assert len(places) > 10
        assert all(at_place(tree, steps_of(place)) is not None for place in places)


def test_what_the_program_sets_is_marked(tmp_path: Path) -> None:
    """A question or setting that no reply changes is `(fixed)`; the text says what that means, and its place can still be pasted."""

    def without_server(_shop: JsonObject, crm: JsonObject) -> None:
        crm.pop("servers")

    text = draft_text(a_bench(tmp_path, change=without_server).design)
    assert "\n$.questions[id=crm_base_url]: (fixed) {" in text
    assert "\n$.settings[id=crm_base_url]: (fixed) {" in text
    assert text.count("(fixed)") == 3
    assert "`(fixed)`: set by the program." in text


def test_mappings_are_lines_with_confidence(tmp_path: Path) -> None:
    """One line each, below their step; a figure and a reason only where the matcher is unsure."""
    bench = a_bench(tmp_path, is_judged=True)
    text = draft_text(bench.design, bench.report)
    assert "\n  body.email <- trigger:customer.email\n" in text
    assert "without a figure has a confidence of 0.9 or more" in text
    at = f"{FLOW}.steps[id=write_contact].mappings[target=body.name]"
    bench.use("patch_design", {"patches": [{"op": "set", "at": f"{at}.sources", "value": ["trigger:customer.email"]}]})
    lines = draft_text(bench.design).splitlines()
    told = "  body.name <- trigger:customer.email | 0.30, disputed: the offline matcher takes trigger:customer.full_name ("
    assert any(line.startswith(told) for line in lines)


def test_what_the_model_may_not_set_is_not_shown(tmp_path: Path) -> None:
    """No address, hash, variable or bookkeeping stands in it."""
    bench = a_bench(tmp_path, is_judged=True)
    text = draft_text(bench.design, bench.report)
    for hidden in ("base_url", "shop.example", "sha256", "SHOP_TOKEN", "environment", '"confidence"', '"proof"', '"status"', "shop.json"):
        assert hidden not in text


def test_findings_end_the_text(tmp_path: Path) -> None:
    """With a report the findings and what is left to do stand at the end."""
    bench = a_bench(tmp_path)
    assert "TRG507" in draft_text(bench.design, bench.report)
    assert "TRG507" not in draft_text(bench.design)
