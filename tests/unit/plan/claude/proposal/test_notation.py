"""The design's notation: all that a proposal may hold, nothing that it may not, in few words."""

from __future__ import annotations

import pytest

from designer.model.scalars import STYLES, Style
from designer.model.transform import Cast, Lookup
from designer.plan.claude.proposal.holding import FIXED, KEPT
from designer.plan.claude.proposal.notation import notation

LARGEST = 3_500 * 3.5
"""Characters of 3,500 tokens."""


@pytest.mark.parametrize("style", STYLES)
def test_notation_is_short(style: Style) -> None:
    """A notation takes no more than some 3,500 tokens."""
    assert len(notation(style)) < LARGEST


@pytest.mark.parametrize("style", STYLES)
def test_fixed_and_kept_members_are_left_out(style: Style) -> None:
    """What a proposal may not set is not offered."""
    text = notation(style)
    names = {field for noun, fields in (*FIXED.items(), *KEPT.items()) if noun not in {"Design", "System", "Auth"} for field in fields}
    for name in names | {"base_url", "token_url", "descriptions", "sha256", "planner", "narrative"}:
        assert f" {name}?:" not in text
        assert f" {name}:" not in text


def test_flows_for_two_styles_a_warehouse_for_the_third() -> None:
    """A style is not told the nouns of another."""
    assert "Step {" in notation("api")
    assert "Warehouse {" not in notation("api")
    assert notation("nocode") == notation("api")
    assert "Warehouse {" in notation("warehouse")
    assert "Step {" not in notation("warehouse")


def test_every_transform_is_told_with_its_parameters_and_what_it_does() -> None:
    """The whole docstring counts: notations of dates stand in its second paragraph."""
    text = notation("api")
    assert '{name: "cast", to?: "string"*|"integer"|"number"|"boolean"}' in text
    assert (Cast.__doc__ or "?") in text
    assert "`unix_ms`" in text
    assert Lookup.name in text


def test_required_members_and_defaults_are_marked() -> None:
    """A mapping needs a target, a step an id; `always` is the default of `write`."""
    text = notation("api")
    assert "  target: string" in text
    assert "  sources?: string[]" in text
    assert '  write?: "always"*|"create_only"|"if_empty"' in text
