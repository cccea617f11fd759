"""The design's notation: all that a proposal may hold, nothing that it may not, in few words."""

from __future__ import annotations

import re
from typing import Any, cast

import pytest

from designer.model.scalars import STYLES, Style
from designer.model.transform import Cast, Lookup
from designer.plan.claude.pricing.tokens import about_tokens
from designer.plan.claude.proposal.holding import FIXED, KEPT, proposal_schema
from designer.plan.claude.proposal.notation import notation
from designer.plan.claude.proposal.terse import TERSE

LARGEST = 3_300
"""Tokens, by the cautious estimate."""


@pytest.mark.parametrize("style", STYLES)
def test_notation_is_short(style: Style) -> None:
    """It stands in front of every request."""
    assert about_tokens(notation(style)) < LARGEST


@pytest.mark.parametrize("style", STYLES)
def test_fixed_and_kept_members_are_left_out(style: Style) -> None:
    """What a proposal may not set is not offered."""
    text = notation(style)
    names = {field for noun, fields in (*FIXED.items(), *KEPT.items()) if noun not in {"Design", "System", "Auth"} for field in fields}
    for name in names | {"base_url", "token_url", "descriptions", "sha256", "planner", "narrative"}:
        assert not re.search(rf"\b{name}\??: ", text)


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
    assert f'{{name: "{Lookup.name}", using?: string' in text
    assert "using: `table:<id>` or `link:<id>`." in text


def test_required_members_and_defaults_are_marked() -> None:
    """A mapping needs a target, a step an id; `always` is the default of `write`."""
    text = notation("api")
    assert "  target: string, sources?: string[], transform?: Transform, " in text
    assert 'write?: "always"*|"create_only"|"if_empty"' in text


@pytest.mark.parametrize("style", STYLES)
def test_every_member_of_every_noun_is_told_once(style: Style) -> None:
    """A model can write each of them right at the first time: its name, whether it is needed, its values."""
    text, schema = notation(style), cast("dict[str, Any]", proposal_schema())
    told = set(re.findall(r"^(\w+) \{", text, re.MULTILINE)) - {"Design"}
    assert len(told) > 8
    for noun in told:
        body = re.search(rf"^{noun} \{{(.*?)^\}}|^{noun} \{{(.*?)\}}$", text, re.MULTILINE | re.DOTALL)
        assert body
        for name in schema["$defs"][noun]["properties"]:
            mark = "" if name in schema["$defs"][noun]["required"] else r"\?"
            assert re.search(rf"(?<![\w{{]){name}{mark}: ", body[0].replace("{", " ", 1)), (noun, name)


def test_shorter_words_are_of_members_that_are_there() -> None:
    """A member that is renamed must not keep the words of the old one, and words of a plain name are none."""
    schema = cast("dict[str, Any]", proposal_schema())
    for noun, members in TERSE.items():
        properties = schema["properties"] if noun == "Design" else schema["$defs"][noun]["properties"]
        assert members.keys() <= properties.keys()
        assert all(len(text) < 140 for text in members.values())


def test_a_key_of_a_link_is_told_with_its_form() -> None:
    """`item:` belongs to a step, and a link to none."""
    assert "in a list the whole path: `trigger:lines[].id`, not `item:id`" in notation("api")
